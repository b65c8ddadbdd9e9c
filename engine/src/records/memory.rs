//! The memory as JSON Lines, for files that people and programs exchange.
//!
//! The first line of an export tells what the file is; it and blank lines are passed over when a file
//! is read. Every other line is an object of one of two forms:
//!
//! - **a row**, as an export writes it: `key` and `body` are its exact bytes in hexadecimal, `hash`
//!   the first 128 bits of BLAKE3 of the body, and `read` says for people what is in it. Only `key`
//!   and `body` are read, so a round trip keeps content exactly: ids, outcomes, edits, merges, counts.
//! - **a pattern**, as somebody writes it by hand: `task_description`, `task_category` and `strategy`
//!   are required; `success_score` (0 to 1), `duration_seconds`, `notes`, `title`, `description`,
//!   `content`, `tags`, `technology` (`LTE` or `NR`), `namespace` (`project` or `user`), `role`
//!   (`strategy` or `pitfall`), `evidence` and `made` (a date or a moment in UTC) may be added. Other
//!   names are passed over. Such a pattern has no author and no moment but `made`, so the same line
//!   read twice is the same pattern.

use protocol::answer::Technology;
use protocol::data::{Cell, Fact, Key, Kind, Register};
use protocol::ids::ReplicaId;
use protocol::memory::RowFault;
use protocol::records::{
    Edit, Link, Namespace, Outcome, OutcomeOf, Pattern, Provenance, Role, Score,
};
use protocol::time::{LATEST, Timestamp};

use crate::json::{Member, Object, members};

/// The author of what nobody signed.
pub const NOBODY: ReplicaId = ReplicaId::from_bytes([0; 16]);

/// What a line holds.
#[derive(Debug)]
pub enum ReadLine {
    /// Nothing to keep.
    Nothing,
    /// A pattern that was written by hand.
    Written(Box<Pattern>),
    /// A fact of the memory.
    Fact(Fact),
    /// Another row of the memory.
    Other(Key, Vec<u8>),
}

/// Why a line cannot be taken.
#[derive(Debug)]
pub struct Fault {
    /// What is wrong.
    pub fault: RowFault,
    /// With which field or word.
    pub detail: String,
}

impl Fault {
    /// A fault with what it is about.
    pub fn of(fault: RowFault, detail: &str) -> Self {
        Self {
            fault,
            detail: detail.to_owned(),
        }
    }
}

/// Reads a line of a file.
///
/// # Errors
/// What is wrong with it.
pub fn read_memory_line(line: &[u8], now: Timestamp) -> Result<ReadLine, Fault> {
    let text = core::str::from_utf8(line).map_err(|_| Fault::of(RowFault::NotUtf8, ""))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Ok(ReadLine::Nothing);
    }
    let members = members(text).ok_or_else(|| Fault::of(RowFault::NotJson, ""))?;
    let line = Line(members);
    if line.has("key") || line.has("body") {
        return row(&line, now);
    }
    if line.has("elex") {
        return Ok(ReadLine::Nothing);
    }
    Ok(ReadLine::Written(Box::new(pattern(&line)?)))
}

/// The members of a line by name; of two of one name the last counts.
struct Line(Vec<(String, Member)>);

impl Line {
    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn get(&self, name: &str) -> Option<&Member> {
        let found = self.0.iter().rev().find(|(known, _)| known == name);
        found
            .map(|(_, member)| member)
            .filter(|member| **member != Member::Null)
    }

    /// Text; a missing one is empty.
    fn text(&self, name: &str) -> Result<String, Fault> {
        match self.get(name) {
            None => Ok(String::new()),
            Some(Member::Text(text)) => Ok(text.clone()),
            Some(_) => Err(Fault::of(RowFault::WrongType, name)),
        }
    }

    fn texts(&self, name: &str) -> Result<Vec<String>, Fault> {
        match self.get(name) {
            None => Ok(Vec::new()),
            Some(Member::Texts(texts)) => Ok(texts.clone()),
            Some(_) => Err(Fault::of(RowFault::WrongType, name)),
        }
    }

    /// A number in millionths.
    fn micro(&self, name: &str, fault: RowFault) -> Result<Option<u64>, Fault> {
        match self.get(name) {
            None => Ok(None),
            Some(Member::Number(text)) => match micro(text) {
                Some(micro) => Ok(Some(micro)),
                None => Err(Fault::of(fault, &format!("{name}: {text}"))),
            },
            Some(_) => Err(Fault::of(fault, name)),
        }
    }

    /// One of a few words, in whatever case.
    fn word<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<Option<T>, Fault> {
        let text = self.text(name)?;
        if text.is_empty() {
            return Ok(None);
        }
        let known = words
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(&text));
        let of = |(_, value): &(&str, T)| Some(*value);
        known
            .map(of)
            .ok_or_else(|| Fault::of(RowFault::Unknown, &format!("{name}: {text}")))
    }
}

fn pattern(line: &Line) -> Result<Pattern, Fault> {
    let score = match line.micro("success_score", RowFault::Score)? {
        None => None,
        Some(micro) => {
            let score = u32::try_from(micro).ok().and_then(Score::from_micro);
            Some(score.ok_or_else(|| Fault::of(RowFault::Score, "success_score"))?)
        }
    };
    let duration_micros = line.micro("duration_seconds", RowFault::WrongType)?;
    let notes = line.text("notes")?;
    if score.is_none() && (duration_micros.is_some() || !notes.is_empty()) {
        return Err(Fault::of(RowFault::Missing, "success_score"));
    }
    let made = line.text("made")?;
    let made = match made.as_str() {
        "" => None,
        text => Some(Timestamp::read(text).ok_or_else(|| Fault::of(RowFault::Date, text))?),
    };
    let technologies = [
        ("LTE", Some(Technology::Lte)),
        ("NR", Some(Technology::Nr)),
        ("both", None),
    ];
    Ok(Pattern {
        task: line.text("task_description")?,
        category: line.text("task_category")?,
        strategy: line.text("strategy")?,
        title: line.text("title")?,
        description: line.text("description")?,
        content: line.text("content")?,
        tags: line.texts("tags")?,
        technology: line.word("technology", &technologies)?.flatten(),
        namespace: line
            .word(
                "namespace",
                &[("project", Namespace::Project), ("user", Namespace::User)],
            )?
            .unwrap_or_default(),
        provenance: Provenance::Import,
        role: line
            .word(
                "role",
                &[("strategy", Role::Strategy), ("pitfall", Role::Pitfall)],
            )?
            .unwrap_or_default(),
        evidence: line.texts("evidence")?,
        made,
        outcome: score.map(|score| Outcome {
            score,
            duration_micros,
            notes,
            evidence: Vec::new(),
        }),
    })
}

/// A decimal number that is not negative, in millionths, rounded; `None` for one that is negative
/// or larger than a billion.
fn micro(text: &str) -> Option<u64> {
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = [whole, fraction].concat();
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(0); // 0 with a sign as well
    }
    if is_negative {
        return None;
    }
    // Where the millionths end among the digits.
    let length = i32::try_from(digits.len()).ok()?;
    let end = length
        .checked_add(exponent)?
        .checked_sub(i32::try_from(fraction.len()).ok()?)?
        .checked_add(6)?;
    if end < 0 {
        return Some(0);
    }
    let end = usize::try_from(end).ok().filter(|end| *end <= 15)?;
    let kept: String = digits
        .chars()
        .chain(core::iter::repeat('0'))
        .take(end)
        .collect();
    let up = digits
        .as_bytes()
        .get(end)
        .is_some_and(|digit| *digit >= b'5');
    let micro = if kept.is_empty() {
        0
    } else {
        kept.parse::<u64>().ok()?
    };
    Some(micro + u64::from(up))
}

/// A row in its exact bytes.
fn row(line: &Line, now: Timestamp) -> Result<ReadLine, Fault> {
    let bytes = |name| {
        let text = line.text(name)?;
        unhex(&text).ok_or_else(|| Fault::of(RowFault::WrongType, name))
    };
    let (key, body) = (bytes("key")?, bytes("body")?);
    let hash = line.text("hash")?;
    if !hash.is_empty() && blake3::hash(&body).to_hex().get(..32) != Some(&hash) {
        return Err(Fault::of(RowFault::Mismatch, "hash"));
    }
    let key = Key::decode(&key).ok_or_else(|| Fault::of(RowFault::WrongType, "key"))?;
    let broken = |_| Fault::of(RowFault::Mismatch, "body");
    let at = match &key {
        Key::Fact(Kind::PATTERN | Kind::OUTCOME | Kind::LINK, _) => {
            return fact(&key, body, now);
        }
        Key::Register(key) if matches!(key.kind, Kind::PATTERN | Kind::OUTCOME | Kind::LINK) => {
            Some(Register::decode(&body).map_err(broken)?.at)
        }
        Key::Cell(cell) if cell.kind == Kind::USAGE => {
            Cell::decode(&body).map_err(broken)?;
            None
        }
        _ => return Err(Fault::of(RowFault::OtherKind, "key")),
    };
    if at.is_some_and(|at| at > LATEST) {
        return Err(Fault::of(RowFault::Future, "body"));
    }
    Ok(ReadLine::Other(key, body))
}

fn fact(key: &Key, body: Vec<u8>, _now: Timestamp) -> Result<ReadLine, Fault> {
    let broken = |_| Fault::of(RowFault::Mismatch, "body");
    let fact = Fact::open(body).map_err(broken)?;
    if Key::Fact(fact.kind(), fact.id()) != *key {
        return Err(Fault::of(RowFault::Mismatch, "key"));
    }
    match fact.kind() {
        Kind::PATTERN => Pattern::open(&fact).map(drop),
        Kind::OUTCOME => OutcomeOf::open(&fact).map(drop),
        _ => Link::open(&fact).map(drop),
    }
    .map_err(broken)?;
    if fact.at() > LATEST {
        return Err(Fault::of(RowFault::Future, "body"));
    }
    Ok(ReadLine::Fact(fact))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let pair = |[high, low]: &[u8; 2]| Some(digit(*high)? << 4 | digit(*low)?);
    pairs
        .iter()
        .map(pair)
        .collect::<Option<Vec<u8>>>()
        .filter(|_| rest.is_empty())
}

/// What is in a pattern, by the names that [`read_memory_line`] reads.
pub(super) fn readable_pattern(id: &str, fact: &Fact) -> Option<Object> {
    let pattern = Pattern::open(fact).ok()?;
    let mut object = Object::default()
        .text("pattern", id)
        .text("task_description", &pattern.task)
        .text("task_category", &pattern.category)
        .text("strategy", &pattern.strategy);
    for (name, text) in [
        ("title", &pattern.title),
        ("description", &pattern.description),
        ("content", &pattern.content),
    ] {
        if !text.is_empty() {
            object = object.text(name, text);
        }
    }
    if !pattern.tags.is_empty() {
        object = object.texts("tags", pattern.tags.iter().map(String::as_str));
    }
    if let Some(technology) = pattern.technology {
        object = object.text("technology", technology_word(technology));
    }
    object = object
        .text(
            "namespace",
            match pattern.namespace {
                Namespace::Project => "project",
                Namespace::User => "user",
            },
        )
        .text(
            "role",
            match pattern.role {
                Role::Strategy => "strategy",
                Role::Pitfall => "pitfall",
            },
        )
        .text(
            "provenance",
            match pattern.provenance {
                Provenance::User => "user",
                Provenance::Rule => "rule",
                Provenance::Import => "import",
                Provenance::Model => "model",
            },
        );
    let made = pattern.made.unwrap_or_else(|| fact.at().wall());
    if made != Timestamp::default() {
        object = object.text("made", &made.written());
    }
    Some(match &pattern.outcome {
        Some(outcome) => readable_score(object, outcome),
        None => object,
    })
}

/// What is in an outcome.
pub(super) fn readable_outcome(fact: &Fact) -> Option<Object> {
    let OutcomeOf { pattern, outcome } = OutcomeOf::open(fact).ok()?;
    let object = Object::default()
        .text("outcome_of", &pattern.to_string())
        .text("made", &fact.at().wall().written());
    Some(readable_score(object, &outcome))
}

/// What is in an edit.
pub(super) fn readable_edit(pattern: &str, field: u16, body: &[u8]) -> Option<Object> {
    let edit = Edit::read(field, &Register::decode(body).ok()?)?;
    let object = Object::default().text("edit_of", pattern);
    Some(match &edit {
        Edit::Task(text) => object.text("task_description", text),
        Edit::Category(text) => object.text("task_category", text),
        Edit::Strategy(text) => object.text("strategy", text),
        Edit::Title(text) => object.text("title", text),
        Edit::Description(text) => object.text("description", text),
        Edit::Content(text) => object.text("content", text),
        Edit::Tags(tags) => object.texts("tags", tags.iter().map(String::as_str)),
        Edit::Technology(technology) => {
            object.text("technology", technology.map_or("both", technology_word))
        }
        Edit::Namespace(Namespace::Project) => object.text("namespace", "project"),
        Edit::Namespace(Namespace::User) => object.text("namespace", "user"),
        Edit::Role(Role::Strategy) => object.text("role", "strategy"),
        Edit::Role(Role::Pitfall) => object.text("role", "pitfall"),
    })
}

fn readable_score(object: Object, outcome: &Outcome) -> Object {
    let object = object.decimal("success_score", u64::from(outcome.score.micro()));
    let object = match outcome.duration_micros {
        Some(micros) => object.decimal("duration_seconds", micros),
        None => object,
    };
    if outcome.notes.is_empty() {
        object
    } else {
        object.text("notes", &outcome.notes)
    }
}

const fn technology_word(technology: Technology) -> &'static str {
    match technology {
        Technology::Lte => "LTE",
        Technology::Nr => "NR",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_to_the_millionth() {
        for (text, exact) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("0.0", Some(0)),
            ("1", Some(1_000_000)),
            ("0.75", Some(750_000)),
            ("1e-3", Some(1_000)),
            ("7.5E-1", Some(750_000)),
            ("0.0000005", Some(1)),
            ("0.00000049", Some(0)),
            ("1e-400", Some(0)),
            ("12.5", Some(12_500_000)),
            ("-0.1", None),
            ("1e30", None),
            ("1e2147483647", None),
        ] {
            assert_eq!(micro(text), exact, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_what_floats_say(number in 0.0_f64..1.0) {
            let exact = (number * 1e6).round();
            let read = micro(&number.to_string()).map(|micro| micro as f64);
            prop_assert!(read.is_some_and(|read| (read - exact).abs() <= 1.0), "{number}: {read:?}");
        }

        #[test]
        fn no_line_makes_it_stumble(line in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = read_memory_line(&line, Timestamp::default());
        }

        #[test]
        fn hexadecimal_comes_back(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            prop_assert_eq!(unhex(&text), Some(bytes));
        }
    }
}
