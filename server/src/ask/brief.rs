//! An answer in a few lines of plain text, for programs: what was asked first, then where it is from.
//! Ranges are `min..max` with a plain minus; values of enumerations are spelled as the tables do.

use protocol::answer::{
    Advice, Answer, Body, CauseCard, CounterCard, FactCard, Guidance, KpiCard, Legal, LegalValue,
    ParameterCard, ProcedureCard, Safety, Source, Step,
};
use protocol::calculator::{Calculated, From, Outcome};
use protocol::words;
use protocol::words::advice as said;

use super::text::{checked, verdict};

/// Rows of one answer that are told.
const MOST_ROWS: usize = 4;
/// Missing figures that are asked for.
const MOST_WANTED: usize = 10;
/// KPIs, settings and checks that guidance without figures names.
const MOST_NAMED: usize = 5;

/// The whole answer.
pub fn answer(answer: &Answer) -> String {
    let lines: Vec<String> = match &answer.body {
        Body::Facts(cards) => cards.iter().take(MOST_ROWS).map(fact).collect(),
        Body::Guidance(guided) => guidance(guided),
        Body::OutOfScope => vec![OUTSIDE.to_owned()],
        Body::Calculation(shown) => vec![calculation(shown)],
    };
    let lacking = answer.understood.lacking.iter().map(words::lacking);
    let lines: Vec<String> = lacking.chain(lines).collect();
    plain(&lines.join("\n"))
}

const OUTSIDE: &str = "Outside what I know: I answer questions about LTE and NR radio parameters, counters, KPIs, \
     procedures and faults.";

/// Ranges and signs as programs read them.
fn plain(text: &str) -> String {
    text.replace(" … ", "..").replace('−', "-")
}

/// The value with its unit first, then how it was found; or what is missing, or what would be legal.
fn calculation(shown: &Calculated) -> String {
    let calculator = &shown.calculator;
    if !shown.missing.is_empty() {
        let needs = shown.missing.join(", ");
        return sentences([format!("{} needs {needs}", calculator.title)]);
    }
    let result = words::outcome(shown);
    let Outcome::Computed(computed) = &shown.outcome else {
        return sentences([result, calculator.title.clone()]);
    };
    let inputs = shown.inputs.iter().map(|given| {
        let value = words::calculated(&given.quantity.value, &given.quantity.unit);
        let assumed = match given.from {
            From::Assumed => " (assumed)",
            _ => "",
        };
        format!("{} {value}{assumed}", given.quantity.name)
    });
    let inputs: Vec<String> = inputs.collect();
    let notes = shown.hints.iter().map(words::hint);
    let lines = [
        result,
        format!("{}: {}", calculator.title, inputs.join(", ")),
        computed.formula.clone(),
    ];
    let lines = lines.into_iter().chain(notes);
    sentences(lines.chain([words::clauses(&computed.clauses)]))
}

fn fact(card: &FactCard) -> String {
    match card {
        FactCard::Parameter(card) => parameter(card),
        FactCard::Counter(card) => counter(card),
        FactCard::Kpi(card) => kpi(card),
        FactCard::Procedure(card) => procedure(card),
        FactCard::Cause(card) => cause(card),
        FactCard::Clause(clause) => {
            format!("{} {}: {}", clause.spec, clause.clause, clause.title)
        }
    }
}

/// Parts as sentences, without the empty ones.
fn sentences(parts: impl IntoIterator<Item = String>) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let parts: Vec<String> = parts
        .map(|part| part.trim_end_matches('.').to_owned() + ".")
        .collect();
    parts.join(" ")
}

fn parameter(card: &ParameterCard) -> String {
    let name = match &card.label {
        Some(label) => format!("{} ({label})", card.name),
        None => card.name.clone(),
    };
    let special = card.special.iter().map(|(value, meaning)| {
        let value = value.as_deref().unwrap_or("absent");
        format!("{value}: {meaning}")
    });
    let asked = card.asked.as_ref();
    let first = [
        format!("{name}: {}", allowed(card)),
        asked.map_or_else(String::new, |asked| words::asked_value(card, asked)),
        card.sign.clone().unwrap_or_default(),
    ];
    let rest = [
        if card.ours.is_some() {
            words::ours(card)
        } else {
            String::new()
        },
        card.encoding.clone().unwrap_or_default(),
        words::usage(card.usage).unwrap_or_default().to_owned(),
        from(card.id.as_str(), &card.source),
    ];
    sentences(first.into_iter().chain(special).chain(rest))
}

/// What the standard allows: range, values, unit, step.
fn allowed(card: &ParameterCard) -> String {
    match &card.legal {
        Legal::Values(values) => {
            let unit = card
                .unit
                .as_ref()
                .map(|unit| format!(", unit {}", unit.name));
            listed(values) + &unit.unwrap_or_default()
        }
        Legal::Integer { step, .. } => {
            let range = words::legal(card);
            match card.coding {
                Some(_) => {
                    let field = words::field_range(card).unwrap_or_default();
                    format!("{range}, {field}")
                }
                None if *step == 1 => format!("{range}, step 1"),
                None => format!("{range}, in multiples of {step}"),
            }
        }
        _ => words::legal(card).to_string(),
    }
}

fn listed(values: &[LegalValue]) -> String {
    let names: Vec<&str> = values.iter().map(|value| value.name.as_str()).collect();
    names.join(", ")
}

fn from(id: &str, source: &Source) -> String {
    format!("{id}, {}", words::source(source))
}

fn counter(card: &CounterCard) -> String {
    let unit = card.unit.as_ref().map_or("count", |unit| &unit.name);
    let labels = if card.labels.is_empty() {
        String::new()
    } else {
        format!("labels {}", card.labels.join(", "))
    };
    let method = card
        .method
        .as_ref()
        .map(|method| format!(", method {method}"));
    let first = [
        format!(
            "{}: counter, unit {unit}, counted at {}{}",
            card.name,
            card.objects.join(", "),
            method.unwrap_or_default()
        ),
        labels,
    ];
    let remarks = card.remarks.iter().map(words::remark);
    let last = [from(card.id.as_str(), &card.source)];
    sentences(first.into_iter().chain(remarks).chain(last))
}

fn kpi(card: &KpiCard) -> String {
    let whose = if card.standard {
        "as the standard defines it"
    } else {
        "ours, over standard counters"
    };
    let least = card
        .least_sample
        .map(|least| format!("at least {least} samples"));
    sentences([
        format!("{}: {}", card.id, card.definition),
        format!("formula: {} ({whose})", card.formula),
        format!("unit {}, {}", card.unit, words::better(&card.better)),
        least.unwrap_or_default(),
        card.caveat.clone().unwrap_or_default(),
        words::source(&card.source),
    ])
}

fn procedure(card: &ProcedureCard) -> String {
    let code = card.code.map(|code| format!(", code {code}"));
    sentences([
        format!(
            "{}: {} procedure{}",
            card.name,
            card.protocol,
            code.unwrap_or_default()
        ),
        from(card.id.as_str(), &card.source),
    ])
}

fn cause(card: &CauseCard) -> String {
    let asked = card.asked.as_ref().and_then(|asked| {
        let place = card.values.iter().position(|value| value == asked)?;
        Some(format!("{asked} is value {place}, counted from 0"))
    });
    sentences([
        format!(
            "{} causes, {}: {}",
            card.protocol,
            card.group,
            card.values.join(", ")
        ),
        asked.unwrap_or_default(),
        from(card.id.as_str(), &card.source),
    ])
}

fn guidance(guided: &Guidance) -> Vec<String> {
    let mut lines = vec![format!(
        "{} ({}): {}",
        guided.name, guided.agent, guided.summary
    )];
    let advice = guided.advice.as_deref();
    if let Some(advice) = advice {
        advised(&mut lines, advice);
    }
    let judged = |advice: &Advice| !advice.findings.is_empty() || !advice.settled.is_empty();
    if !advice.is_some_and(judged) {
        let kpis = guided.kpis.iter().map(|card| card.id.as_str());
        lines.extend(named("Look at", kpis));
        let settings = guided.parameters.iter().map(|card| {
            let name = card.label.as_ref().unwrap_or(&card.name);
            format!("{name}, {}", words::legal(card))
        });
        let settings: Vec<String> = settings.collect();
        lines.extend(named("It sets", settings.iter().map(String::as_str)));
    }
    if let Some(advice) = advice {
        let settled = advice.settled.iter().map(|one| one.symptom.as_str());
        lines.extend(named("Not the case", settled));
        lines.extend(missing(advice));
    }
    let clauses = guided.clauses.iter().take(MOST_NAMED);
    let clauses: Vec<String> = clauses
        .map(|clause| format!("{} {}", clause.spec, clause.clause))
        .collect();
    lines.extend(named("Read", clauses.iter().map(String::as_str)));
    lines
}

fn named<'a>(label: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.take(MOST_NAMED).collect();
    (!names.is_empty()).then(|| format!("{label}: {}.", names.join("; ")))
}

fn placed(relation: Option<&str>) -> String {
    relation.map_or_else(String::new, |name| {
        format!(" on {}", said::relation_name(name))
    })
}

/// Findings with their steps and what to watch.
fn advised(lines: &mut Vec<String>, advice: &Advice) {
    if advice.findings.is_empty() {
        let taken: Vec<String> = advice.taken.iter().map(said::taken).collect();
        lines.extend(named("Understood", taken.iter().map(String::as_str)));
    }
    for unused in &advice.unused {
        let why = said::not_used(unused.why);
        lines.push(format!("Not used: {}, {why}.", unused.fact));
    }
    for broken in &advice.broken {
        let place = placed(broken.relation.as_deref());
        lines.push(format!(
            "Joint limit {} broken{place}: {}",
            broken.name, broken.text
        ));
    }
    for finding in &advice.findings {
        let word = if finding.suspicion {
            "Suspected"
        } else {
            "Found"
        };
        let main = if finding.main { " (main cause)" } else { "" };
        let place = placed(finding.of.relation.as_deref());
        let figures: Vec<String> = finding.evidence.iter().map(said::evidence).collect();
        lines.push(format!(
            "{word}{main}{place}: {} [{}: {}]. May be: {}.",
            finding.of.symptom,
            finding.of.rule,
            figures.join("; "),
            finding.causes.join("; ")
        ));
        for step in &finding.steps {
            lines.push(match step {
                Step::Check { text, see } => format!("Check: {}.", checked(text, see.as_ref())),
                Step::Change(set) => {
                    let changes: Vec<String> = set.changes.iter().map(said::change).collect();
                    let line = format!(
                        "Change: {}. Verdict: {}.",
                        changes.join(" and "),
                        verdict(set)
                    );
                    let basis = set.changes.iter().filter_map(said::safe_basis);
                    // Safe is never said without its reason.
                    let line = match set.verdict {
                        Safety::Safe => sentences(core::iter::once(line).chain(basis)),
                        _ => line,
                    };
                    let commands = set.cmedit_commands.iter();
                    let commands = commands.map(|command| format!("\n{command}"));
                    line + &commands.collect::<String>()
                }
            });
        }
        if let Some(watch) = &finding.watch {
            lines.push(format!(
                "Watch {}: {}; roll back when {}.",
                said::watch_window(watch),
                watch.improve,
                watch.guard.join(" or ")
            ));
        }
    }
}

/// What is missing to judge the other rules, each once.
fn missing(advice: &Advice) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for wanted in advice.open.iter().flat_map(|open| &open.missing) {
        let line = said::wanted(wanted);
        if !all.contains(&line) {
            all.push(line);
        }
    }
    if all.is_empty() {
        return None;
    }
    let rest = all.len().saturating_sub(MOST_WANTED);
    all.truncate(MOST_WANTED);
    let more = if rest > 0 {
        format!("; and {rest} more")
    } else {
        String::new()
    };
    Some(format!(
        "Missing to judge {} more rules: {}{more}.",
        advice.open.len(),
        all.join("; ")
    ))
}
