//! Why a pattern was found: each part of its score, with what it was made of.

use leptos::prelude::*;
use protocol::memory::{FoundLine, Standing};
use protocol::time::Timestamp;
use protocol::words::{self, pattern};

use super::parts::{Part, parts, width};
use crate::browser::now;

const DAY: i64 = 86_400_000_000;

/// Draws the section.
pub fn why(hit: &FoundLine, standing: &Standing, at: Option<Timestamp>) -> AnyView {
    let contrasts: Vec<String> = hit.contrasts.iter().map(words::contrast).collect();
    let contrast = if contrasts.is_empty() {
        "nothing said differently".to_owned()
    } else {
        contrasts.join("; ")
    };
    let lower = words::hundredths(i64::from(standing.lower_micro));
    let details = [
        format!("cosine {}", words::hundredths(i64::from(hit.cosine_micro))),
        "words in both".to_owned(),
        contrast,
        format!("lower bound {lower}, n {}", standing.n),
        pattern::age(at.map(|at| (now().0 - at.0) / DAY)),
    ];
    let rows = parts(&hit.parts).into_iter().zip(details).map(row);
    view! {
        <section class="section" data-test="why">
            <div class="section__head">
                <h2>"Why it was found"</h2>
                <span class="section__tools why__sum">{words::hundredths(i64::from(hit.score_micro))}</span>
            </div>
            <table class="table why">
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row((part, detail): (Part, String)) -> AnyView {
    let Part { word, class, micro } = part;
    let sign = if micro < 0 { "" } else { "+" };
    let less = if micro < 0 && class == "part--contrast" {
        "why__less"
    } else {
        ""
    };
    view! {
        <tr>
            <th scope="row">{word}</th>
            <td class="why__detail" dir="auto">{detail}</td>
            <td class="why__bar"><span class=class style:inline-size=width(micro) hidden=micro <= 0></span></td>
            <td class=format!("number {less}")>{sign} {words::hundredths(i64::from(micro))}</td>
        </tr>
    }
    .into_any()
}
