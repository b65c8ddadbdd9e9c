//! The opened table: rows stay in four bits where they lie, and those that a text touches are
//! added up.

use core::fmt;
use core::ops::Range;
use std::borrow::Cow;

use super::asset::{AssetError, Contents, GROUP, ROW_BYTES, SCALE_BYTES, SCALE_EXPONENT};
use super::tokenizer;
use super::vector::{DIMENSIONS, Vector};

/// The opened table.
pub struct Table {
    bytes: Cow<'static, [u8]>,
    contents: Box<Contents>,
}

impl Table {
    /// Checks the whole and builds the vocabulary.
    pub(super) fn open(bytes: Cow<'static, [u8]>) -> Result<Self, AssetError> {
        let contents = Box::new(Contents::read(&bytes)?);
        Ok(Self { bytes, contents })
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
        tokenizer::rows(text, &self.contents.vocabulary)
    }

    pub(super) fn embed(&self, text: &str) -> Vector {
        let mut sum = [0.0; DIMENSIONS];
        self.add_text(text, &mut sum);
        Vector::direction(sum)
    }

    /// Adds what a text comes to.
    pub(super) fn add_text(&self, text: &str, sum: &mut [f32; DIMENSIONS]) {
        for row in self.rows(text) {
            self.add(usize::from(row), sum);
        }
    }

    /// Adds a row. How often a word is used in general is in the row already.
    fn add(&self, row: usize, sum: &mut [f32; DIMENSIONS]) {
        let part = |range: &Range<usize>, width: usize| {
            let start = range.start + row * width;
            self.bytes.get(start..start + width).unwrap_or_default()
        };
        let (groups, _) = sum.as_chunks_mut::<GROUP>();
        let (nibbles, _) = part(&self.contents.nibbles, ROW_BYTES).as_chunks::<{ GROUP / 2 }>();
        let (scales, _) = part(&self.contents.scales, SCALE_BYTES).as_chunks::<2>();
        for ((group, nibbles), scale) in groups.iter_mut().zip(nibbles).zip(scales) {
            let scale = half(u16::from_le_bytes(*scale));
            let (pairs, _) = group.as_chunks_mut::<2>();
            for ([even, odd], byte) in pairs.iter_mut().zip(nibbles) {
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
