//! What a user may choose, take along, and delete.

use e2e::{
    browser::Kind,
    cdp::Cdp,
    database::Databases,
    journeys,
    pages::{Ask, Settings, Shell, Telemetry, Verdict},
    stage::Stage,
    wait,
};
use serde_json::{Value, json};

journeys! {
    the_theme_holds_from_the_first_paint_on: in_chromium;
    with_recording_off_nothing_is_counted: in_chromium;
    the_export_holds_every_question_answer_and_note: in_chromium;
    delete_everything_leaves_nothing: in_chromium;
}

fn the_theme_holds_from_the_first_paint_on(kind: Kind) {
    let stage = Stage::new(kind);
    let cdp = Cdp::of(&stage.browser);
    cdp.prefer("light");
    let page = Settings::open(&stage.browser, &stage.server);
    let background = "getComputedStyle(document.documentElement).backgroundColor";
    let light = stage.browser.run(&format!("return {background}"), &[]);
    page.choose("theme-dark");
    wait::until("another background", || {
        let now = stage.browser.run(&format!("return {background}"), &[]);
        (now != light).then_some(())
    });
    page.choose("density-roomy");

    // Every frame of the next visit, from before the page's own first script.
    cdp.before_each_page(&format!(
        "window.looks = []; (function frame() {{ if (document.body) looks.push({background}); \
            requestAnimationFrame(frame); }})()"
    ));
    page.reload();
    assert_eq!(page.theme(), "dark");
    assert!(page.holds("theme-dark") && page.holds("density-roomy"));
    let looks = stage.browser.run("return [...new Set(looks)]", &[]);
    assert_eq!(
        looks.as_array().map(Vec::len),
        Some(1),
        "one background all along: {looks}"
    );
    assert_ne!(looks[0], light);

    page.choose("theme-system");
    page.reload();
    assert_eq!(page.theme(), "");
    assert_eq!(
        stage.browser.run(&format!("return {background}"), &[]),
        light
    );
    stage.end();
}

fn with_recording_off_nothing_is_counted(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let settings = Settings::of(&stage.browser);
    let telemetry = Telemetry::of(&stage.browser);
    page.ask("range of a3-Offset?");
    page.wait_until_saved();

    page.follow("Settings");
    settings.choose("recording-off-button");
    page.follow("Ask");
    page.ask("what does HO.IntraSys.TooLate count?");
    page.wait_until_saved();
    page.follow("Telemetry");
    telemetry.wait_for("recording-off");
    telemetry.wait_for_tile("questions", "1");
    page.reload();
    telemetry.wait_for("recording-off");
    telemetry.wait_for_tile("questions", "1");
    // The history is no recording.
    page.wait_for_history_of(2);

    page.follow("Settings");
    settings.choose("recording-on");
    page.follow("Ask");
    page.ask("range of a3-Offset?");
    page.wait_until_saved();
    page.follow("Telemetry");
    telemetry.wait_for_tile("questions", "2");
    stage.end();
}

fn the_export_holds_every_question_answer_and_note(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let mut responses = Vec::new();
    for number in 1..=5 {
        responses.push(page.paste(&format!("range of a3-Offset? \"{number}\" ü 🗼")));
        page.wait_until_saved();
    }
    page.say_with_note(Verdict::Worked, "fewer \"late\" ones, ü 🗼");

    let settings = Settings::open(&stage.browser, &stage.server);
    let stored = wait::until("what is stored", || {
        Some(settings.stored()).filter(|it| !it.is_empty())
    });
    assert!(
        stored
            .iter()
            .any(|row| row.starts_with("Questions and answers 5")),
        "{stored:?}"
    );
    settings.click("export-all");
    let file = stage.profile.take_download();
    let lines: Vec<Value> = file
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    let all = json!(lines).to_string();
    for number in 1..=5 {
        let question = json!(format!("range of a3-Offset? \"{number}\" ü 🗼")).to_string();
        assert!(all.contains(&question), "{question} in {all}");
    }
    assert!(
        all.contains(&json!("fewer \"late\" ones, ü 🗼").to_string()),
        "{all}"
    );
    for response in responses {
        assert!(all.contains(&response), "{response}");
    }
    stage.end();
}

fn delete_everything_leaves_nothing(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let response = page.ask("range of a3-Offset?");
    page.wait_until_saved();
    page.say_with_note(Verdict::Worked, "fewer late ones");
    let databases = Databases::left_by_the_app(&stage.browser, &stage.server);
    let before = databases.contents();
    assert!(before.contains("range of a3-Offset?") && before.contains("fewer late ones"));

    let settings = Settings::open(&stage.browser, &stage.server);
    settings.choose("theme-dark");
    settings.delete_everything();
    assert_eq!(page.history(), [""; 0]);
    assert_eq!(page.theme(), "");

    let databases = Databases::left_by_the_app(&stage.browser, &stage.server);
    let after = databases.contents();
    for word in ["a3-Offset", "fewer late ones", "dark", &response] {
        assert!(!after.contains(word), "{word} is still stored: {after}");
    }
    // The mirror of the look is of the new beginning, if it is there at all.
    let mirror = stage
        .browser
        .run("return localStorage.getItem('elex-look') ?? ''", &[]);
    assert_eq!(mirror.as_str().map(str::trim), Some(""));

    let deep = Shell::open(&stage.browser, &stage.server, &format!("/ask/{response}"));
    assert_eq!(deep.wait_for_failure().0, "response-unknown");
    let telemetry = Telemetry::open(&stage.browser, &stage.server, "");
    telemetry.wait_for("empty");
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask("range of a3-Offset?");
    page.wait_until_saved();
    stage.end();
}
