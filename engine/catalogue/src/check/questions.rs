//! No two example questions of the whole catalogue are alike: two agents with one question are a coin
//! toss for whoever asks it.

use std::collections::{BTreeSet, HashMap};

use crate::problem::Problem;
use crate::source::Source;

const FILE: &str = "agents/entries";

/// Share of common words above which two questions are alike.
const ALIKE: (usize, usize) = (8, 10);

pub fn check(source: &Source, problems: &mut Vec<Problem>) {
    let asked = source.agents.iter().flat_map(|agent| {
        let asks = agent.asks.iter().chain(&agent.misspelt);
        asks.map(|ask| (agent.id.as_str(), ask.as_str()))
    });
    let asked: Vec<(&str, &str)> = asked.collect();
    let bags: Vec<BTreeSet<String>> = asked.iter().map(|(_, ask)| words(ask)).collect();
    for (one, other) in alike(&bags) {
        if let (Some((agent, ask)), Some((before, of))) = (asked.get(other), asked.get(one)) {
            let reason = format!("\"{ask}\" is too near to \"{of}\" of {before}");
            problems.push(Problem::new(FILE, *agent, reason));
        }
    }
}

/// Words in lower case, each once.
fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Pairs of bags with more than [`ALIKE`] of their words in common. Such a pair shares one of the few
/// rarest words of each, so only those are compared.
fn alike(bags: &[BTreeSet<String>]) -> Vec<(usize, usize)> {
    let mut frequency: HashMap<&str, usize> = HashMap::new();
    for word in bags.iter().flatten() {
        *frequency.entry(word).or_default() += 1;
    }
    let mut having: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (number, bag) in bags.iter().enumerate() {
        let mut rarest: Vec<&str> = bag.iter().map(String::as_str).collect();
        rarest.sort_unstable_by_key(|word| (frequency.get(word).copied(), *word));
        rarest.truncate(bag.len() - bag.len() * ALIKE.0 / ALIKE.1 + 1);
        let mut seen = BTreeSet::new();
        for word in rarest {
            let before = having.entry(word).or_default();
            seen.extend(before.iter().copied());
            before.push(number);
        }
        let is_alike = |other: &usize| {
            let other = bags.get(*other);
            other.is_some_and(|other| {
                let common = bag.intersection(other).count();
                let all = bag.len() + other.len() - common;
                common * ALIKE.1 > all * ALIKE.0
            })
        };
        pairs.extend(
            seen.into_iter()
                .filter(is_alike)
                .map(|other| (other, number)),
        );
    }
    pairs
}
