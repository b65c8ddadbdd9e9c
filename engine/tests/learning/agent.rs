//! One who learns from tries and acts on what the memory finds.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use engine::memory::embed::{Embedder, Vector};
use engine::memory::learning::consolidate::{Kept, look_through};
use engine::memory::learning::{contrast, distil};
use engine::memory::search::{Fields, Index, Options, Query, Slot, Standing};
use protocol::ids::FactId;
use protocol::learning::{DistilRequest, RunRequest};
use protocol::records::{Pattern, Role};
use protocol::words;

use crate::random::Random;
use crate::world::{ACTIONS, SITUATIONS, Situation, Truth, trajectory};

/// Hits that are looked at, of strategies and of pitfalls: ReasoningBank takes one to three items.
const HITS: usize = 3;
fn table() -> &'static Embedder {
    static EMBEDDER: OnceLock<Embedder> = OnceLock::new();
    EMBEDDER.get_or_init(|| {
        let asset: &[u8] = include_bytes!("../../embedding/table.elv");
        Embedder::open(asset).expect("committed")
    })
}

/// The vector of a pattern; the same few texts come again and again.
fn vector(fields: &Fields<'_>) -> Vector {
    static KNOWN: Mutex<BTreeMap<(String, String), Vector>> = Mutex::new(BTreeMap::new());
    let key = (fields.lead.to_owned(), fields.body.to_owned());
    let mut known = KNOWN.lock().expect("no test panics inside");
    let vector = known.entry(key).or_insert_with(|| fields.embed(table()));
    vector.clone()
}

/// A question about a cell, with the vector of its words.
pub struct Question {
    /// Which trouble it is.
    pub situation: usize,
    /// In words.
    pub text: &'static str,
    vector: Vector,
}

impl Question {
    pub fn new(situation: usize, text: &'static str) -> Self {
        let vector = vector(&Fields {
            lead: text,
            body: "",
        });
        Self {
            situation,
            text,
            vector,
        }
    }
}

/// What was learnt, ready to be searched.
#[derive(Default)]
pub struct Memory {
    index: Index,
    kept: Vec<Lesson>,
}

struct Lesson {
    pattern: Pattern,
    /// Scores of its outcomes, 0 to 1.
    scores: Vec<f64>,
}

impl Lesson {
    /// How far it is to be trusted: the lower end of how often a strategy works, and of how often what
    /// a pitfall warns of fails; from a flat start, by the normal approximation of the Beta
    /// distribution.
    fn standing(&self) -> Standing {
        let n = self.scores.len() as f64;
        let worked = self.scores.iter().sum::<f64>();
        let right = match self.pattern.role {
            Role::Strategy => worked,
            Role::Pitfall => n - worked,
        };
        let mean = (1.0 + right) / (2.0 + n);
        let lower = mean - 1.96 * (mean * (1.0 - mean) / (3.0 + n)).sqrt();
        Standing {
            confidence: lower.max(0.0) as f32,
            age_days: f32::INFINITY,
        }
    }
}

impl Memory {
    /// Of these patterns. What consolidation proposes to merge is merged, outcomes and all.
    pub fn of(patterns: Vec<Pattern>) -> Self {
        let mut memory = Self::default();
        for pattern in patterns {
            let fields = Fields {
                lead: &pattern.task,
                body: &pattern.strategy,
            };
            let vector = vector(&fields);
            memory
                .index
                .insert(memory.kept.len() as Slot, &fields, &vector);
            let scores = pattern.outcome.iter().map(|outcome| outcome.score.unit());
            memory.kept.push(Lesson {
                scores: scores.collect(),
                pattern,
            });
        }
        memory.consolidate();
        memory
    }

    pub fn len(&self) -> usize {
        self.index.len()
    }

    fn consolidate(&mut self) {
        let id = |slot: Slot| FactId::of(&slot.to_be_bytes());
        let bank = |slot: Slot| {
            let lesson = self.kept.get(slot as usize)?;
            Some(Kept {
                id: id(slot),
                pattern: &lesson.pattern,
                standing: protocol::memory::Standing {
                    n: lesson.scores.len() as u32,
                    sum_micro: 0,
                    mean_micro: 0,
                    lower_micro: 0,
                    upper_micro: 1_000_000,
                },
                age_days: 0,
                used: 0,
            })
        };
        let found = look_through(&self.index, self.kept.len() as Slot, &bank);
        let slot_of = |wanted: FactId| {
            (0..self.kept.len() as Slot)
                .find(|slot| id(*slot) == wanted)
                .expect("proposed from these")
        };
        let merges: Vec<(Slot, Slot)> = found
            .merges
            .iter()
            .map(|merge| (slot_of(merge.into), slot_of(merge.from)))
            .collect();
        for (into, from) in merges {
            let scores = std::mem::take(&mut self.kept[from as usize].scores);
            self.kept[into as usize].scores.extend(scores);
            self.index.remove(from);
        }
    }

    /// The change to try: that of the best strategy that no better hit warns of; without one, what
    /// the agent does anyway, unless that is warned of.
    pub fn choose(&self, question: &Question, random: &mut Random) -> usize {
        let strategies = self.find(question, Role::Strategy);
        let warnings = self.find(question, Role::Pitfall);
        let is_warned = |action: usize, score: f32| {
            let warns = |(of, above): &(usize, f32)| *of == action && *above > score;
            warnings.iter().any(warns)
        };
        let by_default = by_default(&warnings, random);
        let free = strategies
            .iter()
            .find(|(action, score)| !is_warned(*action, *score));
        free.map_or(by_default, |(action, _)| *action)
    }

    /// The changes that the best hits of a role speak of, with their scores.
    fn find(&self, question: &Question, role: Role) -> Vec<(usize, f32)> {
        let query = Query {
            text: question.text,
            vector: &question.vector,
        };
        let lesson = |slot: Slot| &self.kept[slot as usize];
        let options = Options {
            admits: &|slot| lesson(slot).pattern.role == role,
            standing: &|slot| lesson(slot).standing(),
            ..Options::best(HITS)
        };
        let hits = self.index.find(&query, &options);
        hits.iter()
            .filter_map(|hit| Some((action(&lesson(hit.slot).pattern)?, hit.score)))
            .collect()
    }
}

/// What is done without advice: any change, but none that is warned of. Takes as much chance from the
/// generator whatever is warned of, so that all agents meet the same.
pub fn by_default(warnings: &[(usize, f32)], random: &mut Random) -> usize {
    let mut order: Vec<usize> = (0..ACTIONS.len()).collect();
    random.shuffle(&mut order);
    let is_free = |action: &&usize| !warnings.iter().any(|(warned, _)| warned == *action);
    order.iter().find(is_free).copied().unwrap_or_default()
}

/// The change that a pattern speaks of, read from its words.
fn action(pattern: &Pattern) -> Option<usize> {
    (0..ACTIONS.len()).find(|&action| {
        let step = &trajectory(String::new(), "", "", action).steps[0];
        pattern
            .strategy
            .contains(&words::learning::action(&step.action))
    })
}

/// What the change that a pattern speaks of really does for its task.
pub fn truth(pattern: &Pattern) -> Option<Truth> {
    let is_told = |situation: &&Situation| situation.told.contains(&pattern.task.as_str());
    let situation = SITUATIONS.iter().find(is_told)?;
    Some(situation.truth(action(pattern)?))
}

/// Learns from `tasks` tasks, each tried `k` times with changes taken by chance. With one try, what is
/// learnt is distilled from it; with more, they are contrasted.
pub fn learn(seed: u64, tasks: usize, k: usize) -> Vec<Pattern> {
    let mut random = Random::new(seed, "learning");
    let mut patterns = Vec::new();
    for task in 0..tasks {
        let situation = &SITUATIONS[random.below(SITUATIONS.len())];
        let told = situation.told[random.below(situation.told.len())];
        let state = format!("Cell L{}", 100 + random.below(900));
        let mut changes: Vec<usize> = (0..ACTIONS.len()).collect();
        random.shuffle(&mut changes);
        let attempts: Vec<DistilRequest> = changes
            .iter()
            .take(k)
            .map(|&action| DistilRequest {
                trajectory: trajectory(format!("{seed}-{task}-{action}"), told, &state, action),
                judgement: situation.tries(action, &mut random),
            })
            .collect();
        if k == 1 {
            patterns.extend(attempts.iter().flat_map(distil));
        } else {
            let run = contrast(RunRequest {
                task: told.to_owned(),
                k: k as u32,
                attempts,
            });
            patterns.extend(run.items);
        }
    }
    patterns
}

/// The same memories with their advice dealt out anew among the tasks.
pub fn shuffled(seed: u64, patterns: &[Pattern]) -> Vec<Pattern> {
    let mut order: Vec<usize> = (0..patterns.len()).collect();
    Random::new(seed, "shuffling").shuffle(&mut order);
    let dealt = patterns.iter().zip(order);
    dealt
        .map(|(pattern, other)| Pattern {
            task: pattern.task.clone(),
            ..patterns[other].clone()
        })
        .collect()
}

/// Questions about other cells, in other words.
pub fn questions(seed: u64, count: usize) -> Vec<Question> {
    let mut random = Random::new(seed, "asking");
    (0..count)
        .map(|_| {
            let situation = random.below(SITUATIONS.len());
            let asked = SITUATIONS[situation].asked[random.below(4)];
            Question::new(situation, asked)
        })
        .collect()
}
