//! How the memory learns from what happened: evidence in, judgements, patterns and proposals out.
//!
//! What a client sends to have something judged ([`JudgeRequest`]), distilled ([`DistilRequest`]) or
//! several tries of one task contrasted ([`RunRequest`]), and what it gets. Numbers are integers:
//! KPIs, shares and weights in millionths, so `8.2 %` is 82,000 and `320 ms` is 320,000,000.

use serde::{Deserialize, Serialize};

use crate::answer::Technology;
use crate::ids::FactId;
use crate::records::{Pattern, Score, Verdict};

/// Trials or samples that each side needs where nobody said how many.
pub const LEAST_N: u64 = 30;
/// The most KPIs of one request.
pub const MAX_KPIS: usize = 100;
/// The most steps of one trajectory.
pub const MAX_STEPS: usize = 100;
/// The most trajectories of one run.
pub const MAX_ATTEMPTS: usize = 32;
/// The most patterns that one trajectory gives (ReasoningBank, arXiv 2509.25140).
pub const MAX_ITEMS: usize = 3;

/// Asks how something ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct JudgeRequest {
    /// What the user said, if anything; it wins over every figure.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// Whether what was advised was really done. What was not done is not judged by figures.
    pub applied: bool,
    /// What was measured.
    #[serde(default)]
    pub kpis: Vec<Kpi>,
}

/// A KPI before and after.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Kpi {
    /// What it is called.
    pub name: String,
    /// Of a mean: in which unit. Shares have none.
    #[serde(default)]
    pub unit: String,
    /// Which way is good.
    pub better: Better,
    /// Before the action.
    pub before: Measured,
    /// After it.
    pub after: Measured,
    /// Each side needs so many trials or samples, or nothing is said of the difference.
    #[serde(default = "least_n")]
    pub least_n: u64,
    /// The smallest change that counts, in the KPI's own unit, millionths; of a share, 10,000 is
    /// one percentage point. 0: every change that is no chance.
    #[serde(default)]
    pub margin_micro: u64,
    /// Whether it only must not get worse; else it is what was to get better.
    #[serde(default)]
    pub guard: bool,
    /// What it counts beside the other goals, millionths of one goal.
    #[serde(default = "one")]
    pub weight_micro: u32,
}

const fn least_n() -> u64 {
    LEAST_N
}

const fn one() -> u32 {
    1_000_000
}

/// Which way a KPI is good.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// The more, the better.
    Higher,
    /// The less, the better.
    Lower,
}

/// What was measured on one side.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measured {
    /// Nothing.
    Missing,
    /// How often something happened.
    Share {
        /// So often; at most `trials`.
        events: u64,
        /// Of so many times that it could, independent of each other.
        trials: u64,
    },
    /// The mean of independent samples.
    Mean {
        /// The mean, millionths of the unit.
        mean_micro: i64,
        /// The standard deviation of the samples, millionths of the unit.
        deviation_micro: u64,
        /// How many samples.
        n: u64,
    },
}

/// How something ended, with what that rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Judgement {
    /// The share of what was wanted that was shown; `None` when it is undecided.
    pub score: Option<Score>,
    /// The same in a word.
    pub ended: Ending,
    /// Who says so.
    pub by: JudgedBy,
    /// What it rests on.
    pub criteria: Vec<Criterion>,
}

/// How something ended, in a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// All that was wanted was shown.
    Worked,
    /// At least half of it.
    Partly,
    /// Less than half, or a guard got worse.
    DidNotWork,
    /// The evidence does not say.
    Undecided,
}

impl Ending {
    /// Of a score.
    #[must_use]
    pub fn of(score: Option<Score>) -> Self {
        match score {
            None => Self::Undecided,
            Some(Score::WORKED) => Self::Worked,
            Some(score) if score.is_success() => Self::Partly,
            Some(_) => Self::DidNotWork,
        }
    }
}

/// Who judged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JudgedBy {
    /// The user.
    User,
    /// The rule, from figures.
    Rule,
}

/// Something that a judgement rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Criterion {
    /// What it looks at.
    pub kind: CriterionKind,
    /// Of a KPI, its name; else empty.
    pub name: String,
    /// Of a mean, its unit; else empty.
    pub unit: String,
    /// What it counts beside the other goals, millionths; guards do not count, they cap.
    pub weight_micro: u32,
    /// What was found.
    pub result: Finding,
    /// Of a KPI that could be compared.
    pub change: Option<Change>,
}

/// What a criterion looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionKind {
    /// What the user said.
    Verdict,
    /// Whether it was done at all.
    Applied,
    /// Whether a KPI got better.
    Goal,
    /// Whether a KPI did not get worse.
    Guard,
}

/// What was found of a criterion.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// It holds.
    Met,
    /// It does not.
    NotMet,
    /// The interval leaves both open.
    Unclear,
    /// There is no interval.
    NotComputable(Gap),
}

/// Why there is no interval.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// Nothing was measured on one side or both.
    Missing,
    /// Too few trials or samples.
    TooFew,
    /// All samples are the same: how far they spread is not known.
    NoSpread,
    /// The two sides are not of one kind, or more events than trials.
    Odd,
}

/// How a KPI changed: after minus before, in its unit, millionths.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// Whether it is a share, in millionths of the whole.
    pub is_share: bool,
    /// Before.
    pub before_micro: i64,
    /// After.
    pub after_micro: i64,
    /// After minus before.
    pub value_micro: i64,
    /// The lower end of its 95 % interval.
    pub low_micro: i64,
    /// The upper end.
    pub high_micro: i64,
}

/// A task that was worked on, step by step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Trajectory {
    /// Its id, kept as evidence.
    pub id: String,
    /// What was to be done, in words.
    pub task: String,
    /// Under what it is filed, such as `mobility`.
    #[serde(default)]
    pub category: String,
    /// The technology; `None` is both.
    #[serde(default)]
    pub technology: Option<Technology>,
    /// What was done, in order.
    pub steps: Vec<Step>,
    /// Ids of what else shows it: answers, feedback, measurements.
    #[serde(default)]
    pub evidence: Vec<String>,
}

/// A step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Step {
    /// How things were before it, in words; may be empty.
    #[serde(default)]
    pub state: String,
    /// What was changed.
    pub action: Action,
    /// What was seen after it, in words; may be empty.
    #[serde(default)]
    pub effect: String,
    /// How this step alone ended, where that was judged.
    #[serde(default)]
    pub judgement: Option<Judgement>,
}

/// A change of one setting.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Action {
    /// Which setting.
    pub parameter: String,
    /// What it was, where that is known.
    #[serde(default)]
    pub old: Option<String>,
    /// What it was set to.
    pub new: String,
    /// The unit of both; may be empty.
    #[serde(default)]
    pub unit: String,
}

/// Asks for the patterns that a trajectory teaches: at most [`MAX_ITEMS`], none when it is undecided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DistilRequest {
    /// What was done.
    pub trajectory: Trajectory,
    /// How it ended.
    pub judgement: Judgement,
}

/// Asks what several tries of one task teach together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RunRequest {
    /// What was to be done.
    pub task: String,
    /// So many tries were wanted.
    pub k: u32,
    /// Those that came back.
    pub attempts: Vec<DistilRequest>,
}

/// Several tries of one task, contrasted: parallel MaTTS of ReasoningBank (arXiv 2509.25140), by rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Run {
    /// What was to be done.
    pub task: String,
    /// So many tries were wanted.
    pub k: u32,
    /// Every try that came back, with its judgement.
    pub attempts: Vec<DistilRequest>,
    /// Whether all came back and could be judged.
    pub status: RunStatus,
    /// What the contrast came to.
    pub result: RunResult,
    /// What it teaches: at most one strategy and one pitfall.
    pub items: Vec<Pattern>,
}

/// Whether a run is whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    /// All tries came back and were judged.
    Completed,
    /// Some are missing or undecided.
    Partly,
}

/// What the contrast of a run came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunResult {
    /// Some tries ended better than others.
    Contrasted,
    /// All failed: there are warnings only.
    AllFailed,
    /// All ended alike.
    AllEqual,
    /// The best and the worst did the same.
    SameActions,
    /// Fewer than two could be judged.
    TooFew,
}

/// What a look through the memory proposes. Nothing is done until somebody agrees.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Proposals {
    /// Patterns that say the same.
    pub merges: Vec<MergeProposal>,
    /// Patterns that contradict each other.
    pub contradictions: Vec<ContradictionProposal>,
    /// Patterns of no use.
    pub prunes: Vec<PruneProposal>,
}

/// Two patterns say the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MergeProposal {
    /// The one that stays: more outcomes, then more used, then the lower id.
    pub into: FactId,
    /// The one that goes into it.
    pub from: FactId,
    /// How alike they are, -1 to 1, millionths.
    pub similarity_micro: i32,
    /// Why, in words.
    pub why: String,
}

/// Two patterns contradict each other.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ContradictionProposal {
    /// One: the lower id.
    pub one: FactId,
    /// The other.
    pub other: FactId,
    /// Why, in words.
    pub why: String,
}

/// A pattern is of no use.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PruneProposal {
    /// Which.
    pub pattern: FactId,
    /// Why, in words.
    pub why: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_in_json_needs_only_what_cannot_be_guessed() {
        let text = r#"{"applied": true, "kpis": [{"name": "handover failures", "better": "lower",
            "before": {"share": {"events": 80, "trials": 1000}},
            "after": {"share": {"events": 40, "trials": 1000}}}]}"#;
        let request: JudgeRequest = serde_json::from_str(text).unwrap();
        let kpi = &request.kpis[0];
        assert_eq!((kpi.least_n, kpi.weight_micro), (LEAST_N, 1_000_000));
        assert_eq!((kpi.margin_micro, kpi.guard), (0, false));
        assert_eq!(request.verdict, None);
    }

    #[test]
    fn an_ending_follows_from_the_score() {
        let check = |micro, ending| {
            assert_eq!(Ending::of(Score::from_micro(micro)), ending, "{micro}");
        };
        check(1_000_000, Ending::Worked);
        check(999_999, Ending::Partly);
        check(500_000, Ending::Partly);
        check(499_999, Ending::DidNotWork);
        check(0, Ending::DidNotWork);
        assert_eq!(Ending::of(None), Ending::Undecided);
    }

    #[test]
    fn what_travels_between_page_and_worker_survives_it() {
        let request = RunRequest {
            task: "t".into(),
            k: 2,
            attempts: vec![DistilRequest {
                trajectory: Trajectory {
                    id: "1".into(),
                    task: "t".into(),
                    category: String::new(),
                    technology: Some(Technology::Nr),
                    steps: vec![Step {
                        state: String::new(),
                        action: Action {
                            parameter: "p".into(),
                            old: None,
                            new: "2".into(),
                            unit: "dB".into(),
                        },
                        effect: String::new(),
                        judgement: None,
                    }],
                    evidence: vec!["e".into()],
                },
                judgement: Judgement {
                    score: Some(Score::WORKED),
                    ended: Ending::Worked,
                    by: JudgedBy::User,
                    criteria: Vec::new(),
                },
            }],
        };
        let bytes = postcard::to_allocvec(&request).unwrap();
        assert_eq!(postcard::from_bytes(&bytes), Ok(request));
    }
}
