//! What follows from what was said with the tables at hand: resource blocks from the bandwidth of a
//! channel, a cyclic shift from its configuration.

use protocol::calculator::{Calculation, Named, Quantity, Refusal, TableName, Value};

use super::Recognised;
use super::reading::Reading;
use crate::formulas::calculate;
use crate::tables::Tables;
use ground::text;

/// An input that follows from others.
#[derive(Clone, PartialEq, Debug)]
pub struct Derived {
    /// Which input.
    pub input: &'static str,
    /// The calculation that gives it, as a result of the same name.
    pub by: Calculation,
}

/// Fills in what follows from other inputs.
///
/// # Errors
/// The refusal of the calculation that would give it, such as of a channel that does not exist.
pub fn complete(tables: &Tables, recognised: &mut Recognised) -> Result<(), Refusal> {
    let Some(derived) = recognised.derived.clone() else {
        return Ok(());
    };
    let value = match of_lte(tables, &derived) {
        Some(blocks) => Value::from(blocks),
        None => {
            let computed = calculate(tables, &derived.by)?;
            let output = computed
                .output
                .into_iter()
                .find(|quantity| quantity.name == derived.input);
            output.map(|quantity| quantity.value).unwrap_or_default()
        }
    };
    let name = derived.input.to_owned();
    recognised.asked.input.push(Named { name, value });
    Ok(())
}

/// Resource blocks of an E-UTRA channel, which has no spacing to be said.
fn of_lte(tables: &Tables, derived: &Derived) -> Option<i64> {
    let [bandwidth] = derived.by.input.as_slice() else {
        return None;
    };
    let rows = tables.rows(TableName::LteNrb);
    let mut rows = rows
        .filter(|row| row.number("bw_mhz").map(Value::Number).as_ref() == Some(&bandwidth.value));
    rows.next()?.whole("nrb")
}

/// How else lines of a result are called.
const CALLED: [(&str, &[&str]); 6] = [
    (
        "distance",
        &["far", "metre", "meter", "m", "km", "range", "away"],
    ),
    ("us", &["microsecond", "µs"]),
    ("zcz", &["zerocorrelationzone", "zerocorrelationzoneconfig"]),
    ("dl", &["downlink"]),
    ("ul", &["uplink"]),
    ("tx", &["power"]),
];

/// Puts the line of a result first that the question names, where it names one.
pub fn asked_first(question: &str, output: &mut [Quantity]) {
    let reading = Reading::of(question, &[]);
    let is_said = |key: &str| reading.runs.iter().any(|run| run.key == key);
    let said = |part: &str| {
        let called = CALLED.iter().find(|(name, _)| *name == part);
        let called = called.is_some_and(|(_, words)| words.iter().any(|word| is_said(word)));
        called || (part.len() > 1 && is_said(part))
    };
    // The name as a whole says more than its parts, and more parts say more than one.
    let named = |line: &Quantity| {
        let parts = line.name.split('_').filter(|part| said(part)).count();
        parts + 3 * usize::from(is_said(&text::key(&line.name)))
    };
    let best = output.iter().map(named).max().filter(|most| *most > 0);
    let place = best.and_then(|best| output.iter().position(|line| named(line) == best));
    if let Some(begin) = place.and_then(|place| output.get_mut(..=place)) {
        begin.rotate_right(1);
    }
}
