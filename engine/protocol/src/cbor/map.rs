//! The fields of a record: values by number, in a list that is kept in rising order.
//!
//! A record has a dozen fields; a tree would only add to what a browser has to download.

use super::Value;

/// The fields of a record by number. Numbers are never reused within a kind.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Map(Vec<(u64, Value)>);

impl Map {
    /// A map without fields.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Puts a value in; gives back the one that had the number before.
    pub fn insert(&mut self, key: u64, value: Value) -> Option<Value> {
        match self.place(key) {
            Ok(at) => Some(core::mem::replace(&mut self.0[at].1, value)),
            Err(at) => {
                self.0.insert(at, (key, value));
                None
            }
        }
    }

    /// A value by its number.
    #[must_use]
    pub fn get(&self, key: &u64) -> Option<&Value> {
        let at = self.place(*key).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// Takes a value out.
    pub fn remove(&mut self, key: &u64) -> Option<Value> {
        let at = self.place(*key).ok()?;
        Some(self.0.remove(at).1)
    }

    /// Keeps the fields whose numbers pass.
    pub fn retain(&mut self, keep: impl Fn(u64) -> bool) {
        self.0.retain(|(key, _)| keep(*key));
    }

    /// How many fields.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no field.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Numbers and values by rising number.
    pub fn iter(&self) -> core::slice::Iter<'_, (u64, Value)> {
        self.0.iter()
    }

    /// Where a number stands, or belongs.
    fn place(&self, key: u64) -> Result<usize, usize> {
        self.0.binary_search_by_key(&key, |(key, _)| *key)
    }
}

impl<const N: usize> From<[(u64, Value); N]> for Map {
    fn from(fields: [(u64, Value); N]) -> Self {
        fields.into_iter().collect()
    }
}

impl FromIterator<(u64, Value)> for Map {
    fn from_iter<T: IntoIterator<Item = (u64, Value)>>(fields: T) -> Self {
        let mut map = Self::new();
        for (key, value) in fields {
            map.insert(key, value);
        }
        map
    }
}

impl IntoIterator for Map {
    type Item = (u64, Value);
    type IntoIter = std::vec::IntoIter<(u64, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = &'a (u64, Value);
    type IntoIter = core::slice::Iter<'a, (u64, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
