//! The exact scan against looking at every vector as it is.

use proptest::prelude::*;

use super::super::rows::{Rows, Slot};
use super::super::scan::nearest;
use crate::memory::embed::{DIMENSIONS, Vector};

fn any_vector() -> impl Strategy<Value = Vector> {
    let values = proptest::collection::vec(-1.0_f32..1.0, DIMENSIONS);
    values.prop_map(|values| Vector::direction(values.try_into().unwrap()))
}

fn zero() -> Vector {
    Vector::direction([0.0; DIMENSIONS])
}

#[test]
fn nothing_is_near_in_an_empty_memory_or_to_a_zero_vector() {
    let mut rows = Rows::default();
    let mut one = [0.0; DIMENSIONS];
    one[3] = 1.0;
    let one = Vector::direction(one);
    assert!(nearest(&rows, &one, 5, &|_| true).is_empty());
    rows.insert(1, &one);
    rows.insert(2, &zero());
    rows.insert(3, &Vector::direction([f32::NAN; DIMENSIONS]));
    let found = nearest(&rows, &one, 5, &|_| true);
    assert_eq!(found.len(), 1);
    assert!(found[0].slot == 1 && (found[0].score - 1.0).abs() < 0.01);
    assert!(nearest(&rows, &zero(), 5, &|_| true).is_empty());
    assert!(nearest(&rows, &one, 0, &|_| true).is_empty());
    assert!(nearest(&rows, &one, 5, &|slot| slot != 1).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn the_scan_is_brute_force(
        vectors in proptest::collection::vec(any_vector(), 1..60),
        query in any_vector(),
        count in 0_usize..70,
        gone in proptest::collection::vec(0_u32..60, 0..20),
    ) {
        let mut rows = Rows::default();
        for (slot, vector) in (0..).zip(&vectors) {
            // Each is put in twice, the second time for good.
            rows.insert(slot, &zero());
            rows.insert(slot, vector);
        }
        for slot in &gone {
            rows.remove(*slot);
        }
        let is_in = |slot: &Slot| !gone.contains(slot) && slot % 3 != 1;
        let mut expected: Vec<(Slot, f32)> = (0..)
            .zip(&vectors)
            .filter(|(slot, _)| is_in(slot))
            .map(|(slot, vector)| (slot, vector.cosine(&query)))
            .collect();
        expected.sort_by(|a, b| b.1.total_cmp(&a.1));
        let found = nearest(&rows, &query, count, &|slot| slot % 3 != 1);
        prop_assert_eq!(found.len(), count.min(expected.len()));
        prop_assert!(found.is_sorted_by(|a, b| a.score >= b.score));
        for (near, (_, score)) in found.iter().zip(&expected) {
            prop_assert!(is_in(&near.slot));
            // By rank the scores agree within what eight bits lose, whatever the slots are.
            prop_assert!((near.score - score).abs() < 0.006, "{} {score}", near.score);
            prop_assert!((near.score - vectors[near.slot as usize].cosine(&query)).abs() < 1e-4);
        }
    }
}
