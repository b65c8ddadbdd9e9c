//! Sorting with few copies of the algorithm.
//!
//! The compiler copies the standard sorts for every type of value, 5 kB of the worker's wasm each.
//! Here only numbers are sorted, and what they stand for is put in their order afterwards.

use core::cmp::Ordering;

/// Sorts by a comparison; equal values keep their order.
pub fn by<T>(values: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order: Vec<u32> = (0..).take(values.len()).collect();
    sort_places(&mut order, &mut |one, other| {
        compare(&values[one as usize], &values[other as usize]).is_gt()
    });
    arrange(values, &mut order);
}

/// Sorts by a key; values of equal keys keep their order.
pub fn by_key<T, K: Ord>(values: &mut [T], key: impl Fn(&T) -> K) {
    by(values, |one, other| key(one).cmp(&key(other)));
}

/// The same where the key is a number, much quicker.
pub fn by_number<T>(values: &mut [T], number: impl Fn(&T) -> u32) {
    let pairs = values.iter().zip(0..);
    let mut pairs: Vec<u64> = pairs
        .map(|(value, place)| pair(number(value), place))
        .collect();
    pairs.sort_unstable();
    let mut order: Vec<u32> = pairs.into_iter().map(second).collect();
    arrange(values, &mut order);
}

/// Sorts numbers and leaves each once.
pub fn numbers(values: &mut Vec<u32>) {
    let mut wide: Vec<u64> = values.iter().copied().map(u64::from).collect();
    wide.sort_unstable();
    wide.dedup();
    values.clear();
    values.extend(wide.into_iter().map(second));
}

/// Two numbers as one that sorts by the first, then the second.
pub const fn pair(first: u32, second: u32) -> u64 {
    (first as u64) << 32 | second as u64
}

/// The first number of a [`pair`].
pub const fn first(pair: u64) -> u32 {
    (pair >> 32) as u32
}

/// The second number of a [`pair`].
pub const fn second(pair: u64) -> u32 {
    pair as u32
}

/// The one copy for all comparisons; `after` tells whether a place comes after another. Merges
/// sorted runs of 1, 2, 4 … places: a tenth of the standard sort's code, for lists of a few hundred.
fn sort_places(order: &mut Vec<u32>, after: &mut dyn FnMut(u32, u32) -> bool) {
    let mut run = 1;
    while run < order.len() {
        let mut merged = Vec::with_capacity(order.len());
        for runs in order.chunks(2 * run) {
            let (mut left, mut right) = runs.split_at(run.min(runs.len()));
            while let ([one, left_rest @ ..], [other, right_rest @ ..]) = (left, right) {
                if after(*one, *other) {
                    merged.push(*other);
                    right = right_rest;
                } else {
                    merged.push(*one);
                    left = left_rest;
                }
            }
            merged.extend(left.iter().chain(right));
        }
        *order = merged;
        run *= 2;
    }
}

/// Puts at each place the value that `order` names for it. Follows each cycle once; places that
/// are done are marked in `order` by naming themselves.
fn arrange<T>(values: &mut [T], order: &mut [u32]) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = core::mem::replace(&mut order[at], at as u32) as usize;
            if from == start {
                break;
            }
            values.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn all_ways_sort_as_the_standard_ones_do(
            values in prop::collection::vec((0_u32..40, any::<u16>()), 0..80)
        ) {
            let mut exact = values.clone();
            exact.sort_by_key(|value| value.0);
            let mut mine = values.clone();
            by_key(&mut mine, |value| value.0);
            prop_assert_eq!(&mine, &exact);
            let mut mine = values.clone();
            by_number(&mut mine, |value| value.0);
            prop_assert_eq!(&mine, &exact);

            exact.sort();
            let mut mine = values.clone();
            by(&mut mine, Ord::cmp);
            prop_assert_eq!(&mine, &exact);

            let mut mine: Vec<u32> = values.iter().map(|value| value.0).collect();
            numbers(&mut mine);
            let mut exact: Vec<u32> = values.iter().map(|value| value.0).collect();
            exact.sort_unstable();
            exact.dedup();
            prop_assert_eq!(mine, exact);
        }

        #[test]
        fn pairs_come_apart_again(one: u32, other: u32) {
            prop_assert_eq!((first(pair(one, other)), second(pair(one, other))), (one, other));
        }
    }
}
