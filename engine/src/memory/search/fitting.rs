//! How alike a pattern must be before it is shown to somebody who did not search the memory.
//!
//! Whoever searches wants the best there is and sees how good it is. An answer brings patterns unasked,
//! and no hit is better than a bad one. Among more patterns the best stranger is more alike, so the
//! threshold grows with the logarithm of their number. Chosen on the dev half of
//! `benches/memory/queries.jsonl` in memories of 1 to 1,040 patterns, by
//! `cargo test -p engine memory::search::tests::fitting -- --nocapture`.

/// The least likeness in a memory of one pattern, by the embedding table.
const BY_TABLE: f32 = 0.35;
/// The same by hashed words, which see less of what is alike.
const BY_WORDS: f32 = 0.3;
/// What ten times as many patterns add.
const TENFOLD: f32 = 0.05;

/// The least that meaning, words and contrast have to add to a score among so many patterns.
#[must_use]
pub fn least(patterns: usize, hashed: bool) -> f32 {
    let base = if hashed { BY_WORDS } else { BY_TABLE };
    base + TENFOLD * (patterns.max(1) as f32).ln() / core::f32::consts::LN_10
}
