//! What is recorded and what is sent, in plain words.

use leptos::prelude::*;

use super::look::setting;
use crate::components::{Choice, section_head, switch};
use crate::state::use_session;

const RECORDING: [Choice<bool>; 2] = [
    Choice {
        value: true,
        word: "On",
        test: "recording-on",
    },
    Choice {
        value: false,
        word: "Off",
        test: "recording-off-button",
    },
];

/// Draws the section.
pub fn privacy() -> AnyView {
    let session = use_session();
    let recording = Signal::derive(move || session.settings.get().recording);
    let choose =
        Callback::new(move |on| session.change_settings(|settings| settings.recording = on));
    view! {
        <section class="section" id="privacy" tabindex="-1">
            {section_head("Privacy", "", ().into_any())}
            <p class="prose">
                "Elex runs in this browser. Your questions, answers and notes stay here: nothing is sent. "
                "There is no account, no advertising and no counting of visits. What the server delivers is the app itself."
            </p>
            {setting(
                "Record my use on this device",
                "Kind of question, outcome and time taken, for the Telemetry page. Never sent.",
                switch("Record my use", &RECORDING, recording, choose),
            )}
        </section>
    }
    .into_any()
}
