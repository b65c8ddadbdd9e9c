//! Part `words`: the words of texts that come later, counted agent by agent.

use core::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use ground::text;
use protocol::catalogue::packed::{Counted, KindsTable, WordsPart};
use protocol::catalogue::{Agent, Depth, Row};

use super::numbers::count;
use crate::problem::Problem;
use crate::source::{Model, Source};

/// How often each agent has a stem; agents by number.
type Counts = BTreeMap<u32, u32>;

/// The part.
pub fn part(source: &Source) -> Result<WordsPart, Problem> {
    let known = known(source);
    // By stem: of questions, of entries.
    let mut stems: BTreeMap<String, [Counts; 2]> = BTreeMap::new();
    let mut add = |stem: String, of: usize, agent: u32| {
        let counts = stems.entry(stem).or_default();
        *counts[of].entry(agent).or_default() += 1;
    };
    for (number, agent) in (0..).zip(&source.agents) {
        for stem in agent.asks.iter().flat_map(|ask| stems_of(ask)) {
            add(stem, 0, number);
        }
        // A slip that were known as a word would be corrected no more.
        let slips = agent.misspelt.iter().flat_map(|ask| stems_of(ask));
        for stem in slips.filter(|stem| known.contains(stem)) {
            add(stem, 0, number);
        }
        for stem in model(source, agent).into_iter().flat_map(said) {
            add(stem, 1, number);
        }
    }
    let mut part = WordsPart {
        kinds: kinds(source),
        ..WordsPart::default()
    };
    let mut ordered: Vec<_> = stems.iter().collect();
    ordered.sort_by_key(|(_, [asks, entries])| Reverse((asks.len(), entries.len())));
    for (_, [asks, entries]) in &ordered {
        list(asks, &mut part.asks)?;
        list(entries, &mut part.entries)?;
    }
    let texts: Vec<&str> = ordered.iter().map(|(stem, _)| stem.as_str()).collect();
    part.stems = texts.join("\n");
    Ok(part)
}

fn list(counts: &Counts, into: &mut Counted) -> Result<(), Problem> {
    into.lengths.push(count(counts.len())?);
    let mut free = 0;
    for (agent, times) in counts {
        into.gaps.push(agent - free);
        into.counts.push(*times);
        free = agent + 1;
    }
    Ok(())
}

/// The stems of a text that are worth looking up.
fn stems_of(prose: &str) -> impl Iterator<Item = String> + '_ {
    let words = text::runs(prose).map(|run| prose.get(run.start..run.end).unwrap_or_default());
    words
        .map(text::stem)
        .filter(|stem| !text::is_empty_word(stem))
}

fn model<'a>(source: &'a Source, agent: &Agent) -> Option<&'a Model> {
    source.models().find(|model| model.id == agent.id)
}

/// The stems of what an entry says of faults and of itself.
fn said(model: &Model) -> impl Iterator<Item = String> {
    let symptoms = model.rules.iter().map(|rule| rule.symptom.as_str());
    let texts = [model.summary.as_str()].into_iter().chain(symptoms);
    texts.flat_map(stems_of)
}

/// All stems of what is known of agents, but for questions with slips of the pen.
fn known(source: &Source) -> HashSet<String> {
    let rows: Vec<Row> = source.rows().collect();
    let numbers = source.numbers();
    let mut known = HashSet::new();
    for agent in &source.agents {
        let prose = [&agent.name, &agent.what];
        for prose in prose.into_iter().chain(&agent.asks).chain(&agent.aliases) {
            known.extend(stems_of(prose));
        }
        known.extend(model(source, agent).into_iter().flat_map(said));
        let grouped = agent.grouped.iter().filter(|_| agent.depth != Depth::Full);
        for id in agent.facts.iter().chain(grouped) {
            let (first, rest) = id.as_str().split_once('.').unwrap_or(("", id.as_str()));
            let is_technology = matches!(first, "NR" | "LTE" | "NRM" | "TR196");
            let first = [first].into_iter().filter(|_| !is_technology);
            let segments = first.chain(rest.split('.'));
            let pieces = segments.flat_map(|one| text::pieces(text::without_release(one)));
            known.extend(pieces.map(|piece| text::stem(&piece)));
        }
        for id in &agent.facts {
            let row = numbers
                .get(id.as_str())
                .and_then(|row| rows.get(*row as usize));
            match row {
                Some(Row::Kpi(kpi)) => known.extend(stems_of(&kpi.definition)),
                Some(Row::Parameter(row)) => {
                    known.extend(row.common_name.iter().flat_map(|name| stems_of(name)));
                }
                _ => {}
            }
            let cards = source.cards.iter().filter(|card| card.row == *id);
            known.extend(cards.flat_map(|card| stems_of(&card.label)));
        }
    }
    known
}

fn kinds(source: &Source) -> KindsTable {
    let features = source.kinds.iter().map(|one| one.feature.as_str());
    KindsTable {
        features: features.collect::<Vec<_>>().join("\n"),
        weights: source.kinds.iter().flat_map(|one| one.weights).collect(),
    }
}
