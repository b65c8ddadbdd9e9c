//! Without vector instructions: slow, and plainly right.

use super::Row;

/// The dot product of `query` with each of `rows`.
pub fn dots(query: &Row, rows: &[Row], out: &mut [i32]) {
    for (row, out) in rows.iter().zip(out) {
        let pairs = query.iter().zip(row);
        *out = pairs.map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
    }
}
