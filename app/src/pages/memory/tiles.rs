//! How much a pattern can be trusted, how often it worked, how often it was used.

use leptos::prelude::*;
use protocol::memory::PatternView;
use protocol::words::{
    self,
    pattern::{self, LEAST_FOR_SHARE, Shade, shade},
};

use crate::components::{Scale, scale};

/// Draws the three tiles.
pub fn tiles(view: &PatternView) -> AnyView {
    let used = match view.used {
        0 => "not yet",
        _ => "when it was taken as advice",
    };
    view! {
        <div class="tiles tiles--three">
            {confidence(view)}
            {worked(view)}
            <div class="tile" data-test="tile-used">
                <span class="tile__label">"Used in answers"</span>
                <span class="tile__figure">{words::grouped(view.used)}</span>
                <span class="tile__remark">{used}</span>
            </div>
        </div>
    }
    .into_any()
}

fn confidence(view: &PatternView) -> AnyView {
    let standing = &view.standing;
    let enough = standing.n >= LEAST_FOR_SHARE;
    let figure = if enough {
        words::hundredths(i64::from(standing.mean_micro))
    } else {
        format!("n {}", standing.n)
    };
    let remark = match standing.n {
        0 => "nobody said how it ended".to_owned(),
        _ if enough => pattern::interval(standing),
        _ => format!("{}: too few for a share", pattern::interval(standing)),
    };
    let unit = |micro: u32| f64::from(micro) / 1e6;
    let line = (standing.n > 0).then(|| {
        scale(Scale {
            label: format!("Confidence from 0 to 1, {remark}"),
            steps: 4,
            interval: Some((unit(standing.lower_micro), unit(standing.upper_micro))),
            chosen: enough.then(|| unit(standing.mean_micro)),
            low: true,
            ..Scale::default()
        })
    });
    view! {
        <div class="tile" data-test="tile-confidence">
            <span class="tile__label">"Confidence"</span>
            <span class="tile__figure">{figure}</span>
            {line}
            <span class="tile__remark">{remark}</span>
        </div>
    }
    .into_any()
}

fn worked(view: &PatternView) -> AnyView {
    let count = |wanted: Shade| {
        let outcomes = view.outcomes.iter();
        outcomes
            .filter(|it| shade(it.outcome.score.micro()) == wanted)
            .count()
    };
    let (partly, did_not) = (count(Shade::Partly), count(Shade::DidNot));
    let n = view.outcomes.len();
    let (figure, rest) = match n {
        0 => ("–".to_owned(), None),
        _ => ((n - did_not).to_string(), Some(format!("of {n}"))),
    };
    let remark = match (n, partly) {
        (0, _) => "not tried".to_owned(),
        (_, 0) => format!("{did_not} did not, none partly"),
        (_, partly) => format!("{partly} of them partly, {did_not} did not"),
    };
    view! {
        <div class="tile" data-test="tile-worked">
            <span class="tile__label">"Worked"</span>
            <span class="tile__figure">{figure} " " <span class="unit">{rest}</span></span>
            <span class="tile__remark">{remark}</span>
        </div>
    }
    .into_any()
}
