//! Agents as plain text.

use std::fmt::Write;

use protocol::agents::{AgentLine, AgentView};
use protocol::ids::RowId;
use protocol::words;

/// One line each, under their domains, as far as neighbours share one.
pub fn list(lines: &[AgentLine]) -> String {
    let widest = lines.iter().map(|line| line.id.as_str().len()).max();
    let width = widest.unwrap_or_default();
    let mut text = String::new();
    let mut domain = "";
    for line in lines {
        if line.domain != domain {
            let gap = if domain.is_empty() { "" } else { "\n" };
            domain = &line.domain;
            _ = writeln!(text, "{gap}{domain}");
        }
        _ = writeln!(text, "  {:width$}  {}", line.id.as_str(), line.name);
    }
    text
}

/// What an agent is for and what it holds.
pub fn agent(view: &AgentView) -> String {
    let line = &view.line;
    let mut text = String::new();
    let technologies = line.technologies.iter().copied().map(words::technology);
    let technologies: Vec<&str> = technologies.collect();
    let since = view
        .since
        .as_deref()
        .map(|since| format!(", since {since}"));
    _ = writeln!(text, "{}  {}", line.id, line.name);
    _ = writeln!(
        text,
        "{}, {}, {}{}\n\n{}",
        line.domain,
        technologies.join(" and "),
        line.depth.name(),
        since.unwrap_or_default(),
        view.guidance.summary
    );
    let mut rows = |title: &str, ids: &mut dyn Iterator<Item = &str>| {
        let ids: Vec<&str> = ids.collect();
        if !ids.is_empty() {
            _ = writeln!(text, "\n{title} ({})", ids.len());
            ids.iter().for_each(|id| _ = writeln!(text, "  {id}"));
        }
    };
    let says = &view.guidance;
    rows(
        "Parameters",
        &mut says.parameters.iter().map(|card| card.id.as_str()),
    );
    rows(
        "Parameters of its groups",
        &mut view.grouped.iter().map(RowId::as_str),
    );
    rows(
        "Counters",
        &mut says.counters.iter().map(|card| card.id.as_str()),
    );
    rows("KPIs", &mut says.kpis.iter().map(|card| card.id.as_str()));
    rows(
        "Procedures",
        &mut says.procedures.iter().map(|card| card.id.as_str()),
    );
    rows(
        "Causes",
        &mut says.causes.iter().map(|card| card.id.as_str()),
    );
    rows(
        "Related",
        &mut says.related.iter().map(|other| other.agent.as_str()),
    );
    rows(
        "Ask it",
        &mut view.questions.iter().take(5).map(String::as_str),
    );
    text
}
