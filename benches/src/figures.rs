//! Many measurements in a few numbers.

use serde_json::{Value, json};

/// Count, median, 95 % and the largest, each one of the measurements themselves.
#[must_use]
pub fn summary(mut values: Vec<f64>) -> Value {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (share * values.len() as f64).ceil() as usize;
        let value = values
            .get(place.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        (value * 100.0).round() / 100.0
    };
    json!({ "n": values.len(), "p50": at(0.5), "p95": at(0.95), "max": at(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_one_of_the_measurements() {
        let hundred = (1..=100).rev().map(f64::from).collect();
        let expected = json!({ "n": 100, "p50": 50.0, "p95": 95.0, "max": 100.0 });
        assert_eq!(summary(hundred), expected);
        assert_eq!(summary(vec![1.23456])["p95"], json!(1.23));
    }
}
