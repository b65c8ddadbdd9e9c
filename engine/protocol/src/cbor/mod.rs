//! Canonical bytes: the part of CBOR that Elex stores and hashes (RFC 8949 §4.2.1).
//!
//! Integers, byte strings, text, arrays, booleans, null and maps with unsigned integer keys;
//! shortest heads, definite lengths, keys in rising order, each once. No floats and no tags:
//! numbers with fractions are kept in micro-units. One value has exactly one encoding, and
//! [`decode`] refuses any other, so equal content means equal bytes and equal ids.
//! Keys that a reader does not know stay in the [`Map`] and are written back.

mod map;

use cbor4ii::core::dec::Decode;
use cbor4ii::core::enc::{self, Encode};
use cbor4ii::core::utils::{BufWriter, SliceReader};
use cbor4ii::core::{Value as Item, types};
use thiserror::Error;

pub use map::Map;

/// How deep arrays and maps may lie in each other.
pub const MAX_DEPTH: usize = 16;

/// One canonical value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// Any integer of CBOR: −2⁶⁴ … 2⁶⁴ − 1.
    Int(i128),
    /// Bytes.
    Bytes(Vec<u8>),
    /// UTF-8 text.
    Text(String),
    /// Values in order.
    Array(Vec<Value>),
    /// Values by number.
    Map(Map),
}

/// Why bytes are not canonical, or a record lacks a field.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum CborError {
    /// Not CBOR, or cut short.
    #[error("the bytes are cut short or are not CBOR")]
    Malformed,
    /// CBOR, but not the one encoding that we write (or a float, tag or text key).
    #[error("the bytes are not in canonical form")]
    NotCanonical,
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// A field that this kind of record must have is missing or of another type.
    #[error("field {0} is missing or has another type")]
    Field(u64),
}

/// The canonical bytes of a map.
#[must_use]
pub fn encode(map: &Map) -> Vec<u8> {
    let mut out = BufWriter::new(Vec::with_capacity(128));
    // A `BufWriter` fails only when memory cannot be reserved, which ends the process anyway.
    let _ = write_map(map, &mut out);
    out.into_inner()
}

/// Reads a map back.
///
/// # Errors
/// Refuses everything that [`encode`] would not have written.
pub fn decode(bytes: &[u8]) -> Result<Map, CborError> {
    let item = Item::decode(&mut SliceReader::new(bytes)).map_err(|_| CborError::Malformed)?;
    match from_item(item, 0)? {
        // Writing it again is the whole test: other heads, orders, repeats and trailing bytes differ.
        Value::Map(map) if encode(&map) == bytes => Ok(map),
        _ => Err(CborError::NotCanonical),
    }
}

fn from_item(item: Item, depth: usize) -> Result<Value, CborError> {
    if depth > MAX_DEPTH {
        return Err(CborError::TooDeep);
    }
    Ok(match item {
        Item::Null => Value::Null,
        Item::Bool(yes) => Value::Bool(yes),
        Item::Integer(n) => Value::Int(n),
        Item::Bytes(bytes) => Value::Bytes(bytes),
        Item::Text(text) => Value::Text(text),
        Item::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|item| from_item(item, depth + 1))
                .collect::<Result<_, _>>()?,
        ),
        Item::Map(pairs) => {
            let mut map = Map::new();
            for (key, item) in pairs {
                let Item::Integer(key) = key else {
                    return Err(CborError::NotCanonical);
                };
                let key = u64::try_from(key).map_err(|_| CborError::NotCanonical)?;
                let last = map.iter().next_back().map(|(last, _)| *last);
                if last.is_some_and(|last| last >= key) {
                    return Err(CborError::NotCanonical); // in no other order, so always at the end
                }
                map.insert(key, from_item(item, depth + 1)?);
            }
            Value::Map(map)
        }
        _ => return Err(CborError::NotCanonical),
    })
}

type WriteResult = Result<(), enc::Error<std::collections::TryReserveError>>;

fn write_map(map: &Map, out: &mut BufWriter) -> WriteResult {
    types::Map::bounded(map.len(), out)?;
    for (key, value) in map {
        key.encode(out)?;
        write(value, out)?;
    }
    Ok(())
}

fn write(value: &Value, out: &mut BufWriter) -> WriteResult {
    match value {
        Value::Null => types::Null.encode(out),
        Value::Bool(yes) => yes.encode(out),
        Value::Int(n) => n.encode(out),
        Value::Bytes(bytes) => types::Bytes(bytes.as_slice()).encode(out),
        Value::Text(text) => text.as_str().encode(out),
        Value::Array(items) => {
            types::Array::bounded(items.len(), out)?;
            items.iter().try_for_each(|item| write(item, out))
        }
        Value::Map(map) => write_map(map, out),
    }
}

/// Typed reading of a record's fields; what is not taken stays in the map.
pub trait Fields {
    /// Takes text.
    ///
    /// # Errors
    /// When the field is missing or is not text.
    fn take_text(&mut self, key: u64) -> Result<String, CborError>;
    /// Takes bytes.
    ///
    /// # Errors
    /// When the field is missing or is not a byte string.
    fn take_bytes(&mut self, key: u64) -> Result<Vec<u8>, CborError>;
    /// Takes an integer of any width that fits.
    ///
    /// # Errors
    /// When the field is missing, is not an integer or does not fit.
    fn take_int<T: TryFrom<i128>>(&mut self, key: u64) -> Result<T, CborError>;
    /// Takes a list; a missing one is empty.
    ///
    /// # Errors
    /// When the field is not a list.
    fn take_list(&mut self, key: u64) -> Result<Vec<Value>, CborError>;
}

impl Fields for Map {
    fn take_text(&mut self, key: u64) -> Result<String, CborError> {
        match self.remove(&key) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(CborError::Field(key)),
        }
    }

    fn take_bytes(&mut self, key: u64) -> Result<Vec<u8>, CborError> {
        match self.remove(&key) {
            Some(Value::Bytes(bytes)) => Ok(bytes),
            _ => Err(CborError::Field(key)),
        }
    }

    fn take_int<T: TryFrom<i128>>(&mut self, key: u64) -> Result<T, CborError> {
        match self.remove(&key) {
            Some(Value::Int(n)) => T::try_from(n).map_err(|_| CborError::Field(key)),
            _ => Err(CborError::Field(key)),
        }
    }

    fn take_list(&mut self, key: u64) -> Result<Vec<Value>, CborError> {
        match self.remove(&key) {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => Ok(items),
            Some(_) => Err(CborError::Field(key)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::collection::SizeRange;
    use proptest::prelude::*;

    use super::*;

    fn fields(
        value: impl Strategy<Value = Value>,
        count: impl Into<SizeRange>,
    ) -> impl Strategy<Value = Map> {
        prop::collection::btree_map(any::<u64>(), value, count)
            .prop_map(|fields| fields.into_iter().collect())
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            (-(1_i128 << 64)..(1_i128 << 64)).prop_map(Value::Int),
            any::<i8>().prop_map(|n| Value::Int(i128::from(n))),
            prop::collection::vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
            ".{0,20}".prop_map(Value::Text),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
                fields(inner, 0..6).prop_map(Value::Map),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_map_survives_its_bytes(map in fields(value(), 0..8)) {
            prop_assert_eq!(decode(&encode(&map)), Ok(map));
        }

        #[test]
        fn a_map_is_what_a_tree_is(
            done in prop::collection::vec((0_u64..9, any::<bool>(), any::<i8>()), 0..40)
        ) {
            let (mut map, mut tree) = (Map::new(), BTreeMap::new());
            for (key, put, value) in done {
                let value = Value::Int(i128::from(value));
                if put {
                    prop_assert_eq!(map.insert(key, value.clone()), tree.insert(key, value));
                } else {
                    prop_assert_eq!(map.remove(&key), tree.remove(&key));
                }
                prop_assert_eq!(map.get(&4), tree.get(&4));
                prop_assert_eq!((map.len(), map.is_empty()), (tree.len(), tree.is_empty()));
                prop_assert!(map.iter().map(|(key, value)| (key, value)).eq(&tree));
            }
            map.retain(|key| key > 4);
            tree.retain(|key, _| *key > 4);
            prop_assert!(map.into_iter().eq(tree));
        }

        #[test]
        fn what_is_read_is_what_would_be_written(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(map) = decode(&bytes) {
                prop_assert_eq!(encode(&map), bytes);
            }
        }
    }

    /// RFC 8949 §4.2: each of these says something that has a shorter or better ordered form.
    #[test]
    fn other_spellings_of_a_map_are_refused() {
        let cases: [(&str, &[u8]); 8] = [
            ("long head", &[0xa1, 0x18, 0x01, 0x01]),
            ("keys out of order", &[0xa2, 0x02, 0x01, 0x01, 0x01]),
            ("repeated key", &[0xa2, 0x01, 0x01, 0x01, 0x02]),
            ("indefinite map", &[0xbf, 0x01, 0x01, 0xff]),
            ("float", &[0xa1, 0x01, 0xf9, 0x3c, 0x00]),
            ("tag", &[0xa1, 0x01, 0xc0, 0x01]),
            ("text key", &[0xa1, 0x61, 0x61, 0x01]),
            ("trailing byte", &[0xa1, 0x01, 0x01, 0x00]),
        ];
        for (what, bytes) in cases {
            assert!(decode(bytes).is_err(), "{what} was accepted");
        }
        assert!(decode(&[0xa1, 0x01, 0x01]).is_ok());
    }
}
