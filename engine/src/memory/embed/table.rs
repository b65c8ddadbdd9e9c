//! The opened table: rows stay in four bits where they lie, and those that a text touches are
//! added up.

use core::fmt;
use core::ops::Range;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{Mutex, PoisonError};

use super::asset::{AssetError, Contents, GROUP, ROW_BYTES, SCALE_BYTES, SCALE_EXPONENT};
use super::tokenizer;
use super::vector::{DIMENSIONS, Vector};
use crate::catalogue::text::Fnv;

/// Words whose spelling is remembered: more than a memory of ten thousand patterns has.
const REMEMBERED: usize = 20_000;
/// Bytes of a word that is remembered; what is longer is hardly met twice.
const REMEMBERED_BYTES: usize = 32;

type Spellings = HashMap<Box<[u8]>, Box<[u16]>, BuildHasherDefault<Fnv>>;

/// The opened table.
pub struct Table {
    bytes: Cow<'static, [u8]>,
    contents: Box<Contents>,
    /// The rows of words that were met: the same few thousand come again and again, and cutting a word
    /// into pieces costs as much as adding them up.
    spellings: Mutex<Spellings>,
}

impl Table {
    /// Checks the whole and builds the vocabulary.
    pub(super) fn open(bytes: Cow<'static, [u8]>) -> Result<Self, AssetError> {
        let contents = Box::new(Contents::read(&bytes)?);
        Ok(Self {
            bytes,
            contents,
            spellings: Mutex::default(),
        })
    }

    /// The id that the packer gave it: a hash of all that decides a vector.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.contents.id
    }

    /// The model whose vectors it was fitted to.
    #[must_use]
    pub fn teacher(&self) -> &str {
        &self.contents.teacher
    }

    /// Its licence, and those of what it was made from.
    #[must_use]
    pub fn licence(&self) -> &str {
        &self.contents.licence
    }

    /// The rows that a text touches, in order.
    pub(super) fn rows(&self, text: &str) -> Vec<u16> {
        let mut rows = Vec::new();
        // What a panic left behind is a whole map still: words only ever come in.
        let mut spellings = self
            .spellings
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        tokenizer::words(text, |word| {
            if let Some(spelling) = spellings.get(word) {
                rows.extend_from_slice(spelling);
                return;
            }
            let before = rows.len();
            tokenizer::spell(word, &self.contents.vocabulary, &mut rows);
            if spellings.len() < REMEMBERED && word.len() <= REMEMBERED_BYTES {
                let spelling = rows.get(before..).unwrap_or_default();
                spellings.insert(word.into(), spelling.into());
            }
        });
        rows
    }

    pub(super) fn embed(&self, text: &str) -> Vector {
        let mut sum = [0.0; DIMENSIONS];
        self.add_text(text, &mut sum);
        Vector::direction(sum)
    }

    /// Adds what a text comes to.
    pub(super) fn add_text(&self, text: &str, sum: &mut [f32; DIMENSIONS]) {
        // Apart, so that many are added at once: a byte has one number of each.
        let (mut evens, mut odds) = ([0.0; DIMENSIONS / 2], [0.0; DIMENSIONS / 2]);
        let pairs = sum.as_chunks::<2>().0;
        for (([from_even, from_odd], even), odd) in pairs.iter().zip(&mut evens).zip(&mut odds) {
            (*even, *odd) = (*from_even, *from_odd);
        }
        for row in self.rows(text) {
            self.add(usize::from(row), &mut evens, &mut odds);
        }
        let pairs = sum.as_chunks_mut::<2>().0;
        for ((pair, even), odd) in pairs.iter_mut().zip(evens).zip(odds) {
            *pair = [even, odd];
        }
    }

    /// Adds a row. How often a word is used in general is in the row already.
    fn add(&self, row: usize, evens: &mut [f32; DIMENSIONS / 2], odds: &mut [f32; DIMENSIONS / 2]) {
        const HALF: usize = GROUP / 2;
        let part = |range: &Range<usize>, width: usize| {
            let start = range.start + row * width;
            self.bytes.get(start..start + width).unwrap_or_default()
        };
        let (nibbles, _) = part(&self.contents.nibbles, ROW_BYTES).as_chunks::<HALF>();
        let (scales, _) = part(&self.contents.scales, SCALE_BYTES).as_chunks::<2>();
        let (evens, _) = evens.as_chunks_mut::<HALF>();
        let (odds, _) = odds.as_chunks_mut::<HALF>();
        let groups = evens.iter_mut().zip(odds).zip(nibbles).zip(scales);
        for (((evens, odds), nibbles), scale) in groups {
            let scale = half(u16::from_le_bytes(*scale));
            for ((even, odd), byte) in evens.iter_mut().zip(odds).zip(nibbles) {
                *even += (f32::from(byte >> 4) - 8.0) * scale;
                *odd += (f32::from(byte & 15) - 8.0) * scale;
            }
        }
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table")
            .field("id", &self.contents.id)
            .finish_non_exhaustive()
    }
}

/// A finite number of 16 bits (IEEE 754 binary16) in 32.
fn half(bits: u16) -> f32 {
    let exponent = u32::from(bits & SCALE_EXPONENT) >> 10;
    let fraction = u32::from(bits & 0x3ff);
    let magnitude = match exponent {
        // Without the leading 1, in steps of 2^-24.
        0 => fraction as f32 / 16_777_216.0,
        // The same fraction, and an exponent that counts from another zero.
        _ => f32::from_bits((exponent + 112) << 23 | fraction << 13),
    };
    if bits >> 15 == 1 {
        -magnitude
    } else {
        magnitude
    }
}
