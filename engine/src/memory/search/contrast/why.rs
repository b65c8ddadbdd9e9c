//! What contrast saw, as data.

/// For what texts are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Which one says the same: another thing in the same place makes another statement.
    Sameness,
    /// Which one helps: what was done for another thing, at another site, still may.
    Help,
}

/// Something that two texts say alike or differently, with the words of both.
#[derive(Clone, PartialEq, Debug)]
pub enum Why {
    /// They point opposite ways.
    Opposite(Words),
    /// One denies what the other says.
    Denied(Words),
    /// The numbers are others.
    Number(Words),
    /// The technologies are others.
    Technology(Words),
    /// The words are at home in other worlds.
    Sense(Words),
    /// The same words in other roles.
    Swapped(Words),
    /// One thing stands where another stood.
    Other(Words),
    /// Only one of them is limited, as by "only" or "still".
    Limited(Words),
    /// One of them says more.
    More(Words),
    /// The same amount, written differently.
    SameNumber(Words),
    /// The same technology by another name.
    SameTechnology(Words),
    /// Other words for the same.
    Means(Words),
}

/// The words of both texts; empty where one has none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// In the query.
    pub asked: String,
    /// In the pattern.
    pub found: String,
}

impl Why {
    /// How strongly it speaks against a match, 0 to 1; 0 for what speaks for one.
    ///
    /// For help, only what contradicts counts. Chosen on the dev half of
    /// `benches/memory/contrast.jsonl` by `cargo test -p engine memory::search -- --nocapture`.
    #[must_use]
    pub const fn conflict(&self, purpose: Purpose) -> f32 {
        match (self, purpose) {
            (Self::Opposite(_) | Self::Denied(_) | Self::Number(_) | Self::Technology(_), _)
            | (Self::Swapped(_), Purpose::Help) => 1.0,
            (Self::Sense(_), _) => 0.9,
            (Self::Swapped(_), Purpose::Sameness) => 0.8,
            (Self::Other(_), Purpose::Sameness) => 0.7,
            (Self::Limited(_) | Self::More(_), Purpose::Sameness) => 0.6,
            (Self::Other(_) | Self::Limited(_) | Self::More(_), Purpose::Help) => 0.0,
            (Self::SameNumber(_) | Self::SameTechnology(_) | Self::Means(_), _) => 0.0,
        }
    }

    /// Whether both cannot hold at once; else they only say different things.
    #[must_use]
    pub const fn contradicts(&self) -> bool {
        matches!(
            self,
            Self::Opposite(_)
                | Self::Denied(_)
                | Self::Number(_)
                | Self::Technology(_)
                | Self::Sense(_)
                | Self::Swapped(_)
        )
    }

    /// How strongly it speaks for a match.
    #[must_use]
    pub const fn support(&self) -> f32 {
        match self {
            Self::SameNumber(_) => 0.12,
            Self::SameTechnology(_) => 0.1,
            Self::Means(_) => 0.05,
            _ => 0.0,
        }
    }
}
