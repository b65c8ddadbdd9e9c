//! Theme and density.

use leptos::prelude::*;
use protocol::settings::{Density, Theme};

use crate::components::{Choice, section_head, switch};
use crate::state::use_session;

const THEMES: [Choice<Theme>; 4] = [
    Choice {
        value: Theme::System,
        word: "System",
        test: "theme-system",
    },
    Choice {
        value: Theme::Dark,
        word: "Dark",
        test: "theme-dark",
    },
    Choice {
        value: Theme::Light,
        word: "Light",
        test: "theme-light",
    },
    Choice {
        value: Theme::Contrast,
        word: "High contrast",
        test: "theme-contrast",
    },
];

const DENSITIES: [Choice<Density>; 2] = [
    Choice {
        value: Density::Dense,
        word: "Dense",
        test: "density-dense",
    },
    Choice {
        value: Density::Roomy,
        word: "Roomy",
        test: "density-roomy",
    },
];

/// Draws the section.
pub fn look() -> AnyView {
    let session = use_session();
    let theme = Signal::derive(move || session.settings.get().theme);
    let density = Signal::derive(move || session.settings.get().density);
    let choose_theme =
        Callback::new(move |theme| session.change_settings(|settings| settings.theme = theme));
    let choose_density = Callback::new(move |density| {
        session.change_settings(|settings| settings.density = density);
    });
    view! {
        <section class="section" id="look" tabindex="-1">
            {section_head("Look", "", ().into_any())}
            {setting("Theme", "Follows your system until you choose", switch("Theme", &THEMES, theme, choose_theme))}
            {setting("Density", "Row height 30 px or 36 px", switch("Density", &DENSITIES, density, choose_density))}
        </section>
    }
    .into_any()
}

/// A setting: its name, what it does, its control.
pub fn setting(name: &'static str, remark: &'static str, control: AnyView) -> AnyView {
    view! {
        <div class="setting">
            <div><p>{name}</p><p class="setting__remark">{remark}</p></div>
            {control}
        </div>
    }
    .into_any()
}
