//! The memory through the facade, in a database of its own, and IndexedDB by hand in turns with it.

use protocol::ids::{FactId, RequestId};
use protocol::memory::{Filter, ImportStep, MemoryReply, MemoryRequest};
use protocol::message::{Body, Envelope, Reply};
use protocol::records::Pattern;
use protocol::time::Hlc;
use protocol::words;
use wasm_bindgen::JsValue;

use crate::device::{Device, ME, Table};
use crate::ended::{Ended, Run};
use crate::harness::{Harness, Times};
use crate::raw::{self, Raw};
use crate::report::Report;
use crate::texts;
use crate::vectors::ASKED;

/// Ours and the one by hand. The user's own database has another name.
const DATABASES: [&str; 2] = ["elex-benchmark", "elex-benchmark-raw"];
/// Bytes of a file that a host hands over at once.
const PIECE: usize = 64 * 1024;
/// Lines of a list.
const LINES: u32 = 10;

/// The memory that is measured.
pub struct Memory<'a> {
    /// Its patterns.
    pub patterns: &'a [Pattern],
    /// What is searched for.
    pub queries: &'a [String],
    /// The embedding table.
    pub table: &'a Table,
    /// Takes the times.
    pub harness: &'a Harness,
}

/// Deletes what a run leaves, also one that was cut off.
pub async fn tidy_up() -> Run {
    for name in DATABASES {
        raw::delete(name).await?;
    }
    Ok(())
}

impl Memory<'_> {
    /// Measures.
    pub async fn measure(&self, report: &mut Report) -> Run {
        let rows = self.rows()?;
        self.imports(&rows, report).await?;
        self.openings(report).await?;
        let [ours, theirs] = DATABASES;
        let device = Device::open(ours, self.table).await?;
        let raw = Raw::open(theirs).await?;
        self.reads(&device, &raw, report).await?;
        self.stores(&device, &raw, report).await?;
        raw.close();
        device.close().await;
        Ok(())
    }

    async fn imports(&self, rows: &[JsValue], report: &mut Report) -> Run {
        let what = format!("Import {}", self.count());
        report.begin(&what);
        let file: String = self.patterns.iter().map(texts::line).collect();
        let (mut imports, mut puts) = (once(), once());
        for _ in 0..self.harness.repeats.min(3) {
            self.harness.breathe().await?;
            tidy_up().await?;
            let [ours, theirs] = DATABASES;
            let device = Device::open(ours, self.table).await?;
            let start = self.harness.now();
            device.import(ImportStep::Begin).await?;
            for piece in file.as_bytes().chunks(PIECE) {
                device.import(ImportStep::Bytes(piece.to_vec())).await?;
            }
            device.import(ImportStep::End).await?;
            let kept = device.import(ImportStep::Keep).await?;
            imports.micros.push(self.since(start));
            device.close().await;
            if !kept.kept || kept.patterns as usize != self.patterns.len() {
                return Err(Ended::Failed("not all patterns were imported".to_owned()));
            }
            let raw = Raw::open(theirs).await?;
            let start = self.harness.now();
            raw.put(rows).await?;
            puts.micros.push(self.since(start));
            raw.close();
        }
        let what = (what.as_str(), "JSON Lines, one transaction");
        report.compare(what, &imports, ("raw bulk put", &puts), Some(0.6));
        Ok(())
    }

    async fn openings(&self, report: &mut Report) -> Run {
        let what = format!("Open with {} and search", self.count());
        report.begin(&what);
        let (mut opens, mut reads) = (once(), once());
        for at in 0..self.harness.repeats {
            self.harness.breathe().await?;
            let [ours, theirs] = DATABASES;
            let start = self.harness.now();
            let device = Device::open(ours, self.table).await?;
            self.find(&device, at).await?;
            opens.micros.push(self.since(start));
            device.close().await;
            let start = self.harness.now();
            let raw = Raw::open(theirs).await?;
            raw.all().await?;
            reads.micros.push(self.since(start));
            raw.close();
        }
        let beside = ("raw open and read all", &reads);
        report.compare((&what, "nothing in memory"), &opens, beside, Some(0.5));
        Ok(())
    }

    async fn reads(&self, device: &Device, raw: &Raw, report: &mut Report) -> Run {
        report.begin("Find by text");
        let find = self.harness.time(async |at| self.find(device, at).await);
        let how = format!("{}, vectors, words and contrast", self.count());
        report.add("Find by text", &how, &find.await?);

        report.begin("Get one pattern");
        let ids = self.ids(device).await?;
        let keys: Vec<JsValue> = self.sealed().map(|(id, _)| id.into()).collect();
        let (ours, theirs) = self
            .harness
            .pair(
                async |at| {
                    let pattern = ids[scattered(at, ids.len())];
                    device.memory(MemoryRequest::Get { pattern }).await?;
                    Ok(())
                },
                async |at| {
                    raw.get(&keys[scattered(at, keys.len())]).await?;
                    Ok(())
                },
            )
            .await?;
        let what = ("Get one pattern", "inside the worker");
        report.compare(what, &ours, ("raw get", &theirs), Some(0.2));

        report.begin("Get one pattern from the page");
        let round = self.harness.time(async |at| {
            let pattern = ids[scattered(at, ids.len())];
            let reply = device.memory(MemoryRequest::Get { pattern }).await?;
            let envelope = Envelope::new(RequestId(1), Body::Reply(Reply::Memory(reply)));
            let bytes = envelope.to_bytes();
            let bytes = bytes.map_err(|error| Ended::Failed(error.to_string()))?;
            self.harness.page().echo(bytes).await;
            Ok(())
        });
        let what = "Get one pattern from the page";
        report.add(
            what,
            "a get, its reply to the page, a message back",
            &round.await?,
        );

        report.begin("List 10 by category");
        let category = |at: usize| &self.patterns[scattered(at, self.patterns.len())].category;
        let (ours, theirs) = self
            .harness
            .pair(
                async |at| {
                    let filter = Filter {
                        category: Some(category(at).clone()),
                        ..Filter::default()
                    };
                    list(device, filter, 0, LINES).await?;
                    Ok(())
                },
                async |at| {
                    raw.among(&category(at).into(), LINES).await?;
                    Ok(())
                },
            )
            .await?;
        let what = ("List 10 by category", "inside the worker");
        report.compare(what, &ours, ("raw index read of 10", &theirs), Some(0.2));
        Ok(())
    }

    async fn stores(&self, device: &Device, raw: &Raw, report: &mut Report) -> Run {
        report.begin("Store, acknowledged");
        let another = |at: usize| {
            let mut pattern = self.patterns[scattered(at, self.patterns.len())].clone();
            pattern.title = format!("Site {at}");
            pattern
        };
        let (ours, theirs) = self
            .harness
            .pair(
                async |at| {
                    let pattern = Box::new(another(at));
                    device.memory(MemoryRequest::Store(pattern)).await?;
                    Ok(())
                },
                async |at| {
                    let pattern = another(at);
                    let made = pattern.made.unwrap_or_default();
                    let fact = pattern.seal(ME, Hlc::at(made));
                    let id = fact.id().to_string();
                    raw.put(&[raw::row(&id, &pattern.category, fact.bytes())?])
                        .await
                },
            )
            .await?;
        let what = ("Store, acknowledged", "strict durability");
        report.compare(what, &ours, ("raw strict put", &theirs), Some(1.2));
        Ok(())
    }

    async fn find(&self, device: &Device, at: usize) -> Run {
        let request = MemoryRequest::Find {
            text: self.queries[at % self.queries.len()].clone(),
            filter: Filter::default(),
            limit: ASKED as u32,
            spread_percent: None,
            counts: false,
        };
        match device.memory(request).await? {
            MemoryReply::Find(found) if !found.hashed => Ok(()),
            _ => Err(Ended::Failed("not found by the table".to_owned())),
        }
    }

    /// All ids, in no order that matters.
    async fn ids(&self, device: &Device) -> Run<Vec<FactId>> {
        let mut ids = Vec::with_capacity(self.patterns.len());
        while ids.len() < self.patterns.len() {
            let page = list(device, Filter::default(), ids.len() as u32, 500).await?;
            if page.is_empty() {
                return Err(Ended::Failed("patterns are missing".to_owned()));
            }
            ids.extend(page);
        }
        Ok(ids)
    }

    /// The rows as IndexedDB gets them by hand: the bytes that we store.
    fn rows(&self) -> Run<Vec<JsValue>> {
        let pairs = self.patterns.iter().zip(self.sealed());
        pairs
            .map(|(pattern, (id, bytes))| raw::row(&id, &pattern.category, &bytes))
            .collect()
    }

    fn sealed(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.patterns.iter().map(|pattern| {
            let made = pattern.made.unwrap_or_default();
            let fact = pattern.seal(ME, Hlc::at(made));
            (fact.id().to_string(), fact.bytes().to_vec())
        })
    }

    fn count(&self) -> String {
        format!("{} patterns", words::grouped(self.patterns.len() as u64))
    }

    fn since(&self, start: f64) -> f64 {
        (self.harness.now() - start) * 1_000.0
    }
}

/// A piece of a list.
async fn list(device: &Device, filter: Filter, offset: u32, limit: u32) -> Run<Vec<FactId>> {
    let request = MemoryRequest::List {
        filter,
        offset,
        limit,
    };
    match device.memory(request).await? {
        MemoryReply::List(page) => Ok(page.lines.iter().map(|line| line.id).collect()),
        _ => Err(Ended::Failed("no list".to_owned())),
    }
}

/// A place that is not beside the one before.
const fn scattered(at: usize, of: usize) -> usize {
    (at * 7_919 + 13) % of
}

/// Times of what is done once at a time.
const fn once() -> Times {
    Times {
        batch: 1,
        micros: Vec::new(),
    }
}
