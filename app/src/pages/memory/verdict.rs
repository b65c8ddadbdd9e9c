//! How it ended this time: worked, partly, did not, or an exact score; with what was seen.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::Failure;
use protocol::ids::FactId;
use protocol::memory::MemoryRequest;
use protocol::records::{Outcome, Score};
use protocol::words::pattern::read_score;

use super::detail::Open;
use crate::components::{Icon, failure_note, icon, section_head};
use crate::state::Notice;

/// What is being said.
#[derive(Clone, Copy)]
struct Verdict {
    open: Open,
    notes: RwSignal<String>,
    score: RwSignal<String>,
    wrong: RwSignal<Option<String>>,
    sending: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

impl Verdict {
    fn send(self, score: Score) {
        let Self { open, .. } = self;
        let outcome = Outcome {
            notes: self.notes.get_untracked().trim().to_owned(),
            ..Outcome::scored(score)
        };
        let before: Vec<FactId> = open.view.with_untracked(|view| {
            let outcomes = view.iter().flat_map(|view| &view.outcomes);
            outcomes.map(|it| it.id).collect()
        });
        self.sending.set(true);
        self.failure.set(None);
        self.wrong.set(None);
        spawn_local(async move {
            let request = MemoryRequest::AddOutcome {
                pattern: open.pattern,
                outcome,
            };
            let reply = open.session.ask_pattern(request).await;
            self.sending.try_set(false);
            match reply {
                Ok(view) => {
                    let new = view.outcomes.iter().find(|it| !before.contains(&it.id));
                    let undo = new.map(|new| {
                        let id = new.id;
                        Callback::new(move |()| withdraw(open, id, true))
                    });
                    open.show(view);
                    self.notes.try_set(String::new());
                    self.score.try_set(String::new());
                    open.session.refresh();
                    open.session.say("Outcome saved", undo);
                }
                Err(failed) => {
                    self.failure.try_set(Some(failed));
                }
            }
        });
    }

    fn send_exact(self) {
        match read_score(&self.score.get_untracked()) {
            Ok(Some(score)) => self.send(score),
            Ok(None) => self.wrong.set(None),
            Err(words) => self.wrong.set(Some(words)),
        }
    }
}

/// Takes an outcome back, or back again.
pub fn withdraw(open: Open, outcome: FactId, withdrawn: bool) {
    spawn_local(async move {
        let request = MemoryRequest::WithdrawOutcome { outcome, withdrawn };
        match open.session.ask_pattern(request).await {
            Ok(view) => {
                open.show(view);
                open.session.refresh();
                let undo = Callback::new(move |()| withdraw(open, outcome, !withdrawn));
                let words = if withdrawn {
                    "Outcome withdrawn"
                } else {
                    "Outcome counts again"
                };
                open.session.say(words, Some(undo));
            }
            Err(failure) => open.session.notify(Notice::Failed(failure)),
        }
    });
}

/// Draws the section.
pub fn verdict(open: Open) -> AnyView {
    let it = Verdict {
        open,
        notes: RwSignal::default(),
        score: RwSignal::default(),
        wrong: RwSignal::default(),
        sending: RwSignal::default(),
        failure: RwSignal::default(),
    };
    let button = move |score, word: &'static str, shape, test| {
        view! {
            <button type="button" class="button" data-test=test disabled=move || it.sending.get() on:click=move |_| it.send(score)>
                {icon(shape)} {word}
            </button>
        }
        .into_any()
    };
    let enter = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            it.send_exact();
        }
    };
    let state = move || it.sending.get().then_some("Saving");
    view! {
        <section class="section section--ruled" data-test="verdict">
            {section_head("How did it end this time?", "", view! { <span class="quiet" role="status">{move || state()}</span> }.into_any())}
            <div class="feedback">
                {button(Score::WORKED, "Worked", Icon::Tick, "outcome-worked")}
                {button(Score::PARTLY, "Partly", Icon::Partly, "outcome-partly")}
                {button(Score::FAILED, "Did not work", Icon::Cross, "outcome-did-not")}
                <input
                    class="input pattern__score"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label="Exact score, 0 to 1"
                    placeholder="or 0 to 1"
                    data-test="outcome-score"
                    aria-invalid=move || it.wrong.with(Option::is_some).then_some("true")
                    aria-describedby="outcome-wrong"
                    prop:value=it.score
                    on:input=move |event| it.score.set(event_target_value(&event))
                    on:keydown=enter
                />
                <button
                    type="button"
                    class="button"
                    data-test="outcome-save"
                    hidden=move || it.score.with(|score| score.trim().is_empty())
                    disabled=move || it.sending.get()
                    on:click=move |_| it.send_exact()
                >
                    "Save score"
                </button>
                <input
                    class="input pattern__notes"
                    type="text"
                    dir="auto"
                    autocomplete="off"
                    aria-label="Notes"
                    placeholder="What did you see? Write it first"
                    data-test="outcome-notes"
                    prop:value=it.notes
                    on:input=move |event| it.notes.set(event_target_value(&event))
                />
            </div>
            <p id="outcome-wrong" class="wrong" role="alert">{move || it.wrong.get()}</p>
            {move || it.failure.get().map(|failure| failure_note(&failure))}
        </section>
    }
    .into_any()
}
