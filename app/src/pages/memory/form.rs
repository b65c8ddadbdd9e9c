//! A pattern being written: a new one, or other fields of one that is there. What was typed stays
//! until the engine says that it is stored.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::Failure;
use protocol::ids::FactId;
use protocol::memory::{MemoryRequest, PatternView};
use protocol::records::{Namespace, Role};
use web_sys::KeyboardEvent;

use super::draft::{Draft, Text};
use crate::browser;
use crate::components::{Choice, Icon, failure_note, icon, switch};
use crate::state::{Form, Session, pattern_address};

/// The id of the field that is written first.
const FIRST: &str = "pattern-task";

/// What is being written.
#[derive(Clone, Copy)]
struct Writing {
    session: Session,
    of: Form,
    draft: RwSignal<Draft>,
    /// The pattern as it is stored, when that is being edited.
    stored: RwSignal<Option<PatternView>>,
    /// Whether what is missing is pointed out.
    tried: RwSignal<bool>,
    sending: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

impl Writing {
    fn save(self) {
        self.tried.set(true);
        let draft = self.draft.get_untracked();
        if Text::ALL.iter().any(|text| draft.wrong(*text).is_some()) {
            browser::after_paint(|| browser::focus_first("[aria-invalid=true]"));
            return;
        }
        let request = match self.of {
            Form::Add => MemoryRequest::Store(Box::new(draft.pattern())),
            Form::Edit(pattern) => {
                let Some(stored) = self.stored.get_untracked() else {
                    return;
                };
                let edits = draft.edits(&stored.pattern);
                if edits.is_empty() {
                    return self.close();
                }
                MemoryRequest::Edit { pattern, edits }
            }
        };
        self.sending.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let reply = self.session.ask_pattern(request).await;
            self.sending.try_set(false);
            match reply {
                Ok(view) => self.saved(view.id),
                Err(failure) => {
                    self.failure.try_set(Some(failure));
                }
            }
        });
    }

    fn saved(self, pattern: FactId) {
        let session = self.session;
        let place = if session.volatile() {
            "not saved: volatile"
        } else {
            "saved on this device"
        };
        let is_new = self.of == Form::Add;
        let undo = is_new.then(|| Callback::new(move |()| session.forget(pattern, true)));
        session.say(format!("Pattern {place}"), undo);
        session.refresh();
        self.close();
        if is_new {
            session.router.go(&pattern_address(pattern));
        }
    }

    fn close(self) {
        self.session.memory.form.try_set(None);
    }

    fn press(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => self.save(),
            "Escape" => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Draws the form.
pub fn form(session: Session, of: Form) -> AnyView {
    let it = Writing {
        session,
        of,
        draft: RwSignal::default(),
        stored: RwSignal::default(),
        tried: RwSignal::default(),
        sending: RwSignal::default(),
        failure: RwSignal::default(),
    };
    if let Form::Edit(pattern) = of {
        spawn_local(async move {
            match session.ask_pattern(MemoryRequest::Get { pattern }).await {
                Ok(view) => {
                    it.draft.try_set(Draft::of(&view.pattern));
                    it.stored.try_set(Some(view));
                }
                Err(failure) => {
                    it.failure.try_set(Some(failure));
                }
            }
        });
    }
    request_animation_frame(|| browser::focus(FIRST));
    let is_new = of == Form::Add;
    let (title, save) = if is_new {
        ("Add pattern", "Save pattern")
    } else {
        ("Edit pattern", "Save changes")
    };
    let ready = move || is_new || it.stored.with(Option::is_some);
    view! {
        <form
            class="section pattern-form"
            aria-label=title
            data-test="pattern-form"
            on:submit=move |event| {
                event.prevent_default();
                it.save();
            }
            on:keydown=move |event| it.press(&event)
        >
            <div class="section__head"><h2 class="question">{title}</h2></div>
            {kinds(it)}
            {field(it, Text::Task, FIRST, "What was the task?", "In words that you would search for")}
            {field(it, Text::Strategy, "pattern-strategy", "What did you do?", "")}
            <div class="pattern-form__pair">
                {field(it, Text::Category, "pattern-category", "Category", "such as mobility")}
                {technology(it)}
            </div>
            {categories(session)}
            {is_new.then(|| view! {
                <div class="pattern-form__pair">
                    {field(it, Text::Score, "pattern-score", "How did it end, 0 to 1? (optional)", "0 is a failure, 1 a full success")}
                    {field(it, Text::Notes, "pattern-notes", "What did you see? (optional)", "")}
                </div>
            }.into_any())}
            <details class="pattern-form__more" open=!is_new>
                <summary>"Title, details, tags"</summary>
                <div class="stack">
                    {field(it, Text::Title, "pattern-title", "Title (optional)", "A short name; else the task is the name")}
                    {field(it, Text::Description, "pattern-description", "In a sentence (optional)", "")}
                    {field(it, Text::Content, "pattern-content", "The whole advice (optional)", "")}
                    {field(it, Text::Tags, "pattern-tags", "Tags (optional)", "with commas between")}
                </div>
            </details>
            {move || it.failure.get().map(|failure| failure_note(&failure))}
            <div class="pattern-form__actions">
                <button type="submit" class="button button--primary" data-test="save-pattern" disabled=move || it.sending.get() || !ready()>
                    {save} <kbd class="only-wide">"Ctrl Enter"</kbd>
                </button>
                <button type="button" class="button button--bare" data-test="cancel-pattern" on:click=move |_| it.close()>
                    "Cancel" <kbd class="only-wide">"Esc"</kbd>
                </button>
                <span class="quiet" role="status">{move || it.sending.get().then_some("Saving")}</span>
            </div>
        </form>
    }
    .into_any()
}

/// What to do or what not to do, and whose it is.
fn kinds(it: Writing) -> AnyView {
    let roles = [
        Choice {
            value: Role::Strategy,
            word: "Strategy",
            test: "role-strategy",
        },
        Choice {
            value: Role::Pitfall,
            word: "Pitfall",
            test: "role-pitfall",
        },
    ];
    let owners = [
        Choice {
            value: Namespace::Project,
            word: "Project",
            test: "namespace-project",
        },
        Choice {
            value: Namespace::User,
            word: "User",
            test: "namespace-user",
        },
    ];
    let role = Signal::derive(move || it.draft.with(|draft| draft.role));
    let owner = Signal::derive(move || it.draft.with(|draft| draft.namespace));
    let set_role = Callback::new(move |role| it.draft.update(|draft| draft.role = role));
    let set_owner = Callback::new(move |owner| it.draft.update(|draft| draft.namespace = owner));
    view! {
        <div class="chips">
            {switch("Kind", &roles, role, set_role)}
            {switch("Whose", &owners, owner, set_owner)}
        </div>
    }
    .into_any()
}

fn technology(it: Writing) -> AnyView {
    let options = [("", "LTE and NR"), ("lte", "LTE"), ("nr", "NR")];
    let value = move || it.draft.with(Draft::technology);
    let options = options.map(|(option, word)| {
        view! { <option value=option selected=move || value() == option>{word}</option> }.into_any()
    });
    view! {
        <label class="field">
            <span>"Technology"</span>
            <select
                class="input"
                data-test="pattern-technology"
                on:change=move |event| it.draft.update(|draft| draft.set_technology(&event_target_value(&event)))
            >
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}

fn categories(session: Session) -> AnyView {
    let options = move || {
        session.memory.stats.with(|stats| {
            let counts = stats.iter().flat_map(|stats| &stats.categories);
            counts
                .map(|count| view! { <option value=count.category.clone()></option> }.into_any())
                .collect_view()
        })
    };
    view! { <datalist id="pattern-categories">{move || options()}</datalist> }.into_any()
}

/// A field of text with what is wrong with it below. Long texts have room for lines.
fn field(
    it: Writing,
    text: Text,
    id: &'static str,
    label: &'static str,
    hint: &'static str,
) -> AnyView {
    let value = move || it.draft.with(|draft| draft.text(text).to_owned());
    let wrong = Memo::new(move |_| {
        let pointed_out = it.tried.get();
        pointed_out
            .then(|| it.draft.with(|draft| draft.wrong(text)))
            .flatten()
    });
    let invalid = move || wrong.with(Option::is_some).then_some("true");
    let input = move |event| {
        let typed = event_target_value(&event);
        it.draft.update(|draft| draft.set(text, typed));
    };
    let described = format!("{id}-wrong");
    let list = (text == Text::Category).then_some("pattern-categories");
    let control = if text.is_long() {
        view! {
            <textarea
                id=id
                class="input"
                dir="auto"
                rows="2"
                placeholder=hint
                data-test=id
                aria-invalid=invalid
                aria-describedby=described.clone()
                prop:value=value
                on:input=input
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id
                class="input"
                type="text"
                dir="auto"
                autocomplete="off"
                list=list
                inputmode=(text == Text::Score).then_some("decimal")
                placeholder=hint
                data-test=id
                aria-invalid=invalid
                aria-describedby=described.clone()
                prop:value=value
                on:input=input
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {control}
            <p id=described class="wrong">
                {move || wrong.get().map(|words| view! { {icon(Icon::Bad)} <span>{words}</span> }.into_any())}
            </p>
        </div>
    }
    .into_any()
}
