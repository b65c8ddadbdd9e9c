//! Vectors without an asset: each word, and each run of three letters of it, is a sign in one of
//! 256 places.
//!
//! Knows nothing of meaning; it finds texts that share words, and words that are spelled alike.

use super::tokenizer;
use super::vector::{DIMENSIONS, Vector};

/// Raise the number with any change to what a text's vector is.
pub const ID: &str = "hashed-1-256";

/// The vector of a text.
pub fn embed(text: &str) -> Vector {
    let mut sum = [0.0; DIMENSIONS];
    add_text(text, &mut sum);
    Vector::direction(sum)
}

/// Adds what a text comes to.
pub fn add_text(text: &str, sum: &mut [f32; DIMENSIONS]) {
    tokenizer::words(text, |word| {
        // Signs say nothing here; every other word begins with a letter or digit.
        if !word.first().is_some_and(u8::is_ascii_alphanumeric) {
            return;
        }
        add(sum, crc32(word), 1.0);
        let padded = [b" ", word, b" "].concat();
        for three in padded.windows(3) {
            add(sum, crc32(&[b"%", three].concat()), 0.5);
        }
    });
}

fn add(sum: &mut [f32; DIMENSIONS], hash: u32, weight: f32) {
    let sign = if hash >> 20 & 1 == 1 { 1.0 } else { -1.0 };
    if let Some(place) = sum.get_mut(hash as usize % DIMENSIONS) {
        *place += sign * weight;
    }
}

/// The checksum of zip files; what the reference hashes with.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1))
        })
    })
}
