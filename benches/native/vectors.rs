//! Vectors and words without a store: embedding, the exact scan, its kernels, the whole search.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use engine::memory::embed::{Embedder, Vector};
use engine::memory::search::kernel::{self, Row, scalar};
use engine::memory::search::{Fields, Index, Options, Query, Slot};
use serde_json::json;

use crate::device::TABLE;
use crate::harness::{Harness, Watch};
use crate::report::Report;
use crate::texts::Texts;

/// Neighbours that are asked for.
pub const ASKED: usize = 10;
/// Twenty words, as a task of a pattern has them.
const TEXT: &str = "Handovers to the northern neighbour come too late in the rush hour and phones drop \
    their calls before the command arrives";

/// Measures; what others need to measure the same is left in the folder.
pub fn measure(texts: &Texts, harness: Harness, folder: &Path, report: &mut Report) {
    let table = Embedder::open(TABLE).expect("the table of the clone is whole");
    report.add(
        "embed a text of 20 words",
        harness.time(Watch::Processor, |_| {
            black_box(table.embed(TEXT));
        }),
    );

    let mut index = Index::default();
    let mut vectors = Vec::with_capacity(texts.patterns.len());
    for (slot, pattern) in (0..).zip(&texts.patterns) {
        let fields = Fields {
            lead: &pattern.task,
            body: &pattern.strategy,
        };
        let vector = fields.embed(&table);
        index.insert(slot, &fields, &vector);
        vectors.push(vector);
    }
    let queries: Vec<Vector> = texts.queries.iter().map(|text| table.embed(text)).collect();
    let query = |at: usize| queries.get(at % queries.len()).expect("there are queries");

    let exact: Vec<Vec<Slot>> = queries.iter().map(|one| exact(&vectors, one)).collect();
    report.note(
        "recall@10 of our scan in 8 bits against all in f32",
        json!(recall(&index, &queries, &exact)),
    );
    report.add(
        "nearest 10 of 10,000, vector given",
        harness.time(Watch::Processor, |at| {
            drop(black_box(index.nearest(query(at), ASKED)));
        }),
    );
    report.add(
        "find 10 of 10,000: vectors, words and contrast",
        harness.time(Watch::Processor, |at| {
            let text = texts.queries.get(at % texts.queries.len());
            let query = Query {
                text: text.expect("there are queries"),
                vector: query(at),
            };
            drop(black_box(index.find(&query, &Options::best(ASKED))));
        }),
    );
    kernels(&vectors, query(0), harness, report);
    leave(folder, &vectors, &queries, &exact);
}

/// The products of one query with all vectors, by each way.
fn kernels(vectors: &[Vector], query: &Vector, harness: Harness, report: &mut Report) {
    let rows: Vec<Row> = vectors.iter().map(|one| one.quantise().values).collect();
    let small = query.quantise().values;
    let mut products = Vec::new();
    let fastest = "10,000 products in 8 bits, the fastest way of this machine";
    report.add(
        fastest,
        harness.time(Watch::Processor, |_| {
            kernel::dots(black_box(&small), &rows, &mut products);
            black_box(&products);
        }),
    );
    let plain = "10,000 products in 8 bits, scalar code";
    report.add(
        plain,
        harness.time(Watch::Processor, |_| {
            scalar::dots(black_box(&small), &rows, &mut products);
            black_box(&products);
        }),
    );
    let floats = "10,000 products in f32, scalar code";
    report.add(
        floats,
        harness.time(Watch::Processor, |_| {
            for vector in vectors {
                black_box(vector.cosine(black_box(query)));
            }
        }),
    );
    report.compare(plain, fastest, "");
    report.compare(floats, fastest, "");
}

/// The nearest by f32, the lower number of equals first.
fn exact(vectors: &[Vector], query: &Vector) -> Vec<Slot> {
    let mut all: Vec<(f32, Slot)> = (0..)
        .zip(vectors)
        .map(|(slot, vector)| (vector.cosine(query), slot))
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    all.iter().take(ASKED).map(|(_, slot)| *slot).collect()
}

/// The share of the nearest that our scan finds.
fn recall(index: &Index, queries: &[Vector], exact: &[Vec<Slot>]) -> f64 {
    let pairs = queries.iter().zip(exact);
    let found = |(query, exact): (&Vector, &Vec<Slot>)| {
        let near = index.nearest(query, ASKED);
        near.iter().filter(|(slot, _)| exact.contains(slot)).count()
    };
    let found: usize = pairs.map(found).sum();
    let share = found as f64 / (queries.len() * ASKED) as f64;
    (share * 10_000.0).round() / 10_000.0
}

/// Vectors, queries and what is nearest, as the peers' scripts read them.
fn leave(folder: &Path, vectors: &[Vector], queries: &[Vector], exact: &[Vec<Slot>]) {
    let bytes = |vectors: &[Vector]| -> Vec<u8> {
        let numbers = vectors.iter().flat_map(Vector::as_slice);
        numbers.flat_map(|number| number.to_le_bytes()).collect()
    };
    let write = |name: &str, bytes: Vec<u8>| {
        fs::write(folder.join(name), bytes).expect("the folder takes files");
    };
    write("vectors.f32", bytes(vectors));
    write("queries.f32", bytes(queries));
    write("nearest.json", json!(exact).to_string().into_bytes());
}
