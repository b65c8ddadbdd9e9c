//! Measures the engine in the browser that runs it, for the Benchmark page: a worker of its own, so that
//! the one that hosts the engine carries none of it. It works in databases of its own, which it deletes,
//! and never opens the user's.
//!
//! What to do stands in the worker's address: `patterns`, how many there are; `quick`, a look only;
//! `vectors`, only to hand the vectors over. An empty message stops the run.

mod device;
mod ended;
mod facade;
mod harness;
mod page;
mod phrases;
mod raw;
mod report;
mod texts;
mod vectors;

use std::rc::Rc;

use engine::memory::embed::Embedder;
use engine::ports::{Clock, EmbeddingSource};
use protocol::benchmark::{Report as Told, Said};
use wasm_bindgen_futures::spawn_local;
use web_sys::UrlSearchParams;
use worker::files::FetchedFiles;
use worker::platform::{BrowserClock, scope};

use ended::{Ended, Run};
use facade::Memory;
use harness::Harness;
use page::{Page, say};
use report::Report;
use vectors::Vectors;

const PATTERNS: usize = 10_000;

fn main() {
    std::panic::set_hook(Box::new(|info| say(&Said::Failed(info.to_string()))));
    let page = Page::listen();
    spawn_local(async move {
        let ended = run(page).await;
        // However it ended, nothing is left of it.
        let tidied = facade::tidy_up().await;
        match ended.and_then(|told| tidied.map(|()| told)) {
            Ok(Some(told)) => say(&Said::Done(Box::new(told))),
            Ok(None) => {}
            Err(Ended::Stopped) => say(&Said::Stopped),
            Err(Ended::Failed(why)) => say(&Said::Failed(why)),
        }
        scope().close();
    });
}

async fn run(page: Page) -> Run<Option<Told>> {
    let asked = UrlSearchParams::new_with_str(&scope().location().search())?;
    let count = asked.get("patterns").and_then(|count| count.parse().ok());
    let count = count.unwrap_or(PATTERNS).clamp(100, PATTERNS);
    let harness = Harness::new(asked.has("quick"), page);
    let (at, start) = (BrowserClock::default().now(), harness.now());

    let mut report = Report::default();
    report.begin("Fetch the embedding table");
    let bytes = FetchedFiles::default().table(&|_, _| ()).await?;
    let table = Rc::new(bytes.into_owned());
    let embedder = Embedder::open(table.to_vec());
    let embedder = embedder.map_err(|error| Ended::Failed(error.to_string()))?;

    report.begin("Make patterns and their vectors");
    let (patterns, queries) = (texts::patterns(count), texts::queries());
    let vectors = Vectors::of(&patterns, &queries, &embedder, &harness).await?;
    if asked.has("vectors") {
        vectors.hand_over()?;
        return Ok(None);
    }
    vectors.measure(&embedder, &harness, &mut report).await?;
    drop((vectors, embedder));
    let memory = Memory {
        patterns: &patterns,
        queries: &queries,
        table: &table,
        harness: &harness,
    };
    memory.measure(&mut report).await?;
    let took_ms = harness.now() - start;
    Ok(Some(report.finish(at, took_ms, count)))
}
