//! `elex memory`: the reasoning memory on the command line.
//!
//! [`write`] and [`read`] turn what was typed into one request each; [`export`] and [`import`] move
//! files; `text` prints for people. Whether a pattern is good, and which one helps, the engine says.

mod error;
mod export;
mod import;
mod rank;
mod read;
mod store;
mod text;
mod write;

use std::io::{self, BufRead, Write};

use protocol::memory::{MemoryReply, MemoryRequest};
use serde::Serialize;

use crate::arguments::{Memory, MemoryCommand};
use crate::native::embedder;

pub use error::MemoryError;
pub use rank::Line;
pub use store::{Store, reply};

/// Runs a command of the memory.
///
/// # Errors
/// See [`MemoryError`]. A reader that goes away before the end is none.
pub fn run(
    options: &Memory,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), MemoryError> {
    let done = match &options.command {
        MemoryCommand::Rank(options) => rank::run(options, &embedder(), input, out),
        _ => with_store(options, input, out),
    };
    match done {
        Err(MemoryError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn with_store(
    options: &Memory,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), MemoryError> {
    let store = Store::open(options.data.as_deref())?;
    let done = run_on(&store, options, input, out);
    let closed = store.close();
    done?;
    closed
}

fn run_on(
    store: &Store,
    options: &Memory,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), MemoryError> {
    let request = match &options.command {
        MemoryCommand::Add(add) => write::add(add),
        MemoryCommand::Edit(edited) => write::edit(edited)?,
        MemoryCommand::Outcome(outcome) => write::outcome(outcome),
        MemoryCommand::Forget(forget) => write::forget(forget),
        MemoryCommand::Get(one) => read::get(one),
        MemoryCommand::List(list) => read::list(list),
        MemoryCommand::Search(search) => read::search(search)?,
        MemoryCommand::Tidy => MemoryRequest::Propose,
        MemoryCommand::Merge(merge) => write::merge(merge),
        MemoryCommand::Unmerge(one) => MemoryRequest::Unmerge {
            pattern: one.pattern,
        },
        MemoryCommand::Contradict(noted) => write::contradict(noted),
        MemoryCommand::Stats => read::stats(),
        MemoryCommand::Export(export) => return export::run(store, export, options.json, out),
        MemoryCommand::Import(import) => {
            return import::run(store, import, options.json, input, out);
        }
        MemoryCommand::Rank(_) => return Ok(()),
    };
    let reply = store.ask(request)?;
    print(&reply, options.json, out)
}

/// The reply without its name in JSON, or as text.
fn print(reply: &MemoryReply, json: bool, out: &mut impl Write) -> Result<(), MemoryError> {
    if !json {
        out.write_all(text::reply(reply).as_bytes())?;
        return Ok(out.flush()?);
    }
    match reply {
        MemoryReply::Store(view)
        | MemoryReply::Get(view)
        | MemoryReply::Edit(view)
        | MemoryReply::Forget(view)
        | MemoryReply::AddOutcome(view)
        | MemoryReply::WithdrawOutcome(view)
        | MemoryReply::Merge(view)
        | MemoryReply::Unmerge(view) => line(view, out),
        MemoryReply::List(lines) => line(lines, out),
        MemoryReply::Find(found) => line(found, out),
        MemoryReply::Stats(stats) => line(stats, out),
        MemoryReply::Import(report) => line(report, out),
        MemoryReply::Export { rows } => line(&serde_json::json!({ "rows": rows }), out),
        MemoryReply::Propose(proposals) => line(proposals, out),
        MemoryReply::Judge(judgement) => line(judgement, out),
        MemoryReply::Distil(learnt) => line(learnt, out),
        MemoryReply::Contrast { run, learnt } => {
            line(&serde_json::json!({ "run": run, "learnt": learnt }), out)
        }
        MemoryReply::Contradict => line(&serde_json::json!({}), out),
    }
}

fn line(value: &impl Serialize, out: &mut impl Write) -> Result<(), MemoryError> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(out.flush()?)
}
