//! From words to a tree, one method per rule of the grammar: conditions here, what they compare in
//! [`values`].

mod values;

use protocol::catalogue::Micro;
use protocol::catalogue::expression::{
    Change, Comparison, Condition, Days, Node, Qualifiers, Relation, Value, Window,
};

use super::Reason;
use super::tokens::{Kind, Token, reason, tokens};

/// Brackets and signs inside each other; nobody writes so many.
const DEEPEST: usize = 40;
/// The longest `on N of M d`.
const MOST_DAYS: u8 = 28;

/// Reads a whole text; in one about a change `vs baseline` is unsaid.
pub fn condition(text: &str, of_change: bool) -> Result<Condition, Reason> {
    let mut parser = Parser {
        text,
        tokens: tokens(text)?,
        at: 0,
        depth: 0,
        of_change,
    };
    let read = parser.or()?;
    if parser.at < parser.tokens.len() {
        return parser.bad("is left over");
    }
    match read {
        Read::Condition(condition) => Ok(condition),
        Read::Value(_) => Err(reason(text, 0, text, "is a value, not a condition")),
    }
}

/// Brackets may hold either.
enum Read {
    Condition(Condition),
    Value(Value),
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    at: usize,
    depth: usize,
    of_change: bool,
}

impl<'a> Parser<'a> {
    /// A reason at the next word.
    fn bad<T>(&self, what: &str) -> Result<T, Reason> {
        Err(self.reason(self.at, what))
    }

    fn reason(&self, token: usize, what: &str) -> Reason {
        match self.tokens.get(token) {
            None => reason(self.text, self.text.len(), "", what),
            Some(token) => {
                let found = self.text.get(token.at..token.end).unwrap_or_default();
                reason(self.text, token.at, found, what)
            }
        }
    }

    fn next_is(&self, word: &str) -> bool {
        let next = self.tokens.get(self.at);
        next.is_some_and(|token| {
            matches!(token.kind, Kind::Word | Kind::Mark) && token.text == word
        })
    }

    fn take(&mut self, word: &str) -> bool {
        let taken = self.next_is(word);
        self.at += usize::from(taken);
        taken
    }

    fn need(&mut self, word: &str) -> Result<(), Reason> {
        if self.take(word) {
            Ok(())
        } else {
            self.bad(&format!("\"{word}\" expected"))
        }
    }

    /// The next word when it is of a kind.
    fn take_kind(&mut self, kind: Kind) -> Option<&'a str> {
        let token = self
            .tokens
            .get(self.at)
            .filter(|token| token.kind == kind)?;
        self.at += 1;
        Some(token.text)
    }

    fn next_relation(&self) -> Option<Relation> {
        let token = self.tokens.get(self.at)?;
        Relation::from_mark(token.text).filter(|_| token.kind == Kind::Mark)
    }

    fn or(&mut self) -> Result<Read, Reason> {
        self.joined("or", Self::and, Condition::Or)
    }

    fn and(&mut self) -> Result<Read, Reason> {
        self.joined("and", Self::not, Condition::And)
    }

    fn joined(
        &mut self,
        word: &str,
        side: fn(&mut Self) -> Result<Read, Reason>,
        join: fn(Vec<Condition>) -> Condition,
    ) -> Result<Read, Reason> {
        let start = self.at;
        let first = side(self)?;
        if !self.next_is(word) {
            return Ok(first);
        }
        let mut all = vec![self.truth(first, start)?];
        while self.take(word) {
            let start = self.at;
            let one = side(self)?;
            all.push(self.truth(one, start)?);
        }
        Ok(Read::Condition(join(all)))
    }

    /// What was read from `start` on, which must be a condition.
    fn truth(&self, read: Read, start: usize) -> Result<Condition, Reason> {
        match read {
            Read::Condition(condition) => Ok(condition),
            Read::Value(_) => Err(self.reason(start, "begins a value, not a condition")),
        }
    }

    /// What was read from `start` on, which must be a value.
    fn number_of(&self, read: Read, start: usize) -> Result<Value, Reason> {
        match read {
            Read::Value(value) => Ok(value),
            Read::Condition(_) => Err(self.reason(start, "begins a condition, not a value")),
        }
    }

    fn not(&mut self) -> Result<Read, Reason> {
        if !self.take("not") {
            return self.comparison();
        }
        let start = self.at;
        let other = self.deeper(Self::not)?;
        let other = self.truth(other, start)?;
        Ok(Read::Condition(Condition::Not(Box::new(other))))
    }

    /// A step inside; endless ones are refused before they fill the stack.
    fn deeper<T>(&mut self, step: fn(&mut Self) -> Result<T, Reason>) -> Result<T, Reason> {
        if self.depth == DEEPEST {
            return self.bad("is nested too deeply");
        }
        self.depth += 1;
        let result = step(self);
        self.depth -= 1;
        result
    }

    fn comparison(&mut self) -> Result<Read, Reason> {
        let start = self.at;
        let first = self.sum()?;
        let said = self.take("vs");
        if said {
            self.need("baseline")?;
        }
        let relation = self.next_relation();
        let condition = match first {
            Read::Condition(condition) if !said && relation.is_none() => condition,
            Read::Value(value) if !said && relation.is_none() => return Ok(Read::Value(value)),
            first => {
                let first = self.number_of(first, start)?;
                if said || self.of_change && !counts_relations(&first) {
                    self.change(first)?
                } else {
                    self.chain(first)?
                }
            }
        };
        self.days(condition, start).map(Read::Condition)
    }

    fn change(&mut self, value: Value) -> Result<Condition, Reason> {
        let relation = self.relation()?;
        if self.of_change && !self.next_is("+") && !self.next_is("-") {
            return self.bad("a change needs a sign");
        }
        let by = self.signed()?;
        let percent = self.take("%");
        Ok(Condition::Change(Change {
            value,
            relation,
            by,
            percent,
            qualifiers: self.qualifiers()?,
        }))
    }

    fn chain(&mut self, first: Value) -> Result<Condition, Reason> {
        let mut then = Vec::new();
        while self.next_relation().is_some() {
            let relation = self.relation()?;
            let start = self.at;
            let value = self.sum()?;
            then.push((relation, self.number_of(value, start)?));
        }
        Ok(Condition::Compare(Comparison {
            first,
            then,
            qualifiers: self.qualifiers()?,
        }))
    }

    fn relation(&mut self) -> Result<Relation, Reason> {
        match self.next_relation() {
            Some(relation) => {
                self.at += 1;
                Ok(relation)
            }
            None => self.bad("comparison expected"),
        }
    }

    fn qualifiers(&mut self) -> Result<Qualifiers, Reason> {
        let mut read = Qualifiers::default();
        loop {
            if self.next_is("min") {
                if read.least.is_some() {
                    return self.bad("is said twice");
                }
                self.at += 1;
                read.least = Some(self.positive()?);
            } else if self.next_is("over") {
                if read.window.is_some() {
                    return self.bad("is said twice");
                }
                self.at += 1;
                read.window = Some(self.window()?);
            } else {
                return Ok(read);
            }
        }
    }

    fn window(&mut self) -> Result<Window, Reason> {
        if self.take("busy") {
            return Ok(Window::Busy);
        }
        let hours = self.positive()?;
        self.need("h")?;
        Ok(Window::Hours(hours))
    }

    /// `on N of M d` after what began at `start`.
    fn days(&mut self, condition: Condition, start: usize) -> Result<Condition, Reason> {
        let on = self.at;
        if !self.take("on") {
            return Ok(condition);
        }
        let least = self.whole()?;
        self.need("of")?;
        let of = self.whole()?;
        self.need("d")?;
        if !(1 <= least && least <= of && of <= MOST_DAYS) {
            return Err(self.reason(on, "N of M days: N from 1 to M, M to 28"));
        }
        if !fits_days(&condition) {
            let what = "goes day by day: only comparisons over 24h or busy, no baseline, no count";
            return Err(self.reason(start, what));
        }
        Ok(Condition::On(Days {
            condition: Box::new(condition),
            least,
            of,
        }))
    }

    fn number(&mut self) -> Result<Micro, Reason> {
        let start = self.at;
        match self.take_kind(Kind::Number) {
            None => self.bad("number expected"),
            Some(text) => text
                .parse()
                .map_err(|error: protocol::catalogue::NoNumber| {
                    self.reason(start, &error.to_string())
                }),
        }
    }

    fn positive(&mut self) -> Result<Micro, Reason> {
        let start = self.at;
        let number = self.number()?;
        if number > Micro(0) {
            Ok(number)
        } else {
            Err(self.reason(start, "must be positive"))
        }
    }

    fn whole(&mut self) -> Result<u8, Reason> {
        let start = self.at;
        let number = self.number()?.as_whole();
        number
            .and_then(|number| u8::try_from(number).ok())
            .ok_or_else(|| self.reason(start, "is no number of days"))
    }

    fn signed(&mut self) -> Result<Micro, Reason> {
        let minus = self.take("-");
        if !minus {
            self.take("+");
        }
        let number = self.number()?;
        Ok(if minus { Micro(-number.0) } else { number })
    }
}

fn counts_relations(value: &Value) -> bool {
    let mut values = Node::Value(value).values();
    values.any(|value| matches!(value, Value::Count(_)))
}

/// Whether a condition can be asked of a single day.
fn fits_days(condition: &Condition) -> bool {
    let whole = Node::Condition(condition);
    let windows = whole.conditions().all(|one| match one {
        Condition::Change(_) | Condition::On(_) => false,
        Condition::Compare(comparison) => {
            let window = comparison.qualifiers.window.unwrap_or(Window::DAY);
            [Window::DAY, Window::Busy].contains(&window)
        }
        _ => true,
    });
    windows && !whole.values().any(|value| matches!(value, Value::Count(_)))
}
