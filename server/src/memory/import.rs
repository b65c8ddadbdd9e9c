//! `elex memory import`: patterns from JSON Lines. The engine reads and checks; this hands it the
//! file piece by piece and says what came of it. Whoever stops it halfway has imported nothing:
//! nothing is kept before the last step, and that is one transaction.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use protocol::failure::{Code, Failure};
use protocol::memory::{ImportReport, ImportStep, MemoryReply, MemoryRequest};
use protocol::words::{bytes, grouped, row_error};

use super::{MemoryError, Store, print};
use crate::arguments::Import;

/// Bytes that are handed over at once.
const PIECE: usize = 1 << 20;

pub fn run(
    store: &Store,
    options: &Import,
    json: bool,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), MemoryError> {
    step(store, ImportStep::Begin)?;
    if options.file == Path::new("-") {
        hand_over(store, input, None)?;
    } else {
        let named = |cause| MemoryError::File {
            file: options.file.clone(),
            cause,
        };
        let file = File::open(&options.file).map_err(named)?;
        let total = file.metadata().map_err(named)?.len();
        hand_over(store, &mut BufReader::new(file), Some(total))?;
    }
    let read = step(store, ImportStep::End)?;
    let errors: String = read
        .errors
        .iter()
        .map(|error| row_error(error) + "\n")
        .collect();
    io::stderr().write_all(errors.as_bytes())?;
    let drops = options.dry_run || (options.strict && read.refused > 0);
    let last = if drops {
        ImportStep::Drop
    } else {
        ImportStep::Keep
    };
    let ended = step(store, last)?;
    let report = if drops { read } else { ended };
    let (refused, kept) = (report.refused, report.kept);
    print(&MemoryReply::Import(report), json, out)?;
    match refused {
        0 => Ok(()),
        1 => Err(MemoryError::Refused {
            refused: "1 line was".to_owned(),
            kept,
        }),
        many => Err(MemoryError::Refused {
            refused: format!("{} lines were", grouped(many)),
            kept,
        }),
    }
}

fn hand_over(store: &Store, from: &mut impl Read, total: Option<u64>) -> Result<(), MemoryError> {
    let mut progress = Progress::new(total);
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        from.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            progress.clear();
            return Ok(());
        }
        let report = step(store, ImportStep::Bytes(piece))?;
        progress.show(&report);
    }
}

fn step(store: &Store, step: ImportStep) -> Result<ImportReport, MemoryError> {
    match store.ask(MemoryRequest::Import(step))? {
        MemoryReply::Import(report) => Ok(report),
        _ => Err(MemoryError::Failed(Failure::new(
            Code::EngineCrashed,
            "the reply to another request",
        ))),
    }
}

/// A line on standard error that overwrites itself; only where somebody can see that.
struct Progress {
    seen: bool,
    total: Option<u64>,
    next: Instant,
}

impl Progress {
    const EVERY: Duration = Duration::from_millis(100);

    fn new(total: Option<u64>) -> Self {
        Self {
            seen: io::stderr().is_terminal(),
            total,
            next: Instant::now() + Self::EVERY,
        }
    }

    fn show(&mut self, report: &ImportReport) {
        if !self.seen || Instant::now() < self.next {
            return;
        }
        self.next = Instant::now() + Self::EVERY;
        let size = |count| {
            let (number, unit) = bytes(count);
            format!("{number} {unit}")
        };
        let of = self.total.map(|total| format!(" of {}", size(total)));
        self.say(&format!(
            "{}{}, {} lines",
            size(report.bytes),
            of.unwrap_or_default(),
            grouped(report.lines)
        ));
    }

    fn clear(&self) {
        if self.seen {
            self.say("");
        }
    }

    /// A progress that cannot be shown is no reason to stop.
    fn say(&self, text: &str) {
        write!(io::stderr(), "\r\x1b[K{text}").ok();
    }
}
