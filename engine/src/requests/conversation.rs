//! A conversation: exchanges that follow each other, read back from the last one.

use protocol::data::Fact;
use protocol::failure::{Code, Failure};
use protocol::ids::FactId;
use protocol::message::{Before, Conversation, LONGEST_CONVERSATION, Reply};
use protocol::records;

use crate::Engine;
use crate::work::{Done, Stop, Work};

impl Engine {
    pub(crate) fn conversation(&mut self, work: &Work, response: FactId) -> Result<Done, Stop> {
        let mut newest_first: Vec<(Fact, records::Exchange)> = Vec::new();
        let mut next = Some(response);
        let mut before = None;
        while let Some(id) = next {
            if newest_first.len() == LONGEST_CONVERSATION {
                before = Some(Before::More(id));
                break;
            }
            let read = match self.exchange(work, id) {
                Ok(fact) => records::Exchange::open(&fact)
                    .map(|record| (fact, record))
                    .map_err(|error| Failure::new(Code::RecordUnreadable, error.to_string())),
                Err(Stop::Failed(failure)) => Err(failure),
                Err(stop) => return Err(stop),
            };
            match read {
                Ok((fact, record)) => {
                    next = record.follows.as_ref().map(|follows| follows.exchange);
                    newest_first.push((fact, record));
                }
                // Without its last exchange there is nothing to show.
                Err(failure) if newest_first.is_empty() => return Err(failure.into()),
                Err(_) => {
                    before = Some(Before::Missing(id));
                    break;
                }
            }
        }
        let feedback = self.feedback(work)?;
        let views: Vec<_> = newest_first
            .iter()
            .map(|(fact, _)| feedback.view(fact.id()))
            .collect();
        let mut exchanges = Vec::with_capacity(newest_first.len());
        for ((fact, record), view) in newest_first.iter().zip(views) {
            match self.shown_again(work, fact, record, view) {
                Ok(exchange) => exchanges.push(exchange),
                // What cannot be computed just now takes nothing from what follows it.
                Err(Stop::Failed(_)) if !exchanges.is_empty() => {
                    before = Some(Before::Missing(fact.id()));
                    break;
                }
                Err(stop) => return Err(stop),
            }
        }
        exchanges.reverse();
        Ok(Done::Reply(Reply::Conversation(Conversation {
            exchanges,
            before,
        })))
    }
}
