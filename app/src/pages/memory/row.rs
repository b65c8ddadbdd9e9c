//! One row: role, name, score, its line, what made the score, how it ended so far.

use leptos::prelude::*;
use protocol::memory::{FoundLine, PatternLine};
use protocol::records::Role;
use protocol::words::{self, pattern};

use super::parts::bar;

use crate::components::{Icon, icon, strip};

/// Where a row stands.
pub struct Row {
    /// Its number from 0.
    pub place: u32,
    /// Of so many.
    pub total: u32,
    /// Where it leads.
    pub address: String,
    /// Whether its pattern is open beside the list.
    pub open: bool,
    /// Whether keys act on it.
    pub active: bool,
    /// Its height in rem.
    pub height: f64,
}

/// The id of a row's element.
pub fn element_id(place: u32) -> String {
    format!("memory-row-{place}")
}

/// A row of the list, or with what was found.
pub fn line(row: Row, line: &PatternLine, hit: Option<&FoundLine>) -> AnyView {
    let PatternLine {
        name,
        line: second,
        role,
        strip: scores,
        worked,
        standing,
        ..
    } = line;
    let score = hit.map(|hit| words::hundredths(i64::from(hit.score_micro)));
    let third = match hit {
        Some(hit) => bar(&hit.parts),
        None => view! { <span class="memory-row__tags">{tags(line)}</span> }.into_any(),
    };
    let counts = pattern::worked(*role, *worked, standing.n);
    let inner = view! {
        {role_icon(*role)}
        <span class="memory-row__name" dir="auto">{name.clone()}</span>
        <span class="memory-row__score">{score}</span>
        <span class="memory-row__line" dir="auto">{second.clone()}</span>
        {third}
        <span class="memory-row__ended">{strip(scores)} {counts}</span>
        {hit.and_then(against)}
    };
    frame(row, hit.is_none(), line.id.to_string(), inner.into_any())
}

/// A row that is on its way.
pub fn coming(row: Row) -> AnyView {
    let inner = view! { <span class="skeleton memory-row__name"></span> };
    frame(row, true, String::new(), inner.into_any())
}

fn frame(row: Row, fixed: bool, pattern: String, inner: AnyView) -> AnyView {
    let Row {
        place,
        total,
        address,
        open,
        active,
        height,
    } = row;
    // Quarters of a rem, see `rows`.
    let quarters = (height * 4.0) as u32;
    let height = format!("{}.{:02}rem", quarters / 4, quarters % 4 * 25);
    view! {
        <a
            id=element_id(place)
            class=if active { "memory-row memory-row--active" } else { "memory-row" }
            role="option"
            tabindex="-1"
            href=address
            aria-selected=if open { "true" } else { "false" }
            aria-posinset=place + 1
            aria-setsize=total.max(place + 1)
            data-test="pattern"
            data-pattern=pattern
            style:block-size=fixed.then_some(height)
        >
            {inner}
        </a>
    }
    .into_any()
}

/// Tick or triangle: what to do, or what not to do.
pub fn role_icon(role: Role) -> AnyView {
    let (class, shape) = match role {
        Role::Strategy => ("memory-role memory-role--good", Icon::Tick),
        Role::Pitfall => ("memory-role memory-role--warn", Icon::Watch),
    };
    view! { <span class=class title=words::role(role)>{icon(shape)} <span class="unseen">{words::role(role)}</span></span> }
        .into_any()
}

fn tags(line: &PatternLine) -> String {
    let technology = line.technology.map(words::technology).unwrap_or("LTE, NR");
    format!("{technology} · {}", line.category)
}

/// What speaks against it, since the two texts cannot both hold.
fn against(hit: &FoundLine) -> Option<AnyView> {
    let words: Vec<String> = hit
        .contrasts
        .iter()
        .filter(|contrast| contrast.kind.contradicts())
        .map(words::contrast)
        .collect();
    let cost = words::hundredths(i64::from(hit.parts.contrast_micro));
    (!words.is_empty()).then(|| {
        let words = format!("{} ({cost})", words.join("; "));
        view! {
            <span class="memory-row__against" data-test="against">{icon(Icon::Watch)} <span dir="auto">{words}</span></span>
        }
        .into_any()
    })
}
