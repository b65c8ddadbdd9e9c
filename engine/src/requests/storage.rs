//! How the store is doing, and the end of it.

use protocol::message::{Reply, StorageView};

use crate::Engine;
use crate::outlet::{Commit, Loaded};
use crate::work::{Done, Load, Stop, Work};

impl Engine {
    pub(crate) fn storage(&self, work: &Work) -> Result<Done, Stop> {
        let stats = match work.load(Load::Stats)? {
            Loaded::Stats(stats) => stats.clone(),
            _ => return Err(Stop::Needs(crate::work::Need::Load(Load::Stats))),
        };
        let report = self.identity.report.clone();
        Ok(Done::Reply(Reply::Storage(StorageView { report, stats })))
    }

    pub(crate) fn delete_all() -> Done {
        Done::After(Commit::Destroy, Reply::DeleteAll)
    }
}
