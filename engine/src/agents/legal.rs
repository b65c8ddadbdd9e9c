//! What the standard allows, in the form in which answers say it.

use protocol::answer::{Basis, Coding, Legal as Shown, LegalValue, Unit};
use protocol::catalogue::{Legal, Micro, Parameter, Table};

/// The legal range.
pub fn legal(of: &Legal) -> Shown {
    if of.kind.eq_ignore_ascii_case("boolean") {
        return Shown::Boolean;
    }
    if !of.values.is_empty() {
        let value = |name: &String| LegalValue {
            name: name.clone(),
            physical_micro: of.physical(name).map(|number| number.0),
        };
        return Shown::Values(of.values.iter().map(value).collect());
    }
    if let Some((least, most)) = of.size {
        return if least == most {
            Shown::Bits(least)
        } else {
            Shown::Typed(format!("{least} … {most} bits"))
        };
    }
    if !of.ranges.is_empty() {
        let intervals: Vec<String> = of
            .ranges
            .iter()
            .map(|(from, to)| interval(Some(*from), *to))
            .collect();
        return Shown::Typed(intervals.join(", "));
    }
    let whole = |end: Option<Micro>| end.and_then(Micro::as_whole);
    match (whole(of.min), whole(of.max)) {
        (Some(min), Some(max)) => {
            let step = of.multiple_of.map_or(1, i64::from);
            Shown::Integer { min, max, step }
        }
        _ if of.min.is_some() || of.max.is_some() => {
            Shown::Typed(format!("{} {}", of.kind, interval(of.min, of.max)))
        }
        _ => Shown::Typed(match (&of.type_ref, of.kind.as_str()) {
            (Some(name), "?" | "ref" | "") => name.clone(),
            (Some(name), kind) => format!("{kind}, {name}"),
            (None, "?" | "") => "no range held".to_owned(),
            (None, kind) => kind.to_owned(),
        }),
    }
}

/// An interval in words; an open end is said so.
fn interval(from: Option<Micro>, to: Option<Micro>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} … {to}"),
        (Some(from), None) => format!("{from} or more"),
        (None, Some(to)) => format!("up to {to}"),
        (None, None) => "any".to_owned(),
    }
}

/// The unit and how we know it.
pub fn unit(row: &Parameter) -> Option<Unit> {
    let name = row.legal.unit.clone()?;
    let said = row
        .origins
        .iter()
        .find(|(field, _)| field == "unit")
        .map(|(_, basis)| *basis);
    let basis = said.unwrap_or({
        if row.table == Table::SmallCell {
            Basis::Spec
        } else if row.legal.values.is_empty() {
            Basis::Knowledge
        } else {
            Basis::Derived
        }
    });
    Some(Unit { name, basis })
}

/// How a field codes the physical value, where the standard says so.
pub fn coding(of: &Legal) -> Option<Coding> {
    Some(Coding {
        scale_micro: of.scale?.0,
        offset_micro: of.offset?.0,
    })
}
