//! The run in a few figures.

use leptos::prelude::*;
use protocol::benchmark::Report;
use protocol::words;

use crate::browser::Moment;

/// Draws the tiles.
pub fn tiles(report: &Report) -> AnyView {
    let goals = report.rows.iter().filter_map(|row| {
        let beside = row.beside.as_ref()?;
        Some(beside.ratio_milli <= beside.goal_milli?)
    });
    let goals: Vec<bool> = goals.collect();
    let met = goals.iter().filter(|met| **met).count();
    let seconds = (report.took_millis + 500) / 1_000;
    let when = format!("{}, {seconds} s", Moment::of(report.at).day_and_clock());
    let patterns = format!("{} patterns", words::grouped(u64::from(report.patterns)));
    let notes = report
        .notes
        .iter()
        .map(|(what, figure)| tile(what.clone(), figure.clone(), String::new()));
    view! {
        <div class="tiles tiles--benchmark">
            {tile("Goals met".to_owned(), format!("{met} of {}", goals.len()), "goals for the ratio, of the project's plan".to_owned())}
            {notes.collect_view()}
            <div class="tile">
                <span class="tile__label">"Machine"</span>
                <span>{format!("{} cores", report.cores)}</span>
                <span class="tile__remark">{report.browser.clone()}</span>
            </div>
            <div class="tile">
                <span class="tile__label">"Run"</span>
                <span>{when}</span>
                <span class="tile__remark">{patterns}</span>
            </div>
        </div>
    }
    .into_any()
}

fn tile(label: String, figure: String, remark: String) -> AnyView {
    view! {
        <div class="tile">
            <span class="tile__label">{label}</span>
            <span class="tile__figure">{figure}</span>
            <span class="tile__remark">{remark}</span>
        </div>
    }
    .into_any()
}
