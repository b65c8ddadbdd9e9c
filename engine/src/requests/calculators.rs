//! Calculators by name: which there are, and what one says. Nothing is kept. And their tables, which
//! come when the first of them is asked.

use protocol::calculator::Calculation;
use protocol::failure::Failure;
use protocol::ids::RequestId;
use protocol::message::{Body, Reply};

use crate::outlet::Outlet;
use crate::work::{Done, Stop};
use crate::{Engine, agents, calculators};

impl Engine {
    pub(crate) fn calculators() -> Done {
        Done::Reply(Reply::Calculators(calculators::list()))
    }

    pub(crate) fn calculate(&self, asked: &Calculation) -> Result<Done, Stop> {
        let calculated = agents::calculated(self.shelf.tables()?, asked);
        Ok(Done::Reply(Reply::Calculation(Box::new(calculated))))
    }

    /// The tables of the calculators came, or did not.
    pub(crate) fn tables_fetched(&mut self, result: Result<Vec<u8>, Failure>, outlet: &mut Outlet) {
        let put = self.shelf.put_tables(result);
        let waiting = self
            .pending
            .iter()
            .filter(|(_, work)| work.waits_for_tables);
        let waiting: Vec<RequestId> = waiting.map(|(id, _)| *id).collect();
        for id in waiting {
            match &put {
                Ok(()) => self.run(id, outlet),
                Err(failure) => {
                    if let Some(work) = self.pending.remove(&id) {
                        self.measured.failed(&work, failure);
                    }
                    outlet.send(id, Body::Failed(failure.clone()));
                }
            }
        }
    }
}
