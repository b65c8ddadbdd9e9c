//! After one visit the server is not needed.

use e2e::{
    browser::Kind,
    journeys,
    pages::{Ask, Shell, Verdict},
    stage::Stage,
};

journeys! {
    every_address_opens_and_answers_with_the_server_stopped: in_chromium in_firefox in_webkit;
}

fn every_address_opens_and_answers_with_the_server_stopped(kind: Kind) {
    let mut stage = Stage::new(kind);
    // Only looking for another build needs the server, and that may wait.
    stage.expect_complaint("ERR_CONNECTION_REFUSED");
    stage.expect_complaint("ServiceWorker script");
    let page = Ask::open(&stage.browser, &stage.server);
    let first = page.ask("range of a3-Offset?");
    page.wait_until_saved();
    page.wait_until_offline_ready();
    stage.server.kill();

    page.reload();
    page.wait_for_answer(&first);
    for path in ["/memory", "/telemetry", "/settings", "/"] {
        let shell = Shell::open(&stage.browser, &stage.server, path);
        shell.wait_for("offline-ready");
        assert_eq!(shell.banner(), None, "{path}");
    }
    // What nobody has asked yet, so nothing of it is in memory.
    let second = page.ask("what does HO.IntraSys.TooLate count?");
    assert!(page.answer().contains("TS 28.552"), "{}", page.answer());
    // A WebKitGTK under test may have its database locked by one of the pages that were left on the
    // way, now and then and for good (see `Shell::go`); that it writes is walked in other journeys.
    if kind == Kind::WebKit {
        stage.end();
        return;
    }
    page.wait_until_saved();
    page.say(Verdict::Partly);

    let _shell = Shell::open(&stage.browser, &stage.server, &format!("/ask/{second}"));
    page.wait_for_answer(&second);
    page.wait_for_verdict(Some(Verdict::Partly));

    stage.server.restart();
    page.reload();
    page.wait_for_answer(&second);
    page.wait_for_history_of(2);
    stage.end();
}
