//! Finding keys that differ by one slip without comparing all of them.
//!
//! One slip leaves the first two or the last two bytes of a key of five or more as they are, so
//! only keys that share one of these pairs have to be compared.

use super::text::one_slip;
use crate::sort;

/// Keys by their first and by their last two bytes, each a [`sort::pair`] with its number.
#[derive(Debug, Default)]
pub struct Slips {
    first: Vec<u64>,
    last: Vec<u64>,
}

/// The first two and the last two bytes of a key; `None` for a shorter one.
fn ends(key: &str) -> Option<(u32, u32)> {
    let pair = |a: u8, b: u8| u32::from(a) << 8 | u32::from(b);
    match key.as_bytes() {
        [a, b, .., c, d] => Some((pair(*a, *b), pair(*c, *d))),
        _ => None,
    }
}

impl Slips {
    /// Shortest key that is looked for.
    pub const SHORTEST: usize = 5;

    /// Takes keys with their numbers; keys of less than four bytes are left out.
    pub fn new<'a>(keys: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let mut slips = Self::default();
        for (key, number) in keys {
            if let Some((first, last)) = ends(key) {
                slips.first.push(sort::pair(first, number));
                slips.last.push(sort::pair(last, number));
            }
        }
        slips.first.sort_unstable();
        slips.last.sort_unstable();
        slips
    }

    /// The numbers of the keys that differ from `asked` by one slip, each once; `key_of` gives the
    /// key of a number.
    pub fn near<'a>(&self, asked: &str, key_of: impl Fn(u32) -> &'a str) -> Vec<u32> {
        let Some((first, last)) = ends(asked).filter(|_| asked.len() >= Self::SHORTEST) else {
            return Vec::new();
        };
        let pairs = [(&self.first, first), (&self.last, last)];
        let candidates = pairs.into_iter().flat_map(|(list, pair)| {
            let from = list.partition_point(|entry| sort::first(*entry) < pair);
            list.iter()
                .skip(from)
                .take_while(move |entry| sort::first(**entry) == pair)
        });
        let is_near = |number: &u32| one_slip(key_of(*number), asked);
        let mut near: Vec<u32> = candidates
            .map(|entry| sort::second(*entry))
            .filter(is_near)
            .collect();
        sort::numbers(&mut near);
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_single_slip_is_found() {
        let keys = [
            "hysteresis",
            "timetotrigger",
            "a3offset",
            "offset",
            "trigger",
        ];
        let slips = Slips::new(keys.into_iter().zip(0..));
        for (number, key) in keys.iter().enumerate() {
            for at in 0..key.len() {
                let mut left_out = (*key).to_owned();
                left_out.remove(at);
                let mut exchanged = key.as_bytes().to_vec();
                exchanged[at] = b'#';
                let mut swapped = key.as_bytes().to_vec();
                if at + 1 < swapped.len() {
                    swapped.swap(at, at + 1);
                }
                let mut added = (*key).to_owned();
                added.insert(at, '#');
                let text = |bytes| String::from_utf8(bytes).expect("ASCII");
                for slip in [left_out, text(exchanged), text(swapped), added] {
                    if slip != *key && slip.len() >= Slips::SHORTEST {
                        let near = slips.near(&slip, |number| keys[number as usize]);
                        assert!(near.contains(&(number as u32)), "{slip} for {key}");
                    }
                }
            }
        }
    }
}
