//! Exact results: on the page of a calculator, and as the answer to a question.

use e2e::{
    browser::{Kind, Options},
    dist::Copy,
    journeys,
    pages::{Ask, Shell},
    stage::Stage,
    wait,
};

journeys! {
    a_calculator_computes_while_one_types_and_refuses_what_is_not_legal: in_chromium in_firefox in_webkit;
    a_question_that_can_be_computed_is_computed_and_changed_in_place: in_chromium in_firefox in_webkit;
    the_calculators_are_fetched_when_something_is_computed_and_again_after_a_failure: in_chromium in_firefox in_webkit;
    // WebKitGTK under test may keep a database locked whose page was left, see Shell::wait_until_still.
    without_the_server_something_is_computed_too: in_chromium in_firefox;
}

fn wait_for_value(page: Shell<'_>, wanted: &str) {
    wait::until(&format!("the result {wanted}"), || {
        (page.text("calc-value") == wanted).then_some(())
    });
}

fn a_calculator_computes_while_one_types_and_refuses_what_is_not_legal(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Shell::open(&stage.browser, &stage.server, "/");
    page.follow("Calculators");
    page.wait_for("calculator-link");
    let names = "[data-test=calculator-link]";
    assert_eq!(page.attributes(names, "data-calculator").len(), 72);
    page.paste_into("#calculators-query", "nr-arfcn");
    page.click_on("[data-calculator=nr_arfcn_to_freq]");
    page.wait_for("calc-missing");
    page.paste_into("#calc-arfcn", "632628");
    wait_for_value(page, "3489.42 MHz");
    assert!(
        page.text("calc-formula").contains("F_REF"),
        "{}",
        page.text("calc-formula")
    );
    wait::until("the address to hold what is typed", || {
        stage
            .browser
            .address()
            .ends_with("/calculators/nr_arfcn_to_freq?arfcn=632628")
            .then_some(())
    });

    page.paste_into("#calc-arfcn", "3300000");
    page.wait_for("calc-refused");
    let refused = page.text("calc-refused");
    assert!(
        refused.contains("3279165"),
        "the legal range is said: {refused}"
    );
    assert_eq!(
        page.attribute("#calc-arfcn", "aria-invalid").as_deref(),
        Some("true")
    );

    // An address with inputs is a result, also without the server.
    page.go(
        &stage.server,
        "/calculators/prach_ncs_for_radius?radius_km=5&l_ra=839",
    );
    page.wait_for("calc-result");
    page.go(&stage.server, "/calculators/no_such");
    page.wait_for("no-calculator");
    stage.end();
}

fn a_question_that_can_be_computed_is_computed_and_changed_in_place(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let response = page.ask("632628 in MHz?");
    wait_for_value(*page, "3489.42 MHz");
    page.wait_until_saved();
    page.paste_into("#calc-arfcn", "632630");
    wait_for_value(*page, "3489.45 MHz");
    // What was asked stays what was asked.
    page.reload();
    page.wait_for_answer(&response);
    wait_for_value(*page, "3489.42 MHz");
    page.click("open-calculator");
    page.wait_for("calculator");
    wait_for_value(*page, "3489.42 MHz");
    stage.end();
}

fn the_calculators_are_fetched_when_something_is_computed_and_again_after_a_failure(kind: Kind) {
    let bare = Copy::of_the_app().without_the_calculators();
    let mut stage = Stage::with(kind, Options::default(), bare.path());
    stage.server.hold(&[]);
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask("range of a3-Offset?");
    page.wait_until_saved();
    page.wait_until_offline_ready();
    let looked_for = || stage.server.was_asked_for("calculators_bg");
    assert!(!looked_for());
    page.paste_without_waiting("632628 in MHz?");
    let (code, words) = page.wait_for_failure();
    assert_eq!(code, "calculators-missing");
    assert!(looked_for());
    assert!(
        words.contains("Nothing that is stored was touched"),
        "{words}"
    );
    assert_eq!(page.typed(), "632628 in MHz?");

    bare.bring_the_calculators_back();
    page.click("ask");
    wait_for_value(*page, "3489.42 MHz");
    stage.end();
}

fn without_the_server_something_is_computed_too(kind: Kind) {
    let mut stage = Stage::new(kind);
    stage.expect_complaint("ERR_CONNECTION_REFUSED");
    stage.expect_complaint("ServiceWorker script");
    Shell::open(&stage.browser, &stage.server, "/").wait_until_offline_ready();
    stage.server.kill();

    // Nothing of them was in memory before.
    let page = Ask::open(&stage.browser, &stage.server);
    page.paste("632628 in MHz?");
    wait_for_value(*page, "3489.42 MHz");
    page.go(&stage.server, "/calculators/nr_arfcn_to_freq?arfcn=632630");
    wait_for_value(*page, "3489.45 MHz");
    stage.end();
}
