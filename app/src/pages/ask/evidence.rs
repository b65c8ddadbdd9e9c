//! What the memory knows of a question: what was tried and how it ended, and what not to do.

use leptos::prelude::*;
use protocol::memory::{Evidence, Recalled, Standing};
use protocol::words::{evidence as words, pattern::LEAST_FOR_SHARE};

use crate::components::{Icon, Scale, icon, scale, section_head, strip};
use crate::state::pattern_address;

/// The section; nothing where there are no patterns at all.
pub fn evidence(evidence: &Evidence) -> AnyView {
    if let Some(none) = words::none(evidence) {
        return view! {
            <section class="section" data-test="evidence">
                {section_head(words::HEADING, "", ().into_any())}
                <p class="second">{none}</p>
            </section>
        }
        .into_any();
    }
    if evidence.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section" data-test="evidence">
            {section_head(words::HEADING, words::found_by(evidence), ().into_any())}
            <ul>
                {evidence.worked.iter().map(|one| recalled(one, false)).collect_view()}
                {evidence.pitfalls.iter().map(|one| recalled(one, true)).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

fn recalled(one: &Recalled, warns: bool) -> AnyView {
    let Recalled {
        line,
        tried,
        teaches,
        fit,
        since,
    } = one;
    let (class, sign, hook) = if warns {
        ("recalled recalled--pitfall", Icon::Watch, "pitfall")
    } else {
        ("recalled", Icon::Tick, "worked")
    };
    let teaches =
        (!teaches.is_empty()).then(|| view! { <p dir="auto">{teaches.clone()}</p> }.into_any());
    let sure = words::sure(line).map(|sure| sureness(&line.standing, sure));
    let since = words::since(since)
        .map(|since| view! { <p dir="auto"><strong>{since}</strong></p> }.into_any());
    let alike = fit
        .as_ref()
        .map(|fit| view! { <p class="recalled__source">{words::alike(fit)}</p> }.into_any());
    view! {
        <li class=class data-test=hook data-pattern=line.id.to_string()>
            {icon(sign)}
            <a class="recalled__name" href=pattern_address(line.id) dir="auto">
                {warns.then_some("Pitfall: ")} {line.name.clone()}
            </a>
            <span>{strip(&line.strip)}</span>
            <div class="recalled__text">
                <p class="recalled__tried" dir="auto">{tried.clone()}</p>
                {teaches}
                <p>{words::ended(line)}</p>
                {sure}
                {since}
                {alike}
                <p class="recalled__source">{words::source(one)}</p>
            </div>
        </li>
    }
    .into_any()
}

/// The interval on a line from 0 to 1, as on the pattern's own page.
fn sureness(standing: &Standing, words: String) -> AnyView {
    let unit = |micro: u32| f64::from(micro) / 1e6;
    let line = scale(Scale {
        label: format!("Confidence from 0 to 1, {words}"),
        steps: 4,
        interval: Some((unit(standing.lower_micro), unit(standing.upper_micro))),
        chosen: (standing.n >= LEAST_FOR_SHARE).then(|| unit(standing.mean_micro)),
        low: true,
        ..Scale::default()
    });
    view! { <div>{line} <p>{words}</p></div> }.into_any()
}
