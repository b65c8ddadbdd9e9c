//! The same words in other roles, and what only one text says.

use super::align::{Bond, Pair};
use super::compare::Comparison;
use super::reading::{Reading, Token};
use super::why::{Why, Words};
use crate::sort;

impl Comparison<'_> {
    /// The same word behind opposite prepositions: from here to there, and from there to here.
    pub(super) fn relations(&mut self) {
        if !self.are_copies {
            return;
        }
        let relation = |pair: &Pair| {
            let (a, b) = (self.of.asked(pair.asked)?, self.of.found(pair.found)?);
            let of = |token: Option<&Token>| token.and_then(|token| token.entry);
            let (one, other) = (a.relation?, b.relation?);
            let (before, behind) = (of(self.of.asked(one))?, of(self.of.found(other))?);
            before.opposes(behind).then_some((one, other))
        };
        let mut seen: Vec<(usize, usize)> = self.of.pairs.iter().filter_map(relation).collect();
        sort::by_key(&mut seen, |pair| *pair);
        seen.dedup();
        seen.retain(|pair| !self.used.contains(pair));
        self.see(seen, Why::Opposite);
    }

    /// The same words, but not with the same neighbours.
    pub(super) fn swaps(&mut self) {
        let moved = self.of.pairs.iter().filter(|pair| {
            let (Some(a), Some(b)) = (self.of.asked(pair.asked), self.of.found(pair.found)) else {
                return false;
            };
            let around = |reading, at| [-1, 1].map(|step| neighbour(reading, at, step));
            let [before, after] = around(self.of.asked, pair.asked);
            let [other_before, other_after] = around(self.of.found, pair.found);
            let is_pair = |asked: usize, found: usize| {
                let mut pairs = self.of.pairs.iter();
                pairs.any(|pair| pair.asked == asked && pair.found == found)
            };
            let same = |one: Option<Neighbour>, other: Option<Neighbour>| {
                one.zip(other)
                    .is_some_and(|(one, other)| is_pair(one.at, other.at))
            };
            // "The threshold of the cell" is "the cell's threshold", and "the neighbour is missing" is a
            // "missing neighbour".
            let turned = |one: Option<Neighbour>, other: Option<Neighbour>| {
                let Some((one, other)) = one.zip(other) else {
                    return false;
                };
                let names = names_fault(self.of.asked, one.at, pair.asked)
                    || names_fault(self.of.found, other.at, pair.found);
                (one.by_of || other.by_of || names) && is_pair(one.at, other.at)
            };
            let relations = a.relation.zip(b.relation);
            let is_kept = same(before, other_before)
                || same(after, other_after)
                || turned(before, other_after)
                || turned(after, other_before)
                || relations.is_some_and(|(one, other)| is_pair(one, other));
            pair.bond == Bond::Moved && a.has_meaning() && !is_kept
        });
        let seen: Vec<(usize, usize)> = moved.map(|pair| (pair.asked, pair.found)).collect();
        self.see(seen, Why::Swapped);
    }

    /// What only one of the two says: a limit, or more.
    pub(super) fn one_sided(&mut self) {
        type Side = fn(&(usize, usize)) -> usize;
        let left = |of: &[usize], side: Side, fits: &dyn Fn(usize) -> bool| {
            let free = |at: &usize| self.used.iter().all(|pair| side(pair) != *at);
            of.iter().copied().filter(free).find(|at| fits(*at))
        };
        let sides: [Side; 2] = [|pair| pair.0, |pair| pair.1];
        let limits = |token: Option<&Token>| token.is_some_and(Token::limits);
        let says = |token: Option<&Token>| {
            token.is_some_and(|token| token.has_meaning() && token.denial().is_none())
        };
        let limit = (
            left(&self.of.left_asked, sides[0], &|at| {
                limits(self.of.asked(at))
            }),
            left(&self.of.left_found, sides[1], &|at| {
                limits(self.of.found(at))
            }),
        );
        let more = (
            left(&self.of.left_asked, sides[0], &|at| says(self.of.asked(at))),
            left(&self.of.left_found, sides[1], &|at| says(self.of.found(at))),
        );
        for ((asked, found), why) in [(limit, Why::Limited as fn(Words) -> Why), (more, Why::More)]
        {
            if asked.is_some() != found.is_some() {
                let words = self.words(asked, found);
                self.why.push(why(words));
            }
        }
    }
}

/// Whether one of two words is a fault that stands right before the other: "failed handovers".
fn names_fault(reading: &Reading, one: usize, other: usize) -> bool {
    let first = reading.tokens().get(one.min(other));
    one.abs_diff(other) == 1 && first.is_some_and(Token::is_fault)
}

/// The next word with meaning on one side.
#[derive(Clone, Copy)]
struct Neighbour {
    at: usize,
    /// Whether "of" is between.
    by_of: bool,
}

fn neighbour(reading: &Reading, from: usize, step: isize) -> Option<Neighbour> {
    let (mut at, mut by_of) = (from, false);
    loop {
        at = at.checked_add_signed(step)?;
        let token = reading.tokens().get(at)?;
        if token.has_meaning() {
            return Some(Neighbour { at, by_of });
        }
        by_of |= reading.words(token) == "of";
    }
}
