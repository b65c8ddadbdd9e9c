//! Names of rows in a question: found by folding case and punctuation over up to six words.

use protocol::answer::Technology;
use protocol::catalogue::Table;

use super::cues::{self, Cues};
use super::meant::Around;
use super::query::Word;
use crate::catalogue::expand;
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
    let around = Around::of(catalogue, words, cues, technologies);
    let seeker = Seeker {
        question,
        words,
        around,
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
    question: &'a str,
    words: &'a [Word<'a>],
    around: Around<'a>,
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
            .around
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
            if key.len() > self.around.catalogue.names.longest() {
                continue;
            }
            let names = &self.around.catalogue.names;
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
            && self.around.catalogue.postings.number(&word.stem).is_none()
            && !text::is_empty_word(&word.stem)
    }

    fn accept(&self, part: &[Word<'_>], key: &str, found: &Found) -> Option<Mentioned> {
        let (start, end) = (part.first()?.start, part.last()?.end);
        let typed = self.question.get(start..end)?;
        let mut strength = self.strength(typed, part, key, found)?;
        let (rows, names_them) = self.around.rows(found, part);
        if !names_them {
            strength = Strength::Perhaps;
        }
        let first = *rows.first()?;
        // `endc` is a way of building networks before it is a capability field.
        let is_abbreviation = part.len() == 1 && expand(typed).next().is_some();
        let standing = self.around.catalogue.rows.standing(first);
        let minor = self.around.rank(first) < 3 || !standing.configurable;
        if is_abbreviation && minor && found.writing != Writing::Spoken {
            return None;
        }
        if typed.contains(' ') && self.around.catalogue.rows.parameters().contains(&first) {
            let rank = self.around.rank(first);
            if rank == 0 && !self.around.catalogue.rows.standing(first).configurable {
                return None; // plain words are not meant to name what a phone reports
            }
            let alone = part.len() == self.words.len();
            strength = match strength {
                Strength::Sure if rank < 3 && !alone => Strength::Perhaps,
                _ if names_them && rank >= 3 && part.len() >= 3 => Strength::Sure,
                other => other,
            };
        }
        let cues = self.around.cues;
        let is_procedure = self.around.catalogue.rows.table(first) == Some(Table::Procedure);
        if is_procedure && typed.contains(' ') && cues.kpi && !cues.procedure {
            strength = Strength::Perhaps; // a handover success ratio is no message
        }
        let cause = found.senses.iter().find_map(|sense| match sense {
            Sense::Cause(row, number) => self
                .around
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
        let marked = typed
            .bytes()
            .any(|b| b.is_ascii_digit() || b"-_.".contains(&b));
        let capital_inside = typed.bytes().any(|b| b.is_ascii_lowercase())
            && typed.bytes().skip(1).any(|b| b.is_ascii_uppercase());
        let code_like = marked || capital_inside;
        let asks = self.around.cues.asks();
        let alone = part.len() == self.words.len();
        let is_one_word = part.len() == 1;
        if is_one_word && cues::technology(typed).is_some() {
            return None;
        }
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
                let postings = &self.around.catalogue.postings;
                let agents = postings
                    .number(stem)
                    .map_or(0, |term| postings.of(term).len());
                let best = self.around.best_rank(found);
                let rare = best > 5 || (agents <= RARE && key.len() >= 5 && best >= 3);
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
}
