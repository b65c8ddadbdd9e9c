//! Which words of two texts belong together, and which are left.

use core::ops::Range;

use super::reading::{Reading, Token};

/// Two tokens that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// In the query.
    pub asked: usize,
    /// In the pattern.
    pub found: usize,
    /// How they do.
    pub bond: Bond,
}

/// How two tokens belong together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bond {
    /// The same word, in the order of both.
    Same,
    /// The same word, elsewhere.
    Moved,
    /// Another word for the same.
    Means,
}

/// The words of a query and of the sentence of a pattern that is most like it.
#[derive(Debug)]
pub struct Alignment<'a> {
    /// The query.
    pub asked: &'a Reading,
    /// The pattern.
    pub found: &'a Reading,
    /// What belongs together.
    pub pairs: Vec<Pair>,
    /// What is left of the query.
    pub left_asked: Vec<usize>,
    /// What is left of the sentence.
    pub left_found: Vec<usize>,
    /// How much of both is the same words: 0 to 1.
    pub nearness: f32,
}

impl<'a> Alignment<'a> {
    /// Aligns a query with the sentence of the pattern that shares most with it.
    #[must_use]
    pub fn of(asked: &'a Reading, found: &'a Reading) -> Self {
        let whole = 0..found.tokens().len();
        let mut best = whole.clone();
        if found.sentences().len() > 1 {
            let mut most = shared(asked, found, &whole);
            for sentence in found.sentences() {
                let share = shared(asked, found, sentence);
                if share > most {
                    (best, most) = (sentence.clone(), share);
                }
            }
        }
        let mut alignment = Self {
            asked,
            found,
            pairs: Vec::new(),
            left_asked: (0..asked.tokens().len()).collect(),
            left_found: best.collect(),
            nearness: 0.0,
        };
        alignment.in_order();
        alignment.bind(Bond::Moved, is_same);
        alignment.nearness = alignment.share();
        alignment.bind(Bond::Means, may_mean);
        alignment
    }

    /// A token of the query.
    #[must_use]
    pub fn asked(&self, at: usize) -> Option<&'a Token> {
        self.asked.tokens().get(at)
    }

    /// A token of the pattern.
    #[must_use]
    pub fn found(&self, at: usize) -> Option<&'a Token> {
        self.found.tokens().get(at)
    }

    /// The longest row of the same words in the order of both.
    fn in_order(&mut self) {
        let tokens = |reading: &'a Reading, of: &[usize]| -> Vec<&'a Token> {
            of.iter()
                .filter_map(|at| reading.tokens().get(*at))
                .collect()
        };
        let (rows, columns) = (
            tokens(self.asked, &self.left_asked),
            tokens(self.found, &self.left_found),
        );
        let width = columns.len() + 1;
        let mut lengths = vec![0.0_f32; (rows.len() + 1) * width];
        let cell = |lengths: &[f32], row: usize, column: usize| {
            lengths
                .get(row * width + column)
                .copied()
                .unwrap_or_default()
        };
        for (row, a) in rows.iter().enumerate().rev() {
            for (column, b) in columns.iter().enumerate().rev() {
                let skipped = cell(&lengths, row + 1, column).max(cell(&lengths, row, column + 1));
                let best = if is_same(a, b) {
                    skipped.max(cell(&lengths, row + 1, column + 1) + a.weight)
                } else {
                    skipped
                };
                if let Some(place) = lengths.get_mut(row * width + column) {
                    *place = best;
                }
            }
        }
        let (mut row, mut column) = (0, 0);
        while let (Some(a), Some(b)) = (rows.get(row), columns.get(column)) {
            let here = cell(&lengths, row, column);
            if is_same(a, b) && here <= cell(&lengths, row + 1, column + 1) + a.weight {
                let (Some(asked), Some(found)) =
                    (self.left_asked.get(row), self.left_found.get(column))
                else {
                    break;
                };
                self.pairs.push(Pair {
                    asked: *asked,
                    found: *found,
                    bond: Bond::Same,
                });
                (row, column) = (row + 1, column + 1);
            } else if here <= cell(&lengths, row + 1, column) {
                row += 1;
            } else {
                column += 1;
            }
        }
        self.forget_bound();
    }

    /// Binds what is left where `fits`, the first to the first.
    fn bind(&mut self, bond: Bond, fits: fn(&Token, &Token) -> bool) {
        let mut free = self.left_found.clone();
        for asked in &self.left_asked {
            let Some(token) = self.asked(*asked) else {
                continue;
            };
            let fit = free
                .iter()
                .position(|at| self.found(*at).is_some_and(|other| fits(token, other)));
            if let Some(fit) = fit {
                let found = free.remove(fit);
                self.pairs.push(Pair {
                    asked: *asked,
                    found,
                    bond,
                });
            }
        }
        self.forget_bound();
    }

    fn forget_bound(&mut self) {
        let pairs = &self.pairs;
        self.left_asked
            .retain(|at| pairs.iter().all(|pair| pair.asked != *at));
        self.left_found
            .retain(|at| pairs.iter().all(|pair| pair.found != *at));
    }

    /// The share of the same words in both.
    fn share(&self) -> f32 {
        let weight = |token: Option<&Token>| token.map_or(0.0, |token| token.weight);
        let same: f32 = self
            .pairs
            .iter()
            .map(|pair| weight(self.asked(pair.asked)))
            .sum();
        let left_asked: f32 = self
            .left_asked
            .iter()
            .map(|at| weight(self.asked(*at)))
            .sum();
        let left_found: f32 = self
            .left_found
            .iter()
            .map(|at| weight(self.found(*at)))
            .sum();
        let all = 2.0 * same + left_asked + left_found;
        if all > 0.0 { 2.0 * same / all } else { 0.0 }
    }
}

/// Whether two tokens are the same word or number.
fn is_same(a: &Token, b: &Token) -> bool {
    match (a.quantity, b.quantity) {
        (Some(one), Some(other)) => one.is_alike(&other) && one.is(&other),
        (None, None) => a.key == b.key,
        _ => false,
    }
}

/// Whether two tokens may mean the same.
fn may_mean(a: &Token, b: &Token) -> bool {
    match (a.quantity, b.quantity) {
        (Some(one), Some(other)) => one.is(&other),
        (None, None) => {
            let (Some(one), Some(other)) = (a.entry, b.entry) else {
                return false;
            };
            one.means(other)
                || one.is_twin(other)
                || (one.denial.is_some() && one.denial == other.denial)
        }
        _ => false,
    }
}

/// A quick guess at how much a query and a sentence share.
fn shared(asked: &Reading, found: &Reading, sentence: &Range<usize>) -> f32 {
    let tokens = found.tokens().get(sentence.clone()).unwrap_or_default();
    let is_in = |token: &&Token| tokens.iter().any(|other| is_same(token, other));
    let weight = |tokens: &[Token]| tokens.iter().map(|token| token.weight).sum::<f32>();
    let same: f32 = asked
        .tokens()
        .iter()
        .filter(is_in)
        .map(|token| token.weight)
        .sum();
    let (of_asked, of_found) = (weight(asked.tokens()), weight(tokens));
    let all = of_asked + of_found;
    // A word that the query repeats is once in the sentence.
    let same = same.min(of_found);
    if all > 0.0 { 2.0 * same / all } else { 0.0 }
}
