//! Who answers: the agents that were considered, how likely each is right, and the words that speak
//! for it.

use leptos::prelude::*;
use protocol::answer::{Candidate, Route, RoutedBy};
use protocol::words;

use crate::components::{Scale, scale, section_head};
use crate::route::agent_address;

/// The most that are shown.
const SHOWN: usize = 3;
/// Reasons of each that are shown, heaviest first.
const REASONS: usize = 6;

/// The considered agents, best first, and by what they were found.
pub fn who_answers(route: &Route, answered: bool) -> AnyView {
    if route.candidates.is_empty() {
        return ().into_any();
    }
    let title = if answered {
        "Who answers"
    } else {
        "Who came closest"
    };
    let found = match route.by {
        RoutedBy::Words => "by words alone: how likely each is right",
        RoutedBy::WordsAndVectors => "by words and meaning: how likely each is right",
    };
    let candidates = route.candidates.iter().take(SHOWN).enumerate();
    view! {
        <section class="section">
            {section_head(title, found, ().into_any())}
            <ol>{candidates.map(|(place, it)| candidate(it, answered && place == 0)).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn candidate(candidate: &Candidate, first: bool) -> AnyView {
    let reasons: Vec<String> = candidate
        .why
        .iter()
        .take(REASONS)
        .map(|reason| format!("{} +{}", reason.word, tenths(reason.weight_micro)))
        .collect();
    let class = if first {
        "candidate candidate--chosen"
    } else {
        "candidate"
    };
    let likely = candidate.probability_micro.map(words::percent);
    let line = candidate.probability_micro.map(|probability| {
        let at = probability as f64 / 1e6;
        scale(Scale {
            label: format!("{} likely the right one", words::percent(probability)),
            steps: 4,
            mark: (!first).then_some(at),
            chosen: first.then_some(at),
            low: true,
            ..Scale::default()
        })
    });
    let likely = likely.unwrap_or_else(|| format!("score {}", tenths(candidate.score_micro)));
    view! {
        <li class=class data-test="candidate" data-agent=candidate.agent.0.clone()>
            <div class="candidate__line">
                <a class="candidate__name" href=agent_address(candidate.agent.as_str())>{candidate.name.clone()}</a>
                <span class="candidate__score">{likely}</span>
            </div>
            {line}
            <p class="candidate__why" dir="auto">
                <code>{candidate.agent.0.clone()}</code>
                {(!reasons.is_empty()).then(|| format!(" · {}", reasons.join(", ")))}
            </p>
        </li>
    }
    .into_any()
}

/// A score with one decimal, where history has no more: more would look like more than it is.
fn tenths(micro: i64) -> String {
    let rounded = (micro + 50_000 * micro.signum()) / 100_000;
    let text = words::micro(rounded * 100_000);
    if text.contains('.') {
        text
    } else {
        format!("{text}.0")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_have_one_decimal() {
        assert_eq!(tenths(12_340_000), "12.3");
        assert_eq!(tenths(12_960_000), "13.0");
        assert_eq!(tenths(0), "0.0");
    }
}
