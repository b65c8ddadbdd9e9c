//! Named sets of guards that watches refer to.

use std::path::Path;

use serde::Deserialize;

use super::files::document;
use crate::problem::{Problem, Problems};

/// File of the presets.
pub const FILE: &str = "agents/presets.json";

/// What must not get worse after a change of one kind.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Name that watches use.
    pub name: String,
    /// Hours until a change is judged.
    pub window_h: u16,
    /// Guards of a change in a rule per relation; `vs baseline` is unsaid.
    #[serde(default)]
    pub relation: Vec<String>,
    /// Guards of a change in a rule per cell or node.
    pub cell: Vec<String>,
}

impl Preset {
    /// The guards for a rule of this scope.
    #[must_use]
    pub fn guards(&self, scope: &str) -> &[String] {
        match scope {
            "relation" => &self.relation,
            _ => &self.cell,
        }
    }
}

/// All presets.
pub fn read(dir: &Path) -> Result<Vec<Preset>, Problems> {
    let document: Document = document(dir, FILE)?;
    if document.schema != "ran-watch/1" {
        return Err(Problem::new(FILE, "schema", "must be ran-watch/1").into());
    }
    Ok(document.presets)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    #[serde(rename = "note")]
    _note: String,
    presets: Vec<Preset>,
}
