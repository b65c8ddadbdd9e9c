//! Groups of information elements, and the parameters behind a group.

use std::collections::HashMap;
use std::path::Path;

use protocol::answer::Usage;
use protocol::catalogue::{Parameter, Table};
use serde::Deserialize;

use super::files::lines;
use crate::problem::Problems;

/// Information elements that belong together, merged over release suffixes.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Technology and name, such as `NR:FilterConfig`.
    pub id: String,
    /// `NR` or `LTE`.
    pub tech: String,
    /// Name without technology.
    pub group: String,
    /// Domain.
    pub domain: String,
    /// First release.
    pub since_rel: u8,
    /// Configuration rows of its own elements.
    pub params: u32,
    /// Its information elements.
    pub ies: Vec<String>,
    /// The group it belongs to, `drop`, or nothing when it stands alone.
    pub fold: Option<String>,
    /// Configuration rows with everything that is folded in; stand-alone groups only.
    pub params_all: Option<u32>,
}

/// All groups.
pub fn read(dir: &Path) -> Result<Vec<Group>, Problems> {
    let rows = lines(dir, "facts/agent_seeds.jsonl")?;
    Ok(rows.into_iter().map(|(_, group)| group).collect())
}

/// The configuration rows by information element, and the groups.
pub struct Members<'a> {
    groups: &'a [Group],
    rows: HashMap<(Table, &'a str), Vec<&'a Parameter>>,
}

impl<'a> Members<'a> {
    /// Sorts the rows by element.
    pub fn new(groups: &'a [Group], parameters: &'a [Parameter]) -> Self {
        let mut rows: HashMap<_, Vec<_>> = HashMap::new();
        for row in parameters
            .iter()
            .filter(|row| row.usage == Some(Usage::Config))
        {
            rows.entry((row.table, row.holder.as_str()))
                .or_default()
                .push(row);
        }
        Self { groups, rows }
    }

    /// The configuration rows of a group's own elements.
    pub fn own(&self, group: &Group) -> impl Iterator<Item = &'a Parameter> {
        let table = if group.tech == "NR" {
            Table::RrcNr
        } else {
            Table::RrcLte
        };
        let of = |element: &String| self.rows.get(&(table, element.as_str())).cloned();
        group
            .ies
            .iter()
            .filter_map(of)
            .flatten()
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// The configuration rows of a stand-alone group and of everything folded into it.
    pub fn of(&self, id: &str) -> Vec<&'a Parameter> {
        let belongs = |group: &&Group| group.id == id || group.fold.as_deref() == Some(id);
        self.groups
            .iter()
            .filter(belongs)
            .flat_map(|group| self.own(group))
            .collect()
    }
}
