//! What could be merged, contradicts or is of no use: proposed, and done only one by one on a click.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::Failure;
use protocol::ids::FactId;
use protocol::learning::Proposals;
use protocol::memory::{MemoryReply, MemoryRequest};

use crate::components::{self, Icon, act, close_dialog, icon, open_dialog};
use crate::reply_of;
use crate::state::{Notice, Session, pattern_address};

const TIDY: &str = "memory-tidy";
/// Proposals that are shown at once.
const SHOWN: usize = 20;

/// What the page holds of tidying.
#[derive(Clone, Copy)]
pub struct Tidy {
    session: Session,
    /// What is proposed; none while it is being looked for.
    found: RwSignal<Option<Vec<Proposal>>>,
}

/// Something that could be done.
#[derive(Clone)]
struct Proposal {
    what: &'static str,
    word: &'static str,
    why: String,
    /// Ids and names of the patterns that it is about.
    about: Vec<(FactId, String)>,
    request: MemoryRequest,
    is_done: RwSignal<bool>,
}

impl Tidy {
    /// Nothing is looked for yet.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            found: RwSignal::new(None),
        }
    }

    /// The button that looks.
    pub fn button(self) -> AnyView {
        let look = Callback::new(move |()| self.look());
        act(
            "button button--bare",
            "memory-tidy",
            Icon::Link,
            "Tidy up…",
            "",
            look,
        )
    }

    fn look(self) {
        self.found.set(None);
        open_dialog(TIDY, self.session.open.tidy);
        spawn_local(async move {
            match self.proposals().await {
                Ok(proposals) => self.found.set(Some(proposals)),
                Err(failure) => {
                    close_dialog(TIDY);
                    self.session.notify(Notice::Failed(failure));
                }
            }
        });
    }

    async fn proposals(self) -> Result<Vec<Proposal>, Failure> {
        let reply = self.session.ask_memory(MemoryRequest::Propose).await;
        let found = reply_of!(reply, MemoryReply::Propose)?;
        let mut proposals = Vec::new();
        for (what, word, why, about, request) in each(found).into_iter().take(SHOWN) {
            let mut named = Vec::new();
            for pattern in about {
                let view = self
                    .session
                    .ask_pattern(MemoryRequest::Get { pattern })
                    .await?;
                named.push((pattern, view.pattern.name().to_owned()));
            }
            proposals.push(Proposal {
                what,
                word,
                why,
                about: named,
                request,
                is_done: RwSignal::new(false),
            });
        }
        Ok(proposals)
    }

    fn carry_out(self, request: MemoryRequest, is_done: RwSignal<bool>) {
        spawn_local(async move {
            match self.session.ask_memory(request).await {
                Ok(_) => {
                    is_done.set(true);
                    self.session.refresh();
                }
                Err(failure) => self.session.notify(Notice::Failed(failure)),
            }
        });
    }
}

type Each = (
    &'static str,
    &'static str,
    String,
    Vec<FactId>,
    MemoryRequest,
);

/// The proposals with the requests that carry them out.
fn each(found: Proposals) -> Vec<Each> {
    let merges = found.merges.into_iter().map(|one| {
        let request = MemoryRequest::Merge {
            into: one.into,
            from: vec![one.from],
        };
        (
            "Say the same",
            "Merge",
            one.why,
            vec![one.into, one.from],
            request,
        )
    });
    let contradictions = found.contradictions.into_iter().map(|found| {
        let request = MemoryRequest::Contradict {
            one: found.one,
            other: found.other,
            why: found.why.clone(),
        };
        (
            "Contradict each other",
            "Note it",
            found.why,
            vec![found.one, found.other],
            request,
        )
    });
    let prunes = found.prunes.into_iter().map(|one| {
        let request = MemoryRequest::Forget {
            pattern: one.pattern,
            forgotten: true,
        };
        ("Of no use", "Forget", one.why, vec![one.pattern], request)
    });
    merges.chain(contradictions).chain(prunes).collect()
}

/// Draws the dialog.
pub fn dialog(tidy: Tidy) -> AnyView {
    let rows = move || {
        match tidy.found.get() {
        None => view! { <p class="second" role="status">"Looking through the memory"</p> }.into_any(),
        Some(found) if found.is_empty() => {
            view! { <p data-test="tidy-nothing">"Nothing to tidy up: no near copies, no contradictions, nothing of no use."</p> }.into_any()
        }
        Some(found) => {
            let rows = found.into_iter().map(|proposal| row(tidy, proposal));
            view! { <ul class="tidy" data-test="tidy-list">{rows.collect_view()}</ul> }.into_any()
        }
    }
    };
    let body = view! {
        <div class="dialog__body">
            <div class="section__head">
                <h2>"Tidy up"</h2>
                <span class="quiet">"Only proposed. Each can be undone."</span>
            </div>
            {move || rows()}
            <div class="dialog__actions">
                <button type="button" class="button" data-test="tidy-close" on:click=|_| close_dialog(TIDY)>"Close"</button>
            </div>
        </div>
    };
    components::dialog(
        TIDY,
        "dialog dialog--wide",
        "Tidy up",
        tidy.session.open.tidy,
        body.into_any(),
    )
}

fn row(tidy: Tidy, proposal: Proposal) -> AnyView {
    let Proposal {
        what,
        word,
        why,
        about,
        request,
        is_done,
    } = proposal;
    let names = about.into_iter().map(|(id, name)| {
        view! { <a class="tidy__name" href=pattern_address(id) dir="auto" on:click=|_| close_dialog(TIDY)>{name}</a> }.into_any()
    });
    let button = move || {
        let request = request.clone();
        if is_done.get() {
            return view! { <span class="tidy__done" role="status">{icon(Icon::Tick)} "Done"</span> }.into_any();
        }
        let run = Callback::new(move |()| tidy.carry_out(request.clone(), is_done));
        act("button", "tidy-do", Icon::Tick, word, "", run)
    };
    view! {
        <li class="tidy__row">
            <div class="tidy__text">
                <strong>{what}</strong>
                {names.collect_view()}
                <span class="second" dir="auto">{why}</span>
            </div>
            {move || button()}
        </li>
    }
    .into_any()
}
