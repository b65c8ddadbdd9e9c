//! A file into the memory: read piece by piece, looked at, and only then kept.

use js_sys::{ArrayBuffer, Uint8Array};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::Failure;
use protocol::memory::{ImportReport, ImportStep};
use protocol::words;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::preview;
use crate::components::{Icon, act, failure_note, icon, link};
use crate::state::Session;

/// Bytes that are handed over at a time: small enough for the progress to move.
const PIECE: u64 = 256 * 1024;
/// The id of the field that chooses the file.
const FIELD: &str = "memory-file";

/// How far the reading is.
#[derive(Clone, PartialEq, Debug)]
struct Reading {
    name: String,
    done: u64,
    total: u64,
    refused: u64,
}

/// Why nothing was imported.
#[derive(Clone, PartialEq, Debug)]
enum Trouble {
    /// The engine says so.
    Engine(Failure),
    /// The browser could not read the file from this byte on.
    Unreadable(u64),
}

/// The import of the page. A copy is the same one.
#[derive(Clone, Copy)]
pub struct Import {
    /// The session.
    pub session: Session,
    reading: RwSignal<Option<Reading>>,
    stopped: StoredValue<bool>,
    trouble: RwSignal<Option<Trouble>>,
    /// The file's name and what it came to, while that is being looked at.
    pub report: RwSignal<Option<(String, ImportReport)>>,
}

impl Import {
    /// None under way.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            reading: RwSignal::new(None),
            stopped: StoredValue::new(false),
            trouble: RwSignal::new(None),
            report: RwSignal::new(None),
        }
    }

    /// The button, with the field behind it.
    pub fn button(self) -> AnyView {
        let field = NodeRef::<Input>::new();
        let chosen = move |_| {
            if let Some(field) = field.get_untracked() {
                let file = field.files().and_then(|files| files.get(0));
                if let Some(file) = file {
                    self.read(file);
                }
                // The same file may be chosen again.
                field.set_value("");
            }
        };
        view! {
            <input
                node_ref=field
                id=FIELD
                type="file"
                accept=".jsonl,.ndjson,application/jsonl,application/x-ndjson"
                class="unseen"
                tabindex="-1"
                aria-label="File to import"
                data-test="memory-file"
                on:change=chosen
            />
            {act("button button--bare", "memory-import", Icon::Import, "Import", "", Callback::new(move |()| self.choose()))}
        }
        .into_any()
    }

    /// Asks the user for a file.
    pub fn choose(self) {
        if let Some(field) = crate::browser::element(FIELD) {
            field.click();
        }
    }

    fn read(self, file: File) {
        self.stopped.set_value(false);
        self.trouble.set(None);
        spawn_local(async move {
            let name = file.name();
            match self.hand_over(&file).await {
                Ok(Some(report)) => {
                    self.report.try_set(Some((name, report)));
                    preview::open(self);
                }
                Ok(None) => {}
                Err(trouble) => {
                    self.session.import(ImportStep::Drop).await.ok();
                    self.trouble.try_set(Some(trouble));
                }
            }
            self.reading.try_set(None);
        });
    }

    /// None when it was stopped.
    async fn hand_over(self, file: &File) -> Result<Option<ImportReport>, Trouble> {
        let step = |step| async move { self.session.import(step).await.map_err(Trouble::Engine) };
        // A file's size is a whole number far below 2^53.
        let total = file.size() as u64;
        let mut report = step(ImportStep::Begin).await?;
        let mut done = 0;
        while done < total {
            self.reading.try_set(Some(Reading {
                name: file.name(),
                done,
                total,
                refused: report.refused,
            }));
            let to = (done + PIECE).min(total);
            let piece = read_piece(file, done, to).await;
            let piece = piece.ok_or(Trouble::Unreadable(done))?;
            if self.stopped.try_get_value() != Some(false) {
                step(ImportStep::Drop).await?;
                return Ok(None);
            }
            report = step(ImportStep::Bytes(piece)).await?;
            done = to;
        }
        step(ImportStep::End).await.map(Some)
    }

    /// Keeps what was looked at.
    pub fn keep(self) {
        spawn_local(async move {
            match self.session.import(ImportStep::Keep).await {
                Ok(report) => {
                    self.report.try_set(None);
                    preview::close();
                    self.session.refresh();
                    self.session.say(kept(&report), None);
                }
                Err(failure) => {
                    self.trouble.try_set(Some(Trouble::Engine(failure)));
                    self.report.try_set(None);
                    preview::close();
                }
            }
        });
    }

    /// Drops what was looked at; nothing of it was kept.
    pub fn drop_it(self) {
        if self.report.get_untracked().is_some() {
            self.report.set(None);
            spawn_local(async move {
                self.session.import(ImportStep::Drop).await.ok();
            });
        }
    }
}

/// What was kept, in words.
pub fn kept(report: &ImportReport) -> String {
    let count = |count: u32, one: &str| {
        let many = if count == 1 { "" } else { "s" };
        format!("{} {one}{many}", words::grouped(u64::from(count)))
    };
    let patterns = count(report.patterns, "pattern");
    match report.outcomes {
        0 => format!("{patterns} imported"),
        outcomes => format!("{patterns} and {} imported", count(outcomes, "outcome")),
    }
}

async fn read_piece(file: &File, from: u64, to: u64) -> Option<Vec<u8>> {
    let piece = file.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
    let buffer = JsFuture::from(piece.array_buffer()).await.ok()?;
    Some(Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec())
}

/// How far the reading is, or why it ended.
pub fn progress_line(import: Import) -> AnyView {
    let line = move || {
        import.reading.get().map(|reading| {
            let percent = reading.done.saturating_mul(100) / reading.total.max(1);
            let amount = |bytes| {
                let (number, unit) = words::bytes(bytes);
                format!("{number} {unit}")
            };
            let words = format!("{} of {}", amount(reading.done), amount(reading.total));
            let refused = (reading.refused > 0)
                .then(|| format!(", {} row errors so far", words::grouped(reading.refused)));
            view! {
                <div class="section stack" data-test="import-progress">
                    <p class="import__line">
                        <span dir="auto">{reading.name}</span>
                        <span class="second">{format!("{percent} %")} " · " {words} {refused}</span>
                        {act("button", "import-stop", Icon::Stop, "Cancel", "", Callback::new(move |()| import.stopped.set_value(true)))}
                    </p>
                    <div class="progress"><div class="progress__done" style:inline-size=format!("{percent}%")></div></div>
                </div>
            }
            .into_any()
        })
    };
    let trouble = move || {
        import.trouble.get().map(|trouble| {
            let note = match trouble {
                Trouble::Engine(failure) => failure_note(&failure),
                Trouble::Unreadable(byte) => {
                    let (number, unit) = words::bytes(byte);
                    view! {
                        <div class="note note--crit" role="alert" data-test="import-unreadable">
                            {icon(Icon::Bad)}
                            <p class="note__text">
                                <strong>"The browser could not read the file past " {number} " " {unit} "."</strong>
                                " Nothing of it was imported. Choose it again, or copy it to this device first."
                            </p>
                        </div>
                    }
                    .into_any()
                }
            };
            view! {
                <div class="memory__trouble">
                    {note}
                    {link("import-close", "Close", Callback::new(move |()| import.trouble.set(None)))}
                </div>
            }
            .into_any()
        })
    };
    view! { <div role="status">{move || line()}</div> {move || trouble()} }.into_any()
}
