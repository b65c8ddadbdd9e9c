//! How alike a question and each agent are in meaning.
//!
//! An agent's vector is the mean of the vectors of its example questions, names and line. It is
//! made on the device when table and catalogue are here: all of them take less time than reading
//! them from a store would, so none is kept there.

use crate::catalogue::{AgentNumber, Catalogue, Entries};
use crate::memory::embed::{DIMENSIONS, Embedder, Vector};

/// Products that are added up beside each other: as many as let the compiler use vector instructions.
const LANES: usize = 8;

/// A vector for each agent. They are few, so that eight bits would save nothing that counts, and
/// would change who comes first.
#[derive(Debug)]
pub struct AgentVectors(Vec<Vector>);

impl AgentVectors {
    /// Reads all agents.
    #[must_use]
    pub fn of(catalogue: &Catalogue, entries: &Entries, embedder: &Embedder) -> Self {
        let agents = catalogue.agents.numbers();
        Self(
            agents
                .map(|agent| mean(catalogue, entries, embedder, agent))
                .collect(),
        )
    }

    /// How alike each agent is to a question with this vector, by agent: -1 … 1. The vector must be
    /// of the embedder that the agents were read with.
    #[must_use]
    pub fn likeness(&self, question: &Vector) -> Vec<f32> {
        self.0.iter().map(|agent| dot(agent, question)).collect()
    }
}

/// [`Vector::cosine`], whose order of adding forbids vector instructions.
fn dot(one: &Vector, other: &Vector) -> f32 {
    let (one, _) = one.as_slice().as_chunks::<LANES>();
    let (other, _) = other.as_slice().as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (one, other) in one.iter().zip(other) {
        for ((sum, a), b) in sums.iter_mut().zip(one).zip(other) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

/// The mean direction of what is said of an agent.
fn mean(
    catalogue: &Catalogue,
    entries: &Entries,
    embedder: &Embedder,
    agent: AgentNumber,
) -> Vector {
    let agents = &catalogue.agents;
    let texts = entries.asks(agent).chain(entries.misspelt(agent));
    let texts = texts.chain(agents.aliases(agent));
    let mut sum = [0.0; DIMENSIONS];
    for text in texts.chain([agents.name(agent), agents.what(agent)]) {
        let vector = embedder.embed(text);
        for (sum, value) in sum.iter_mut().zip(vector.as_slice()) {
            *sum += value;
        }
    }
    Vector::direction(sum)
}
