//! What no one should type, and what happens then.

use e2e::{
    browser::Kind,
    journeys,
    pages::{Ask, Verdict},
    stage::Stage,
    wait,
};
use serde_json::Value;
use std::time::Duration;

journeys! {
    an_empty_question_says_what_to_type: in_chromium;
    a_question_of_100_kb_is_refused_and_stays_in_the_field: in_chromium;
    emoji_and_right_to_left_text_are_kept_as_typed: in_chromium;
    markup_in_questions_and_notes_is_text: in_chromium;
    a_note_of_100_kb_is_refused_and_the_verdict_can_be_saved_without_it: in_chromium;
}

const MOMENT: Duration = Duration::from_millis(300);

fn an_empty_question_says_what_to_type(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);

    for nothing in ["", "   ", "\u{3000}\n\t"] {
        page.paste_without_waiting(nothing);
        let (code, words) = page.wait_for_failure();
        assert_eq!(code, "question-empty", "{nothing:?}");
        assert!(words.contains("Type a question"), "{words}");
    }
    assert!(!page.appears("answer", MOMENT));
    // The message goes when the next question is fine.
    page.paste("range of a3-Offset?");
    assert!(!page.has("[data-test=failure]"));
    stage.end();
}

fn a_question_of_100_kb_is_refused_and_stays_in_the_field(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);

    let long = "range of a3-Offset? ".repeat(5_000);
    page.paste_without_waiting(&long);
    let (code, words) = page.wait_for_failure();
    assert_eq!(code, "question-too-long");
    assert!(words.contains("8 kB"), "{words}");
    assert_eq!(page.typed().len(), long.len());
    assert_eq!(page.history(), [""; 0]);

    // As long as allowed, to the byte.
    let longest = format!("range of a3-Offset? {}", "x".repeat(8 * 1024 - 20));
    page.paste(&longest);
    page.wait_until_saved();
    assert!(page.facts().iter().any(|row| row.contains("a3-Offset")));
    stage.end();
}

fn emoji_and_right_to_left_text_are_kept_as_typed(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);

    for question in [
        "🗼📶 range of a3-Offset? 👩‍👩‍👧‍👦",
        "ما هو نطاق a3-Offset؟",
        "\u{202e}evil\u{202c} a3-Offset?",
    ] {
        let response = page.paste(question);
        page.wait_until_saved();
        assert_eq!(page.question(), question);
        assert!(
            page.facts().iter().any(|row| row.contains("a3-Offset")),
            "{question}"
        );
        page.say_with_note(Verdict::Partly, question);
        page.reload();
        page.wait_for_answer(&response);
        assert_eq!(page.question(), question);
        assert_eq!(page.note(), question);
    }
    stage.end();
}

fn markup_in_questions_and_notes_is_text(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);

    let attacks = [
        "<script>window.hacked = 1</script> a3-Offset",
        "<img src=x onerror=\"window.hacked = 1\"> a3-Offset",
        "<svg onload='hacked=1'>\"'><b>a3-Offset</b>",
        "javascript:window.hacked=1 a3-Offset {{7*7}} ${7*7}",
    ];
    for attack in attacks {
        let response = page.paste(attack);
        page.wait_until_saved();
        assert_eq!(page.question(), attack);
        page.say_with_note(Verdict::DidNotWork, attack);
        page.reload();
        page.wait_for_answer(&response);
        assert_eq!(page.question(), attack);
        assert_eq!(page.note(), attack);
        wait::until("the question as text in the history", || {
            page.history().contains(&attack.to_owned()).then_some(())
        });
        assert_eq!(stage.browser.run("return window.hacked", &[]), Value::Null);
    }
    // The log, which the end looks into, would name a script that the content policy stopped.
    stage.end();
}

fn a_note_of_100_kb_is_refused_and_the_verdict_can_be_saved_without_it(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let response = page.ask("range of a3-Offset?");
    page.wait_until_saved();
    page.say(Verdict::Worked);

    page.send_note(&"It helped. ".repeat(10_000));
    let (code, words) = page.wait_for_failure();
    assert_eq!(code, "note-too-long");
    assert!(words.contains("still in the field"), "{words}");

    page.say_with_note(Verdict::Worked, "It helped.");
    page.reload();
    page.wait_for_answer(&response);
    page.wait_for_verdict(Some(Verdict::Worked));
    assert_eq!(page.note(), "It helped.");
    stage.end();
}
