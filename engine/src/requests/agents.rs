//! Who there is to ask.

use protocol::failure::{Code, Failure};
use protocol::ids::AgentId;
use protocol::message::{MAX_QUESTION_BYTES, Reply};

use crate::work::{Done, Need, Stop};
use crate::{Engine, agents};

impl Engine {
    pub(crate) fn agents(&self, search: &str) -> Result<Done, Stop> {
        if search.len() > MAX_QUESTION_BYTES {
            let detail = format!("{} bytes", search.len());
            return Err(Failure::new(Code::QuestionTooLong, detail).into());
        }
        let list = agents::list(self.shelf.open()?, search);
        Ok(Done::Reply(Reply::Agents(list)))
    }

    pub(crate) fn agent(&self, id: &AgentId) -> Result<Done, Stop> {
        let catalogue = self.shelf.open()?;
        let entries = self.shelf.entries().ok_or(Stop::Needs(Need::Entries))?;
        match agents::view(catalogue, entries, id) {
            Some(view) => Ok(Done::Reply(Reply::Agent(Box::new(view)))),
            None => Err(Failure::new(Code::AgentUnknown, id.as_str()).into()),
        }
    }
}
