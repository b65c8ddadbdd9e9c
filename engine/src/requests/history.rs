//! What was asked before.

use protocol::calculator::Task;
use protocol::data::{Fact, Key, Kind};
use protocol::failure::{Code, Failure};
use protocol::ids::FactId;
use protocol::message::{Exchange, ExchangeLine, FeedbackView, Reply};
use protocol::records;
use protocol::time::{Hlc, Timestamp};

use crate::storage::Select;
use crate::work::{Done, Load, Need, Stop, Work};
use crate::{Engine, agents, fact_of};

const MAX_LINES: u32 = 500;

impl Engine {
    pub(crate) fn history(
        &mut self,
        work: &Work,
        before: Option<Timestamp>,
        limit: u32,
    ) -> Result<Done, Stop> {
        // Below every id, so that exchanges of that very moment are left out.
        let before = before.map(|at| (Hlc::at(at), FactId::from_bytes([0; 16])));
        let limit = limit.clamp(1, MAX_LINES) as usize;
        let rows = work.load(Load::Rows(Select::Newest(Kind::EXCHANGE, before), limit))?;
        let feedback = self.feedback(work)?;
        let lines = rows.rows().iter().filter_map(fact_of).filter_map(|fact| {
            let record = records::Exchange::open(&fact).ok()?;
            Some(ExchangeLine {
                response: fact.id(),
                at: fact.at().wall(),
                question: record.question,
                answered: record.answered,
                verdict: feedback.verdict(fact.id()),
                follows: record.follows.map(|follows| follows.exchange),
            })
        });
        Ok(Done::Reply(Reply::History(lines.collect())))
    }

    pub(crate) fn reopen(&mut self, work: &Work, response: FactId) -> Result<Done, Stop> {
        let fact = self.exchange(work, response)?;
        let record = records::Exchange::open(&fact)
            .map_err(|error| Failure::new(Code::RecordUnreadable, error.to_string()))?;
        let feedback = self.feedback(work)?.view(response);
        let exchange = self.shown_again(work, &fact, &record, feedback)?;
        Ok(Done::Reply(Reply::Reopen(Box::new(exchange))))
    }

    /// An exchange of the store, its answer composed again.
    pub(super) fn shown_again(
        &mut self,
        work: &Work,
        fact: &Fact,
        record: &records::Exchange,
        feedback: Option<FeedbackView>,
    ) -> Result<Exchange, Stop> {
        let catalogue = self.shelf.open()?;
        let answer = match &record.calculation {
            Some(asked) => {
                let task = Task::Again(record.question.clone(), asked.clone());
                let calculated = super::calculators::calculated(work, task)?;
                agents::calculation(catalogue, &record.question, calculated)
            }
            None => agents::reopen(catalogue, self.shelf.entries(), record)
                .ok_or(Stop::Needs(Need::Entries))?,
        };
        let evidence = self.evidence_again(work, record.recalled.as_deref())?;
        Ok(Exchange {
            response: fact.id(),
            at: fact.at().wall(),
            catalogue_changed: record.catalogue != answer.catalogue,
            answer,
            evidence,
            feedback,
            follows: record.follows.as_ref().map(|follows| follows.exchange),
        })
    }

    /// The fact of an exchange.
    pub(crate) fn exchange(&self, work: &Work, response: FactId) -> Result<Fact, Stop> {
        let loaded = work.load(Load::Row(Key::Fact(Kind::EXCHANGE, response)))?;
        let row = loaded
            .rows()
            .first()
            .ok_or_else(|| Failure::new(Code::ResponseUnknown, response.to_string()))?;
        fact_of(row)
            .ok_or_else(|| Failure::new(Code::RecordUnreadable, response.to_string()).into())
    }
}
