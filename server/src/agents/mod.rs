//! `elex agents`: who there is to ask, for people and for programs. The catalogue alone is read; no
//! engine runs and nothing is stored.

mod text;

use std::io::{self, Write};

use engine::agents;
use engine::catalogue::Catalogue;
use protocol::agents::AgentLine;
use protocol::failure::Failure;
use protocol::ids::{AgentId, RowId};
use serde_json::{Value, json};

use crate::arguments::Agents;
use crate::failure::sentences;
use crate::native::catalogue;

/// Why nothing is shown.
#[derive(Debug, thiserror::Error)]
pub enum AgentsError {
    /// No agent fits.
    #[error("no agent fits `{0}`\nList them with: elex agents")]
    Unknown(String),
    /// The catalogue inside of this program cannot be used.
    #[error("{}", sentences(.0))]
    Catalogue(Failure),
    /// The list cannot be written.
    #[error("the list cannot be printed ({0})")]
    Output(#[from] io::Error),
}

impl AgentsError {
    /// Whether other words would have found something.
    #[must_use]
    pub const fn is_bad_input(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }
}

/// Lists, finds or shows.
///
/// # Errors
/// See [`AgentsError`]. A reader that goes away before the end is none.
pub fn run(options: &Agents, out: &mut impl Write) -> Result<(), AgentsError> {
    match answer(options, out) {
        Err(AgentsError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn answer(options: &Agents, out: &mut impl Write) -> Result<(), AgentsError> {
    let (catalogue, entries) = catalogue().map_err(AgentsError::Catalogue)?;
    let words = options.words.join(" ");
    let id = AgentId::from(words.trim().to_ascii_uppercase().as_str());
    let one = agents::view(&catalogue, &entries, &id);
    let lines = match &one {
        Some(view) => vec![view.line.clone()],
        None => agents::list(&catalogue, &words).agents,
    };
    if lines.is_empty() {
        return Err(AgentsError::Unknown(words));
    }
    if options.json {
        let all: Vec<Value> = lines.iter().map(|line| shown(&catalogue, line)).collect();
        serde_json::to_writer(&mut *out, &json!({ "agents": all })).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        let text = one.map_or_else(|| text::list(&lines), |view| text::agent(&view));
        out.write_all(text.as_bytes())?;
    }
    Ok(out.flush()?)
}

/// An agent as programs get it: who it is, and the rows of the fact tables that it holds.
pub(crate) fn shown(catalogue: &Catalogue, line: &AgentLine) -> Value {
    let held = catalogue
        .agents
        .number(&line.id)
        .map(|agent| agents::held(catalogue, agent))
        .unwrap_or_default();
    let ids = |rows: &[RowId]| rows.iter().map(RowId::as_str).collect::<Vec<_>>().into();
    let parameters = held.parameters.iter();
    let parameters: Vec<Value> = parameters.map(|row| json!({ "ref": row })).collect();
    let ids: [(&str, Value); 4] = [
        ("counters", ids(&held.counters)),
        ("kpis", ids(&held.kpis)),
        ("procedures", ids(&held.procedures)),
        ("causes", ids(&held.causes)),
    ];
    let mut agent = json!({
        "id": line.id,
        "name": line.name,
        "domain": line.domain,
        "what": line.what,
        "technologies": line.technologies,
        "depth": line.depth.name(),
        "kind": line.kind.name(),
        "parameters": parameters,
    });
    if let Some(fields) = agent.as_object_mut() {
        fields.extend(ids.map(|(name, rows)| (name.to_owned(), rows)));
    }
    agent
}
