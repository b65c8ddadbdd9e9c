//! The reasoning memory: what was learnt is kept, found in other words, changed, forgotten, carried to
//! another device.

use e2e::{
    browser::{Browser, Kind},
    journeys,
    pages::Memory,
    stage::Stage,
    wait,
    webdriver::key,
};

journeys! {
    a_pattern_is_found_in_other_words_also_without_the_server: in_chromium in_firefox in_webkit;
    what_is_wrong_with_a_form_is_said_and_nothing_typed_is_lost: in_chromium;
    a_pattern_is_edited_and_gets_outcomes: in_chromium;
    a_forgotten_pattern_comes_back: in_chromium;
    filters_stand_in_the_address: in_chromium;
    an_import_names_bad_lines_and_keeps_the_good_ones: in_chromium;
    an_export_is_imported_elsewhere: in_chromium;
    everything_works_without_a_mouse: in_chromium;
    samples_are_marked_and_go_away_again: in_chromium;
    a_long_list_draws_only_what_is_in_view: in_chromium;
    near_copies_are_merged_on_a_click_and_come_apart_again: in_chromium;
}

const LATE: &str = "Late handovers towards one neighbour";
const RACH: &str = "Random access fails in the stadium";

#[track_caller]
fn two_patterns(page: Memory<'_>) -> [String; 2] {
    let rach = page.add(RACH, "Plan the root sequences apart", "access", "0.8");
    let late = page.add(LATE, "Cut the wait by two steps", "mobility", "1");
    [rach, late]
}

#[track_caller]
fn in_address(browser: &Browser, words: &str) {
    wait::until(&format!("{words} in the address"), || {
        browser.address().contains(words).then_some(())
    });
}

fn a_pattern_is_found_in_other_words_also_without_the_server(kind: Kind) {
    let mut stage = Stage::new(kind);
    stage.expect_complaint("ERR_CONNECTION_REFUSED");
    stage.expect_complaint("ServiceWorker script");
    let page = Memory::open(&stage.browser, &stage.server, "");
    page.wait_for("memory-empty");
    let [_, late] = two_patterns(page);
    page.wait_until_offline_ready();

    page.search("late handover to a neighbour");
    page.wait_for_first(LATE);
    in_address(&stage.browser, "q=late");

    stage.server.kill();
    page.reload();
    assert_eq!(page.searched(), "late handover to a neighbour");
    page.wait_for_first(LATE);
    page.wait_for_name(LATE);
    assert_eq!(page.pattern(), Some(late));
    page.wait_for("why");
    assert_eq!(page.text("memory-count"), "2");
    stage.end();
}

fn what_is_wrong_with_a_form_is_said_and_nothing_typed_is_lost(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Memory::open(&stage.browser, &stage.server, "");
    page.wait_for("memory-empty");
    page.click("add-pattern");
    page.paste_into("#pattern-task", LATE);
    page.paste_into("#pattern-score", "1.4");
    page.click("save-pattern");
    page.wait_for_element("#pattern-strategy[aria-invalid=true]");
    let wrong = page.texts_of("#pattern-score-wrong").join(" ");
    assert!(wrong.contains("above 1"), "{wrong}");
    assert_eq!(page.value_of("#pattern-task"), LATE);

    // Longer than is kept: the engine says so, and the text stays.
    let long = "x".repeat(70_000);
    page.paste_into("#pattern-strategy", &long);
    page.paste_into("#pattern-category", "mobility");
    page.paste_into("#pattern-score", "1");
    page.click("save-pattern");
    let (code, _) = page.wait_for_failure();
    assert_eq!(code, "pattern-too-long");
    assert_eq!(page.value_of("#pattern-strategy").len(), long.len());
    stage.end();
}

fn a_pattern_is_edited_and_gets_outcomes(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Memory::open(&stage.browser, &stage.server, "");
    page.wait_for("memory-empty");
    two_patterns(page);
    page.wait_for_tile("worked", "1 of 1");
    assert_eq!(page.tile("confidence"), "n 1");

    page.paste_into("[data-test=outcome-notes]", "ping-pong rose");
    page.click("outcome-did-not");
    page.wait_for_tile("worked", "1 of 2");
    for n in 3..=10 {
        page.click("outcome-worked");
        page.wait_for_tile("worked", &format!("{} of {n}", n - 1));
    }
    // Beta(1 + 9, 1 + 1): from ten outcomes on there is a share.
    page.wait_for_tile("confidence", "0.83");
    page.click("undo");
    page.wait_for_tile("confidence", "n 9");

    page.click("edit-pattern");
    page.wait_for_element("#pattern-task");
    wait::until("the stored task in the form", || {
        (page.value_of("#pattern-task") == LATE).then_some(())
    });
    page.paste_into("#pattern-title", "Shorten the wait");
    page.click("save-pattern");
    page.wait_for_name("Shorten the wait");
    page.reload();
    page.wait_for_name("Shorten the wait");
    page.wait_for_tile("worked", "8 of 9");
    page.wait_for_first("Shorten the wait");
    stage.end();
}

fn a_forgotten_pattern_comes_back(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Memory::open(&stage.browser, &stage.server, "");
    page.wait_for("memory-empty");
    two_patterns(page);
    page.wait_for_names(&[LATE, RACH]);

    page.click("forget");
    page.wait_for_names(&[RACH]);
    page.click("undo");
    page.wait_for_names(&[LATE, RACH]);

    page.click("forget");
    page.wait_for_names(&[RACH]);
    page.reload();
    page.wait_for_names(&[RACH]);
    page.click("filter-forgotten");
    page.wait_for_names(&[LATE]);
    page.click("bring-back");
    page.click("clear-filters");
    page.wait_for_names(&[LATE, RACH]);
    stage.end();
}

fn filters_stand_in_the_address(kind: Kind) {
    let stage = Stage::new(kind);
    let browser = &stage.browser;
    let page = Memory::open(browser, &stage.server, "");
    page.wait_for("memory-empty");
    two_patterns(page);
    page.filter("category", "access");
    page.wait_for_names(&[RACH]);
    in_address(browser, "category=access");
    page.filter("role", "pitfall");
    page.wait_for("none-found");

    page.reload();
    page.wait_for("none-found");
    assert_eq!(page.filtered("role"), "pitfall");
    browser.back();
    page.wait_for_names(&[RACH]);
    assert_eq!(page.filtered("role"), "");
    assert_eq!(page.filtered("category"), "access");
    page.click("clear-filters");
    page.wait_for_names(&[LATE, RACH]);
    stage.end();
}

fn an_import_names_bad_lines_and_keeps_the_good_ones(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Memory::open(&stage.browser, &stage.server, "");
    page.wait_for("memory-empty");
    let lines = format!(
        "{{\"task_description\":\"{LATE}\",\"task_category\":\"mobility\",\"strategy\":\"Cut the wait\",\"success_score\":1}}\n\
         {{\"task_description\":\"{RACH}\",\"task_category\":\"access\",\"strategy\":\"x\",\"success_score\":7}}\n\
         no json\n"
    );
    page.choose_file(stage.profile.folder(), &lines);
    let errors = page.text("import-errors");
    assert!(
        errors.contains('2') && errors.contains("0 to 1"),
        "{errors}"
    );
    assert!(errors.contains("no JSON"), "{errors}");
    assert!(page.text("import-sample").contains(LATE));

    page.click("import-drop");
    page.wait_for("memory-empty");
    page.choose_file(stage.profile.folder(), &lines);
    page.keep();
    page.wait_for_names(&[LATE]);

    // The same file again adds nothing.
    page.choose_file(stage.profile.folder(), &lines);
    assert!(page.has("[data-test=import-keep]:disabled"));
    stage.end();
}

fn an_export_is_imported_elsewhere(kind: Kind) {
    let here = Stage::new(kind);
    let page = Memory::open(&here.browser, &here.server, "");
    page.wait_for("memory-empty");
    two_patterns(page);
    page.click("outcome-did-not");
    page.wait_for_tile("worked", "1 of 2");
    page.click("memory-export");
    let file = here.profile.take_download();
    here.end();

    let there = Stage::new(kind);
    let page = Memory::open(&there.browser, &there.server, "");
    page.wait_for("memory-empty");
    page.choose_file(there.profile.folder(), &file);
    page.keep();
    page.wait_for_names(&[LATE, RACH]);
    page.click_on(".memory-row");
    page.wait_for_tile("worked", "1 of 2");
    there.end();
}

fn everything_works_without_a_mouse(kind: Kind) {
    let stage = Stage::new(kind);
    let browser = &stage.browser;
    let page = Memory::open(browser, &stage.server, "");
    page.wait_for("memory-empty");
    let keys = |text: &str| browser.press(&text.chars().collect::<Vec<_>>());

    browser.press(&['a']);
    wait::until("the first field has the focus", || {
        (page.focused() == "pattern-task").then_some(())
    });
    keys("slow attach");
    browser.press(&[key::TAB]);
    keys("longer timer");
    browser.press(&[key::TAB]);
    keys("access");
    browser.press(&[key::CONTROL, key::ENTER]);
    page.wait_for_name("slow attach");

    browser.press(&['e']);
    wait::until("the form is filled", || {
        (page.value_of("#pattern-task") == "slow attach").then_some(())
    });
    browser.press(&[key::ESCAPE]);
    page.wait_for_name("slow attach");

    page.add(LATE, "x", "mobility", "");
    browser.press(&['/']);
    wait::until("the search has the focus", || {
        (page.focused() == "memory-query").then_some(())
    });
    browser.press(&[key::DOWN, key::DOWN, key::ENTER]);
    page.wait_for_name("slow attach");
    browser.press(&[key::UP, key::ENTER]);
    page.wait_for_name(LATE);
    stage.end();
}

fn samples_are_marked_and_go_away_again(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Memory::open(&stage.browser, &stage.server, "");
    page.wait_for("memory-empty");
    page.click("add-sample");
    page.wait_for("sample");
    assert_eq!(page.names().len(), 8);
    page.search("handover comes too late to a single neighbour");
    page.wait_for_first("Shorten the wait on a one-sided pair");
    page.search("");

    page.click("remove-sample");
    page.wait_for("memory-empty");
    page.click("undo");
    page.wait_for("sample");
    page.click("remove-sample");
    page.wait_for("memory-empty");
    // What was removed once can be added again.
    page.click("add-sample");
    page.wait_for("sample");
    stage.end();
}

/// Rows of a long list; `cargo xtask nightly` asks for more.
fn many() -> u32 {
    std::env::var("ELEX_ROWS").map_or(5_000, |rows| {
        rows.parse().expect("ELEX_ROWS is a number of rows")
    })
}

fn a_long_list_draws_only_what_is_in_view(kind: Kind) {
    let stage = Stage::new(kind);
    let browser = &stage.browser;
    let page = Memory::open(browser, &stage.server, "");
    page.wait_for("memory-empty");
    let rows = many();
    let line = |number: u32| {
        format!(
            "{{\"task_description\":\"task {number}\",\"task_category\":\"many\",\"strategy\":\"do it\"}}\n"
        )
    };
    let lines: String = (1..=rows).map(line).collect();
    let last = rows.to_string();
    page.choose_file(stage.profile.folder(), &lines);
    page.keep();
    page.wait_for("pattern");
    let drawn = page.attributes("[data-test=pattern]", "aria-setsize");
    assert!(drawn.len() < 60, "{} rows in the document", drawn.len());
    assert!(drawn.iter().all(|it| *it == last), "{drawn:?}");

    page.click("memory-list");
    browser.press(&[key::END]);
    wait::until("the last row", || {
        let places = page.attributes(
            "[data-test=pattern]:not([data-pattern=\"\"])",
            "aria-posinset",
        );
        places.contains(&last).then_some(())
    });
    browser.press(&[key::ENTER]);
    page.wait_for("pattern-name");
    browser.press(&[key::HOME]);
    wait::until("the first row", || {
        let places = page.attributes("[data-test=pattern]", "aria-posinset");
        places.first().is_some_and(|it| it == "1").then_some(())
    });
    stage.end();
}

fn near_copies_are_merged_on_a_click_and_come_apart_again(kind: Kind) {
    let stage = Stage::new(kind);
    let page = Memory::open(&stage.browser, &stage.server, "");
    page.wait_for("memory-empty");
    page.add(LATE, "Cut the wait by two steps", "mobility", "1");
    page.add(
        &format!("{LATE}."),
        "Cut the wait by two steps",
        "mobility",
        "0",
    );
    page.click("memory-tidy");
    page.click("tidy-do");
    page.click("tidy-close");
    wait::until("one pattern", || (page.names().len() == 1).then_some(()));

    page.reload();
    wait::until("still one pattern", || {
        (page.names().len() == 1).then_some(())
    });
    page.click("pattern");
    page.wait_for_tile("worked", "1 of 2");
    page.click("unmerge");
    wait::until("two patterns", || (page.names().len() == 2).then_some(()));
    stage.end();
}
