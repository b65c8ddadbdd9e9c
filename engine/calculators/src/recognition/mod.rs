//! Which calculator a question asks for, and with which inputs: from its text alone.
//!
//! [`recognise`] reads numbers with their units, names and words, tries every form of
//! `phrases.txt` on them, and gives the one that explains the question best, or none. It computes
//! nothing, knows no tables, and leaves to the calculator what is legal.

mod assign;
mod complete;
mod filling;
mod glued;
mod names;
mod phrases;
mod reading;
mod synonyms;
#[cfg(test)]
mod tests;
mod typed;
mod units;
mod written;

use protocol::calculator::{Calculation, Named, Value, may_ask_for_a_calculation};

use crate::formulas::{self, Definition};
pub use complete::{Derived, asked_first, complete};
use filling::{Filled, Found};
use ground::text;
use phrases::Form;
use reading::Reading;
pub use typed::{own_unit, typed};

/// What a form has to score before it is believed.
const ENOUGH: f64 = 3.0;

/// What a word takes away that has nothing to do with a form.
const STRANGE: f64 = 0.3;

/// A calculation that a question asks for.
#[derive(Clone, PartialEq, Debug)]
pub struct Recognised {
    /// The calculator and what it is given.
    pub asked: Calculation,
    /// Where in the question each input was said; those without were taken for granted.
    pub said: Vec<(&'static str, (usize, usize))>,
    /// Inputs that were said in a unit that is not quite theirs.
    pub instead: Vec<(&'static str, &'static str)>,
    /// Inputs that are needed and were not said.
    pub missing: Vec<&'static str>,
    /// An input that follows from what was said.
    pub derived: Option<Derived>,
}

/// The calculation that a question asks for; `None` when it asks for none.
#[must_use]
pub fn recognise(question: &str) -> Option<Recognised> {
    if !may_ask_for_a_calculation(question) {
        return None;
    }
    let phrases = phrases::phrases();
    let reading = Reading::of(question, &phrases.words);
    let forms = &phrases.forms;
    let doubt = forms.iter().find(|form| form.calculator == "doubt");
    let doubt = doubt.map_or(0.0, |form| doubts(form, &reading));
    let mut best: Option<(f64, Attempt<'_>)> = None;
    for form in forms {
        let Some(attempt) = Attempt::of(form, &reading) else {
            continue;
        };
        let score = attempt.score() - doubt;
        if score >= ENOUGH && best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, attempt));
        }
    }
    best.map(|(_, attempt)| attempt.finish())
}

/// Words that say nothing for or against a calculator.
const GOALS: [&str; 64] = [
    "kind",
    "big",
    "possible",
    "get",
    "sits",
    "belong",
    "belongs",
    "use",
    "used",
    "using",
    "want",
    "our",
    "check",
    "question",
    "cell",
    "site",
    "calculate",
    "compute",
    "convert",
    "give",
    "tell",
    "show",
    "please",
    "pls",
    "value",
    "number",
    "mean",
    "means",
    "equal",
    "equals",
    "correspond",
    "corresponds",
    "translate",
    "transform",
    "conversion",
    "result",
    "find",
    "work",
    "out",
    "comes",
    "come",
    "is",
    "lte",
    "nr",
    "5g",
    "4g",
    "gnb",
    "enb",
    "ue",
    "phone",
    "need",
    "needed",
    "many",
    "carrier",
    "network",
    "log",
    "trace",
    "report",
    "reported",
    "thx",
    "thanks",
    "quick",
    "hi",
    "hello",
];

/// Words of a question that a form does not know.
fn strange(form: &Form, reading: &Reading, used: &[bool]) -> usize {
    let mut known = used.to_vec();
    let words = form.must.iter().chain(&form.may).flatten().copied();
    let words = words.chain(form.names());
    for word in words {
        for run in reading.all(word) {
            known
                .iter_mut()
                .take(run.next)
                .skip(run.first)
                .for_each(|known| *known = true);
        }
    }
    let is_strange = |(token, known): &(&reading::Token, &bool)| {
        let plain = token.number.is_none() && token.key.len() > 1;
        plain
            && !**known
            && !GOALS.contains(&token.key.as_str())
            && !text::is_empty_word(&text::stem(&token.key))
    };
    reading.tokens.iter().zip(&known).filter(is_strange).count()
}

/// How much speaks against a calculation: words of advice and of faults.
fn doubts(form: &Form, reading: &Reading) -> f64 {
    let has = |word: &&&str| reading.all(word).any(|run| reading.stands_alone(run));
    let strong = form.never.iter().filter(has).count();
    let weak = form.may.iter().flatten().filter(has).count();
    // Who weighs one value against another asks for advice.
    let number = |token: &reading::Token| token.number.is_some_and(|number| !number.inside);
    let either = |three: &[reading::Token]| match three {
        [one, or, other] => or.key == "or" && number(one) && number(other),
        _ => false,
    };
    let weighs = usize::from(reading.tokens.windows(3).any(either));
    10.0 * strong as f64 + 1.5 * (weak + 2 * weighs) as f64
}

/// A form tried on a question.
struct Attempt<'a> {
    definition: &'static Definition,
    form: &'a Form,
    filled: Vec<Filled>,
    /// Groups of needed words that were found.
    said: usize,
    /// Groups of words that were found beside the needed ones.
    more: usize,
    /// Numbers that nothing explains.
    left: usize,
    /// Words that have nothing to do with it.
    strange: usize,
}

impl<'a> Attempt<'a> {
    fn of(form: &'a Form, reading: &Reading) -> Option<Self> {
        let definition = formulas::definition(form.calculator)?;
        let mut used = vec![false; reading.tokens.len()];
        let cue = |words: &[&str], used: &mut Vec<bool>| {
            let mut found = false;
            for run in words.iter().filter_map(|word| reading.find(word)) {
                found = true;
                // `mod 3` is no number to compute with.
                let has_digit = run.key.bytes().any(|byte| byte.is_ascii_digit());
                let tokens = used.iter_mut().zip(&reading.tokens);
                let tokens = tokens.take(run.next).skip(run.first);
                tokens
                    .filter(|(_, token)| has_digit && token.number.is_some())
                    .for_each(|(used, _)| *used = true);
            }
            found
        };
        let is_said = |word: &&str| reading.all(word).any(|run| reading.stands_alone(run));
        if form.never.iter().any(is_said) {
            return None;
        }
        let said = form
            .must
            .iter()
            .filter(|group| cue(group, &mut used))
            .count();
        let unsaid = form.must.len() - said;
        let numbers = reading.tokens.iter().filter(|token| token.number.is_some());
        if unsaid > 1 || (unsaid == 1 && numbers.count() < 2) {
            return None;
        }
        let more = form
            .may
            .iter()
            .filter(|group| cue(group, &mut used))
            .count();
        let unit_of = |name: &str| match name {
            "@nrb" => "MHz",
            "@ncs" => "",
            name => definition
                .inputs
                .iter()
                .find(|given| given.name == name)
                .map_or("", |given| given.unit),
        };
        let is_required = |name: &str| {
            definition
                .inputs
                .iter()
                .any(|given| given.required && given.name == name)
        };
        let filled = filling::fill(form, unit_of, is_required, reading, &mut used);
        if form
            .inputs
            .iter()
            .any(|slot| slot.needed && filled.iter().all(|one| one.name != slot.name))
        {
            return None;
        }
        let is_known = |value: f64| {
            let same = |one: &Filled| {
                one.value == Found::Number(value) || one.value == Found::Number(-value)
            };
            filled.iter().any(same)
        };
        let left = reading.tokens.iter().zip(&used).enumerate();
        let left = left.filter(|(at, (token, used))| {
            let number = token.number.filter(|number| !number.inside);
            !**used
                && !reading.is_aside(*at)
                && number.is_some_and(|number| !is_known(number.value))
        });
        let left = left.count();
        let strange = strange(form, reading, &used);
        let attempt = Self {
            definition,
            form,
            filled,
            said,
            more,
            left,
            strange,
        };
        // Without one of the words everything else has to be there.
        let is_number = |one: &&Filled| {
            matches!(one.value, Found::Number(_)) && one.fit > 0.0 && one.fit != filling::NAMED
        };
        let numbers = || attempt.filled.iter().filter(is_number);
        let sure = numbers().count() >= 2 && numbers().all(|one| one.fit >= 1.0);
        let whole = attempt.left == 0 && attempt.missing().next().is_none() && sure;
        (unsaid == 0 || whole).then_some(attempt)
    }

    fn missing(&self) -> impl Iterator<Item = &'static str> {
        let given = |name: &str| {
            let mut names = self.filled.iter().map(|one| one.name);
            names.any(|known| known.strip_prefix('@').unwrap_or(known) == name)
        };
        let wanted = |name: &str| {
            self.form
                .inputs
                .iter()
                .any(|slot| slot.wanted && slot.name == name)
        };
        let inputs = self.definition.inputs.iter();
        inputs
            .map(move |input| (input.name, input.required || wanted(input.name)))
            .filter(move |(name, needed)| *needed && !given(name))
            .map(|(name, _)| name)
    }

    fn score(&self) -> f64 {
        let said: Vec<f64> = self
            .filled
            .iter()
            .map(|one| one.fit)
            .filter(|fit| *fit > 0.0)
            .collect();
        if said.is_empty() {
            return 0.0;
        }
        let fits: f64 = said.iter().sum();
        // Words that are strange say more where nothing else says that a calculation is meant.
        let (words, doubt) = match self.form.must.len() {
            0 => (0.0, 1.0),
            groups if groups > self.said => (1.5 * self.said as f64, STRANGE),
            groups => (1.5 + 1.5 * groups as f64, STRANGE),
        };
        let missing = self.missing().count() as f64;
        let counts = self
            .filled
            .iter()
            .any(|one| one.fit > 0.0 && one.fit != filling::NAMED);
        let complete = if missing == 0.0 && self.left == 0 && counts {
            1.5
        } else {
            0.0
        };
        words + 0.5 * self.more as f64 + fits + complete
            - 2.0 * self.left as f64
            - 1.5 * missing
            - doubt * self.strange as f64
    }

    fn finish(self) -> Recognised {
        let missing: Vec<&'static str> = self.missing().collect();
        let (mut input, mut said, mut instead) = (Vec::new(), Vec::new(), Vec::new());
        for one in &self.filled {
            let value = match &one.value {
                _ if one.name.starts_with('@') => continue,
                Found::Number(number) => Value::from(*number),
                Found::Word(word) => match word.as_str() {
                    "true" => Value::Truth(true),
                    "false" => Value::Truth(false),
                    word => Value::from(word),
                },
                Found::Pattern(patterns) => {
                    let number = |name: &str| {
                        let one = self.filled.iter().find(|one| one.name == name)?;
                        match one.value {
                            Found::Number(number) => Some(number),
                            _ => None,
                        }
                    };
                    names::records(patterns, number("scs_khz"), number("period_ms"))
                }
            };
            input.push(Named {
                name: one.name.to_owned(),
                value,
            });
            if one.span.1 > 0 {
                said.push((one.name, one.span));
            }
            let unit = one.instead.filter(|unit| self.is_odd(one.name, unit));
            instead.extend(unit.map(|unit| (one.name, unit)));
        }
        if input.iter().any(|named| named.name == "patterns") {
            input.retain(|named| named.name != "period_ms");
        }
        self.without_technology(&mut input);
        let asked = Calculation {
            calculator: self.definition.name.to_owned(),
            input,
        };
        Recognised {
            derived: self.derived(),
            asked,
            said,
            instead,
            missing,
        }
    }

    /// Whether a unit is not that of an input. Where the quantity or field decides, it is asked.
    fn is_odd(&self, input: &str, unit: &str) -> bool {
        let given = self
            .definition
            .inputs
            .iter()
            .find(|given| given.name == input);
        let whole = given.map_or("", |given| given.unit);
        if matches!(whole, "dBm" | "dB") {
            return whole != unit;
        }
        let decides = self
            .filled
            .iter()
            .find(|one| matches!(one.name, "quantity" | "field"));
        match decides.map(|one| &one.value) {
            Some(Found::Word(name)) => (unit == "dBm") != names::is_level(name),
            _ => false,
        }
    }

    /// The input that others give.
    fn derived(&self) -> Option<Derived> {
        let one = self.filled.iter().find(|one| one.name.starts_with('@'))?;
        let input = one.name.get(1..)?;
        if self.filled.iter().any(|one| one.name == input) {
            return None;
        }
        let number = |name: &str, from: &str| {
            let found = self.filled.iter().find(|one| one.name == from)?;
            match found.value {
                Found::Number(number) => Some(Named {
                    name: name.to_owned(),
                    value: number.into(),
                }),
                _ => None,
            }
        };
        let (calculator, inputs) = match input {
            "nrb" => (
                "nr_nrb",
                [number("bw_mhz", one.name), number("scs_khz", "scs_khz")],
            ),
            _ => (
                "prach_ncs",
                [
                    number("zcz", one.name),
                    number("format_scs", "prach_scs_khz"),
                ],
            ),
        };
        let input_of = inputs.into_iter().flatten().collect();
        Some(Derived {
            input,
            by: Calculation {
                calculator: calculator.to_owned(),
                input: input_of,
            },
        })
    }

    /// A field that only LTE has is one of LTE, unless somebody says otherwise.
    fn without_technology(&self, input: &mut [Named]) {
        let is_granted = self
            .filled
            .iter()
            .any(|one| one.name == "tech" && one.fit == 0.0);
        let is_lte = input.iter().any(|named| match &named.value {
            Value::Text(field) if named.name == "field" => {
                names::LTE_ONLY.contains(&field.as_str())
            }
            _ => false,
        });
        if is_granted && is_lte {
            input
                .iter_mut()
                .filter(|named| named.name == "tech")
                .for_each(|named| named.value = "LTE".into());
        }
    }
}
