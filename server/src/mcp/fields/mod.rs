//! What a tool takes: one table per tool, from which the JSON Schema is made and by which the
//! arguments are read, so that what is declared is what is enforced.

mod read;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use read::whole;
pub use read::{each, flag, id, inner, integer, micro, number, technology, text, texts};

/// The arguments of a call.
pub type Arguments = Map<String, Value>;

/// An argument of a tool.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// Whether the tool needs it.
    pub required: bool,
    /// What it is for, to the agent that fills it in.
    pub about: &'static str,
}

/// What an argument may be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text with something in it, at most so many bytes of UTF-8.
    Text(usize),
    /// A list of at most so many of them.
    Texts(usize, usize),
    /// A number within these bounds.
    Number(f64, f64),
    /// A whole number within these bounds; the last one stands in when it is not given.
    Integer(u64, u64, Option<u64>),
    /// Yes or no.
    Flag,
    /// A UUID as 36 signs.
    Id,
    /// One of these words.
    Word(&'static [&'static str]),
    /// An object that the tool reads itself.
    Json,
    /// Arguments of its own.
    Object(&'static [Field]),
    /// A list of at most so many of them.
    Objects(usize, &'static [Field]),
}

/// A field that a tool needs.
pub const fn required(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field {
        name,
        kind,
        required: true,
        about,
    }
}

/// A field that a tool does without.
pub const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field {
        name,
        kind,
        required: false,
        about,
    }
}

/// A field that was filled in wrongly.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Which.
    pub field: String,
    /// What is wrong.
    pub problem: String,
}

/// The JSON Schema of the arguments.
pub fn schema(fields: &[Field]) -> Map<String, Value> {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let mut property = field.kind.schema();
            property.insert("description".to_owned(), field.about.into());
            (field.name.to_owned(), property.into())
        })
        .collect();
    let needed: Vec<&str> = fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name)
        .collect();
    object([
        ("type", json!("object")),
        ("properties", properties.into()),
        ("required", json!(needed)),
        ("additionalProperties", json!(false)),
    ])
}

/// Every fault of the arguments, none when they are as declared.
pub fn faults(fields: &[Field], arguments: &Arguments) -> Vec<Fault> {
    let mut found = Vec::new();
    look(fields, arguments, "", &mut found);
    found
}

/// The same below a path such as `kpis[0].`.
fn look(fields: &[Field], arguments: &Arguments, path: &str, found: &mut Vec<Fault>) {
    let at = |name: &str| format!("{path}{name}");
    for field in fields {
        let named = at(field.name);
        match arguments.get(field.name) {
            None if field.required => found.push(Fault::new(named, "is missing")),
            None => {}
            Some(value) => field.kind.look(value, &named, found),
        }
    }
    for name in arguments.keys() {
        if fields.iter().all(|field| field.name != *name) {
            found.push(Fault::new(at(name), "is no argument of this tool"));
        }
    }
}

impl Fault {
    fn new(field: String, problem: &str) -> Self {
        Self {
            field,
            problem: problem.to_owned(),
        }
    }
}

impl Kind {
    fn schema(self) -> Map<String, Value> {
        match self {
            Self::Text(most) => object([
                ("type", json!("string")),
                ("minLength", json!(1)),
                ("maxLength", json!(most)),
                ("pattern", json!("\\S")),
            ]),
            Self::Texts(most, length) => object([
                ("type", json!("array")),
                ("items", Self::Text(length).schema().into()),
                ("maxItems", json!(most)),
            ]),
            Self::Number(least, most) => object([
                ("type", json!("number")),
                ("minimum", json!(least)),
                ("maximum", json!(most)),
            ]),
            Self::Integer(least, most, default) => {
                let mut schema = object([
                    ("type", json!("integer")),
                    ("minimum", json!(least)),
                    ("maximum", json!(most)),
                ]);
                schema.extend(default.map(|default| ("default".to_owned(), json!(default))));
                schema
            }
            Self::Flag => object([("type", json!("boolean")), ("default", json!(false))]),
            Self::Json => object([("type", json!("object"))]),
            Self::Object(fields) => schema(fields),
            Self::Objects(most, fields) => object([
                ("type", json!("array")),
                ("items", schema(fields).into()),
                ("maxItems", json!(most)),
            ]),
            Self::Id => object([("type", json!("string")), ("format", json!("uuid"))]),
            Self::Word(words) => object([("type", json!("string")), ("enum", json!(words))]),
        }
    }

    /// Adds what is wrong with a value that stands at this path.
    fn look(self, value: &Value, path: &str, found: &mut Vec<Fault>) {
        match (self, value) {
            (Self::Object(fields), Value::Object(inner)) => {
                look(fields, inner, &format!("{path}."), found);
            }
            (Self::Objects(most, fields), Value::Array(list)) if list.len() <= most => {
                for (place, one) in list.iter().enumerate() {
                    Self::Object(fields).look(one, &format!("{path}[{place}]"), found);
                }
            }
            (Self::Texts(most, length), Value::Array(list)) if list.len() <= most => {
                for (place, one) in list.iter().enumerate() {
                    Self::Text(length).look(one, &format!("{path}[{place}]"), found);
                }
            }
            _ => {
                let problem = self.problem(value);
                found.extend(problem.map(|said| Fault::new(path.to_owned(), &said)));
            }
        }
    }

    /// What is wrong with a value that has no further ones in it, if anything is.
    fn problem(self, value: &Value) -> Option<String> {
        let said = match (self, value) {
            (Self::Text(_), Value::String(text)) if text.trim().is_empty() => {
                "must not be empty".to_owned()
            }
            (Self::Text(most), Value::String(text)) if text.len() > most => {
                format!("is longer than {most} bytes of UTF-8")
            }
            (Self::Text(_), Value::String(_)) => return None,
            (Self::Texts(most, _) | Self::Objects(most, _), Value::Array(_)) => {
                format!("has more than {most} entries")
            }
            (Self::Flag, Value::Bool(_)) | (Self::Json, Value::Object(_)) => return None,
            (Self::Number(least, most), Value::Number(number)) => {
                let inside = number.as_f64().is_some_and(|n| (least..=most).contains(&n));
                if inside {
                    return None;
                }
                format!("must be from {least} to {most}")
            }
            (Self::Integer(least, most, _), Value::Number(_)) => {
                if whole(value).is_some_and(|n| (least..=most).contains(&n)) {
                    return None;
                }
                format!("must be a whole number from {least} to {most}")
            }
            (Self::Id, Value::String(text)) => {
                if id(text).is_some() {
                    return None;
                }
                "must be a UUID such as 0f4e8d6a-1c2b-8f00-9a3b-7c6d5e4f3a2b".to_owned()
            }
            (Self::Word(words), Value::String(text)) => {
                if words.contains(&text.as_str()) {
                    return None;
                }
                format!("must be one of {}", words.join(", "))
            }
            (Self::Text(_) | Self::Id | Self::Word(_), _) => "must be a string".to_owned(),
            (Self::Texts(..), _) => "must be an array of strings".to_owned(),
            (Self::Objects(..), _) => "must be an array of objects".to_owned(),
            (Self::Json | Self::Object(_), _) => "must be an object".to_owned(),
            (Self::Flag, _) => "must be true or false".to_owned(),
            (Self::Number(..), _) => "must be a number".to_owned(),
            (Self::Integer(..), _) => "must be an integer".to_owned(),
        };
        Some(said)
    }
}

/// A JSON object.
pub fn object<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
