//! Vectors in eight bits, one after another, so that a scan reads memory in order; and beside them in
//! sixteen, by which the few that it brings are scored again.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::kernel::Row;
use crate::catalogue::text::Fnv;
use crate::memory::embed::{DIMENSIONS, Vector};

/// Which pattern: the number its owner gave it.
pub type Slot = u32;

/// A map by small keys, the same in every run.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// The vectors. Their order is nobody's business: a removed one is replaced by the last.
#[derive(Default, Debug)]
pub struct Rows {
    slots: Vec<Slot>,
    values: Vec<Row>,
    scales: Vec<f32>,
    fine: Vec<Fine>,
    places: Map<Slot, usize>,
}

/// A vector in sixteen bits a number: eight bits alone swap neighbours that differ by less than 0.006,
/// and with them one in sixty of the ten nearest (`cargo xtask bench`).
#[derive(Debug)]
struct Fine {
    values: [i16; DIMENSIONS],
    step: f32,
}

impl Fine {
    fn of(vector: &Vector) -> Self {
        let largest = vector
            .as_slice()
            .iter()
            .fold(0.0, |most: f32, value| most.max(value.abs()));
        let step = largest / f32::from(i16::MAX);
        let mut values = [0; DIMENSIONS];
        if step > 0.0 {
            for (small, value) in values.iter_mut().zip(vector.as_slice()) {
                // Within the type by construction.
                *small = (value / step).round() as i16;
            }
        }
        Self { values, step }
    }

    fn dot(&self, vector: &Vector) -> f32 {
        let pairs = vector.as_slice().iter().zip(&self.values);
        pairs.map(|(a, &b)| a * f32::from(b)).sum::<f32>() * self.step
    }
}

impl Rows {
    /// Puts a vector in, in place of the one that the slot had.
    pub fn insert(&mut self, slot: Slot, vector: &Vector) {
        self.remove(slot);
        let small = vector.quantise();
        self.places.insert(slot, self.slots.len());
        self.slots.push(slot);
        self.values.push(small.values);
        self.scales.push(small.scale);
        self.fine.push(Fine::of(vector));
    }

    /// Bytes of one vector, scales included.
    #[must_use]
    pub const fn bytes_each() -> usize {
        size_of::<Row>() + size_of::<f32>() + size_of::<Fine>()
    }

    /// Takes a vector out; false when there was none.
    pub fn remove(&mut self, slot: Slot) -> bool {
        let Some(place) = self.places.remove(&slot) else {
            return false;
        };
        self.slots.swap_remove(place);
        self.values.swap_remove(place);
        self.scales.swap_remove(place);
        self.fine.swap_remove(place);
        if let Some(moved) = self.slots.get(place) {
            self.places.insert(*moved, place);
        }
        true
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Their slots, in the order of [`Rows::values`].
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Their numbers; each times its scale is the vector.
    #[must_use]
    pub fn values(&self) -> &[Row] {
        &self.values
    }

    /// What makes the length of each 1; 0 for the zero vector.
    #[must_use]
    pub fn scales(&self) -> &[f32] {
        &self.scales
    }

    /// How alike a vector and a row are, with the vector as exact as it is given; 0 for a slot
    /// that has no row.
    #[must_use]
    pub fn similarity(&self, slot: Slot, vector: &Vector) -> f32 {
        self.places
            .get(&slot)
            .map_or(0.0, |&place| self.similarity_at(place, vector))
    }

    /// The same by place.
    #[must_use]
    pub fn similarity_at(&self, place: usize, vector: &Vector) -> f32 {
        self.fine.get(place).map_or(0.0, |row| row.dot(vector))
    }

    /// The vector of a slot, as near as sixteen bits keep it.
    #[must_use]
    pub fn vector(&self, slot: Slot) -> Option<Vector> {
        let row = self.fine.get(*self.places.get(&slot)?)?;
        Some(Vector::direction(row.values.map(f32::from)))
    }

    /// How alike two rows are; 0 where one is missing.
    #[must_use]
    pub fn alike(&self, a: Slot, b: Slot) -> f32 {
        let row = |slot| {
            let place = *self.places.get(&slot)?;
            Some((self.values.get(place)?, *self.scales.get(place)?))
        };
        let (Some((a, scale_a)), Some((b, scale_b))) = (row(a), row(b)) else {
            return 0.0;
        };
        let pairs = a.iter().zip(b);
        let dot: i32 = pairs.map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
        dot as f32 * scale_a * scale_b
    }
}
