//! Names of rows in a question: found by folding case and punctuation over up to six words.

use std::collections::BTreeSet;

use protocol::answer::Technology;
use protocol::catalogue::Table;

use super::abbreviations::expand;
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
    let context: BTreeSet<&str> = words
        .iter()
        .map(|word| word.stem.as_str())
        .filter(|stem| !matches!(*stem, "lte" | "nr") && !text::is_empty_word(stem))
        .collect();
    let has = |stem: &str| context.contains(stem);
    let small_cells = has("196") || has("tr196") || has("femto") || has("small");
    let management = has("nrm") || has("541") || has("attribut") || has("management");
    let seeker = Seeker {
        catalogue,
        question,
        words,
        cues,
        technologies,
        context,
        small_cells,
        management,
    };
    let mut mentions = Vec::new();
    let mut misspelt = 0;
    let mut at = 0;
    while at < words.len() && mentions.len() < MOST_NAMES {
        let mut found = seeker.whole_id(at).or_else(|| seeker.at(at, false));
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
    /// The stems of the question that mean something, technologies left out.
    context: BTreeSet<&'a str>,
    /// It is about the small-cell model.
    small_cells: bool,
    /// It is about the management model.
    management: bool,
}

impl Seeker<'_> {
    /// The row whose whole id begins at a word, and the word after it.
    fn whole_id(&self, first: usize) -> Option<(Mentioned, usize)> {
        let start = self.words.get(first)?.start;
        let rest = self.question.get(start..)?;
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let id = rest
            .get(..end)?
            .trim_end_matches(['?', '!', ',', ';', ':', '.', ')', '"', '\'']);
        let row = self
            .catalogue
            .rows
            .number(id)
            .filter(|_| id.contains('.'))?;
        let end = start + id.len();
        let next = self
            .words
            .iter()
            .position(|word| word.start >= end)
            .unwrap_or(self.words.len());
        let (strength, rows) = (Strength::Sure, vec![row]);
        Some((
            Mentioned {
                start,
                end,
                strength,
                rows,
                cause: None,
                misspelt: false,
            },
            next,
        ))
    }

    /// The longest name that begins at a word, and the word after it.
    fn at(&self, first: usize, misspelt: bool) -> Option<(Mentioned, usize)> {
        let longest = (1..=LONGEST)
            .rev()
            .filter(|length| first + length <= self.words.len());
        for length in longest {
            let part = self.words.get(first..first + length)?;
            if !self.joined(part) || (misspelt && !part.iter().any(|word| self.is_unknown(word))) {
                continue;
            }
            let key: String = part.iter().map(|word| text::key(word.typed)).collect();
            if key.len() > self.catalogue.names.longest() {
                continue;
            }
            let names = &self.catalogue.names;
            let found = if misspelt {
                names.misspelt(&key)
            } else {
                names.exact(&key)
            };
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
        let names_are_ascii = part.iter().all(|word| word.typed.is_ascii());
        names_are_ascii
            && part.windows(2).all(|pair| match pair {
                [a, b] => {
                    let between = self.question.get(a.end..b.start).unwrap_or("?");
                    let dotted = between.contains('.') && between.contains(' ');
                    !dotted
                        && between.chars().all(|c| " -_./:[]{}".contains(c))
                        && between.len() <= 4
                }
                _ => true,
            })
    }

    /// A word that the catalogue does not know may be a misspelt name.
    fn may_be_misspelt(&self, first: usize) -> bool {
        let near = self
            .words
            .get(first..self.words.len().min(first + 4))
            .unwrap_or_default();
        near.iter().any(|word| self.is_unknown(word))
    }

    fn is_unknown(&self, word: &Word<'_>) -> bool {
        word.typed.len() >= 4
            && !self.catalogue.postings.knows(&word.stem)
            && !text::is_empty_word(&word.stem)
    }

    fn accept(&self, part: &[Word<'_>], key: &str, found: &Found) -> Option<Mentioned> {
        let (start, end) = (part.first()?.start, part.last()?.end);
        let typed = self.question.get(start..end)?;
        let mut strength = self.strength(typed, part, key, found)?;
        let (rows, names_them) = self.rows(found, part);
        if !names_them {
            strength = Strength::Perhaps;
        }
        let first = *rows.first()?;
        let is_abbreviation = part.len() == 1 && expand(typed).next().is_some();
        if is_abbreviation && found.writing != Writing::Spoken && self.rank(first) < 3 {
            return None; // `endc` is a way of building networks before it is a capability field
        }
        if typed.contains(' ') && self.catalogue.rows.parameters().contains(&first) {
            let rank = self.rank(first);
            if rank == 0 && !self.catalogue.rows.standing(first).configurable {
                return None; // plain words are not meant to name what a phone reports
            }
            let alone = part.len() == self.words.len();
            strength = match strength {
                Strength::Sure if rank < 3 && !alone => Strength::Perhaps,
                _ if names_them && rank >= 3 && part.len() >= 3 => Strength::Sure,
                other => other,
            };
        }
        let cause = found.senses.iter().find_map(|sense| match sense {
            Sense::Cause(row, number) => self
                .catalogue
                .rows
                .causes(*row)
                .nth(*number as usize)
                .map(str::to_owned),
            _ => None,
        });
        Some(Mentioned {
            start,
            end,
            strength,
            rows,
            cause,
            misspelt: found.misspelt,
        })
    }

    /// How sure a name is, by how it is defined and how it was typed; `None` is no mention.
    fn strength(
        &self,
        typed: &str,
        part: &[Word<'_>],
        key: &str,
        found: &Found,
    ) -> Option<Strength> {
        let code_like = typed
            .bytes()
            .any(|b| b.is_ascii_digit() || b"-_.".contains(&b))
            || typed.bytes().skip(1).any(|b| b.is_ascii_uppercase());
        let asks = self.cues.asks();
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
                let stem = part
                    .first()
                    .map(|word| word.stem.as_str())
                    .unwrap_or_default();
                let agents = self.catalogue.postings.of(stem).len();
                let rare = (agents <= RARE && key.len() >= 5) || self.has_card(found);
                let unclear = found.misspelt && key.len() < 8;
                let plain = text::is_empty_word(stem) || !rare || unclear;
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

    /// Whether one of the rows with a name has a card.
    fn has_card(&self, found: &Found) -> bool {
        let (rows, names_them) = self.rows(found, &[]);
        names_them && rows.iter().any(|row| self.rank(*row) == 5)
    }

    fn rank(&self, row: RowNumber) -> u8 {
        self.catalogue
            .ranks
            .get(row as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The rows of a name, best first, and whether it is their name and not that of an element,
    /// class or event that holds them.
    fn rows(&self, found: &Found, part: &[Word<'_>]) -> (Vec<RowNumber>, bool) {
        let rows = &self.catalogue.rows;
        let mut segments = Vec::new();
        let mut direct: BTreeSet<RowNumber> = BTreeSet::new();
        for sense in &found.senses {
            match sense {
                Sense::Segment(segment) => segments.push(*segment),
                Sense::Row(row) | Sense::Cause(row, _) => {
                    direct.insert(*row);
                }
            }
        }
        let mut all = direct.clone();
        let mut held = Vec::new();
        if !segments.is_empty() {
            for row in rows.parameters() {
                let path = rows.path(row);
                let place = path
                    .iter()
                    .skip(1)
                    .rposition(|segment| segments.contains(segment));
                match place {
                    Some(place) if rows.is_named_at(row, place + 1) => {
                        all.insert(row);
                    }
                    Some(_) => held.push(row),
                    None => {}
                }
            }
        }
        // `SIB1` is an element first, even though some field has the name, too.
        let holds_more = held.iter().any(|row| {
            rows.path(*row)
                .get(1)
                .is_some_and(|holder| segments.contains(holder))
        });
        let made_much_of = all
            .iter()
            .any(|row| self.rank(*row) >= 3 || direct.contains(row));
        let names_them = !all.is_empty() && (made_much_of || !holds_more);
        if !names_them {
            all.extend(held);
        }
        let own: BTreeSet<&str> = part.iter().map(|word| word.stem.as_str()).collect();
        let context: Vec<&str> = self
            .context
            .iter()
            .filter(|stem| !own.contains(**stem))
            .copied()
            .collect();
        let mut scored: Vec<(i32, RowNumber)> = all
            .into_iter()
            .map(|row| (-self.preference(row, &segments, &direct, &context), row))
            .collect();
        scored.sort_unstable();
        (scored.into_iter().map(|(_, row)| row).collect(), names_them)
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
        let mut score = i32::from(self.rank(row)) * 10;
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
            score -= standing
                .release
                .map_or(0, |release| 4 + i32::from(release) / 4);
            score -= if standing.is_type { 15 } else { 0 };
            let path = rows.path(row);
            let is_last = path
                .last()
                .is_some_and(|segment| segments.contains(segment));
            score += if is_last { 6 } else { 0 };
            score -= i32::try_from(path.len()).unwrap_or(0);
            score += match rows.table(row) {
                Some(Table::SmallCell) if self.small_cells => 80,
                Some(Table::SmallCell) => -15,
                Some(Table::Nrm) if self.management => 60,
                _ => 0,
            };
        } else {
            let asked = self.cues.counter || self.cues.kpi || self.cues.procedure;
            score += if asked { 40 } else { 15 };
            score += if self.names_protocol(row) { 60 } else { 0 };
        }
        if direct.contains(&row) {
            score += 8;
        }
        let pieces = |segment: &str| text::pieces(text::without_release(segment));
        let near: BTreeSet<String> = rows
            .segments(row)
            .skip(1)
            .flat_map(pieces)
            .map(|piece| text::stem(&piece))
            .filter(|stem| context.contains(&stem.as_str()))
            .collect();
        score + 25 * i32::try_from(near.len().min(3)).unwrap_or(0)
    }

    /// Whether the question names the protocol of a procedure or cause, with or without its "AP".
    fn names_protocol(&self, row: RowNumber) -> bool {
        let protocol = self
            .catalogue
            .rows
            .segments(row)
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let link = protocol.strip_suffix("ap").unwrap_or(&protocol);
        self.context.contains(protocol.as_str()) || self.context.contains(link)
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
