//! Names of rows in a question: found by folding case and punctuation over up to six words.

use std::collections::BTreeSet;

use protocol::answer::Technology;
use protocol::catalogue::Table;

use super::cues::Cues;
use super::query::Word;
use crate::catalogue::{Catalogue, Found, RowNumber, Sense, Writing, text};

/// Words of the longest name.
const LONGEST: usize = 6;
/// Names of one question that are used.
const MOST_NAMES: usize = 12;
/// Names of one question for which spelling mistakes are looked for.
const MOST_MISSPELT: usize = 24;
/// A plain word names a row only when at most so many agents are about it.
const RARE: usize = 24;

/// How sure it is that a row is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Strength {
    /// The words also read as plain language: they help routing only.
    Perhaps,
    /// The row is meant.
    Sure,
}

/// A name in a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mentioned {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// How sure it is.
    pub strength: Strength,
    /// The rows with the name, those that are most likely meant first; never empty.
    pub rows: Vec<RowNumber>,
    /// The value of a cause list that is named.
    pub cause: Option<String>,
    /// It was found by forgiving a spelling mistake.
    pub misspelt: bool,
}

/// All names in a question, the longest at each place.
pub fn find(
    catalogue: &Catalogue,
    question: &str,
    words: &[Word<'_>],
    cues: Cues,
    technologies: &[Technology],
) -> Vec<Mentioned> {
    let context: BTreeSet<&str> = words.iter().map(|word| word.stem.as_str()).collect();
    let seeker = Seeker { catalogue, question, words, cues, technologies, context };
    let mut mentions = Vec::new();
    let mut misspelt = 0;
    let mut at = 0;
    while at < words.len() && mentions.len() < MOST_NAMES {
        let mut found = seeker.at(at, false);
        if found.is_none() && misspelt < MOST_MISSPELT && seeker.may_be_misspelt(at) {
            misspelt += 1;
            found = seeker.at(at, true);
        }
        match found {
            Some((mention, next)) => {
                mentions.push(mention);
                at = next;
            }
            None => at += 1,
        }
    }
    mentions
}

struct Seeker<'a> {
    catalogue: &'a Catalogue,
    question: &'a str,
    words: &'a [Word<'a>],
    cues: Cues,
    technologies: &'a [Technology],
    context: BTreeSet<&'a str>,
}

impl Seeker<'_> {
    /// The longest name that begins at a word, and the word after it.
    fn at(&self, first: usize, misspelt: bool) -> Option<(Mentioned, usize)> {
        let longest = (1..=LONGEST).rev().filter(|length| first + length <= self.words.len());
        for length in longest {
            let part = self.words.get(first..first + length)?;
            if !self.joined(part) {
                continue;
            }
            let key: String = part.iter().map(|word| text::key(word.typed)).collect();
            if key.len() > self.catalogue.names.longest() {
                continue;
            }
            let names = &self.catalogue.names;
            let found = if misspelt { names.misspelt(&key) } else { names.exact(&key) };
            let Some(found) = found else {
                continue;
            };
            if let Some(mention) = self.accept(part, &key, &found) {
                return Some((mention, first + length));
            }
        }
        None
    }

    /// Whether only blanks and the punctuation of names stand between words.
    fn joined(&self, part: &[Word<'_>]) -> bool {
        part.windows(2).all(|pair| match pair {
            [a, b] => {
                let between = self.question.get(a.end..b.start).unwrap_or("?");
                let dotted = between.contains('.') && between.contains(' ');
                !dotted && between.chars().all(|c| " -_./:[]{}".contains(c)) && between.len() <= 4
            }
            _ => true,
        })
    }

    /// A word that the catalogue does not know may be a misspelt name.
    fn may_be_misspelt(&self, first: usize) -> bool {
        let near = self.words.get(first..self.words.len().min(first + 4)).unwrap_or_default();
        near.iter().any(|word| {
            word.typed.len() >= 4
                && !self.catalogue.postings.knows(&word.stem)
                && !text::is_empty_word(&word.stem)
        })
    }

    fn accept(&self, part: &[Word<'_>], key: &str, found: &Found) -> Option<Mentioned> {
        let (start, end) = (part.first()?.start, part.last()?.end);
        let typed = self.question.get(start..end)?;
        let strength = self.strength(typed, part, key, found)?;
        let rows = self.rows(found, part);
        let cause = found.senses.iter().find_map(|sense| match sense {
            Sense::Cause(row, number) => {
                self.catalogue.rows.causes(*row).nth(*number as usize).map(str::to_owned)
            }
            _ => None,
        });
        if rows.is_empty() {
            return None;
        }
        Some(Mentioned { start, end, strength, rows, cause, misspelt: found.misspelt })
    }

    /// How sure a name is, by how it is defined and how it was typed; `None` is no mention.
    fn strength(
        &self,
        typed: &str,
        part: &[Word<'_>],
        key: &str,
        found: &Found,
    ) -> Option<Strength> {
        let code_like = typed.bytes().any(|b| b.is_ascii_digit() || b"-_.".contains(&b))
            || typed.bytes().skip(1).any(|b| b.is_ascii_uppercase());
        let asks = self.cues.lookup || self.cues.counter || self.cues.kpi || self.cues.procedure;
        let alone = part.len() == self.words.len();
        let is_one_word = part.len() == 1;
        match found.writing {
            Writing::Identifier | Writing::Spoken if is_one_word => {
                let common = text::is_empty_word(&text::stem(typed));
                let short = key.len() < 3 || (key.len() < 4 && !code_like);
                if common || (short && found.writing == Writing::Identifier && !alone) {
                    None
                } else {
                    Some(Strength::Sure)
                }
            }
            Writing::Identifier | Writing::Spoken => {
                let blanks = typed.contains(' ');
                let all_empty = part.iter().all(|word| text::is_empty_word(&word.stem));
                if all_empty {
                    None
                } else if !blanks || asks || alone {
                    Some(Strength::Sure)
                } else {
                    Some(Strength::Perhaps)
                }
            }
            Writing::Word => {
                let stem = part.first().map(|word| word.stem.as_str()).unwrap_or_default();
                let agents = self.catalogue.postings.of(stem).len();
                let rare = agents <= RARE && key.len() >= 5;
                let plain = text::is_empty_word(stem) || !rare || found.misspelt;
                if code_like && is_one_word && !found.misspelt {
                    Some(Strength::Sure)
                } else if plain {
                    None
                } else if asks || alone {
                    Some(Strength::Sure)
                } else {
                    Some(Strength::Perhaps)
                }
            }
        }
    }

    /// The rows of a name, best first.
    fn rows(&self, found: &Found, part: &[Word<'_>]) -> Vec<RowNumber> {
        let rows = &self.catalogue.rows;
        let mut segments = Vec::new();
        let mut all: BTreeSet<RowNumber> = BTreeSet::new();
        for sense in &found.senses {
            match sense {
                Sense::Segment(segment) => segments.push(*segment),
                Sense::Row(row) | Sense::Cause(row, _) => {
                    all.insert(*row);
                }
            }
        }
        let direct = all.clone();
        if !segments.is_empty() {
            let holds = |row: &RowNumber| {
                rows.path(*row).iter().skip(1).any(|segment| segments.contains(segment))
            };
            all.extend(rows.parameters().filter(holds));
        }
        let own: BTreeSet<&str> = part.iter().map(|word| word.stem.as_str()).collect();
        let context: Vec<&str> =
            self.context.iter().filter(|stem| !own.contains(**stem)).copied().collect();
        let mut scored: Vec<(i32, RowNumber)> = all
            .into_iter()
            .map(|row| (-self.preference(row, &segments, &direct, &context), row))
            .collect();
        scored.sort_unstable();
        scored.into_iter().map(|(_, row)| row).collect()
    }

    /// How likely a row is the one that is meant; larger is likelier.
    fn preference(
        &self,
        row: RowNumber,
        segments: &[u32],
        direct: &BTreeSet<RowNumber>,
        context: &[&str],
    ) -> i32 {
        let rows = &self.catalogue.rows;
        let rank = self.catalogue.ranks.get(row as usize).copied().unwrap_or_default();
        let mut score = i32::from(rank) * 10;
        if let Some(tech) = technology(rows.segments(row).next().unwrap_or_default()) {
            score += match self.technologies {
                [] => 0,
                named if named.contains(&tech) => 60,
                _ => -60,
            };
        }
        let parameter = rows.table(row).is_some_and(Table::holds_parameters);
        if parameter {
            let standing = rows.standing(row);
            score += if standing.configurable { 20 } else { -20 };
            score -= standing.release.map_or(0, |release| 4 + i32::from(release) / 4);
            score -= if standing.is_type { 15 } else { 0 };
            let path = rows.path(row);
            let from_end = path.iter().rev().position(|segment| segments.contains(segment));
            score += match from_end {
                Some(0) => 12,
                Some(1) => 6,
                Some(place) if place + 2 == path.len() => -30,
                _ => 0,
            };
            score -= i32::try_from(path.len()).unwrap_or(0);
        } else {
            score += if self.cues.counter || self.cues.kpi || self.cues.procedure { 40 } else { 15 };
        }
        if direct.contains(&row) {
            score += 8;
        }
        let near = rows.segments(row).skip(1).filter(|segment| {
            text::pieces(text::without_release(segment))
                .iter()
                .any(|piece| context.contains(&text::stem(piece).as_str()))
        });
        score + 25 * i32::try_from(near.take(3).count()).unwrap_or(0)
    }
}

/// The technology that an id begins with.
fn technology(segment: &str) -> Option<Technology> {
    match segment {
        "NR" | "NRM" | "NGAP" | "XnAP" | "F1AP" | "E1AP" => Some(Technology::Nr),
        "LTE" | "TR196" | "S1AP" | "X2AP" => Some(Technology::Lte),
        _ => None,
    }
}
