//! What the rules of an agent say of the given figures: findings, steps with their verdicts, what to
//! watch, and what is missing to judge the rest.

use protocol::answer::{Advice, ChangeSet, Finding, Open, Related, Safety, Step, Symptom, Watch};
use protocol::words::advice as words;

use crate::sheet::Sheet;

/// Figures that are asked for; the rest is counted.
const MOST_WANTED: usize = 12;

/// All of it.
pub fn advice(sheet: &mut Sheet, advice: &Advice) {
    if !advice.taken.is_empty() {
        sheet.section("Given");
        for taken in &advice.taken {
            sheet.line(&words::taken(taken));
        }
    }
    for unused in &advice.unused {
        let why = words::not_used(unused.why);
        sheet.line(&format!("not used: {}: {why}", unused.fact));
    }
    for broken in &advice.broken {
        sheet.section(&format!("Joint limit broken: {}", broken.name));
        sheet.line(&placed(&broken.text, broken.relation.as_deref()));
        sheet.labelled("why", &broken.reason);
    }
    for one in &advice.findings {
        finding(sheet, one);
    }
    if !advice.open.is_empty() {
        open(sheet, advice);
    }
    if !advice.settled.is_empty() {
        sheet.section("Looked at, not the case");
        for one in &advice.settled {
            sheet.line(&named(one));
        }
    }
}

fn placed(text: &str, relation: Option<&str>) -> String {
    match relation {
        Some(name) => format!("{text} ({})", words::relation_name(name)),
        None => text.to_owned(),
    }
}

fn named(of: &Symptom) -> String {
    let text = placed(&of.symptom, of.relation.as_deref());
    format!("{text} [{}]", of.rule)
}

fn finding(sheet: &mut Sheet, finding: &Finding) {
    let title = match (finding.suspicion, finding.main) {
        (true, _) => "Suspected",
        (false, true) => "Found, the main cause",
        (false, false) => "Found",
    };
    sheet.section(title);
    let of = &finding.of;
    sheet.line(&placed(&of.symptom, of.relation.as_deref()));
    sheet.labelled("rule", &format!("{}: {}", of.rule, finding.condition));
    let figures: Vec<String> = finding.evidence.iter().map(words::evidence).collect();
    sheet.labelled("figures", &figures.join("; "));
    for cause in &finding.causes {
        sheet.labelled("may be", cause);
    }
    for step in &finding.steps {
        match step {
            Step::Check { text, see } => sheet.labelled("check", &checked(text, see.as_ref())),
            Step::Change(set) => change_set(sheet, set),
        }
    }
    if let Some(watch) = &finding.watch {
        watched(sheet, watch);
    }
}

/// A check with the agent that knows more.
pub fn checked(text: &str, see: Option<&Related>) -> String {
    match see {
        Some(agent) => format!("{text} (see {}, {})", agent.name, agent.agent),
        None => text.to_owned(),
    }
}

fn change_set(sheet: &mut Sheet, set: &ChangeSet) {
    for change in &set.changes {
        sheet.labelled("change", &words::change(change));
    }
    if set.cluster {
        sheet.labelled("", "with the neighbours that take 80 % of its handovers");
    }
    sheet.labelled("verdict", &verdict(set));
    for change in &set.changes {
        sheet.labelled("why safe", &words::safe_basis(change).unwrap_or_default());
    }
    for joint in &set.joints {
        sheet.labelled("joint limit", &words::joint(joint));
    }
    for (label, commands) in [
        ("command", &set.cmedit_commands),
        ("taken back", &set.rollback_commands),
    ] {
        if !commands.is_empty() {
            sheet.labelled(label, "put the object's id in");
            commands.iter().for_each(|command| sheet.command(command));
        }
    }
    if let Some(why) = &set.no_commands {
        sheet.labelled("", &words::no_commands(why));
    }
}

/// The verdict with what keeps it from being safe.
pub fn verdict(set: &ChangeSet) -> String {
    let safety = words::safety(set.verdict);
    let doubts: Vec<String> = set.doubts.iter().map(words::doubt).collect();
    if doubts.is_empty() {
        let holds = set.changes.iter().find(|change| !change.holds.is_empty());
        match holds {
            Some(change) if set.verdict == Safety::Safe => {
                format!("{safety}; that range holds for {}", change.holds)
            }
            _ => safety.to_owned(),
        }
    } else {
        format!("{safety}: {}", doubts.join("; "))
    }
}

fn watched(sheet: &mut Sheet, watch: &Watch) {
    sheet.labelled("watch", &words::watch_window(watch));
    sheet.labelled("gain", &watch.improve);
    for guard in &watch.guard {
        sheet.labelled("back when", guard);
    }
}

fn open(sheet: &mut Sheet, advice: &Advice) {
    sheet.section("Not judged, figures are missing");
    for Open { of, missing, .. } in &advice.open {
        sheet.line(&named(of));
        let all: Vec<String> = missing.iter().map(words::wanted).collect();
        let rest = all.len().saturating_sub(MOST_WANTED);
        let mut text = all
            .iter()
            .take(MOST_WANTED)
            .cloned()
            .collect::<Vec<_>>()
            .join("; ");
        if rest > 0 {
            text.push_str(&format!("; and {rest} more"));
        }
        sheet.labelled("missing", &text);
    }
}
