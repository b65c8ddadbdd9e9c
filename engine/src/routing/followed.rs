//! What a question takes over from the one before it: the one rule, its words, and how such a question
//! is read.
//!
//! A question *leans* on the one before when nothing in it stands by itself: it names no row, agent or
//! document, and all its words point back, say nothing, say what kind of thing is wanted, or say what
//! happens to it ([`leans`] has the words). Words of radio beside them are fine as long as it points back and is not
//! ours by its words alone. Then it is about the rows that were shown before; where an agent spoke
//! there, about what was asked there. Anything else takes nothing over.

use protocol::answer::{About, AboutRow, Overrides, QueryKind, Technology};
use protocol::catalogue::{Row, Table};
use protocol::ids::RowId;

use super::cues::{self, Cues};
use super::leaning::leans;
use super::meant::{self, Around};
use super::mentions::{Mentioned, Strength};
use super::query::{self, Query, Word};
use crate::catalogue::{AgentNumber, Catalogue, RowNumber, is_alternative, is_numbered, text};

/// Words after which a parameter is wanted.
const SETTINGS: &[&str] = &["field", "knob", "parameter", "setting"];

/// Stems after which something is to be mended, unless it is asked what would happen.
const MEND: &[&str] = &[
    "blam",
    "chang",
    "fix",
    "improv",
    "optimis",
    "problem",
    "solv",
    "stop",
    "troubleshoot",
    "tun",
    "why",
];

/// What an agent gets that came first before, among scores of ten to forty.
pub(super) const PRIOR: f64 = 2.0;

/// How a question that leans is read.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The agent that came first before.
    pub prior: Option<AgentNumber>,
    /// What is asked for, where the question says so: rows of a kind, or what to do about it.
    pub wants: Option<QueryKind>,
    /// Rows were taken over, and the catalogue has none of their names for the technology asked for.
    pub lost: bool,
}

/// What a question takes over of what it could; `None` for one that stands by itself.
#[must_use]
pub fn takes_over(catalogue: &Catalogue, question: &str, before: About) -> Option<About> {
    let query = query::understand(catalogue, question);
    let has_subject = !before.rows.is_empty() || !before.words.is_empty();
    (has_subject && leans(catalogue, &query)).then(|| About {
        technologies: match query.technologies.is_empty() {
            true => before.technologies.clone(),
            false => Vec::new(),
        },
        ..before
    })
}

/// The text by which a question is read: its own, then that of what it took over.
#[must_use]
pub fn whole_text(question: &str, taken: Option<&About>) -> String {
    let Some(taken) = taken else {
        return question.to_owned();
    };
    let names: Vec<&str> = taken.rows.iter().map(|row| row.name.as_str()).collect();
    let about = if names.is_empty() {
        taken.words.clone()
    } else {
        names.join(", ")
    };
    format!("{question}\n{about}")
}

/// Reads a question that took something over; `text` is that of [`whole_text`], of which the first `own`
/// bytes were typed.
#[must_use]
pub fn understand_after<'a>(
    catalogue: &Catalogue,
    text: &'a str,
    own: usize,
    overrides: &Overrides,
    taken: &About,
) -> Query<'a> {
    let typed = text.get(..own).unwrap_or(text);
    let mut alone = query::understand_as(catalogue, typed, overrides);
    let own_cues = Cues::of(alone.words.iter().map(|word| word.stem.as_str()));
    let technologies = match alone.technologies.is_empty() {
        true => taken.technologies.clone(),
        false => alone.technologies.clone(),
    };
    let mut followed = Followed {
        prior: taken
            .agent
            .as_ref()
            .and_then(|id| catalogue.agents.number(id)),
        wants: overrides
            .kind
            .is_none()
            .then(|| wants(&alone, own_cues))
            .flatten(),
        lost: false,
    };
    let query = if taken.rows.is_empty() {
        let said = Overrides {
            technologies: technologies.clone(),
            ..overrides.clone()
        };
        let mut whole = query::understand_as(catalogue, text, &said);
        // The question before named another technology, and this one asks for its own.
        whole.words.retain(|word| {
            let named = cues::technology(word.typed).filter(|_| word.start >= own);
            named.is_none_or(|one| technologies.contains(&one))
        });
        whole
    } else {
        alone.technologies = technologies;
        alone.text = text;
        let mut start = own + 1;
        for row in &taken.rows {
            let end = start + row.name.len();
            let rows = rows(catalogue, row, &alone.technologies);
            if !rows.is_empty() {
                alone.mentions.push(Mentioned {
                    start,
                    end,
                    strength: Strength::Sure,
                    rows,
                    cause: None,
                    misspelt: false,
                });
            }
            start = end + 2;
        }
        followed.lost = alone.asked().next().is_none();
        alone.kind = overrides
            .kind
            .unwrap_or_else(|| query::kind(catalogue, &alone.words, &alone.mentions, own_cues));
        alone
    };
    Query {
        own,
        followed: Some(followed),
        ..query
    }
}

/// What the question itself asks for: rows of a kind, or what to do.
fn wants(query: &Query<'_>, cues: Cues) -> Option<QueryKind> {
    let settings = |word: &Word<'_>| {
        let typed = text::lower(word.typed);
        SETTINGS.contains(&typed.strip_suffix('s').unwrap_or(&typed))
    };
    let has = |list: &[&str]| {
        let mut words = query.words.iter();
        words.any(|word| list.contains(&word.stem.as_str()))
    };
    if cues.counter {
        Some(QueryKind::Counter)
    } else if cues.kpi {
        Some(QueryKind::Kpi)
    } else if cues.procedure {
        Some(QueryKind::Procedure)
    } else if query.words.iter().any(settings) {
        Some(QueryKind::Parameter)
    } else {
        let mends = has(MEND) && !has(&["if", "happen", "effect", "affect"]);
        mends.then_some(QueryKind::Troubleshoot)
    }
}

/// The row that was taken over, or those of its name in the technology that is asked for.
fn rows(catalogue: &Catalogue, taken: &AboutRow, technologies: &[Technology]) -> Vec<RowNumber> {
    let fits = |row: &RowNumber| {
        let first = catalogue.rows.segments(*row).next();
        let technology = first.and_then(meant::technology);
        technologies.is_empty() || technology.is_none_or(|one| technologies.contains(&one))
    };
    let own = number(catalogue, &taken.row);
    if let Some(row) = own.filter(|row| fits(row)) {
        return vec![row];
    }
    let around = Around::of(catalogue, &[], Cues::default(), technologies);
    let found = catalogue.names.exact(&text::key(&taken.name));
    let found = found.map(|found| around.rows(&found, &[]));
    let same = |row: &RowNumber| {
        let tables = [Some(*row), own].map(|row| row.and_then(|row| catalogue.rows.table(row)));
        let holds = tables.map(|table| table.map(Table::holds_parameters));
        own.is_none() || holds[0] == holds[1]
    };
    match found {
        Some((rows, true)) => rows
            .into_iter()
            .filter(|row| fits(row) && same(row))
            .collect(),
        _ => Vec::new(),
    }
}

/// The row of an id, or the first row below it: some cards are of a choice, which is no row.
fn number(catalogue: &Catalogue, id: &RowId) -> Option<RowNumber> {
    let below = |row: &RowNumber| {
        let mut segments = catalogue.rows.segments(*row);
        id.as_str()
            .split('.')
            .all(|segment| segments.next() == Some(segment))
    };
    let exact = catalogue.rows.number(id.as_str());
    exact.or_else(|| catalogue.rows.parameters().find(below))
}

/// A row that can be taken over, with its name.
#[must_use]
pub fn taken_row(catalogue: &Catalogue, id: &RowId) -> AboutRow {
    let row = catalogue.rows.number(id.as_str());
    let after = |id: &str| id.split_once('.').map_or(id, |(_, name)| name).to_owned();
    // Forms of the value are no names: `a3-Offset.rsrp`.
    let is_form = |segment: &&str| is_alternative(segment) || is_numbered(segment);
    let named = |id: &str| {
        id.rsplit('.')
            .find(|segment| !is_form(segment))
            .unwrap_or(id)
            .to_owned()
    };
    let name = match row.and_then(|row| catalogue.rows.row(row)) {
        Some(Row::Parameter(_)) => named(id.as_str()),
        Some(_) => after(id.as_str()),
        None if number(catalogue, id).is_some() => named(id.as_str()),
        None => id.0.clone(),
    };
    AboutRow {
        row: id.clone(),
        name,
    }
}
