//! What the memory adds to an answer, without holding it up.
//!
//! Where there are no patterns, which is known from the start, nothing is read. Else the memory is made
//! ready beforehand ([`Engine::warm_memory`]), a slice at a time so that others have their turn; an
//! answer that comes earlier waits for it, but not for long.

use protocol::answer::{Answer, Body};
use protocol::data::Change;
use protocol::ids::FactId;
use protocol::memory::{Evidence, Looked};
use protocol::message::Request;
use protocol::time::Timestamp;

use super::Remembered;
use super::opening::{SETTLED, SLICE};
use crate::memory::embed::Embedder;
use crate::outlet::{Effect, Outlet};
use crate::routing::whole_text;
use crate::work::{Need, Stop, Work};
use crate::{Engine, Waiting};

/// So long an answer waits for the memory once all else of it is known. Ten thousand patterns are read
/// and made ready in about a quarter of it in a browser (`benches/results`).
const PATIENCE_MICROS: i64 = 2_000_000;

/// Whether there is something to look through.
enum Ready {
    /// All of it.
    All,
    /// There is nothing, or why it cannot be looked through.
    Not(Looked),
}

impl Engine {
    /// What the memory knows of a question that was answered by facts or guidance.
    pub(crate) fn evidence(&mut self, work: &Work, answer: &Answer) -> Result<Evidence, Stop> {
        if !matches!(answer.body, Body::Facts(_) | Body::Guidance(_)) {
            return Ok(Evidence::default());
        }
        match self.ready(work)? {
            Ready::All => {}
            Ready::Not(looked) => return Ok(not(looked)),
        }
        let technology = match answer.understood.technologies.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        let best = self.embedding.embedder();
        let bank = self.memory.bank();
        // With what it took over from the question before: by itself it says nothing.
        let question = whole_text(&answer.question, answer.understood.taken.as_ref());
        let evidence = bank.recall(&question, technology, best, work.now);
        // All are forgotten: as if there were none.
        Ok(if evidence.among == 0 {
            Evidence::default()
        } else {
            evidence
        })
    }

    /// The patterns that were shown with an answer, as they are now.
    pub(crate) fn evidence_again(
        &mut self,
        work: &Work,
        recalled: Option<&[FactId]>,
    ) -> Result<Evidence, Stop> {
        match recalled {
            None => Ok(Evidence::default()),
            Some([]) => Ok(not(Looked::Then)),
            Some(patterns) => Ok(match self.ready(work)? {
                Ready::All => self.memory.bank().recall_again(patterns),
                Ready::Not(looked) => not(looked),
            }),
        }
    }

    /// That what is shown was used: one count each.
    pub(crate) fn uses(&self, evidence: &Evidence) -> Vec<Change> {
        self.used(evidence.all().map(|recalled| recalled.line.id))
    }

    fn ready(&mut self, work: &Work) -> Result<Ready, Stop> {
        if self.memory.is_empty() {
            return Ok(Ready::Not(Looked::Not));
        }
        if work.goes_without_memory {
            return Ok(Ready::Not(Looked::Unreadable));
        }
        // A few patterns that are new since are made ready at once.
        if self.memory.is_open() && self.memory.prepare(self.embedding.embedder()) {
            return Ok(Ready::All);
        }
        if is_overdue(work, self.now) {
            return Ok(Ready::Not(Looked::Late));
        }
        Err(Stop::Needs(Need::Evidence))
    }

    /// Reads the memory and makes it ready to be searched before anybody needs it; costs nothing where
    /// there are no patterns.
    pub(crate) fn warm_memory(&mut self, outlet: &mut Outlet) {
        if self.memory.is_empty() || self.memory.warms {
            return;
        }
        self.memory.warms = true;
        if self.memory.is_open() {
            self.warm_slice(outlet);
        } else {
            self.open_memory(outlet);
        }
    }

    /// The next slice of it, once its rows are here.
    pub(crate) fn warm_slice(&mut self, outlet: &mut Outlet) {
        if !self.memory.warms || !self.memory.is_open() {
            return; // it was closed meanwhile, and is read again when it is needed
        }
        if self.memory.prepare(self.embedding.embedder()) {
            self.memory.warms = false;
            return self.run_waiting(outlet);
        }
        let ticket = self.ticket(Waiting::Warming);
        outlet.effect(Effect::Pause(ticket));
        self.run_overdue(outlet);
    }

    /// Answers that waited long enough go without the memory. Their time is counted from the first look
    /// that finds them waiting, so that what else an answer took does not count.
    pub(super) fn run_overdue(&mut self, outlet: &mut Outlet) {
        let now = self.now;
        for id in self.waiting_for_memory() {
            let due = self.pending.get_mut(&id).is_some_and(|work| {
                if brings_evidence(&work.request) {
                    work.waits_for_evidence_since.get_or_insert(now);
                }
                is_overdue(work, now)
            });
            if due {
                self.run_again(id, outlet);
            }
        }
    }
}

impl Remembered {
    /// Makes a slice ready; whether all is.
    fn prepare(&mut self, best: &Embedder) -> bool {
        self.bank.settle(SETTLED);
        if self.bank.unsettled() == 0 {
            self.bank.prepare(best, SLICE);
        }
        self.bank.unsettled() == 0 && self.bank.unprepared() == 0
    }
}

fn is_overdue(work: &Work, now: Timestamp) -> bool {
    let waited = |since: Timestamp| now.0.saturating_sub(since.0);
    work.waits_for_evidence_since
        .is_some_and(|since| waited(since) > PATIENCE_MICROS)
}

/// Whether a request takes what the memory says as an addition, and does without it too.
pub(super) const fn brings_evidence(request: &Request) -> bool {
    matches!(
        request,
        Request::Ask { .. } | Request::Reopen { .. } | Request::Conversation { .. }
    )
}

fn not(looked: Looked) -> Evidence {
    Evidence {
        looked,
        ..Evidence::default()
    }
}

#[cfg(test)]
mod tests;
