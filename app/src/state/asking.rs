//! A question on its way, and the exchange on screen.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::answer::Overrides;
use protocol::failure::{Code, Failure};
use protocol::ids::{FactId, RequestId};
use protocol::message::{Exchange, Reply, Request};

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
    /// Asks a question and goes to the answer. What was typed stays in the field until then.
    pub fn ask(self, question: String) {
        let since = browser::page_clock();
        if let Some(asked) = self.asked.get_untracked() {
            self.client.cancel(asked.id);
        }
        let request = Request::Ask {
            question: question.clone(),
            given: Vec::new(),
            overrides: Overrides::default(),
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
                    self.show(*exchange, Some(id));
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

    /// Reads an exchange from the store. Of one that is on screen only the feedback can be new, so
    /// that nothing is drawn again under the user's hands.
    ///
    /// # Errors
    /// What the engine said.
    pub async fn reopen(self, response: FactId) -> Result<(), Failure> {
        let reply = self.client.ask(Request::Reopen { response }).await;
        self.progress.try_set(None);
        let exchange = reply_of!(reply, Reply::Reopen)?;
        let on_screen = self.shown.with_untracked(|shown| {
            shown
                .as_ref()
                .is_some_and(|shown| shown.exchange.response == response)
        });
        if !on_screen {
            self.show(*exchange, None);
        } else if self
            .feedback
            .with_untracked(|feedback| *feedback != exchange.feedback)
        {
            self.feedback.set(exchange.feedback);
        }
        Ok(())
    }

    fn show(self, exchange: Exchange, request: Option<RequestId>) {
        self.feedback.set(exchange.feedback.clone());
        self.shown.set(Some(Shown {
            exchange: Arc::new(exchange),
            request,
        }));
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
