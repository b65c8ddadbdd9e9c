//! Figures and procedures that a question describes without naming them.

use protocol::answer::{FactCard, QueryKind};
use protocol::catalogue::Table;

use super::facts;
use crate::catalogue::{Catalogue, RowNumber, text};
use crate::routing::Query;
use crate::sort;

/// Cards shown.
const MOST: usize = 3;
/// A row must have more than this share of the question's words, in percent.
const LEAST_SHARE: usize = 50;

/// Short forms in names of counters, KPIs and procedures, and their stems. Sorted.
const SHORT: &[(&str, &str)] = &[
    ("att", "attempt"),
    ("avail", "availability"),
    ("dl", "downlink"),
    ("drb", "bearer"),
    ("erab", "bearer"),
    ("estab", "setup"),
    ("exe", "execution"),
    ("ho", "handover"),
    ("nbr", "number"),
    ("pag", "pag"),
    ("prep", "preparation"),
    ("ratio", "rate"),
    ("rel", "releas"),
    ("req", "request"),
    ("sr", "success"),
    ("succ", "success"),
    ("thp", "throughput"),
    ("ul", "uplink"),
    ("util", "utilisation"),
];

/// The cards of the rows that a question about figures or procedures describes best.
pub fn facts(catalogue: &Catalogue, query: &Query<'_>, kind: QueryKind) -> Vec<FactCard> {
    let table = match kind {
        QueryKind::Kpi => Table::Kpi,
        QueryKind::Counter => Table::Counter,
        QueryKind::Procedure => Table::Procedure,
        _ => return Vec::new(),
    };
    let wanted = query
        .words
        .iter()
        .filter(|word| !text::is_empty_word(&word.stem) && !is_cue(&word.stem))
        .map(|word| long_form(&word.stem));
    let wanted = text::each_once(wanted);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut scored: Vec<(usize, usize, RowNumber)> = Vec::new();
    for row in catalogue.rows.range(table) {
        let fits = query.technologies.is_empty()
            || facts::technology(catalogue, row)
                .is_none_or(|tech| query.technologies.contains(&tech));
        let (name, said) = words_of(catalogue, row);
        let in_name = wanted.iter().filter(|word| name.contains(*word)).count();
        let in_all = wanted
            .iter()
            .filter(|word| name.contains(*word) || said.contains(*word));
        let in_all = in_all.count();
        if fits && in_name > 0 && in_all * 100 > wanted.len() * LEAST_SHARE {
            scored.push((2 * in_name + in_all, usize::MAX - name.len(), row));
        }
    }
    sort::by_key(&mut scored, |(score, brief, row)| {
        (core::cmp::Reverse((*score, *brief)), *row)
    });
    let top = scored.first().map_or(0, |(score, ..)| *score);
    let near = scored
        .into_iter()
        .take_while(|(score, ..)| *score + 1 >= top);
    near.take(MOST)
        .filter_map(|(.., row)| facts::card(catalogue, row, None))
        .collect()
}

/// Words that only say what kind of thing is asked for.
fn is_cue(stem: &str) -> bool {
    const CUES: &[&str] = &[
        "calculat",
        "code",
        "comput",
        "count",
        "counter",
        "definition",
        "defin",
        "formula",
        "kpi",
        "measurement",
        "messag",
        "miss",
        "name",
        "number",
        "procedur",
        "rat",
        "ratio",
        "belong",
        "lte",
        "nr",
    ];
    CUES.contains(&stem)
}

fn long_form(stem: &str) -> String {
    let found = SHORT.binary_search_by(|(short, _)| (*short).cmp(stem));
    let long = found
        .ok()
        .and_then(|at| SHORT.get(at))
        .map_or(stem, |(_, long)| *long);
    text::stem(long)
}

/// The words of a row's name, each once, and of its definition.
fn words_of(catalogue: &Catalogue, row: RowNumber) -> (Vec<String>, Vec<String>) {
    let pieces = catalogue.rows.segments(row).flat_map(text::pieces);
    let name = pieces.map(|piece| {
        // Interfaces are asked for without their "AP".
        let piece = piece
            .strip_suffix("ap")
            .filter(|rest| rest.len() == 2)
            .unwrap_or(&piece);
        long_form(&text::stem(piece))
    });
    let definition = catalogue.rows.definition(row);
    let said = text::runs(definition)
        .map(|run| text::stem(definition.get(run.start..run.end).unwrap_or_default()))
        .collect();
    (text::each_once(name), said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_sorted() {
        assert!(SHORT.is_sorted());
    }
}
