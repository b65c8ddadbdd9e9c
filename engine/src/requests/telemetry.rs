//! Recorded use: kept for 90 days, summed up or exported on request.

use protocol::data::{Change, Expect, Key};
use protocol::ids::FactId;
use protocol::message::Reply;
use protocol::telemetry::Window;
use protocol::time::Timestamp;

use crate::Engine;
use crate::outlet::Commit;
use crate::storage::{Durability, Row, Select};
use crate::telemetry::{Recorded, check, summarise};
use crate::work::{Done, Load, Stop, Work};

const KEPT_MICROS: i64 = 90 * 24 * 3_600 * 1_000_000;
/// So many old rows are deleted at one start; the rest follows at the next.
const PRUNED_AT_ONCE: usize = 2_000;

impl Engine {
    pub(crate) fn telemetry(&mut self, work: &Work, window: Window) -> Result<Done, Stop> {
        check(window)?;
        let events = events(work, window)?;
        let feedback = self.feedback(work)?;
        let snapshot = summarise(window, &events, |id| feedback.verdict(id));
        Ok(Done::Reply(Reply::Telemetry(Box::new(snapshot))))
    }

    pub(crate) fn drawn(&mut self, response: FactId, page_micros: u64) -> Done {
        match self.measured.drawn(response, page_micros) {
            Some(change) => {
                let commit = Commit::Rows(vec![change], Durability::Relaxed);
                Done::After(commit, Reply::Drawn)
            }
            None => Done::Reply(Reply::Drawn),
        }
    }

    pub(crate) fn export_telemetry(&mut self, work: &Work, window: Window) -> Result<Done, Stop> {
        check(window)?;
        let events: Vec<_> = events(work, window)?
            .into_iter()
            .map(|one| one.event)
            .collect();
        Ok(Done::Reply(Reply::ExportTelemetry(events)))
    }
}

/// The recorded events of a window. Rows that cannot be read are left out.
fn events(work: &Work, window: Window) -> Result<Vec<Recorded>, Stop> {
    let rows = work.load(Load::All(Recorded::range(window.from, window.to)))?;
    Ok(rows
        .rows()
        .iter()
        .filter_map(|row| Recorded::decode(&row.body).ok())
        .collect())
}

/// Rows that are too old to keep.
pub(crate) fn outdated(now: Timestamp) -> Load {
    let end = Timestamp(now.0.saturating_sub(KEPT_MICROS));
    Load::Rows(
        Select::Keys(Recorded::range(Timestamp(0), end)),
        PRUNED_AT_ONCE,
    )
}

/// Deletes these rows.
pub(crate) fn prune(rows: &[Row]) -> Vec<Change> {
    let keys = rows.iter().filter_map(|row| match &row.key {
        Key::Local(key) => Some(key.clone()),
        _ => None,
    });
    keys.map(|key| Change::PutLocal(key, None, Expect::Anything))
        .collect()
}
