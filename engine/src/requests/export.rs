//! Everything that is stored, page by page.

use protocol::data::KeyRange;
use protocol::ids::RequestId;
use protocol::memory::MemoryReply;
use protocol::message::{Body, Event, Part, Reply, Stage};
use protocol::time::Timestamp;

use super::memory::ranges as memory_ranges;
use crate::outlet::{Loaded, Outlet};
use crate::records::{export_line, export_title};
use crate::storage::Select;
use crate::work::Load;
use crate::{Engine, Identity, Waiting};

/// Rows of one part.
const PAGE: usize = 500;
/// Progress is said at most so often.
const PROGRESS_MICROS: i64 = 100_000;

/// What is exported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum What {
    Everything,
    Memory,
}

/// An export on its way.
#[derive(Debug)]
pub(crate) struct ExportJob {
    pub id: RequestId,
    what: What,
    select: Select,
    /// What comes after this range.
    rest: Vec<KeyRange>,
    parts: u32,
    rows: u64,
    /// How many there are; known after the first load.
    total: Option<u64>,
    /// When progress was said last.
    said: Timestamp,
}

impl ExportJob {
    /// Of everything that is stored.
    pub fn new(id: RequestId) -> Self {
        Self::of(id, What::Everything, vec![KeyRange::everything()])
    }

    /// Of the memory.
    pub fn of_memory(id: RequestId) -> Self {
        Self::of(id, What::Memory, memory_ranges())
    }

    fn of(id: RequestId, what: What, mut rest: Vec<KeyRange>) -> Self {
        rest.reverse();
        let first = rest.pop().unwrap_or_else(KeyRange::everything);
        Self {
            id,
            what,
            select: Select::Keys(first),
            rest,
            parts: 1,
            rows: 0,
            total: None,
            said: Timestamp::default(),
        }
    }
}

/// The first part: what the file is.
pub(crate) fn first_part(job: &ExportJob, identity: &Identity, now: Timestamp) -> Body {
    let what = match job.what {
        What::Everything => "export/1",
        What::Memory => "memory/1",
    };
    Body::Part(0, Part::Text(export_title(what, identity.replica, now)))
}

impl Engine {
    /// The next page of an export, or its beginning when it was counted.
    pub(crate) fn export_page(
        &mut self,
        now: Timestamp,
        mut job: ExportJob,
        loaded: &Loaded,
        outlet: &mut Outlet,
    ) {
        let rows = match loaded {
            Loaded::Stats(stats) => {
                // How many rows the memory has is not counted apart.
                let all = stats.rows.iter().map(|kind| kind.rows).sum();
                job.total = (job.what == What::Everything).then_some(all);
                return self.export(job, outlet);
            }
            loaded => loaded.rows(),
        };
        let Some(last) = rows.last() else {
            if let Some(next) = job.rest.pop() {
                job.select = Select::Keys(next);
                return self.export(job, outlet);
            }
            let reply = match job.what {
                What::Everything => Reply::Export { rows: job.rows },
                What::Memory => Reply::Memory(MemoryReply::Export { rows: job.rows }),
            };
            outlet.send(job.id, Body::Reply(reply));
            return;
        };
        let text = rows.iter().map(export_line).collect();
        outlet.send(job.id, Body::Part(job.parts, Part::Text(text)));
        job.parts += 1;
        job.rows += rows.len() as u64;
        if let Select::Keys(range) = job.select {
            job.select = Select::Keys(range.after(&last.key));
        }
        if now.0.saturating_sub(job.said.0) >= PROGRESS_MICROS {
            job.said = now;
            let progress = Event::Progress {
                done: job.rows,
                total: job.total,
                stage: Stage::Export,
            };
            outlet.send(job.id, Body::Event(progress));
        }
        self.export(job, outlet);
    }

    fn export(&mut self, job: ExportJob, outlet: &mut Outlet) {
        let load = Load::Rows(job.select.clone(), PAGE);
        self.load(load, Waiting::Export(job), outlet);
    }
}
