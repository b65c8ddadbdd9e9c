//! Recorded use: every question counts once, and nothing else does.

use e2e::{
    browser::Kind,
    journeys,
    pages::{Ask, Telemetry, Verdict},
    stage::Stage,
    wait,
};
use serde_json::Value;

journeys! {
    every_question_is_counted_once_in_tiles_tables_and_export: in_chromium;
    questions_in_quick_succession_are_measured_in_all_parts: in_chromium;
    a_range_of_time_stands_in_the_address: in_chromium;
}

fn every_question_is_counted_once_in_tiles_tables_and_export(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let questions = [
        "range of a3-Offset?",
        "range of a3-Offset?",
        "what does HO.IntraSys.TooLate count?",
        "late handovers to a neighbour on the same carrier, what should I change?",
        "how do I bake sourdough bread?",
    ];
    for question in questions {
        page.ask(question);
        page.wait_until_saved();
    }
    page.click_on(".rail a[href^=\"/ask/\"]:last-of-type");
    page.wait_for("verdict-worked");
    page.say(Verdict::Worked);

    let telemetry = Telemetry::of(&stage.browser);
    telemetry.wait_until_drawn(5);
    let check = || {
        telemetry.wait_for_tile("questions", "5");
        assert!(
            telemetry.tile("refused").starts_with('1'),
            "{}",
            telemetry.tile("refused")
        );
        assert_eq!(telemetry.sums_of_the_table(), [5, 1, 0]);
        let kinds = telemetry.by_kind();
        assert!(
            kinds.iter().any(|row| row.starts_with("Parameter 2")),
            "{kinds:?}"
        );
        assert!(
            telemetry.by_outcome().contains("Worked 1"),
            "{}",
            telemetry.by_outcome()
        );
        assert!(
            telemetry.tile("p95").ends_with("ms"),
            "{}",
            telemetry.tile("p95")
        );
    };
    check();
    telemetry.reload();
    check();

    let events = export(&stage);
    let outcomes: Vec<&str> = events
        .iter()
        .filter_map(|event| event["outcome"].as_str())
        .collect();
    assert_eq!(
        outcomes,
        ["answered", "answered", "answered", "answered", "refused"]
    );
    assert_measured(&events);
    stage.end();
}

fn questions_in_quick_succession_are_measured_in_all_parts(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let questions: Vec<String> = (1..=40)
        .map(|number| format!("range of a3-Offset? {number}"))
        .collect();
    page.ask_all_at(page.clock(), &questions);
    page.wait_until_all_are_saved();
    let telemetry = Telemetry::of(&stage.browser);
    telemetry.wait_until_drawn(40);
    telemetry.wait_for_tile("questions", "40");
    let events = export(&stage);
    assert_eq!(events.len(), 40);
    assert_measured(&events);
    stage.end();
}

/// What the export button of the page in front gives.
fn export(stage: &Stage) -> Vec<Value> {
    Telemetry::of(&stage.browser).click("export-telemetry");
    let file = stage.profile.take_download();
    serde_json::from_str(&file).expect("a JSON list of events")
}

#[track_caller]
fn assert_measured(events: &[Value]) {
    for event in events {
        for part in ["worker_micros", "page_micros", "saved_micros"] {
            let is_measured = event[part].as_u64().is_some_and(|micros| micros > 0);
            assert!(is_measured, "{part} is missing: {event}");
        }
    }
}

fn a_range_of_time_stands_in_the_address(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask("range of a3-Offset?");
    page.wait_until_saved();

    let telemetry = Telemetry::open(&stage.browser, &stage.server, "?range=7d");
    telemetry.wait_for_tile("questions", "1");
    telemetry.click("range-1h");
    wait::until("the address", || {
        stage.browser.address().ends_with("?range=1h").then_some(())
    });
    telemetry.wait_for_tile("questions", "1");
    stage.browser.back();
    wait::until("the address", || {
        stage.browser.address().ends_with("?range=7d").then_some(())
    });

    // A range in which nobody asked, and one that ends before it starts.
    let long_ago = "?from=2020-01-01T00:00&to=2020-01-02T00:00";
    let telemetry = Telemetry::open(&stage.browser, &stage.server, long_ago);
    telemetry.wait_for("empty");
    let backwards = "?from=2020-01-02T00:00&to=2020-01-01T00:00";
    let telemetry = Telemetry::open(&stage.browser, &stage.server, backwards);
    assert_eq!(telemetry.wait_for_failure().0, "window-invalid");
    stage.end();
}
