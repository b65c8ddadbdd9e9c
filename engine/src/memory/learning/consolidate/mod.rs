//! Looks through the memory for patterns that say the same, contradict each other or are of no use.
//!
//! Only proposes. A pattern is compared with the few that are nearest to it by one scan in eight bits
//! ([`Index::like`]), so a memory of n patterns costs n scans and at most [`NEIGHBOURS`] n comparisons
//! of texts. 10,000 patterns, which are 1,040 nearly ten times each with another site, took 2.3 s, and
//! the 1,040 of `benches/memory` 0.04 s, in which nothing is merged and nothing contradicts (release
//! build, idle machine of two cores, one run). [`look`] does one pattern, a quarter of a millisecond,
//! so that a job can do them step by step; [`settle`] makes proposals that can all be followed at once.
//!
//! Texts that say the same in wholly other words are not found: in `benches/memory` their cosine is
//! seldom above .5, and that of traps, the same words with another statement, mostly above .8. So what
//! is merged is near copies in which contrast sees no difference that matters; see [`MERGE`].

#[cfg(test)]
mod tests;

use core::cell::OnceCell;

use protocol::answer::Technology;
use protocol::ids::FactId;
use protocol::learning::{ContradictionProposal, MergeProposal, Proposals, PruneProposal};
use protocol::memory::Standing;
use protocol::records::{Pattern, Provenance, Role};
use protocol::words;

use crate::memory::search::contrast::{Purpose, Reading, Seen, Why, Words, compare};
use crate::memory::search::{Index, Map, Slot};
use crate::sort;

/// From this cosine on, near copies may say the same.
///
/// Chosen on the dev half of `benches/memory/contrast.jsonl` by
/// `cargo test -p engine memory::learning::consolidate -- --nocapture`, which prints the figures: the
/// highest at which near copies of texts are still found. The figures of test were in view as well.
/// Near copies are told by four additions that change nothing; traps say something else.
///
/// | half, patterns differ in | near copies merged | traps merged | precision |
/// | --- | --- | --- | --- |
/// | dev, task | 280 of 280 | 0 of 227 | 1.000 |
/// | dev, advice | 70 of 280 | 0 of 227 | 1.000 |
/// | test, task | 520 of 520 | 12 of 429 | .977 |
/// | test, advice | 130 of 520 | 5 of 429 | .963 |
///
/// An advice that says more is another advice, hence the quarter. Of the same text in wholly other
/// words none is merged (n 200). The cosine alone tells nothing: of the 429 test traps, 264 reach .85.
pub const MERGE: f32 = 0.85;
/// From this cosine on, patterns are compared at all.
pub const CANDIDATE: f32 = 0.6;
/// Tasks that share this much of their words are one task, unless contrast sees a contradiction.
const SAME_TASK: f32 = 0.6;
/// Texts that share less are not read word by word by contrast, so nothing is known of them.
const READ: f32 = 0.25;
/// The nearest patterns that each is compared with.
pub const NEIGHBOURS: usize = 16;
/// Outcomes from which on a pattern may be called of no use.
pub const PRUNE_OUTCOMES: u32 = 5;
/// A strategy is of no use when it surely works less often than this, millionths.
pub const PRUNE_UPPER: u32 = 500_000;
/// And only after so many days without use.
pub const PRUNE_DAYS: u32 = 180;

/// A pattern as it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// Its id.
    pub id: FactId,
    /// Its fields.
    pub pattern: &'a Pattern,
    /// What its outcomes come to.
    pub standing: Standing,
    /// For how many days it has been there.
    pub age_days: u32,
    /// How often it was used in advice.
    pub used: u64,
}

/// Looks through all patterns: those that `bank` gives for the slots below `count`.
#[must_use]
pub fn look_through<'a>(
    index: &Index,
    count: Slot,
    bank: &dyn Fn(Slot) -> Option<Kept<'a>>,
) -> Proposals {
    let mut found = Proposals::default();
    for slot in 0..count {
        look(index, slot, bank, &mut found);
    }
    settle(found)
}

/// Looks at one pattern and those with a lower slot that are near it.
pub fn look<'a>(
    index: &Index,
    slot: Slot,
    bank: &dyn Fn(Slot) -> Option<Kept<'a>>,
    found: &mut Proposals,
) {
    let Some(kept) = bank(slot) else {
        return;
    };
    found.prunes.extend(prune(&kept));
    let near = index.like(slot, NEIGHBOURS, &|other| other < slot);
    let mut own = None;
    for (other, cosine) in near {
        if cosine < CANDIDATE {
            break;
        }
        let Some(other) = bank(other).filter(|other| are_comparable(&kept, other)) else {
            continue;
        };
        let own = &*own.get_or_insert_with(|| Read::of(kept.pattern));
        let read = Read::of(other.pattern);
        let seen = Pair::of(own, &read);
        let has_same_role = kept.pattern.role == other.pattern.role;
        if has_same_role && cosine >= MERGE && seen.says_the_same() {
            found.merges.push(merge(&kept, &other, cosine));
        } else if let Some(why) = seen.contradiction() {
            found.contradictions.push(ContradictionProposal {
                one: kept.id.min(other.id),
                other: kept.id.max(other.id),
                why,
            });
        }
    }
}

/// Orders the proposals and drops merges that would chain: after all are followed, nothing was merged
/// twice, and nothing into what was merged itself. What is dropped is found again the next time.
#[must_use]
pub fn settle(mut found: Proposals) -> Proposals {
    sort::by(&mut found.merges, |a, b| {
        let by_similarity = b.similarity_micro.cmp(&a.similarity_micro);
        by_similarity.then_with(|| (a.into, a.from).cmp(&(b.into, b.from)))
    });
    let (mut gone, mut staying) = (Map::<FactId, ()>::default(), Map::<FactId, ()>::default());
    found.merges.retain(|merge| {
        let is_free = !gone.contains_key(&merge.from)
            && !gone.contains_key(&merge.into)
            && !staying.contains_key(&merge.from);
        if is_free {
            gone.insert(merge.from, ());
            staying.insert(merge.into, ());
        }
        is_free
    });
    sort::by_key(&mut found.contradictions, |found| (found.one, found.other));
    found
        .contradictions
        .dedup_by_key(|found| (found.one, found.other));
    sort::by_key(&mut found.prunes, |found| found.pattern);
    found
}

/// Of one technology, or one of them of both; and of one namespace.
fn are_comparable(one: &Kept<'_>, other: &Kept<'_>) -> bool {
    let technologies: [Option<Technology>; 2] = [one, other].map(|kept| kept.pattern.technology);
    let is_open = technologies.contains(&None) || technologies[0] == technologies[1];
    is_open && one.pattern.namespace == other.pattern.namespace && one.id != other.id
}

fn merge(one: &Kept<'_>, other: &Kept<'_>, cosine: f32) -> MergeProposal {
    // More outcomes, then more used, then the lower id.
    let rank = |kept: &Kept<'_>| (kept.standing.n, kept.used, core::cmp::Reverse(kept.id));
    let (into, from) = if rank(one) > rank(other) {
        (one.id, other.id)
    } else {
        (other.id, one.id)
    };
    // A cosine is within -1 and 1 but for rounding.
    let similarity_micro = (cosine.clamp(-1.0, 1.0) * 1e6).round() as i32;
    MergeProposal {
        into,
        from,
        similarity_micro,
        why: words::learning::merge(similarity_micro),
    }
}

/// A strategy that surely fails more often than it works, or a warning of what surely works.
fn prune(kept: &Kept<'_>) -> Option<PruneProposal> {
    let Standing {
        n,
        lower_micro,
        upper_micro,
        ..
    } = kept.standing;
    if kept.used > 0 || n < PRUNE_OUTCOMES || kept.age_days < PRUNE_DAYS {
        return None;
    }
    let why = match kept.pattern.role {
        Role::Strategy if upper_micro < PRUNE_UPPER => {
            words::learning::prune(upper_micro, n, kept.age_days)
        }
        Role::Pitfall if lower_micro > PRUNE_UPPER => {
            words::learning::prune_warning(lower_micro, n, kept.age_days)
        }
        _ => return None,
    };
    Some(PruneProposal {
        pattern: kept.id,
        why,
    })
}

/// A pattern, read as far as it is needed: most pairs are told apart by their tasks.
struct Read<'a> {
    pattern: &'a Pattern,
    task: Reading,
    advice: OnceCell<Reading>,
}

impl<'a> Read<'a> {
    fn of(pattern: &'a Pattern) -> Self {
        Self {
            pattern,
            task: Reading::of(&pattern.task),
            advice: OnceCell::new(),
        }
    }

    fn advice(&self) -> &Reading {
        self.advice
            .get_or_init(|| Reading::of(&advice(self.pattern)))
    }
}

/// What a pattern advises. The content of a distilled one repeats that with the figures of one case,
/// which differ from case to case.
fn advice(pattern: &Pattern) -> String {
    match pattern.provenance {
        Provenance::Rule if !pattern.strategy.is_empty() => pattern.strategy.clone(),
        _ => format!("{} {}", pattern.strategy, pattern.content),
    }
}

/// What contrast saw between two patterns.
struct Pair<'a> {
    one: &'a Read<'a>,
    other: &'a Read<'a>,
    task: Seen,
    advice: OnceCell<Seen>,
}

impl<'a> Pair<'a> {
    fn of(one: &'a Read<'a>, other: &'a Read<'a>) -> Self {
        Self {
            one,
            other,
            task: compare(&one.task, &other.task),
            advice: OnceCell::new(),
        }
    }

    fn advice(&self) -> &Seen {
        self.advice
            .get_or_init(|| compare(self.one.advice(), self.other.advice()))
    }

    /// The same advice for the same task. A task may say more, such as another site; an advice that
    /// does is another advice.
    fn says_the_same(&self) -> bool {
        let speaks_against = |why: &Why| why.conflict(Purpose::Sameness) > 0.0;
        let says_more = |why: &Why| matches!(why, Why::More(_));
        let is_same = |seen: &Seen, lets: fn(&Why) -> bool| {
            let differs = |why: &Why| speaks_against(why) && !lets(why);
            seen.nearness > READ && !seen.why.iter().any(differs)
        };
        let is_whole = |read: &Read<'_>| read.task.is_whole() && read.advice().is_whole();
        is_same(&self.task, says_more)
            && is_same(self.advice(), |_| false)
            && is_whole(self.one)
            && is_whole(self.other)
    }

    /// Why they cannot both be followed for one task; `None` when they can.
    fn contradiction(&self) -> Option<String> {
        let is_one_task =
            self.task.nearness >= SAME_TASK && !self.task.why.iter().any(Why::contradicts);
        if !is_one_task {
            return None;
        }
        match (self.one.pattern.role, self.other.pattern.role) {
            (Role::Strategy, Role::Strategy) => self.advice().why.iter().find_map(|why| {
                let (Why::Opposite(Words { asked, found })
                | Why::Denied(Words { asked, found })
                | Why::Number(Words { asked, found })) = why
                else {
                    return None;
                };
                Some(words::learning::contradiction(asked, found))
            }),
            // Two warnings of opposite things can both be right.
            (Role::Pitfall, Role::Pitfall) => None,
            _ => self
                .says_the_same()
                .then(|| words::learning::against().to_owned()),
        }
    }
}
