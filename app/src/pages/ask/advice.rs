//! What an agent's rules say of the figures that came with a question: what was understood, what is
//! found, what to change with its verdicts, what to watch, and what is missing to judge the rest.

use leptos::prelude::*;
use protocol::answer::{
    Advice, Change, ChangeSet, Finding, JointLimit, Open, ParameterCard, Safety, Step, Symptom,
    Watch,
};
use protocol::words::advice as words;

use super::cards::labelled;
use super::range::range_of_change;
use crate::components::{Icon, icon, scale, section_head};
use crate::route::agent_address;

/// Missing figures that are named; the rest is counted.
const MOST_WANTED: usize = 12;
/// More rules than these are folded away.
const RULES_SHOWN: usize = 3;

/// All of it; nothing where no rule has anything to say.
pub fn advice(advice: &Advice, cards: &[ParameterCard]) -> AnyView {
    view! {
        {taken(advice)}
        {broken(advice)}
        {advice.findings.iter().map(|one| finding(one, cards)).collect_view()}
        {open(advice)}
    }
    .into_any()
}

/// What was understood of the figures, and what was not used.
fn taken(advice: &Advice) -> AnyView {
    if advice.taken.is_empty() && advice.unused.is_empty() {
        return ().into_any();
    }
    let taken = advice.taken.iter();
    let taken = taken.map(|one| view! { <li class="chip">{words::taken(one)}</li> }.into_any());
    let unused = advice.unused.iter().map(|one| {
        let why = words::not_used(one.why);
        view! { <li class="chip chip--dashed">{one.fact.clone()} ": " {why}</li> }.into_any()
    });
    view! {
        <section class="section">
            {section_head("Given", "as it was understood", ().into_any())}
            <ul class="chips" data-test="given">{taken.collect_view()} {unused.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Joint limits that the present settings break.
fn broken(advice: &Advice) -> AnyView {
    let notes = advice.broken.iter().map(|one| {
        let text = placed(&one.text, one.relation.as_deref());
        view! {
            <div class="note note--warn" data-test="joint-broken">
                {icon(Icon::Watch)}
                <div class="note__text">
                    <p><strong>"Joint limit \u{201c}" {one.name.clone()} "\u{201d}. "</strong> {text}</p>
                    <p class="second">{one.reason.clone()} " Limit: ours."</p>
                </div>
            </div>
        }
        .into_any()
    });
    if advice.broken.is_empty() {
        return ().into_any();
    }
    view! { <section class="section stack">{notes.collect_view()}</section> }.into_any()
}

fn placed(text: &str, relation: Option<&str>) -> String {
    match relation {
        Some(name) => format!("{text} ({})", words::relation_name(name)),
        None => text.to_owned(),
    }
}

fn finding(finding: &Finding, cards: &[ParameterCard]) -> AnyView {
    let title = match (finding.suspicion, finding.main) {
        (true, _) => "Suspected",
        (false, true) => "Found, the main cause",
        (false, false) => "Found",
    };
    let of = &finding.of;
    let evidence = finding.evidence.iter();
    let evidence =
        evidence.map(|one| view! { <li class="chip">{words::evidence(one)}</li> }.into_any());
    let causes = finding.causes.iter();
    let causes = causes.map(|cause| view! { <li>{cause.clone()}</li> }.into_any());
    let steps = finding.steps.iter().map(|step| match step {
        Step::Check { text, see } => {
            let see = see.as_ref().map(|agent| {
                let address = agent_address(agent.agent.as_str());
                view! { " " <a href=address>{agent.name.clone()}</a> }.into_any()
            });
            view! { <li class="advice__step"><p>{text.clone()} {see}</p></li> }.into_any()
        }
        Step::Change(set) => {
            view! { <li class="advice__step">{change_set(set, cards)}</li> }.into_any()
        }
    });
    view! {
        <section class="section advice" data-test="finding" data-rule=of.rule.clone()>
            {section_head(title, format!("rule {}", of.rule), ().into_any())}
            <p class="lead"><strong>{placed(&of.symptom, of.relation.as_deref())} "."</strong></p>
            <ul class="chips advice__evidence">{evidence.collect_view()}</ul>
            <details>
                <summary>"Why this rule holds"</summary>
                <p class="formula"><code>{finding.condition.clone()}</code></p>
            </details>
            {(!finding.causes.is_empty()).then(|| view! {
                <h3 class="advice__head">"May be behind it"</h3>
                <ul class="fact__remarks">{causes.collect_view()}</ul>
            }.into_any())}
            {(!finding.steps.is_empty()).then(|| view! {
                <h3 class="advice__head">"What to do, one change at a time"</h3>
                <ol class="advice__steps">{steps.collect_view()}</ol>
            }.into_any())}
            {finding.watch.as_ref().map(watched)}
        </section>
    }
    .into_any()
}

fn change_set(set: &ChangeSet, cards: &[ParameterCard]) -> AnyView {
    let changes = set.changes.iter().map(|one| change(one, cards));
    let cluster = set.cluster.then(|| {
        view! { <p class="second">"With the neighbours that take 80 % of its handovers."</p> }
            .into_any()
    });
    let (class, shape) = match set.verdict {
        Safety::Safe => ("chip chip--good", Icon::Tick),
        Safety::NeedsJudgement => ("chip chip--dashed", Icon::Unknown),
        Safety::Illegal => ("chip chip--crit", Icon::Bad),
        Safety::AtStop => ("chip", Icon::Info),
    };
    let doubts = set.doubts.iter();
    let doubts = doubts.map(|doubt| view! { <li>{words::doubt(doubt)}</li> }.into_any());
    let commands = match &set.no_commands {
        Some(why) => view! { <p class="fact__source">{words::no_commands(why)}</p> }.into_any(),
        None => view! { <pre class="formula">{set.cmedit_commands.join("\n")}</pre> }.into_any(),
    };
    view! {
        <div class="changes" data-test="change-set">
            {changes.collect_view()}
            {cluster}
            <ul class="chips">
                <li class=class data-test="verdict-of-set">{icon(shape)} {words::safety(set.verdict)}</li>
                {set.joints.iter().map(joint).collect_view()}
            </ul>
            {(!set.doubts.is_empty()).then(|| view! {
                <ul class="fact__remarks">{doubts.collect_view()}</ul>
            }.into_any())}
            {commands}
        </div>
    }
    .into_any()
}

/// A joint limit after the change.
fn joint(joint: &JointLimit) -> AnyView {
    let (class, shape, end) = match joint.holds {
        Some(true) => ("chip chip--good", Icon::Tick, "holds"),
        Some(false) => ("chip chip--crit", Icon::Bad, "is broken"),
        None => ("chip chip--dashed", Icon::Unknown, "not checked"),
    };
    view! { <li class=class title=words::joint(joint)>{icon(shape)} {joint.name.clone()} " " {end}</li> }
        .into_any()
}

/// One setting: where it is, where it goes, on its scale.
fn change(change: &Change, cards: &[ParameterCard]) -> AnyView {
    let card = cards.iter().find(|card| card.id == change.parameter);
    let from = change.from.as_ref();
    let to = change.to.as_ref();
    let line = card.and_then(|card| {
        let field =
            |written: Option<&protocol::answer::Written>| written.map(|it| it.field.clone());
        range_of_change(card, field(from).as_deref(), field(to).as_deref())
    });
    let place = if change.reverse {
        format!("{}, of the neighbour back to this cell", change.on)
    } else {
        change.on.clone()
    };
    let whole = words::change(change);
    let said = whole
        .split_once(": ")
        .map_or(whole.as_str(), |(_, said)| said);
    view! {
        <div class="parameter" data-test="change" data-row=change.parameter.0.clone()>
            <div>
                <strong>{change.label.clone()}</strong>
                <p class="parameter__place">{place}</p>
            </div>
            <div>{line.map(scale)}</div>
            <div class="parameter__value change__value"><strong>{said.to_owned()}</strong></div>
            <p class="parameter__effects">{words::safe_basis(change)}</p>
        </div>
    }
    .into_any()
}

fn watched(watch: &Watch) -> AnyView {
    let mut lines = vec![
        ("Judge".to_owned(), words::watch_window(watch)),
        ("Gain".to_owned(), watch.improve.clone()),
    ];
    let guards = watch.guard.iter();
    lines.extend(guards.map(|guard| ("Take back when".to_owned(), guard.clone())));
    view! {
        <h3 class="advice__head">"After the change"</h3>
        <div data-test="watch">{labelled(lines)}</div>
    }
    .into_any()
}

/// Rules that wait for figures, and those that do not hold.
fn open(advice: &Advice) -> AnyView {
    if advice.open.is_empty() && advice.settled.is_empty() {
        return ().into_any();
    }
    let waiting = |Open { of, missing, .. }: &Open| {
        let mut names: Vec<String> = missing
            .iter()
            .take(MOST_WANTED)
            .map(words::wanted)
            .collect();
        if let Some(rest) = missing
            .len()
            .checked_sub(MOST_WANTED)
            .filter(|rest| *rest > 0)
        {
            names.push(format!("and {rest} more"));
        }
        view! {
            <li>
                {named(of)}
                <details class="rule__needs">
                    <summary>{figures(missing.len())}</summary>
                    <p class="second">{names.join("; ")}</p>
                </details>
            </li>
        }
        .into_any()
    };
    let (first, rest) = advice.open.split_at(advice.open.len().min(RULES_SHOWN));
    let settled = advice.settled.iter();
    let settled =
        settled.map(|one| view! { <li class="has has--not">{named(one)}</li> }.into_any());
    let fold = |test: &'static str, title: String, rows: AnyView| {
        view! {
            <details data-test=test>
                <summary>{title}</summary>
                <ul class="stack advice__open">{rows}</ul>
            </details>
        }
        .into_any()
    };
    view! {
        <section class="section">
            {section_head("What it may be", "rules, judged by figures that you give, never guessed", ().into_any())}
            {(!first.is_empty()).then(|| view! {
                <ul class="stack" data-test="rules-open">{first.iter().map(waiting).collect_view()}</ul>
            }.into_any())}
            {(!rest.is_empty()).then(|| fold(
                "rules-open-more",
                match rest.len() {
                    1 => "1 more rule waits for figures".to_owned(),
                    more => format!("{more} more rules wait for figures"),
                },
                rest.iter().map(waiting).collect_view().into_any(),
            ))}
            {(!advice.settled.is_empty()).then(|| fold(
                "rules-settled",
                format!("{} looked at, not the case", rules(advice.settled.len())),
                settled.collect_view().into_any(),
            ))}
        </section>
    }
    .into_any()
}

fn figures(count: usize) -> String {
    match count {
        1 => "needs 1 figure".to_owned(),
        count => format!("needs {count} figures"),
    }
}

fn rules(count: usize) -> String {
    match count {
        1 => "1 rule".to_owned(),
        count => format!("{count} rules"),
    }
}

fn named(of: &Symptom) -> AnyView {
    let text = placed(&of.symptom, of.relation.as_deref());
    view! { <span>{text} " " <code class="second">{of.rule.clone()}</code></span> }.into_any()
}
