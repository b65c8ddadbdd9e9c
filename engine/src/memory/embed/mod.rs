//! From a text to a vector: texts that mean the same have vectors that point the same way.
//!
//! Two embedders: [`Embedder::Table`] adds up the rows of a distilled table, one per piece of a
//! word; [`Embedder::Hashed`] needs no asset and knows only which words and letters are shared.
//! How the table was made, and what both were measured at, is in `engine/embedding/README.md`.
//!
//! Vectors of different embedders must never be compared: whoever stores one stores its
//! [`EmbedderId`] too. An embedder does no I/O, reads no clock, and gives the same bits
//! everywhere: it adds, multiplies and takes square roots of `f32` in a fixed order.

mod asset;
mod hashed;
mod letters;
mod table;
mod tokenizer;
mod vector;
mod vocabulary;

#[cfg(test)]
mod tests;

use core::fmt;
use std::borrow::Cow;

pub use asset::AssetError;
pub use table::Table;
pub use vector::{DIMENSIONS, Quantised, Vector};

/// Names what made a vector. Another table, or a change of how texts are cut, has another id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EmbedderId(String);

impl EmbedderId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for EmbedderId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for EmbedderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes vectors of texts.
#[derive(Debug)]
pub enum Embedder {
    /// With the distilled table.
    Table(Table),
    /// Without an asset: words and their letters, hashed.
    Hashed,
}

impl Embedder {
    /// Opens the table from the bytes of `table.elv`, compiled in or fetched.
    ///
    /// # Errors
    /// When the bytes are no table, of another format, cut off or altered.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, AssetError> {
        Table::open(bytes.into()).map(Self::Table)
    }

    /// What to stamp on every vector that is kept.
    #[must_use]
    pub fn id(&self) -> EmbedderId {
        match self {
            Self::Table(table) => EmbedderId::from(table.id()),
            Self::Hashed => EmbedderId::from(hashed::ID),
        }
    }

    /// The vector of a text: of length 1, or zero when nothing in the text is known.
    #[must_use]
    pub fn embed(&self, text: &str) -> Vector {
        match self {
            Self::Table(table) => table.embed(text),
            Self::Hashed => hashed::embed(text),
        }
    }

    /// The vectors of a text and of the same text with more words behind it, each as
    /// [`Embedder::embed`] makes it, for the work of the second alone.
    #[must_use]
    pub fn embed_both(&self, start: &str, more: &str) -> (Vector, Vector) {
        let mut sum = [0.0; DIMENSIONS];
        let mut after = |text| {
            match self {
                Self::Table(table) => table.add_text(text, &mut sum),
                Self::Hashed => hashed::add_text(text, &mut sum),
            }
            Vector::direction(sum)
        };
        (after(start), after(more))
    }
}
