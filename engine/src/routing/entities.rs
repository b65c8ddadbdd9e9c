//! Numbers with their units, bands and cells in a question.

use protocol::answer::{Entity, EntityKind};

use super::cues;
use super::mentions::Mentioned;
use super::query::Word;

/// Entities of one question that are found.
const MOST: usize = 64;

/// Units as people type them, in lower case and sorted, and their usual spelling.
const UNITS: &[(&str, &str)] = &[
    ("bytes", "byte"),
    ("days", "d"),
    ("db", "dB"),
    ("dbi", "dBi"),
    ("dbm", "dBm"),
    ("decibel", "dB"),
    ("degrees", "°"),
    ("gb", "GB"),
    ("gbit", "Gbit/s"),
    ("gbps", "Gbit/s"),
    ("ghz", "GHz"),
    ("h", "h"),
    ("hours", "h"),
    ("hz", "Hz"),
    ("kb", "kB"),
    ("kbit", "kbit/s"),
    ("kbps", "kbit/s"),
    ("khz", "kHz"),
    ("km", "km"),
    ("m", "m"),
    ("mb", "MB"),
    ("mbit", "Mbit/s"),
    ("mbps", "Mbit/s"),
    ("megahertz", "MHz"),
    ("metres", "m"),
    ("mhz", "MHz"),
    ("milliseconds", "ms"),
    ("min", "min"),
    ("minutes", "min"),
    ("ms", "ms"),
    ("mw", "mW"),
    ("ns", "ns"),
    ("percent", "%"),
    ("ppm", "ppm"),
    ("prb", "PRB"),
    ("prbs", "PRB"),
    ("s", "s"),
    ("sec", "s"),
    ("seconds", "s"),
    ("tb", "TB"),
    ("us", "µs"),
    ("w", "W"),
    ("µs", "µs"),
];

/// Words before the number or name of a cell, site or node, in lower case, and how they are written.
const CELLS: &[(&str, &str)] = &[
    ("cell", "cell"),
    ("enb", "eNB"),
    ("enodeb", "eNB"),
    ("gnb", "gNB"),
    ("pci", "PCI"),
    ("sector", "sector"),
    ("site", "site"),
];

/// All entities outside the names of rows, in order.
pub fn find(question: &str, words: &[Word<'_>], names: &[Mentioned]) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut done = 0;
    for (place, word) in words.iter().enumerate() {
        let named = names
            .iter()
            .any(|name| name.start < word.end && word.start < name.end);
        if word.start < done || found.len() == MOST {
            continue;
        }
        let next = words.get(place + 1);
        // `PCI` is the name of a row, and `PCI 77` a cell all the same.
        let one = cell(question, word, next).or_else(|| {
            let alone = band(word).or_else(|| number(question, word, next));
            alone.filter(|_| !named)
        });
        if let Some((start, end, what)) = one {
            done = end;
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let (start, end) = (byte(start), byte(end));
            found.push(Entity { start, end, what });
        }
    }
    found
}

type Found = (usize, usize, EntityKind);

/// `cell 1234`, `PCI 77`, `site LON0042`; not `cell 5 %`.
fn cell(question: &str, word: &Word<'_>, next: Option<&Word<'_>>) -> Option<Found> {
    let by = look_up(CELLS, word.typed)?;
    let next = next?;
    let gap = question.get(word.end..next.start)?;
    let digits = next.typed.bytes().filter(u8::is_ascii_digit).count();
    let letters = next.typed.bytes().filter(u8::is_ascii_uppercase).count();
    let is_id = digits == next.typed.len()
        || (digits >= 2
            && digits + letters == next.typed.len()
            && cues::technology(next.typed).is_none());
    let is_number_with_unit = unit(question, next.end).is_some();
    let joined = gap.len() <= 2 && gap.bytes().all(|b| b" #:=".contains(&b));
    (is_id && joined && !is_number_with_unit).then(|| {
        let what = EntityKind::Cell {
            by: by.to_owned(),
            id: next.typed.to_owned(),
        };
        (word.start, next.end, what)
    })
}

/// `n78`, `L1800`.
fn band(word: &Word<'_>) -> Option<Found> {
    let is_band = word.typed.len() > 1
        && word.typed.starts_with(['n', 'N', 'l', 'L'])
        && word.typed.bytes().skip(1).all(|b| b.is_ascii_digit());
    let technology = cues::technology(word.typed).filter(|_| is_band)?;
    Some((word.start, word.end, EntityKind::Band(technology)))
}

/// `-110 dBm`, `3dB`, `0.5`, `1,000`; not `5G`, `38.331` and what has letters before its digits.
fn number(question: &str, word: &Word<'_>, next: Option<&Word<'_>>) -> Option<Found> {
    let digits = word.typed.bytes().take_while(u8::is_ascii_digit).count();
    let (whole, letters) = word.typed.split_at_checked(digits)?;
    if whole.is_empty() {
        return None;
    }
    let before = question.get(..word.start).unwrap_or_default();
    let mut end = word.start + digits;
    let mut text = whole.to_owned();
    if letters.is_empty()
        && let Some(next) = next
    {
        let tail = next.typed.bytes().take_while(u8::is_ascii_digit).count();
        let gap = question.get(word.end..next.start).unwrap_or_default();
        let fraction = next.typed.get(..tail).unwrap_or_default();
        if gap == "." && tail > 0 {
            text = [whole, ".", fraction].concat();
            end = next.start + tail;
        } else if gap == "," && tail == 3 && next.typed.len() == 3 && whole.len() <= 3 {
            text.push_str(fraction);
            end = next.end;
        }
    }
    // Addresses, versions and documents are no numbers: 10.0.0.1, TS 38.331.
    let part_of_more = before.ends_with(|c: char| ".:/".contains(c))
        || question.get(end..).is_some_and(|rest| {
            let mut rest = rest.chars();
            rest.next().is_some_and(|c| ".:/".contains(c))
                && rest.next().is_some_and(|c| c.is_ascii_digit())
        })
        || before.trim_end().ends_with("TS");
    if part_of_more {
        return None;
    }
    let unit = unit(question, end);
    let glued = question
        .get(end..)
        .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    if glued && unit.is_none() {
        return None;
    }
    let (sign, value) = (sign(before), micro(&text)?);
    let (unit, end) = unit.map_or((None, end), |(unit, end)| (Some(unit.to_owned()), end));
    let value_micro = if sign == 0 { value } else { -value };
    let what = EntityKind::Number { value_micro, unit };
    Some((word.start - sign, end, what))
}

/// Bytes of a minus sign before a number; 0 where it joins words, as in `10-20`.
fn sign(before: &str) -> usize {
    let sign = ["-", "−"].into_iter().find(|sign| before.ends_with(sign));
    let length = sign.map_or(0, str::len);
    let joins = before
        .get(..before.len() - length)
        .is_some_and(|before| before.ends_with(char::is_alphanumeric));
    if joins { 0 } else { length }
}

/// The unit that begins at a byte, after a blank at most, and its end.
fn unit(question: &str, at: usize) -> Option<(&'static str, usize)> {
    let rest = question.get(at..)?;
    let start = at + usize::from(rest.starts_with(' '));
    let rest = question.get(start..)?;
    for sign in ["%", "°"] {
        if rest.starts_with(sign) {
            return Some((if sign == "%" { "%" } else { "°" }, start + sign.len()));
        }
    }
    let length = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    let found = look_up(UNITS, rest.get(..length)?)?;
    let is_rate = found.ends_with("/s");
    let spelt_out = is_rate
        && rest
            .get(length..)
            .is_some_and(|rest| rest.starts_with("/s"));
    Some((found, start + length + 2 * usize::from(spelt_out)))
}

fn look_up(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    let found = table.binary_search_by(|(key, _)| (*key).cmp(lower.as_str()));
    found.ok().and_then(|at| table.get(at)).map(|(_, to)| *to)
}

/// Digits with at most one point as micro-units; `None` where they do not fit.
fn micro(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction: String = fraction.chars().chain("000000".chars()).take(6).collect();
    let whole: i64 = whole.parse().ok()?;
    whole
        .checked_mul(1_000_000)?
        .checked_add(fraction.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::sample::real;
    use crate::routing::understand;

    /// Entities as `text=value unit`, `text=band`, `text=by id`.
    fn found(question: &str) -> Vec<String> {
        let query = understand(real(), question);
        let entities = query.entities.iter();
        let said = entities.map(|one| {
            let typed = &question[one.start as usize..one.end as usize];
            match &one.what {
                EntityKind::Number { value_micro, unit } => {
                    let unit = unit.as_deref().unwrap_or_default();
                    format!("{typed}={} {unit}", *value_micro as f64 / 1e6)
                }
                EntityKind::Band(technology) => format!("{typed}={technology:?}"),
                EntityKind::Cell { by, id } => format!("{typed}={by} {id}"),
            }
        });
        said.collect()
    }

    #[test]
    fn tables_are_sorted_for_binary_search() {
        assert!(UNITS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(CELLS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn numbers_are_found_with_sign_and_unit() {
        for (question, expected) in [
            ("level of -110 dBm at the edge", &["-110 dBm=-110 dBm"][..]),
            (
                "−94 instead of -108 dBm",
                &["−94=-94 ", "-108 dBm=-108 dBm"],
            ),
            ("3dB or 40 ms", &["3dB=3 dB", "40 ms=40 ms"]),
            ("632628 in MHz?", &["632628=632628 "]),
            ("5 km cell on n78", &["5 km=5 km", "n78=Nr"]),
            (
                "drops 0.3 to 1.1 percent",
                &["0.3=0.3 ", "1.1 percent=1.1 %"],
            ),
            (
                "12,500 users, 95 Mbit/s, 22 %.",
                &["12,500=12500 ", "95 Mbit/s=95 Mbit/s", "22 %=22 %"],
            ),
            ("wait 10-20 s", &["10=10 ", "20 s=20 s"]),
            ("value is 5.", &["5=5 "]),
        ] {
            assert_eq!(found(question), expected, "{question}");
        }
    }

    #[test]
    fn cells_and_bands_are_found() {
        for (question, expected) in [
            ("cell 1234 sleeps", &["cell 1234=cell 1234"][..]),
            ("PCI 77 twice", &["PCI 77=PCI 77"]),
            (
                "gNB 512 sector 2 drops",
                &["gNB 512=gNB 512", "sector 2=sector 2"],
            ),
            (
                "site LON0042 on L1800",
                &["site LON0042=site LON0042", "L1800=Lte"],
            ),
            ("drops in the cell 5 %", &["5 %=5 %"]),
        ] {
            assert_eq!(found(question), expected, "{question}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for question in [
            "5G or 4G",
            "TS 38.331",
            "10.0.0.1 and 12:30",
            "64QAM, 4T4R",
            "t310",
            "ms160",
            "99999999999999999999 999999999999999999",
        ] {
            assert_eq!(found(question), Vec::<String>::new(), "{question}");
        }
    }
}
