//! What went wrong, as a value: a stable code and the detail that only this case has.
//!
//! The sentences (what happened, is the data safe, what to do) are in [`crate::words`].

use serde::{Deserialize, Serialize};

use crate::catalogue::CatalogueError;

/// A failure that reaches a user.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// Which failure.
    pub code: Code,
    /// What only this case knows: a name, a size, the platform's own words. May be empty.
    pub detail: String,
}

impl Failure {
    /// A failure with its detail.
    #[must_use]
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }
}

impl From<CatalogueError> for Failure {
    fn from(error: CatalogueError) -> Self {
        let code = match error {
            CatalogueError::Damaged { .. } | CatalogueError::Mixed { .. } => Code::CatalogueDamaged,
            CatalogueError::Newer { .. } => Code::CatalogueNewer,
        };
        Self::new(code, error.to_string())
    }
}

/// Makes the code enum together with its stable text form.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// Which failure. The text form is stable and shown to users.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable text form.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    /// The question has no text.
    QuestionEmpty = "question-empty",
    /// The question is longer than [`crate::message::MAX_QUESTION_BYTES`].
    QuestionTooLong = "question-too-long",
    /// The note is longer than [`crate::message::MAX_NOTE_BYTES`].
    NoteTooLong = "note-too-long",
    /// No agent has this id; which is said.
    AgentUnknown = "agent-unknown",
    /// No such response on this device.
    ResponseUnknown = "response-unknown",
    /// A stored record cannot be read: damaged, or of a newer version.
    RecordUnreadable = "record-unreadable",
    /// A pattern lacks a text that it must have; which is said.
    PatternIncomplete = "pattern-incomplete",
    /// A text of a pattern is longer than [`crate::memory::MAX_TEXT_BYTES`], or a label than
    /// [`crate::memory::MAX_LABEL_BYTES`], or there are too many; which is said.
    PatternTooLong = "pattern-too-long",
    /// A date of a pattern lies in the future.
    PatternFuture = "pattern-future",
    /// No such pattern, outcome or link on this device.
    PatternUnknown = "pattern-unknown",
    /// The merge would put a pattern into itself or into one that is merged into it.
    MergeCircular = "merge-circular",
    /// A step of an import without an import under way, or in the wrong order.
    ImportOrder = "import-order",
    /// The file holds more than can be kept at once here.
    ImportTooLarge = "import-too-large",
    /// A time window that ends before it starts, or has no or too many parts.
    WindowInvalid = "window-invalid",
    /// A part of the catalogue could not be fetched.
    CatalogueMissing = "catalogue-missing",
    /// A part of the catalogue is cut short or altered.
    CatalogueDamaged = "catalogue-damaged",
    /// The catalogue was packed for a newer version.
    CatalogueNewer = "catalogue-newer",
    /// The calculators could not be fetched, or not be started.
    CalculatorsMissing = "calculators-missing",
    /// The calculators stopped unexpectedly, or said something that cannot be read.
    CalculatorsCrashed = "calculators-crashed",
    /// The embedding table could not be fetched.
    EmbeddingMissing = "embedding-missing",
    /// The embedding table is cut short, altered, or not one that this version reads.
    EmbeddingDamaged = "embedding-damaged",
    /// The platform refuses to store: private mode, or denied by the user.
    StorageDenied = "storage-denied",
    /// No room left.
    StorageQuotaExceeded = "storage-quota-exceeded",
    /// The database was written by a newer version.
    StorageNewer = "storage-newer",
    /// The database or a row of it is damaged.
    StorageDamaged = "storage-damaged",
    /// Another tab holds the database at an older version.
    StorageBlocked = "storage-blocked",
    /// The platform has not opened the database for a long while.
    StorageWaits = "storage-waits",
    /// The connection was closed, by the browser or by another tab's upgrade.
    StorageClosed = "storage-closed",
    /// Somebody else changed the row in between.
    StorageConflict = "storage-conflict",
    /// Two copies of one profile write under one id.
    StorageForked = "storage-forked",
    /// The platform failed to read or write.
    StorageFailed = "storage-failed",
    /// The engine stopped unexpectedly.
    EngineCrashed = "engine-crashed",
    /// Page and worker are of different builds.
    BuildMismatch = "build-mismatch",
    /// The request was cancelled.
    Cancelled = "cancelled",
    /// The message cannot be read.
    MessageUnreadable = "message-unreadable",
}
