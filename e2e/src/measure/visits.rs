//! From the beginning of a navigation to a field that takes a question.

use crate::{browser::Kind, cdp::Cdp, pages::Shell, stage::Stage, wait, webdriver::Session};
use benches::summary;
use serde_json::{Map, Value, json};

const SCRIPT: &str = include_str!("visits.js");
const MOMENTS: [&str; 4] = ["first_paint", "field", "app", "engine"];

/// Visits of browsers that have never been here.
pub fn first(count: usize) -> Value {
    let visits = (0..count).map(|_| {
        let stage = Stage::new(Kind::Chromium);
        let cdp = Cdp::of(&stage.browser);
        cdp.before_each_page(SCRIPT);
        let moments = visit(&stage);
        stage.end();
        moments
    });
    summed_up(&visits.collect::<Vec<_>>())
}

/// Visits after the app was stored on the device.
pub fn repeat(count: usize) -> Value {
    let stage = Stage::new(Kind::Chromium);
    Shell::open(&stage.browser, &stage.server, "/").wait_until_offline_ready();
    Cdp::of(&stage.browser).before_each_page(SCRIPT);
    let visits = (0..count).map(|_| {
        stage.browser.go("about:blank");
        visit(&stage)
    });
    let figures = summed_up(&visits.collect::<Vec<_>>());
    stage.end();
    figures
}

/// The moments of one visit.
fn visit(stage: &Stage) -> Value {
    Shell::open(&stage.browser, &stage.server, "/").wait_until_ready();
    wait::until("the first paint is noted", || moments(&stage.browser))
}

fn moments(session: &Session) -> Option<Value> {
    let script = "const paint = performance.getEntriesByName('first-contentful-paint')[0]; \
        return { ...window.moments, first_paint: paint?.startTime };";
    let moments = session.try_run(script, &[]).ok()?;
    MOMENTS
        .iter()
        .all(|name| moments[name].is_number())
        .then_some(moments)
}

fn summed_up(visits: &[Value]) -> Value {
    let figures = MOMENTS.iter().map(|name| {
        let values = visits
            .iter()
            .filter_map(|moments| moments[name].as_f64())
            .collect();
        ((*name).to_owned(), summary(values))
    });
    let mut figures: Map<String, Value> = figures.collect();
    let usable = visits
        .iter()
        .filter_map(|it| Some(it["app"].as_f64()?.max(it["engine"].as_f64()?)));
    figures.insert("usable".to_owned(), summary(usable.collect()));
    json!(figures)
}
