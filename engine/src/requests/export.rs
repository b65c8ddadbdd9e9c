//! Everything that is stored, page by page.

use protocol::data::KeyRange;
use protocol::ids::RequestId;
use protocol::message::{Body, Event, Part, Reply, Stage};
use protocol::time::Timestamp;

use crate::outlet::{Loaded, Outlet};
use crate::records::{export_line, export_title};
use crate::storage::Select;
use crate::work::Load;
use crate::{Engine, Identity, Waiting};

/// Rows of one part.
const PAGE: usize = 500;
/// Progress is said at most so often.
const PROGRESS_MICROS: i64 = 100_000;

/// An export on its way.
#[derive(Debug)]
pub(crate) struct ExportJob {
    pub id: RequestId,
    select: Select,
    parts: u32,
    rows: u64,
    /// How many there are; known after the first load.
    total: Option<u64>,
    /// When progress was said last.
    said: Timestamp,
}

impl ExportJob {
    pub fn new(id: RequestId) -> Self {
        Self {
            id,
            select: Select::Keys(KeyRange::everything()),
            parts: 1,
            rows: 0,
            total: None,
            said: Timestamp::default(),
        }
    }
}

/// The first part: what the file is.
pub(crate) fn first_part(identity: &Identity, now: Timestamp) -> Body {
    Body::Part(0, Part::Text(export_title(identity.replica, now)))
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
                job.total = Some(stats.rows.iter().map(|kind| kind.rows).sum());
                return self.export(job, outlet);
            }
            Loaded::Rows(rows) => rows,
        };
        let Some(last) = rows.last() else {
            outlet.send(job.id, Body::Reply(Reply::Export { rows: job.rows }));
            return;
        };
        let text = rows.iter().map(export_line).collect();
        outlet.send(job.id, Body::Part(job.parts, Part::Text(text)));
        job.parts += 1;
        job.rows += rows.len() as u64;
        job.select = Select::Keys(KeyRange::everything().after(&last.key));
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
