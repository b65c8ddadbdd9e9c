//! With AVX2: sixteen products an instruction.
#![allow(unsafe_code)]

use core::arch::x86_64::{
    __m128i, __m256i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16, _mm256_madd_epi16,
    _mm256_setzero_si256, _mm256_storeu_si256,
};

use super::Row;

/// Numbers taken at once.
const LANE: usize = 16;

/// The dot product of `query` with each of `rows`; false, and nothing done, on a machine without.
pub fn dots(query: &Row, rows: &[Row], out: &mut [i32]) -> bool {
    if !std::arch::is_x86_feature_detected!("avx2") {
        return false;
    }
    // SAFETY: the line above found AVX2, the one thing `all` asks for.
    unsafe { all(query, rows, out) };
    true
}

#[target_feature(enable = "avx2")]
fn all(query: &Row, rows: &[Row], out: &mut [i32]) {
    for (row, out) in rows.iter().zip(out) {
        let (mut even, mut odd) = (_mm256_setzero_si256(), _mm256_setzero_si256());
        let (lanes, _) = query.as_chunks::<LANE>();
        let (others, _) = row.as_chunks::<LANE>();
        let (pairs, _) = lanes.as_chunks::<2>();
        let (other_pairs, _) = others.as_chunks::<2>();
        for ([a, b], [c, d]) in pairs.iter().zip(other_pairs) {
            even = _mm256_add_epi32(even, _mm256_madd_epi16(wide(a), wide(c)));
            odd = _mm256_add_epi32(odd, _mm256_madd_epi16(wide(b), wide(d)));
        }
        let mut sums = [0_i32; 8];
        let sum = _mm256_add_epi32(even, odd);
        // SAFETY: `sums` is 32 bytes, which is what is written; no alignment is asked for.
        unsafe { _mm256_storeu_si256(sums.as_mut_ptr().cast::<__m256i>(), sum) };
        *out = sums.iter().sum();
    }
}

#[target_feature(enable = "avx2")]
fn wide(lane: &[i8; LANE]) -> __m256i {
    // SAFETY: a lane is 16 bytes, which is what is read; no alignment is asked for.
    _mm256_cvtepi8_epi16(unsafe { _mm_loadu_si128(lane.as_ptr().cast::<__m128i>()) })
}
