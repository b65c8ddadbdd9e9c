//! Dot products of one row with many: the same numbers on every machine, by the fastest way the
//! machine has.
//!
//! Integers only, so the three ways agree to the last bit; [`scalar`] is what the others are
//! tested against. Public for the test that does so in browsers (`engine/tests/browser/dots.rs`).

#[cfg(target_arch = "x86_64")]
mod avx2;
pub mod scalar;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;

use crate::memory::embed::DIMENSIONS;

/// The numbers of a vector in eight bits.
pub type Row = [i8; DIMENSIONS];

/// The dot product of `query` with each of `rows`, in their order, into `out`.
pub fn dots(query: &Row, rows: &[Row], out: &mut Vec<i32>) {
    out.clear();
    out.resize(rows.len(), 0);
    best(query, rows, out);
}

#[cfg(target_arch = "x86_64")]
fn best(query: &Row, rows: &[Row], out: &mut [i32]) {
    if !avx2::dots(query, rows, out) {
        scalar::dots(query, rows, out);
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
fn best(query: &Row, rows: &[Row], out: &mut [i32]) {
    simd128::dots(query, rows, out);
}

#[cfg(not(any(
    target_arch = "x86_64",
    all(target_arch = "wasm32", target_feature = "simd128")
)))]
fn best(query: &Row, rows: &[Row], out: &mut [i32]) {
    scalar::dots(query, rows, out);
}

#[cfg(test)]
#[allow(missing_docs, reason = "for the tests of the rooms beside it")]
pub mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A row of any numbers that a row can have.
    pub fn any_row() -> impl Strategy<Value = Row> {
        proptest::collection::vec(-127_i8..=127, DIMENSIONS)
            .prop_map(|values| values.try_into().unwrap())
    }

    #[test]
    fn the_largest_rows_do_not_overflow() {
        let mut out = Vec::new();
        dots(
            &[-127; DIMENSIONS],
            &[[-127; DIMENSIONS], [127; DIMENSIONS]],
            &mut out,
        );
        let most = 127 * 127 * i32::try_from(DIMENSIONS).unwrap();
        assert_eq!(out, [most, -most]);
        dots(&[1; DIMENSIONS], &[], &mut out);
        assert!(out.is_empty());
    }

    proptest! {
        #[test]
        fn the_fastest_way_is_exact(query in any_row(), rows in proptest::collection::vec(any_row(), 0..4)) {
            let (mut fast, mut exact) = (Vec::new(), vec![0; rows.len()]);
            dots(&query, &rows, &mut fast);
            scalar::dots(&query, &rows, &mut exact);
            prop_assert_eq!(fast, exact);
        }
    }
}
