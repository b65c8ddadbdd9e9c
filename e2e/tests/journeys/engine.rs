//! The engine in its worker: before it runs, and when it stops.

use e2e::{
    browser::{Kind, Options},
    cdp::Cdp,
    dist::Copy,
    journeys,
    pages::{Ask, Shell, Verdict},
    stage::Stage,
    wait,
};

journeys! {
    an_engine_that_stops_is_started_again_once_and_that_is_said: in_chromium;
    a_question_typed_before_the_program_runs_is_asked: in_chromium;
    a_start_that_takes_long_says_so_and_goes_on: in_chromium;
}

fn an_engine_that_stops_is_started_again_once_and_that_is_said(kind: Kind) {
    let fragile = Copy::of_the_app().with_engine_that_stops_on("stop");
    let mut stage = Stage::with(kind, Options::default(), fragile.path());
    stage.expect_complaint("Uncaught Error: stop");
    let stop = "new BroadcastChannel('stop').postMessage(0)";
    let page = Ask::open(&stage.browser, &stage.server);
    let response = page.ask("range of a3-Offset?");
    page.wait_until_saved();

    stage.browser.run(stop, &[]);
    let words = page.wait_for_banner("engine-crashed");
    assert!(words.contains("started again"), "{words}");
    assert!(words.contains("What was shown as saved is safe"), "{words}");
    page.wait_until_ready();
    page.say(Verdict::Worked);
    page.ask("what does HO.IntraSys.TooLate count?");
    page.wait_until_saved();

    stage.browser.run(stop, &[]);
    wait::until("the banner of an engine that is gone", || {
        let banner = page.wait_for_banner("engine-crashed");
        banner.contains("stopped again").then_some(())
    });
    page.press_in_banner("Reload");
    wait::until("the page begins anew", || {
        page.banner().is_none().then_some(())
    });
    page.wait_until_ready();
    page.wait_for_history_of(2);
    page.click_on(&format!(".rail a[href=\"/ask/{response}\"]"));
    page.wait_for_answer(&response);
    page.wait_for_verdict(Some(Verdict::Worked));
    stage.end();
}

fn a_question_typed_before_the_program_runs_is_asked(kind: Kind) {
    let stage = Stage::new(kind);
    let type_at_once = "new MutationObserver((_, observer) => { \
        const field = document.querySelector('#skeleton #question'); \
        if (!field) return; \
        observer.disconnect(); \
        field.value = 'range of a3-Offset?'; \
        const enter = { key: 'Enter', bubbles: true, cancelable: true }; \
        field.dispatchEvent(new KeyboardEvent('keydown', enter)); \
    }).observe(document, { childList: true, subtree: true })";
    Cdp::of(&stage.browser).before_each_page(type_at_once);

    let page = Ask::open(&stage.browser, &stage.server);
    wait::until("an answer", || page.response());
    assert_eq!(page.question(), "range of a3-Offset?");
    page.wait_until_saved();
    page.wait_for_history_of(1);
    stage.end();
}

fn a_start_that_takes_long_says_so_and_goes_on(kind: Kind) {
    let stage = Stage::new(kind);
    // Holds what the worker waits for before it opens the store.
    let hold = "navigator.locks.request('elex-open', () => new Promise((free) => { window.free = free; }))";
    Cdp::of(&stage.browser).before_each_page(hold);
    stage.browser.go(&stage.server.origin());
    let page = Shell::of(&stage.browser);
    let words = page.wait_for_banner("storage-waits");
    assert!(words.contains("close all tabs"), "{words}");

    stage.browser.run("free()", &[]);
    page.wait_until_ready();
    assert_eq!(page.banner(), None);
    stage.end();
}
