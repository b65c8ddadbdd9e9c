//! A parameter: as a fact of its own, and as a row of an agent's list.

use leptos::prelude::*;
use protocol::answer::{AskedValue, Legal, LegalValue, Ours, ParameterCard, ValueVerdict};
use protocol::words;

use super::cards::{labelled, name_line, row_links, source_line, used_by};
use super::range::range;
use super::sources::Sources;
use crate::components::{Icon, copy_button, icon, scale};

/// More values than these are folded away.
const VALUES_SHOWN: usize = 40;

/// A parameter with everything that is known of it.
pub fn parameter_fact(card: &ParameterCard, sources: &Sources) -> AnyView {
    let title = card
        .label
        .clone()
        .unwrap_or_else(|| last_parts(card.id.as_str()));
    let names = card.common_names.iter().map(String::as_str);
    let copied = copy_text(card);
    view! {
        {name_line(&title, card.id.as_str(), card.technology, names)}
        {card.asked.as_ref().map(|asked| asked_value(card, asked))}
        {values(card, sources)}
        <p class="prose">{words::ours(card)}</p>
        {details(card)}
        {source_line(&card.source, card.unit.as_ref())}
        {row_links("Same name, same range", &card.same_range)}
        {row_links("Same name, another range", &card.differs)}
        {used_by(&card.agents)}
        <div class="fact__actions">{copy_button("Copy", move || copied.clone())}</div>
    }
    .into_any()
}

/// A parameter of an agent's list: name, scale, range, what changing it does.
pub fn parameter_row(card: &ParameterCard, sources: &Sources) -> AnyView {
    let title = card.label.clone().unwrap_or_else(|| card.name.clone());
    let legal = words::legal(card);
    let place = card
        .ours
        .as_ref()
        .map(|ours| ours.on.clone())
        .unwrap_or_default();
    let effects = card.effects.iter().map(effect_line).collect_view();
    view! {
        <li class="parameter" data-test="fact" data-row=card.id.0.clone()>
            <div>
                <strong>{title}</strong> {sources.number(&card.source)}
                <p><code class="second" title=card.id.0.clone()>{last_parts(card.id.as_str())}</code></p>
                <p class="parameter__place">{place}</p>
            </div>
            <div>{range(card).map(scale)}</div>
            <div class="parameter__value">
                <strong>{legal.text}{legal.unit.map(unit_span)}</strong>
                <span class="quiet">"legal"</span>
            </div>
            <div class="parameter__effects">
                <p>{words::ours(card)}</p>
                {effects}
                {card.sign.clone().map(|sign| view! { <p>{sign}</p> }.into_any())}
            </div>
        </li>
    }
    .into_any()
}

/// What is said of the value that was asked about, before everything else.
fn asked_value(card: &ParameterCard, asked: &AskedValue) -> AnyView {
    let (class, mark) = match asked.verdict {
        ValueVerdict::Safe => ("note note--safe", Icon::Tick),
        ValueVerdict::Legal | ValueVerdict::OutsideSafe => ("note note--warn", Icon::Watch),
        ValueVerdict::Illegal | ValueVerdict::BetweenValues | ValueVerdict::OtherUnit => {
            ("note note--crit", Icon::Bad)
        }
    };
    view! {
        <div class=class data-test="asked-value">
            {icon(mark)}
            <p class="note__text">{words::asked_value(card, asked)}</p>
        </div>
    }
    .into_any()
}

fn unit_span(unit: String) -> AnyView {
    view! { <span class="unit">{unit}</span> }.into_any()
}

fn effect_line((case, consequence): &(String, String)) -> AnyView {
    view! { <p><span class="quiet">{case.clone()} ": "</span> {consequence.clone()}</p> }.into_any()
}

fn values(card: &ParameterCard, sources: &Sources) -> AnyView {
    let line = range(card).map(scale);
    let legal = words::legal(card);
    let unit = legal.unit.map(unit_span);
    let number = sources.number(&card.source);
    match &card.legal {
        Legal::Values(values) => {
            let unit = card.unit.as_ref().map(|unit| format!(", in {}", unit.name));
            view! {
                <div class="fact__top fact__top--alone">{line}</div>
                {value_chips(values, card)}
                <p class="prose">{legal.text} {unit} "." {number}</p>
            }
            .into_any()
        }
        Legal::Integer { .. } => view! {
            <div class="fact__top">
                <div>
                    <p class="figure" data-test="range">{legal.text} {unit}</p>
                    <p class="quiet">{words::field_range(card)} {number}</p>
                </div>
                <div>{line}</div>
            </div>
        }
        .into_any(),
        Legal::Boolean | Legal::Bits(_) | Legal::Typed(_) => view! {
            <p class="figure figure--word" data-test="range">{legal.text} {unit} {number}</p>
        }
        .into_any(),
    }
}

fn value_chips(values: &[LegalValue], card: &ParameterCard) -> AnyView {
    let ours = card.ours.as_ref();
    let safe = ours
        .and_then(|ours| ours.safe.as_ref())
        .map(|safe| safe.fields.clone())
        .unwrap_or_default();
    let start = ours
        .and_then(|ours| ours.start.as_ref())
        .map(|start| start.field.clone());
    let chip = move |value: &LegalValue| {
        let class = if start.as_ref() == Some(&value.name) {
            "chip chip--code chip--safe chip--start"
        } else if safe.contains(&value.name) {
            "chip chip--code chip--safe"
        } else {
            "chip chip--code"
        };
        view! { <li class=class>{value.name.clone()}</li> }.into_any()
    };
    let (first, rest) = values.split_at(values.len().min(VALUES_SHOWN));
    let folded = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("{} more values", rest.len())}</summary>
                <ul class="chips">{rest.iter().map(&chip).collect_view()}</ul>
            </details>
        }
        .into_any()
    });
    view! {
        <ul class="chips" data-test="values">{first.iter().map(&chip).collect_view()}</ul>
        {folded}
    }
    .into_any()
}

/// Why our values are what they are, and where they hold.
fn reasons(ours: &Ours) -> Vec<(String, String)> {
    let start = ours
        .start
        .as_ref()
        .map(|start| ("Start, why", start.basis.as_str()));
    let safe = ours
        .safe
        .as_ref()
        .map(|safe| ("Safe range, why", safe.basis.as_str()));
    let applies = Some(("Ours hold for", ours.applies.as_str()));
    let on = Some(("Lives on", ours.on.as_str()));
    let lines = [start, safe, applies, on].into_iter().flatten();
    lines
        .filter(|line| !line.1.is_empty())
        .map(|(word, text)| (word.to_owned(), text.to_owned()))
        .collect()
}

fn details(card: &ParameterCard) -> AnyView {
    let mut lines = card.effects.clone();
    lines.extend(card.ours.as_ref().map(reasons).unwrap_or_default());
    lines.extend(card.sign.clone().map(|sign| ("Sign".to_owned(), sign)));
    lines.extend(card.special.iter().map(|(value, meaning)| {
        let value = value.clone().unwrap_or_else(|| "absent".to_owned());
        (format!("Value {value}"), meaning.clone())
    }));
    lines.extend(
        card.encoding
            .clone()
            .map(|encoding| ("Written as".to_owned(), encoding)),
    );
    lines.extend(words::usage(card.usage).map(|usage| ("Use".to_owned(), usage.to_owned())));
    if !card.id.as_str().ends_with(&card.path) {
        lines.push(("Path".to_owned(), card.path.clone()));
    }
    labelled(lines)
}

/// The last parts of a row's id, which tell rows of one name apart.
pub fn last_parts(id: &str) -> String {
    let parts: Vec<&str> = id.rsplit('.').take(2).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join(".")
}

fn copy_text(card: &ParameterCard) -> String {
    let mut lines = vec![card.id.0.clone(), format!("legal {}", words::legal(card))];
    if let Legal::Values(values) = &card.legal {
        let names: Vec<&str> = values.iter().map(|value| value.name.as_str()).collect();
        lines.push(names.join(" "));
    }
    lines.extend(words::field_range(card));
    lines.push(words::ours(card));
    lines.extend(
        card.effects
            .iter()
            .map(|(case, consequence)| format!("{case}: {consequence}")),
    );
    lines.push(words::source(&card.source));
    lines.join("\n")
}
