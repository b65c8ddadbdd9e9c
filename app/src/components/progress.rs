//! How far something long is.

use leptos::prelude::*;
use protocol::message::Stage;
use protocol::words;

/// How far: what is being done, how much of it is, and of how much.
pub type Progress = Option<(Stage, u64, Option<u64>)>;

/// Draws the progress of one stage, and a button that stops it where it can be stopped.
pub fn progress(progress: RwSignal<Progress>, of: Stage, stop: Option<Callback<()>>) -> AnyView {
    let shown = Memo::new(move |_| progress.get().filter(|(stage, ..)| *stage == of));
    let body = move || {
        shown
            .get()
            .map(|(stage, done, total)| draw(stage, done, total, stop))
    };
    view! { <div role="status">{move || body()}</div> }.into_any()
}

fn draw(stage: Stage, done: u64, total: Option<u64>, stop: Option<Callback<()>>) -> AnyView {
    let word = match stage {
        Stage::Catalogue => "Loading the catalogue",
        Stage::Embedding => "Loading the embedding table",
        Stage::Export => "Writing the file",
        Stage::Memory => "Reading the memory",
    };
    let amount = match total {
        Some(total) => format!("{} of {}", words::grouped(done), words::grouped(total)),
        None => words::grouped(done),
    };
    let percent = total.map_or(0, |total| done.saturating_mul(100) / total.max(1));
    let width = format!("{}%", percent.min(100));
    let button = stop.map(|stop| {
        view! { <button type="button" class="button" data-test="stop-progress" on:click=move |_| stop.run(())>"Stop"</button> }
            .into_any()
    });
    view! {
        <div class="stack late" data-test="progress">
            <p class="ask-remark">{word} ", " {amount}</p>
            <div class="progress"><div class="progress__done" style:inline-size=width></div></div>
            {button}
        </div>
    }
    .into_any()
}
