//! The reference and this embedder agree, text by text.
//!
//! Texts, rows and vectors were written by `engine/embedding/scripts/golden.py`, which describes
//! the two files.

use super::super::{DIMENSIONS, Quantised, Vector, hashed};
use super::{table, texts};

const EXPECTED: &[u8] = include_bytes!("../../../../tests/golden/embedding.bin");
/// Every so many texts have a hashed vector.
const HASHED: usize = 20;

/// A text's expected rows, and its vector in eight bits.
struct Expected {
    rows: Vec<u16>,
    values: Vec<i8>,
}

fn take(from: &mut &'static [u8], count: usize) -> &'static [u8] {
    let (taken, rest) = from.split_at(count);
    *from = rest;
    taken
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u16> {
    let (pairs, _) = bytes.as_chunks();
    pairs.iter().map(|pair| u16::from_le_bytes(*pair))
}

fn direction(values: impl Iterator<Item = f32>) -> Vector {
    let values: Vec<f32> = values.collect();
    Vector::direction(values.try_into().unwrap())
}

fn expected(from: &mut &'static [u8]) -> Expected {
    let count = numbers(take(from, 2)).next().unwrap();
    let rows = numbers(take(from, usize::from(count) * 2)).collect();
    let bytes = take(from, DIMENSIONS).iter();
    let values = bytes.map(|byte| byte.cast_signed()).collect();
    Expected { rows, values }
}

/// The cosine; 1 when both are zero, 0 when one is.
fn alike(a: &Vector, b: &Vector) -> f32 {
    if a.is_zero() && b.is_zero() {
        return 1.0;
    }
    a.cosine(b)
}

#[test]
fn rows_and_vectors_are_those_of_the_reference() {
    let (table, texts, mut rest) = (table(), texts(), EXPECTED);
    assert!(texts.len() >= 1200, "{} texts", texts.len());
    let mut least = f32::INFINITY;
    for text in &texts {
        let expected = expected(&mut rest);
        assert_eq!(table.rows(text), expected.rows, "{text:?}");
        let vector = table.embed(text);
        let of_reference = direction(expected.values.iter().map(|&value| f32::from(value)));
        let cosine = alike(&vector, &of_reference);
        assert!(cosine >= 0.999, "{cosine} for {text:?}");
        least = least.min(cosine);
        // Eight bits hide small differences from a cosine; so each number by itself, to a step.
        let pairs = vector.quantise().values.into_iter().zip(expected.values);
        let steps = pairs.map(|(ours, theirs)| ours.abs_diff(theirs)).max();
        assert!(steps <= Some(1), "{steps:?} steps apart for {text:?}");
    }
    println!("{} texts, least cosine {least}", texts.len());

    for text in texts.iter().step_by(HASHED) {
        let sums = numbers(take(&mut rest, DIMENSIONS * 2));
        let expected = direction(sums.map(|sum| f32::from(sum.cast_signed())));
        let cosine = alike(&hashed::embed(text), &expected);
        assert!(cosine >= 0.999_99, "{cosine} for {text:?}, hashed");
    }
    assert!(rest.is_empty(), "{} bytes are left", rest.len());
}

#[test]
fn eight_bits_keep_the_direction() {
    let texts = texts().into_iter().step_by(5);
    let vectors: Vec<Vector> = texts.map(|text| table().embed(&text)).collect();
    let small: Vec<Quantised> = vectors.iter().map(Vector::quantise).collect();
    let mut most = 0.0_f32;
    for (exact, rounded) in vectors.iter().zip(&small) {
        for (other, other_rounded) in vectors.iter().zip(&small) {
            let difference = exact.cosine(other) - rounded.cosine(other_rounded);
            most = most.max(difference.abs());
        }
    }
    println!("{} pairs, most {most}", small.len().pow(2));
    assert!(most < 0.006, "{most}");
}
