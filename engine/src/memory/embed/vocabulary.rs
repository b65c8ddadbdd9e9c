//! The pieces of words and their rows, found by hash.
//!
//! Built from the asset's front-coded list when it is opened, in well under a millisecond: one
//! buffer of text, one of ends, and one of slots. No map of strings.

/// What a piece within a word begins with.
const INNER: &[u8] = b"##";

const FNV_BASIS: u32 = 0x811c_9dc5;
const FNV_PRIME: u32 = 0x0100_0193;

/// Pieces in ascending order; a piece's place is its row.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    text: Vec<u8>,
    /// Where each piece ends in `text`.
    ends: Vec<u32>,
    /// Row + 1 by hash, 0 where free; a power of two, at most half full. Above it the upper half of the
    /// hash, so that most pieces that are others are seen to be so without a look at their text.
    slots: Vec<u32>,
    /// Bytes of the longest piece, without [`INNER`].
    longest: usize,
}

impl Vocabulary {
    /// The most pieces that a slot can tell apart.
    pub const MOST: usize = u16::MAX as usize - 1;

    /// Reads the list: per piece the length it shares with the one before, the length of the
    /// rest, and the rest. `None` unless it is exactly `count` pieces of UTF-8, ascending.
    pub fn read(coded: &[u8], count: usize) -> Option<Self> {
        if count > Self::MOST {
            return None;
        }
        let mut new = Self {
            text: Vec::with_capacity(coded.len() * 2),
            ends: Vec::with_capacity(count),
            slots: vec![0; (count * 2).next_power_of_two()],
            longest: 0,
        };
        let mut piece: Vec<u8> = Vec::new();
        let mut coded = coded;
        for row in 0..count {
            let (&[shared, length], rest) = coded.split_first_chunk()?;
            let (added, rest) = rest.split_at_checked(usize::from(length))?;
            let (kept, dropped) = piece.split_at_checked(usize::from(shared))?;
            // The first byte that differs must rise; a shared length that is too short is no
            // form that the packer writes.
            if row > 0 && added.first() <= dropped.first() {
                return None;
            }
            piece = [kept, added].concat();
            core::str::from_utf8(&piece).ok()?;
            new.push(&piece)?;
            coded = rest;
        }
        coded.is_empty().then_some(new)
    }

    fn push(&mut self, piece: &[u8]) -> Option<()> {
        self.text.extend_from_slice(piece);
        self.ends.push(u32::try_from(self.text.len()).ok()?);
        let stem = piece.strip_prefix(INNER).unwrap_or(piece);
        self.longest = self.longest.max(stem.len());
        let number = u16::try_from(self.ends.len()).ok()?;
        let hash = piece.iter().fold(FNV_BASIS, step);
        let mut at = self.slot(hash);
        while *self.slots.get(at)? != 0 {
            at = self.after(at);
        }
        *self.slots.get_mut(at)? = upper(hash) | u32::from(number);
        Some(())
    }

    /// The longest piece that `letters` begin with, at the start of a word or within it, as row
    /// and number of letters.
    pub fn longest(&self, letters: &[u8], is_start: bool) -> Option<(u16, usize)> {
        let prefix = if is_start { &[][..] } else { INNER };
        let mut hash = prefix.iter().fold(FNV_BASIS, step);
        let mut found = None;
        // The hash grows with the piece, so all lengths cost one pass.
        for (at, letter) in letters.iter().enumerate().take(self.longest) {
            hash = step(hash, letter);
            let stem = letters.get(..=at).unwrap_or_default();
            if let Some(row) = self.row(hash, prefix, stem) {
                found = Some((row, stem.len()));
            }
        }
        found
    }

    fn row(&self, hash: u32, prefix: &[u8], stem: &[u8]) -> Option<u16> {
        let mut at = self.slot(hash);
        loop {
            let slot = *self.slots.get(at)?;
            let row = (slot as u16).checked_sub(1)?;
            if upper(slot) == upper(hash) && self.piece(row).strip_prefix(prefix) == Some(stem) {
                return Some(row);
            }
            at = self.after(at);
        }
    }

    fn piece(&self, row: u16) -> &[u8] {
        let row = usize::from(row);
        let end = |row: usize| self.ends.get(row).map_or(0, |&end| end as usize);
        let start = row.checked_sub(1).map_or(0, end);
        self.text.get(start..end(row)).unwrap_or_default()
    }

    fn slot(&self, hash: u32) -> usize {
        // FNV's low bits alone are poor for short pieces.
        (hash ^ (hash >> 15)) as usize & (self.slots.len() - 1)
    }

    fn after(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }
}

/// The upper half of a slot or a hash, where it stands.
const fn upper(bits: u32) -> u32 {
    bits & 0xffff_0000
}

fn step(hash: u32, byte: &u8) -> u32 {
    (hash ^ u32::from(*byte)).wrapping_mul(FNV_PRIME)
}
