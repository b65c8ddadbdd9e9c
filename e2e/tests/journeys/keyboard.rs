//! Everything without a mouse.

use e2e::{
    browser::{Browser, Kind},
    journeys,
    pages::{Ask, Shell, Verdict},
    stage::Stage,
    wait,
    webdriver::key,
};

journeys! {
    from_the_first_question_to_the_settings_without_a_mouse: in_chromium;
    the_command_palette_finds_pages_and_earlier_questions: in_chromium;
}

/// More presses than any page has places to stop at.
const MOST_STOPS: usize = 80;

/// Presses Tab until the focus is there.
#[track_caller]
fn tab_to(browser: &Browser, name: &str) {
    let page = Shell::of(browser);
    let mut seen = Vec::new();
    for _ in 0..MOST_STOPS {
        let focused = page.focused();
        assert!(page.focus_is_visible(), "something covers {focused}");
        if focused == name {
            return;
        }
        seen.push(focused);
        browser.press(&[key::TAB]);
    }
    panic!("Tab never comes to {name}: {seen:?}");
}

fn type_keys(browser: &Browser, text: &str) {
    browser.press(&text.chars().collect::<Vec<_>>());
}

fn from_the_first_question_to_the_settings_without_a_mouse(kind: Kind) {
    let stage = Stage::new(kind);
    let browser = &stage.browser;
    let page = Ask::open(browser, &stage.server);

    // Outside a field one key goes to the question.
    if page.focused() != "question" {
        browser.press(&['/']);
        wait::until("the question has the focus", || {
            (page.focused() == "question").then_some(())
        });
    }
    type_keys(browser, "range of a3-Offset?");
    browser.press(&[key::ENTER]);
    let response = wait::until("an answer", || page.response());

    tab_to(browser, "verdict-worked");
    browser.press(&[key::ENTER]);
    page.wait_for_verdict(Some(Verdict::Worked));
    page.wait_until_saved();
    assert_eq!(page.focused(), "verdict-worked", "the focus stays");

    // `s` opens Settings from anywhere but a field.
    browser.press(&['s']);
    wait::until("the settings", || {
        browser.address().ends_with("/settings").then_some(())
    });
    tab_to(browser, "theme-dark");
    browser.press(&[' ']);
    wait::until("the dark theme", || (page.theme() == "dark").then_some(()));

    // Back to the answer: the way that everybody can reach with Tab.
    tab_to(browser, "history-item");
    browser.press(&[key::ENTER]);
    page.wait_for_answer(&response);
    page.wait_for_verdict(Some(Verdict::Worked));
    stage.end();
}

fn the_command_palette_finds_pages_and_earlier_questions(kind: Kind) {
    let stage = Stage::new(kind);
    let browser = &stage.browser;
    let page = Ask::open(browser, &stage.server);
    let response = page.ask("range of a3-Offset?");
    page.wait_until_saved();

    browser.press(&[key::CONTROL, 'k']);
    page.wait_for("palette-row");
    type_keys(browser, "telem");
    browser.press(&[key::ENTER]);
    wait::until("the telemetry", || {
        browser.address().ends_with("/telemetry").then_some(())
    });

    browser.press(&[key::CONTROL, 'k']);
    page.wait_for("palette-row");
    type_keys(browser, "a3-off");
    browser.press(&[key::ENTER]);
    page.wait_for_answer(&response);

    browser.press(&[key::CONTROL, 'k']);
    page.wait_for("palette-row");
    browser.press(&[key::ESCAPE]);
    wait::until("the palette is closed", || {
        (!page.has("dialog[open]")).then_some(())
    });
    stage.end();
}
