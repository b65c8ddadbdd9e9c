//! Counters and KPIs.

use std::collections::BTreeMap;
use std::path::Path;

use protocol::answer::Technology;
use protocol::catalogue::{Aggregate, Better, Counter, Kpi, Target};
use protocol::ids::RowId;
use serde::Deserialize;
use serde_json::Number;

use super::files::{convert, lines, micro};
use super::parameters::origins;
use crate::problem::Problems;

/// All counters.
pub fn read_counters(dir: &Path) -> Result<Vec<Counter>, Problems> {
    let file = "facts/pm_counters.jsonl";
    convert(file, lines(dir, file)?, RawCounter::typed)
}

/// All KPIs.
pub fn read_kpis(dir: &Path) -> Result<Vec<Kpi>, Problems> {
    let file = "facts/kpis.jsonl";
    convert(file, lines(dir, file)?, RawKpi::typed)
}

/// `NR` or `LTE`.
pub fn technology(name: &str) -> Result<Technology, String> {
    match name {
        "NR" => Ok(Technology::Nr),
        "LTE" => Ok(Technology::Lte),
        other => Err(format!("unknown technology {other}")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCounter {
    id: String,
    tech: String,
    name: String,
    family: String,
    #[serde(default)]
    object: Vec<String>,
    method: Option<String>,
    dtype: Option<String>,
    unit: Option<String>,
    unit_e2: Option<String>,
    #[serde(default)]
    sub: Vec<String>,
    #[serde(default)]
    sub_required: Vec<String>,
    #[serde(default)]
    sub_alt: Vec<String>,
    name_form: Option<String>,
    clause: String,
    spec: String,
    fix: Option<String>,
    note: Option<String>,
    #[serde(default)]
    sources: u8,
    #[serde(default)]
    basis: BTreeMap<String, String>,
}

impl RawCounter {
    fn typed(self) -> Result<Counter, String> {
        Ok(Counter {
            tech: technology(&self.tech)?,
            id: RowId(self.id),
            name: self.name,
            family: self.family,
            objects: self.object,
            method: self.method,
            number: self.dtype,
            unit: self.unit,
            unit_e2: self.unit_e2,
            labels: self.sub,
            labels_required: self.sub_required,
            labels_one_of: self.sub_alt,
            name_form: self.name_form,
            spec: self.spec,
            clause: self.clause,
            fix: self.fix,
            note: self.note,
            sources: self.sources,
            origins: origins(&self.basis)?,
        })
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawAggregate {
    Word(String),
    #[serde(rename_all = "snake_case")]
    Weighted {
        weighted_by: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTarget {
    max: Number,
    over: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKpi {
    id: String,
    tech: String,
    family: String,
    unit: String,
    better: String,
    formula: String,
    counters: Vec<String>,
    spec: String,
    status: String,
    clause: Option<String>,
    aggregate: RawAggregate,
    aggregate_time: Option<String>,
    #[serde(default = "yes")]
    across_objects: bool,
    min_den: Option<Number>,
    objects: Vec<String>,
    definition: String,
    caveat: Option<String>,
    join: Option<String>,
    split_by: Option<String>,
    target: Option<RawTarget>,
    #[serde(default)]
    zero_on_relation: Vec<String>,
    replaces: Option<String>,
    #[serde(default)]
    basis: BTreeMap<String, String>,
}

const fn yes() -> bool {
    true
}

impl RawKpi {
    fn typed(self) -> Result<Kpi, String> {
        let spec = match (self.status.as_str(), self.spec.as_str()) {
            ("derived", "derived") => None,
            ("standard", spec) if spec != "derived" => Some(spec.to_owned()),
            (status, spec) => return Err(format!("status {status} with spec {spec}")),
        };
        let aggregate = match self.aggregate {
            RawAggregate::Weighted { weighted_by } => Aggregate::WeightedBy(weighted_by),
            RawAggregate::Word(word) => match word.as_str() {
                "ratio_of_sums" => Aggregate::RatioOfSums,
                "sum" => Aggregate::Sum,
                "max" => Aggregate::Max,
                other => return Err(format!("unknown aggregate {other}")),
            },
        };
        let target = self.target.map(|raw| {
            Ok::<_, String>(Target {
                max: micro(&raw.max)?,
                over: raw.over,
            })
        });
        Ok(Kpi {
            tech: technology(&self.tech)?,
            id: RowId(self.id),
            family: self.family,
            unit: self.unit,
            better: Better::from_name(&self.better)
                .ok_or(format!("unknown better {}", self.better))?,
            formula: self.formula,
            counters: self.counters.into_iter().map(RowId).collect(),
            spec,
            clause: self.clause,
            aggregate,
            aggregate_time: self.aggregate_time,
            across_objects: self.across_objects,
            min_den: self.min_den.as_ref().map(micro).transpose()?,
            objects: self.objects,
            definition: self.definition,
            caveat: self.caveat,
            join: self.join,
            split_by: self.split_by,
            target: target.transpose()?,
            zero_on_relation: self.zero_on_relation.into_iter().map(RowId).collect(),
            replaces: self.replaces,
            origins: origins(&self.basis)?,
        })
    }
}
