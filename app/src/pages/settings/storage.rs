//! Where things are stored, how much, how safe; export and delete.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::data::{Kind, Space};
use protocol::failure::Failure;
use protocol::message::{Reply, Request, Stage, StorageView};
use protocol::storage::{Adapter, RowStats};
use protocol::words;

use super::delete;
use super::look::setting;
use crate::components::{Icon, Scale, failure_note, icon, progress, scale};
use crate::pwa;
use crate::reply_of;
use crate::shell::where_stored;
use crate::state::{Session, use_session};

/// Draws the section.
pub fn storage() -> AnyView {
    let session = use_session();
    let known = RwSignal::new(None::<StorageView>);
    let failure = RwSignal::new(None::<Failure>);
    // Asking the engine is an effect on the outside; what is drawn derives from its reply.
    Effect::new(move |_| {
        session.changes.track();
        spawn_local(async move {
            match reply_of!(session.client.ask(Request::Storage).await, Reply::Storage) {
                Ok(view) => {
                    known.try_set(Some(view));
                }
                Err(failed) => {
                    failure.try_set(Some(failed));
                }
            }
        });
    });
    let remark =
        move || known.with(|known| known.as_ref().map(|known| where_stored(&known.report)));
    view! {
        <section class="section" id="storage" tabindex="-1">
            <div class="section__head">
                <h2>"Storage"</h2>
                <span class="quiet" data-test="storage-report">{move || remark()}</span>
            </div>
            {move || failure.get().map(|failure| failure_note(&failure))}
            {move || known.get().map(|known| figures(session, &known))}
            <div class="actions">
                <button type="button" class="button" data-test="export-all" on:click=move |_| session.export_everything()>
                    {icon(Icon::Export)} "Export everything"
                </button>
                <button type="button" class="button button--crit" data-test="delete-all" on:click=move |_| delete::open(session)>
                    {icon(Icon::Delete)} "Delete everything…"
                </button>
            </div>
            {progress(session.progress, Stage::Export, Some(Callback::new(move |()| session.stop_exporting())))}
        </section>
    }
    .into_any()
}

fn figures(session: Session, known: &StorageView) -> AnyView {
    let StorageView { report, stats } = known;
    let fallback = report.fallback.as_ref().map(failure_note);
    let upgraded = report.upgraded_from.map(|from| {
        let words = format!(
            "Upgraded from format {from} to {} when it was opened.",
            report.format
        );
        view! { <p class="quiet">{words}</p> }.into_any()
    });
    let rows = stats
        .rows
        .iter()
        .filter(|row| row.rows > 0)
        .map(kind_row)
        .collect::<Vec<_>>();
    let empty = rows.is_empty();
    let keep = (report.adapter == Adapter::IndexedDb && report.persisted == Some(false))
        .then(|| keep(session));
    view! {
        {fallback}
        {usage(stats.usage_bytes, stats.quota_bytes)}
        {upgraded}
        <div class="table-frame">
            <table class="table" data-test="storage-rows">
                <thead>
                    <tr>
                        <th scope="col">"What"</th>
                        <th scope="col" class="number">"Rows"</th>
                        <th scope="col" class="number">"Size"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="setting__remark" hidden=!empty>"Nothing stored yet: the first question is the first row"</p>
        {keep}
    }
    .into_any()
}

fn usage(used: Option<u64>, allowed: Option<u64>) -> AnyView {
    let Some(used) = used else {
        return view! { <p class="quiet">"The browser does not say how much is in use."</p> }
            .into_any();
    };
    let (number, unit) = words::bytes(used);
    let rest = allowed.map(|allowed| {
        let (most, most_unit) = words::bytes(allowed);
        let line = Scale {
            label: format!("{number} {unit} of {most} {most_unit} in use"),
            mark: Some(used as f64 / allowed.max(1) as f64),
            ends: ("0".to_owned(), format!("{most} {most_unit}")),
            ..Scale::default()
        };
        (format!("of {most} {most_unit} this browser allows"), line)
    });
    let (words, line) = rest.unzip();
    view! {
        <p><span class="figure">{number} <span class="unit">{unit}</span></span> " " <span class="second">{words}</span></p>
        {line.map(scale)}
    }
    .into_any()
}

fn kind_row(row: &RowStats) -> AnyView {
    let (number, unit) = words::bytes(row.bytes);
    view! {
        <tr>
            <td>{kind_name(row)}</td>
            <td class="number">{words::grouped(row.rows)}</td>
            <td class="number">{number} <span class="unit">{unit}</span></td>
        </tr>
    }
    .into_any()
}

fn kind_name(row: &RowStats) -> String {
    let name = match (row.class.as_str(), row.number) {
        ("fact", number) if number == Kind::EXCHANGE.0 => "Questions and answers",
        ("fact", number) if number == Kind::FEEDBACK.0 => "Feedback",
        ("fact", number) if number == Kind::PATTERN.0 => "Patterns",
        ("fact", number) if number == Kind::OUTCOME.0 => "Outcomes of patterns",
        ("register", number) if number == Kind::PATTERN.0 => "Edits of patterns",
        ("cell", number) if number == Kind::USAGE.0 => "Use of agents",
        ("local", number) if number == Space::TELEMETRY.0 => "Recorded use",
        ("local", number) if number == Space::SETTINGS.0 => "Settings",
        (class, number) => return format!("{class} {number}"),
    };
    name.to_owned()
}

fn keep(session: Session) -> AnyView {
    let refused = RwSignal::new(false);
    let ask = move |_| {
        spawn_local(async move {
            if pwa::ask_to_keep().await {
                session.ready.update(|ready| {
                    if let Some(ready) = ready {
                        ready.storage.persisted = Some(true);
                    }
                });
                session.refresh();
            } else {
                refused.try_set(true);
            }
        });
    };
    let control = view! {
        <div class="chips">
            <span class="quiet" role="status">{move || refused.get().then_some("The browser did not promise it")}</span>
            <button type="button" class="button" data-test="persist" on:click=ask>"Ask the browser to keep it"</button>
        </div>
    };
    setting(
        "Kept until you delete it",
        "Without this promise the browser may clear it when space is short",
        control.into_any(),
    )
}
