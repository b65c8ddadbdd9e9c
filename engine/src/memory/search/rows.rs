//! Vectors in eight bits, one after another, so that a scan reads memory in order.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::kernel::Row;
use crate::catalogue::text::Fnv;
use crate::memory::embed::{Quantised, Vector};

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
    places: Map<Slot, usize>,
}

impl Rows {
    /// Puts a vector in, in place of the one that the slot had.
    pub fn insert(&mut self, slot: Slot, vector: &Quantised) {
        if let Some(&place) = self.places.get(&slot) {
            if let Some(values) = self.values.get_mut(place) {
                *values = vector.values;
            }
            if let Some(scale) = self.scales.get_mut(place) {
                *scale = vector.scale;
            }
            return;
        }
        self.places.insert(slot, self.slots.len());
        self.slots.push(slot);
        self.values.push(vector.values);
        self.scales.push(vector.scale);
    }

    /// Takes a vector out; false when there was none.
    pub fn remove(&mut self, slot: Slot) -> bool {
        let Some(place) = self.places.remove(&slot) else {
            return false;
        };
        self.slots.swap_remove(place);
        self.values.swap_remove(place);
        self.scales.swap_remove(place);
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
        let (Some(row), Some(scale)) = (self.values.get(place), self.scales.get(place)) else {
            return 0.0;
        };
        let pairs = vector.as_slice().iter().zip(row);
        pairs.map(|(a, &b)| a * f32::from(b)).sum::<f32>() * scale
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
