//! What a question says: its words, the technologies and rows it names, and what it asks for.

use protocol::answer::{Entity, Overrides, QueryKind, Technology};
use protocol::catalogue::Table;

use super::cues::{self, Cues};
use super::entities;
use super::followed::Followed;
use super::mentions::{self, Mentioned, Strength};
use crate::catalogue::{AgentNumber, Catalogue, text};

/// Words that are read; a longer question is routed by its beginning.
const MOST_WORDS: usize = 400;

/// A question, understood.
#[derive(Clone, Debug)]
pub struct Query<'a> {
    /// As it was typed, and after that what it took over from the question before.
    pub text: &'a str,
    /// So many bytes of it were typed.
    pub own: usize,
    /// Its words in order, empty ones included.
    pub words: Vec<Word<'a>>,
    /// What its names and cue words ask for; [`super::kind()`] tells it better, once agents are scored.
    pub kind: QueryKind,
    /// The technologies it names, each once.
    pub technologies: Vec<Technology>,
    /// The names it mentions, in order.
    pub mentions: Vec<Mentioned>,
    /// Numbers, bands and cells outside these names, in order.
    pub entities: Vec<Entity>,
    /// The agents it names by their ids.
    pub agents: Vec<AgentNumber>,
    /// The documents it names, such as `TS 38.331`.
    pub documents: Vec<String>,
    /// How it leans on the question before; none for one that stands by itself.
    pub followed: Option<Followed>,
}

/// A word of a question.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// As it was typed.
    pub typed: &'a str,
    /// In the form in which it is compared.
    pub stem: String,
}

impl<'a> Query<'a> {
    /// What was typed.
    pub fn typed(&self) -> &'a str {
        self.text.get(..self.own).unwrap_or(self.text)
    }

    /// The names whose rows the question asks about.
    pub fn asked(&self) -> impl Iterator<Item = &Mentioned> {
        self.mentions
            .iter()
            .filter(|mention| mention.strength == Strength::Sure)
    }
}

/// Reads a question.
#[must_use]
pub fn understand<'a>(catalogue: &Catalogue, question: &'a str) -> Query<'a> {
    understand_as(catalogue, question, &Overrides::default())
}

/// Reads a question of which something is known beside its text.
#[must_use]
pub fn understand_as<'a>(
    catalogue: &Catalogue,
    question: &'a str,
    overrides: &Overrides,
) -> Query<'a> {
    let words: Vec<Word<'_>> = text::runs(question)
        .take(MOST_WORDS)
        .map(|run| {
            let typed = question.get(run.start..run.end).unwrap_or_default();
            Word {
                start: run.start,
                end: run.end,
                typed,
                stem: text::stem(typed),
            }
        })
        .collect();
    let cues = Cues::of(words.iter().map(|word| word.stem.as_str()));
    let technologies = match overrides.technologies.as_slice() {
        [] => technologies(&words),
        said => in_order(said),
    };
    let mentions = mentions::find(catalogue, question, &words, cues, &technologies);
    let by_cues = || kind(catalogue, &words, &mentions, cues);
    let kind = overrides.kind.unwrap_or_else(by_cues);
    let entities = entities::find(question, &words, &mentions);
    let tokens = || question.split_whitespace().take(MOST_WORDS).map(trimmed);
    Query {
        agents: tokens()
            .filter_map(|token| named_agent(catalogue, token))
            .collect(),
        documents: tokens().filter_map(document).collect(),
        text: question,
        own: question.len(),
        followed: None,
        words,
        kind,
        technologies,
        mentions,
        entities,
    }
}

fn trimmed(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The agent of an id in any case.
fn named_agent(catalogue: &Catalogue, token: &str) -> Option<AgentNumber> {
    let is_id = token.len() < 20 && token.matches('-').count() == 2;
    is_id
        .then(|| token.to_ascii_uppercase())
        .and_then(|id| catalogue.agents.number(&id.as_str().into()))
}

/// `38.331` as `TS 38.331`.
fn document(token: &str) -> Option<String> {
    let (series, number) = token.split_once('.')?;
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    (digits(series, 2) && digits(number, 3)).then(|| format!("TS {token}"))
}

/// Technologies in the order LTE, NR. Hyphenated forms (`E-UTRA`, `NB-IoT`, `EN-DC`) come as
/// several words. A technology that one goes to or comes from stands for both.
fn technologies(words: &[Word<'_>]) -> Vec<Technology> {
    let mut found: Vec<Technology> = Vec::new();
    let mut before = "";
    for word in words {
        let joined = format!("{before}{}", word.typed);
        let both = joined.eq_ignore_ascii_case("endc") || word.typed.eq_ignore_ascii_case("nsa");
        let named = cues::technology(word.typed).or_else(|| cues::technology(&joined));
        let moves = ["to", "towards", "toward", "into", "from"];
        if both || (named.is_some() && moves.iter().any(|to| before.eq_ignore_ascii_case(to))) {
            found.extend([Technology::Lte, Technology::Nr]);
        }
        found.extend(named);
        before = word.typed;
    }
    in_order(&found)
}

/// These technologies, each once, in the order LTE, NR.
fn in_order(found: &[Technology]) -> Vec<Technology> {
    let in_order = [Technology::Lte, Technology::Nr].into_iter();
    in_order.filter(|one| found.contains(one)).collect()
}

/// What is asked for: by the rows that are named, unless something is wrong and no value is wanted.
pub(super) fn kind(
    catalogue: &Catalogue,
    words: &[Word<'_>],
    mentions: &[Mentioned],
    cues: Cues,
) -> QueryKind {
    let sure = mentions
        .iter()
        .find(|mention| mention.strength == Strength::Sure);
    let Some(row) = sure.and_then(|mention| mention.rows.first()) else {
        return cues.kind();
    };
    let of_row = match catalogue.rows.table(*row) {
        Some(Table::Counter) => QueryKind::Counter,
        Some(Table::Kpi) => QueryKind::Kpi,
        Some(Table::Procedure | Table::Cause) => QueryKind::Procedure,
        _ => QueryKind::Parameter,
    };
    // A word inside a name says nothing: `beamFailureRecoveryTimer` is no failure.
    let inside = |word: &&Word<'_>| {
        mentions
            .iter()
            .any(|one| one.start <= word.start && word.end <= one.end)
    };
    let around = words
        .iter()
        .filter(|word| !inside(word))
        .map(|word| word.stem.as_str());
    let around = Cues::of(around);
    if (around.symptom || around.action) && !cues.asks() {
        QueryKind::Troubleshoot
    } else {
        of_row
    }
}
