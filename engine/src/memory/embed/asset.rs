//! The packed table's file: what stands where, after the whole was checked.
//!
//! The format is described in `engine/embedding/scripts/elv.py`. Nothing here unpacks a row.

use core::ops::Range;

use super::vector::DIMENSIONS;
use super::vocabulary::Vocabulary;

const MAGIC: &[u8; 8] = b"elex.elv";
const FORMAT: u16 = 1;
/// Values that share a scale.
pub const GROUP: usize = 32;
/// Bytes of a row's values, two in each.
pub const ROW_BYTES: usize = DIMENSIONS / 2;
/// Bytes of a row's scales.
pub const SCALE_BYTES: usize = DIMENSIONS / GROUP * 2;
/// The bits of a scale that are all set in an infinity and in what is no number.
pub const SCALE_EXPONENT: u16 = 0x7c00;
const HASH_BYTES: usize = 32;

/// Why bytes are not a table that can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AssetError {
    /// They do not begin as a table does.
    #[error("not an embedding table")]
    Foreign,
    /// The format, or a size, is one that this build does not read.
    #[error("an embedding table of another format")]
    Unsupported,
    /// Bytes are missing, added or altered.
    #[error("the embedding table is damaged")]
    Damaged,
    /// The hash matches, but what it covers cannot be a table: the packer is at fault.
    #[error("the embedding table contradicts itself")]
    Malformed,
}

/// What stands where.
pub struct Contents {
    /// The id that the packer gave it: a hash of all that decides a vector.
    pub id: String,
    /// The model whose vectors the table was fitted to.
    pub teacher: String,
    /// The table's licence, and those of what it was made from.
    pub licence: String,
    /// Pieces of words, and their rows.
    pub vocabulary: Vocabulary,
    /// Where the values of all rows are.
    pub nibbles: Range<usize>,
    /// Where the scales of all rows are; all are finite.
    pub scales: Range<usize>,
}

impl Contents {
    /// Checks the whole and builds the vocabulary.
    pub fn read(bytes: &[u8]) -> Result<Self, AssetError> {
        let mut reader = Reader { bytes, at: 0 };
        if reader.take(MAGIC.len()).ok_or(AssetError::Damaged)? != MAGIC {
            return Err(AssetError::Foreign);
        }
        let rows = head(&mut reader).ok_or(AssetError::Damaged)??;
        let split = bytes.split_last_chunk::<HASH_BYTES>();
        let (body, hash) = split.ok_or(AssetError::Damaged)?;
        if blake3::hash(body) != *hash {
            return Err(AssetError::Damaged);
        }
        reader.bytes = body;
        contents(reader, rows).ok_or(AssetError::Malformed)
    }
}

/// Reads the number of rows; `None` when cut off. Comes before the hash is compared: a later format
/// may well end in another.
fn head(reader: &mut Reader) -> Option<Result<usize, AssetError>> {
    let (format, dimensions) = (reader.u16()?, reader.u16()?);
    let (rows, group) = (reader.u32()?, reader.u16()?);
    let shape = (format, usize::from(dimensions), usize::from(group));
    let is_ours = shape == (FORMAT, DIMENSIONS, GROUP) && rows <= Vocabulary::MOST;
    Some(is_ours.then_some(rows).ok_or(AssetError::Unsupported))
}

/// Reads what follows, to the last byte.
fn contents(mut reader: Reader, rows: usize) -> Option<Contents> {
    let lengths = [reader.u16()?, reader.u16()?, reader.u16()?];
    let coded = reader.u32()?;
    let [id, teacher, licence] = lengths.map(|length| reader.text(usize::from(length)));
    let vocabulary = Vocabulary::read(reader.take(coded)?, rows)?;
    let nibbles = reader.range(rows * ROW_BYTES)?;
    let scales = reader.range(rows * SCALE_BYTES)?;
    let (halves, _) = reader.bytes.get(scales.clone())?.as_chunks::<2>();
    let is_finite = |half: &[u8; 2]| u16::from_le_bytes(*half) & SCALE_EXPONENT < SCALE_EXPONENT;
    let is_whole = reader.at == reader.bytes.len() && halves.iter().all(is_finite);
    is_whole.then_some(Contents {
        id: id?,
        teacher: teacher?,
        licence: licence?,
        vocabulary,
        nibbles,
        scales,
    })
}

/// Takes the asset apart from front to back; `None` past its end.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn range(&mut self, length: usize) -> Option<Range<usize>> {
        let range = self.at..self.at.checked_add(length)?;
        self.bytes.get(range.clone())?;
        self.at = range.end;
        Some(range)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let range = self.range(length)?;
        self.bytes.get(range)
    }

    fn u16(&mut self) -> Option<u16> {
        let bytes = self.take(2)?.try_into().ok()?;
        Some(u16::from_le_bytes(bytes))
    }

    fn u32(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    fn text(&mut self, length: usize) -> Option<String> {
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }
}
