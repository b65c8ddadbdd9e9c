//! Writing expressions as text. Reading the text again gives the same tree.

use core::fmt::{Display, Formatter, Result};

use super::{
    Change, Comparison, Condition, Days, Figure, Name, Operator, Qualifiers, Spread, Value, Window,
};

/// Words that stand for themselves; as a literal they are quoted.
pub const KEYWORDS: [&str; 14] = [
    "and", "or", "not", "min", "over", "vs", "baseline", "mod", "h", "on", "of", "d", "busy", "all",
];

/// How closely a piece of text holds together: what is looser than its place gets brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Unary,
}

/// Something in brackets where its place wants a closer bond.
struct Bound<'a, T>(&'a T, Bond);

impl Condition {
    fn bond(&self) -> Bond {
        match self {
            Self::Or(_) => Bond::Or,
            Self::And(_) => Bond::And,
            Self::Not(_) => Bond::Not,
            Self::On(_) | Self::Compare(_) | Self::Change(_) => Bond::Compare,
        }
    }
}

impl Value {
    fn bond(&self) -> Bond {
        match self {
            Self::Arithmetic(operator, _) if operator.is_product() => Bond::Product,
            Self::Arithmetic(..) => Bond::Sum,
            _ => Bond::Unary,
        }
    }
}

impl Display for Bound<'_, Condition> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.0.bond() < self.1 {
            write!(f, "({})", self.0)
        } else {
            self.0.fmt(f)
        }
    }
}

impl Display for Bound<'_, Value> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.0.bond() < self.1 {
            write!(f, "({})", self.0)
        } else {
            self.0.fmt(f)
        }
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Or(all) => joined(f, all, " or ", Bond::And),
            Self::And(all) if all.is_empty() => f.write_str("all"),
            Self::And(all) => joined(f, all, " and ", Bond::Not),
            Self::Not(other) => write!(f, "not {}", Bound(&**other, Bond::Not)),
            Self::On(days) => days.fmt(f),
            Self::Compare(comparison) => comparison.fmt(f),
            Self::Change(change) => change.fmt(f),
        }
    }
}

fn joined(f: &mut Formatter<'_>, all: &[Condition], word: &str, bond: Bond) -> Result {
    for (place, one) in all.iter().enumerate() {
        if place > 0 {
            f.write_str(word)?;
        }
        Bound(one, bond).fmt(f)?;
    }
    Ok(())
}

impl Display for Days {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &*self.condition {
            Condition::Compare(comparison) => comparison.fmt(f)?,
            other => write!(f, "({other})")?,
        }
        write!(f, " on {} of {} d", self.least, self.of)
    }
}

impl Display for Comparison {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.first.fmt(f)?;
        for (relation, value) in &self.then {
            write!(f, " {} {value}", relation.mark())?;
        }
        self.qualifiers.fmt(f)
    }
}

impl Display for Change {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let sign = if self.by.0 < 0 { "" } else { "+" };
        let percent = if self.percent { "%" } else { "" };
        write!(
            f,
            "{} vs baseline {} {sign}{}{percent}{}",
            self.value,
            self.relation.mark(),
            self.by,
            self.qualifiers
        )
    }
}

impl Display for Qualifiers {
    /// With a blank before each.
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if let Some(least) = self.least {
            write!(f, " min {least}")?;
        }
        match self.window {
            Some(window) => write!(f, " over {window}"),
            None => Ok(()),
        }
    }
}

impl Display for Window {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Hours(hours) => write!(f, "{hours}h"),
            Self::Busy => f.write_str("busy"),
        }
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Literal(text) if is_word(text) => f.write_str(text),
            Self::Literal(text) => write!(f, "'{text}'"),
            Self::Variable(name) => write!(f, "${name}"),
            Self::Figure(figure) => figure.fmt(f),
            Self::Spread(spread) => spread.fmt(f),
            Self::Sum(figure) => write!(f, "sum({figure})"),
            Self::Count(condition) => write!(f, "count({condition})"),
            Self::Absolute(value) => write!(f, "abs({value})"),
            Self::Negative(value) => write!(f, "-{}", Bound(&**value, Bond::Unary)),
            Self::Power(pair) => write!(f, "pow({}, {})", pair.0, pair.1),
            Self::Arithmetic(operator, pair) => arithmetic(f, *operator, pair),
        }
    }
}

fn arithmetic(f: &mut Formatter<'_>, operator: Operator, pair: &(Value, Value)) -> Result {
    // Read from the left: the right side has to hold together by itself.
    let (left, right) = if operator.is_product() {
        (Bond::Product, Bond::Unary)
    } else {
        (Bond::Sum, Bond::Product)
    };
    write!(
        f,
        "{} {} {}",
        Bound(&pair.0, left),
        operator.mark(),
        Bound(&pair.1, right)
    )
}

impl Display for Figure {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &self.name {
            Name::Row(id) => f.write_str(id.as_str())?,
            Name::Gap(id) => write!(f, "?{id}")?,
        }
        for (place, (label, value)) in self.labels.iter().enumerate() {
            let before = if place == 0 { '[' } else { ',' };
            write!(f, "{before}{label}={value}")?;
        }
        if !self.labels.is_empty() {
            f.write_str("]")?;
        }
        match self.at {
            Some(end) => write!(f, "@{}", end.word()),
            None => Ok(()),
        }
    }
}

impl Display for Spread {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.between {
            Some((from, to)) => write!(f, "share({}, {}, {from}..{to})", self.figure, self.label),
            None => write!(f, "mean({}, {})", self.figure, self.label),
        }
    }
}

/// Whether a literal can be written without quotes.
fn is_word(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(inner)
        && !KEYWORDS.contains(&text)
}
