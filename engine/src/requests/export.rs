//! Everything that is stored, page by page.

use protocol::data::KeyRange;
use protocol::ids::RequestId;
use protocol::message::{Body, Part, Reply};
use protocol::time::Timestamp;

use crate::outlet::{Loaded, Outlet};
use crate::records::{export_line, export_title};
use crate::storage::Select;
use crate::work::Load;
use crate::{Engine, Identity, Waiting};

/// Rows of one part.
const PAGE: usize = 500;

/// An export on its way.
#[derive(Debug)]
pub(crate) struct ExportJob {
    pub id: RequestId,
    select: Select,
    parts: u32,
    rows: u64,
}

impl ExportJob {
    pub fn new(id: RequestId) -> Self {
        Self {
            id,
            select: Select::Keys(KeyRange::everything()),
            parts: 1,
            rows: 0,
        }
    }
}

/// The first part: what the file is.
pub(crate) fn first_part(identity: &Identity, now: Timestamp) -> Body {
    Body::Part(0, Part::Text(export_title(identity.replica, now)))
}

impl Engine {
    pub(crate) fn export(&mut self, job: ExportJob, outlet: &mut Outlet) {
        let load = Load::Rows(job.select.clone(), PAGE);
        self.load(load, Waiting::Export(job), outlet);
    }

    pub(crate) fn export_page(&mut self, mut job: ExportJob, loaded: &Loaded, outlet: &mut Outlet) {
        let rows = loaded.rows();
        let Some(last) = rows.last() else {
            outlet.send(job.id, Body::Reply(Reply::Export { rows: job.rows }));
            return;
        };
        let text = rows.iter().map(export_line).collect();
        outlet.send(job.id, Body::Part(job.parts, Part::Text(text)));
        job.parts += 1;
        job.rows += rows.len() as u64;
        job.select = Select::Keys(KeyRange::everything().after(&last.key));
        self.export(job, outlet);
    }
}
