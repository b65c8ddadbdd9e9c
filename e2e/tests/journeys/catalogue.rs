//! A catalogue that did not arrive whole, or not yet.

use e2e::{
    browser::{Kind, Options},
    dist::Copy,
    journeys,
    pages::Ask,
    stage::Stage,
    wait,
};

journeys! {
    a_part_that_was_cut_short_is_named_and_nothing_is_answered_from_it: in_chromium;
    an_answer_grows_while_what_agents_say_is_on_its_way: in_chromium in_firefox;
    a_fact_is_answered_although_what_agents_say_is_damaged: in_chromium;
}

fn a_part_that_was_cut_short_is_named_and_nothing_is_answered_from_it(kind: Kind) {
    let cut = Copy::of_the_app().with_half_of("rows");
    let mut stage = Stage::with(kind, Options::default(), cut.path());
    // The service worker refuses the file as well, so this build is not stored.
    stage.expect_complaint("not of build");
    let page = Ask::open(&stage.browser, &stage.server);

    page.paste_without_waiting(FACT);
    let (code, words) = page.wait_for_failure();
    assert_eq!(code, "catalogue-damaged");
    assert!(words.contains("cut short or altered"), "{words}");
    assert!(
        words.contains("catalogue-damaged"),
        "the code is shown: {words}"
    );
    assert_eq!(page.typed(), "range of a3-Offset?");
    assert!(!page.has("[data-test=offline-ready]"));

    // Once the server has the whole file, a reload is enough.
    let whole = Copy::of_the_app();
    stage.server.serve_other_build(whole.path());
    page.reload();
    page.ask("range of a3-Offset?");
    page.wait_until_offline_ready();
    stage.end();
}

const FACT: &str = "range of a3-Offset?";
const FAULT: &str = "handovers come too late and calls drop, why?";

fn an_answer_grows_while_what_agents_say_is_on_its_way(kind: Kind) {
    let mut stage = Stage::new(kind);
    let held = ["/catalogue/entries.", "/catalogue/questions."];
    stage.server.hold(&held);
    let page = Ask::open(&stage.browser, &stage.server);

    page.paste_without_waiting(FAULT);
    let early = page.wait_until_it_grows();
    assert!(early.contains(FAULT), "the question: {early}");
    let facts = page.facts();
    assert!(!facts.is_empty(), "its facts");
    let agent = page.candidates().first().cloned().expect("who answers");
    assert_eq!(page.response(), None, "not whole yet");

    stage.server.let_through();
    wait::until("the whole answer", || page.response());
    assert_eq!(page.candidates().first(), Some(&agent));
    let late = page.facts();
    assert!(
        facts.iter().all(|fact| late.contains(fact)),
        "{facts:?} in {late:?}"
    );
    assert!(!page.grows() && page.answer().len() > early.len());
    page.wait_until_saved();
    page.wait_until_offline_ready();
    stage.end();
}

fn a_fact_is_answered_although_what_agents_say_is_damaged(kind: Kind) {
    let cut = Copy::of_the_app().with_half_of("entries");
    let mut stage = Stage::with(kind, Options::default(), cut.path());
    stage.expect_complaint("not of build");
    let page = Ask::open(&stage.browser, &stage.server);

    page.ask(FACT);
    page.click("new-question");
    page.paste_without_waiting(FAULT);
    let (code, _) = page.wait_for_failure();
    assert_eq!(code, "catalogue-damaged");
    assert_eq!(page.typed(), FAULT);
    stage.end();
}
