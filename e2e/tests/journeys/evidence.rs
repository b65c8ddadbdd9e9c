//! What the memory knows comes with an answer, and is still there afterwards.

use e2e::{
    browser::Kind,
    journeys,
    pages::{Ask, Memory},
    stage::Stage,
};

journeys! {
    a_pattern_is_evidence_beside_an_answer_also_after_a_reload: in_chromium in_firefox;
    without_patterns_nothing_is_said_of_a_memory: in_chromium;
}

const QUESTION: &str = "late handovers to a neighbour on the same carrier, what should I change?";
const LATE: &str = "Late handovers to one neighbour on the same carrier";
const MARKUP: &str = "Raise <b>the</b> offset <img src=x onerror=\"document.title='taken'\">";

fn a_pattern_is_evidence_beside_an_answer_also_after_a_reload(kind: Kind) {
    let stage = Stage::new(kind);
    let memory = Memory::open(&stage.browser, &stage.server, "");
    memory.wait_for("memory-empty");
    let worked = memory.add(LATE, "Cut the wait by two steps", "mobility", "1");
    // The name of the first is shown until the second is kept.
    let other = format!("{LATE} again");
    let failed = memory.add(&other, MARKUP, "mobility", "0");

    let page = Ask::open(&stage.browser, &stage.server);
    let response = page.ask(QUESTION);
    page.wait_for("evidence");
    assert_eq!(page.tried(), [worked.as_str()]);
    assert_eq!(page.pitfalls(), [failed.as_str()]);
    let said = page.text("evidence");
    for part in [
        "From your memory",
        "Cut the wait by two steps",
        "worked 1 of 1",
        "n 1: too few for a share",
        "Pitfall: Late handovers",
        "failed 1 of 1",
        MARKUP,
        &format!("pattern {worked}"),
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    page.wait_until_saved();

    page.reload();
    page.wait_for_answer(&response);
    page.wait_for("evidence");
    assert_eq!(page.tried(), [worked.as_str()]);
    assert_eq!(page.pitfalls(), [failed.as_str()]);
    let said = page.text("evidence");
    assert!(said.contains("shown when you asked"), "{said}");
    assert!(said.contains(MARKUP), "{said}");

    page.click_on("[data-test=worked] a");
    let memory = Memory::of(&stage.browser);
    memory.wait_for_name(LATE);
    memory.wait_for_tile("used", "1");
    stage.end();
}

fn without_patterns_nothing_is_said_of_a_memory(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask(QUESTION);
    page.wait_until_saved();
    assert!(!page.has("[data-test=evidence]"));

    let memory = Memory::open(&stage.browser, &stage.server, "");
    memory.wait_for("memory-empty");
    memory.add(
        "Fibre break floods the alarm list",
        "Root event only",
        "alarms",
        "1",
    );
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask(QUESTION);
    page.wait_for("evidence");
    let said = page.text("evidence");
    assert!(
        said.contains("Nothing in your memory fits, among 1 pattern."),
        "{said}"
    );
    page.ask("how do I bake sourdough bread?");
    page.wait_for("out-of-scope");
    assert!(!page.has("[data-test=evidence]"));
    stage.end();
}
