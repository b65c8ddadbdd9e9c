//! Reading conditions: the trees of rules, joint limits and watches.

use protocol::catalogue::Micro;
use protocol::catalogue::expression::{
    Change, Comparison, Condition, Days, End, Figure, Name, Operator, Qualifiers, Relation, Spread,
    Value, Window,
};

use super::{Reader, Unpack};

/// Conditions and values inside each other; the generator refuses deeper ones.
const DEEPEST: u8 = 100;

records! {
    Days { condition, least, of }
    Comparison { first, then, qualifiers }
    Change { value, relation, by, percent, qualifiers }
    Qualifiers { least, window }
    Figure { name, labels, at }
    Spread { figure, label, between }
}

plain! {
    Micro: reader => Self(Unpack::unpack(reader));
    Relation: reader => reader.one_of(&Self::ALL).unwrap_or(Self::Less);
    Operator: reader => {
        let all = [Self::Plus, Self::Minus, Self::Times, Self::Over, Self::Modulo];
        reader.one_of(&all).unwrap_or(Self::Plus)
    };
    End: reader => reader.one_of(&[Self::Source, Self::Target]).unwrap_or(Self::Source);
}

impl Reader<'_> {
    /// One of these, by its number.
    fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let found = all.get(self.length()).copied();
        self.failed |= found.is_none();
        found
    }

    /// A step inside; endless ones fail before they fill the stack.
    fn deeper<T: Unpack>(&mut self) -> T {
        self.depth += 1;
        self.failed |= self.depth > DEEPEST;
        let value = T::unpack(self);
        self.depth -= 1;
        value
    }
}

impl Unpack for Window {
    fn unpack(reader: &mut Reader<'_>) -> Self {
        match reader.length() {
            0 => Self::Hours(Unpack::unpack(reader)),
            variant => {
                reader.failed |= variant != 1;
                Self::Busy
            }
        }
    }
}

impl Unpack for Name {
    fn unpack(reader: &mut Reader<'_>) -> Self {
        match reader.length() {
            0 => Self::Row(Unpack::unpack(reader)),
            variant => {
                reader.failed |= variant != 1;
                Self::Gap(Unpack::unpack(reader))
            }
        }
    }
}

impl Unpack for Condition {
    fn unpack(reader: &mut Reader<'_>) -> Self {
        if reader.failed {
            return Self::And(Vec::new());
        }
        match reader.length() {
            0 => Self::Or(reader.deeper()),
            1 => Self::And(reader.deeper()),
            2 => Self::Not(reader.deeper()),
            3 => Self::On(reader.deeper()),
            4 => Self::Compare(Unpack::unpack(reader)),
            5 => Self::Change(Unpack::unpack(reader)),
            _ => {
                reader.failed = true;
                Self::And(Vec::new())
            }
        }
    }
}

impl Unpack for Value {
    fn unpack(reader: &mut Reader<'_>) -> Self {
        let nothing = Self::Number(Micro(0));
        if reader.failed {
            return nothing;
        }
        match reader.length() {
            0 => Self::Number(Unpack::unpack(reader)),
            1 => Self::Literal(reader.text()),
            2 => Self::Variable(reader.text()),
            3 => Self::Figure(Unpack::unpack(reader)),
            4 => Self::Spread(Unpack::unpack(reader)),
            5 => Self::Sum(Unpack::unpack(reader)),
            6 => Self::Count(reader.deeper()),
            7 => Self::Absolute(reader.deeper()),
            8 => Self::Negative(reader.deeper()),
            9 => Self::Power(reader.deeper()),
            10 => Self::Arithmetic(Unpack::unpack(reader), reader.deeper()),
            _ => {
                reader.failed = true;
                nothing
            }
        }
    }
}
