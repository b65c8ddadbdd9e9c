//! What the user says of an answer.

use protocol::data::Change;
use protocol::failure::{Code, Failure};
use protocol::ids::FactId;
use protocol::message::{FeedbackView, MAX_NOTE_BYTES, Reply};
use protocol::records::{self, Feedback, Verdict};

use crate::Engine;
use crate::outlet::Commit;
use crate::storage::Durability;
use crate::work::{Done, Stop, Work};

impl Engine {
    pub(crate) fn give_feedback(
        &mut self,
        work: &Work,
        response: FactId,
        verdict: Verdict,
        note: &str,
    ) -> Result<Done, Stop> {
        if note.len() > MAX_NOTE_BYTES {
            let detail = format!("{} bytes", note.len());
            return Err(Failure::new(Code::NoteTooLong, detail).into());
        }
        let exchange = self.exchange(work, response)?;
        let agent = records::Exchange::open(&exchange)
            .ok()
            .and_then(|record| record.candidates.into_iter().next())
            .map(|(agent, _)| agent);
        let replaces = self.feedback(work)?.latest(response).map(|(id, ..)| id);
        let at = self.clock.stamp(work.now);
        let feedback = Feedback {
            response,
            verdict,
            note: note.to_owned(),
            agent,
            replaces,
        };
        let fact = feedback.seal(self.identity.replica, at);
        let view = (verdict != Verdict::Withdrawn).then(|| FeedbackView {
            verdict,
            note: feedback.note,
            at: at.wall(),
        });
        let commit = Commit::Rows(vec![Change::AddFact(fact)], Durability::Strict);
        Ok(Done::After(commit, Reply::Feedback(view)))
    }
}
