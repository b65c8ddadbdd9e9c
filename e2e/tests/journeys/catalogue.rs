//! A catalogue that did not arrive whole.

use e2e::{
    browser::{Kind, Options},
    dist::Copy,
    journeys,
    pages::Ask,
    stage::Stage,
};

journeys! {
    a_part_that_was_cut_short_is_named_and_nothing_is_answered_from_it: in_chromium;
}

fn a_part_that_was_cut_short_is_named_and_nothing_is_answered_from_it(kind: Kind) {
    let cut = Copy::of_the_app().with_half_of("rows");
    let mut stage = Stage::with(kind, Options::default(), cut.path());
    // The service worker refuses the file as well, so this build is not stored.
    stage.expect_complaint("not of build");
    let page = Ask::open(&stage.browser, &stage.server);

    page.paste_without_waiting("range of a3-Offset?");
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
