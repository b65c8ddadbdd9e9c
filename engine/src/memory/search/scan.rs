//! The nearest vectors, exactly: every row is looked at.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::kernel;
use super::rows::{Rows, Slot};
use crate::memory::embed::Vector;
use crate::sort;

/// Rows that one pass of the kernel takes: their products stay in the nearest cache.
const BLOCK: usize = 512;
/// How many more than asked for are scored again with the exact query: eight bits may swap
/// neighbours that differ by less than 0.006.
const SPARE: usize = 16;

/// Something with its score; ordered by score, then the lower slot first.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Near {
    /// Which pattern.
    pub slot: Slot,
    /// Higher is nearer.
    pub score: f32,
}

impl Eq for Near {}

impl Ord for Near {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_score = self.score.total_cmp(&other.score);
        by_score.then_with(|| other.slot.cmp(&self.slot))
    }
}

impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Keeps the best few of many.
#[derive(Debug)]
pub struct Best<T> {
    heap: BinaryHeap<std::cmp::Reverse<T>>,
    count: usize,
}

impl<T: Ord> Best<T> {
    /// For so many.
    #[must_use]
    pub fn of(count: usize) -> Self {
        Self {
            heap: BinaryHeap::new(),
            count,
        }
    }

    /// Takes one in if it is among the best so far.
    pub fn offer(&mut self, one: T) {
        if self.heap.len() < self.count {
            self.heap.push(std::cmp::Reverse(one));
        } else if let Some(mut worst) = self.heap.peek_mut()
            && worst.0 < one
        {
            worst.0 = one;
        }
    }

    /// The worst of the best so far, once there are as many as asked for.
    #[must_use]
    pub fn worst(&self) -> Option<&T> {
        let is_full = self.heap.len() >= self.count;
        self.heap.peek().filter(|_| is_full).map(|worst| &worst.0)
    }

    /// The best, best first.
    #[must_use]
    pub fn sorted(self) -> Vec<T> {
        let mut sorted: Vec<T> = self.heap.into_iter().map(|reversed| reversed.0).collect();
        sort::by(&mut sorted, |one, other| other.cmp(one));
        sorted
    }
}

/// The `count` rows most like `query` among those that `admits` lets through, best first.
/// A zero vector is like nothing: neither as a query nor as a row is it ever found.
#[must_use]
pub fn nearest(
    rows: &Rows,
    query: &Vector,
    count: usize,
    admits: &dyn Fn(Slot) -> bool,
) -> Vec<Near> {
    let small = query.quantise();
    if count == 0 || small.scale == 0.0 {
        return Vec::new();
    }
    let mut best: Best<(Near, usize)> = Best::of(count.saturating_add(SPARE).min(rows.len()));
    let mut products = Vec::with_capacity(BLOCK);
    let blocks = rows.values().chunks(BLOCK).zip(rows.scales().chunks(BLOCK));
    for (at, (block, scales)) in blocks.enumerate() {
        kernel::dots(&small.values, block, &mut products);
        for (inside, (product, &scale)) in products.iter().zip(scales).enumerate() {
            let place = at * BLOCK + inside;
            let Some(&slot) = rows.slots().get(place) else {
                continue;
            };
            let score = *product as f32 * scale;
            let is_worse = best.worst().is_some_and(|(worst, _)| score < worst.score);
            // The filter may be slow: it is only asked about what could get in.
            if scale > 0.0 && !is_worse && admits(slot) {
                best.offer((Near { slot, score }, place));
            }
        }
    }
    let again = best.sorted().into_iter().map(|(near, place)| Near {
        score: rows.similarity_at(place, query),
        ..near
    });
    let mut found: Vec<Near> = again.collect();
    sort::by(&mut found, |a, b| b.cmp(a));
    found.truncate(count);
    found
}
