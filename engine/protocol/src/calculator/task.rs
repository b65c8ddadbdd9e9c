//! What the calculators are asked, and what they say: the one message between the engine and the
//! calculators, which may live in a binary of their own.

use serde::{Deserialize, Serialize};

use super::{Calculated, Calculation, Description};

/// Something that only the calculators know.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Task {
    /// Whether a question asks for a calculation, and what it comes to: [`Said::Calculated`] or
    /// [`Said::Nothing`].
    Question(String),
    /// A calculation by name, its inputs as they were typed: [`Said::Calculated`].
    Calculate(Calculation),
    /// What a question asked for once, from the inputs that were used then: [`Said::Calculated`].
    Again(String, Calculation),
    /// Which calculators there are: [`Said::All`].
    List,
}

/// What the calculators say to a [`Task`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Said {
    /// The question asks for no calculation.
    Nothing,
    /// The calculation and what it came to.
    Calculated(Box<Calculated>),
    /// Subject by subject.
    All(Vec<Description>),
}

/// Words with a digit that are names and no numbers. Those that may be a band or a value are not among
/// them: `n78`, `fc8`, `ms640`.
const NAMES: [&str; 28] = [
    "2g", "3g", "4g", "5g", "5gc", "3gpp", "a1", "a2", "a3", "a4", "a5", "a6", "t300", "t301",
    "t304", "t310", "t311", "t312", "t319", "t320", "t321", "t325", "n310", "n311", "x2", "s1",
    "f1", "e1",
];

/// Names without a digit that stand for a number.
const NUMBERS: [&str; 4] = ["DSU", "infinit", "halfT", "quarterT"];

/// Whether a question may ask for a calculation at all: it has a number, or a name that stands for one.
/// A cheap look at the text, so that the calculators need not be here for all others.
#[must_use]
pub fn may_ask_for_a_calculation(question: &str) -> bool {
    let mut words = question.split(|c: char| !c.is_alphanumeric());
    let is_number = |word: &str| {
        word.bytes().any(|byte| byte.is_ascii_digit())
            && !NAMES.iter().any(|name| name.eq_ignore_ascii_case(word))
    };
    words.any(is_number) || NUMBERS.iter().any(|name| question.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_without_a_number_asks_for_no_calculation() {
        for question in [
            "",
            "range of a3-Offset?",
            "What does T310 do in 5G?",
            "handovers come too late",
            "what does HO.IntraSys.TooLate count?",
        ] {
            assert!(!may_ask_for_a_calculation(question), "{question}");
        }
        for question in [
            "632628 in MHz?",
            "n78 limits?",
            "filterCoefficient fc11 exists for NR or not",
            "LTE nB quarterT, that is which factor of T",
            "5G band 78",
        ] {
            assert!(may_ask_for_a_calculation(question), "{question}");
        }
    }
}
