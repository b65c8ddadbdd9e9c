//! An answer that has to wait for something: what is known of it so far.

use std::sync::Arc;

use leptos::prelude::*;
use protocol::answer::{Answer, Routing};
use protocol::ids::RequestId;
use protocol::message::Part;

use super::Session;

/// The answer on its way to the question that is being asked.
#[derive(Clone, Debug)]
pub struct Growing {
    /// The request.
    pub id: RequestId,
    /// The question.
    pub question: String,
    /// What is understood and who answers, once it is known.
    pub routing: Option<Arc<Routing>>,
    /// The answer as far as it is; what is still missing is empty.
    pub answer: Option<Arc<Answer>>,
    /// Whether nothing of the answer is missing but what the memory knows.
    pub whole: bool,
}

impl Session {
    /// The question that is being asked has to wait: from now on its page shows it.
    pub(super) fn begin_growing(self, id: RequestId) {
        let question = self.asked.with_untracked(|asked| {
            let asked = asked.as_ref().filter(|asked| asked.id == id);
            asked.map(|asked| asked.question.clone())
        });
        let grows = |growing: &Option<Growing>| growing.as_ref().is_some_and(|it| it.id == id);
        if let Some(question) = question
            && !self.growing.with_untracked(grows)
        {
            self.keep_focus.set(super::asking::is_typing());
            self.growing.set(Some(Growing {
                id,
                question,
                routing: None,
                answer: None,
                whole: false,
            }));
        }
    }

    /// A part of the answer to the question that is being asked; a question before it was taken back,
    /// and nothing more comes of it.
    pub(super) fn grow(self, part: Part) {
        let Some(id) = self
            .asked
            .with_untracked(|asked| asked.as_ref().map(|it| it.id))
        else {
            return;
        };
        self.begin_growing(id);
        self.growing.update(|growing| {
            let Some(growing) = growing else { return };
            match part {
                Part::Route(routing) => growing.routing = Some(Arc::new(*routing)),
                Part::Answer(answer) => growing.answer = Some(Arc::new(*answer)),
                Part::Whole(answer) => {
                    growing.answer = Some(Arc::new(*answer));
                    growing.whole = true;
                }
                Part::Text(_) => {} // of a file that is exported
            }
        });
    }
}
