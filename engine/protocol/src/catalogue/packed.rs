//! The packed parts: a frame around postcard bytes, and the columns inside.
//!
//! ```text
//! part    = "elexcat" tag(1) format(1) version(8) check(8) payload
//! check   = first 8 bytes of BLAKE3 of the payload
//! version = first 8 bytes of BLAKE3 of all payloads in the order of PartName::ALL
//! payload = postcard of the shape of the part: IndexPart, RowsPart …
//! ```
//!
//! They come in two waves. What routes a question and answers it with facts is
//! [`PartName::FIRST`]; what agents say in words, and the texts of their example questions, is
//! [`PartName::ENTRIES`]. So that the first wave routes exactly as all of it would, it carries the
//! words of the second's texts, counted ([`WordsPart`]).
//!
//! Rows of all tables are numbered from 0 in the order of [`super::Table::ALL`], inside a table in
//! the order of its source. Everything that is not an id or a list of row numbers is a sparse
//! table of text ([`Sheet`]): small to write, small to read, and a new column is skipped by a
//! reader that does not know it.

use serde::{Deserialize, Serialize};

pub use super::column;
use super::{CatalogueError, Model};

/// Format of the parts, counted up with every change that an older reader cannot skip.
pub const FORMAT: u8 = 4;

const MAGIC: &[u8; 7] = b"elexcat";
/// Bytes before the payload.
const FRAME: usize = 25;

/// The parts of a catalogue. Each can be fetched and cached on its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PartName {
    /// Agents by id, name, line and other names.
    Index,
    /// All fact rows and clauses.
    Rows,
    /// What agents hold: facts, cards, and which of these their entries set and read.
    Agents,
    /// Words of entries and example questions, counted, and what tells the kinds of questions apart.
    Words,
    /// Worked entries.
    Entries,
    /// Example questions.
    Questions,
    /// Tables of the calculators.
    Calculators,
}

impl PartName {
    /// All parts, in the order in which the version is computed.
    pub const ALL: [Self; 7] = [
        Self::Index,
        Self::Rows,
        Self::Agents,
        Self::Words,
        Self::Entries,
        Self::Questions,
        Self::Calculators,
    ];

    /// The parts that route every question and answer it with facts.
    pub const FIRST: [Self; 4] = [Self::Index, Self::Rows, Self::Agents, Self::Words];

    /// The parts that an agent needs to speak itself; they are fetched after the first.
    pub const ENTRIES: [Self; 2] = [Self::Entries, Self::Questions];

    /// The name as files carry it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Rows => "rows",
            Self::Agents => "agents",
            Self::Words => "words",
            Self::Entries => "entries",
            Self::Questions => "questions",
            Self::Calculators => "calculators",
        }
    }

    const fn tag(self) -> u8 {
        match self {
            Self::Index => 0,
            Self::Rows => 1,
            Self::Agents => 2,
            Self::Questions => 3,
            Self::Calculators => 4,
            Self::Words => 5,
            Self::Entries => 6,
        }
    }
}

/// Version of a catalogue: 8 bytes of a hash over its parts.
pub type Version = [u8; 8];

/// The version of these payloads, given in the order of [`PartName::ALL`].
#[must_use]
pub fn version_of(payloads: &[Vec<u8>]) -> Version {
    let mut hash = blake3::Hasher::new();
    for payload in payloads {
        hash.update(payload);
    }
    first_eight(&hash.finalize())
}

/// Puts the frame around a payload.
#[must_use]
pub fn seal(part: PartName, version: Version, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(FRAME + payload.len());
    bytes.extend_from_slice(MAGIC);
    bytes.push(part.tag());
    bytes.push(FORMAT);
    bytes.extend_from_slice(&version);
    bytes.extend_from_slice(&first_eight(&blake3::hash(payload)));
    bytes.extend_from_slice(payload);
    bytes
}

/// Checks the frame of a part and gives its version and payload.
///
/// # Errors
/// `catalogue-newer` when the format is newer than this build, else `catalogue-damaged` when the
/// bytes are cut, altered or those of another part.
pub fn unseal(part: PartName, bytes: &[u8]) -> Result<(Version, &[u8]), CatalogueError> {
    let damaged = |reason| CatalogueError::Damaged {
        part: part.name(),
        reason,
    };
    let frame = bytes
        .get(..FRAME)
        .ok_or(damaged("shorter than its frame"))?;
    let payload = bytes.get(FRAME..).unwrap_or_default();
    if frame.get(..7) != Some(MAGIC) {
        return Err(damaged("no catalogue part"));
    }
    let format = frame.get(8).copied().unwrap_or_default();
    if format > FORMAT {
        return Err(CatalogueError::Newer {
            part: part.name(),
            format,
            known: FORMAT,
        });
    }
    if frame.get(7) != Some(&part.tag()) {
        return Err(damaged("another part"));
    }
    if frame.get(17..25) != Some(&first_eight(&blake3::hash(payload))) {
        return Err(damaged("cut off or altered"));
    }
    let mut version = Version::default();
    version.copy_from_slice(frame.get(9..17).unwrap_or(&[0; 8]));
    Ok((version, payload))
}

fn first_eight(hash: &blake3::Hash) -> [u8; 8] {
    let mut eight = [0; 8];
    eight.copy_from_slice(&hash.as_bytes()[..8]);
    eight
}

/// Texts, each once, joined by line feeds; numbered from 0.
pub type Lines = String;

/// A sparse table of text: rows by number, columns by key.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Number of rows.
    pub rows: u32,
    /// The columns, at most one per key.
    pub columns: Vec<Column>,
}

/// One column of a [`Sheet`].
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Column {
    /// Which column, see [`column`].
    pub key: u8,
    /// Rows that have a value: number of rows left out since the one before.
    pub gaps: Vec<u32>,
    /// 0: the next text of the [`Lines`] that no column before and no row above used; n: text
    /// n - 1. Sheets that share lines count on from each other in the order of the part's fields.
    pub texts: Vec<u32>,
}

/// Lists of numbers, one per owner: lengths, and each number as distance from the one before.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Lists {
    /// Length of each list.
    pub lengths: Vec<u32>,
    /// Distances, the first of a list from 0.
    pub steps: Vec<i32>,
}

/// Ids of all rows, as paths of segments between points.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Paths {
    /// The segments, each once, in the order of first use.
    pub segments: Lines,
    /// Segments shared with the beginning of the path before.
    pub shared: Vec<u8>,
    /// Segments that follow.
    pub more: Vec<u8>,
    /// These segments: 0 is the next unused one, n is segment n - 1.
    pub next: Vec<u32>,
}

/// Part `index`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct IndexPart {
    /// Texts of `agents`.
    pub lines: Lines,
    /// One row per agent.
    pub agents: Sheet,
}

/// Part `rows`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RowsPart {
    /// Rows of each table, in the order of [`super::Table::ALL`].
    pub counts: Vec<u32>,
    /// Ids of all rows.
    pub paths: Paths,
    /// Texts of the sheets.
    pub lines: Lines,
    /// Legal ranges, each different one once.
    pub legal: Sheet,
    /// For each parameter row: 0 is the next unused row of `legal`, n is row n - 1.
    pub legal_of: Vec<u32>,
    /// What rows have besides id and legal range.
    pub rows: Sheet,
    /// For each parameter row, in order: the row it is an alias of plus 1, 0 for none.
    pub alias_of: Vec<u32>,
    /// Clauses.
    pub clauses: Sheet,
}

/// Part `agents`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct AgentsPart {
    /// Facts named by the author of each agent, by row number.
    pub facts: Lists,
    /// Parameters that came with groups.
    pub grouped: Lists,
    /// Related agents, by agent number.
    pub related: Lists,
    /// Texts of `cards`.
    pub lines: Lines,
    /// All cards. What is for checks alone stays in the sources: the example of an encoding and the
    /// twin in another model.
    pub cards: Sheet,
    /// For each card the number of its row plus 1, 0 for one about a choice of rows.
    pub card_rows: Vec<u32>,
    /// Whether each agent has a worked entry.
    pub worked: Vec<bool>,
    /// The cards that the entry of each agent sets, by number and in its order, once per mention.
    pub sets: Lists,
    /// The cards that it reads besides.
    pub reads: Lists,
}

/// Part `words`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct WordsPart {
    /// Stems (see `ground::text::stem`), those of most agents first: lists of one length stand
    /// together, which makes them smaller.
    pub stems: Lines,
    /// How often example questions of agents have each stem.
    pub asks: Counted,
    /// How often summaries and symptoms of their entries have it.
    pub entries: Counted,
    /// What tells the kinds of questions apart.
    pub kinds: KindsTable,
}

/// Agents with a number, one list per stem.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Counted {
    /// How many agents have each stem.
    pub lengths: Vec<u32>,
    /// Which: number of agents left out since the one before, in each list from 0.
    pub gaps: Vec<u32>,
    /// How often each has it, 1 or more.
    pub counts: Vec<u32>,
}

/// Part `entries`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct EntriesPart {
    /// All worked entries, in the order of their agents.
    pub models: Vec<Model>,
}

/// Part `questions`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct QuestionsPart {
    /// A line for each, agent by agent in the order of the index.
    pub asks: Lines,
    /// How many each agent has.
    pub counts: Vec<u32>,
    /// How many of them, at the end of each agent's, have slips of the pen.
    pub misspelt: Vec<u32>,
}

/// Features of questions and what each says for and against every kind.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct KindsTable {
    /// The features, rising byte by byte.
    pub features: Lines,
    /// For each feature a weight per kind, in the order of [`crate::answer::QueryKind`].
    pub weights: Vec<i8>,
}

/// Part `calculators`: the tables in the order of [`crate::calculator::TableName::ALL`].
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CalculatorsPart {
    /// Texts of all tables.
    pub lines: Lines,
    /// The tables.
    pub tables: Vec<Numbers>,
}

/// A dense table of numbers and texts, by columns.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Numbers {
    /// Number of rows.
    pub rows: u32,
    /// The packed columns, in the order of the table's shapes.
    pub columns: Vec<NumbersColumn>,
}

/// One column of [`Numbers`].
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct NumbersColumn {
    /// Digits after the decimal point of its numbers.
    pub digits: u8,
    /// Rows without a value: number of rows left out since the one before.
    pub absent: Vec<u32>,
    /// Of a column of lists: how long each is, for the rows that have one.
    pub lengths: Vec<u32>,
    /// Numbers as the distance from the one before. Texts as in [`Column::texts`]: 0 is the next
    /// unused line, n is line n - 1.
    pub steps: Vec<i64>,
}

/// Reads the number of a line as parts write it: 0 is the next unused one, n is line n - 1. `used`
/// counts those that were used; it moves on.
#[must_use]
pub const fn next_or_known(code: u32, used: &mut u32) -> u32 {
    if code == 0 {
        let next = *used;
        *used = used.saturating_add(1);
        next
    } else {
        code - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_read_back_and_every_cut_or_flip_is_found() {
        let sealed = seal(PartName::Rows, *b"12345678", b"payload");
        assert_eq!(
            unseal(PartName::Rows, &sealed),
            Ok((*b"12345678", &b"payload"[..]))
        );
        assert!(unseal(PartName::Index, &sealed).is_err());
        for end in 0..sealed.len() {
            assert!(
                unseal(PartName::Rows, &sealed[..end]).is_err(),
                "cut at {end}"
            );
        }
        for at in (0..9).chain(17..sealed.len()) {
            let mut bytes = sealed.clone();
            bytes[at] ^= 0x40;
            assert!(unseal(PartName::Rows, &bytes).is_err(), "flip at {at}");
        }
    }

    #[test]
    fn a_newer_format_is_called_newer() {
        let mut sealed = seal(PartName::Agents, *b"12345678", b"");
        sealed[8] = FORMAT + 1;
        let error = unseal(PartName::Agents, &sealed).err();
        assert_eq!(error.map(|e| e.code()), Some("catalogue-newer"));
    }
}
