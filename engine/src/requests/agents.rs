//! Who there is to ask.

use protocol::failure::{Code, Failure};
use protocol::ids::AgentId;
use protocol::message::{MAX_QUESTION_BYTES, Reply};

use crate::work::{Done, Stop};
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
        match agents::view(self.shelf.open()?, id) {
            Some(view) => Ok(Done::Reply(Reply::Agent(Box::new(view)))),
            None => Err(Failure::new(Code::AgentUnknown, id.as_str()).into()),
        }
    }
}
