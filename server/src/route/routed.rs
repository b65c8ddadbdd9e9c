//! Where a question goes, with the facts of the agents under the keys of the fact tables.

use engine::catalogue::{AgentNumber, Catalogue, Entries, RowNumber};
use engine::memory::embed::Embedder;
use engine::routing::{AgentVectors, Decision, Scores, understand};
use protocol::answer::QueryKind;
use protocol::failure::{Code, Failure};
use protocol::message::MAX_QUESTION_BYTES;
use serde::Serialize;

/// Agents that are named at least, as long as there are so many.
const LEAST: usize = 5;

/// The catalogue, and the facts of its agents by key.
pub struct Router<'a> {
    catalogue: &'a Catalogue,
    /// What the embedding table makes of the agents; nothing in a build with a damaged one.
    vectors: Option<(Embedder, AgentVectors)>,
    /// By agent, in the order of the plan.
    facts: Vec<Vec<String>>,
}

/// Where a question goes.
#[derive(Serialize)]
pub struct Routed<'a> {
    /// What is asked for.
    #[serde(rename = "type", serialize_with = "spelled")]
    pub kind: QueryKind,
    /// Agents, best first; at least five.
    pub ranked: Vec<Ranked<'a>>,
    /// How likely the question belongs to the catalogue, 0 … 1.
    pub in_scope: f64,
    /// It is not answered: it belongs too little.
    pub abstained: bool,
}

/// An agent in its place.
#[derive(Serialize)]
pub struct Ranked<'a> {
    /// Its id.
    pub agent: String,
    /// How likely it is the right one, 0 … 1.
    pub probability: f64,
    /// What it holds, each as `table:id`.
    pub facts: &'a [String],
    /// Its domain.
    pub domain: &'a str,
    /// Its name.
    #[serde(skip)]
    pub name: &'a str,
}

impl<'a> Router<'a> {
    /// Makes the vectors and writes the facts of all agents once.
    pub fn new(catalogue: &'a Catalogue, entries: &Entries, embedder: Embedder) -> Self {
        let facts = catalogue.agents.numbers();
        let vectors = match &embedder {
            Embedder::Table(_) => Some(AgentVectors::of(catalogue, entries, &embedder)),
            Embedder::Hashed => None,
        };
        Self {
            catalogue,
            vectors: vectors.map(|vectors| (embedder, vectors)),
            facts: facts.map(|agent| facts_of(catalogue, agent)).collect(),
        }
    }

    /// Routes a question.
    ///
    /// # Errors
    /// When it is empty or longer than a question may be.
    pub fn route(&self, question: &str) -> Result<Routed<'_>, Failure> {
        let question = question.trim();
        if question.is_empty() {
            return Err(Failure::new(Code::QuestionEmpty, ""));
        }
        if question.len() > MAX_QUESTION_BYTES {
            let detail = format!("{} bytes", question.len());
            return Err(Failure::new(Code::QuestionTooLong, detail));
        }
        let query = understand(self.catalogue, question);
        let vectors = self.vectors.as_ref();
        let likeness =
            vectors.map(|(embedder, vectors)| vectors.likeness(&embedder.embed(question)));
        let decision = Scores::of(self.catalogue, &query).decide(likeness.as_deref());
        Ok(Routed {
            kind: engine::routing::kind(self.catalogue, &query, &decision.best),
            in_scope: decision.scope_micro as f64 / 1e6,
            abstained: !decision.in_scope,
            ranked: self.ranked(&decision),
        })
    }

    /// The best, filled up with agents that have nothing of the question.
    fn ranked(&self, decision: &Decision) -> Vec<Ranked<'_>> {
        let best = decision.best.iter().map(|scored| {
            let micro = scored.probability_micro.unwrap_or_default();
            self.one(scored.agent, micro as f64 / 1e6)
        });
        let is_best = |agent: &AgentNumber| decision.best.iter().any(|one| one.agent == *agent);
        let others = self.catalogue.agents.numbers();
        let others = others
            .filter(|agent| !is_best(agent))
            .take(LEAST.saturating_sub(decision.best.len()));
        let others = others.map(|agent| self.one(agent, 0.0));
        best.chain(others).collect()
    }

    fn one(&self, agent: AgentNumber, probability: f64) -> Ranked<'_> {
        let agents = &self.catalogue.agents;
        Ranked {
            agent: agents.id(agent).0,
            probability,
            facts: self.facts.get(agent as usize).map_or(&[], Vec::as_slice),
            domain: agents.domain(agent),
            name: agents.name(agent),
        }
    }
}

/// What an agent holds: the facts of its plan, those of its groups, and what its entry sets or reads.
fn facts_of(catalogue: &Catalogue, agent: AgentNumber) -> Vec<String> {
    let agents = &catalogue.agents;
    let entry = agents.named_cards(agent);
    let entry = entry.filter_map(|card| catalogue.rows.number(card.row.as_str()));
    let planned = agents.facts(agent).iter().chain(agents.grouped(agent));
    let mut rows: Vec<RowNumber> = Vec::new();
    for row in planned.copied().chain(entry) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let key = |row| {
        let table = catalogue.rows.table(row)?;
        Some(format!(
            "{}:{}",
            table.file(),
            catalogue.rows.id(row).as_str()
        ))
    };
    rows.into_iter().filter_map(key).collect()
}

/// The word of a type in lines that programs read.
fn spelled<S: serde::Serializer>(kind: &QueryKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match kind {
        QueryKind::Parameter => "Parameter",
        QueryKind::Counter => "Counter",
        QueryKind::Kpi => "Kpi",
        QueryKind::Procedure => "Procedure",
        QueryKind::Troubleshoot => "Troubleshoot",
        QueryKind::General => "General",
    })
}
