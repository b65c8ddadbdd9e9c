//! What counts as the feedback on each answer.
//!
//! Feedback is a set of facts. One may take the place of another; per answer the last one that
//! nobody replaced counts, by (clock, id), so that two devices that replace the same one at the
//! same time count once. The fold of a set does not depend on the order of arrival.

use protocol::data::Fact;
use protocol::ids::FactId;
use protocol::message::FeedbackView;
use protocol::records::{Feedback, Verdict};
use protocol::time::Hlc;

use crate::sort;

/// All feedback that this store holds, by answer.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FeedbackFold {
    /// By rising places, each once.
    said: Vec<Said>,
    /// Facts whose place another one took; rising, each once.
    replaced: Vec<FactId>,
}

/// A feedback with its answer, clock and id.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Said {
    place: (FactId, Hlc, FactId),
    feedback: Box<Feedback>,
}

impl FeedbackFold {
    /// The fold of many facts at once.
    pub fn of(facts: impl Iterator<Item = Fact>) -> Self {
        let said = facts.filter_map(|fact| read(&fact));
        let mut fold = Self {
            said: said.collect(),
            replaced: Vec::new(),
        };
        let replaced = fold.said.iter().filter_map(|one| one.feedback.replaces);
        fold.replaced = replaced.collect();
        sort::by_key(&mut fold.said, |one| one.place);
        sort::by_key(&mut fold.replaced, |id| *id);
        fold.said.dedup_by_key(|one| one.place);
        fold.replaced.dedup();
        fold
    }

    /// Takes in a feedback fact. Facts that cannot be read (a newer version's) are passed over.
    pub fn take_in(&mut self, fact: &Fact) {
        let Some(said) = read(fact) else {
            return;
        };
        if let Some(replaced) = said.feedback.replaces
            && let Err(at) = self.replaced.binary_search(&replaced)
        {
            self.replaced.insert(at, replaced);
        }
        if let Err(at) = self.said.binary_search_by_key(&said.place, |one| one.place) {
            self.said.insert(at, said);
        }
    }

    /// The fact that counts for an answer, also when it withdraws: what a change replaces.
    #[must_use]
    pub fn latest(&self, response: FactId) -> Option<(FactId, Hlc, &Feedback)> {
        let end = self.said.partition_point(|one| one.place.0 <= response);
        self.said
            .get(..end)?
            .iter()
            .rev()
            .take_while(|one| one.place.0 == response)
            .find(|one| self.replaced.binary_search(&one.place.2).is_err())
            .map(|one| (one.place.2, one.place.1, &*one.feedback))
    }

    /// The feedback to show; `None` when nothing was said or it was taken back.
    #[must_use]
    pub fn view(&self, response: FactId) -> Option<FeedbackView> {
        self.latest(response)
            .and_then(|(_, at, feedback)| view(feedback, at))
    }

    /// The verdict to count.
    #[must_use]
    pub fn verdict(&self, response: FactId) -> Option<Verdict> {
        self.view(response).map(|view| view.verdict)
    }
}

fn read(fact: &Fact) -> Option<Said> {
    let feedback = Feedback::open(fact).ok()?;
    Some(Said {
        place: (feedback.response, fact.at(), fact.id()),
        feedback: Box::new(feedback),
    })
}

/// How a feedback is shown; a withdrawal shows as nothing.
fn view(feedback: &Feedback, at: Hlc) -> Option<FeedbackView> {
    (feedback.verdict != Verdict::Withdrawn).then(|| FeedbackView {
        verdict: feedback.verdict,
        note: feedback.note.clone(),
        at: at.wall(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use protocol::ids::ReplicaId;

    use super::*;

    fn said(verdict: Verdict, at: u64, by: u8, replaces: Option<FactId>) -> Fact {
        let feedback = Feedback {
            response: FactId::of(b"answer"),
            verdict,
            note: String::new(),
            agent: None,
            replaces,
        };
        feedback.seal(ReplicaId::from_bytes([by; 16]), Hlc(at))
    }

    fn fold<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> FeedbackFold {
        let mut fold = FeedbackFold::default();
        facts.into_iter().for_each(|fact| fold.take_in(fact));
        fold
    }

    #[test]
    fn the_last_word_counts_and_a_withdrawal_shows_nothing() {
        let answer = FactId::of(b"answer");
        let first = said(Verdict::Worked, 10, 1, None);
        let changed = said(Verdict::DidNotWork, 20, 1, Some(first.id()));
        let withdrawn = said(Verdict::Withdrawn, 30, 1, Some(changed.id()));
        assert_eq!(fold([&first]).verdict(answer), Some(Verdict::Worked));
        assert_eq!(
            fold([&first, &changed]).verdict(answer),
            Some(Verdict::DidNotWork)
        );
        assert_eq!(fold([&first, &changed, &withdrawn]).verdict(answer), None);
    }

    #[test]
    fn two_devices_that_replace_one_verdict_count_once() {
        let answer = FactId::of(b"answer");
        let first = said(Verdict::Worked, 10, 1, None);
        let here = said(Verdict::Partly, 20, 1, Some(first.id()));
        let there = said(Verdict::DidNotWork, 20, 2, Some(first.id()));
        let last = here.id().max(there.id());
        let both = fold([&first, &here, &there]);
        assert_eq!(both.latest(answer).map(|(id, ..)| id), Some(last));
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_does_not_matter(
            said_at in prop::collection::vec((0_u64..50, 0_u8..3, 0_usize..4), 1..12),
            seed in any::<u64>(),
        ) {
            let mut facts: Vec<Fact> = Vec::new();
            for (at, by, back) in said_at {
                let replaces = facts.len().checked_sub(back).and_then(|i| facts.get(i)).map(Fact::id);
                facts.push(said(Verdict::Partly, at, by, replaces));
            }
            let in_order = fold(&facts);
            let turn = usize::try_from(seed % 97).unwrap_or(0) % facts.len();
            facts.rotate_left(turn);
            facts.reverse();
            prop_assert_eq!(&in_order, &fold(facts.iter().chain(&facts)));
            let twice = facts.iter().chain(&facts).cloned();
            prop_assert_eq!(in_order, FeedbackFold::of(twice));
        }
    }
}
