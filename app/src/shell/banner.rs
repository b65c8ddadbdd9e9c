//! The banner: the worst that holds now, what follows from it, and what to do.

use leptos::prelude::*;
use protocol::failure::{Code, Failure};
use protocol::words;

use crate::browser;
use crate::components::{Icon, icon};
use crate::pwa;
use crate::state::{Notice, use_session};

/// What a button of a banner does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Export,
    Reload,
    Update,
    Dismiss(&'static str),
}

/// A banner in words.
struct Words {
    class: &'static str,
    icon: Icon,
    code: &'static str,
    fact: String,
    consequence: String,
    detail: String,
    ways: &'static [Way],
}

/// Draws the worst banner.
pub fn banner() -> AnyView {
    let session = use_session();
    let worst = Memo::new(move |_| session.notices.with(|notices| notices.first().cloned()));
    view! {
        <div class="banner" role="alert">
            {move || worst.get().map(|notice| draw(&notice))}
        </div>
    }
    .into_any()
}

fn draw(notice: &Notice) -> AnyView {
    let Words {
        class,
        icon: shape,
        code,
        fact,
        consequence,
        detail,
        ways,
    } = words_of(notice);
    let rank = notice.rank();
    let buttons = ways.iter().map(|way| button(*way, rank)).collect_view();
    view! {
        <div class=class data-test="banner" data-code=code>
            {icon(shape)}
            <p class="note__text" title=detail><strong>{fact}</strong> " " {consequence}</p>
            <div class="note__actions">{buttons}</div>
        </div>
    }
    .into_any()
}

fn button(way: Way, rank: u8) -> AnyView {
    let session = use_session();
    let word = match way {
        Way::Export => "Export now",
        Way::Reload => "Reload",
        Way::Update => "Restart now",
        Way::Dismiss(word) => word,
    };
    let class = if matches!(way, Way::Dismiss(_)) {
        "button button--bare"
    } else {
        "button"
    };
    let act = move |_| match way {
        Way::Export => session.export_everything(),
        Way::Reload => browser::reload(),
        Way::Update => pwa::update_now(),
        Way::Dismiss(_) => session.dismiss(rank),
    };
    view! { <button type="button" class=class on:click=act>{word}</button> }.into_any()
}

fn words_of(notice: &Notice) -> Words {
    match notice {
        Notice::StorageLost(failure) => of_failure(failure, &[Way::Reload]),
        Notice::NotSaved(failure) => {
            let mut words = of_failure(failure, &[Way::Export, Way::Dismiss("Close")]);
            words.fact = format!("Not saved. {}", words.fact);
            words
        }
        Notice::Failed(failure) => of_failure(failure, &[Way::Dismiss("Close")]),
        Notice::Late(failure) => {
            let mut words = of_failure(failure, &[Way::Reload, Way::Dismiss("Close")]);
            words.class = "note note--warn";
            words.icon = Icon::Watch;
            words
        }
        Notice::Volatile(reason) => {
            let why = reason
                .as_ref()
                .map_or("The browser gives Elex no storage.", |reason| {
                    words::failure(reason).what
                });
            Words {
                class: "note note--crit",
                icon: Icon::Bad,
                code: reason
                    .as_ref()
                    .map_or("volatile", |reason| reason.code.as_str()),
                fact: "Not saved.".to_owned(),
                consequence: format!("{why} What you do is lost when you close the tab."),
                detail: reason
                    .as_ref()
                    .map(|reason| reason.detail.clone())
                    .unwrap_or_default(),
                ways: &[Way::Export, Way::Dismiss("Close")],
            }
        }
        Notice::OtherBuild => of_failure(&Failure::new(Code::BuildMismatch, ""), &[Way::Reload]),
        Notice::EngineRestarted => {
            let mut words = of_failure(
                &Failure::new(Code::EngineCrashed, ""),
                &[Way::Dismiss("Close")],
            );
            words.class = "note note--warn";
            words.icon = Icon::Watch;
            words
        }
        Notice::EngineGone => Words {
            class: "note note--crit",
            icon: Icon::Bad,
            code: Code::EngineCrashed.as_str(),
            fact: "The engine stopped again.".to_owned(),
            consequence: "What was shown as saved is safe. Reload the page to go on.".to_owned(),
            detail: String::new(),
            ways: &[Way::Reload],
        },
        Notice::UpdateReady => Words {
            class: "note note--accent",
            icon: Icon::Info,
            code: "update-ready",
            fact: "Update ready.".to_owned(),
            consequence: "A new build is on this device. What you saved stays as it is.".to_owned(),
            detail: String::new(),
            ways: &[Way::Update, Way::Dismiss("Later")],
        },
    }
}

fn of_failure(failure: &Failure, ways: &'static [Way]) -> Words {
    let text = words::failure(failure);
    Words {
        class: "note note--crit",
        icon: Icon::Bad,
        code: failure.code.as_str(),
        fact: text.what.to_owned(),
        consequence: format!("{} {}", text.data, text.next),
        detail: failure.detail.clone(),
        ways,
    }
}
