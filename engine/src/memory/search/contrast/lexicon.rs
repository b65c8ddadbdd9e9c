//! All tables as one map from a word, or a few, to what is known of it.

use std::sync::OnceLock;

use super::denials::{DENIALS, Denial, FAULTS, LIMITS};
use super::opposites::AXES;
use super::senses::WORLDS;
use super::synonyms::MEANINGS;
use super::technologies::FAMILIES;
use crate::catalogue::text::{Fnv, root, runs};
use crate::memory::search::rows::Map;

/// Words that a phrase has at most.
pub const LONGEST: usize = 4;

/// What is known of a word or phrase.
#[derive(Default, Debug)]
pub struct Entry {
    /// Axes it is on, and on which side.
    pub axes: Vec<(u16, bool)>,
    /// Meanings it may have.
    pub meanings: Vec<u16>,
    /// Families it is of, and as which member.
    pub families: Vec<(u16, u16)>,
    /// Worlds it belongs to, a bit each.
    pub worlds: u32,
    /// What it does to what follows.
    pub denial: Option<Denial>,
    /// Whether it names or tells a fault.
    pub is_fault: bool,
    /// Whether it limits what is said.
    pub limits: bool,
}

impl Entry {
    /// Whether the two point opposite ways on an axis, and nowhere the same.
    #[must_use]
    pub fn opposes(&self, other: &Self) -> bool {
        let meets = |same: bool| {
            let on = |(axis, side): &(u16, bool)| other.axes.contains(&(*axis, *side == same));
            self.axes.iter().any(on)
        };
        meets(false) && !meets(true)
    }

    /// Whether the two may mean the same.
    #[must_use]
    pub fn means(&self, other: &Self) -> bool {
        let shared = |meaning| other.meanings.contains(meaning);
        self.meanings.iter().any(shared) && !self.opposes(other) && !self.is_sister(other)
    }

    /// Whether the two are sisters: other members of a family.
    #[must_use]
    pub fn is_sister(&self, other: &Self) -> bool {
        self.shared_families(other).any(|same| !same)
    }

    /// Whether the two are the same member wherever they are of one family.
    #[must_use]
    pub fn is_twin(&self, other: &Self) -> bool {
        let shared = self.shared_families(other).count();
        // "4G" is as good as "eNB"; X2 and the MME are both of LTE, and not the same.
        let names_no_more = shared == self.families.len().min(other.families.len());
        shared > 0 && names_no_more && !self.is_sister(other)
    }

    /// For each family of both, whether they are the same member of it.
    fn shared_families(&self, other: &Self) -> impl Iterator<Item = bool> {
        self.families.iter().filter_map(|(family, member)| {
            let mut of_family = other.families.iter().filter(|(of, _)| of == family);
            let first = of_family.next()?;
            Some(first.1 == *member || of_family.any(|(_, of)| of == member))
        })
    }
}

/// The key of a word, and of a phrase one word after the other.
pub fn key(before: Option<u64>, root: &str) -> u64 {
    let mut hash = before.map_or_else(Fnv::default, Fnv);
    if before.is_some() {
        hash.add(b" ");
    }
    hash.add(root.as_bytes());
    hash.0
}

/// The root of a word, spelled the British way.
pub fn spelled(word: &str) -> String {
    let root = root(word);
    match root.strip_suffix("iz").filter(|rest| rest.len() >= 4) {
        Some(rest) => format!("{rest}is"),
        None if root == "neighbor" => "neighbour".to_owned(),
        None => root,
    }
}

/// What is known of the phrase with this key.
pub fn look_up(key: u64) -> Option<&'static Entry> {
    static LEXICON: OnceLock<Map<u64, Entry>> = OnceLock::new();
    LEXICON.get_or_init(build).get(&key)
}

fn build() -> Map<u64, Entry> {
    let mut map: Map<u64, Entry> = Map::default();
    for (axis, sides) in (0..).zip(AXES) {
        for (side, words) in [true, false].into_iter().zip(sides.split('|')) {
            each(&mut map, words, |entry| entry.axes.push((axis, side)));
        }
    }
    for (meaning, words) in (0..).zip(MEANINGS) {
        each(&mut map, words, |entry| entry.meanings.push(meaning));
    }
    for (family, (_, members)) in (0..).zip(FAMILIES) {
        for (member, names) in (0..).zip(members.split(',')) {
            each(&mut map, names, |entry| {
                entry.families.push((family, member));
            });
        }
    }
    for (world, (_, words)) in (0..).zip(WORLDS) {
        each(&mut map, words, |entry| entry.worlds |= 1 << world);
    }
    each(&mut map, FAULTS, |entry| entry.is_fault = true);
    each(&mut map, LIMITS, |entry| entry.limits = true);
    for (denial, words) in DENIALS {
        each(&mut map, words, |entry| entry.denial = Some(*denial));
    }
    map
}

fn each(map: &mut Map<u64, Entry>, words: &str, mut add: impl FnMut(&mut Entry)) {
    for phrase in words.split_whitespace() {
        let parts = runs(phrase).filter_map(|run| phrase.get(run.start..run.end));
        let parts = parts
            .flat_map(|part| part.split('_'))
            .filter(|part| !part.is_empty());
        let of_phrase = parts.fold(None, |before, part| Some(key(before, &spelled(part))));
        if let Some(of_phrase) = of_phrase {
            add(map.entry(of_phrase).or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(phrase: &str) -> &'static Entry {
        let words = phrase.split(' ');
        let of_phrase = words.fold(None, |before, word| Some(key(before, &spelled(word))));
        look_up(of_phrase.unwrap()).unwrap_or_else(|| panic!("{phrase} is in no table"))
    }

    #[test]
    fn any_form_of_a_word_is_known() {
        for (one, other) in [
            ("increasing", "decreased"),
            ("newest", "oldest"),
            ("uplink", "DL"),
            ("switched on", "switch off"),
            ("widens", "narrowed"),
        ] {
            assert!(entry(one).opposes(entry(other)), "{one} {other}");
            assert!(entry(other).opposes(entry(one)), "{one} {other}");
            assert!(!entry(one).opposes(entry(one)));
        }
        assert!(entry("handovers").means(entry("handoff")));
        assert!(!entry("X2").is_twin(entry("MME")) && entry("X2").is_twin(entry("LTE")));
        assert!(entry("eNB").is_sister(entry("gNB")) && entry("eNB").is_twin(entry("4G")));
        assert!(!entry("MME").is_sister(entry("MME")) && entry("X2").is_sister(entry("S1")));
        assert_eq!(entry("no longer").denial, Some(Denial::Denies));
    }

    #[test]
    fn the_tables_fit_their_numbers() {
        assert!(WORLDS.len() <= 32);
        assert!(AXES.iter().all(|axis| axis.split('|').count() == 2));
        let lists = AXES.iter().chain(MEANINGS);
        let phrases = lists.flat_map(|words| words.split_whitespace());
        for phrase in phrases.filter(|phrase| *phrase != "|") {
            let count = phrase.split(['_', '-']).count();
            assert!(count <= LONGEST, "{phrase}");
        }
    }
}
