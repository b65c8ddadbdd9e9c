//! What axe finds on each page: nothing that hinders anyone seriously, in dark and light, at three
//! widths. `ELEX_AXE` names the file axe.min.js of npm's package axe-core.

use e2e::{
    browser::{Browser, Kind},
    cdp::Cdp,
    journeys,
    pages::{Ask, Shell, Verdict},
    stage::{Stage, skip},
    wait,
};
use std::{env, fs};

journeys! {
    axe_finds_nothing_serious_on_any_page: in_chromium;
}

const WIDTHS: [u32; 3] = [390, 900, 1440];

fn axe_finds_nothing_serious_on_any_page(kind: Kind) {
    let Some(file) = env::var_os("ELEX_AXE") else {
        return skip("ELEX_AXE names no axe.min.js");
    };
    let axe = fs::read_to_string(file).expect("axe.min.js");
    let stage = Stage::new(kind);
    let page = Ask::open(&stage.browser, &stage.server);
    let mut paths: Vec<String> = ["/", "/telemetry", "/settings", "/no-such-page"]
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
