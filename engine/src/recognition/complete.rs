//! What follows from what was said with the tables at hand: resource blocks from the bandwidth of a
//! channel, a cyclic shift from its configuration.

use protocol::calculator::{Calculation, Named, Refusal, TableName, Value};

use super::Recognised;
use crate::calculators::calculate;
use crate::catalogue::Tables;

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
