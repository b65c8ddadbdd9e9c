//! Patterns in a list: how far each can be trusted, its name, and what tells it from others.

use protocol::memory::{Lines, PatternLine};
use protocol::records::Role;
use protocol::words;

use crate::date;
use crate::sheet::Sheet;

/// Where the names begin.
pub const INDENT: usize = 8;

pub fn list(sheet: &mut Sheet, list: &Lines) {
    let total = words::grouped(u64::from(list.total));
    match (list.lines.len(), list.total) {
        (_, 0) => return sheet.text("No pattern passes the filter."),
        (0, _) => return sheet.text(&format!("There are only {total} patterns.")),
        (shown, all) if shown as u64 == u64::from(all) => {
            sheet.text(&format!("{}, newest first", patterns(all)));
        }
        (shown, _) => {
            let from = list.offset.saturating_add(1);
            let to = u64::from(list.offset) + shown as u64;
            sheet.text(&format!("{from} to {to} of {total} patterns, newest first"));
        }
    }
    for line in &list.lines {
        let trust = match line.standing.n {
            0 => "–".to_owned(),
            _ => words::hundredths(i64::from(line.standing.mean_micro)),
        };
        named(sheet, &trust, line);
        sheet.indented(INDENT, &beneath(line));
    }
}

/// A figure and the name; a warning says that it is one.
pub fn named(sheet: &mut Sheet, figure: &str, line: &PatternLine) {
    let name = line.name.replace('\n', " ");
    let name = match line.role {
        Role::Strategy => name,
        Role::Pitfall => format!("Warning: {name}"),
    };
    sheet.hanging(&format!("{figure:>6}  "), &name);
}

/// Where it is filed, how it ended, when it was learnt, its id.
pub fn beneath(line: &PatternLine) -> String {
    let tried = match line.standing.n {
        0 => "untried".to_owned(),
        n => format!("{} of {n} worked", line.worked),
    };
    let parts = [
        Some(line.category.clone()),
        line.technology.map(|one| words::technology(one).to_owned()),
        Some(tried),
        line.at.map(date::day),
        Some(line.id.to_string()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// A count with its noun.
pub fn patterns(count: u32) -> String {
    match count {
        1 => "1 pattern".to_owned(),
        _ => format!("{} patterns", words::grouped(u64::from(count))),
    }
}
