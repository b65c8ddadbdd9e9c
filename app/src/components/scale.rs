//! The signature: a value on a line, to scale. Legal range as the line, safe range as a band, start
//! value as a wedge below, the value that matters as a diamond.

use leptos::prelude::*;

/// Positions are fractions of the line, 0 … 1.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scale {
    /// The whole in words, for who does not see it.
    pub label: String,
    /// Into so many equal steps the line is cut by ticks; 0 when they could not be told apart.
    pub steps: u32,
    /// Safe range.
    pub safe: Option<(f64, f64)>,
    /// Start value.
    pub start: Option<f64>,
    /// The value that matters.
    pub mark: Option<f64>,
    /// The value that was computed.
    pub chosen: Option<f64>,
    /// What it is compared with.
    pub other: Option<f64>,
    /// Between these it lies most likely.
    pub interval: Option<(f64, f64)>,
    /// A limit to stay below.
    pub limit: Option<f64>,
    /// What stands at the two ends.
    pub ends: (String, String),
    /// What stands under the safe range.
    pub below: String,
    /// Without words around it.
    pub low: bool,
}

/// So wide are the words at an end, as a part of the line, that words nearer would touch them.
const NEAR_END: f64 = 0.2;

/// Draws a scale as wide as its place.
pub fn scale(scale: Scale) -> AnyView {
    let Scale {
        label,
        steps,
        safe,
        start,
        mark,
        chosen,
        other,
        interval,
        limit,
        ends,
        below,
        low,
    } = scale;
    let y = if low { 12 } else { 23 };
    let middle = safe.map_or(start.unwrap_or(0.5), |(from, to)| f64::midpoint(from, to));
    let crowded = !below.is_empty();
    let first = (!(crowded && middle < NEAR_END)).then_some(ends.0);
    let last = (!(crowded && middle > 1.0 - NEAR_END)).then_some(ends.1);
    let (anchor, at) = match middle {
        at if at < NEAR_END => ("start", 0.0),
        at if at > 1.0 - NEAR_END => ("end", 1.0),
        at => ("middle", at),
    };
    view! {
        <svg class=if low { "scale scale--low" } else { "scale" } role="img" aria-label=label>
            <line class="scale__line" x1="0" x2="100%" y1=y y2=y></line>
            {(steps > 0).then(|| ticks(steps, y - 4))}
            {safe.map(|safe| band(safe, y))}
            {stroke("scale__end", 0.0, y - 6, y + 6)}
            {stroke("scale__end", 1.0, y - 6, y + 6)}
            {limit.map(|at| stroke("scale__limit", at, y - 7, y + 7))}
            {start.map(|at| shape("scale__start", at, y + 5, "M0 0 3 5h-6z"))}
            {interval.map(|(from, to)| {
                view! { <rect class="scale__interval" x=percent(from) y=y - 1 width=percent(to - from) height="3"></rect> }
                    .into_any()
            })}
            {other.map(|at| shape("scale__other", at, y, "M0-4.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9"))}
            {mark.map(|at| shape("scale__mark", at, y, "M0-5.5 5.5 0 0 5.5-5.5 0z"))}
            {chosen.map(|at| shape("scale__mark scale__mark--chosen", at, y, "M0-5.5 5.5 0 0 5.5-5.5 0z"))}
            {first.map(|words| text("", "start", 0.0, words))}
            {last.map(|words| text("", "end", 1.0, words))}
            {crowded.then(|| text("scale__safe", anchor, at, below))}
        </svg>
    }
    .into_any()
}

/// What the marks of the scales on a page mean.
pub fn legend() -> AnyView {
    view! {
        <div class="legend">
            <span class="legend__item">
                <svg aria-hidden="true">
                    <line class="scale__line" x1="0" x2="100%" y1="6" y2="6"></line>
                    {stroke("scale__end", 0.0, 2, 10)} {stroke("scale__end", 1.0, 2, 10)}
                </svg>
                "Legal (standard)"
            </span>
            <span class="legend__item">
                <svg aria-hidden="true">{band((0.0, 1.0), 6)}</svg>
                "Safe (ours)"
            </span>
            <span class="legend__item">
                <svg aria-hidden="true">{shape("scale__start", 0.5, 4, "M0 0 3 5h-6z")}</svg>
                "Start value (ours)"
            </span>
        </div>
    }
    .into_any()
}

/// All ticks in one path, in a picture of its own that is stretched to the line.
fn ticks(steps: u32, y: i32) -> AnyView {
    let path: String = (0..=steps).map(|step| format!("M{step} 0V4")).collect();
    let view_box = format!("0 0 {steps} 4");
    view! {
        <svg y=y width="100%" height="4" overflow="visible" viewBox=view_box preserveAspectRatio="none">
            <path class="scale__tick" d=path vector-effect="non-scaling-stroke"></path>
        </svg>
    }
    .into_any()
}

fn percent(at: f64) -> String {
    // By hand: formatting a float would bring its tables along.
    let hundredths = (at.clamp(0.0, 1.0) * 10_000.0).round() as u32;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn stroke(class: &'static str, at: f64, from: i32, to: i32) -> AnyView {
    let x = percent(at);
    view! { <line class=class x1=x.clone() x2=x y1=from y2=to></line> }.into_any()
}

fn band((from, to): (f64, f64), y: i32) -> AnyView {
    let width = percent(to - from);
    view! {
        <rect class="scale__band" x=percent(from) y=y - 3 width=width height="6"></rect>
        {stroke("scale__band-end", from, y - 5, y + 5)}
        {stroke("scale__band-end", to, y - 5, y + 5)}
    }
    .into_any()
}

/// A path cannot be placed in percent, but the picture around it can.
fn shape(class: &'static str, at: f64, y: i32, path: &'static str) -> AnyView {
    view! {
        <svg x=percent(at) y=y overflow="visible"><path class=class d=path></path></svg>
    }
    .into_any()
}

fn text(class: &'static str, anchor: &'static str, at: f64, words: String) -> AnyView {
    view! { <text class=class text-anchor=anchor x=percent(at) y="44">{words}</text> }.into_any()
}
