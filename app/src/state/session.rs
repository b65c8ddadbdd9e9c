//! The page's one store: the client, what the engine opened with, what is on screen.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::{Code, Failure};
use protocol::ids::RequestId;
use protocol::message::{Before, Event, ExchangeLine, Ready, Reply, Request};
use protocol::settings::Settings;

use super::{Asked, Benchmark, Growing, Memory, Notice, Shown, Toast, look};
use crate::browser;
use crate::client::{EngineClient, Heard};
use crate::components::Progress;
use crate::reply_of;
use crate::route::Router;

/// A start is ten times quicker.
const LATE: Duration = Duration::from_secs(10);

/// Everything that more than one part of the page needs. A copy is the same session.
#[derive(Clone, Copy)]
pub struct Session {
    /// The door to the engine.
    pub client: EngineClient,
    /// The address bar.
    pub router: Router,
    /// What the engine opened with; none until it is ready.
    pub ready: RwSignal<Option<Ready>>,
    /// The settings in force.
    pub settings: RwSignal<Settings>,
    /// Counts every change of colours, for what is painted and not styled.
    pub looks: RwSignal<u32>,
    /// Banners that hold now.
    pub notices: RwSignal<Vec<Notice>>,
    /// The toast on screen.
    pub toast: RwSignal<Option<Toast>>,
    /// Requests whose writing is under way.
    pub saving: RwSignal<Vec<RequestId>>,
    /// Requests whose writing failed.
    pub unsaved: RwSignal<Vec<RequestId>>,
    /// Whether the latest writing failed.
    pub last_failed: RwSignal<bool>,
    /// How far a long request is: stage, done, total.
    pub progress: RwSignal<Progress>,
    /// The export that is being written.
    pub exporting: RwSignal<Option<RequestId>>,
    /// Counts changes made by others, and our own once they are stored.
    pub changes: RwSignal<u32>,
    /// The latest questions, newest first.
    pub history: RwSignal<Vec<ExchangeLine>>,
    /// Whether the oldest question is among them.
    pub history_ends: RwSignal<bool>,
    /// The reasoning memory.
    pub memory: Memory,
    /// The engine measured in this browser.
    pub benchmark: Benchmark,
    /// What is typed into the question's field.
    pub draft: RwSignal<String>,
    /// Why the last question was not taken.
    pub refusal: RwSignal<Option<Failure>>,
    /// The question that is being answered.
    pub asked: RwSignal<Option<Asked>>,
    /// As far as its answer is, while it has to wait for something.
    pub growing: RwSignal<Option<Growing>>,
    /// The exchange on screen, the last one of its conversation.
    pub shown: RwSignal<Option<Shown>>,
    /// When it was asked for, on the page's clock, until it is drawn.
    pub clicked: RwSignal<Option<f64>>,
    /// Those that it follows, oldest first.
    pub earlier: RwSignal<Vec<Shown>>,
    /// Why these do not begin with the first question.
    pub before: RwSignal<Option<Before>>,
    /// Whether the question field had the focus when the question was asked, so the next one takes it.
    pub keep_focus: RwSignal<bool>,
    /// Which dialogs are open: what is in the others need not be drawn.
    pub open: Dialogs,
    /// From click to drawn answer, of the last one asked.
    pub drawn_micros: RwSignal<Option<u64>>,
    /// Whether the app opens without a network.
    pub offline_ready: RwSignal<bool>,
}

/// Whether each dialog is open.
#[derive(Clone, Copy, Default)]
pub struct Dialogs {
    /// Find.
    pub palette: RwSignal<bool>,
    /// Earlier questions.
    pub history: RwSignal<bool>,
    /// Pages without a tab.
    pub more: RwSignal<bool>,
    /// List of shortcuts.
    pub shortcuts: RwSignal<bool>,
    /// What an import would keep.
    pub import: RwSignal<bool>,
    /// What the memory could be tidied by.
    pub tidy: RwSignal<bool>,
    /// Delete everything.
    pub delete: RwSignal<bool>,
}

/// The session of this page.
///
/// # Panics
/// Outside the app: [`Session::provide`] is called before anything is drawn.
#[must_use]
pub fn use_session() -> Session {
    expect_context::<Session>()
}

impl Session {
    /// Starts the engine and the one session, and makes it known to everything below.
    pub fn provide() -> Self {
        let session = Self {
            client: EngineClient::start(),
            router: Router::start(),
            ready: RwSignal::default(),
            settings: RwSignal::default(),
            looks: RwSignal::default(),
            notices: RwSignal::default(),
            toast: RwSignal::default(),
            saving: RwSignal::default(),
            unsaved: RwSignal::default(),
            last_failed: RwSignal::default(),
            progress: RwSignal::default(),
            exporting: RwSignal::default(),
            changes: RwSignal::default(),
            history: RwSignal::default(),
            history_ends: RwSignal::new(true),
            memory: Memory::default(),
            benchmark: Benchmark::default(),
            draft: RwSignal::default(),
            refusal: RwSignal::default(),
            asked: RwSignal::default(),
            growing: RwSignal::default(),
            shown: RwSignal::default(),
            clicked: RwSignal::default(),
            earlier: RwSignal::default(),
            before: RwSignal::default(),
            keep_focus: RwSignal::default(),
            open: Dialogs::default(),
            drawn_micros: RwSignal::default(),
            offline_ready: RwSignal::default(),
        };
        session.client.subscribe(move |heard| session.hear(heard));
        browser::look_changes(move || session.looks.update(|count| *count += 1));
        set_timeout(move || session.is_late(), LATE);
        provide_context(session);
        session
    }

    /// Whether what is stored is gone when the tab closes; false until it is known.
    #[must_use]
    pub fn volatile(self) -> bool {
        self.ready.with(|ready| {
            ready
                .as_ref()
                .is_some_and(|it| it.storage.adapter.volatile())
        })
    }

    /// A start that takes long says so: only the user can do something about it then.
    fn is_late(self) {
        if self.ready.with_untracked(Option::is_none) {
            self.notify(Notice::Late(Failure::new(Code::StorageWaits, "")));
        }
    }

    /// Adds a banner; one of its kind takes the place of another.
    pub fn notify(self, notice: Notice) {
        self.notices.update(|notices| {
            notices.retain(|other| other.rank() != notice.rank());
            let place = notices
                .iter()
                .take_while(|other| other.rank() < notice.rank())
                .count();
            notices.insert(place, notice);
        });
    }

    /// Takes away the banner of a rank.
    pub fn dismiss(self, rank: u8) {
        self.notices
            .update(|notices| notices.retain(|notice| notice.rank() != rank));
    }

    /// Shows a toast in place of the one before.
    pub fn say(self, text: impl Into<String>, undo: Option<Callback<()>>) {
        self.toast.set(Some(Toast {
            text: text.into(),
            undo,
        }));
    }

    /// Changes the settings: at once on screen, then stored.
    pub fn change_settings(self, change: impl FnOnce(&mut Settings)) {
        let before = self.settings.get_untracked();
        let mut settings = before;
        change(&mut settings);
        self.show_settings(settings);
        spawn_local(async move {
            let reply = self.client.ask(Request::ChangeSettings(settings)).await;
            match reply_of!(reply, Reply::ChangeSettings) {
                Ok(stored) => self.show_settings(stored),
                Err(failure) => {
                    self.show_settings(before);
                    self.notify(Notice::NotSaved(failure));
                }
            }
        });
    }

    fn show_settings(self, settings: Settings) {
        look::show(settings);
        self.settings.set(settings);
        self.looks.update(|count| *count += 1);
    }

    fn hear(self, heard: &Heard<'_>) {
        match heard {
            Heard::Event(id, event) => self.take(*id, event),
            Heard::OtherBuild => self.notify(Notice::OtherBuild),
            Heard::Stopped { restarted } => {
                self.ready.set(None);
                self.progress.set(None);
                self.saving.update(Vec::clear);
                self.notify(if *restarted {
                    Notice::EngineRestarted
                } else {
                    Notice::EngineGone
                });
            }
        }
    }

    fn take(self, id: RequestId, event: &Event) {
        match event {
            Event::Ready(ready) => {
                if ready.storage.adapter.volatile() {
                    self.notify(Notice::Volatile(ready.storage.fallback.clone()));
                }
                self.dismiss(Notice::LATE);
                self.show_settings(ready.settings);
                self.ready.set(Some((**ready).clone()));
                self.refresh_history();
            }
            Event::Progress { done, total, stage } => {
                // The engine says how far it is to whom it lets wait.
                self.begin_growing(id);
                let finished = total.is_some_and(|total| *done >= total);
                self.progress
                    .set((!finished).then_some((*stage, *done, *total)));
            }
            Event::Saved => {
                self.last_failed.set(false);
                // A question is new in the history; how long it took is on no list.
                if self.saving.with_untracked(|saving| saving.contains(&id)) {
                    self.end_saving(id);
                    self.refresh();
                }
            }
            Event::NotSaved(failure) => {
                self.last_failed.set(true);
                self.end_saving(id);
                self.unsaved.update(|unsaved| unsaved.push(id));
                self.notify(Notice::NotSaved(failure.clone()));
            }
            Event::Changed => self.refresh(),
            Event::StorageLost(failure) => self.notify(Notice::StorageLost(failure.clone())),
        }
    }

    /// A request's writing has ended, well or not.
    pub fn end_saving(self, id: RequestId) {
        self.saving
            .update(|saving| saving.retain(|other| *other != id));
    }

    /// What is on screen is asked for again.
    pub fn refresh(self) {
        self.changes.update(|count| *count += 1);
        self.refresh_history();
        // The memory is not read before somebody looks at it: a page that is left while the worker
        // reads makes WebKitGTK keep the database locked.
        if self.memory.stats.with_untracked(Option::is_some) {
            self.refresh_memory();
        }
    }
}
