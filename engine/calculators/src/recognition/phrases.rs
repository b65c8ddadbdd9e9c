//! The phrases by which calculators are asked, as `phrases.txt` lists them.
//!
//! A form is one way of asking one calculator: `[name]`, then lines of
//! `+ words`, one of which must be there; `~ words`, which make it likelier; `- words`, with which
//! something else is meant; and `input: words`, which say how an input is found. All words are in
//! lower case, without blanks and punctuation. Of an input,
//! `word` stands before its number, `word<` behind it; `word>value` sets it; `=value` is taken for
//! granted; `#` allows a number without any word, `#a..b` one between these, `#=a..b` no other at all; `%kind` takes a name of
//! that kind, such as a band; without what has `!` the form is not meant, and what has `?` is missing
//! when it is not said; `&` is the number beside the name of a field, `^` one with a unit. A form has the inputs of the one
//! before, when that asks the same calculator; `[name!]` has not. `[doubt]` lists words of advice and
//! of faults.

use std::sync::OnceLock;

use super::names;

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// Name of the calculator.
    pub calculator: &'static str,
    /// Groups of words, one of each must be there.
    pub must: Vec<Vec<&'static str>>,
    /// Words that make it likelier.
    pub may: Vec<Vec<&'static str>>,
    /// Words with which it is not meant.
    pub never: Vec<&'static str>,
    /// Its inputs.
    pub inputs: Vec<Slot>,
}

/// How an input is found.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Name of the input.
    pub name: &'static str,
    /// Words beside its number, and whether they stand behind it.
    pub labels: Vec<(&'static str, bool)>,
    /// Words that set it.
    pub choices: Vec<(&'static str, &'static str)>,
    /// What it is taken for when nothing is said.
    pub granted: Option<&'static str>,
    /// Between which numbers it takes one without a word.
    pub bare: Option<(f64, f64)>,
    /// Whether it takes none beyond these, even beside a word.
    pub strict: bool,
    /// Which kind of name it takes.
    pub kind: &'static str,
    /// The form is not meant without it.
    pub needed: bool,
    /// It is missing where it is not said, even if the calculator can do without in other cases.
    pub wanted: bool,
    /// It is the number beside the name of a field.
    pub beside: bool,
    /// It takes no number without a unit.
    pub measured: bool,
}

/// All that is known of how calculators are asked.
pub struct Phrases {
    /// The forms.
    pub forms: Vec<Form>,
    /// Their words and the names of fields, sorted.
    pub words: Vec<&'static str>,
}

/// All phrases, read once.
pub fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let forms = read();
        let mut words: Vec<&str> = forms.iter().flat_map(Form::words).collect();
        words.extend(names::words());
        ground::sort::by(&mut words, Ord::cmp);
        words.dedup();
        Phrases { forms, words }
    })
}

fn read() -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut shared: Vec<(&str, &str)> = Vec::new();
    for line in include_str!("phrases.txt").lines() {
        if let Some(name) = line.strip_prefix('[') {
            let before = forms.last();
            let calculator = name.trim_end_matches(['!', ']']);
            let inputs = before.filter(|form| form.calculator == calculator && !name.contains('!'));
            forms.push(Form {
                calculator,
                must: Vec::new(),
                may: Vec::new(),
                never: Vec::new(),
                inputs: inputs.map(|form| form.inputs.clone()).unwrap_or_default(),
            });
        } else if let Some((name, words)) =
            line.strip_prefix('$').and_then(|line| line.split_once(' '))
        {
            shared.push((name, words));
        } else if let Some(form) = forms.last_mut() {
            form.read(line, &shared);
        }
    }
    forms
}

impl Form {
    /// All its words.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        let groups = self.must.iter().chain(&self.may).flatten().copied();
        groups.chain(self.never.iter().copied()).chain(self.names())
    }

    /// The words of its inputs.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.inputs.iter().flat_map(|slot| {
            let labels = slot.labels.iter().map(|(word, _)| *word);
            labels.chain(slot.choices.iter().map(|(word, _)| *word))
        })
    }

    fn read(&mut self, line: &'static str, shared: &[(&str, &'static str)]) {
        if line.is_empty() {
            return;
        }
        let (mark, words) = line.split_once(' ').unwrap_or((line, ""));
        let words = words
            .split(' ')
            .filter(|word| !word.is_empty())
            .flat_map(|word| match word.strip_prefix('$') {
                Some(name) => {
                    let found = shared.iter().find(|(known, _)| *known == name);
                    found
                        .map_or("", |(_, words)| words)
                        .split(' ')
                        .collect::<Vec<_>>()
                }
                None => vec![word],
            });
        match mark {
            "+" => self.must.push(words.collect()),
            "~" => self.may.push(words.collect()),
            "-" => self.never.extend(words),
            name => {
                let slot = Slot::read(name.trim_end_matches(':'), words);
                self.inputs.retain(|known| known.name != slot.name);
                self.inputs.push(slot);
            }
        }
    }
}

impl Slot {
    fn read(name: &'static str, words: impl Iterator<Item = &'static str>) -> Self {
        let mut slot = Self {
            name,
            labels: Vec::new(),
            choices: Vec::new(),
            granted: None,
            bare: None,
            strict: false,
            kind: "",
            needed: false,
            wanted: false,
            beside: false,
            measured: false,
        };
        for word in words {
            if word == "!" {
                slot.needed = true;
            } else if word == "?" {
                slot.wanted = true;
            } else if word == "&" {
                slot.beside = true;
            } else if word == "^" {
                slot.measured = true;
            } else if let Some(granted) = word.strip_prefix('=') {
                slot.granted = Some(granted);
            } else if let Some(kind) = word.strip_prefix('%') {
                slot.kind = kind;
            } else if let Some(span) = word.strip_prefix('#') {
                slot.strict = span.starts_with('=');
                let span = span.trim_start_matches('=');
                let (from, to) = span.split_once("..").unwrap_or_default();
                let end = |text: &str, open| text.parse().unwrap_or(open);
                slot.bare = Some((end(from, f64::NEG_INFINITY), end(to, f64::INFINITY)));
            } else if let Some(choice) = word.split_once('>') {
                slot.choices.push(choice);
            } else {
                slot.labels
                    .push((word.trim_end_matches('<'), word.ends_with('<')));
            }
        }
        slot
    }
}
