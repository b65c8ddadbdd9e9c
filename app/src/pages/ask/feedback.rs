//! Did it help: a verdict with a note, changed or withdrawn at any time. Shown as saved only when
//! the engine says that it is stored.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::Failure;
use protocol::ids::FactId;
use protocol::message::{FeedbackView, Reply, Request};
use protocol::records::Verdict;
use protocol::words;
use web_sys::KeyboardEvent;

use crate::browser::Moment;
use crate::components::{Icon, failure_note, icon, section_head};
use crate::reply_of;
use crate::state::{Session, Shown, use_session};

/// The feedback on one answer.
#[derive(Clone, Copy)]
struct Feedback {
    session: Session,
    response: FactId,
    stored: RwSignal<Option<FeedbackView>>,
    /// The note as it is being written; none while it is as stored.
    draft: RwSignal<Option<String>>,
    sending: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

impl Feedback {
    fn send(self, verdict: Verdict, note: String, undo: bool) {
        let before = self.stored.get_untracked();
        self.sending.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let Self {
                session, response, ..
            } = self;
            let reply = session
                .client
                .ask(Request::Feedback {
                    response,
                    verdict,
                    note,
                })
                .await;
            // The page may have gone to another answer meanwhile.
            if self.sending.try_set(false).is_some() {
                return;
            }
            match reply_of!(reply, Reply::Feedback) {
                Ok(stored) => {
                    self.draft.try_set(None);
                    self.stored.try_set(stored);
                    session.refresh();
                    let undo = undo.then(|| Callback::new(move |()| self.put_back(before.clone())));
                    session.say(said(verdict, untrack(|| session.volatile())), undo);
                }
                Err(failure) => {
                    self.failure.try_set(Some(failure));
                }
            }
        });
    }

    fn put_back(self, before: Option<FeedbackView>) {
        match before {
            Some(before) => self.send(before.verdict, before.note, false),
            None => self.send(Verdict::Withdrawn, String::new(), false),
        }
    }

    fn give(self, verdict: Verdict) {
        self.send(verdict, untrack(|| self.note()), true);
    }

    fn save_note(self) {
        if let Some(stored) = self.stored.get_untracked() {
            self.send(stored.verdict, untrack(|| self.note()), true);
        }
    }

    fn note(self) -> String {
        let stored = || {
            self.stored
                .with(|stored| stored.as_ref().map(|it| it.note.clone()))
        };
        self.draft.get().or_else(stored).unwrap_or_default()
    }

    fn note_is_new(self) -> bool {
        self.stored.with(|stored| {
            stored.as_ref().is_some_and(|stored| {
                self.draft
                    .with(|draft| draft.as_ref().is_some_and(|draft| *draft != stored.note))
            })
        })
    }
}

fn said(verdict: Verdict, volatile: bool) -> String {
    let word = words::verdict(verdict);
    if volatile {
        format!("{word}, not saved: volatile")
    } else {
        format!("{word}, saved on this device")
    }
}

/// Draws the section.
pub fn feedback(shown: &Shown) -> AnyView {
    let session = use_session();
    let it = Feedback {
        session,
        response: shown.exchange.response,
        stored: RwSignal::from(shown.feedback.clone()),
        draft: RwSignal::new(None),
        sending: RwSignal::new(false),
        failure: RwSignal::new(None),
    };
    let state = move || {
        it.stored.with(|stored| match stored {
            _ if it.sending.get() => "Saving".to_owned(),
            Some(stored) => {
                let place = if it.session.volatile() {
                    "not saved: volatile"
                } else {
                    "saved on this device"
                };
                format!(
                    "{}, {place}, {}",
                    words::verdict(stored.verdict),
                    Moment::of(stored.at).day_and_clock()
                )
            }
            None => "Say so yourself; kept on this device".to_owned(),
        })
    };
    view! {
        <section class="section" data-test="feedback">
            {section_head("Did it help?", "", view! { <span class="quiet" role="status" data-test="feedback-state">{move || state()}</span> }.into_any())}
            <div class="feedback">
                {verdict_button(it, Verdict::Worked, Icon::Tick, "verdict-worked")}
                {verdict_button(it, Verdict::Partly, Icon::Partly, "verdict-partly")}
                {verdict_button(it, Verdict::DidNotWork, Icon::Cross, "verdict-did-not-work")}
                {note_field(it)}
                <button
                    type="button"
                    class="button button--bare"
                    data-test="verdict-withdraw"
                    hidden=move || it.stored.with(Option::is_none)
                    on:click=move |_| it.send(Verdict::Withdrawn, String::new(), true)
                >
                    {icon(Icon::Undo)} "Withdraw"
                </button>
            </div>
            {move || it.failure.get().map(|failure| failure_note(&failure))}
        </section>
    }
    .into_any()
}

fn verdict_button(it: Feedback, verdict: Verdict, shape: Icon, test: &'static str) -> AnyView {
    let pressed = move || {
        it.stored.with(|stored| {
            stored
                .as_ref()
                .is_some_and(|stored| stored.verdict == verdict)
        })
    };
    view! {
        <button
            type="button"
            class="button"
            data-test=test
            aria-pressed=move || if pressed() { "true" } else { "false" }
            on:click=move |_| it.give(verdict)
        >
            {icon(shape)} {words::verdict(verdict)}
        </button>
    }
    .into_any()
}

fn note_field(it: Feedback) -> AnyView {
    let press = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            it.save_note();
        }
    };
    view! {
        <div class="feedback__note">
            <input
                class="input"
                type="text"
                dir="auto"
                autocomplete="off"
                data-test="note"
                aria-label="Note"
                placeholder="What did you see? (kept on this device)"
                prop:value=move || it.note()
                on:input=move |event| it.draft.set(Some(event_target_value(&event)))
                on:keydown=press
            />
            <button type="button" class="button" data-test="save-note" hidden=move || !it.note_is_new() on:click=move |_| it.save_note()>
                "Save note"
            </button>
        </div>
    }
    .into_any()
}
