//! Every action of the user's, once: palette, key presses and the list of shortcuts read this table.

use leptos::prelude::*;
use protocol::ids::FactId;
use protocol::settings::Theme;

use crate::browser;
use crate::components::Icon;
use crate::route::Page;
use crate::shell;
use crate::state::{Form, Session};

/// An action.
pub struct Command {
    /// Its word.
    pub label: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// The key that runs it outside fields; `mod` is Ctrl or ⌘ and works in fields too.
    pub key: Option<&'static str>,
    /// Does it.
    pub run: fn(Session),
}

/// All of them, in the palette's order.
pub const COMMANDS: &[Command] = &[
    Command {
        label: "New question",
        icon: Icon::Plus,
        key: Some("n"),
        run: new_question,
    },
    Command {
        label: "Go to the question or search field",
        icon: Icon::Ask,
        key: Some("/"),
        run: focus_question,
    },
    Command {
        label: "Find a command, question or pattern",
        icon: Icon::Find,
        key: Some("mod k"),
        run: shell::open_palette,
    },
    Command {
        label: "Show earlier questions",
        icon: Icon::Clock,
        key: Some("h"),
        run: shell::open_history,
    },
    Command {
        label: "Open Agents",
        icon: Icon::Agents,
        key: Some("g"),
        run: |session| session.router.go("/agents"),
    },
    Command {
        label: "Open Memory",
        icon: Icon::Memory,
        key: Some("m"),
        run: |session| session.router.go("/memory"),
    },
    Command {
        label: "Add a pattern",
        icon: Icon::Plus,
        key: Some("a"),
        run: add_pattern,
    },
    Command {
        label: "Edit this pattern",
        icon: Icon::Edit,
        key: Some("e"),
        run: edit_pattern,
    },
    Command {
        label: "Export the memory",
        icon: Icon::Export,
        key: None,
        run: Session::export_memory,
    },
    Command {
        label: "Open Calculators",
        icon: Icon::Calculators,
        key: Some("c"),
        run: |session| session.router.go("/calculators"),
    },
    Command {
        label: "Open Telemetry",
        icon: Icon::Telemetry,
        key: Some("t"),
        run: |session| session.router.go("/telemetry"),
    },
    Command {
        label: "Open Benchmark",
        icon: Icon::Benchmark,
        key: Some("b"),
        run: |session| session.router.go("/benchmark"),
    },
    Command {
        label: "Open Settings",
        icon: Icon::Settings,
        key: Some("s"),
        run: |session| session.router.go("/settings"),
    },
    Command {
        label: "Follow the system's theme",
        icon: Icon::Settings,
        key: None,
        run: |session| theme(session, Theme::System),
    },
    Command {
        label: "Dark theme",
        icon: Icon::Settings,
        key: None,
        run: |session| theme(session, Theme::Dark),
    },
    Command {
        label: "Light theme",
        icon: Icon::Settings,
        key: None,
        run: |session| theme(session, Theme::Light),
    },
    Command {
        label: "High contrast theme",
        icon: Icon::Settings,
        key: None,
        run: |session| theme(session, Theme::Contrast),
    },
    Command {
        label: "Export everything",
        icon: Icon::Export,
        key: None,
        run: Session::export_everything,
    },
    Command {
        label: "Show shortcuts",
        icon: Icon::Info,
        key: Some("?"),
        run: shell::open_shortcuts,
    },
];

fn new_question(session: Session) {
    session.router.go("/");
    focus_question(session);
}

/// Opens the form for a new pattern, on the page of the memory.
fn add_pattern(session: Session) {
    if Page::of(&session.router.path()) != Page::Memory {
        session.router.go("/memory");
    }
    session.memory.form.set(Some(Form::Add));
}

/// Opens the form of the pattern on screen; elsewhere there is nothing to edit.
fn edit_pattern(session: Session) {
    let path = session.router.path();
    let id = path
        .strip_prefix("/memory/")
        .and_then(|id| id.parse::<FactId>().ok());
    if let Some(id) = id {
        session.memory.form.set(Some(Form::Edit(id)));
    }
}

fn focus_question(session: Session) {
    let search = ["memory-query", "agents-query", "calculators-query"];
    if let Some(field) = search.into_iter().find_map(browser::element) {
        field.focus().ok();
        return;
    }
    if browser::element("question").is_none() {
        session.router.go("/");
    }
    // The field of a page that is only now being opened is there after the next frame.
    request_animation_frame(browser::focus_question);
}

fn theme(session: Session, theme: Theme) {
    session.change_settings(|settings| settings.theme = theme);
}

/// A key as it is shown: `Ctrl K`.
#[must_use]
pub fn shown_key(key: &str) -> String {
    match key.strip_prefix("mod ") {
        Some(letter) => format!("Ctrl {}", letter.to_ascii_uppercase()),
        None => key.to_ascii_uppercase(),
    }
}

/// The command that a key press means.
#[must_use]
pub fn command_of(key: &str, with_mod: bool, typing: bool) -> Option<&'static Command> {
    let key = key.to_ascii_lowercase();
    COMMANDS.iter().find(|command| match command.key {
        Some(wanted) => match wanted.strip_prefix("mod ") {
            Some(letter) => with_mod && letter == key,
            None => !with_mod && !typing && wanted == key,
        },
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_key_is_text_inside_a_field_and_a_command_outside() {
        assert_eq!(
            command_of("n", false, false).map(|it| it.label),
            Some("New question")
        );
        assert!(command_of("n", false, true).is_none());
        assert!(command_of("n", true, false).is_none());
        assert!(command_of("K", true, true).is_some());
    }

    #[test]
    fn no_key_has_two_commands() {
        let mut keys: Vec<_> = COMMANDS.iter().filter_map(|command| command.key).collect();
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
