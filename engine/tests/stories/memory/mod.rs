//! The reasoning memory through the facade.

mod files;
mod finding;
mod keeping;
mod learning;
mod merging;

use protocol::failure::Failure;
use protocol::ids::FactId;
use protocol::memory::{
    Filter, Found, Lines, MemoryReply, MemoryRequest, MemoryStats, PatternView,
};
use protocol::message::{Reply, Request};
use protocol::records::{Outcome, Pattern, Score};

use crate::device::Device;

/// A pattern with the least that it must have.
pub fn pattern(task: &str, strategy: &str) -> Pattern {
    Pattern {
        task: task.to_owned(),
        category: "mobility".to_owned(),
        strategy: strategy.to_owned(),
        ..Pattern::default()
    }
}

pub fn scored(score: f64) -> Outcome {
    Outcome::scored(Score::from_unit(score).expect("between 0 and 1"))
}

impl Device {
    pub fn memory(&self, request: MemoryRequest) -> MemoryReply {
        match self.reply(Request::Memory(request)) {
            Reply::Memory(reply) => reply,
            other => panic!("not of the memory: {other:?}"),
        }
    }

    pub fn memory_failure(&self, request: MemoryRequest) -> Failure {
        self.failure(Request::Memory(request))
    }

    pub fn store(&self, pattern: Pattern) -> PatternView {
        match self.memory(MemoryRequest::Store(Box::new(pattern))) {
            MemoryReply::Store(view) => *view,
            other => panic!("not stored: {other:?}"),
        }
    }

    pub fn get(&self, pattern: FactId) -> PatternView {
        match self.memory(MemoryRequest::Get { pattern }) {
            MemoryReply::Get(view) => *view,
            other => panic!("not there: {other:?}"),
        }
    }

    pub fn add_outcome(&self, pattern: FactId, outcome: Outcome) -> PatternView {
        match self.memory(MemoryRequest::AddOutcome { pattern, outcome }) {
            MemoryReply::AddOutcome(view) => *view,
            other => panic!("not added: {other:?}"),
        }
    }

    pub fn list(&self, filter: Filter) -> Lines {
        let request = MemoryRequest::List {
            filter,
            offset: 0,
            limit: 500,
        };
        match self.memory(request) {
            MemoryReply::List(lines) => lines,
            other => panic!("no list: {other:?}"),
        }
    }

    /// The names of all patterns that pass, newest first.
    pub fn names(&self, filter: Filter) -> Vec<String> {
        self.list(filter)
            .lines
            .into_iter()
            .map(|line| line.name)
            .collect()
    }

    pub fn find(&self, text: &str, filter: Filter) -> Found {
        let request = MemoryRequest::Find {
            text: text.to_owned(),
            filter,
            limit: 5,
            spread_percent: None,
            counts: false,
        };
        match self.memory(request) {
            MemoryReply::Find(found) => found,
            other => panic!("nothing found: {other:?}"),
        }
    }

    pub fn stats(&self) -> MemoryStats {
        match self.memory(MemoryRequest::Stats) {
            MemoryReply::Stats(stats) => *stats,
            other => panic!("no figures: {other:?}"),
        }
    }

    /// The embedding table is fetched, as a host does that has it at hand.
    pub fn with_table(self) -> Self {
        pollster::block_on(self.driver.want_table(&|_| ()));
        self
    }
}
