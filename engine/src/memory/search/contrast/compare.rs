//! Puts what the features see together.

use super::affixes;
use super::align::{Alignment, Bond};
use super::reading::{Reading, Token};
use super::why::{Purpose, Why, Words};

/// What a full conflict between near copies costs; more than similarity and shared words can give.
const CONFLICT: f32 = 1.8;
/// What a text keeps that is about the query and contradicts nothing; texts about something else
/// seldom come to it.
const RELATED: f32 = 0.2;
/// Texts that share less than this are no copies, and what differs is only how they are put.
const APART: f32 = 0.25;
/// From here on, they are near copies.
const COPIES: f32 = 0.6;
/// The most that support can give.
const SUPPORT: f32 = 0.3;
/// Support in a text of more words than this is worth less: in many words something always fits.
const LONG: f32 = 14.0;

/// What contrast saw between a query and a pattern.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Seen {
    /// How much both are the same words, 0 to 1.
    pub nearness: f32,
    /// How many words of the pattern were compared.
    pub words: usize,
    /// What speaks against a match and for one.
    pub why: Vec<Why>,
}

impl Seen {
    /// The part of the score: support minus conflict. `about` is what similarity and shared words
    /// gave.
    ///
    /// ```text
    /// support  = min(SUPPORT, sum of support of each * min(1, LONG / words))
    /// conflict = CONFLICT * (the strongest + a tenth of the others) * copies
    /// copies   = 0 to 1 as nearness goes from APART to COPIES
    /// ```
    ///
    /// Only a contradiction puts a text behind those that are about something else. One that merely
    /// says more, or something beside it, keeps RELATED of what it has.
    #[must_use]
    pub fn weigh(&self, about: f32, purpose: Purpose) -> f32 {
        let support: f32 = self.why.iter().map(Why::support).sum();
        let support = (support * (LONG / self.words as f32).min(1.0)).min(SUPPORT);
        let copies = ((self.nearness - APART) / (COPIES - APART)).clamp(0.0, 1.0);
        let conflict = |contradicts: bool| {
            let of_kind = self
                .why
                .iter()
                .filter(|why| why.contradicts() == contradicts);
            let (strongest, sum) = of_kind
                .map(|why| why.conflict(purpose))
                .fold((0.0_f32, 0.0), |(most, sum), one| {
                    (most.max(one), sum + one)
                });
            CONFLICT * (strongest + (sum - strongest) * 0.1) * copies
        };
        let beside = conflict(false).min((about + support - RELATED).max(0.0));
        support - conflict(true).max(beside)
    }
}

/// Compares a query with a pattern.
#[must_use]
pub fn compare(asked: &Reading, found: &Reading) -> Seen {
    let mut comparison = Comparison {
        of: Alignment::of(asked, found),
        used: Vec::new(),
        why: Vec::new(),
    };
    comparison.supports();
    // What differs between texts that are no copies costs nothing, so it is not looked for.
    if comparison.of.nearness > APART {
        comparison.opposites();
        comparison.relations();
        comparison.numbers();
        comparison.technologies();
        comparison.denials();
        comparison.swaps();
        comparison.others();
        comparison.one_sided();
    }
    Seen {
        nearness: comparison.of.nearness,
        words: found.tokens().len(),
        why: comparison.why,
    }
}

pub(super) struct Comparison<'a> {
    pub(super) of: Alignment<'a>,
    /// Tokens of the pattern that are explained.
    pub(super) used: Vec<(usize, usize)>,
    pub(super) why: Vec<Why>,
}

impl Comparison<'_> {
    pub(super) fn words(&self, asked: Option<usize>, found: Option<usize>) -> Words {
        let of = |reading: &Reading, at: Option<usize>| {
            let token = at.and_then(|at| reading.tokens().get(at));
            token
                .map(|token| reading.words(token).to_owned())
                .unwrap_or_default()
        };
        Words {
            asked: of(self.of.asked, asked),
            found: of(self.of.found, found),
        }
    }

    /// What is left of both and `fits`, each token once.
    fn left(&self, fits: impl Fn(&Token, &Token) -> bool) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for &asked in &self.of.left_asked {
            for &found in &self.of.left_found {
                let taken = |(a, b): &(usize, usize)| *a == asked || *b == found;
                if self.used.iter().any(taken) || pairs.iter().any(taken) {
                    continue;
                }
                if let (Some(a), Some(b)) = (self.of.asked(asked), self.of.found(found))
                    && fits(a, b)
                {
                    pairs.push((asked, found));
                }
            }
        }
        pairs
    }

    pub(super) fn see(&mut self, pairs: Vec<(usize, usize)>, why: fn(Words) -> Why) {
        for (asked, found) in pairs {
            let words = self.words(Some(asked), Some(found));
            self.why.push(why(words));
            self.used.push((asked, found));
        }
    }

    fn supports(&mut self) {
        let pairs = self.of.pairs.clone();
        for pair in pairs.iter().filter(|pair| pair.bond == Bond::Means) {
            let (Some(a), Some(b)) = (self.of.asked(pair.asked), self.of.found(pair.found)) else {
                continue;
            };
            let is_twin = a.entry.zip(b.entry).is_some_and(|(a, b)| a.is_twin(b));
            let words = self.words(Some(pair.asked), Some(pair.found));
            if a.quantity.is_some() {
                self.why.push(Why::SameNumber(words));
            } else if is_twin {
                self.why.push(Why::SameTechnology(words));
            } else if a.has_meaning() && b.has_meaning() {
                self.why.push(Why::Means(words));
            }
        }
    }

    fn opposites(&mut self) {
        let (asked, found) = (self.of.asked, self.of.found);
        let pairs = self.left(|a, b| {
            let by_table = a.entry.zip(b.entry).is_some_and(|(a, b)| a.opposes(b));
            let words = (asked.words(a).to_lowercase(), found.words(b).to_lowercase());
            by_table || affixes::are_opposite(&words.0, &words.1)
        });
        // A denied opposite is the same again: what does not rise, falls or stays.
        let (turned, plain): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(a, b)| {
            let denied = |token: Option<&Token>| token.is_some_and(|token| token.is_denied);
            denied(self.of.asked(*a)) != denied(self.of.found(*b))
        });
        self.see(plain, Why::Opposite);
        self.used.extend(turned);
    }

    fn numbers(&mut self) {
        let same_kind = self.left(|a, b| {
            let kinds = a.quantity.zip(b.quantity);
            kinds.is_some_and(|(a, b)| a.is_alike(&b))
        });
        self.see(same_kind, Why::Number);
        let other_kind = self.left(|a, b| a.quantity.is_some() && b.quantity.is_some());
        self.see(other_kind, Why::Number);
    }

    fn technologies(&mut self) {
        let sisters = self.left(|a, b| a.entry.zip(b.entry).is_some_and(|(a, b)| a.is_sister(b)));
        self.see(sisters, Why::Technology);
    }

    fn denials(&mut self) {
        let is_used = |at: usize, of: fn(&(usize, usize)) -> usize| {
            self.used.iter().any(|pair| of(pair) == at)
        };
        let denying = |token: Option<&Token>| token.is_some_and(|token| token.denial().is_some());
        let asked: Vec<usize> = self
            .of
            .left_asked
            .iter()
            .copied()
            .filter(|at| denying(self.of.asked(*at)) && !is_used(*at, |pair| pair.0))
            .collect();
        let found: Vec<usize> = self
            .of
            .left_found
            .iter()
            .copied()
            .filter(|at| denying(self.of.found(*at)) && !is_used(*at, |pair| pair.1))
            .collect();
        let mut seen: Vec<Words> = Vec::new();
        if asked.is_empty() != found.is_empty() {
            seen.push(self.words(asked.first().copied(), found.first().copied()));
        }
        for pair in &self.of.pairs {
            if let (Some(a), Some(b)) = (self.of.asked(pair.asked), self.of.found(pair.found))
                && a.has_meaning()
                && a.is_denied != b.is_denied
                && pair.bond != Bond::Means
            {
                seen.push(self.words(Some(pair.asked), Some(pair.found)));
            }
        }
        // What turned an opposite is spent.
        let turned = self.used.len()
            > self
                .why
                .iter()
                .filter(|why| why.conflict(Purpose::Sameness) > 0.0)
                .count();
        if !turned {
            self.why.extend(seen.into_iter().map(Why::Denied));
        }
    }

    /// What stands in place of what stood there, and belongs to another world or is just another
    /// thing.
    fn others(&mut self) {
        let apart = self.left(|a, b| {
            let worlds = |token: &Token| token.entry.map_or(0, |entry| entry.worlds);
            let (one, other) = (worlds(a), worlds(b));
            one != 0 && other != 0 && one & other == 0
        });
        self.see(apart, Why::Sense);
        let others = self.left(|a, b| a.has_meaning() && b.has_meaning());
        self.see(others, Why::Other);
    }
}
