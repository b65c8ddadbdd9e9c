//! Rows by the names people type: exact after folding case and punctuation, or with one slip.

use protocol::catalogue::Table;

use super::agents::Agents;
use super::rows::{RowNumber, Rows};
use super::slips::Slips;
use super::text::{Fnv, key, without_release};
use crate::sort;

/// Shortest name in which a spelling mistake is forgiven.
const SHORTEST_MISSPELT: usize = 6;

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sense {
    /// A segment in paths of parameters: a field, an element, a class, an object.
    Segment(u32),
    /// Exactly this row: a counter, a KPI, a procedure, a common name, the label of a card.
    Row(RowNumber),
    /// A value in a list of causes.
    Cause(RowNumber, u32),
}

/// How a name is written where it is defined.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Writing {
    /// A short name or a label that people use: `TTT`, `A3 offset`.
    Spoken,
    /// An identifier that is no plain word: `a3-Offset`, `timeToTrigger`, `t310`.
    Identifier,
    /// A plain word: `hysteresis`, `paging`.
    Word,
}

/// A name that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What it stands for; never empty, sorted.
    pub senses: Vec<Sense>,
    /// The least plain of the ways it is written.
    pub writing: Writing,
    /// It was found only by forgiving a spelling mistake.
    pub misspelt: bool,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u32,
    start: u32,
    length: u16,
    writing: Writing,
    sense: Sense,
}

/// All names.
#[derive(Debug)]
pub struct Names {
    /// The keys of all entries, one after the other.
    text: String,
    /// By rising hash.
    entries: Vec<Entry>,
    longest: usize,
    slips: Slips,
}

impl Names {
    /// Collects the names of all rows.
    #[must_use]
    pub fn build(rows: &Rows, agents: &Agents) -> Self {
        let mut names = Self {
            text: String::new(),
            entries: Vec::new(),
            longest: 0,
            slips: Slips::default(),
        };
        names.add_parameters(rows);
        names.add_figures(rows);
        names.add_interfaces(rows);
        for (row, name) in rows.common_names() {
            let short = name.split(['(', ',']).next().unwrap_or(name);
            let first = short.split(" and ").next().unwrap_or(short);
            for name in short.split('/').chain([first]) {
                names.add(name.trim(), Writing::Spoken, Sense::Row(row));
            }
        }
        for (row, card) in agents.rows_with_card() {
            let label = card.label.split('(').next().unwrap_or_default().trim();
            if label.contains(' ') || label.contains('-') {
                names.add(label, Writing::Spoken, Sense::Row(row));
            }
        }
        sort::by_number(&mut names.entries, |entry| entry.hash);
        let longest = names
            .entries
            .iter()
            .map(|entry| usize::from(entry.length))
            .max();
        names.longest = longest.unwrap_or_default();
        let long = |(entry, number): (&Entry, u32)| {
            let key = names.key_of(entry);
            (key.len() + 1 >= SHORTEST_MISSPELT).then_some((key, number))
        };
        names.slips = Slips::new(names.entries.iter().zip(0..).filter_map(long));
        names
    }

    /// The longest key, in bytes.
    #[must_use]
    pub const fn longest(&self) -> usize {
        self.longest
    }

    /// A name by its key (see [`key`]), as it is written.
    #[must_use]
    pub fn exact(&self, key: &str) -> Option<Found> {
        let hash = Fnv::of(key);
        let from = self.entries.partition_point(|entry| entry.hash < hash);
        let same = self
            .entries
            .get(from..)?
            .iter()
            .take_while(|entry| entry.hash == hash);
        collect(same.filter(|entry| self.key_of(entry) == key), false)
    }

    /// A name of at least six characters that differs from `key` by one slip.
    #[must_use]
    pub fn misspelt(&self, key: &str) -> Option<Found> {
        if key.len() < SHORTEST_MISSPELT {
            return None;
        }
        let entry_of = |number: u32| self.entries.get(number as usize);
        let key_of = |number: u32| entry_of(number).map_or("", |entry| self.key_of(entry));
        let near = self.slips.near(key, key_of);
        // A digit is never a slip: `pattern0` and `pattern1` are two names.
        let digits = |key: &str| key.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
        let asked = digits(key);
        let entries = near.into_iter().filter_map(entry_of).filter(|entry| {
            usize::from(entry.length) >= SHORTEST_MISSPELT && digits(self.key_of(entry)) == asked
        });
        collect(entries, true)
    }

    fn key_of(&self, entry: &Entry) -> &str {
        let start = entry.start as usize;
        self.text
            .get(start..start + usize::from(entry.length))
            .unwrap_or_default()
    }

    fn add(&mut self, name: &str, writing: Writing, sense: Sense) {
        let key = key(name);
        let (Ok(start), Ok(length)) = (u32::try_from(self.text.len()), u16::try_from(key.len()))
        else {
            return;
        };
        if key.len() >= 2 {
            self.text.push_str(&key);
            self.entries.push(Entry {
                hash: Fnv::of(&key),
                start,
                length,
                writing,
                sense,
            });
        }
    }

    /// Segments of parameter paths, with and without release suffix. The first is the technology.
    fn add_parameters(&mut self, rows: &Rows) {
        let mut inner = vec![false; rows.segment_count() as usize];
        for row in rows.parameters() {
            for segment in rows.path(row).iter().skip(1) {
                if let Some(mark) = inner.get_mut(*segment as usize) {
                    *mark = true;
                }
            }
        }
        for (segment, is_inner) in (0..).zip(inner) {
            let name = rows.segment(segment);
            if !is_inner || is_alternative(name) {
                continue;
            }
            let short = without_release(name);
            self.add(name, writing_of(short), Sense::Segment(segment));
            if short != name {
                self.add(short, writing_of(short), Sense::Segment(segment));
            }
        }
    }

    /// Counters with and without their label, KPIs; both with and without technology.
    fn add_figures(&mut self, rows: &Rows) {
        for row in rows.range(Table::Counter).chain(rows.range(Table::Kpi)) {
            let segments: Vec<&str> = rows.segments(row).collect();
            let name = segments.get(1..).unwrap_or_default();
            self.add(&segments.concat(), Writing::Identifier, Sense::Row(row));
            self.add(&name.concat(), Writing::Identifier, Sense::Row(row));
            let label = name
                .last()
                .filter(|last| rows.labels(row).any(|label| label == **last));
            if let (Some(_), Some(bare)) = (label, name.get(..name.len().saturating_sub(1))) {
                self.add(&bare.concat(), Writing::Identifier, Sense::Row(row));
            }
        }
    }

    /// Procedures and cause lists with and without protocol, and cause values.
    fn add_interfaces(&mut self, rows: &Rows) {
        for row in rows.range(Table::Procedure) {
            let segments: Vec<&str> = rows.segments(row).collect();
            let name = segments.get(1..).unwrap_or_default().concat();
            self.add(&segments.concat(), Writing::Identifier, Sense::Row(row));
            self.add(&name, writing_of(&name), Sense::Row(row));
        }
        for row in rows.range(Table::Cause) {
            let segments: Vec<&str> = rows.segments(row).collect();
            self.add(&segments.concat(), Writing::Identifier, Sense::Row(row));
            self.add(
                &segments.get(1..).unwrap_or_default().concat(),
                Writing::Identifier,
                Sense::Row(row),
            );
            for (number, cause) in (0..).zip(rows.causes(row)) {
                self.add(cause, writing_of(cause), Sense::Cause(row, number));
            }
        }
    }
}

fn collect<'a>(entries: impl Iterator<Item = &'a Entry>, misspelt: bool) -> Option<Found> {
    let entries: Vec<&Entry> = entries.collect();
    let writing = entries.iter().map(|entry| entry.writing).min()?;
    let mut senses: Vec<Sense> = entries.iter().map(|entry| entry.sense).collect();
    sort::by_key(&mut senses, |sense| *sense);
    senses.dedup();
    Some(Found {
        senses,
        writing,
        misspelt,
    })
}

/// Whether a name is a plain word: letters only, no capital inside.
fn writing_of(name: &str) -> Writing {
    let plain = name.bytes().all(|b| b.is_ascii_alphabetic())
        && !name.bytes().skip(1).any(|b| b.is_ascii_uppercase());
    if plain {
        Writing::Word
    } else {
        Writing::Identifier
    }
}

/// Segments that only choose between forms of one field and are never asked for by themselves.
#[must_use]
pub fn is_alternative(segment: &str) -> bool {
    const ALTERNATIVES: &[&str] = &[
        "[]",
        "rsrp",
        "rsrq",
        "sinr",
        "setup",
        "release",
        "explicitlist",
        "event",
        "eventid",
        "reporttype",
        "triggertype",
        "true",
        "false",
        "value",
        "fdd",
        "tdd",
        "i",
        "milliseconds",
        "submilliseconds",
        "choice",
        "explicit",
        "explicitvalue",
        "rsrpoffsetssb",
        "threshold-rsrp",
        "threshold-rsrq",
        "rsrqoffsetssb",
        "sinroffsetssb",
        "rsrpoffsetcsi-rs",
        "rsrqoffsetcsi-rs",
        "sinroffsetcsi-rs",
        "l139",
        "l571",
        "l839",
        "l1151",
    ];
    let bare = without_release(segment).trim_matches(['{', '}']);
    ALTERNATIVES
        .iter()
        .any(|form| form.eq_ignore_ascii_case(bare))
}

/// Segments that are a value themselves: alternatives of a choice like `ms160`, `sf10`, `gp0`.
/// `t310` and `n310` are names.
#[must_use]
pub fn is_numbered(segment: &str) -> bool {
    const PREFIXES: &[&str] = &["db", "gp", "hf", "ms", "rf", "s", "sf", "sl", "sym"];
    let bare = without_release(segment);
    let letters = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < bare.len()
        && PREFIXES
            .iter()
            .any(|form| form.eq_ignore_ascii_case(letters))
}
