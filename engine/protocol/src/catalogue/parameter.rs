//! Settings: RRC fields, management attributes and small-cell parameters in one shape.

use super::{Micro, Origins, Table};
use crate::answer::Usage;
use crate::ids::RowId;

/// A setting of the network or the phone, with what the standard allows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// Technology or model, holder and path, such as `NR.EventTriggerConfig.eventId.eventA3.hysteresis`.
    pub id: RowId,
    /// The table it stands in; tells the kind of `holder` and the standard.
    pub table: Table,
    /// Information element (RRC), class (NRM) or object path (TR-196).
    pub holder: String,
    /// Field, attribute or parameter name as the standard writes it.
    pub name: String,
    /// What values are allowed.
    pub legal: Legal,
    /// What an RRC field is for; `None` outside the RRC tables.
    pub usage: Option<Usage>,
    /// Part of the broadcast system information.
    pub broadcast: bool,
    /// Release by name suffix; `None` is the base release (8 for LTE, 15 for NR).
    pub release: Option<u8>,
    /// The row is a named type itself, not a field.
    pub is_type: bool,
    /// What a positive or larger value does, such as "positive: neighbour earlier".
    pub sign: Option<String>,
    /// The name engineers use, such as "TTT".
    pub common_name: Option<String>,
    /// The row whose range and unit this one copies, because its own type is structured.
    pub alias_of: Option<RowId>,
    /// The document, such as `TS 38.331 Rel-18`.
    pub spec: String,
    /// Clause or document the row's own source points to (TR-196 only).
    pub reference: Option<String>,
    /// `readWrite`, `readOnly` or `writeOnceReadOnly` (TR-196 only).
    pub access: Option<String>,
    /// The default that the source states.
    pub default: Option<String>,
    /// The RRC field behind a TR-196 parameter, as holder and path without technology.
    pub rrc: Option<String>,
    /// The range was read in running text, not in a formal facet (TR-196 only).
    pub range_from_text: bool,
    /// Where single values come from.
    pub origins: Origins,
}

/// What values a parameter may take.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Legal {
    /// Type as the source writes it: `INTEGER`, `ENUMERATED`, `BOOLEAN`, `BIT STRING`, `string` …
    pub kind: String,
    /// Smallest field value.
    pub min: Option<Micro>,
    /// Largest field value.
    pub max: Option<Micro>,
    /// Allowed literals, in the order of their encoding.
    pub values: Vec<String>,
    /// Allowed intervals where there is more than one; an open end has no upper value.
    pub ranges: Vec<(Micro, Option<Micro>)>,
    /// Least and largest length in bits of a bit string.
    pub size: Option<(u32, u32)>,
    /// The named type of the field.
    pub type_ref: Option<String>,
    /// Unit of the physical value.
    pub unit: Option<String>,
    /// Physical value = `scale` * field + `offset`; `None` where the standard states no mapping.
    pub scale: Option<Micro>,
    /// See `scale`.
    pub offset: Option<Micro>,
    /// Only multiples of this are allowed.
    pub multiple_of: Option<u32>,
    /// Values with a meaning of their own.
    pub special: Vec<Special>,
    /// The parameter is a list of such values.
    pub list: bool,
}

impl Legal {
    /// The physical value of a field value, where the standard's coding or the literal tells it:
    /// -30 of a3-Offset is -15 (dB), `ms0dot5` is 0.5 (ms). `None` for literals without a unit,
    /// for units that change inside the list, and for values like `infinity`.
    #[must_use]
    pub fn physical(&self, field: &str) -> Option<Micro> {
        let unit = self.unit.as_deref()?;
        if self.values.is_empty() {
            let scale = self.scale.or(Micro::whole(1))?;
            return field
                .parse::<Micro>()
                .ok()?
                .scaled(scale, self.offset.unwrap_or_default());
        }
        if unit.starts_with("mixed") {
            None
        } else {
            literal_number(field)
        }
    }
}

/// The number in a literal: letters, digits, perhaps `dot` or `p` for the point and a release
/// suffix: `dB-6`, `ms0dot5`, `ms0p125`, `sf8-v1430`.
#[must_use]
pub fn literal_number(literal: &str) -> Option<Micro> {
    let bare = match literal.rfind("-v").or_else(|| literal.rfind("-r")) {
        Some(at) if literal.bytes().skip(at + 2).all(|b| b.is_ascii_digit()) => {
            literal.get(..at)?
        }
        _ => literal,
    };
    let number = bare.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    number.replace("dot", ".").replace('p', ".").parse().ok()
}

/// A value with a meaning of its own, such as `127` for infinity.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Special {
    /// The field value; `None` is the absent field.
    pub value: Option<String>,
    /// What it means.
    pub means: String,
}

/// The word of the fact tables for what a field is for.
#[must_use]
pub const fn usage_word(usage: Usage) -> &'static str {
    match usage {
        Usage::Config => "config",
        Usage::Capability => "capability",
        Usage::Report => "report",
        Usage::Other => "other",
    }
}

/// What a field is for, by the word of the fact tables.
#[must_use]
pub fn usage_of_word(word: &str) -> Option<Usage> {
    [
        Usage::Config,
        Usage::Capability,
        Usage::Report,
        Usage::Other,
    ]
    .into_iter()
    .find(|usage| usage_word(*usage) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_tell_their_number() {
        let check = |literal: &str, number: Option<&str>| {
            let read = literal_number(literal).map(|n| n.to_string());
            assert_eq!(read.as_deref(), number, "{literal}");
        };
        check("ms640", Some("640"));
        check("dB-6", Some("-6"));
        check("dB-1dot77", Some("-1.77"));
        check("ms0p0625", Some("0.0625"));
        check("sf8-v1430", Some("8"));
        check("infinity", None);
        check("min5s30", None);
        check("", None);
    }

    #[test]
    fn a_unit_that_changes_inside_the_list_gives_no_number() {
        let unit = |unit: &str| Legal {
            unit: Some(unit.to_owned()),
            values: vec!["ms120".to_owned(), "min1".to_owned()],
            ..Legal::default()
        };
        assert_eq!(unit("mixed min/ms").physical("min1"), None);
        assert_eq!(unit("ms").physical("ms120"), Micro::whole(120));
    }
}
