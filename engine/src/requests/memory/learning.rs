//! Learning from what happened, and tidying what was learnt.

use protocol::data::Change;
use protocol::failure::{Code, Failure};
use protocol::ids::RequestId;
use protocol::learning::{
    DistilRequest, JudgeRequest, MAX_ATTEMPTS, MAX_KPIS, MAX_STEPS, Proposals, RunRequest,
};
use protocol::memory::{Learnt, MemoryReply};
use protocol::message::Reply;
use protocol::records::Pattern;

use super::checks::check_pattern;
use super::reply;
use crate::Engine;
use crate::memory::learning::{self, consolidate};
use crate::memory::search::Slot;
use crate::outlet::Commit;
use crate::storage::Durability;
use crate::work::{Done, Stop, Work};

/// Patterns that are looked at before others have their turn: some ten milliseconds.
const SLICE: Slot = 40;

/// A look through the memory that is under way.
pub(crate) struct Tidying {
    /// For which request.
    of: RequestId,
    next: Slot,
    found: Proposals,
}

impl Engine {
    /// Looks through the memory slice by slice; the request is run again for each.
    pub(super) fn propose(&mut self, work: &Work) -> Result<Done, Stop> {
        self.searchable()?;
        let under_way = self.memory.tidying.take();
        let mut tidying = under_way
            .filter(|one| one.of == work.id)
            .unwrap_or_else(|| Tidying {
                of: work.id,
                next: 0,
                found: Proposals::default(),
            });
        let bank = self.memory.bank();
        let end = bank.slots().min(tidying.next.saturating_add(SLICE));
        for slot in tidying.next..end {
            bank.look(slot, work.now, &mut tidying.found);
        }
        if end < bank.slots() {
            tidying.next = end;
            self.memory.tidying = Some(tidying);
            return Err(Self::let_others_go_first());
        }
        let proposals = consolidate::settle(tidying.found);
        Ok(reply(MemoryReply::Propose(proposals)))
    }

    pub(super) fn judge(request: &JudgeRequest) -> Result<Done, Stop> {
        at_most("kpis", request.kpis.len(), MAX_KPIS)?;
        Ok(reply(MemoryReply::Judge(learning::judge(request))))
    }

    pub(super) fn distil(
        &mut self,
        work: &Work,
        request: &DistilRequest,
        keep: bool,
    ) -> Result<Done, Stop> {
        check(request)?;
        let patterns = learning::distil(request);
        self.learn(work, patterns, keep, MemoryReply::Distil)
    }

    pub(super) fn contrast(
        &mut self,
        work: &Work,
        request: &RunRequest,
        keep: bool,
    ) -> Result<Done, Stop> {
        at_most("attempts", request.attempts.len(), MAX_ATTEMPTS)?;
        request.attempts.iter().try_for_each(check)?;
        let run = Box::new(learning::contrast(request.clone()));
        let patterns = run.items.clone();
        self.learn(work, patterns, keep, |learnt| MemoryReply::Contrast {
            run,
            learnt,
        })
    }

    fn learn(
        &mut self,
        work: &Work,
        patterns: Vec<Pattern>,
        keep: bool,
        show: impl FnOnce(Learnt) -> MemoryReply,
    ) -> Result<Done, Stop> {
        let mut learnt = Learnt {
            patterns,
            ids: Vec::new(),
        };
        if !keep || learnt.patterns.is_empty() {
            return Ok(reply(show(learnt)));
        }
        let mut changes = Vec::new();
        for pattern in &mut learnt.patterns {
            *pattern = check_pattern(pattern.clone(), work.now)?;
            let fact = pattern.seal(self.identity.replica, self.clock.stamp(work.now));
            learnt.ids.push(fact.id());
            changes.push(Change::AddFact(fact));
        }
        let commit = Commit::Rows(changes, Durability::Strict);
        Ok(Done::After(commit, Reply::Memory(show(learnt))))
    }
}

fn check(request: &DistilRequest) -> Result<(), Stop> {
    at_most("steps", request.trajectory.steps.len(), MAX_STEPS)
}

fn at_most(name: &str, given: usize, most: usize) -> Result<(), Stop> {
    if given > most {
        let detail = format!("{name}: {given} of {most}");
        return Err(Failure::new(Code::PatternTooLong, detail).into());
    }
    Ok(())
}
