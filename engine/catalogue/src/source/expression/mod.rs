//! Reading conditions: the text of `when`, `expr`, `improve` and `guard` becomes a tree.
//!
//! ```text
//! condition  = both { "or" both }                    both = denial { "and" denial }
//! denial     = "not" denial | comparison
//! comparison = value relation value { relation value } qualifiers [ days ]
//!            | value "vs" "baseline" relation signed [ "%" ] qualifiers [ days ]
//!            | "(" condition ")" [ days ]
//! qualifiers = { "min" number | "over" ( number "h" | "busy" ) }
//! days       = "on" number "of" number "d"
//! value      = product { ( "+" | "-" ) product }     product = unary { ( "*" | "/" | "mod" ) unary }
//! unary      = "-" unary | number | literal | "'" text "'" | "$" name | figure | "(" value ")"
//!            | "abs(" value ")" | "pow(" value "," value ")" | "sum(" figure ")"
//!            | "count(" ( condition | "all" ) ")" | "mean(" figure "," label ")"
//!            | "share(" figure "," label "," signed ".." signed ")"
//! figure     = ( id [ "[" label "=" value { "," label "=" value } "]" ] | "?" name )
//!              [ "@source" | "@target" ]
//! ```
//!
//! A minus between two figures needs blanks, because names hold minuses. Whether a tree makes sense
//! (figures exist, labels fit) is checked elsewhere.

mod parser;
#[cfg(test)]
mod tests;
mod tokens;

use core::fmt;

use protocol::catalogue::expression::Condition;

/// Reads a condition: a rule's `when` or a joint limit's `expr`.
///
/// # Errors
/// The place where the text stops being a condition, and what was expected there.
///
/// ```
/// let condition = catalogue::source::expression::parse("NR.MroFailRate > 1 min 500")?;
/// assert_eq!(condition.to_string(), "NR.MroFailRate > 1 min 500");
/// # Ok::<(), catalogue::source::expression::Reason>(())
/// ```
pub fn parse(text: &str) -> Result<Condition, Reason> {
    parser::condition(text, false)
}

/// Reads what a watch says about a change, an `improve` or a `guard`: `vs baseline` is unsaid and
/// every difference has a sign, as in `NR.MroFailRate < -10%`.
///
/// # Errors
/// As [`parse`].
pub fn parse_change(text: &str) -> Result<Condition, Reason> {
    parser::condition(text, true)
}

/// Why a text is no condition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    /// Characters before the place.
    pub at: usize,
    /// What stands there; empty at the end of the text.
    pub found: String,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.found.is_empty() {
            write!(f, "at its end: {}", self.what)
        } else {
            let place = self.at + 1;
            write!(f, "at character {place}, \"{}\": {}", self.found, self.what)
        }
    }
}

impl std::error::Error for Reason {}
