//! The memory through the facade, over a SQLite file: what a host's user waits for.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use engine::storage::adapters::sqlite;
use engine::storage::{Durability, StorageBackend};
use pollster::block_on;
use protocol::data::Change;
use protocol::ids::FactId;
use protocol::memory::{Filter, Found, ImportStep, Lines, MemoryReply, MemoryRequest};
use protocol::records::Pattern;
use protocol::time::{Hlc, Timestamp};
use serde_json::{Value, json};

use crate::device::{Device, ME};
use crate::harness::{Harness, Measured, Watch, now};
use crate::random::Random;
use crate::report::Report;
use crate::texts::{PATTERNS, Texts};
use crate::vectors::ASKED;

/// Bytes of a file that a host hands over at once.
pub const PIECE: usize = 64 * 1024;
/// Lines of a list.
const LINES: u32 = 10;

/// Measures; the rows are left in the folder for others to measure with.
pub fn measure(texts: &Texts, harness: Harness, folder: &Path, report: &mut Report) {
    let lines: Vec<String> = texts.patterns.iter().map(line).collect();
    let file = |at: usize| folder.join(format!("elex-{at}.db"));
    let times = (0..harness.times(3)).map(|at| import(&Device::open(&file(at)), &lines));
    let times: Vec<Duration> = times.collect();
    report.add(
        "import 10,000 patterns in one transaction",
        Measured::of(Watch::Wall, &times),
    );
    let file = file(0);
    opens(&file, texts, harness, report);

    let device = Device::open(&file);
    let ids = ids(&device);
    assert_eq!(ids.len(), PATTERNS, "every pattern was imported");
    leave(folder, texts, &ids);
    reads(&device, texts, &ids, harness, report);
    stores(&device, texts, harness, folder, report);
}

/// From a closed file to the first answers.
fn opens(file: &Path, texts: &Texts, harness: Harness, report: &mut Report) {
    let (mut walls, mut processors, mut searches) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..harness.times(5) {
        let (wall, processor) = (now(Watch::Wall), now(Watch::Processor));
        let device = Device::open(file);
        device.memory(MemoryRequest::Stats);
        walls.push(now(Watch::Wall).saturating_sub(wall));
        processors.push(now(Watch::Processor).saturating_sub(processor));
        let start = now(Watch::Wall);
        find(&device, texts, at);
        searches.push(now(Watch::Wall).saturating_sub(start));
    }
    let what = "open: read, fold and derive 10,000 patterns";
    report.add(what, Measured::of(Watch::Wall, &walls));
    let computed = Measured::of(Watch::Processor, &processors);
    report.add(&format!("{what}: of it computed"), computed);
    report.add(
        "first search after it",
        Measured::of(Watch::Wall, &searches),
    );
}

fn reads(device: &Device, texts: &Texts, ids: &[FactId], harness: Harness, report: &mut Report) {
    let mut random = Random::of(2);
    report.add(
        "get by id",
        harness.time(Watch::Wall, |_| {
            let pattern = *random.one(ids);
            device.memory(MemoryRequest::Get { pattern });
        }),
    );
    let mut random = Random::of(3);
    report.add(
        "list the newest 10 of a category",
        harness.time(Watch::Wall, |_| {
            let category = Some(random.one(&texts.patterns).category.clone());
            let filter = Filter {
                category,
                ..Filter::default()
            };
            list(device, filter, 0, LINES);
        }),
    );
    report.add(
        "find 10 by a text",
        harness.time(Watch::Wall, |at| drop(find(device, texts, at))),
    );
}

fn stores(device: &Device, texts: &Texts, harness: Harness, folder: &Path, report: &mut Report) {
    report.add(
        "store, synchronous FULL",
        harness.time(Watch::Wall, |at| {
            device.memory(MemoryRequest::Store(Box::new(another(texts, at))));
        }),
    );
    // The facade acknowledges nothing that power loss can take away, so this is the store beneath it.
    let opened = block_on(sqlite::open(&folder.join("relaxed.db"), ME));
    let backend = opened.expect("the store opens").backend;
    report.add(
        "store, synchronous NORMAL, without the facade",
        harness.time(Watch::Wall, |at| {
            let fact = another(texts, at).seal(ME, Hlc::at(Timestamp(crate::wall_clock().0)));
            let batch = vec![Change::AddFact(fact)];
            block_on(backend.apply(batch, Durability::Relaxed)).expect("it is stored");
        }),
    );
}

/// A pattern that is not there yet.
fn another(texts: &Texts, at: usize) -> Pattern {
    let like = texts.patterns.get(at % PATTERNS);
    let mut pattern = like.expect("there are patterns").clone();
    pattern.title = format!("Site {at}");
    pattern.made = None;
    pattern
}

/// How long the reading and keeping of the lines takes.
fn import(device: &Device, lines: &[String]) -> Duration {
    let file = lines.concat();
    let start = Instant::now();
    device.import(ImportStep::Begin);
    for piece in file.as_bytes().chunks(PIECE) {
        device.import(ImportStep::Bytes(piece.to_vec()));
    }
    device.import(ImportStep::End);
    let report = device.import(ImportStep::Keep);
    let took = start.elapsed();
    assert!(report.kept, "all of it is kept");
    took
}

/// A pattern as a line of a file that somebody wrote by hand.
pub fn line(pattern: &Pattern) -> String {
    let mut line = json!({
        "task_description": pattern.task,
        "task_category": pattern.category,
        "strategy": pattern.strategy,
        "title": pattern.title,
        "made": pattern.made.unwrap_or_default().written(),
    });
    if let Some(outcome) = &pattern.outcome {
        line["success_score"] = json!(f64::from(outcome.score.micro()) / 1e6);
    }
    format!("{line}\n")
}

fn find(device: &Device, texts: &Texts, at: usize) -> Found {
    let text = texts.queries.get(at % texts.queries.len());
    let request = MemoryRequest::Find {
        text: text.expect("there are queries").clone(),
        filter: Filter::default(),
        limit: ASKED as u32,
        spread_percent: None,
        counts: false,
    };
    match device.memory(request) {
        MemoryReply::Find(found) if !found.hashed => found,
        other => panic!("not found by the table: {other:?}"),
    }
}

fn list(device: &Device, filter: Filter, offset: u32, limit: u32) -> Lines {
    let request = MemoryRequest::List {
        filter,
        offset,
        limit,
    };
    match device.memory(request) {
        MemoryReply::List(lines) => lines,
        other => panic!("no list: {other:?}"),
    }
}

/// All ids, in the order of the texts.
fn ids(device: &Device) -> Vec<FactId> {
    let mut ids = Vec::new();
    while ids.len() < PATTERNS {
        let offset = u32::try_from(ids.len()).expect("a few thousand");
        let page = list(device, Filter::default(), offset, 500);
        if page.lines.is_empty() {
            break;
        }
        ids.extend(page.lines.iter().map(|line| line.id));
    }
    ids.reverse(); // lists begin with the newest
    ids
}

/// The rows as others store them: an id and the same texts.
fn leave(folder: &Path, texts: &Texts, ids: &[FactId]) {
    let row = |(id, pattern): (&FactId, &Pattern)| -> Value {
        json!({
            "id": id.to_string(),
            "task": pattern.task,
            "category": pattern.category,
            "strategy": pattern.strategy,
            "title": pattern.title,
            "technology": pattern.technology.map(|one| format!("{one:?}")),
            "score": pattern.outcome.as_ref().map(|one| f64::from(one.score.micro()) / 1e6),
            "made": pattern.made.unwrap_or_default().0,
        })
    };
    let rows = ids.iter().zip(&texts.patterns).map(row);
    let lines: String = rows.map(|row| format!("{row}\n")).collect();
    fs::write(folder.join("rows.jsonl"), lines).expect("the folder takes files");
}
