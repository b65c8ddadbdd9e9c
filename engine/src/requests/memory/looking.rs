//! Looking into the memory: one pattern, lists, what helps, figures.

use protocol::data::{CellKey, Change, Delta, Kind};
use protocol::failure::{Code, Failure};
use protocol::ids::FactId;
use protocol::memory::{Filter, MAX_HITS, MAX_LINES, MAX_QUERY_BYTES, MemoryReply};
use protocol::message::Reply;

use super::reply;
use crate::Engine;
use crate::memory::bank::Looking;
use crate::outlet::Commit;
use crate::storage::Durability;
use crate::work::{Done, Stop, Work};

impl Engine {
    pub(super) fn get_pattern(&mut self, id: FactId) -> Result<Done, Stop> {
        let view = self.bank()?.view(id).ok_or_else(|| unknown(id))?;
        Ok(reply(MemoryReply::Get(Box::new(view))))
    }

    pub(super) fn list_patterns(
        &mut self,
        filter: &Filter,
        offset: u32,
        limit: u32,
    ) -> Result<Done, Stop> {
        let lines = self.bank()?.list(filter, offset, limit.clamp(1, MAX_LINES));
        Ok(reply(MemoryReply::List(lines)))
    }

    pub(super) fn find_patterns(
        &mut self,
        work: &Work,
        text: &str,
        filter: &Filter,
        limit: u32,
        spread_percent: Option<u8>,
        counts: bool,
    ) -> Result<Done, Stop> {
        if text.len() > MAX_QUERY_BYTES {
            let detail = format!("{} bytes", text.len());
            return Err(Failure::new(Code::QuestionTooLong, detail).into());
        }
        self.searchable()?;
        let looking = Looking {
            text,
            filter,
            count: limit.min(MAX_HITS) as usize,
            spread: spread_percent.map(|percent| f32::from(percent) / 100.0),
        };
        let best = self.embedding.embedder();
        let found = self.memory.bank().find(&looking, best, work.now);
        let commit = counts
            .then(|| self.used(found.hits.iter().map(|hit| hit.line.id)))
            .filter(|uses| !uses.is_empty());
        let found = Reply::Memory(MemoryReply::Find(found));
        Ok(match commit {
            // A count is worth no wait.
            Some(uses) => Done::Before(found, Commit::Rows(uses, Durability::Relaxed)),
            None => Done::Reply(found),
        })
    }

    /// One use of each of these patterns.
    pub(super) fn used(&self, patterns: impl Iterator<Item = FactId>) -> Vec<Change> {
        let once = Delta {
            n: 1,
            ..Delta::default()
        };
        let cell = |id: FactId| CellKey {
            kind: Kind::USAGE,
            key: id.as_bytes().to_vec(),
            replica: self.identity.replica,
        };
        patterns
            .map(|pattern| Change::Bump(cell(pattern), once))
            .collect()
    }

    pub(super) fn memory_stats(&mut self) -> Result<Done, Stop> {
        let backend = self.identity.report.adapter;
        self.bank()?;
        let stats = self.memory.bank().stats(backend, self.embedding.embedder());
        Ok(reply(MemoryReply::Stats(Box::new(stats))))
    }
}

/// What to say of a pattern that is not here.
pub(super) fn unknown(id: FactId) -> Stop {
    Failure::new(Code::PatternUnknown, id.to_string()).into()
}
