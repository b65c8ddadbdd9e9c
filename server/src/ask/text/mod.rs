//! An answer as text for a terminal. Decides nothing: everything that is known is said, in the order
//! in which the page shows it, with the words that the page uses.

mod advice;
mod cards;
mod evidence;
#[cfg(test)]
mod tests;

use protocol::answer::{Answer, Body, Candidate, Guidance, Route, RoutedBy};
use protocol::memory::Evidence;
use protocol::words;

pub use advice::{checked, verdict};

use crate::calc;
use crate::sheet::Sheet;

/// The whole answer, with what the memory adds to it.
pub fn answer(answer: &Answer, evidence: &Evidence) -> String {
    let mut sheet = Sheet::default();
    if let Some(about) = &answer.understood.taken {
        sheet.text(&format!(
            "About {}, from the question before.",
            words::about(about)
        ));
    }
    let lacking = answer.understood.lacking.iter();
    lacking.for_each(|one| sheet.text(&words::lacking(one)));
    match &answer.body {
        Body::Facts(cards) => cards.iter().for_each(|card| cards::fact(&mut sheet, card)),
        Body::Guidance(guided) => guidance(&mut sheet, guided),
        Body::OutOfScope => out_of_scope(&mut sheet, answer),
        Body::Calculation(shown) => calc::text::calculated(&mut sheet, shown),
    }
    evidence::evidence(&mut sheet, evidence);
    // No agent computes.
    if !matches!(answer.body, Body::Calculation(_)) {
        who_answers(&mut sheet, &answer.route);
    }
    sheet.section("Catalogue");
    sheet.line(&answer.catalogue);
    sheet.finish()
}

fn out_of_scope(sheet: &mut Sheet, answer: &Answer) {
    sheet.title("Outside what I know");
    if answer.understood.taken.is_some() {
        sheet.text(words::NOTHING_OF_IT);
        return;
    }
    let route = &answer.route;
    sheet.text(&format!(
        "No agent is close to this: {} likely mine, I answer from {}. I know LTE and NR radio \
         parameters, counters, KPIs, procedures and faults.",
        words::percent(route.scope_micro),
        words::percent(route.threshold_micro),
    ));
}

fn guidance(sheet: &mut Sheet, guided: &Guidance) {
    sheet.title(&format!("{} ({})", guided.name, guided.agent));
    sheet.text(&guided.summary);
    if let Some(advice) = &guided.advice {
        advice::advice(sheet, advice);
    }
    if !guided.kpis.is_empty() {
        sheet.section("KPIs to look at");
        guided.kpis.iter().for_each(|card| cards::kpi(sheet, card));
    }
    if !guided.gaps.is_empty() {
        sheet.section("Not measured by the standard");
        for gap in &guided.gaps {
            sheet.line(&format!("{}. Instead: {}", gap.what, gap.instead));
        }
    }
    if !guided.parameters.is_empty() {
        sheet.section("Its parameters");
        guided
            .parameters
            .iter()
            .for_each(|card| cards::parameter(sheet, card));
    }
    guided
        .causes
        .iter()
        .for_each(|card| cards::cause(sheet, card));
    if !guided.counters.is_empty() {
        sheet.section("Counters");
        for card in &guided.counters {
            let unit = card.unit.as_ref().map_or("count", |unit| &unit.name);
            sheet.line(&format!("{}, {unit}", card.name));
        }
    }
    if !guided.procedures.is_empty() {
        sheet.section("Procedures");
        for card in &guided.procedures {
            sheet.line(&format!("{}, {}", card.name, card.protocol));
        }
    }
    if !guided.clauses.is_empty() {
        sheet.section("Clauses to read");
        for clause in &guided.clauses {
            sheet.line(&format!(
                "{} {} {}",
                clause.spec, clause.clause, clause.title
            ));
        }
    }
    if !guided.related.is_empty() {
        sheet.section("Ask next");
        for agent in &guided.related {
            sheet.line(&format!("{} ({})", agent.name, agent.agent));
        }
    }
}

fn who_answers(sheet: &mut Sheet, route: &Route) {
    if route.candidates.is_empty() {
        return;
    }
    sheet.section("Who answers (how likely each is right)");
    if route.by == RoutedBy::Words {
        sheet.line("Found by words alone, without their meaning.");
    }
    for Candidate {
        agent,
        name,
        score_micro,
        probability_micro,
        alike_micro: _,
        why,
    } in &route.candidates
    {
        let likely = probability_micro.map(words::percent);
        let likely = likely.unwrap_or_else(|| format!("score {}", tenths(*score_micro)));
        sheet.line(&format!("{likely:>6}  {name} ({agent})"));
        let words: Vec<String> = why
            .iter()
            .map(|reason| format!("{} +{}", reason.word, tenths(reason.weight_micro)))
            .collect();
        if !words.is_empty() {
            sheet.indented(8, &words.join(", "));
        }
    }
}

/// A score with one decimal: more would look like more than it is.
fn tenths(micro: i64) -> String {
    let rounded = micro.saturating_add(50_000 * micro.signum()) / 100_000;
    let text = words::micro(rounded * 100_000);
    if text.contains('.') {
        text
    } else {
        format!("{text}.0")
    }
}
