//! Exact results: on the page of a calculator, and as the answer to a question.

use e2e::{
    browser::Kind,
    journeys,
    pages::{Ask, Shell},
    stage::Stage,
    wait,
};

journeys! {
    a_calculator_computes_while_one_types_and_refuses_what_is_not_legal: in_chromium in_firefox in_webkit;
    a_question_that_can_be_computed_is_computed_and_changed_in_place: in_chromium in_firefox in_webkit;
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
