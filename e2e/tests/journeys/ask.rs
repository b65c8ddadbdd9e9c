//! The main job: a question, an answer made of facts, a verdict, and everything still there later.

use e2e::{
    browser::Kind,
    journeys,
    pages::{Ask, Shell, Verdict},
    stage::Stage,
};

journeys! {
    an_answer_and_its_verdict_are_still_there_after_a_reload: in_chromium in_firefox in_webkit;
    a_fault_is_answered_with_where_to_look: in_chromium;
    a_question_outside_the_catalogue_is_refused_with_score_and_threshold: in_chromium;
    an_earlier_question_opens_from_the_history: in_chromium;
    figures_in_a_question_are_judged_and_lead_to_a_change_with_its_verdict: in_chromium in_firefox;
}

const RANGE: &str = "range of a3-Offset?";

fn an_answer_and_its_verdict_are_still_there_after_a_reload(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);

    let response = page.ask(RANGE);
    let answer = page.answer();
    assert!(answer.contains("−15 … 15"), "the range in dB: {answer}");
    assert!(answer.contains("dB"), "the unit: {answer}");
    assert!(
        answer.contains("−30 … 30"),
        "the range of the field: {answer}"
    );
    assert!(answer.contains("TS 38.331"), "the source: {answer}");
    assert!(
        page.facts().iter().any(|row| row.contains("a3-Offset")),
        "{:?}",
        page.facts()
    );
    page.wait_until_saved();
    page.say(Verdict::Worked);

    page.reload();
    page.wait_for_answer(&response);
    assert_eq!(page.question(), RANGE);
    assert_eq!(page.answer(), answer);
    page.wait_for_verdict(Some(Verdict::Worked));
    page.wait_for_history(&[RANGE]);

    page.say(Verdict::DidNotWork);
    page.reload();
    page.wait_for_verdict(Some(Verdict::DidNotWork));

    page.withdraw();
    page.reload();
    page.wait_for_answer(&response);
    page.wait_for_verdict(None);
    stage.end();
}

fn a_fault_is_answered_with_where_to_look(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);

    page.ask("late handovers to a neighbour on the same carrier, what should I change?");
    let candidates = page.candidates();
    assert_eq!(candidates.len(), 3, "{candidates:?}");
    assert_eq!(candidates[0], "NR-MOB-001");
    let facts = page.facts();
    assert!(
        facts.iter().any(|row| row.contains("a3-Offset")),
        "its parameters: {facts:?}"
    );
    assert!(
        facts.contains(&"NR.TooLateShare".to_owned()),
        "its KPIs: {facts:?}"
    );
    let answer = page.answer();
    assert!(answer.contains("earlier"), "what a change does: {answer}");
    stage.end();
}

fn a_question_outside_the_catalogue_is_refused_with_score_and_threshold(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);

    page.ask("how do I bake sourdough bread?");
    let answer = page.answer();
    assert!(answer.contains("Outside what I know"), "{answer}");
    for word in [" % likely mine", "I answer from "] {
        assert!(answer.contains(word), "{word}: {answer}");
    }
    assert_eq!(page.facts(), [""; 0]);
    page.wait_until_saved();
    stage.end();
}

fn an_earlier_question_opens_from_the_history(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);

    let first = page.ask(RANGE);
    page.wait_until_saved();
    let second = page.ask("what does HO.IntraSys.TooLate count?");
    page.wait_until_saved();
    page.wait_for_history(&["what does HO.IntraSys.TooLate count?", RANGE]);

    page.click_on(&format!(".rail a[href=\"/ask/{first}\"]"));
    page.wait_for_answer(&first);
    assert_eq!(page.question(), RANGE);
    stage.browser.back();
    page.wait_for_answer(&second);

    // The address of an answer that another device holds.
    let unknown = "/ask/00000000-0000-8000-8000-000000000000";
    let (code, words) = Shell::open(&stage.browser, &stage.server, unknown).wait_for_failure();
    assert_eq!(code, "response-unknown");
    assert!(words.contains("not on this device"), "{words}");
    stage.end();
}

fn figures_in_a_question_are_judged_and_lead_to_a_change_with_its_verdict(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let response = page.ask(
        "NR-MOB-001: late handovers, what should I change? relation north: NR.HO.IntraSys.TooLate = 45, \
        NR.TooLateShare = 80, NR.MroFailRate = 3.1, cell: a3-Offset = 3, timeToTrigger = 160",
    );
    page.wait_until_saved();
    let given = page.texts_of("[data-test=given] li");
    assert!(
        given.iter().any(|one| one.contains("TooLate 45")),
        "{given:?}"
    );
    let rules = page.attributes("[data-test=finding]", "data-rule");
    assert_eq!(rules, ["NR-MOB-001/late-relation"]);
    let changes = page.texts_of("[data-test=change] .change__value");
    assert!(
        changes
            .iter()
            .any(|one| one.contains("160 ms") && one.contains("128 ms")),
        "{changes:?}"
    );
    // Not all that a joint limit reads was given, so nothing is called safe.
    let verdicts = page.texts_of("[data-test=verdict-of-set]");
    assert!(
        verdicts
            .iter()
            .all(|one| one.contains("needs your judgement")),
        "{verdicts:?}"
    );
    assert!(page.has("[data-test=watch]"));
    // The same again from the store.
    page.reload();
    page.wait_for_answer(&response);
    assert_eq!(page.attributes("[data-test=finding]", "data-rule"), rules);
    stage.end();
}
