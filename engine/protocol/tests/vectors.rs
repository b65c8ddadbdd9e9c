//! The stored format against a file of examples that another program made: canonical bytes, ids
//! and hashes, byte for byte.
#![allow(clippy::unwrap_used, reason = "these are tests")]

use protocol::cbor::{self, Map, Value};
use protocol::data::{
    Cell, CellKey, Delta, Fact, Key, Kind, LocalKey, Register, RegisterKey, Space,
};
use protocol::ids::{FactId, ReplicaId};
use protocol::time::Hlc;
use serde_json::Value as Json;

#[test]
fn maps_have_these_bytes() {
    for case in cases("maps") {
        let map = map(&case["fields"]);
        let bytes = bytes(&case["bytes"]);
        assert_eq!(cbor::encode(&map), bytes, "{}", case["name"]);
        assert_eq!(cbor::decode(&bytes), Ok(map), "{}", case["name"]);
    }
}

#[test]
fn other_bytes_are_refused() {
    for case in cases("refused") {
        assert!(
            cbor::decode(&bytes(&case["bytes"])).is_err(),
            "{} was read",
            case["name"]
        );
    }
}

#[test]
fn facts_have_these_bytes_and_ids() {
    for case in cases("facts") {
        let kind = Kind(number(&case["kind"]));
        let (author, at) = (replica(&case["author"]), Hlc(number(&case["at"])));
        let fields = map(&case["fields"]);
        let fact = Fact::seal(kind, author, at, fields.clone());
        let bytes = bytes(&case["bytes"]);
        assert_eq!(fact.bytes(), bytes, "{}", case["name"]);
        assert_eq!(fact.id().to_string(), text(&case["id"]), "{}", case["name"]);
        assert_eq!(
            Key::Fact(kind, fact.id()).encode(),
            self::bytes(&case["key"])
        );
        let read = Fact::open(bytes).unwrap();
        assert_eq!((read.kind(), read.author(), read.at()), (kind, author, at));
        assert_eq!(read.fields(), fields, "{}", case["name"]);
        assert_eq!(read, fact);
    }
}

#[test]
fn cells_have_these_bytes() {
    for case in cases("cells") {
        let count: Vec<u64> = case["count"]
            .as_array()
            .unwrap()
            .iter()
            .map(number)
            .collect();
        let [n, pos, neg, sq, ok, fail] = count[..] else {
            panic!("six figures")
        };
        let cell = Cell {
            version: number(&case["version"]),
            count: Delta {
                n,
                pos,
                neg,
                sq,
                ok,
                fail,
            },
            rest: map(&case["rest"]),
        };
        let bytes = bytes(&case["bytes"]);
        assert_eq!(cell.encode(), bytes, "{}", case["name"]);
        assert_eq!(Cell::decode(&bytes), Ok(cell), "{}", case["name"]);
    }
}

#[test]
fn registers_have_these_bytes_and_ranks() {
    for case in cases("registers") {
        let register = Register {
            at: Hlc(number(&case["at"])),
            by: replica(&case["by"]),
            value: value(&case["value"]),
            rest: map(&case["rest"]),
        };
        let bytes = bytes(&case["bytes"]);
        assert_eq!(register.encode(), bytes, "{}", case["name"]);
        let (at, by, hash) = register.rank();
        assert_eq!((at, by), (register.at, register.by));
        assert_eq!(
            hash.to_vec(),
            self::bytes(&case["hash"]),
            "{}",
            case["name"]
        );
        assert_eq!(Register::decode(&bytes), Ok(register), "{}", case["name"]);
    }
}

#[test]
fn keys_have_these_bytes() {
    let mut all = Vec::new();
    for case in cases("keys") {
        let name = || bytes(&case["key"]);
        let kind = Kind(number(&case["number"]));
        let key = match text(&case["class"]) {
            "fact" => Key::Fact(kind, FactId::from_slice(&bytes(&case["id"])).unwrap()),
            "cell" => Key::Cell(CellKey {
                kind,
                key: name(),
                replica: replica(&case["replica"]),
            }),
            "register" => Key::Register(RegisterKey {
                kind,
                key: name(),
                field: number(&case["field"]),
            }),
            "local" => Key::Local(LocalKey {
                space: Space(kind.0),
                key: name(),
            }),
            other => panic!("class {other}"),
        };
        let bytes = bytes(&case["bytes"]);
        assert_eq!(key.encode(), bytes, "{}", case["name"]);
        assert_eq!(Key::decode(&bytes), Some(key), "{}", case["name"]);
        all.push(bytes);
    }
    // Cut short, or with a class that does not exist: no key. A local key may have any length.
    for mut bytes in all {
        if bytes[0] != 4 {
            bytes.pop();
            assert_eq!(Key::decode(&bytes), None);
        }
        bytes[0] = 5;
        assert_eq!(Key::decode(&bytes), None);
    }
}

fn cases(name: &str) -> Vec<Json> {
    let file: Json = serde_json::from_str(include_str!("vectors.json")).unwrap();
    let cases = file[name].as_array().unwrap().clone();
    assert!(!cases.is_empty());
    cases
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap()
}

fn bytes(json: &Json) -> Vec<u8> {
    let digits = text(json).as_bytes().chunks(2);
    digits
        .map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap())
        .collect()
}

/// Numbers that JSON readers would round are written as text.
fn number<T: TryFrom<u64>>(json: &Json) -> T {
    let number = json.as_u64().unwrap_or_else(|| text(json).parse().unwrap());
    T::try_from(number).ok().unwrap()
}

fn replica(json: &Json) -> ReplicaId {
    ReplicaId::from_slice(&bytes(json)).unwrap()
}

fn map(json: &Json) -> Map {
    let fields = json.as_object().unwrap().iter();
    fields
        .map(|(key, field)| (key.parse().unwrap(), value(field)))
        .collect()
}

fn value(json: &Json) -> Value {
    let (kind, json) = json.as_object().unwrap().iter().next().unwrap();
    match kind.as_str() {
        "null" => Value::Null,
        "bool" => Value::Bool(json.as_bool().unwrap()),
        "int" => Value::Int(text(json).parse().unwrap()),
        "bytes" => Value::Bytes(bytes(json)),
        "text" => Value::Text(text(json).to_owned()),
        "array" => Value::Array(json.as_array().unwrap().iter().map(value).collect()),
        "map" => Value::Map(map(json)),
        other => panic!("type {other}"),
    }
}
