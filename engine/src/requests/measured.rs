//! Measurements of questions on their way to the Telemetry page.

use protocol::answer::{Answer, Body, QueryKind};
use protocol::data::Change;
use protocol::failure::{Code, Failure};
use protocol::ids::{FactId, RequestId};
use protocol::message::Request;
use protocol::telemetry::{Event, Outcome};

use crate::table::Table;
use crate::telemetry::Recorded;
use crate::work::Work;

/// So many questions are remembered until the page says when they were drawn.
const REMEMBERED: usize = 64;

/// Questions whose measurements are not complete yet, by request.
#[derive(Default)]
pub(crate) struct Measured {
    open: Table<RequestId, Recorded>,
}

impl Measured {
    /// A question was answered or refused.
    pub fn asked(&mut self, work: &Work, response: FactId, answer: &Answer) {
        let outcome = match answer.body {
            Body::OutOfScope => Outcome::Refused,
            Body::Facts(_) | Body::Guidance(_) | Body::Calculation(_) => Outcome::Answered,
        };
        self.remember(work, answer.understood.kind, outcome, Some(response));
    }

    /// A question failed for another reason than its own text.
    pub fn failed(&mut self, work: &Work, failure: &Failure) {
        let own = matches!(
            failure.code,
            Code::QuestionEmpty | Code::QuestionTooLong | Code::Cancelled
        );
        if matches!(work.request, Request::Ask { .. }) && !own {
            self.remember(work, QueryKind::General, Outcome::Failed, None);
        }
    }

    fn remember(
        &mut self,
        work: &Work,
        kind: QueryKind,
        outcome: Outcome,
        response: Option<FactId>,
    ) {
        let nonce = response.map_or(u64::from(work.id.0), |id| {
            id.as_bytes()
                .iter()
                .take(8)
                .fold(0, |n, byte| n << 8 | u64::from(*byte))
        });
        let event = Event {
            at: work.now,
            kind,
            outcome,
            worker_micros: 0,
            page_micros: 0,
            saved_micros: 0,
        };
        while self.open.len() >= REMEMBERED {
            self.open.remove_oldest();
        }
        self.open.insert(
            work.id,
            Recorded {
                event,
                response,
                nonce,
            },
        );
    }

    /// The worker is done with a request: the first row, when use is recorded.
    pub fn answered(&mut self, id: RequestId, micros: u64, recording: bool) -> Option<Change> {
        if !recording {
            self.open.remove(&id);
            return None;
        }
        let recorded = self.open.get_mut(&id)?;
        recorded.event.worker_micros = micros.max(1);
        let row = recorded.put();
        // A quick page may have drawn it before the commit was done.
        if recorded.event.page_micros > 0 {
            self.open.remove(&id);
        }
        Some(row)
    }

    /// The exchange is committed.
    pub fn saved(&mut self, id: RequestId, micros: u64) {
        if let Some(recorded) = self.open.get_mut(&id) {
            recorded.event.saved_micros = micros.max(1);
        }
    }

    /// The page has drawn the answer: the row again, when the worker's part is known already.
    pub fn drawn(&mut self, response: FactId, micros: u64) -> Option<Change> {
        let id = self
            .open
            .iter()
            .find(|(_, recorded)| recorded.response == Some(response))
            .map(|(id, _)| *id)?;
        let recorded = self.open.get_mut(&id)?;
        recorded.event.page_micros = micros.max(1);
        if recorded.event.worker_micros == 0 {
            return None; // `answered` writes the row
        }
        let row = recorded.put();
        self.open.remove(&id);
        Some(row)
    }
}
