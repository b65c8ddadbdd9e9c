//! With the vector instructions of wasm: eight products an instruction.
#![allow(unsafe_code)]

use core::arch::wasm32::{
    i16x8_extend_high_i8x16, i16x8_extend_low_i8x16, i32x4_add, i32x4_dot_i16x8,
    i32x4_extract_lane, i32x4_splat, v128, v128_load,
};

use super::Row;

/// Numbers taken at once.
const LANE: usize = 16;

/// The dot product of `query` with each of `rows`.
pub fn dots(query: &Row, rows: &[Row], out: &mut [i32]) {
    let (lanes, _) = query.as_chunks::<LANE>();
    for (row, out) in rows.iter().zip(out) {
        let (mut low, mut high) = (i32x4_splat(0), i32x4_splat(0));
        let (others, _) = row.as_chunks::<LANE>();
        for (a, b) in lanes.iter().zip(others) {
            let (a, b) = (load(a), load(b));
            let product = i32x4_dot_i16x8(i16x8_extend_low_i8x16(a), i16x8_extend_low_i8x16(b));
            low = i32x4_add(low, product);
            let product = i32x4_dot_i16x8(i16x8_extend_high_i8x16(a), i16x8_extend_high_i8x16(b));
            high = i32x4_add(high, product);
        }
        let sum = i32x4_add(low, high);
        *out = i32x4_extract_lane::<0>(sum)
            + i32x4_extract_lane::<1>(sum)
            + i32x4_extract_lane::<2>(sum)
            + i32x4_extract_lane::<3>(sum);
    }
}

fn load(lane: &[i8; LANE]) -> v128 {
    // SAFETY: a lane is 16 bytes, which is what is read; wasm asks for no alignment.
    unsafe { v128_load(lane.as_ptr().cast::<v128>()) }
}
