//! The dot products as this browser computes them: with vector instructions, and the same to the last
//! bit as one by one.

use engine::memory::embed::DIMENSIONS;
use engine::memory::search::kernel::{Row, dots};
use wasm_bindgen_test::wasm_bindgen_test;

// Without the flag of .cargo/config.toml the tests below would hold the plain sums against themselves.
const _: () = assert!(cfg!(target_feature = "simd128"));

fn plain(query: &Row, row: &Row) -> i32 {
    let pairs = query.iter().zip(row);
    pairs.map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
}

fn check(query: &Row, rows: &[Row]) {
    let mut found = vec![7; 3];
    dots(query, rows, &mut found);
    let expected: Vec<i32> = rows.iter().map(|row| plain(query, row)).collect();
    assert_eq!(found, expected);
}

fn random() -> Row {
    [(); DIMENSIONS].map(|()| (js_sys::Math::random() * 256.0) as u8 as i8)
}

#[wasm_bindgen_test]
fn random_rows_have_the_plain_products() {
    for count in 0..100 {
        let rows: Vec<Row> = (0..count).map(|_| random()).collect();
        check(&random(), &rows);
    }
}

#[wasm_bindgen_test]
fn the_largest_products_do_not_overflow() {
    let extremes = [-128, -127, -1, 0, 1, 127];
    let mut rows: Vec<Row> = extremes.iter().map(|&value| [value; DIMENSIONS]).collect();
    let mut turning = [127; DIMENSIONS];
    turning
        .iter_mut()
        .step_by(2)
        .for_each(|value| *value = -128);
    rows.push(turning);
    for query in &rows {
        check(query, &rows);
    }
}

#[wasm_bindgen_test]
fn every_place_counts_once() {
    let mut rows = Vec::new();
    for place in 0..DIMENSIONS {
        let mut row = [0; DIMENSIONS];
        row[place] = 1;
        rows.push(row);
    }
    check(&random(), &rows);
}
