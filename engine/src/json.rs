//! The little JSON that the engine itself reads and writes: lines of an export, and the settings.
//!
//! Flat objects only. serde_json would add 25 kB to the worker's wasm; its text and this are the
//! same, which tests compare natively.

/// An object that is being written, compactly.
#[derive(Default)]
pub(crate) struct Object(String);

impl Object {
    /// Adds text.
    pub fn text(mut self, name: &str, text: &str) -> Self {
        self.name(name);
        quote(&mut self.0, text);
        self
    }

    /// Adds a list of texts.
    pub fn texts<'a>(mut self, name: &str, texts: impl Iterator<Item = &'a str>) -> Self {
        self.name(name);
        self.0.push('[');
        for (place, text) in texts.enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            quote(&mut self.0, text);
        }
        self.0.push(']');
        self
    }

    /// Adds a whole number.
    pub fn number(self, name: &str, number: i64) -> Self {
        self.written(name, &number.to_string())
    }

    /// Adds a number of millionths, as a decimal number.
    pub fn decimal(self, name: &str, micro: u64) -> Self {
        let (whole, fraction) = (micro / 1_000_000, micro % 1_000_000);
        let text = format!("{whole}.{fraction:06}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        self.written(name, text)
    }

    /// Adds true or false.
    pub fn truth(self, name: &str, truth: bool) -> Self {
        self.written(name, if truth { "true" } else { "false" })
    }

    /// Adds another object.
    pub fn object(self, name: &str, object: Self) -> Self {
        let text = object.finish();
        self.written(name, &text)
    }

    /// The text of the object.
    pub fn finish(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }

    fn written(mut self, name: &str, text: &str) -> Self {
        self.name(name);
        self.0.push_str(text);
        self
    }

    fn name(&mut self, name: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        quote(&mut self.0, name);
        self.0.push(':');
    }
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                out.push(if c < '\u{10}' { '0' } else { '1' });
                out.extend(char::from_digit(c as u32 & 15, 16));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

/// What a member of an object is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Member {
    /// Text.
    Text(String),
    /// True or false.
    Truth(bool),
    /// A number, as it is written.
    Number(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// Nothing.
    Null,
    /// Anything else.
    Other,
}

/// The members of an object, in order; `None` when the text is no JSON object.
pub(crate) fn members(text: &str) -> Option<Vec<(String, Member)>> {
    let mut reader = Reader(text.trim_start_matches(BLANKS));
    let members = reader.object(0)?;
    reader.0.is_empty().then_some(members)
}

const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];
/// How deep values may lie in each other.
const MAX_DEPTH: usize = 100;

/// What is left to read.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    /// Goes over a sign and the blanks after it, if it comes next.
    fn took(&mut self, sign: &str) -> bool {
        let rest = self.0.strip_prefix(sign);
        self.0 = rest.map_or(self.0, |rest| rest.trim_start_matches(BLANKS));
        rest.is_some()
    }

    fn object(&mut self, depth: usize) -> Option<Vec<(String, Member)>> {
        let mut members = Vec::new();
        if !self.took("{") {
            return None;
        }
        if self.took("}") {
            return Some(members);
        }
        loop {
            let name = self.text()?;
            if !self.took(":") {
                return None;
            }
            members.push((name, self.value(depth + 1)?));
            if self.took("}") {
                return Some(members);
            }
            if !self.took(",") {
                return None;
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Member> {
        let mut texts = Some(Vec::new());
        if self.took("]") {
            return Some(Member::Texts(Vec::new()));
        }
        loop {
            match self.value(depth + 1)? {
                Member::Text(text) => {
                    if let Some(texts) = &mut texts {
                        texts.push(text);
                    }
                }
                _ => texts = None,
            }
            if self.took("]") {
                return Some(texts.map_or(Member::Other, Member::Texts));
            }
            if !self.took(",") {
                return None;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Member> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.0.starts_with('"') {
            return self.text().map(Member::Text);
        }
        if self.0.starts_with('{') {
            return self.object(depth).map(|_| Member::Other);
        }
        if self.took("[") {
            return self.list(depth);
        }
        for (word, member) in [
            ("true", Member::Truth(true)),
            ("false", Member::Truth(false)),
            ("null", Member::Null),
        ] {
            if self.took(word) {
                return Some(member);
            }
        }
        self.number()
    }

    fn number(&mut self) -> Option<Member> {
        let start = self.0;
        self.0 = self.0.strip_prefix('-').unwrap_or(self.0);
        let zero = self.0.starts_with('0');
        let whole = self.digits()?;
        if zero && whole > 1 {
            return None;
        }
        if let Some(rest) = self.0.strip_prefix('.') {
            self.0 = rest;
            self.digits()?;
        }
        if let Some(rest) = self.0.strip_prefix(['e', 'E']) {
            self.0 = rest.strip_prefix(['+', '-']).unwrap_or(rest);
            self.digits()?;
        }
        let number = start.get(..start.len() - self.0.len())?.to_owned();
        self.0 = self.0.trim_start_matches(BLANKS);
        Some(Member::Number(number))
    }

    /// Goes over digits, at least one; tells how many.
    fn digits(&mut self) -> Option<usize> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_digit());
        let count = self.0.len() - rest.len();
        self.0 = rest;
        (count > 0).then_some(count)
    }

    fn text(&mut self) -> Option<String> {
        let mut chars = self.0.strip_prefix('"')?.chars();
        let mut text = String::new();
        loop {
            match chars.next()? {
                '"' => break,
                '\\' => text.push(escaped(&mut chars)?),
                '\0'..='\u{1f}' => return None,
                other => text.push(other),
            }
        }
        self.0 = chars.as_str().trim_start_matches(BLANKS);
        Some(text)
    }
}

/// The character that is written after a `\`.
fn escaped(chars: &mut core::str::Chars<'_>) -> Option<char> {
    Some(match chars.next()? {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\u{8}',
        'f' => '\u{c}',
        same @ ('"' | '\\' | '/') => same,
        'u' => {
            let unit = unit(chars)?;
            if !(0xd800..0xdc00).contains(&unit) {
                return char::from_u32(unit);
            }
            // Beyond 16 bits a character is written as two units.
            if chars.next()? != '\\' || chars.next()? != 'u' {
                return None;
            }
            let low = self::unit(chars)?.checked_sub(0xdc00)?;
            let both = 0x1_0000 + ((unit - 0xd800) << 10) + low;
            return char::from_u32(both).filter(|_| low < 0x400);
        }
        _ => return None,
    })
}

/// Four hexadecimal digits.
fn unit(chars: &mut core::str::Chars<'_>) -> Option<u32> {
    let mut unit = 0;
    for _ in 0..4 {
        unit = unit << 4 | chars.next()?.to_digit(16)?;
    }
    Some(unit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;

    /// What serde_json reads, in the same words.
    fn model(text: &str) -> Option<Vec<(String, Member)>> {
        let object: Map<String, Value> = serde_json::from_str(text).ok()?;
        let members = object.into_iter().map(|(name, value)| {
            let member = match value {
                Value::String(text) => Member::Text(text),
                Value::Bool(truth) => Member::Truth(truth),
                Value::Null => Member::Null,
                Value::Number(number) => Member::Number(number.to_string()),
                Value::Array(values) => texts(values).map_or(Member::Other, Member::Texts),
                Value::Object(_) => Member::Other,
            };
            (name, member)
        });
        Some(members.collect())
    }

    /// Numbers are compared by their value: serde_json writes them its own way.
    fn same(mine: Option<Vec<(String, Member)>>) -> Option<Vec<(String, Member)>> {
        let normal = |(name, member)| match member {
            Member::Number(number) => {
                let number: serde_json::Number = number.parse().expect("a number");
                (name, Member::Number(number.to_string()))
            }
            other => (name, other),
        };
        mine.map(|members| members.into_iter().map(normal).collect())
    }

    fn texts(values: Vec<Value>) -> Option<Vec<String>> {
        let text = |value| match value {
            Value::String(text) => Some(text),
            _ => None,
        };
        values.into_iter().map(text).collect()
    }

    /// Values of all kinds, nested.
    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i8>().prop_map(Value::from),
            any::<i8>().prop_map(|n| Value::from(f64::from(n) / 8.0)),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn text_is_written_as_serde_json_writes_it(
            text: String,
            low in prop::collection::vec(0_u8..0x80, 0..40),
            number: i64,
            truth: bool,
        ) {
            let low = String::from_utf8(low).expect("ASCII");
            let mine = Object::default()
                .text("a", &text)
                .texts("b", [low.as_str(), text.as_str()].into_iter())
                .number("c", number)
                .object("d", Object::default().truth(&low, truth))
                .object("e", Object::default().texts("f", core::iter::empty()))
                .object("g", Object::default());
            let exact = json!({
                "a": text, "b": [low, text], "c": number, "d": { low.as_str(): truth },
                "e": { "f": [] }, "g": {},
            });
            prop_assert_eq!(mine.finish(), exact.to_string());
        }

        #[test]
        fn objects_are_read_as_serde_json_reads_them(
            content in prop::collection::btree_map(any::<String>(), value(), 0..5),
            cut: prop::sample::Index,
            other in prop::sample::select(vec!['"', '\\', '{', ']', ',', ':', '0', 'e', ' ', 't']),
        ) {
            let whole = Value::Object(content.into_iter().collect());
            for text in [whole.to_string(), format!(" {whole:#}\n")] {
                prop_assert_eq!(members_sorted(&text), model(&text));
                let at = text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
                let at = at[cut.index(at.len())];
                prop_assert_eq!(members_sorted(&text[..at]), model(&text[..at]));
                let changed = format!("{}{other}{}", &text[..at], &text[at..]);
                prop_assert_eq!(members_sorted(&changed), model(&changed), "{}", changed);
            }
        }
    }

    /// The members by name, the last of each name, as serde_json's map has them.
    fn members_sorted(text: &str) -> Option<Vec<(String, Member)>> {
        let members: std::collections::BTreeMap<_, _> = same(members(text))?.into_iter().collect();
        Some(members.into_iter().collect())
    }

    #[test]
    fn escapes_are_read() {
        let check = |text: &str| assert_eq!(same(members(text)), model(text), "{text}");
        check(r#"{"a":"\u0041\n\/\"\\\b\f\r\t"}"#);
        check(r#"{"a":"\ud83d\ude00"}"#);
        for broken in [
            "\\ud83d",
            "\\ud83dx",
            "\\ud83d\\u0041",
            "\\ude00",
            "\\x",
            "\\u00g0",
        ] {
            check(&format!("{{\"a\":\"{broken}\"}}"));
        }
        check("{\"a\":\"\n\"}");
        check("[]");
        check("{\"a\":01}");
        check("{\"a\":1.}");
        check("{\"a\":-1.5e+3}");
    }
}
