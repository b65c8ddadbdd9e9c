//! From the click on Ask to the drawn answer, and what of it the worker took.

use super::questions;
use crate::{
    browser::Kind,
    pages::{Ask, Telemetry},
    stage::Stage,
};
use benches::summary;
use serde_json::{Value, json};

/// So many questions one after the other, as the app itself records them and as seen from outside.
pub fn ask(count: usize) -> Value {
    let stage = Stage::new(Kind::Chromium);
    let page = Ask::open(&stage.browser, &stage.server);
    // The catalogue is loaded once; what that takes is part of the visits.
    page.ask("range of a3-Offset?");
    page.wait_until_offline_ready();

    page.ask_all_at(page.clock(), &questions(count));
    page.wait_until_all_are_saved();
    let in_the_document = page.milliseconds_to_answers();

    let telemetry = Telemetry::open(&stage.browser, &stage.server, "");
    telemetry.click("export-telemetry");
    let file = stage.profile.take_download();
    let events: Value = serde_json::from_str(&file).unwrap_or_default();
    let events: Vec<&Value> = events.as_array().into_iter().flatten().skip(1).collect();
    let recorded = |part: &str| -> Value {
        let micros = events.iter().filter_map(|event| event[part].as_f64());
        // 0 is what stands there until it is known, but the worker's clock may not have ticked.
        let micros = micros.filter(|it| *it > 0.0 || part == "worker_micros");
        summary(micros.map(|micros| micros / 1_000.0).collect())
    };
    let outcome = |name: &str| {
        events
            .iter()
            .filter(|event| event["outcome"] == name)
            .count()
    };
    let figures = json!({
        "answered": outcome("answered"),
        "refused": outcome("refused"),
        "failed": outcome("failed"),
        "click_to_answer_in_document": summary(in_the_document),
        "click_to_drawn_answer": recorded("page_micros"),
        "worker_part": recorded("worker_micros"),
        "saved_after_answer": recorded("saved_micros"),
    });
    stage.end();
    figures
}
