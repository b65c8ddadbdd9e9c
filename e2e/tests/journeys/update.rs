//! A new build: offered, never forced, and never mixed with the old one.

use e2e::{
    browser::Kind,
    dist::{Copy, build_of},
    journeys,
    pages::Ask,
    server::built_app,
    stage::Stage,
    wait,
};

journeys! {
    an_update_is_offered_and_the_old_build_works_until_it_is_taken: in_chromium in_firefox in_webkit;
    a_second_tab_keeps_its_build_until_it_is_reloaded: in_chromium;
    a_visit_that_begins_with_no_tab_open_shows_the_newest_build: in_chromium;
}

const NEXT: &str = "0123abcd";

fn an_update_is_offered_and_the_old_build_works_until_it_is_taken(kind: Kind) {
    let mut stage = Stage::new(kind);
    let browser = &stage.browser;
    let old = build_of(&built_app());
    let page = Ask::open(browser, &stage.server);
    let first = page.ask("range of a3-Offset?");
    page.wait_until_saved();
    page.wait_until_offline_ready();
    assert_eq!(page.build(), old);

    let next = Copy::of_the_app().as_build(NEXT);
    stage.server.serve_other_build(next.path());
    page.reload();
    let words = page.wait_for_banner("update-ready");
    assert!(words.contains("Update ready"), "{words}");
    assert_eq!(page.build(), old);
    page.ask("what does HO.IntraSys.TooLate count?");
    page.wait_until_saved();
    page.reload();
    page.wait_for_banner("update-ready");
    assert_eq!(page.build(), old, "a reload alone does not update");

    page.press_in_banner("Restart now");
    wait::until("the new build", || (page.build() == NEXT).then_some(()));
    page.wait_until_ready();
    assert_eq!(page.banner(), None);
    let worker = browser.run(
        "return performance.getEntriesByType('resource').map(it => it.name).find(it => it.includes('worker_loader'))",
        &[],
    );
    assert!(
        worker.to_string().contains(NEXT),
        "its own worker: {worker}"
    );
    page.wait_for_history_of(2);
    page.click_on(&format!(".rail a[href=\"/ask/{first}\"]"));
    page.wait_for_answer(&first);
    page.ask("range of hysteresis?");
    page.wait_until_saved();
    assert_eq!(page.banner(), None, "the update is done");
    stage.end();
}

fn a_second_tab_keeps_its_build_until_it_is_reloaded(kind: Kind) {
    let mut stage = Stage::new(kind);
    let old = build_of(&built_app());
    let page = Ask::open(&stage.browser, &stage.server);
    page.wait_until_offline_ready();
    let one = stage.browser.tab();
    let other = stage.browser.new_tab();
    let _second_visit = Ask::open(&stage.browser, &stage.server);

    let next = Copy::of_the_app().as_build(NEXT);
    stage.server.serve_other_build(next.path());
    stage.browser.switch_to(&one);
    page.reload();
    page.wait_for_banner("update-ready");
    page.press_in_banner("Restart now");
    wait::until("the new build", || (page.build() == NEXT).then_some(()));
    page.wait_until_ready();
    page.ask("range of a3-Offset?");
    page.wait_until_saved();

    stage.browser.switch_to(&other);
    page.wait_for_banner("update-ready");
    assert_eq!(page.build(), old);
    // It goes on with its own build, also with the files that it has not asked for yet.
    page.ask("what does HO.IntraSys.TooLate count?");
    page.wait_until_saved();
    page.press_in_banner("Restart now");
    wait::until("the new build", || (page.build() == NEXT).then_some(()));
    page.wait_until_ready();
    page.wait_for_history_of(2);
    stage.end();
}

fn a_visit_that_begins_with_no_tab_open_shows_the_newest_build(kind: Kind) {
    let mut stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    page.wait_until_offline_ready();
    let next = Copy::of_the_app().as_build(NEXT);
    stage.server.serve_other_build(next.path());
    page.reload();
    page.wait_for_banner("update-ready");

    stage.browser.go("about:blank");
    let page = Ask::open(&stage.browser, &stage.server);
    assert_eq!(page.build(), NEXT);
    page.wait_until_offline_ready();
    assert_eq!(page.banner(), None);
    stage.end();
}
