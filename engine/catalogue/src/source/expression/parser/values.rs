//! Values: arithmetic, functions and figures.

use protocol::catalogue::expression::{
    Condition, End, Figure, KEYWORDS, Name, Operator, Spread, Value,
};
use protocol::ids::RowId;

use super::super::Reason;
use super::super::tokens::Kind;
use super::{Parser, Read};

impl Parser<'_> {
    pub(super) fn sum(&mut self) -> Result<Read, Reason> {
        let operators = [Operator::Plus, Operator::Minus];
        self.operation(&operators, Self::product)
    }

    fn product(&mut self) -> Result<Read, Reason> {
        let operators = [Operator::Times, Operator::Over, Operator::Modulo];
        self.operation(&operators, Self::unary)
    }

    fn operation(
        &mut self,
        operators: &[Operator],
        side: fn(&mut Self) -> Result<Read, Reason>,
    ) -> Result<Read, Reason> {
        let start = self.at;
        let mut read = side(self)?;
        while let Some(operator) = operators.iter().find(|one| self.next_is(one.mark())) {
            self.at += 1;
            let left = self.number_of(read, start)?;
            let middle = self.at;
            let right = side(self)?;
            let right = self.number_of(right, middle)?;
            read = Read::Value(Value::Arithmetic(*operator, Box::new((left, right))));
        }
        Ok(read)
    }

    fn unary(&mut self) -> Result<Read, Reason> {
        if !self.take("-") {
            return self.primary();
        }
        let start = self.at;
        let value = self.deeper(Self::unary)?;
        let value = self.number_of(value, start)?;
        Ok(Read::Value(Value::Negative(Box::new(value))))
    }

    fn primary(&mut self) -> Result<Read, Reason> {
        if self.take("(") {
            let inner = self.deeper(Self::or)?;
            self.need(")")?;
            return Ok(inner);
        }
        let start = self.at;
        let Some(token) = self.tokens.get(start).copied() else {
            return self.bad("value expected");
        };
        let text = token.text.to_owned();
        let value = match token.kind {
            Kind::Number => Value::Number(self.number()?),
            Kind::Quoted => Value::Literal(text),
            Kind::Variable => Value::Variable(text),
            Kind::Gap | Kind::Figure => Value::Figure(self.figure()?),
            Kind::Word if !KEYWORDS.contains(&token.text) => {
                self.at += 1;
                if self.take("(") {
                    let value = self.function(token.text, start)?;
                    self.need(")")?;
                    return Ok(Read::Value(value));
                }
                Value::Literal(text)
            }
            Kind::Word | Kind::Mark => return self.bad("value expected"),
        };
        self.at = start + 1;
        Ok(Read::Value(value))
    }

    /// What stands in the brackets of a function whose name is at `start`.
    fn function(&mut self, name: &str, start: usize) -> Result<Value, Reason> {
        match name {
            "abs" => Ok(Value::Absolute(Box::new(self.argument()?))),
            "pow" => {
                let base = self.argument()?;
                self.need(",")?;
                Ok(Value::Power(Box::new((base, self.argument()?))))
            }
            "count" if self.take("all") => Ok(Value::Count(Box::new(Condition::And(Vec::new())))),
            "count" => {
                let start = self.at;
                let condition = self.deeper(Self::or)?;
                let condition = self.truth(condition, start)?;
                Ok(Value::Count(Box::new(condition)))
            }
            "sum" => Ok(Value::Sum(self.counter()?)),
            "share" | "mean" => self.spread(name == "share"),
            _ => Err(self.reason(start, "is no function")),
        }
    }

    fn argument(&mut self) -> Result<Value, Reason> {
        let start = self.at;
        let value = self.deeper(Self::sum)?;
        self.number_of(value, start)
    }

    fn spread(&mut self, is_share: bool) -> Result<Value, Reason> {
        let figure = self.counter()?;
        self.need(",")?;
        let Some(label) = self.take_kind(Kind::Word) else {
            return self.bad("label expected");
        };
        let mut between = None;
        if is_share {
            self.need(",")?;
            let start = self.at;
            let from = self.signed()?;
            self.need("..")?;
            let to = self.signed()?;
            if from > to {
                return Err(self.reason(start, "begins an empty interval"));
            }
            between = Some((from, to));
        }
        Ok(Value::Spread(Spread {
            figure,
            label: label.to_owned(),
            between,
        }))
    }

    fn counter(&mut self) -> Result<Figure, Reason> {
        let next = self.tokens.get(self.at);
        if next.is_none_or(|token| token.kind != Kind::Figure) {
            return self.bad("counter expected");
        }
        self.figure()
    }

    /// The figure that the next word is.
    fn figure(&mut self) -> Result<Figure, Reason> {
        let start = self.at;
        let Some(token) = self.tokens.get(start).copied() else {
            return self.bad("figure expected");
        };
        let (whole, end) = match token.text.rsplit_once('@') {
            // A label's value may hold an `@`, but nothing stands behind the bracket then.
            Some((whole, word)) if !word.contains(']') => match End::from_word(word) {
                Some(end) => (whole, Some(end)),
                None => return self.bad("the end of a relation is @source or @target"),
            },
            _ => (token.text, None),
        };
        let (name, labels) = match whole.split_once('[') {
            Some((name, inner)) => (name, self.labels(inner.trim_end_matches(']'))?),
            None => (whole, Vec::new()),
        };
        self.at += 1;
        Ok(Figure {
            name: match token.kind {
                Kind::Gap => Name::Gap(name.to_owned()),
                _ => Name::Row(RowId::from(name)),
            },
            labels,
            at: end,
        })
    }

    /// Labels in the order of their names, so that one figure has one spelling.
    fn labels(&self, inner: &str) -> Result<Vec<(String, String)>, Reason> {
        let mut labels = Vec::new();
        for one in inner.split(',') {
            match one.split_once('=') {
                Some((label, value)) if !label.trim().is_empty() && !value.trim().is_empty() => {
                    labels.push((label.trim().to_owned(), value.trim().to_owned()));
                }
                _ => return self.bad("a label needs a value: [label=value]"),
            }
        }
        labels.sort();
        if labels.is_sorted_by(|one, next| one.0 < next.0) {
            Ok(labels)
        } else {
            self.bad("has a label twice")
        }
    }
}
