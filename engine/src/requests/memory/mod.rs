//! What is asked of the reasoning memory.

mod checks;
mod import;
mod learning;
mod looking;
mod opening;
mod recalling;
mod writing;

use protocol::memory::{MemoryReply, MemoryRequest};
use protocol::message::Reply;

use crate::Engine;
use crate::requests::ExportJob;
use crate::work::{Done, Stop, Work};

pub(crate) use opening::{Opening, Remembered, ranges};

impl Engine {
    /// The one match over what the memory can do.
    pub(crate) fn memory(&mut self, work: &Work, request: &MemoryRequest) -> Result<Done, Stop> {
        match request {
            MemoryRequest::Store(pattern) => self.store(work, pattern),
            MemoryRequest::Get { pattern } => self.get_pattern(*pattern),
            MemoryRequest::Edit { pattern, edits } => self.edit(work, *pattern, edits),
            MemoryRequest::Forget { pattern, forgotten } => self.forget(work, *pattern, *forgotten),
            MemoryRequest::AddOutcome { pattern, outcome } => {
                self.add_outcome(work, *pattern, outcome)
            }
            MemoryRequest::WithdrawOutcome { outcome, withdrawn } => {
                self.withdraw_outcome(work, *outcome, *withdrawn)
            }
            MemoryRequest::List {
                filter,
                offset,
                limit,
            } => self.list_patterns(filter, *offset, *limit),
            MemoryRequest::Find {
                text,
                filter,
                limit,
                spread_percent,
                counts,
            } => self.find_patterns(work, text, filter, *limit, *spread_percent, *counts),
            MemoryRequest::Stats => self.memory_stats(),
            MemoryRequest::Export => Err(Stop::Export(ExportJob::of_memory(work.id))),
            MemoryRequest::Import(step) => self.import(work, step),
            MemoryRequest::Merge { into, from } => self.merge(work, *into, from),
            MemoryRequest::Unmerge { pattern } => self.unmerge(work, *pattern),
            MemoryRequest::Propose => self.propose(work),
            MemoryRequest::Judge(request) => Self::judge(request),
            MemoryRequest::Distil { of, keep } => self.distil(work, of, *keep),
            MemoryRequest::Contrast { run, keep } => self.contrast(work, run, *keep),
            MemoryRequest::Contradict { one, other, why } => {
                self.contradict(work, *one, *other, why)
            }
        }
    }
}

/// A reply that nothing has to be written for.
fn reply(reply: MemoryReply) -> Done {
    Done::Reply(Reply::Memory(reply))
}
