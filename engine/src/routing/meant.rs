//! Which rows a name stands for in a question, and which of them is most likely meant.

use protocol::answer::Technology;
use protocol::catalogue::Table;

use super::cues::Cues;
use super::query::Word;
use crate::catalogue::{Catalogue, Found, RowNumber, Sense, text};
use crate::sort;

/// What the words around a name tell about it.
pub struct Around<'a> {
    pub catalogue: &'a Catalogue,
    pub cues: Cues,
    technologies: &'a [Technology],
    /// The stems of the question that mean something, technologies left out.
    stems: Vec<&'a str>,
    /// It is about the small-cell model.
    small_cells: bool,
    /// It is about the management model.
    management: bool,
}

impl<'a> Around<'a> {
    /// Reads a question's words.
    pub fn of(
        catalogue: &'a Catalogue,
        words: &'a [Word<'_>],
        cues: Cues,
        technologies: &'a [Technology],
    ) -> Self {
        let stems: Vec<&str> = words
            .iter()
            .map(|word| word.stem.as_str())
            .filter(|stem| !matches!(*stem, "lte" | "nr") && !text::is_empty_word(stem))
            .collect();
        let has = |words: &[&str]| words.iter().any(|word| stems.contains(word));
        let small_cells = has(&["196", "tr196", "femto", "small"]);
        let management = has(&["nrm", "541", "attribut", "management"]);
        Self {
            catalogue,
            cues,
            technologies,
            stems,
            small_cells,
            management,
        }
    }

    /// What agents make at most of the rows with a name; 0 when it only names what holds them.
    pub fn best_rank(&self, found: &Found) -> u8 {
        let (rows, names_them) = self.rows(found, &[]);
        let best = rows.iter().map(|row| self.rank(*row)).max();
        best.filter(|_| names_them).unwrap_or_default()
    }

    /// What agents make of a row, see [`crate::catalogue::Agents::ranks`].
    pub fn rank(&self, row: RowNumber) -> u8 {
        self.catalogue
            .ranks
            .get(row as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The rows of a name, best first, and whether it is their name and not that of an element,
    /// class or event that holds them.
    pub fn rows(&self, found: &Found, part: &[Word<'_>]) -> (Vec<RowNumber>, bool) {
        let rows = &self.catalogue.rows;
        let mut segments = Vec::new();
        let mut direct: Vec<RowNumber> = Vec::new();
        for sense in &found.senses {
            match sense {
                Sense::Segment(segment) => segments.push(*segment),
                Sense::Row(row) | Sense::Cause(row, _) => direct.push(*row),
            }
        }
        let (named, held) = rows.named_and_held(&segments);
        let mut all = direct.clone();
        all.extend(named);
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
        let own: Vec<&str> = part.iter().map(|word| word.stem.as_str()).collect();
        let context: Vec<&str> = self
            .stems
            .iter()
            .filter(|stem| !own.contains(*stem))
            .copied()
            .collect();
        sort::numbers(&mut all);
        let mut scored: Vec<(i32, RowNumber)> = all
            .into_iter()
            .map(|row| (-self.preference(row, &segments, &direct, &context), row))
            .collect();
        sort::by_key(&mut scored, |one| *one);
        (scored.into_iter().map(|(_, row)| row).collect(), names_them)
    }

    /// How likely a row is the one that is meant; larger is likelier.
    fn preference(
        &self,
        row: RowNumber,
        segments: &[u32],
        direct: &[RowNumber],
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
        // `NRCellDU` is one word, though `NrCellDu` is three pieces.
        let pieces = |segment: &str| {
            let mut pieces = text::pieces(text::without_release(segment));
            pieces.push(segment.to_owned());
            pieces
        };
        let near = rows
            .segments(row)
            .skip(1)
            .flat_map(pieces)
            .map(|piece| text::stem(&piece))
            .filter(|stem| context.contains(&stem.as_str()));
        score + 25 * i32::try_from(text::each_once(near).len().min(3)).unwrap_or(0)
    }

    /// Whether the question names the protocol of a procedure or cause, with or without its "AP".
    fn names_protocol(&self, row: RowNumber) -> bool {
        let first = self.catalogue.rows.segments(row).next();
        let protocol = text::lower(first.unwrap_or_default());
        let link = protocol.strip_suffix("ap").unwrap_or(&protocol);
        self.stems.contains(&protocol.as_str()) || self.stems.contains(&link)
    }
}

/// The technology that an id begins with.
pub(super) fn technology(segment: &str) -> Option<Technology> {
    match segment {
        "NR" | "NRM" | "NGAP" | "XnAP" | "F1AP" | "E1AP" => Some(Technology::Nr),
        "LTE" | "TR196" | "S1AP" | "X2AP" => Some(Technology::Lte),
        _ => None,
    }
}
