//! How long it takes; run by hand.

use std::hint::black_box;
use std::time::{Duration, Instant};

use super::super::rows::Rows;
use super::super::scan::nearest;
use super::super::{Fields, Index, Options, Query};
use super::{rows, table, text};

const PATTERNS: u32 = 10_000;
const ASKED: usize = 10;

/// `cargo test --release -p engine memory::search::tests::speed -- --ignored --nocapture`
#[test]
#[ignore = "a measurement, for a release build"]
fn speed() {
    let (patterns, queries) = (rows("patterns.jsonl"), rows("queries.jsonl"));
    let (mut index, mut vectors) = (Index::default(), Rows::default());
    let start = Instant::now();
    for slot in 0..PATTERNS {
        // Ten times the committed patterns, each time told of another site.
        let row = &patterns[slot as usize % patterns.len()];
        let lead = format!("{} Site {slot}.", text(row, "task"));
        let fields = Fields {
            lead: &lead,
            body: text(row, "strategy"),
        };
        let vector = fields.embed(table());
        index.insert(slot, &fields, &vector);
        vectors.insert(slot, &vector);
    }
    println!(
        "insert, with embedding: {:?} each",
        start.elapsed() / PATTERNS
    );
    let asked: Vec<_> = queries
        .iter()
        .map(|row| (text(row, "query"), table().embed(text(row, "query"))))
        .collect();
    let measure = |what: &str, run: &dyn Fn(&Query<'_>)| {
        let mut times: Vec<Duration> = Vec::new();
        for (text, vector) in asked.iter().cycle().take(2200) {
            let start = Instant::now();
            run(&Query { text, vector });
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let at = |percent: usize| times[times.len() * percent / 100];
        println!(
            "{what}: p50 {:?}, p95 {:?} (n {})",
            at(50),
            at(95),
            times.len()
        );
    };
    measure("scan", &|query| {
        black_box(nearest(&vectors, query.vector, ASKED, &|_| true));
    });
    measure("find without contrast", &|query| {
        let mut options = Options::best(ASKED);
        options.contrast = false;
        black_box(index.find(query, &options));
    });
    measure("find", &|query| {
        black_box(index.find(query, &Options::best(ASKED)));
    });
    measure("embed and find", &|query| {
        let vector = table().embed(query.text);
        let query = Query {
            text: query.text,
            vector: &vector,
        };
        black_box(index.find(&query, &Options::best(ASKED)));
    });
}
