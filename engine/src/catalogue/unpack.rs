//! Reading the packed parts: postcard's form, without serde.
//!
//! What serde derives leaves a record at the first field that cannot be read, and for each such
//! exit frees what was read so far: 35 kB of wasm for the parts. Here a bad byte only marks the
//! [`Reader`], the rest reads as nothing, and the mark is looked at once, at the end.

use protocol::catalogue::packed::{
    AgentsPart, Column, Counted, EntriesPart, IndexPart, KindsTable, Lists, Paths, QuestionsPart,
    RowsPart, Sheet, WordsPart,
};
use protocol::catalogue::{
    Action, Context, Gap, Joint, Limits, Model, Move, Rule, Safe, Settable, Source, Watch, Why,
};
use protocol::ids::{AgentId, RowId};

/// Reads a value from all of its bytes or more; `None` when they are not such a value.
pub fn unpack<T: Unpack>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader {
        bytes,
        depth: 0,
        failed: false,
    };
    let value = T::unpack(&mut reader);
    (!reader.failed).then_some(value)
}

/// Bytes that are being read.
pub struct Reader<'a> {
    bytes: &'a [u8],
    /// How many trees inside each other are being read.
    depth: u8,
    /// Something could not be read: all values since then are empty.
    failed: bool,
}

impl<'a> Reader<'a> {
    /// The next bytes; none when there are fewer.
    fn take(&mut self, count: usize) -> &'a [u8] {
        match self.bytes.split_at_checked(count) {
            Some((taken, rest)) if !self.failed => {
                self.bytes = rest;
                taken
            }
            _ => {
                self.failed = true;
                &[]
            }
        }
    }

    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or_default()
    }

    /// A number below 2 to the power of `bits`, seven bits a byte, the lowest first.
    fn number(&mut self, bits: u32) -> u64 {
        let mut number = 0_u64;
        for shift in (0..bits).step_by(7) {
            let byte = self.byte();
            let part = u64::from(byte & 0x7f);
            if part >> (bits - shift).min(7) != 0 {
                self.failed = true;
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                return number;
            }
        }
        self.failed = true;
        0
    }

    /// A number with a sign, which is its lowest bit.
    fn signed(&mut self, bits: u32) -> i64 {
        let number = self.number(bits);
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }

    fn length(&mut self) -> usize {
        self.number(32) as usize
    }

    /// 0 or 1.
    fn truth(&mut self) -> bool {
        let byte = self.byte();
        self.failed |= byte > 1;
        byte == 1
    }

    fn text(&mut self) -> String {
        let length = self.length();
        match str::from_utf8(self.take(length)) {
            Ok(text) => text.to_owned(),
            Err(_) => {
                self.failed = true;
                String::new()
            }
        }
    }
}

/// A value that can be read.
pub trait Unpack {
    /// Reads it; after a failure it is whatever needs no bytes.
    fn unpack(reader: &mut Reader<'_>) -> Self;
}

impl<T: Unpack> Unpack for Vec<T> {
    fn unpack(reader: &mut Reader<'_>) -> Self {
        let length = reader.length();
        // No value is shorter than a byte, so a length that lies asks for no memory.
        let mut list = Self::with_capacity(length.min(reader.bytes.len()));
        for _ in 0..length {
            if reader.failed {
                break;
            }
            list.push(T::unpack(reader));
        }
        list
    }
}

impl<T: Unpack> Unpack for Option<T> {
    fn unpack(reader: &mut Reader<'_>) -> Self {
        reader.truth().then(|| T::unpack(reader))
    }
}

impl<T: Unpack> Unpack for Box<T> {
    fn unpack(reader: &mut Reader<'_>) -> Self {
        Self::new(T::unpack(reader))
    }
}

impl<A: Unpack, B: Unpack> Unpack for (A, B) {
    fn unpack(reader: &mut Reader<'_>) -> Self {
        (A::unpack(reader), B::unpack(reader))
    }
}

/// Plain values: how the reader gives each.
macro_rules! plain {
    ($($type:ty: $reader:ident => $value:expr;)*) => {$(
        impl Unpack for $type {
            fn unpack($reader: &mut Reader<'_>) -> Self {
                $value
            }
        }
    )*};
}

plain! {
    bool: reader => reader.truth();
    u8: reader => reader.byte();
    i8: reader => reader.byte().cast_signed();
    u16: reader => reader.number(16) as Self;
    u32: reader => reader.number(32) as Self;
    i32: reader => reader.signed(32) as Self;
    i64: reader => reader.signed(64);
    String: reader => reader.text();
    AgentId: reader => Self(reader.text());
    RowId: reader => Self(reader.text());
}

/// Records: their fields in the order in which they are declared and packed.
macro_rules! records {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl Unpack for $name {
            fn unpack(reader: &mut Reader<'_>) -> Self {
                Self { $($field: Unpack::unpack(reader)),* }
            }
        }
    )*};
}

mod expression;

records! {
    IndexPart { lines, agents }
    RowsPart { counts, paths, lines, legal, legal_of, rows, alias_of, clauses }
    AgentsPart { facts, grouped, related, lines, cards, card_rows, worked, sets, reads }
    WordsPart { stems, asks, entries, kinds }
    Counted { lengths, gaps, counts }
    EntriesPart { models }
    QuestionsPart { asks, counts, misspelt }
    KindsTable { features, weights }
    Sheet { rows, columns }
    Column { key, gaps, texts }
    Lists { lengths, steps }
    Paths { segments, shared, more, next }
    Safe { between, values, basis }
    Why { kind, text }
    Limits { frequency_ranges, duplex, spacing_khz, modes, note }
    Model {
        id, since, summary, applies, parameters, context, joints, clauses, gaps, chain, rules
    }
    Settable { var, card, at, safe }
    Context { var, source, at, assume }
    Joint { name, expression, reason, broken }
    Gap { id, what, unit, instead }
    Rule { id, symptom, when, scope, suspicion, causes, actions, watch }
    Move { var, direction, step }
    Watch { preset, improve, guard, window_h, least }
}

impl Unpack for Source {
    fn unpack(reader: &mut Reader<'_>) -> Self {
        match reader.number(32) {
            0 => Self::Card(Unpack::unpack(reader), Unpack::unpack(reader)),
            variant => {
                reader.failed |= variant != 1;
                Self::Words(Unpack::unpack(reader))
            }
        }
    }
}

impl Unpack for Action {
    fn unpack(reader: &mut Reader<'_>) -> Self {
        match reader.number(32) {
            0 => Self::Check {
                text: Unpack::unpack(reader),
                see: Unpack::unpack(reader),
            },
            variant => {
                reader.failed |= variant != 1;
                Self::Change {
                    change: Unpack::unpack(reader),
                    stop: Unpack::unpack(reader),
                    with: Unpack::unpack(reader),
                    scope: Unpack::unpack(reader),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use core::fmt::Debug;

    use ::catalogue::source::expression::parse;
    use proptest::prelude::*;
    use protocol::catalogue::expression::Condition;
    use protocol::catalogue::packed::{PartName, unseal};
    use serde::de::DeserializeOwned;

    use super::super::sample;
    use super::*;

    /// postcard reads the same, the same way.
    fn check<T: Unpack + DeserializeOwned + PartialEq + Debug>(bytes: &[u8]) {
        let exact: Option<T> = postcard::from_bytes(bytes).ok();
        assert!(unpack::<T>(bytes) == exact, "{exact:?}");
    }

    fn condition(text: &str) -> Condition {
        parse(text).expect("a condition")
    }

    fn payload(part: PartName) -> Vec<u8> {
        let sealed = sample::parts().remove(&part).expect("all parts are packed");
        unseal(part, &sealed).expect("sound").1.to_vec()
    }

    #[test]
    fn the_parts_are_read_as_postcard_reads_them() {
        check::<IndexPart>(&payload(PartName::Index));
        check::<RowsPart>(&payload(PartName::Rows));
        check::<AgentsPart>(&payload(PartName::Agents));
        check::<WordsPart>(&payload(PartName::Words));
        check::<EntriesPart>(&payload(PartName::Entries));
        check::<QuestionsPart>(&payload(PartName::Questions));
    }

    /// The declared order again: fields of one type that are exchanged would show here even if
    /// the catalogue had equal values in both.
    #[test]
    fn a_record_of_each_kind_keeps_its_fields() {
        let text = |text: &str| text.to_owned();
        let watch = Watch {
            preset: text("a"),
            improve: condition("NR.MroFailRate > 1 min 30"),
            guard: vec![condition("$a3 > 2")],
            window_h: Some(300),
            least: Some(70_000),
        };
        let step = Move {
            var: text("d"),
            direction: text("e"),
            step: text("f"),
        };
        let check_step = Action::Check {
            text: text("g"),
            see: Some(AgentId(text("h"))),
        };
        let change = Action::Change {
            change: step.clone(),
            stop: text("i"),
            with: vec![step],
            scope: Some(text("j")),
        };
        let rule = Rule {
            id: text("k"),
            symptom: text("l"),
            when: condition("?iot > 2"),
            scope: text("n"),
            suspicion: true,
            causes: vec![text("o")],
            actions: vec![check_step, change],
            watch: Some(watch),
        };
        let bytes = postcard::to_allocvec(&rule).expect("written");
        assert_eq!(unpack::<Rule>(&bytes), Some(rule));
        let context = |source| Context {
            var: text("a"),
            source,
            at: None,
            assume: Some(text("b")),
        };
        let both = vec![
            context(Source::Card(RowId(text("c")), text("d"))),
            context(Source::Words(text("e"))),
        ];
        let bytes = postcard::to_allocvec(&both).expect("written");
        assert_eq!(unpack::<Vec<Context>>(&bytes), Some(both));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_as_postcard_does(
            bytes in prop::collection::vec(
                prop_oneof![Just(0), Just(1), Just(2), Just(0x80), Just(0xff), any::<u8>()], 0..40
            )
        ) {
            check::<Sheet>(&bytes);
            check::<Lists>(&bytes);
            check::<Counted>(&bytes);
            check::<Safe>(&bytes);
            check::<Limits>(&bytes);
            check::<Vec<Action>>(&bytes);
            check::<Vec<Source>>(&bytes);
            check::<Vec<Condition>>(&bytes);
            check::<(Option<u16>, (i64, i32))>(&bytes);
            check::<Vec<u8>>(&bytes);
        }

        #[test]
        fn numbers_of_all_sizes_are_read(a: u16, b: u32, c: i32, d: i64, e: bool) {
            let bytes = postcard::to_allocvec(&((a, b), (c, (d, e)))).expect("written");
            prop_assert_eq!(unpack(&bytes), Some(((a, b), (c, (d, e)))));
        }

        #[test]
        fn a_changed_part_is_read_or_refused_as_postcard_does(at: prop::sample::Index, to: u8) {
            let mut bytes = payload(PartName::Entries);
            let at = at.index(bytes.len());
            bytes[at] = to;
            check::<EntriesPart>(&bytes);
            check::<EntriesPart>(&bytes[..at]);
        }
    }
}
