//! Taking a file into the memory.

use serde::{Deserialize, Serialize};

/// A step of an import: the file is handed over piece by piece, read, and kept all at once or not
/// at all. One import at a time; beginning another drops the one before.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ImportStep {
    /// Begins one.
    Begin,
    /// The next bytes of the file, cut anywhere.
    Bytes(#[serde(with = "bytes")] Vec<u8>),
    /// The file is at its end: the report is complete. Nothing is kept yet.
    End,
    /// Keeps what was read, in one transaction.
    Keep,
    /// Drops it.
    Drop,
}

/// What an import came to so far.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ImportReport {
    /// Bytes read.
    pub bytes: u64,
    /// Lines read, empty ones included.
    pub lines: u64,
    /// Patterns that are new here.
    pub patterns: u32,
    /// Outcomes that are new here.
    pub outcomes: u32,
    /// Other rows: edits, counts, relations.
    pub others: u32,
    /// Rows that are here already.
    pub known: u32,
    /// Lines that cannot be taken.
    pub refused: u64,
    /// The first of them, at most [`super::MAX_ROW_ERRORS`].
    pub errors: Vec<RowError>,
    /// The first new patterns, at most 20, to be looked at before they are kept.
    pub sample: Vec<String>,
    /// Whether it is kept.
    pub kept: bool,
}

/// A line of a file that cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RowError {
    /// Which, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub fault: RowFault,
    /// The field or the word that it is about; may be empty.
    pub detail: String,
}

/// What is wrong with a line of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFault {
    /// Its bytes are no UTF-8.
    NotUtf8,
    /// It is no JSON object.
    NotJson,
    /// A field is missing or empty.
    Missing,
    /// A field is of another type.
    WrongType,
    /// A text is longer than is taken.
    TooLong,
    /// A score is no number of 0 to 1.
    Score,
    /// A date cannot be read.
    Date,
    /// A date lies in the future.
    Future,
    /// A word is none of those that the field takes.
    Unknown,
    /// The bytes of a row do not match their id or checksum.
    Mismatch,
    /// A row is of another kind than the memory's.
    OtherKind,
}

/// Bytes as one run and not one by one.
mod bytes {
    use serde::de::Visitor;
    use serde::{Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        struct Run;
        impl Visitor<'_> for Run {
            type Value = Vec<u8>;
            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
        }
        deserializer.deserialize_bytes(Run)
    }
}
