//! What an agent's rules and joint limits say of the figures that came with a question.
//!
//! Everything carries its source: a rule is named `agent/rule`, a joint limit by its name, a safe
//! range by its basis. A change is called safe only where all of that is known and holds.

use serde::{Deserialize, Serialize};

use super::{GivenValue, Moment, Related};
use crate::catalogue::expression::Lack;
use crate::ids::RowId;

/// What the rules of one agent say.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Advice {
    /// What was understood of the figures and settings, in the order in which they came.
    pub taken: Vec<Taken>,
    /// What was not used.
    pub unused: Vec<Unused>,
    /// Joint limits that the present settings break.
    pub broken: Vec<Broken>,
    /// Rules that hold: relations before the cell, the main cause of a chain first.
    pub findings: Vec<Finding>,
    /// Rules that cannot be judged, and what they miss.
    pub open: Vec<Open>,
    /// Rules that do not hold.
    pub settled: Vec<Symptom>,
}

/// A figure or setting as it was understood.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Taken {
    /// Id of the counter or KPI, `?name` of a gap, or the label of the setting.
    pub fact: String,
    /// Its value.
    pub value: GivenValue,
    /// Unit of the value.
    pub unit: Option<String>,
    /// The relation it belongs to.
    pub relation: Option<String>,
    /// When.
    pub moment: Moment,
    /// Where it stands in the question: first byte and the byte after the last.
    pub span: Option<(u32, u32)>,
}

/// Something given that is not used.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Unused {
    /// As it was given.
    pub fact: String,
    /// Why.
    pub why: NotUsed,
}

/// Why something given is not used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotUsed {
    /// No counter, KPI or setting has this name.
    Unknown,
    /// The rules of this agent do not read it.
    NotRead,
    /// It was counted in a suspect period.
    Suspect,
    /// The value is outside what the standard allows for this setting.
    Illegal,
    /// A number is needed, or a value of the list.
    NoNumber,
    /// Several settings of this agent have this name.
    Ambiguous,
    /// This agent has no rules.
    NoRules,
    /// It belongs to one neighbour relation more than are read.
    TooMany,
}

/// A rule by its name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Symptom {
    /// `NR-MOB-001/early`.
    pub rule: String,
    /// What is seen when it holds.
    pub symptom: String,
    /// The relation that was looked at.
    pub relation: Option<String>,
}

/// A joint limit that the present settings break.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Broken {
    /// Its name.
    pub name: String,
    /// What is wrong, with the value.
    pub text: String,
    /// Why the limit holds.
    pub reason: String,
    /// The relation whose settings break it.
    pub relation: Option<String>,
}

/// A rule that holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// Which, and what is seen.
    pub of: Symptom,
    /// The evidence proves no cause.
    pub suspicion: bool,
    /// The first cause in a chain of rules.
    pub main: bool,
    /// The rule's condition.
    pub condition: String,
    /// The figures that it read.
    pub evidence: Vec<Evidence>,
    /// What may be behind it, the rule's own order.
    pub causes: Vec<String>,
    /// What to do: first choice first, one change at a time.
    pub steps: Vec<Step>,
    /// How a change is judged.
    pub watch: Option<Watch>,
}

/// A figure that a rule read.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// The figure, setting or count as the condition names it.
    pub fact: String,
    /// Its value.
    pub value: GivenValue,
    /// Its unit.
    pub unit: Option<String>,
    /// The value before the last change, micro-units, where the condition compares with it.
    pub before_micro: Option<i64>,
    /// The full day it was read of, 0 is the newest.
    pub day: Option<u8>,
}

/// A step of a rule.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Something to look at before going on.
    Check {
        /// What to look at.
        text: String,
        /// The agent that knows more.
        see: Option<Related>,
    },
    /// A change set.
    Change(ChangeSet),
}

/// Settings that are changed together.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ChangeSet {
    /// The settings.
    pub changes: Vec<Change>,
    /// The neighbours that take 80 % of the handovers get the same change.
    pub cluster: bool,
    /// The joint limits that read a changed setting.
    pub joints: Vec<JointLimit>,
    /// Whether it may be called safe.
    pub verdict: Safety,
    /// What keeps it from being called safe; empty when it is safe.
    pub doubts: Vec<Doubt>,
    /// The commands for a management system, through a mapping of the user's.
    pub cmedit_commands: Vec<String>,
    /// The commands that take it back.
    pub rollback_commands: Vec<String>,
    /// Why there are no commands.
    pub no_commands: Option<NoCommands>,
}

/// Why a change set has no commands.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoCommands {
    /// The user gave no mapping from fields to attributes.
    NoMapping,
    /// The mapping does not have this row.
    NotMapped(RowId),
    /// The change is not called safe.
    NotSafe,
}

/// One setting of a change set.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// The row.
    pub parameter: RowId,
    /// What engineers call it.
    pub label: String,
    /// Object it is set on: `cell`, `relation`, `UE` …
    pub on: String,
    /// On the neighbour, pointing back.
    pub reverse: bool,
    /// Which way.
    pub direction: Direction,
    /// How far in one step: `0.5 dB`, `one value`; empty when it is set at once.
    pub step: String,
    /// Never past this.
    pub stop: Option<Written>,
    /// The present value; `None` when it was not given.
    pub from: Option<Written>,
    /// The value to set; `None` when the present one is not known or stands at the stop already.
    pub to: Option<Written>,
    /// Our safe range in field values, or the safe values.
    pub safe: Vec<String>,
    /// Why that is safe.
    pub basis: String,
    /// Where the safe range holds; empty when everywhere.
    pub holds: String,
}

/// Which way a setting goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To larger values.
    Up,
    /// To smaller values.
    Down,
    /// To one value at once.
    Set,
}

/// A value of a setting in both forms.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Written {
    /// The field value as it is written.
    pub field: String,
    /// The physical value, micro-units.
    pub physical_micro: Option<i64>,
    /// Its unit.
    pub unit: Option<String>,
}

/// A joint limit after a change.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct JointLimit {
    /// Its name.
    pub name: String,
    /// The limit itself.
    pub condition: String,
    /// Whether it holds; `None` is not checked.
    pub holds: Option<bool>,
    /// Labels of the settings that are missing to check it.
    pub missing: Vec<String>,
}

/// What may be said of a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Safety {
    /// Legal, inside our safe ranges, all joint limits hold.
    Safe,
    /// Legal, and somebody has to judge the rest.
    NeedsJudgement,
    /// Outside of what the standard allows.
    Illegal,
    /// The value stands at the stop of this step already.
    AtStop,
}

/// What keeps a change from being called safe.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The present value of this setting is not known.
    PresentUnknown(String),
    /// There is no safe range of this setting.
    NoSafeRange(String),
    /// The new value of this setting is outside our safe range.
    OutsideSafe(String),
    /// This joint limit does not hold afterwards.
    JointBroken(String),
    /// This joint limit cannot be checked.
    JointUnknown(String),
}

/// How a change is judged afterwards. Comparisons are with the same hours before the change.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Watch {
    /// What must get better.
    pub improve: String,
    /// What must not get worse: one of them true, and the change is taken back.
    pub guard: Vec<String>,
    /// Hours until it is judged.
    pub window_h: u16,
    /// Least sample of `improve`; `None` is 500.
    pub least: Option<u32>,
}

/// A rule that cannot be judged.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Open {
    /// Which, and what is seen when it holds.
    pub of: Symptom,
    /// It is asked of every neighbour relation.
    pub per_relation: bool,
    /// What it misses.
    pub missing: Vec<Wanted>,
}

/// Something that a rule misses.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Wanted {
    /// The figure or the label of the setting.
    pub fact: String,
    /// It is missing per neighbour relation.
    pub per_relation: bool,
    /// Of this time.
    pub moment: Moment,
    /// Why it could not be had.
    pub lack: Lack,
}
