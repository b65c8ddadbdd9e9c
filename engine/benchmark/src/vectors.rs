//! Vectors without a store: embedding, the exact scan, its kernels.

use std::hint::black_box;

use engine::memory::embed::{Embedder, Vector};
use engine::memory::search::kernel::{self, Row, scalar};
use engine::memory::search::{Fields, Index, Slot};
use js_sys::{Float32Array, Object, Reflect, Uint32Array};
use protocol::records::Pattern;
use protocol::words;
use serde_json::json;
use worker::platform::scope;

use crate::ended::Run;
use crate::harness::Harness;
use crate::report::Report;

/// Neighbours that are asked for.
pub const ASKED: usize = 10;
/// Twenty words, as a task of a pattern has them.
const TEXT: &str = "Handovers to the northern neighbour come too late in the rush hour and phones drop \
    their calls before the command arrives";

/// What is searched, and what for.
pub struct Vectors {
    index: Index,
    rows: Vec<Vector>,
    queries: Vec<Vector>,
    exact: Vec<Vec<Slot>>,
}

impl Vectors {
    /// Embeds the patterns and the queries, and finds what is nearest by f32.
    pub async fn of(
        patterns: &[Pattern],
        queries: &[String],
        table: &Embedder,
        harness: &Harness,
    ) -> Run<Self> {
        let (mut index, mut rows) = (Index::default(), Vec::with_capacity(patterns.len()));
        for (slot, pattern) in (0..).zip(patterns) {
            let fields = Fields {
                lead: &pattern.task,
                body: &pattern.strategy,
            };
            let vector = fields.embed(table);
            index.insert(slot, &fields, &vector);
            rows.push(vector);
            if slot % 1_000 == 0 {
                harness.breathe().await?;
            }
        }
        let queries: Vec<Vector> = queries.iter().map(|text| table.embed(text)).collect();
        let mut exact = Vec::with_capacity(queries.len());
        for query in &queries {
            exact.push(nearest(&rows, query));
            harness.breathe().await?;
        }
        Ok(Self {
            index,
            rows,
            queries,
            exact,
        })
    }

    /// Measures.
    pub async fn measure(&self, table: &Embedder, harness: &Harness, report: &mut Report) -> Run {
        report.begin("Embed a text");
        let embed = harness.time(async |_| Ok(drop(black_box(table.embed(TEXT)))));
        report.add("Embed a text", "20 words", &embed.await?);

        report.begin("Find similar");
        let search =
            harness.time(async |at| Ok(drop(black_box(self.index.nearest(self.query(at), ASKED)))));
        let how = format!("{}, k = 10, vector given, exact", self.count());
        report.add("Find similar", &how, &search.await?);
        let recall = self.recall();
        report.note("Recall@10 against f32", format!("{recall}"), json!(recall));
        self.kernels(harness, report).await
    }

    /// The products of one query with all vectors, by each way.
    async fn kernels(&self, harness: &Harness, report: &mut Report) -> Run {
        let rows: Vec<Row> = self.rows.iter().map(|one| one.quantise().values).collect();
        let query = self.query(0);
        let small = query.quantise().values;
        let (mut fast, mut plain) = (Vec::new(), vec![0; rows.len()]);
        let how = format!("{} with a query", self.count());
        report.begin("Products in 8 bits, SIMD");
        let (ours, theirs) = harness
            .pair(
                async |_| {
                    kernel::dots(black_box(&small), &rows, &mut fast);
                    black_box(&fast);
                    Ok(())
                },
                async |_| {
                    scalar::dots(black_box(&small), &rows, &mut plain);
                    black_box(&plain);
                    Ok(())
                },
            )
            .await?;
        let beside = ("8 bits, scalar code", &theirs);
        report.compare(("Products in 8 bits, SIMD", &how), &ours, beside, None);

        report.begin("Products in 8 bits, beside f32");
        let (ours, theirs) = harness
            .pair(
                async |_| {
                    kernel::dots(black_box(&small), &rows, &mut fast);
                    black_box(&fast);
                    Ok(())
                },
                async |_| {
                    for vector in &self.rows {
                        black_box(vector.cosine(black_box(query)));
                    }
                    Ok(())
                },
            )
            .await?;
        let beside = ("f32, scalar code", &theirs);
        report.compare(
            ("Products in 8 bits, beside f32", &how),
            &ours,
            beside,
            None,
        );
        Ok(())
    }

    /// Hands vectors, queries and what is nearest to whoever started this worker, to measure others with.
    pub fn hand_over(&self) -> Run {
        let numbers = |vectors: &[Vector]| {
            let all: Vec<f32> = vectors.iter().flat_map(Vector::as_slice).copied().collect();
            Float32Array::from(all.as_slice())
        };
        let exact: Vec<u32> = self.exact.iter().flatten().copied().collect();
        let message = Object::new();
        Reflect::set(&message, &"vectors".into(), &numbers(&self.rows))?;
        Reflect::set(&message, &"queries".into(), &numbers(&self.queries))?;
        let exact = Uint32Array::from(exact.as_slice());
        Reflect::set(&message, &"nearest".into(), &exact)?;
        Ok(scope().post_message(&message)?)
    }

    /// The share of the nearest that our scan finds.
    fn recall(&self) -> f64 {
        let pairs = self.queries.iter().zip(&self.exact);
        let found = |(query, exact): (&Vector, &Vec<Slot>)| {
            let near = self.index.nearest(query, ASKED);
            near.iter().filter(|(slot, _)| exact.contains(slot)).count()
        };
        let found: usize = pairs.map(found).sum();
        let share = found as f64 / (self.queries.len() * ASKED) as f64;
        (share * 10_000.0).round() / 10_000.0
    }

    fn query(&self, at: usize) -> &Vector {
        &self.queries[at % self.queries.len()]
    }

    fn count(&self) -> String {
        format!("{} patterns", words::grouped(self.rows.len() as u64))
    }
}

/// The nearest by f32, the lower number of equals first.
fn nearest(rows: &[Vector], query: &Vector) -> Vec<Slot> {
    let mut all: Vec<(f32, Slot)> = (0..)
        .zip(rows)
        .map(|(slot, vector)| (vector.cosine(query), slot))
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    all.iter().take(ASKED).map(|(_, slot)| *slot).collect()
}
