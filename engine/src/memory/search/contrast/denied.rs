//! What one text says and the other denies.

use super::align::Bond;
use super::compare::Comparison;
use super::reading::Token;
use super::why::{Purpose, Why, Words};

impl Comparison<'_> {
    /// The same words, denied in one of the two, and a denial that only one has.
    pub(super) fn denials(&mut self) {
        let conflicts = self.why.iter();
        let conflicts = conflicts.filter(|why| why.conflict(Purpose::Sameness) > 0.0);
        // What turned an opposite is spent.
        if self.used.len() > conflicts.count() {
            return;
        }
        // A word that denies is only a way to put it, until the rest is the same words.
        let lone = self.are_copies.then(|| self.lone_denial()).flatten();
        let denied = self.denied();
        self.is_firm |= !denied.is_empty();
        self.why.extend(lone.map(Why::Denied));
        self.why.extend(denied.into_iter().map(Why::Denied));
    }

    /// The words of both that only one denies. What is missing in one of them is not denied there: a
    /// text about a missing neighbour helps whoever asks about the neighbour.
    fn denied(&self) -> Vec<Words> {
        let pairs = self.of.pairs.iter().filter(|pair| {
            let both = self.of.asked(pair.asked).zip(self.of.found(pair.found));
            both.is_some_and(|(a, b)| {
                a.has_meaning()
                    && a.is_denied != b.is_denied
                    && !a.is_missing
                    && !b.is_missing
                    && pair.bond != Bond::Means
            })
        });
        let words = pairs.map(|pair| self.words(Some(pair.asked), Some(pair.found)));
        words.collect()
    }

    /// The denying word that only one of the two has.
    fn lone_denial(&self) -> Option<Words> {
        let [asked, found] = self.left_over(|token| token.denial().is_some());
        let [fault_asked, fault_found] = self.left_over(Token::is_fault);
        let (lone, other_fault) = match (asked, found) {
            (Some(at), None) => (self.of.asked(at)?, fault_found),
            (None, Some(at)) => (self.of.found(at)?, fault_asked),
            _ => return None,
        };
        // "Missing neighbour" is what is wrong, whatever else is said of the neighbour; that it "is
        // missing", or "no neighbour", agrees with "lost".
        let agrees = match (lone.is_fault(), lone.is_name) {
            (true, true) => true,
            (false, false) => false,
            _ => other_fault.is_some(),
        };
        (!agrees).then(|| self.words(asked, found))
    }

    /// The first word of either that is like this, and neither bound nor explained.
    fn left_over(&self, fits: fn(&Token) -> bool) -> [Option<usize>; 2] {
        let free = |at: &&usize, side: fn(&(usize, usize)) -> usize| {
            self.used.iter().all(|pair| side(pair) != **at)
        };
        let (mut asked, mut found) = (self.of.left_asked.iter(), self.of.left_found.iter());
        let asked =
            asked.find(|at| self.of.asked(**at).is_some_and(fits) && free(at, |pair| pair.0));
        let found =
            found.find(|at| self.of.found(**at).is_some_and(fits) && free(at, |pair| pair.1));
        [asked.copied(), found.copied()]
    }
}
