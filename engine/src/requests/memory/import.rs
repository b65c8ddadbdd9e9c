//! Taking a file in: it is read piece by piece, looked at, and kept in one transaction.

use protocol::data::{Change, Fact, Key, Kind};
use protocol::failure::{Code, Failure};
use protocol::ids::FactId;
use protocol::memory::{ImportReport, ImportStep, MAX_ROW_ERRORS, MemoryReply, RowError, RowFault};
use protocol::message::Reply;
use protocol::records::Pattern;
use protocol::time::Timestamp;

use super::checks::check_pattern;
use super::reply;
use crate::Engine;
use crate::memory::bank::Bank;
use crate::memory::search::Map;
use crate::outlet::Commit;
use crate::records::{Fault, ReadLine, read_memory_line};
use crate::storage::Durability;
use crate::work::{Done, Stop, Work};

/// The longest line that is read, in bytes: a pattern of the longest texts in hexadecimal.
const MAX_LINE_BYTES: usize = 1024 * 1024;
/// Names that a report shows.
const SAMPLE: usize = 20;
/// Rows that one transaction takes: as many as memory is sure to hold.
const MOST: usize = if cfg!(target_arch = "wasm32") {
    200_000
} else {
    5_000_000
};

/// An import under way.
#[derive(Default)]
pub(crate) struct ImportJob {
    /// Bytes of a line that has no end yet.
    line: Vec<u8>,
    /// Whether the line is longer than is read: its rest is passed over.
    is_too_long: bool,
    changes: Vec<Change>,
    /// The rows of the file so far.
    seen: Map<FactId, ()>,
    report: ImportReport,
    is_complete: bool,
}

impl Engine {
    pub(super) fn import(&mut self, work: &Work, step: &ImportStep) -> Result<Done, Stop> {
        self.bank()?;
        if *step == ImportStep::Begin {
            self.memory.import = Some(ImportJob::default());
        }
        let Some(mut job) = self.memory.import.take() else {
            return match step {
                // Dropped twice is dropped.
                ImportStep::Drop => Ok(report(ImportReport::default())),
                _ => Err(Failure::new(Code::ImportOrder, "").into()),
            };
        };
        match step {
            ImportStep::Begin => {}
            ImportStep::Bytes(bytes) => {
                job.read(bytes, self.memory.bank(), work.now);
                if job.changes.len() > MOST {
                    let detail = format!("more than {MOST} rows");
                    return Err(Failure::new(Code::ImportTooLarge, detail).into());
                }
            }
            ImportStep::End => job.end(self.memory.bank(), work.now),
            ImportStep::Keep if job.is_complete => {
                let mut kept = job.report;
                kept.kept = true;
                let commit = Commit::Rows(job.changes, Durability::Strict);
                let reply = Reply::Memory(MemoryReply::Import(kept));
                return Ok(Done::Imported(commit, reply));
            }
            ImportStep::Keep => return Err(Failure::new(Code::ImportOrder, "").into()),
            ImportStep::Drop => return Ok(report(job.report)),
        }
        let so_far = job.report.clone();
        self.memory.import = Some(job);
        Ok(report(so_far))
    }
}

fn report(report: ImportReport) -> Done {
    reply(MemoryReply::Import(report))
}

impl ImportJob {
    fn read(&mut self, bytes: &[u8], bank: &Bank, now: Timestamp) {
        self.report.bytes += bytes.len() as u64;
        let mut pieces = bytes.split(|byte| *byte == b'\n').peekable();
        while let Some(piece) = pieces.next() {
            if self.line.len() + piece.len() > MAX_LINE_BYTES {
                self.is_too_long = true;
            } else if !self.is_too_long {
                self.line.extend(piece);
            }
            if pieces.peek().is_some() {
                self.take_line(bank, now);
            }
        }
    }

    fn end(&mut self, bank: &Bank, now: Timestamp) {
        if !self.line.is_empty() || self.is_too_long {
            self.take_line(bank, now);
        }
        self.is_complete = true;
    }

    fn take_line(&mut self, bank: &Bank, now: Timestamp) {
        self.report.lines += 1;
        let line = core::mem::take(&mut self.line);
        let read = if core::mem::take(&mut self.is_too_long) {
            Err(Fault::of(RowFault::TooLong, "line"))
        } else {
            read_memory_line(&line, now)
        };
        let taken = read.and_then(|read| self.take(read, bank, now));
        if let Err(Fault { fault, detail }) = taken {
            self.report.refused += 1;
            if self.report.errors.len() < MAX_ROW_ERRORS {
                self.report.errors.push(RowError {
                    line: self.report.lines,
                    fault,
                    detail,
                });
            }
        }
    }

    fn take(&mut self, read: ReadLine, bank: &Bank, now: Timestamp) -> Result<(), Fault> {
        match read {
            ReadLine::Nothing => {}
            ReadLine::Written(pattern) => {
                let pattern = check_pattern(*pattern, now)?;
                let fact = pattern.seal(crate::records::NOBODY, protocol::time::Hlc::default());
                self.take_fact(Change::AddFact(fact.clone()), &fact, bank);
            }
            ReadLine::Fact(fact) => {
                if fact.kind() == Kind::PATTERN {
                    let pattern =
                        Pattern::open(&fact).map_err(|_| Fault::of(RowFault::Mismatch, "body"))?;
                    check_pattern(pattern, now)?;
                }
                let key = Key::Fact(fact.kind(), fact.id());
                self.take_fact(Change::Join(key, fact.bytes().to_vec()), &fact, bank);
            }
            ReadLine::Other(key, body) if bank.knows(&key, &body) => self.report.known += 1,
            ReadLine::Other(key, body) => {
                self.report.others += 1;
                self.changes.push(Change::Join(key, body));
            }
        }
        Ok(())
    }

    fn take_fact(&mut self, change: Change, fact: &Fact, bank: &Bank) {
        if bank.has_fact(fact.id()) || self.seen.insert(fact.id(), ()).is_some() {
            self.report.known += 1;
            return;
        }
        match fact.kind() {
            Kind::PATTERN => {
                self.report.patterns += 1;
                if self.report.sample.len() < SAMPLE
                    && let Ok(pattern) = Pattern::open(fact)
                {
                    self.report
                        .sample
                        .push(pattern.name().chars().take(200).collect());
                }
            }
            Kind::OUTCOME => self.report.outcomes += 1,
            _ => self.report.others += 1,
        }
        self.changes.push(change);
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        let fault = match failure.code {
            Code::PatternIncomplete => RowFault::Missing,
            Code::PatternFuture => RowFault::Future,
            _ => RowFault::TooLong,
        };
        // The names that a file has for them.
        let detail = match failure.detail.as_str() {
            "task" => "task_description".to_owned(),
            "category" => "task_category".to_owned(),
            _ => failure.detail,
        };
        Self { fault, detail }
    }
}
