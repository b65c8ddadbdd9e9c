//! Why a packed catalogue could not be read.

/// Why a packed catalogue could not be read. Nothing of the user's is touched by it; loading the
/// parts again, or the build they belong to, mends it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A part is cut off, altered or missing.
    #[error("catalogue part {part} is damaged: {reason}")]
    Damaged {
        /// Name of the part.
        part: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A part was written by a newer build.
    #[error("catalogue part {part} has format {format}, this build reads up to {known}")]
    Newer {
        /// Name of the part.
        part: &'static str,
        /// Its format.
        format: u8,
        /// The newest format this build knows.
        known: u8,
    },
    /// Parts of two catalogues were put together.
    #[error("catalogue part {part} belongs to another catalogue")]
    Mixed {
        /// Name of the part.
        part: &'static str,
    },
}

impl CatalogueError {
    /// Stable code of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Damaged { .. } | Self::Mixed { .. } => "catalogue-damaged",
            Self::Newer { .. } => "catalogue-newer",
        }
    }
}
