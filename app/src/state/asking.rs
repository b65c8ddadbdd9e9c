//! A question on its way, and the exchange on screen.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::answer::Overrides;
use protocol::failure::{Code, Failure};
use protocol::ids::{FactId, RequestId};
use protocol::message::{Exchange, FeedbackView, Reply, Request};

use super::Session;
use crate::browser;
use crate::reply_of;

/// A question that is being answered.
#[derive(Clone, PartialEq, Debug)]
pub struct Asked {
    /// The request.
    pub id: RequestId,
    /// The question.
    pub question: String,
}

/// An exchange on screen.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Question and answer.
    pub exchange: Arc<Exchange>,
    /// The request that is storing it; none for one that was read from the store.
    pub request: Option<RequestId>,
    /// Its present feedback.
    pub feedback: ArcRwSignal<Option<FeedbackView>>,
}

impl Shown {
    fn new(exchange: Exchange, request: Option<RequestId>) -> Self {
        Self {
            feedback: ArcRwSignal::new(exchange.feedback.clone()),
            exchange: Arc::new(exchange),
            request,
        }
    }
}

impl PartialEq for Shown {
    /// An exchange never changes, so its id says it all.
    fn eq(&self, other: &Self) -> bool {
        self.exchange.response == other.exchange.response && self.request == other.request
    }
}

/// Where an exchange is shown.
#[must_use]
pub fn address(response: FactId) -> String {
    format!("/ask/{response}")
}

/// Whether the question's field has the focus.
pub(super) fn is_typing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| element.id() == "question")
}

impl Session {
    /// Asks a question and goes to the answer. What was typed stays in the field until then. On the
    /// page of a conversation it goes on with it.
    pub fn ask(self, question: String) {
        self.put(question, Overrides::default());
    }

    /// The same; whatever was asked before, nothing is taken over from it.
    pub fn ask_alone(self, question: String) {
        let overrides = Overrides {
            alone: true,
            ..Overrides::default()
        };
        self.put(question, overrides);
    }

    /// The exchange whose conversation is on screen.
    fn follows(self) -> Option<FactId> {
        let path = untrack(|| self.router.path());
        let last = self
            .shown
            .with_untracked(|shown| shown.as_ref().map(|shown| shown.exchange.response));
        last.filter(|last| address(*last) == path)
    }

    fn put(self, question: String, overrides: Overrides) {
        let since = browser::page_clock();
        if let Some(asked) = self.asked.get_untracked() {
            self.client.cancel(asked.id);
        }
        let request = Request::Ask {
            question: question.clone(),
            given: Vec::new(),
            overrides,
            follows: self.follows(),
        };
        let asking = self
            .client
            .send_in_parts(request, move |part| self.grow(part));
        let id = asking.id;
        self.refusal.set(None);
        self.keep_focus.set(is_typing());
        self.saving.update(|saving| saving.push(id));
        self.asked.set(Some(Asked { id, question }));
        self.growing.set(None);
        if self.ready.with_untracked(Option::is_none) {
            // The engine is still starting: this takes a moment.
            self.begin_growing(id);
        }
        spawn_local(async move {
            let reply = asking.reply().await;
            let latest = self
                .asked
                .with_untracked(|asked| asked.as_ref().is_none_or(|it| it.id == id));
            if latest {
                self.asked.set(None);
                self.progress.set(None);
                if self.growing.with_untracked(Option::is_some) {
                    // Its page goes, and with it the field.
                    self.keep_focus.set(is_typing());
                    self.growing.set(None);
                }
            }
            match reply_of!(reply, Reply::Ask) {
                Ok(exchange) => {
                    let address = address(exchange.response);
                    self.draft.set(String::new());
                    self.clicked.set(Some(since));
                    self.add(Shown::new(*exchange, Some(id)));
                    self.router.go(&address);
                }
                Err(failure) => {
                    self.end_saving(id);
                    if failure.code != Code::Cancelled {
                        self.refusal.set(Some(failure));
                    }
                }
            }
        });
    }

    /// Stops the question that is being answered.
    pub fn stop_asking(self) {
        if let Some(asked) = self.asked.get_untracked() {
            self.client.cancel(asked.id);
        }
    }

    /// Reads the conversation up to an exchange from the store. Of those on screen only the feedback can
    /// be new, so that nothing is drawn again under the user's hands.
    ///
    /// # Errors
    /// What the engine said.
    pub async fn reopen(self, response: FactId) -> Result<(), Failure> {
        let reply = self.client.ask(Request::Conversation { response }).await;
        self.progress.try_set(None);
        let conversation = reply_of!(reply, Reply::Conversation)?;
        // Gone elsewhere meanwhile, as by Back: what is on screen now stays.
        if untrack(|| self.router.path()) != address(response) {
            return Ok(());
        }
        let known: Vec<Shown> = self.earlier.with_untracked(Clone::clone);
        let known: Vec<Shown> = known
            .into_iter()
            .chain(self.shown.get_untracked())
            .collect();
        let again = |exchange: Exchange| {
            let same = known
                .iter()
                .find(|one| one.exchange.response == exchange.response);
            let Some(same) = same else {
                return Shown::new(exchange, None);
            };
            if same
                .feedback
                .with_untracked(|now| *now != exchange.feedback)
            {
                same.feedback.set(exchange.feedback);
            }
            same.clone()
        };
        let mut all: Vec<Shown> = conversation.exchanges.into_iter().map(again).collect();
        let last = all.pop();
        if self.earlier.with_untracked(|earlier| *earlier != all) {
            self.earlier.set(all);
        }
        self.before.set(conversation.before);
        if self.shown.with_untracked(|shown| *shown != last) {
            self.shown.set(last);
        }
        Ok(())
    }

    /// Goes back to an exchange of the conversation on screen, at once; whether it is one of it.
    pub fn back_to(self, response: FactId) -> bool {
        let place = self.earlier.with_untracked(|earlier| {
            let mut earlier = earlier.iter();
            earlier.position(|one| one.exchange.response == response)
        });
        let Some(place) = place else { return false };
        let mut earlier = self.earlier.get_untracked();
        let last = earlier.drain(place..).next();
        self.earlier.set(earlier);
        self.shown.set(last);
        true
    }

    /// An answer to what was just asked: after those on screen where it follows them.
    fn add(self, shown: Shown) {
        let before = self.shown.get_untracked();
        let before = before.filter(|one| shown.exchange.follows == Some(one.exchange.response));
        match before {
            Some(before) => self.earlier.update(|earlier| earlier.push(before)),
            None => {
                self.earlier.set(Vec::new());
                self.before.set(None);
            }
        }
        self.shown.set(Some(shown));
    }

    /// Whether the exchange on screen is stored for good.
    #[must_use]
    pub fn is_saved(self, request: Option<RequestId>) -> bool {
        let under_way = |id: RequestId| {
            self.saving.with(|saving| saving.contains(&id))
                || self.unsaved.with(|unsaved| unsaved.contains(&id))
        };
        !self.volatile() && !request.is_some_and(under_way)
    }
}
