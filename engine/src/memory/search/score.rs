//! The one formula by which a pattern is found.
//!
//! ```text
//! score = SIMILARITY * cosine(query, pattern)
//!       + LEXICAL    * BM25 / the most that BM25 could give for the query
//!       + contrast                         (see `contrast::weigh`: support minus conflict)
//!       + CONFIDENCE * (lower bound of the pattern's success - 1/2)
//!       + RECENCY    * 2 ^ (-age / HALF_LIFE_DAYS)
//! ```
//!
//! The first three say whether a pattern is about the query, and their weights are chosen on the
//! dev halves by `cargo test -p engine memory::search -- --nocapture`. The last two say whether to
//! trust it; the committed sets have no outcomes to choose them on, so they are small enough to
//! decide between patterns that fit alike, and no more.

/// What a likeness of 1 gives.
pub const SIMILARITY: f32 = 0.7;
/// What sharing every word gives.
pub const LEXICAL: f32 = 0.7;
/// From a pattern that surely fails to one that surely works.
pub const CONFIDENCE: f32 = 0.1;
/// What a pattern of today has over one without end of age.
pub const RECENCY: f32 = 0.02;
/// After so many days a pattern's lead by age is half.
pub const HALF_LIFE_DAYS: f32 = 180.0;

/// What is known of a pattern beside its texts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Standing {
    /// The lower bound of how often it works, 0 to 1.
    pub confidence: f32,
    /// How long ago it was last confirmed, in days.
    pub age_days: f32,
}

impl Default for Standing {
    /// Of a pattern of which nothing is known.
    fn default() -> Self {
        Self {
            confidence: 0.5,
            age_days: f32::INFINITY,
        }
    }
}

/// What each part added to a score; the score is their sum.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Parts {
    /// By meaning.
    pub similarity: f32,
    /// By shared words.
    pub lexical: f32,
    /// By what the two texts say differently; below 0 when they contradict.
    pub contrast: f32,
    /// By outcomes.
    pub confidence: f32,
    /// By age.
    pub recency: f32,
}

impl Parts {
    /// Of a pattern this similar, with this share of the query's words.
    #[must_use]
    pub fn of(similarity: f32, lexical: f32, standing: Standing) -> Self {
        // A value that is not one says nothing.
        let sound = |value: f32, none: f32| if value.is_nan() { none } else { value };
        let confidence = sound(standing.confidence, 0.5).clamp(0.0, 1.0);
        let age = sound(standing.age_days, f32::INFINITY).max(0.0);
        Self {
            similarity: SIMILARITY * sound(similarity, 0.0),
            lexical: LEXICAL * sound(lexical, 0.0),
            contrast: 0.0,
            confidence: CONFIDENCE * (confidence - 0.5),
            recency: RECENCY * (-age / HALF_LIFE_DAYS).exp2(),
        }
    }

    /// The score.
    #[must_use]
    pub fn total(&self) -> f32 {
        self.similarity + self.lexical + self.contrast + self.confidence + self.recency
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_decides_between_patterns_that_fit_alike_and_no_more() {
        let standing = |confidence, age_days| Standing {
            confidence,
            age_days,
        };
        let total = |similarity, standing| Parts::of(similarity, 0.0, standing).total();
        assert!(total(0.5, standing(0.9, 1.0)) > total(0.5, standing(0.2, 1.0)));
        assert!(total(0.5, standing(0.5, 1.0)) > total(0.5, standing(0.5, 400.0)));
        assert!(total(0.8, standing(0.0, 9e9)) > total(0.5, standing(1.0, 0.0)));
    }

    #[test]
    fn values_that_are_none_say_nothing() {
        let odd = Standing {
            confidence: f32::NAN,
            age_days: f32::NAN,
        };
        let plain = Parts::of(0.0, 0.0, Standing::default());
        assert_eq!(Parts::of(f32::NAN, f32::NAN, odd), plain);
        let future = Standing {
            confidence: 7.0,
            age_days: -3.0,
        };
        let parts = Parts::of(0.0, 0.0, future);
        assert!((parts.recency - RECENCY).abs() < 1e-6);
        assert!((parts.confidence - CONFIDENCE / 2.0).abs() < 1e-6);
    }
}
