//! A calculator drawn: its inputs, the result, formula and steps, or why there is no result.

use leptos::prelude::*;
use protocol::calculator::{
    Calculated, Computed, From, Given, Need, Outcome, Quantity, Refusal, Takes, Why,
};
use protocol::words;

use super::sheet::{Line, Sheet};
use crate::components::{Icon, copy_button, failure_note, icon, section_head};

/// Results of so many lines stand in one large line.
const ONE_LINE: usize = 2;
/// Longer ones are written smaller.
const LONG: usize = 24;

/// The inputs.
pub fn inputs(sheet: Sheet) -> AnyView {
    let lines = sheet.lines.get_value();
    let inputs = lines.into_iter().map(|line| input(sheet, line));
    view! { <div class="calc__fields" data-test="calc-inputs">{inputs.collect_view()}</div> }
        .into_any()
}

fn input(sheet: Sheet, line: Line) -> AnyView {
    let Line { field, text } = line;
    let id = format!("calc-{}", field.name);
    let below_id = format!("{id}-below");
    let (placeholder, need) = match &field.need {
        Need::Required => (String::new(), "needed"),
        Need::Optional => (String::new(), "may be left out"),
        Need::Assumed(value) => (value.clone(), "assumed unless given"),
    };
    let hint = match legal(&field.takes) {
        Some(legal) => format!("{legal}; {need}"),
        None => need.to_owned(),
    };
    let name = field.name.clone();
    let refused = Memo::new(move |_| {
        sheet.outcome.with(|outcome| match outcome {
            Some(Ok(Calculated {
                outcome: Outcome::Refused(refusal),
                missing,
                ..
            })) if refusal.input == name && missing.is_empty() && refusal.why != Why::Missing => {
                Some(words::refusal(refusal))
            }
            _ => None,
        })
    });
    let below = move || match refused.get() {
        Some(reason) => view! { <span class="wrong">{icon(Icon::Bad)} {reason}</span> }.into_any(),
        None => view! { <span class="quiet">{hint.clone()}</span> }.into_any(),
    };
    let test = format!("input-{}", field.name);
    let control = match &field.takes {
        Takes::Choice(choices) => select(sheet, text, &id, test, choices.clone(), &placeholder),
        Takes::Truth => {
            let choices = ["yes", "no"].map(str::to_owned).into();
            select(sheet, text, &id, test, choices, &placeholder)
        }
        Takes::Number { .. } | Takes::Word | Takes::List => view! {
            <input
                id=id.clone()
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                placeholder=placeholder
                aria-describedby=below_id.clone()
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                data-test=test
                prop:value=text
                on:input=move |event| sheet.take(text, event_target_value(&event))
            />
        }
        .into_any(),
    };
    let says = field.says.trim_end_matches(&format!(", {}", field.unit));
    view! {
        <div class="calc__field">
            <label for=id.clone()>{says.to_owned()}</label>
            <div class="calc__input">{control} <span class="unit">{field.unit.clone()}</span></div>
            <p id=below_id class="calc__hint">{move || below()}</p>
        </div>
    }
    .into_any()
}

fn select(
    sheet: Sheet,
    text: RwSignal<String>,
    id: &str,
    test: String,
    choices: Vec<String>,
    assumed: &str,
) -> AnyView {
    let none = if assumed.is_empty() {
        "–".to_owned()
    } else {
        format!("{assumed} (assumed)")
    };
    let options = move || {
        let chosen = text.get();
        let mut all = vec![(String::new(), none.clone())];
        all.extend(
            choices
                .iter()
                .map(|choice| (choice.clone(), choice.clone())),
        );
        // What an address asks for still shows.
        if !all.iter().any(|(value, _)| *value == chosen) {
            all.push((chosen.clone(), chosen.clone()));
        }
        all.into_iter()
            .map(|(value, word)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{word}</option> }.into_any()
            })
            .collect_view()
    };
    view! {
        <select
            id=id.to_owned()
            class="input"
            data-test=test
            prop:value=text
            on:change=move |event| sheet.take(text, event_target_value(&event))
        >
            {move || options()}
        </select>
    }
    .into_any()
}

/// What a number may be, where that holds whatever the other inputs are.
fn legal(takes: &Takes) -> Option<String> {
    let Takes::Number { whole, least, most } = takes else {
        return None;
    };
    let number = |value: f64| words::calculated(&value.into(), "");
    let range = match (least, most) {
        (Some(least), Some(most)) => format!("{} … {}", number(*least), number(*most)),
        (Some(least), None) => format!("from {}", number(*least)),
        (None, Some(most)) => format!("to {}", number(*most)),
        (None, None) => return whole.then(|| "a whole number".to_owned()),
    };
    Some(if *whole {
        format!("{range}, whole")
    } else {
        range
    })
}

/// What it came to; drawn anew with every result.
pub fn outcome(sheet: Sheet) -> AnyView {
    let drawn = move || match sheet.outcome.get() {
        None => view! {
            <div class="section" aria-busy="true"><div class="skeleton skeleton--half"></div></div>
        }
        .into_any(),
        Some(Err(failure)) => {
            view! { <div class="section">{failure_note(&failure)}</div> }.into_any()
        }
        Some(Ok(shown)) => match &shown.outcome {
            _ if !shown.missing.is_empty() => missing(&shown),
            Outcome::Computed(computed) => view! {
                {result(sheet, computed)}
                {how(&shown, computed)}
            }
            .into_any(),
            Outcome::Refused(refusal) if refusal.why == Why::Missing => {
                needed(words::refusal(refusal))
            }
            Outcome::Refused(refusal) => no_result(refusal),
        },
    };
    view! { <div aria-live="polite" data-test="calc-outcome">{move || drawn()}</div> }.into_any()
}

fn missing(shown: &Calculated) -> AnyView {
    let says = |name: &String| {
        let field = shown.calculator.inputs.iter().find(|it| it.name == *name);
        field.map_or_else(|| name.clone(), |field| field.says.clone())
    };
    let names: Vec<String> = shown.missing.iter().map(says).collect();
    needed(format!("Still needed: {}", names.join("; ")))
}

/// Nothing is wrong yet: more is wanted.
fn needed(words: String) -> AnyView {
    view! { <div class="section"><p class="quiet" data-test="calc-missing">{words}</p></div> }
        .into_any()
}

fn result(sheet: Sheet, computed: &Computed) -> AnyView {
    // The unit stands beside the values.
    let lines = computed.output.iter().filter(|line| line.name != "unit");
    let lines: Vec<&Quantity> = lines.collect();
    let (large, rest) = match lines.split_first() {
        Some((first, rest)) if lines.len() > ONE_LINE => {
            (words::calculated(&first.value, &first.unit), rest)
        }
        _ => (words::result(computed), [].as_slice()),
    };
    let class = if large.chars().count() > LONG {
        "figure figure--word"
    } else {
        "figure"
    };
    let pairs = rest.iter().map(|line| {
        view! {
            <div>
                <dt><code>{line.name.clone()}</code></dt>
                <dd>{words::calculated(&line.value, &line.unit)}</dd>
            </div>
        }
        .into_any()
    });
    let copied = words::result(computed);
    view! {
        <section class="section" data-test="calc-result">
            <p class=class data-test="calc-value"><span class="accent">{large}</span></p>
            {(!rest.is_empty()).then(|| view! { <dl class="calc__pairs">{pairs.collect_view()}</dl> }.into_any())}
            <div class="fact__actions">
                {copy_button("Copy result", move || copied.clone())}
                {copy_button("Copy link", move || link(sheet))}
            </div>
        </section>
    }
    .into_any()
}

fn link(sheet: Sheet) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{}", sheet.address())
}

/// Formula, steps, what was assumed or followed, notes and sources.
fn how(shown: &Calculated, computed: &Computed) -> AnyView {
    let line = |line: String| view! { <li>{line}</li> }.into_any();
    let steps = computed.steps.iter().cloned().map(line);
    let assumed = shown.inputs.iter().filter(|it| it.from == From::Assumed);
    let assumed: Vec<String> = assumed
        .map(|Given { quantity, .. }| {
            let value = words::calculated(&quantity.value, &quantity.unit);
            format!("{} {value}", quantity.name)
        })
        .collect();
    let notes = shown.hints.iter().map(words::hint);
    let notes: Vec<String> = notes.chain(computed.notes.iter().cloned()).collect();
    view! {
        <section class="section">
            {section_head("Formula", words::clauses(&computed.clauses), ().into_any())}
            <p class="formula" data-test="calc-formula"><code>{computed.formula.clone()}</code></p>
            <ol class="calc__steps" data-test="calc-steps">{steps.collect_view()}</ol>
            {(!assumed.is_empty()).then(|| view! {
                <p class="second" data-test="calc-assumed">"Assumed: " {assumed.join("; ")}</p>
            }.into_any())}
            {(!notes.is_empty()).then(|| view! {
                <ul class="fact__remarks">{notes.into_iter().map(line).collect_view()}</ul>
            }.into_any())}
        </section>
    }
    .into_any()
}

/// A refusal: what is wrong, and what would be legal.
fn no_result(refusal: &Refusal) -> AnyView {
    let (class, shape) = if refusal.why == Why::NotHeld {
        ("note", Icon::Unknown)
    } else {
        ("note note--crit", Icon::Bad)
    };
    view! {
        <div class="section">
            <div class=class data-test="calc-refused">
                {icon(shape)}
                <p class="note__text"><strong>"No result: "</strong> {words::refusal(refusal)}</p>
            </div>
        </div>
    }
    .into_any()
}
