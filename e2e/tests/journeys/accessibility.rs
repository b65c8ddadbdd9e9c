//! What axe finds on each page: nothing that hinders anyone seriously, in dark and light, at three
//! widths. `ELEX_AXE` names the file axe.min.js of npm's package axe-core.

use e2e::{
    browser::{Browser, Kind},
    cdp::Cdp,
    journeys,
    pages::{Ask, Benchmark, Memory, Shell, Verdict},
    stage::{Stage, skip},
    wait,
};
use std::{env, fs};

journeys! {
    axe_finds_nothing_serious_on_any_page: in_chromium;
    axe_finds_nothing_serious_in_what_was_measured: in_chromium;
}

const WIDTHS: [u32; 3] = [390, 900, 1440];

/// The script, where there is one.
fn axe() -> Option<String> {
    let Some(file) = env::var_os("ELEX_AXE") else {
        skip("ELEX_AXE names no axe.min.js");
        return None;
    };
    Some(fs::read_to_string(file).expect("axe.min.js"))
}

/// A journey of its own: a run is gone when the page is loaded again.
fn axe_finds_nothing_serious_in_what_was_measured(kind: Kind) {
    let Some(axe) = axe() else {
        return;
    };
    let stage = Stage::new(kind);
    let page = Benchmark::open(&stage.browser, &stage.server, true);
    page.run();
    let cdp = Cdp::of(&stage.browser);
    for scheme in ["dark", "light"] {
        cdp.prefer(scheme);
        for width in WIDTHS {
            cdp.set_screen(width, 900);
            let found = serious_violations(&stage.browser, &axe);
            assert!(found.is_empty(), "{scheme} {width}: {found:#?}");
        }
    }
    stage.end();
}

fn axe_finds_nothing_serious_on_any_page(kind: Kind) {
    let Some(axe) = axe() else {
        return;
    };
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let mut paths: Vec<String> = [
        "/",
        "/agents",
        "/agents/NR-MOB-001",
        "/calculators",
        "/calculators/nr_arfcn_to_freq?arfcn=632628",
        "/calculators/nr_arfcn_to_freq?arfcn=3300000",
        "/memory",
        "/telemetry",
        "/benchmark",
        "/settings",
        "/no-such-page",
    ]
    .map(str::to_owned)
    .into();
    for question in [
        "range of a3-Offset?",
        "late handovers to a neighbour on the same carrier, what should I change?",
        "how do I bake sourdough bread?",
    ] {
        let response = page.ask(question);
        page.wait_until_saved();
        page.say(Verdict::Worked);
        paths.push(format!("/ask/{response}"));
    }

    // The memory with something in it; its first visit above finds it empty.
    let memory = Memory::open(&stage.browser, &stage.server, "");
    memory.wait_for("memory-empty");
    let empty = serious_violations(&stage.browser, &axe);
    assert!(empty.is_empty(), "the empty memory: {empty:#?}");
    memory.click("add-sample");
    memory.wait_for("sample");
    memory.click_on(".memory-row");
    memory.wait_for("pattern-name");
    let pattern = memory.pattern().expect("an open pattern");
    paths.push("/memory?q=late+handovers".to_owned());
    paths.push(format!("/memory/{pattern}?q=early+handover"));

    let cdp = Cdp::of(&stage.browser);
    let mut found = Vec::new();
    for scheme in ["dark", "light"] {
        cdp.prefer(scheme);
        for width in WIDTHS {
            cdp.set_screen(width, 900);
            for path in &paths {
                page.go(&stage.server, path);
                wait_until_drawn(*page);
                let violations = serious_violations(&stage.browser, &axe);
                found.extend(
                    violations
                        .into_iter()
                        .map(|it| format!("{path} {scheme} {width}: {it}")),
                );
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    stage.end();
}

/// Skeletons have given way to what they stand for.
fn wait_until_drawn(page: Shell<'_>) {
    wait::until("the page is drawn", || {
        (page.has("main h1") && !page.has(".skeleton")).then_some(())
    });
}

fn serious_violations(browser: &Browser, axe: &str) -> Vec<String> {
    // Scripts of the driver are not subject to the content policy.
    browser.run(&format!("{axe}; return null"), &[]);
    let script = "return axe.run().then(({ violations }) => violations \
        .filter(({ impact }) => impact === 'serious' || impact === 'critical') \
        .map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))";
    let violations = browser.run(script, &[]);
    let violations = violations.as_array().into_iter().flatten();
    violations
        .map(|it| it.as_str().unwrap_or_default().to_owned())
        .collect()
}
