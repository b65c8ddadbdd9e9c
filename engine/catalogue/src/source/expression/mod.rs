//! Reading conditions: the text of `when`, `expr`, `improve` and `guard` becomes a tree.
//!
//! The grammar is that of the agents' format: `or` binds looser than `and`, `and` looser than `not`;
//! a comparison may go on (`0 <= $a <= 6`), carry a least sample and a window, and be asked day by
//! day. Whether a tree makes sense (figures exist, labels fit) is checked elsewhere.

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
