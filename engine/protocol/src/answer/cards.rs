//! Cards: one row of the fact tables each, with what may be said about it and its source.

use serde::{Deserialize, Serialize};

use super::{AskedValue, Related, Technology};
use crate::ids::RowId;

/// One row of the fact tables, as it is shown.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactCard {
    /// A parameter of RRC, of the management model, or of the small-cell model.
    Parameter(Box<ParameterCard>),
    /// A counter.
    Counter(Box<CounterCard>),
    /// A KPI.
    Kpi(Box<KpiCard>),
    /// A procedure.
    Procedure(Box<ProcedureCard>),
    /// A list of causes.
    Cause(Box<CauseCard>),
    /// A clause.
    Clause(Clause),
}

/// A parameter and what may be said about its value.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ParameterCard {
    /// The row.
    pub id: RowId,
    /// The field's name.
    pub name: String,
    /// What engineers call it, where we have a card.
    pub label: Option<String>,
    /// Short names in use (`TTT`).
    pub common_names: Vec<String>,
    /// Information element or class, and the path in it.
    pub path: String,
    /// 4G or 5G.
    pub technology: Option<Technology>,
    /// What the field is for.
    pub usage: Usage,
    /// What the standard allows.
    pub legal: Legal,
    /// Unit of the physical value.
    pub unit: Option<Unit>,
    /// How the field codes the physical value, where the standard says so.
    pub coding: Option<Coding>,
    /// Our start value and safe range.
    pub ours: Option<Ours>,
    /// The value that the question names beside it.
    pub asked: Option<AskedValue>,
    /// What changing it does, in our words: (case, consequence).
    pub effects: Vec<(String, String)>,
    /// What a positive value does.
    pub sign: Option<String>,
    /// Remark on how the value is written in other layers.
    pub encoding: Option<String>,
    /// Values with a meaning of their own: (value, or none when absent; meaning).
    pub special: Vec<(Option<String>, String)>,
    /// Other rows of that name with the same range, by the part of the id that differs.
    pub same_range: Vec<RowId>,
    /// Other rows of that name with another range.
    pub differs: Vec<RowId>,
    /// Agents that use it.
    pub agents: Vec<Related>,
    /// Where the range is from.
    pub source: Source,
}

/// What a field of a table is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Usage {
    /// The network sets it.
    Config,
    /// The UE says what it can do.
    Capability,
    /// The UE reports it.
    Report,
    /// Anything else.
    Other,
}

/// What the standard allows.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Legal {
    /// Whole numbers from `min` to `max`, in multiples of `step`.
    Integer {
        /// Smallest field value.
        min: i64,
        /// Largest field value.
        max: i64,
        /// Distance of legal field values; 1 unless the standard says otherwise.
        step: i64,
    },
    /// One of these, in coded order; with the physical value where the name tells it.
    Values(Vec<LegalValue>),
    /// True or false.
    Boolean,
    /// A string of this many bits.
    Bits(u32),
    /// Text, or a type that the tables hold only by name.
    Typed(String),
}

/// One value of an enumeration.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LegalValue {
    /// As the standard spells it: `ms640`.
    pub name: String,
    /// The physical value, micro-units.
    pub physical_micro: Option<i64>,
}

/// A unit and how we know it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Unit {
    /// `dB`, `ms`, `dBm` …
    pub name: String,
    /// How we know.
    pub basis: Basis,
}

/// How we know something that is not in the formal part of a specification.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Read in the text of the standard.
    Spec,
    /// From another public source.
    Public,
    /// From our knowledge of the standard.
    Knowledge,
    /// It follows from the name, or is ours.
    Derived,
}

/// physical = scale × field + offset.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Coding {
    /// Micro-units per field step.
    pub scale_micro: i64,
    /// Micro-units at field 0.
    pub offset_micro: i64,
}

/// Our start value and safe range: ours, never the standard's.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Ours {
    /// What to start from.
    pub start: Option<OursValue>,
    /// What we hold safe whatever the neighbour.
    pub safe: Option<Safe>,
    /// Planned values have no start and no safe range.
    pub planned: bool,
    /// On what kind of object the value lives: `cell`, `relation`, `UE` …
    pub on: String,
    /// Where start and safe range hold, in words; empty when everywhere.
    pub applies: String,
}

/// A start value with its reason.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OursValue {
    /// The field value as it is written.
    pub field: String,
    /// The physical value, micro-units.
    pub physical_micro: Option<i64>,
    /// Why.
    pub basis: String,
}

/// A safe range with its reason.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Safe {
    /// The field values, as they are written: all of an enumeration, or the two ends.
    pub fields: Vec<String>,
    /// Smallest and largest physical value, micro-units.
    pub physical_micro: Option<(i64, i64)>,
    /// Why.
    pub basis: String,
}

/// A counter.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CounterCard {
    /// The row.
    pub id: RowId,
    /// The measurement's name.
    pub name: String,
    /// 4G or 5G.
    pub technology: Option<Technology>,
    /// Classes at which it is counted.
    pub objects: Vec<String>,
    /// How it is collected (`CC`, `GAUGE`, `DER`, `SI`).
    pub method: Option<String>,
    /// Unit; none is a plain count.
    pub unit: Option<Unit>,
    /// Unit in E2SM-KPM, where it differs.
    pub unit_e2: Option<String>,
    /// Labels of its sub-counters.
    pub labels: Vec<String>,
    /// What to know when reading it.
    pub remarks: Vec<Remark>,
    /// KPIs that use it.
    pub kpis: Vec<RowId>,
    /// Agents that use it.
    pub agents: Vec<Related>,
    /// Where it is from.
    pub source: Source,
}

/// A KPI.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KpiCard {
    /// The row.
    pub id: RowId,
    /// What it measures, in our words.
    pub definition: String,
    /// The formula over counters.
    pub formula: String,
    /// The counters in it.
    pub counters: Vec<RowId>,
    /// Unit.
    pub unit: String,
    /// `up`, `down`, `target` or `info`.
    pub better: String,
    /// Smallest denominator for which a value is shown.
    pub least_sample: Option<i64>,
    /// What to mind.
    pub caveat: Option<String>,
    /// What to know when computing it.
    pub remarks: Vec<Remark>,
    /// True when the standard defines the formula, false when it is ours.
    pub standard: bool,
    /// Agents that use it.
    pub agents: Vec<Related>,
    /// Where it is from.
    pub source: Source,
}

/// What to know when reading or computing a figure; sentences are in [`crate::words::remark`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// In words, from the table.
    Note(String),
    /// A slip of the source, corrected or not verified.
    Slip(String),
    /// Every real name carries one value of each of these labels.
    EveryLabel(Vec<String>),
    /// Every real name carries one of these labels; each adds up to the same total.
    OneLabel(Vec<String>),
    /// Real names end in this form.
    NameForm(String),
    /// Object classes it is computed for.
    Objects(Vec<String>),
    /// Cells and periods: both sides of each division are summed first, divided last.
    RatioOfSums,
    /// Cells and periods are added up.
    Sum,
    /// The largest of cells and periods counts.
    Largest,
    /// Cells and periods are averaged, weighted by this counter.
    WeightedBy(String),
    /// How periods are put together where that differs from cells.
    Periods(String),
    /// Never added or averaged over objects.
    PerObject,
    /// One value per value of this label, never mixed.
    PerLabel(String),
    /// Counters of different objects are brought together like this.
    Join(String),
    /// Good up to this many micro-units of the KPI's unit, in this window.
    Target(i64, String),
}

/// A procedure of an interface.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProcedureCard {
    /// The row.
    pub id: RowId,
    /// Its name.
    pub name: String,
    /// The protocol.
    pub protocol: String,
    /// Procedure code in the protocol.
    pub code: Option<u32>,
    /// Agents that use it.
    pub agents: Vec<Related>,
    /// Where it is from.
    pub source: Source,
}

/// A list of causes of a protocol.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CauseCard {
    /// The row.
    pub id: RowId,
    /// The protocol.
    pub protocol: String,
    /// The list's name.
    pub group: String,
    /// Its values in coded order.
    pub values: Vec<String>,
    /// The value that the question names.
    pub asked: Option<String>,
    /// Agents that use it.
    pub agents: Vec<Related>,
    /// Where it is from.
    pub source: Source,
}

/// A clause of a specification.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Clause {
    /// `TS 38.331`.
    pub spec: String,
    /// `5.5.4.4`.
    pub clause: String,
    /// The clause's title.
    pub title: String,
}

/// Where a statement is from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Source {
    /// `TS 38.331 Rel-18`, `TR-196 2.1.2`, or `ours`.
    pub spec: String,
    /// Clause, where we hold it.
    pub clause: Option<String>,
    /// Information element, class or object.
    pub element: Option<String>,
    /// Release that brought it, where the name tells.
    pub release: Option<u8>,
}

impl FactCard {
    /// The row of the card; clauses have none.
    #[must_use]
    pub fn row(&self) -> Option<RowId> {
        Some(match self {
            Self::Parameter(card) => card.id.clone(),
            Self::Counter(card) => card.id.clone(),
            Self::Kpi(card) => card.id.clone(),
            Self::Procedure(card) => card.id.clone(),
            Self::Cause(card) => card.id.clone(),
            Self::Clause(_) => return None,
        })
    }
}
