//! What happens to data when storing goes wrong: denied, full, killed, newer, damaged.

use e2e::{
    browser::{Kind, Options},
    cdp::Cdp,
    database::Databases,
    journeys,
    pages::{Ask, Shell, Verdict},
    server::built_app,
    stage::Stage,
    wait,
};

journeys! {
    where_storing_is_denied_a_banner_says_so_and_asking_works: in_chromium;
    a_full_device_is_said_and_what_was_saved_before_stays: in_chromium;
    what_was_shown_as_saved_survives_a_killed_browser: in_chromium;
    a_database_of_a_newer_version_is_left_as_it_is: in_chromium;
    damaged_rows_are_said_and_left_as_they_are: in_chromium;
    a_database_that_lacks_what_it_must_have_is_said_and_left_as_it_is: in_chromium;
    leaving_a_page_the_moment_it_is_ready_blocks_nobody: in_chromium in_firefox;
}

fn where_storing_is_denied_a_banner_says_so_and_asking_works(kind: Kind) {
    let options = Options {
        storage_denied: true,
    };
    let stage = Stage::with(kind, options, &built_app());
    let page = Ask::open(&stage.browser, &stage.server);

    let words = page.wait_for_banner("storage-denied");
    assert!(words.contains("Not saved"), "{words}");
    assert!(words.contains("lost when you close the tab"), "{words}");
    assert!(
        page.status().contains("Not saved: volatile"),
        "{}",
        page.status()
    );
    assert!(page.storage().contains("Memory only"), "{}", page.storage());

    let response = page.ask("range of a3-Offset?");
    assert!(page.answer().contains("−15 … 15"), "{}", page.answer());
    page.say(Verdict::Worked);
    assert_eq!(
        page.banner().as_deref(),
        Some("storage-denied"),
        "still said"
    );
    assert!(!page.is_saved(), "nothing is called saved");
    page.ask("what does HO.IntraSys.TooLate count?");
    page.click_on(&format!(".rail a[href=\"/ask/{response}\"]"));
    page.wait_for_answer(&response);
    page.wait_for_verdict(Some(Verdict::Worked));
    stage.end();
}

fn a_full_device_is_said_and_what_was_saved_before_stays(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let response = page.ask("range of a3-Offset?");
    page.wait_until_saved();
    page.say(Verdict::Worked);

    // A running Chromium asks only every 30 s how much room there is; a new one asks at once.
    let stage = stage.after_killing_the_browser();
    let cdp = Cdp::of(&stage.browser);
    cdp.set_quota(&stage.server.origin(), Some(1));
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask("what does HO.IntraSys.TooLate count?");
    let words = page.wait_for_banner("storage-quota-exceeded");
    assert!(words.contains("no room left"), "{words}");
    assert!(words.contains("What was stored before is safe"), "{words}");
    assert!(!page.is_saved());
    let address = format!("/ask/{response}");
    page.click_on(&format!(".rail a[href=\"{address}\"]"));
    page.wait_for_answer(&response);
    page.wait_for_verdict(Some(Verdict::Worked));
    page.click("verdict-partly");
    let (code, _) = page.wait_for_failure();
    assert_eq!(code, "storage-quota-exceeded");
    assert_eq!(
        page.verdict(),
        Some(Verdict::Worked),
        "nothing is shown that is not stored"
    );

    cdp.set_quota(&stage.server.origin(), None);
    page.go(&stage.server, &address);
    page.wait_for_answer(&response);
    page.wait_for_verdict(Some(Verdict::Worked));
    // Nothing of the other question was written.
    page.wait_for_history(&["range of a3-Offset?"]);
    page.ask("what does HO.IntraSys.TooLate count?");
    page.wait_until_saved();
    stage.end();
}

fn what_was_shown_as_saved_survives_a_killed_browser(kind: Kind) {
    let mut stage = Stage::new(kind);
    let mut saved: Vec<String> = Vec::new();
    for round in 1..=3 {
        let page = Ask::open(&stage.browser, &stage.server);
        let questions: Vec<String> = (1..=200)
            .map(|number| format!("range of a3-Offset? round {round}, {number}"))
            .collect();
        page.ask_all_at(page.clock(), &questions);
        // Killed at another moment of writing each time, as the machine happens to be busy.
        saved.extend(wait::until("some answers are saved", || {
            Some(page.saved_so_far()).filter(|saved| saved.len() >= 4 * round)
        }));
        stage = stage.after_killing_the_browser();
    }

    let page = Ask::open(&stage.browser, &stage.server);
    assert_eq!(page.banner(), None);
    let kept = wait::until("the history", || {
        Some(page.responses()).filter(|kept| !kept.is_empty())
    });
    for response in &saved {
        assert!(
            kept.contains(response),
            "{response} was shown as saved and is gone"
        );
    }
    // What was under way is there as a whole or not at all.
    for response in &kept {
        page.click_on(&format!(".rail a[href=\"/ask/{response}\"]"));
        page.wait_for_answer(response);
        assert!(
            page.question().starts_with("range of a3-Offset? round"),
            "{}",
            page.question()
        );
        assert!(page.answer().contains("−15 … 15"), "{}", page.answer());
    }
    page.ask("what does HO.IntraSys.TooLate count?");
    page.wait_until_saved();
    stage.end();
}

fn a_database_of_a_newer_version_is_left_as_it_is(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask("range of a3-Offset?");
    page.wait_until_saved();

    let databases = Databases::left_by_the_app(&stage.browser, &stage.server);
    databases.make_newer();
    let before = databases.contents();

    let page = Ask::open(&stage.browser, &stage.server);
    let words = page.wait_for_banner("storage-newer");
    assert!(words.contains("newer version"), "{words}");
    page.ask("what does HO.IntraSys.TooLate count?");
    assert!(!page.is_saved());

    let databases = Databases::left_by_the_app(&stage.browser, &stage.server);
    assert!(databases.contents() == before, "the database was touched");
    stage.end();
}

fn damaged_rows_are_said_and_left_as_they_are(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let response = page.ask("range of a3-Offset?");
    page.wait_until_saved();

    let databases = Databases::left_by_the_app(&stage.browser, &stage.server);
    databases.cut_rows();
    let before = databases.contents();

    let address = format!("/ask/{response}");
    let deep = Shell::open(&stage.browser, &stage.server, &address);
    let (code, words) = deep.wait_for_failure();
    assert!(
        ["storage-damaged", "record-unreadable"].contains(&code.as_str()),
        "{code}: {words}"
    );
    assert!(words.contains("damaged"), "{words}");
    let databases = Databases::left_by_the_app(&stage.browser, &stage.server);
    assert!(
        databases.contents() == before,
        "the damaged rows were touched"
    );
    stage.end();
}

fn a_database_that_lacks_what_it_must_have_is_said_and_left_as_it_is(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    page.ask("range of a3-Offset?");
    page.wait_until_saved();

    let databases = Databases::left_by_the_app(&stage.browser, &stage.server);
    databases.drop_what_it_must_have();
    let before = databases.contents();

    let page = Ask::open(&stage.browser, &stage.server);
    let words = page.wait_for_banner("storage-damaged");
    assert!(words.contains("damaged"), "{words}");
    page.ask("what does HO.IntraSys.TooLate count?");
    assert!(!page.is_saved());

    let databases = Databases::left_by_the_app(&stage.browser, &stage.server);
    assert!(databases.contents() == before, "the database was touched");
    stage.end();
}

fn leaving_a_page_the_moment_it_is_ready_blocks_nobody(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    page.wait_until_offline_ready();
    // Each worker is ended while it still reads; the next one must get at the store all the same.
    // Not in WebKitGTK: it keeps the database locked after some such ends, whatever the page does; the page
    // says so then.
    for path in ["/telemetry", "/settings", "/"].repeat(4) {
        page.go(&stage.server, path);
    }
    page.ask("range of a3-Offset?");
    page.wait_until_saved();
    stage.end();
}
