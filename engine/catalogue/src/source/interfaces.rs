//! Procedures, cause lists and clauses.

use std::path::Path;

use protocol::catalogue::{CauseList, Clause, Procedure};
use protocol::ids::RowId;
use serde::Deserialize;

use super::figures::technology;
use super::files::{convert, lines};
use crate::problem::Problems;

/// All procedures.
pub fn read_procedures(dir: &Path) -> Result<Vec<Procedure>, Problems> {
    let file = "facts/procedures.jsonl";
    convert(file, lines(dir, file)?, |raw: RawProcedure| {
        Ok(Procedure {
            id: RowId(raw.id),
            protocol: raw.proto,
            name: raw.name,
            code: raw.code,
            tech: technology(&raw.tech)?,
            spec: raw.spec,
        })
    })
}

/// All cause lists.
pub fn read_causes(dir: &Path) -> Result<Vec<CauseList>, Problems> {
    let file = "facts/causes.jsonl";
    convert(file, lines(dir, file)?, |raw: RawCauses| {
        Ok(CauseList {
            id: RowId(raw.id),
            protocol: raw.proto,
            group: raw.group,
            values: raw.values,
            spec: raw.spec,
        })
    })
}

/// All clauses.
pub fn read_clauses(dir: &Path) -> Result<Vec<Clause>, Problems> {
    let file = "facts/clauses.jsonl";
    convert(file, lines(dir, file)?, |raw: RawClause| {
        Ok(Clause {
            spec: raw.spec,
            number: raw.clause,
            title: raw.title,
        })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProcedure {
    id: String,
    proto: String,
    name: String,
    code: u16,
    tech: String,
    spec: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCauses {
    id: String,
    proto: String,
    group: String,
    values: Vec<String>,
    spec: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClause {
    spec: String,
    clause: String,
    title: String,
}
