//! Rows of the fact tables as text: what the standard says first, then what is ours, then the source.

use protocol::answer::{
    CauseCard, CounterCard, FactCard, KpiCard, Legal, ParameterCard, ProcedureCard, Related,
    Remark, Source, Technology, Unit,
};
use protocol::ids::RowId;
use protocol::words;

use crate::sheet::Sheet;

/// More than these are counted only: the app lists them all.
const LISTED: usize = 12;

/// Any row.
pub fn fact(sheet: &mut Sheet, card: &FactCard) {
    match card {
        FactCard::Parameter(card) => {
            parameter(sheet, card);
            rows(sheet, "same range", &card.same_range);
            rows(sheet, "differs in", &card.differs);
            agents(sheet, &card.agents);
        }
        FactCard::Counter(card) => counter(sheet, card),
        FactCard::Kpi(card) => {
            kpi(sheet, card);
            agents(sheet, &card.agents);
        }
        FactCard::Procedure(card) => procedure(sheet, card),
        FactCard::Cause(card) => cause(sheet, card),
        FactCard::Clause(clause) => {
            sheet.title(&format!(
                "{} {} {}",
                clause.spec, clause.clause, clause.title
            ));
        }
    }
}

/// A parameter by itself: range and unit, ours, effects, source.
pub fn parameter(sheet: &mut Sheet, card: &ParameterCard) {
    let title = card.label.as_ref().unwrap_or(&card.name);
    let names = card.common_names.iter().map(String::as_str);
    name(sheet, title, &card.id, card.technology, names);
    let asked = card.asked.as_ref();
    let asked = asked.map(|asked| words::asked_value(card, asked));
    sheet.labelled("asked", &asked.unwrap_or_default());
    sheet.labelled("legal", &words::legal(card).to_string());
    sheet.labelled("", &words::field_range(card).unwrap_or_default());
    if let Legal::Values(values) = &card.legal {
        sheet.labelled(
            "values",
            &listed(values.iter().map(|value| value.name.as_str()), usize::MAX),
        );
    }
    sheet.labelled("ours", &words::ours(card));
    if let Some(ours) = &card.ours {
        sheet.labelled(
            "why start",
            ours.start.as_ref().map_or("", |start| &start.basis),
        );
        sheet.labelled(
            "why safe",
            ours.safe.as_ref().map_or("", |safe| &safe.basis),
        );
        sheet.labelled("holds", &ours.applies);
        sheet.labelled("set on", &ours.on);
    }
    for (case, consequence) in &card.effects {
        sheet.labelled("effect", &format!("{case}: {consequence}"));
    }
    sheet.labelled("sign", card.sign.as_deref().unwrap_or_default());
    for (value, meaning) in &card.special {
        let value = value.as_deref().unwrap_or("absent");
        sheet.labelled("special", &format!("{value}: {meaning}"));
    }
    sheet.labelled("written as", card.encoding.as_deref().unwrap_or_default());
    sheet.labelled("use", words::usage(card.usage).unwrap_or_default());
    source(sheet, &card.source, card.unit.as_ref());
}

/// A KPI by itself: what it measures and how.
pub fn kpi(sheet: &mut Sheet, card: &KpiCard) {
    name(sheet, &card.definition, &card.id, None, std::iter::empty());
    let whose = if card.standard {
        "as the standard defines it"
    } else {
        "ours, over standard counters"
    };
    sheet.labelled("formula", &card.formula);
    sheet.labelled("", whose);
    sheet.labelled(
        "unit",
        &format!("{}, {}", card.unit, words::better(&card.better)),
    );
    if let Some(least) = card.least_sample {
        let least = words::grouped(least.unsigned_abs());
        sheet.labelled(
            "least sample",
            &format!("{least}; below it no value is shown"),
        );
    }
    sheet.labelled("mind", card.caveat.as_deref().unwrap_or_default());
    remarks(sheet, &card.remarks);
    rows(sheet, "counters", &card.counters);
    source(sheet, &card.source, None);
}

/// A list of causes; the place of the one that was asked for.
pub fn cause(sheet: &mut Sheet, card: &CauseCard) {
    let title = format!("{} causes, {}", card.protocol, card.group);
    name(sheet, &title, &card.id, None, std::iter::empty());
    let place = card.asked.as_ref().and_then(|asked| {
        let place = card.values.iter().position(|value| value == asked)?;
        Some(format!(
            "{asked} is value {place} of {}, counted from 0",
            card.values.len()
        ))
    });
    sheet.labelled("asked", &place.unwrap_or_default());
    sheet.labelled(
        "values",
        &listed(card.values.iter().map(String::as_str), usize::MAX),
    );
    agents(sheet, &card.agents);
    source(sheet, &card.source, None);
}

fn counter(sheet: &mut Sheet, card: &CounterCard) {
    name(
        sheet,
        &card.name,
        &card.id,
        card.technology,
        std::iter::empty(),
    );
    sheet.labelled(
        "unit",
        card.unit.as_ref().map_or("count", |unit| &unit.name),
    );
    sheet.labelled("unit over E2", card.unit_e2.as_deref().unwrap_or_default());
    sheet.labelled("counted at", &card.objects.join(", "));
    sheet.labelled("method", card.method.as_deref().unwrap_or_default());
    sheet.labelled("labels", &card.labels.join(", "));
    remarks(sheet, &card.remarks);
    rows(sheet, "KPIs", &card.kpis);
    agents(sheet, &card.agents);
    source(sheet, &card.source, card.unit.as_ref());
}

fn procedure(sheet: &mut Sheet, card: &ProcedureCard) {
    name(sheet, &card.name, &card.id, None, std::iter::empty());
    sheet.labelled("protocol", &card.protocol);
    sheet.labelled(
        "code",
        &card.code.map(|code| code.to_string()).unwrap_or_default(),
    );
    agents(sheet, &card.agents);
    source(sheet, &card.source, None);
}

fn name<'a>(
    sheet: &mut Sheet,
    title: &'a str,
    id: &RowId,
    technology: Option<Technology>,
    names: impl Iterator<Item = &'a str>,
) {
    let tags = technology.map(words::technology).into_iter().chain(names);
    let line: Vec<&str> = std::iter::once(title).chain(tags).collect();
    sheet.title(&line.join(" · "));
    if id.as_str() != title {
        sheet.line(id.as_str());
    }
}

fn source(sheet: &mut Sheet, source: &Source, unit: Option<&Unit>) {
    let mut line = words::source(source);
    if let Some(release) = source.release {
        line.push_str(&format!(" · since Rel-{release}"));
    }
    if let Some(unit) = unit {
        line.push_str(&format!(
            " · unit {}: {}",
            unit.name,
            words::basis(unit.basis)
        ));
    }
    sheet.labelled("source", &line);
}

fn remarks(sheet: &mut Sheet, remarks: &[Remark]) {
    for remark in remarks {
        sheet.labelled("note", &words::remark(remark));
    }
}

fn rows(sheet: &mut Sheet, label: &str, ids: &[RowId]) {
    sheet.labelled(label, &listed(ids.iter().map(RowId::as_str), LISTED));
}

fn agents(sheet: &mut Sheet, agents: &[Related]) {
    sheet.labelled(
        "used by",
        &listed(agents.iter().map(|agent| agent.name.as_str()), LISTED),
    );
}

fn listed<'a>(names: impl ExactSizeIterator<Item = &'a str>, most: usize) -> String {
    let rest = names.len().saturating_sub(most);
    let shown: Vec<&str> = names.take(most).collect();
    match rest {
        0 => shown.join(", "),
        _ => format!("{} and {rest} more", shown.join(", ")),
    }
}
