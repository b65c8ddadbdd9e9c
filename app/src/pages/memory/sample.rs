//! Sample patterns: our own, marked as such, brought in like any file and forgotten like any pattern.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::ids::FactId;
use protocol::memory::{Filter, ImportStep, MemoryRequest};

use super::import::kept;
use crate::components::{Icon, icon, link};
use crate::state::{Notice, Session};

const LINES: &str = include_str!("sample.jsonl");
/// Samples are told from the user's patterns by their category.
const CATEGORIES: [&str; 3] = ["sample/mobility", "sample/access", "sample/capacity"];
/// More than there are samples of one category.
const MOST: u32 = 50;

/// The sample patterns that are here. A copy is the same.
#[derive(Clone, Copy)]
pub struct Sample {
    session: Session,
    here: RwSignal<Vec<FactId>>,
}

impl Sample {
    /// Follows every change of the memory.
    pub fn new(session: Session) -> Self {
        let sample = Self {
            session,
            here: RwSignal::default(),
        };
        Effect::new(move |_| {
            session.changes.track();
            spawn_local(async move {
                let here = sample.ask(false).await;
                if sample.here.try_with_untracked(|known| *known != here) == Some(true) {
                    sample.here.try_set(here);
                }
            });
        });
        sample
    }

    /// Ids of the samples that are listed, or that were forgotten.
    async fn ask(self, forgotten: bool) -> Vec<FactId> {
        let mut ids = Vec::new();
        for category in CATEGORIES {
            let request = MemoryRequest::List {
                filter: Filter {
                    category: Some(category.to_owned()),
                    forgotten,
                    ..Filter::default()
                },
                offset: 0,
                limit: MOST,
            };
            // A failure shows in the list itself.
            if let Ok(lines) = self.session.ask_lines(request).await {
                ids.extend(lines.lines.iter().map(|line| line.id));
            }
        }
        ids
    }

    /// Brings the samples in.
    pub fn add(self) {
        spawn_local(async move {
            let step = |step| self.session.import(step);
            let read = async {
                step(ImportStep::Begin).await?;
                step(ImportStep::Bytes(LINES.as_bytes().to_vec())).await?;
                step(ImportStep::End).await?;
                step(ImportStep::Keep).await
            };
            match read.await {
                Ok(report) => {
                    // Those that were removed before are known already, but forgotten.
                    let back = self.ask(true).await;
                    self.set(&back, false).await;
                    self.session.refresh();
                    self.session.say(kept(&report), None);
                }
                Err(failure) => {
                    self.session.import(ImportStep::Drop).await.ok();
                    self.session.notify(Notice::Failed(failure));
                }
            }
        });
    }

    fn remove(self) {
        let ids = self.here.get_untracked();
        spawn_local(async move {
            self.set(&ids, true).await;
            self.session.refresh();
            let undo = Callback::new(move |()| {
                let ids = ids.clone();
                spawn_local(async move {
                    self.set(&ids, false).await;
                    self.session.refresh();
                });
            });
            self.session.say("Sample patterns removed", Some(undo));
        });
    }

    async fn set(self, ids: &[FactId], forgotten: bool) {
        for pattern in ids {
            let request = MemoryRequest::Forget {
                pattern: *pattern,
                forgotten,
            };
            if let Err(failure) = self.session.ask_pattern(request).await {
                self.session.notify(Notice::Failed(failure));
                return;
            }
        }
    }
}

fn remove_button(sample: Sample) -> AnyView {
    link(
        "remove-sample",
        "Remove",
        Callback::new(move |()| sample.remove()),
    )
}

/// The mark in the head of the page.
pub fn tag(sample: Sample) -> AnyView {
    let tag = move || {
        (!sample.here.with(Vec::is_empty)).then(|| {
            view! { <span class="chip chip--dashed" data-test="sample">"Sample data" {remove_button(sample)}</span> }
                .into_any()
        })
    };
    view! { {move || tag()} }.into_any()
}

/// The same on narrow windows, whose head has no room for it.
pub fn strip(sample: Sample) -> AnyView {
    let strip = move || {
        (!sample.here.with(Vec::is_empty)).then(|| {
            view! {
                <div class="memory__sample">{icon(Icon::Info)} <span>"Sample data"</span> {remove_button(sample)}</div>
            }
            .into_any()
        })
    };
    view! { {move || strip()} }.into_any()
}
