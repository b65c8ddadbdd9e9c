//! Row numbers: narrowing, and lists of them.

use protocol::catalogue::packed::Lists;

use crate::problem::Problem;

/// A count that fits the packed form.
pub fn count(number: usize) -> Result<u32, Problem> {
    u32::try_from(number)
        .ok()
        .filter(|number| i32::try_from(*number).is_ok())
        .ok_or_else(|| Problem::new("catalogue", number.to_string(), "too many"))
}

/// Lists of numbers as distances. Every number came through [`count`], so it fits 31 bits.
pub fn lists(lists: &[Vec<u32>]) -> Result<Lists, Problem> {
    let mut packed = Lists::default();
    for list in lists {
        packed.lengths.push(count(list.len())?);
        let mut before = 0;
        for number in list {
            let number = number.cast_signed();
            packed.steps.push(number - before);
            before = number;
        }
    }
    Ok(packed)
}
