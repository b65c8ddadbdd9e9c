//! Two tabs, each with its own engine, on the same data.

use e2e::{
    browser::Kind,
    journeys,
    pages::{Ask, Shell, Verdict},
    stage::Stage,
    wait,
};

journeys! {
    what_one_tab_does_shows_up_in_the_other: in_chromium in_firefox in_webkit;
    two_tabs_that_write_at_once_lose_nothing: in_chromium in_firefox in_webkit;
}

fn what_one_tab_does_shows_up_in_the_other(kind: Kind) {
    let stage = Stage::new(kind);
    let browser = &stage.browser;
    let page = Ask::open(browser, &stage.server);
    let one = browser.tab();
    let other = browser.new_tab();
    let _first_visit = Shell::open(browser, &stage.server, "/");

    browser.switch_to(&one);
    let response = page.ask("range of a3-Offset?");
    page.wait_until_saved();
    browser.switch_to(&other);
    page.wait_for_history(&["range of a3-Offset?"]);

    page.click_on(&format!(".rail a[href=\"/ask/{response}\"]"));
    page.wait_for_answer(&response);
    page.say(Verdict::Worked);
    browser.switch_to(&one);
    page.wait_for_verdict(Some(Verdict::Worked));

    page.withdraw();
    browser.switch_to(&other);
    page.wait_for_verdict(None);
    stage.end();
}

fn two_tabs_that_write_at_once_lose_nothing(kind: Kind) {
    let stage = Stage::new(kind);
    let browser = &stage.browser;
    let page = Ask::open(browser, &stage.server);
    let one = browser.tab();
    let other = browser.new_tab();
    let _second_visit = Shell::open(browser, &stage.server, "/");

    let questions = |tab: &str| -> Vec<String> {
        (1..=6)
            .map(|number| format!("range of a3-Offset? {tab} {number}"))
            .collect()
    };
    let start = page.clock() + 1_000.0;
    page.ask_all_at(start, &questions("left"));
    browser.switch_to(&one);
    page.ask_all_at(start, &questions("right"));

    for tab in [&one, &other] {
        browser.switch_to(tab);
        page.wait_until_all_are_saved();
    }
    let mut expected = [questions("left"), questions("right")].concat();
    expected.sort();
    for tab in [&one, &other] {
        browser.switch_to(tab);
        wait::until("all twelve questions in both tabs", || {
            let mut shown = page.history();
            shown.sort();
            (shown == expected).then_some(())
        });
    }
    page.reload();
    page.wait_for_history_of(12);
    stage.end();
}
