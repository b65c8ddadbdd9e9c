//! What is measured: counters, and KPI formulas over them.

use super::{Micro, Origins};
use crate::answer::Technology;
use crate::ids::RowId;

/// A performance counter of TS 28.552, TS 32.425 or E2SM-KPM.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counter {
    /// Technology and name, such as `NR.HO.IntraSys.TooLate`.
    pub id: RowId,
    /// NR or LTE.
    pub tech: Technology,
    /// Name as files carry it, without technology.
    pub name: String,
    /// First part of the name.
    pub family: String,
    /// Object classes it is counted on.
    pub objects: Vec<String>,
    /// How it is collected: `CC` cumulative, `SI` sampled, `DER` derived, `OM` other.
    pub method: Option<String>,
    /// `integer` or `real`.
    pub number: Option<String>,
    /// Unit in files of the management system; `None` is a plain count.
    pub unit: Option<String>,
    /// Unit over E2 where it differs or is stated.
    pub unit_e2: Option<String>,
    /// All sub-counter labels.
    pub labels: Vec<String>,
    /// Labels every real name carries.
    pub labels_required: Vec<String>,
    /// One of these labels per name; each adds up to the same total.
    pub labels_one_of: Vec<String>,
    /// How real names end, such as `_Filter`.
    pub name_form: Option<String>,
    /// Document, such as `TS 28.552 Rel-18`.
    pub spec: String,
    /// Clause of the document.
    pub clause: String,
    /// A slip of the source that was corrected or is not verified yet.
    pub fix: Option<String>,
    /// What to know before reading it.
    pub note: Option<String>,
    /// Number of independent lists that name it; 0 where it was not counted.
    pub sources: u8,
    /// Where single values come from.
    pub origins: Origins,
}

impl Counter {
    /// Whether it is counted per neighbour relation.
    #[must_use]
    pub fn is_per_relation(&self) -> bool {
        let mut objects = self.objects.iter();
        objects.any(|object| object.contains("Relation"))
    }
}

/// A formula over counters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kpi {
    /// Technology and name, such as `NR.TooLateShare`.
    pub id: RowId,
    /// NR or LTE.
    pub tech: Technology,
    /// Accessibility, retainability, mobility …
    pub family: String,
    /// Unit of the result.
    pub unit: String,
    /// Which direction is good.
    pub better: Better,
    /// The formula, counters in braces without technology.
    pub formula: String,
    /// Counters of the formula in the order of first use.
    pub counters: Vec<RowId>,
    /// The document it stands in; `None` where it is ours.
    pub spec: Option<String>,
    /// Clause of the document.
    pub clause: Option<String>,
    /// How cells and periods are put together.
    pub aggregate: Aggregate,
    /// How periods are put together where that differs from cells.
    pub aggregate_time: Option<String>,
    /// May be added up over objects.
    pub across_objects: bool,
    /// Smallest denominator with a meaning; `None` where the counter is a mean already.
    pub min_den: Option<Micro>,
    /// Object classes it is computed for.
    pub objects: Vec<String>,
    /// What it says, in our words.
    pub definition: String,
    /// What it does not say.
    pub caveat: Option<String>,
    /// How counters of different objects are brought together.
    pub join: Option<String>,
    /// One value per value of this label, never mixed.
    pub split_by: Option<String>,
    /// Limit and window where a target, not a direction, is good.
    pub target: Option<Target>,
    /// Counters that count 0 on a relation where their kind of handover does not exist.
    pub zero_on_relation: Vec<RowId>,
    /// The older id of the same idea.
    pub replaces: Option<String>,
    /// Where single values come from.
    pub origins: Origins,
}

/// Which direction of a KPI is good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Better {
    /// Larger is better.
    Up,
    /// Smaller is better.
    Down,
    /// A limit should not be passed.
    Target,
    /// Neither: it only informs.
    Info,
}

impl Better {
    /// The word used in the fact tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Target => "target",
            Self::Info => "info",
        }
    }

    /// The direction of a word of the fact tables.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Up, Self::Down, Self::Target, Self::Info]
            .into_iter()
            .find(|better| better.name() == name)
    }
}

/// How the values of cells and periods are put together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Aggregate {
    /// Both sides of each division are summed first, divided last.
    RatioOfSums,
    /// Added up.
    Sum,
    /// The largest.
    Max,
    /// Mean, weighted by this counter or `granularityPeriod_s`.
    WeightedBy(String),
}

/// A limit and the window in which it holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The largest good value, in the unit of the KPI.
    pub max: Micro,
    /// The window, such as `busy` for the busy hour.
    pub over: String,
}
