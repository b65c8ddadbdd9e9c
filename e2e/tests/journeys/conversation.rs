//! Questions that follow each other: one page, one address for each state of it.

use e2e::{
    browser::Kind,
    journeys,
    pages::{Ask, Verdict},
    stage::Stage,
    wait,
};

journeys! {
    a_follow_up_goes_on_with_the_conversation_and_is_still_there_after_a_reload: in_chromium in_firefox in_webkit;
    back_and_forward_go_through_a_conversation: in_chromium in_firefox;
    an_earlier_answer_opens_in_its_place_and_takes_a_verdict: in_chromium;
    a_new_question_begins_a_conversation_of_its_own: in_chromium;
    a_follow_up_can_be_asked_by_itself: in_chromium;
}

const RANGE: &str = "range of a3-Offset?";
const LTE: &str = "and in LTE?";
const COUNTER: &str = "which counter shows that?";

/// The top of the last exchange and the bottom of the head above it, in pixels.
fn top_of_last(page: Ask<'_>) -> (f64, f64) {
    let edge = |selector: &str, side: &str| {
        page.number(&format!(
            "document.querySelector('{selector}').getBoundingClientRect().{side}"
        ))
    };
    (edge("[data-test=answer]", "top"), edge(".head", "bottom"))
}

fn a_follow_up_goes_on_with_the_conversation_and_is_still_there_after_a_reload(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask(RANGE);
    assert_eq!(page.earlier(), [""; 0]);
    assert_eq!(page.about(), None);

    page.ask(LTE);
    assert_eq!(page.focused(), "question", "the next one can be typed");
    assert_eq!(page.earlier(), [RANGE]);
    assert_eq!(page.question(), LTE);
    assert_eq!(page.about().as_deref(), Some("a3-Offset"));
    let facts = page.facts();
    assert!(facts.iter().any(|row| row.starts_with("LTE.")), "{facts:?}");
    wait::until("what is said of it", || {
        let said = page.text("spoken");
        said.starts_with("About a3-Offset, from the question before.")
            .then_some(())
    });

    let third = page.ask(COUNTER);
    assert_eq!(page.earlier(), [RANGE, LTE]);
    let facts = page.facts();
    wait::until("the last question in view", || {
        let (top, head) = top_of_last(page);
        (head..head + 400.0).contains(&top).then_some(())
    });
    page.wait_until_saved();

    page.reload();
    page.wait_for_answer(&third);
    assert_eq!(page.earlier(), [RANGE, LTE]);
    assert_eq!(page.question(), COUNTER);
    assert_eq!(page.facts(), facts);
    page.wait_for_history(&[COUNTER, LTE, RANGE]);
    stage.end();
}

fn back_and_forward_go_through_a_conversation(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let first = page.ask(RANGE);
    let second = page.ask(LTE);
    page.wait_until_saved();
    let third = page.ask(COUNTER);
    page.wait_until_saved();

    stage.browser.back();
    page.wait_for_answer(&second);
    assert_eq!(page.earlier(), [RANGE]);
    stage.browser.back();
    page.wait_for_answer(&first);
    assert_eq!(page.earlier(), [""; 0]);
    stage.browser.forward();
    page.wait_for_answer(&second);
    stage.browser.forward();
    page.wait_for_answer(&third);
    assert_eq!(page.earlier(), [RANGE, LTE]);

    // One from the middle shows the conversation up to there, and another way on from there.
    page.click_on(&format!(".rail a[href=\"/ask/{second}\"]"));
    page.wait_for_answer(&second);
    assert_eq!(page.earlier(), [RANGE]);
    page.ask("what is its unit?");
    assert_eq!(page.earlier(), [RANGE, LTE]);
    stage.end();
}

fn an_earlier_answer_opens_in_its_place_and_takes_a_verdict(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let first = page.ask(RANGE);
    page.wait_until_saved();
    let second = page.ask(LTE);
    page.wait_until_saved();

    let one = format!("[data-response=\"{first}\"]");
    page.click_on(&format!("{one} summary"));
    page.wait_for_element(&format!("{one} [data-test=fact]"));
    page.click_on(&format!("{one} [data-test=verdict-partly]"));
    page.wait_for_element(&format!(
        "{one} [data-test=verdict-partly][aria-pressed=true]"
    ));
    page.reload();
    page.wait_for_answer(&second);
    let last = "[data-test=feedback]:not([data-test=earlier] *) [aria-pressed=true]";
    assert!(!page.has(last), "the last answer has no verdict");
    page.click_on(&format!("{one} summary"));
    page.wait_for_element(&format!(
        "{one} [data-test=verdict-partly][aria-pressed=true]"
    ));
    // By itself it is the same answer.
    page.click_on(&format!(".rail a[href=\"/ask/{first}\"]"));
    page.wait_for_answer(&first);
    page.wait_for_verdict(Some(Verdict::Partly));
    stage.end();
}

fn a_new_question_begins_a_conversation_of_its_own(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask(RANGE);
    page.wait_until_saved();
    page.click("new-question");
    page.wait_for("try");
    page.ask(LTE);
    assert_eq!(page.earlier(), [""; 0]);
    assert_eq!(page.about(), None);
    assert!(page.has("[data-test=out-of-scope]"));
    stage.end();
}

fn a_follow_up_can_be_asked_by_itself(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask(RANGE);
    let second = page.ask(LTE);
    page.click("ask-alone");
    wait::until("another answer", || {
        page.response().filter(|id| *id != second)
    });
    assert_eq!(page.earlier(), [RANGE, LTE]);
    assert_eq!(page.question(), LTE);
    assert_eq!(page.about(), None);
    assert!(page.has("[data-test=out-of-scope]"));
    // The button that was pressed is gone with its answer.
    wait::until("the new question has the focus", || {
        (page.focused() == "question").then_some(())
    });
    stage.end();
}
