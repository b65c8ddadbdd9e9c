//! The status line: is it saved, where, does it work offline, which build.

use leptos::prelude::*;
use protocol::storage::Adapter;

use crate::components::{Icon, icon};
use crate::state::{Session, use_session};

/// How saving stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Saving {
    Starting,
    Volatile,
    Failed,
    UnderWay,
    Done,
}

fn saving(session: Session) -> Saving {
    if session.ready.with(Option::is_none) {
        Saving::Starting
    } else if session.volatile() {
        Saving::Volatile
    } else if session.last_failed.get() {
        Saving::Failed
    } else if !session.saving.with(Vec::is_empty) {
        Saving::UnderWay
    } else {
        Saving::Done
    }
}

impl Saving {
    const fn icon(self) -> Icon {
        match self {
            Self::Starting | Self::UnderWay => Icon::Clock,
            Self::Volatile | Self::Failed => Icon::Bad,
            Self::Done => Icon::Tick,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Starting => "Starting",
            Self::UnderWay => "Saving",
            Self::Volatile => "Not saved: volatile",
            Self::Failed => "Last action not saved",
            Self::Done => "Saved on this device",
        }
    }

    const fn short(self) -> &'static str {
        match self {
            Self::Volatile | Self::Failed => "Not saved",
            Self::Done => "Saved here",
            other => other.words(),
        }
    }

    const fn line_class(self) -> &'static str {
        match self {
            Self::Volatile | Self::Failed => "status__part status__part--crit",
            Self::Done => "status__part status__part--good",
            _ => "status__part",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Volatile | Self::Failed => "chip chip--crit",
            Self::Done => "chip chip--good",
            _ => "chip",
        }
    }
}

/// Saved or not, as a chip for the top bar.
pub fn saved_chip() -> AnyView {
    let session = use_session();
    let state = Memo::new(move |_| saving(session));
    view! {
        <span class=move || state.get().class()>
            {move || icon(state.get().icon())} {move || state.get().short()}
        </span>
    }
    .into_any()
}

/// The line at the foot.
pub fn status() -> AnyView {
    let session = use_session();
    let state = Memo::new(move |_| saving(session));
    let place = move || {
        session
            .ready
            .with(|ready| ready.as_ref().map(|ready| where_stored(&ready.storage)))
    };
    let build = session.client.build();
    let took = move || {
        session
            .drawn_micros
            .get()
            .map(|micros| format!("Answered in {} ms on this device", micros.div_ceil(1_000)))
    };
    view! {
        <footer class="status" data-test="status">
            <span class=move || state.get().line_class() role="status" data-test="saved">
                {move || icon(state.get().icon())} <span>{move || state.get().words()}</span>
            </span>
            {move || place().map(|place| view! {
                <span class="status__part" data-test="storage">{icon(Icon::Device)} {place}</span>
            }.into_any())}
            {move || session.offline_ready.get().then(|| view! {
                <span class="status__part" data-test="offline-ready">"Ready offline"</span>
            }.into_any())}
            <span class="status__end">
                <span class="status__took">{move || took()}</span>
                <span>"Build " <code data-test="build">{build}</code></span>
            </span>
        </footer>
    }
    .into_any()
}

/// Adapter and promise in words: `IndexedDB, kept by the browser`.
#[must_use]
pub fn where_stored(report: &protocol::storage::OpenReport) -> String {
    let adapter = match report.adapter {
        Adapter::IndexedDb => "IndexedDB",
        Adapter::Sqlite => "SQLite",
        Adapter::Memory => return "Memory only, gone when the tab closes".to_owned(),
    };
    let kept = match report.persisted {
        Some(true) => ", kept by the browser",
        Some(false) => ", may be cleared by the browser",
        None => "",
    };
    format!("{adapter}{kept}")
}
