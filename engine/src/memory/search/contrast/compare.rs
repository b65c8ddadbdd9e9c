//! Puts what the features see together.

use super::affixes;
use super::align::{Alignment, Bond};
use super::reading::{Reading, Token};
use super::why::{Purpose, Why, Words};

/// What a full difference between near copies costs; of a contradiction, as a share of what the
/// text has, so that it costs all from a nearness of .45 on.
const CONFLICT: f32 = 1.8;
/// What a text keeps that is about the query and contradicts nothing; texts about something else
/// seldom come to it.
const RELATED: f32 = 0.2;
/// Texts that share less than this are no copies, and most of what differs is only how they are put.
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
    /// Whether a contradiction is among it that holds in any words, not only between copies: both
    /// texts say it with a word of meaning, as early and late, LTE and NR, 3 dB and 6 dB.
    pub is_firm: bool,
}

impl Seen {
    /// What counts when texts are compared for this purpose. That words are exchanged says something
    /// only between texts of the same words: "from LTE to NR", "from NR to LTE". In other words the
    /// same words stand elsewhere: "handover comes too late", "too late handovers at one neighbour".
    pub fn counting(&self, purpose: Purpose) -> impl Iterator<Item = &Why> {
        let says_else = |why: &Why| matches!(why, Why::Other(_) | Why::More(_) | Why::Limited(_));
        let lets_swaps = purpose == Purpose::Sameness || !self.why.iter().any(says_else);
        let counts = move |why: &&Why| match why {
            Why::Swapped(_) => lets_swaps,
            why => why.conflict(purpose) > 0.0 || why.support() > 0.0,
        };
        self.why.iter().filter(counts)
    }

    /// The part of the score: support minus conflict. `about` is what similarity and shared words
    /// gave.
    ///
    /// ```text
    /// support  = min(SUPPORT, sum of support of each * min(1, LONG / words))
    /// taken    = (about + support) * min(1, the larger of
    ///              nearness / COPIES, if one is firm and help is looked for
    ///              CONFLICT * (the strongest contradiction + a tenth of the others) * copies)
    /// beside   = CONFLICT * (the strongest other difference + a tenth of the others) * copies,
    ///            of which the text keeps RELATED
    /// copies   = 0 to 1 as nearness goes from APART to COPIES
    /// score    = about + support - the larger of taken and beside
    /// ```
    ///
    /// A contradiction takes back a share of what likeness gave, up to all of it: little is taken
    /// from a text that is about something else, and the likest opposite falls behind whatever is
    /// like at all. A firm one counts from the first shared word on: an opposite in other words must
    /// not stay ahead because it shares too few of them. What is merely beside it costs nothing when
    /// [help](Purpose::Help) is looked for: what is nearer is never punished for that alone.
    ///
    /// Without firm ones, 10 instead of 7 of 48 contrary traps in other words came before the right
    /// text (dev, in a memory). They do not count for sameness, where whole texts are compared, for
    /// among many words some are always opposites: recall@5 would fall from .55 to .49 (test). More
    /// figures are in `benches/memory/README.md`.
    #[must_use]
    pub fn weigh(&self, about: f32, purpose: Purpose) -> f32 {
        let support: f32 = self.why.iter().map(Why::support).sum();
        let support = (support * (LONG / self.words as f32).min(1.0)).min(SUPPORT);
        let likeness = (about + support).max(0.0);
        let copies = ((self.nearness - APART) / (COPIES - APART)).clamp(0.0, 1.0);
        let conflict = |contradicts: bool| {
            let counting = self.counting(purpose);
            let of_kind = counting.filter(|why| why.contradicts() == contradicts);
            let (strongest, sum) = of_kind
                .map(|why| why.conflict(purpose))
                .fold((0.0_f32, 0.0), |(most, sum), one| {
                    (most.max(one), sum + one)
                });
            CONFLICT * (strongest + (sum - strongest) * 0.1) * copies
        };
        let firm = if self.is_firm && purpose == Purpose::Help {
            self.nearness / COPIES
        } else {
            0.0
        };
        let taken = likeness * conflict(true).max(firm).min(1.0);
        let beside = conflict(false).min((likeness - RELATED).max(0.0));
        support - taken.max(beside)
    }
}

/// Compares a query with a pattern.
#[must_use]
pub fn compare(asked: &Reading, found: &Reading) -> Seen {
    let of = Alignment::of(asked, found);
    let mut comparison = Comparison {
        are_copies: of.nearness > APART,
        of,
        used: Vec::new(),
        why: Vec::new(),
        is_firm: false,
    };
    comparison.supports();
    // What differs between texts that share no word costs nothing, so it is not looked for.
    if comparison.of.nearness > 0.0 {
        comparison.opposites();
        comparison.relations();
        comparison.numbers();
        comparison.technologies();
        comparison.denials();
    }
    // Between texts that are no copies, the rest is only how they are put, and not looked for.
    if comparison.are_copies {
        comparison.swaps();
        comparison.others();
        comparison.one_sided();
    }
    Seen {
        nearness: comparison.of.nearness,
        words: found.tokens().len(),
        why: comparison.why,
        is_firm: comparison.is_firm,
    }
}

pub(super) struct Comparison<'a> {
    pub(super) of: Alignment<'a>,
    /// Tokens of the pattern that are explained.
    pub(super) used: Vec<(usize, usize)>,
    pub(super) why: Vec<Why>,
    /// Whether both share so much that what differs is what they say.
    pub(super) are_copies: bool,
    pub(super) is_firm: bool,
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

    /// What is left of both and `fits`, each token once. Only tokens that `may` are compared: most
    /// texts are about something else, and have none.
    fn left(
        &self,
        may: impl Fn(&Token) -> bool,
        fits: impl Fn(&Token, &Token) -> bool,
    ) -> Vec<(usize, usize)> {
        let of = |reading: &Reading, left: &[usize]| -> Vec<usize> {
            let may = |at: &usize| reading.tokens().get(*at).is_some_and(&may);
            left.iter().copied().filter(may).collect()
        };
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let all_asked = of(self.of.asked, &self.of.left_asked);
        if all_asked.is_empty() {
            return pairs;
        }
        let all_found = of(self.of.found, &self.of.left_found);
        for &asked in &all_asked {
            for &found in &all_found {
                if let (Some(a), Some(b)) = (self.of.asked(asked), self.of.found(found))
                    && fits(a, b)
                {
                    let taken = |(a, b): &(usize, usize)| *a == asked || *b == found;
                    if !self.used.iter().any(taken) && !pairs.iter().any(taken) {
                        pairs.push((asked, found));
                    }
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
        for pair in self.of.pairs.iter().filter(|pair| pair.bond == Bond::Means) {
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

    /// As [`Self::see`], for what holds in any words.
    fn see_firm(&mut self, pairs: Vec<(usize, usize)>, why: fn(Words) -> Why) {
        self.is_firm |= !pairs.is_empty();
        self.see(pairs, why);
    }

    fn opposites(&mut self) {
        let points = |token: &Token| {
            self.are_copies || token.entry.is_some_and(|entry| !entry.axes.is_empty())
        };
        let pairs = self.left(
            |token| token.has_meaning() && points(token) && !token.is_name,
            |a, b| self.are_opposite(a, b),
        );
        let plain = self.without_turned(pairs);
        self.see_firm(plain, Why::Opposite);
        if self.are_copies {
            let pairs = self.left(|_| true, |a, b| self.are_opposite(a, b));
            let plain = self.without_turned(pairs);
            self.see(plain, Why::Opposite);
        }
    }

    fn are_opposite(&self, a: &Token, b: &Token) -> bool {
        let by_table = a.entry.zip(b.entry).is_some_and(|(a, b)| a.opposes(b));
        let of = |reading: &Reading, token| reading.words(token).to_lowercase();
        by_table
            || (self.are_copies
                && affixes::are_opposite(&of(self.of.asked, a), &of(self.of.found, b)))
    }

    /// Spends the denied opposites, which are the same again: what does not rise, falls or stays.
    fn without_turned(&mut self, pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let denied = |token: Option<&Token>| token.is_some_and(|token| token.is_denied);
        let (turned, plain): (Vec<_>, Vec<_>) = pairs
            .into_iter()
            .partition(|(a, b)| denied(self.of.asked(*a)) != denied(self.of.found(*b)));
        self.used.extend(turned);
        plain
    }

    fn numbers(&mut self) {
        let is_number = |token: &Token| token.quantity.is_some();
        let are_alike = |a: &Token, b: &Token| {
            let both = a.quantity.zip(b.quantity);
            both.is_some_and(|(a, b)| a.is_alike(&b))
        };
        // Bare numbers and counts may be of anything.
        let is_measure = |token: &Token| token.quantity.is_some_and(|one| one.has_unit());
        let measures = self.left(is_measure, are_alike);
        self.see_firm(measures, Why::Number);
        if self.are_copies {
            let same_kind = self.left(is_number, are_alike);
            self.see(same_kind, Why::Number);
            // "A3" is no other number than "one".
            let other_kind = self.left(is_number, |a, b| {
                let both = a.quantity.zip(b.quantity);
                both.is_some_and(|(a, b)| a.is_name() == b.is_name())
            });
            self.see(other_kind, Why::Number);
        }
    }

    fn technologies(&mut self) {
        let is_of_family =
            |token: &Token| token.entry.is_some_and(|entry| !entry.families.is_empty());
        let sisters = self.left(is_of_family, |a, b| {
            a.entry.zip(b.entry).is_some_and(|(a, b)| a.is_sister(b))
        });
        self.see_firm(sisters, Why::Technology);
    }

    /// What stands in place of what stood there, and belongs to another world or is just another
    /// thing.
    fn others(&mut self) {
        let worlds = |token: &Token| token.entry.map_or(0, |entry| entry.worlds);
        let apart = self.left(
            |token| worlds(token) != 0,
            |a, b| worlds(a) & worlds(b) == 0,
        );
        self.see(apart, Why::Sense);
        let others = self.left(Token::has_meaning, |_, _| true);
        self.see(others, Why::Other);
    }
}
