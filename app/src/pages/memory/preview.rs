//! What an import would keep: problems first, then a sample. Nothing is stored until it is kept.

use leptos::prelude::*;
use protocol::memory::{ImportReport, RowError};
use protocol::words;

use super::import::Import;
use crate::components::{self, Icon, close_dialog, icon, open_dialog};

const PREVIEW: &str = "memory-preview";

/// Opens the dialog.
pub fn open(import: Import) {
    open_dialog(PREVIEW, import.session.open.import);
}

/// Closes it.
pub fn close() {
    close_dialog(PREVIEW);
}

/// Draws the dialog. However it is closed without keeping, the import is dropped.
pub fn dialog(import: Import) -> AnyView {
    let open = import.session.open.import;
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            import.drop_it();
        }
        now
    });
    let body = move || {
        import
            .report
            .get()
            .map(|(name, report)| body(import, &name, &report))
    };
    let body = view! { <div class="dialog__body">{move || body()}</div> };
    components::dialog(
        PREVIEW,
        "dialog dialog--wide",
        "Import",
        open,
        body.into_any(),
    )
}

fn body(import: Import, name: &str, report: &ImportReport) -> AnyView {
    let count = |count: u32| words::grouped(u64::from(count));
    let nothing = report.patterns == 0 && report.outcomes == 0 && report.others == 0;
    let keep = match report.patterns {
        1 => "Keep 1 pattern".to_owned(),
        patterns if patterns > 0 => format!("Keep {} patterns", count(patterns)),
        _ => "Keep".to_owned(),
    };
    let refused = report.refused;
    let refused_class = if refused > 0 { "import__refused" } else { "" };
    let sentence = match (nothing, refused) {
        (true, 0) => "Everything in it is here already.".to_owned(),
        (true, _) => "Nothing in it can be taken.".to_owned(),
        (false, 0) => "Nothing is stored until you keep it.".to_owned(),
        (false, refused) => format!(
            "{} refused; the others can be kept. Nothing is stored until you keep it.",
            lines(refused)
        ),
    };
    view! {
        <div class="section__head">
            <h2>"Import " <span dir="auto">{name.to_owned()}</span></h2>
            <span class="quiet">{lines(report.lines)} " read"</span>
        </div>
        {errors(report)}
        <dl class="import__counts" data-test="import-counts">
            <div><dt>"New patterns"</dt> <dd>{count(report.patterns)}</dd></div>
            <div><dt>"New outcomes"</dt> <dd>{count(report.outcomes)}</dd></div>
            <div><dt>"Other rows"</dt> <dd>{count(report.others)}</dd></div>
            <div><dt>"Here already"</dt> <dd>{count(report.known)}</dd></div>
            <div><dt>"Refused"</dt> <dd class=refused_class>{words::grouped(refused)}</dd></div>
        </dl>
        {sample(report)}
        <p class="second">{sentence}</p>
        <div class="dialog__actions">
            <button type="button" class="button" data-test="import-drop" on:click=|_| close()>"Drop"</button>
            <button
                type="button"
                class="button button--primary"
                data-test="import-keep"
                disabled=nothing
                on:click=move |_| import.keep()
            >
                {icon(Icon::Import)} {keep}
            </button>
        </div>
    }
    .into_any()
}

fn lines(count: u64) -> String {
    let many = if count == 1 { "" } else { "s" };
    format!("{} line{many}", words::grouped(count))
}

fn errors(report: &ImportReport) -> Option<AnyView> {
    let shown = report.errors.len() as u64;
    let more =
        (report.refused > shown).then(|| format!("and {} more", lines(report.refused - shown)));
    let rows = report.errors.iter().map(|error: &RowError| {
        view! {
            <tr>
                <td class="number">{words::grouped(error.line)}</td>
                <td><span class="import__refused">{icon(Icon::Bad)} "Refused"</span></td>
                <td dir="auto">{words::row_fault(error)}</td>
            </tr>
        }
        .into_any()
    });
    (shown > 0).then(|| {
        view! {
            <div class="table-frame import__errors" tabindex="0" role="group" aria-label="Lines that cannot be taken">
                <table class="table" data-test="import-errors">
                    <thead>
                        <tr>
                            <th scope="col" class="number">"Line"</th>
                            <th scope="col">"Result"</th>
                            <th scope="col">"What is wrong"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
                <p class="quiet">{more}</p>
            </div>
        }
        .into_any()
    })
}

fn sample(report: &ImportReport) -> Option<AnyView> {
    let names = report.sample.iter();
    let names = names.map(|name| view! { <li dir="auto">{name.clone()}</li> }.into_any());
    (!report.sample.is_empty()).then(|| {
        view! {
            <div class="import__sample">
                <h3>"Patterns, the first of them"</h3>
                <ul data-test="import-sample" tabindex="0">{names.collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}
