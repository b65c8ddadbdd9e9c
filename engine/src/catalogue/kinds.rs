//! What tells the kinds of questions apart: features of a question and their weights.

use protocol::catalogue::CatalogueError;
use protocol::catalogue::packed::{KindsTable, PartName};

use super::lines::Lines;
use super::part::damaged;

/// Kinds of questions.
const KINDS: usize = 6;

/// Features by their text.
#[derive(Debug)]
pub struct Kinds {
    features: Lines,
    weights: Vec<i8>,
}

impl Kinds {
    /// Opens the table.
    ///
    /// # Errors
    /// `catalogue-damaged` when a feature lacks weights.
    pub fn open(table: KindsTable) -> Result<Self, CatalogueError> {
        let features = Lines::new(table.features);
        if table.weights.len() != KINDS * features.len() {
            return Err(damaged(PartName::Words, "weights do not fit features"));
        }
        Ok(Self {
            features,
            weights: table.weights,
        })
    }

    /// The number of a feature; `None` for one that tells nothing.
    #[must_use]
    pub fn number(&self, feature: &str) -> Option<u32> {
        let (mut low, mut high) = (0, u32::try_from(self.features.len()).unwrap_or(0));
        while low < high {
            let middle = low.midpoint(high);
            match self.features.get(middle).cmp(feature) {
                core::cmp::Ordering::Equal => return Some(middle),
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// What a feature says for and against each kind, in the order of
    /// [`protocol::answer::QueryKind`].
    #[must_use]
    pub fn weights(&self, feature: u32) -> &[i8] {
        let weights = self.weights.chunks_exact(KINDS).nth(feature as usize);
        weights.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(weights: usize) -> KindsTable {
        KindsTable {
            features: "a\na b\nc".to_owned(),
            weights: (0..18).take(weights).collect(),
        }
    }

    #[test]
    fn features_are_found_with_their_weights() {
        let kinds = Kinds::open(table(18)).expect("fits");
        let weights = |feature| kinds.number(feature).map(|one| kinds.weights(one).to_vec());
        assert_eq!(weights("a"), Some(vec![0, 1, 2, 3, 4, 5]));
        assert_eq!(weights("a b"), Some(vec![6, 7, 8, 9, 10, 11]));
        assert_eq!(weights("c"), Some(vec![12, 13, 14, 15, 16, 17]));
        assert_eq!(
            (weights(""), weights("b"), weights("d")),
            (None, None, None)
        );
    }

    #[test]
    fn a_table_that_lacks_weights_is_refused() {
        assert!(Kinds::open(table(17)).is_err());
        assert!(Kinds::open(KindsTable::default()).is_ok());
    }
}
