//! Texts of all kinds: how they are cut, and that each has a direction or none.

use proptest::prelude::*;

use super::super::{Embedder, tokenizer};
use super::embedder;

#[test]
fn words_are_cut_as_the_reference_cuts_them() {
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut words = Vec::new();
        tokenizer::words(text, |word| {
            words.push(String::from_utf8(word.to_vec()).unwrap());
        });
        assert_eq!(words, expected, "{text:?}");
    }
    check("", &[]);
    check("RSRP -110dBm", &["rsrp", "-", "110dbm"]);
    check("Zu\u{308}rich CAFÉ", &["zurich", "cafe"]);
    check("straße", &["stra", "e"]);
    check("切换handover失败", &["handover"]);
    check("a\u{fe0f}b a\u{200b}b", &["ab", "a", "b"]);
    check("İ \u{212a} ≠", &["i", "k", "="]);
}

/// Length 1, or zero where nothing is known.
fn check_vector(embedder: &Embedder, text: &str) {
    let vector = embedder.embed(text);
    let length: f32 = vector.as_slice().iter().map(|value| value * value).sum();
    assert!(
        vector.is_zero() || (length - 1.0).abs() < 1e-5,
        "{length} for {text:?}"
    );
    let small = vector.quantise();
    assert_eq!(small.scale == 0.0, vector.is_zero());
    let largest = small.values.iter().map(|value| value.unsigned_abs()).max();
    assert_eq!(largest, Some(if vector.is_zero() { 0 } else { 127 }));
}

proptest! {
    #[test]
    fn both_vectors_at_once_are_those_of_each(start in ".{0,40}", more in ".{0,40}") {
        for embedder in [embedder(), &Embedder::Hashed] {
            let (first, second) = embedder.embed_both(&start, &more);
            prop_assert_eq!(first, embedder.embed(&start));
            prop_assert_eq!(second, embedder.embed(&format!("{start} {more}")));
        }
    }

    #[test]
    fn any_text_has_a_direction_or_none(text in any::<String>(), word in "[ -~À-ɏ\u{300}-\u{36f}]{0,40}") {
        for embedder in [embedder(), &Embedder::Hashed] {
            check_vector(embedder, &text);
            check_vector(embedder, &word);
        }
    }

    #[test]
    fn bytes_that_are_no_asset_do_not_open(bytes in any::<Vec<u8>>()) {
        prop_assert!(Embedder::open(bytes).is_err());
    }
}
