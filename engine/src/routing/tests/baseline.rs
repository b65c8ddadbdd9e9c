//! What routing is put beside: BM25 over the facts of each agent alone, without names, lines,
//! entries and example questions.

use std::collections::HashMap;

use crate::catalogue::sample::real;
use crate::catalogue::{AgentNumber, text};

/// How soon further occurrences of a word stop counting, and how strongly length tames them: the
/// usual values (Robertson and Zaragoza 2009).
const SATURATION: f64 = 1.2;
const LENGTH: f64 = 0.75;

/// The facts of each agent as documents.
pub struct Baseline {
    /// For each word the agents that hold it, and how often.
    postings: HashMap<String, Vec<(AgentNumber, f64)>>,
    lengths: Vec<f64>,
    mean: f64,
}

impl Baseline {
    /// Reads the facts: the names in their ids, common names, definitions of KPIs and cause values.
    pub fn read() -> Self {
        let (agents, rows) = (&real().agents, &real().rows);
        let common: HashMap<_, _> = rows.common_names().collect();
        let mut postings: HashMap<String, Vec<(AgentNumber, f64)>> = HashMap::new();
        let mut lengths = Vec::new();
        for agent in agents.numbers() {
            let mut counts: HashMap<String, f64> = HashMap::new();
            for row in agents.facts(agent).iter().chain(agents.grouped(agent)) {
                let id = rows.id(*row).0;
                let name = common.get(row).copied().unwrap_or_default();
                let causes = rows.causes(*row).collect::<Vec<_>>().join(" ");
                for of in [id.as_str(), name, rows.definition(*row), &causes] {
                    for word in words(of) {
                        *counts.entry(word).or_default() += 1.0;
                    }
                }
            }
            lengths.push(counts.values().sum());
            for (word, count) in counts {
                postings.entry(word).or_default().push((agent, count));
            }
        }
        let mean = lengths.iter().sum::<f64>() / lengths.len() as f64;
        Self {
            postings,
            lengths,
            mean,
        }
    }

    /// The best agent of a question.
    pub fn first(&self, question: &str) -> Option<AgentNumber> {
        let all = self.lengths.len() as f64;
        let mut scores = vec![0.0; self.lengths.len()];
        for word in words(question) {
            let holds = self.postings.get(&word).map_or(&[][..], Vec::as_slice);
            let n = holds.len() as f64;
            let rarity = (1.0 + (all - n + 0.5) / (n + 0.5)).ln();
            for (agent, count) in holds {
                let length = self.lengths[*agent as usize] / self.mean;
                let tamed = count + SATURATION * (1.0 - LENGTH + LENGTH * length);
                scores[*agent as usize] += rarity * count * (SATURATION + 1.0) / tamed;
            }
        }
        let best = (0..).zip(&scores).max_by(|a, b| a.1.total_cmp(b.1))?;
        (*best.1 > 0.0).then_some(best.0)
    }
}

/// The stems of a text, of names also their pieces.
fn words(of: &str) -> Vec<String> {
    let runs = text::runs(of).map(|run| &of[run.start..run.end]);
    let stems = runs.flat_map(|word| {
        let pieces = text::pieces(word);
        let whole = (pieces.len() > 1).then(|| text::stem(word));
        pieces
            .into_iter()
            .map(|piece| text::stem(&piece))
            .chain(whole)
    });
    stems.filter(|stem| !text::is_empty_word(stem)).collect()
}
