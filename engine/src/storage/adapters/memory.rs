//! Rows in memory: gone when the tab or the process ends, and the report says so.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use protocol::data::{Change, Key};
use protocol::failure::Failure;
use protocol::ids::ReplicaId;
use protocol::storage::{Adapter, OpenReport, StorageStats};

use super::plan::{self, Before, Plan, Write};
use super::record::{FORMAT, Record};
use super::span::{self, Span};
use super::tally::Tally;
use crate::storage::{
    Applied, Durability, Opened, Page, Row, Select, Seq, StorageBackend, StorageError,
};

/// A store in memory. It has one opener; dropping it forgets everything.
pub struct Memory {
    replica: ReplicaId,
    /// `None` once it was closed or destroyed.
    state: RefCell<Option<State>>,
}

/// Rows in the order of some bytes. One type for all orders: each kind of tree adds 5 kB to the
/// worker's wasm.
type Tree = BTreeMap<Vec<u8>, Rc<Record>>;

#[derive(Default)]
struct State {
    /// By their keys.
    rows: Tree,
    /// Facts by their times.
    times: Tree,
    /// By the numbers of their writes, see [`seq_key`].
    seqs: Tree,
    head: Seq,
}

/// Makes an empty store that writes as `fresh`. `fallback` says why it is not the first choice.
#[must_use]
pub fn open(fresh: ReplicaId, fallback: Option<Failure>) -> Opened<Memory> {
    Opened {
        backend: Memory {
            replica: fresh,
            state: RefCell::new(Some(State::default())),
        },
        replica: fresh,
        report: OpenReport {
            adapter: Adapter::Memory,
            fallback,
            persisted: None,
            format: FORMAT,
            upgraded_from: None,
            created: true,
        },
    }
}

impl Memory {
    fn with<T>(
        &self,
        work: impl FnOnce(&mut State) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        match self.state.borrow_mut().as_mut() {
            Some(state) => work(state),
            None => Err(StorageError::Closed("by its owner".to_owned())),
        }
    }
}

impl State {
    fn write(&mut self, plan: Plan) {
        self.head = plan.head;
        for (key, write) in plan.writes {
            if let Some(old) = self.rows.remove(&key) {
                self.seqs.remove(&seq_key(old.seq));
                old.time.as_ref().map(|time| self.times.remove(time));
            }
            if let Write::Put(record) = write {
                let record = Rc::new(record);
                self.seqs.insert(seq_key(record.seq), Rc::clone(&record));
                if let Some(time) = &record.time {
                    self.times.insert(time.clone(), Rc::clone(&record));
                }
                self.rows.insert(key, record);
            }
        }
    }

    fn along(&self, span: Span, most: usize) -> impl Iterator<Item = &Record> {
        let (tree, start, end) = match span {
            Span::Keys { start, end } => (&self.rows, start, end),
            Span::Times { start, end } => (&self.times, start, end),
            // One byte longer than any number, and all ones.
            Span::After(seq) => (&self.seqs, seq_key(seq.saturating_add(1)), vec![0xff; 9]),
        };
        tree.range(start..end)
            .take(most)
            .map(|(_, record)| &**record)
    }
}

/// A number of a write as bytes of the same order.
fn seq_key(seq: Seq) -> Vec<u8> {
    seq.to_be_bytes().to_vec()
}

impl StorageBackend for Memory {
    async fn apply(
        &self,
        batch: Vec<Change>,
        _durability: Durability,
    ) -> Result<Vec<Applied>, StorageError> {
        self.with(|state| {
            let mut before = Before {
                replica: Some(self.replica),
                head: state.head,
                places: plan::places(&batch),
            };
            for place in &mut before.places {
                if let Some(record) = state.rows.get(&place.key) {
                    plan::found(place, Record::clone(record))?;
                }
            }
            let plan = plan::plan(&batch, before, self.replica)?;
            let applied = plan.applied.clone();
            state.write(plan);
            Ok(applied)
        })
    }

    async fn get(&self, key: &Key) -> Result<Option<Row>, StorageError> {
        self.with(|state| {
            state
                .rows
                .get(&key.encode())
                .map(|record| Record::clone(record).check())
                .transpose()
        })
    }

    async fn select(&self, select: Select, limit: usize) -> Result<Page, StorageError> {
        let (span, limit) = (Span::of(&select), limit.max(1));
        if span.is_empty() {
            return Ok(Page {
                rows: Vec::new(),
                next: None,
            });
        }
        self.with(|state| {
            let records = state.along(span, limit.saturating_add(1));
            let rows = records
                .cloned()
                .map(Record::check)
                .collect::<Result<_, _>>()?;
            span::page(&select, rows, limit)
        })
    }

    async fn head(&self) -> Result<Seq, StorageError> {
        self.with(|state| Ok(state.head))
    }

    async fn stats(&self) -> Result<StorageStats, StorageError> {
        self.with(|state| {
            let mut tally = Tally::default();
            for (key, record) in &state.rows {
                tally.add(key, 1, (key.len() + record.body.len()) as u64);
            }
            Ok(StorageStats {
                rows: tally.finish(),
                usage_bytes: None,
                quota_bytes: None,
            })
        })
    }

    async fn destroy(&self) -> Result<(), StorageError> {
        self.with(|_| Ok(()))?;
        self.state.replace(None);
        Ok(())
    }

    async fn close(&self) {
        self.state.replace(None);
    }
}
