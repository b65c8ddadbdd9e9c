//! What an agent says to a fault or a general question: where to look and what acts on it.

use protocol::answer::{
    Body, CauseCard, Clause, CounterCard, FactCard, Gap, Guidance, KpiCard, ParameterCard,
    ProcedureCard,
};
use protocol::catalogue::{Card, Model, Row, Settable, Table};

use super::parameters::Choice;
use super::{advice, facts, figures, interfaces, parameters, related};
use crate::catalogue::{AgentNumber, Catalogue, RowNumber, text};
use crate::routing::Query;
use crate::sort;

/// Parameters shown of an agent without a worked entry.
const MOST_PARAMETERS: usize = 8;
/// Cards of figures and procedures in one answer.
const MOST: Most = Most {
    kpis: 8,
    counters: 12,
    procedures: 8,
    causes: 4,
};
/// No limit, on an agent's own page.
const ALL: Most = Most {
    kpis: usize::MAX,
    counters: usize::MAX,
    procedures: usize::MAX,
    causes: usize::MAX,
};

/// How many cards of each table are shown.
#[derive(Clone, Copy)]
struct Most {
    kpis: usize,
    counters: usize,
    procedures: usize,
    causes: usize,
}

/// The guidance of an agent with its entry, where it has one.
pub fn body(
    catalogue: &Catalogue,
    query: &Query<'_>,
    agent: AgentNumber,
    model: Option<&Model>,
    known: &advice::Facts,
) -> Body {
    let parameters = match model {
        Some(model) if !model.parameters.is_empty() => set_by(catalogue, model),
        _ => chosen(catalogue, query, agent),
    };
    let says = guidance(catalogue, agent, model, known, parameters, MOST);
    Body::Guidance(Box::new(says))
}

/// What is known of it while the agent's entry is still on its way: the rows that it reads. What the
/// entry says is empty.
pub fn so_far(catalogue: &Catalogue, agent: AgentNumber) -> Body {
    let none = advice::Facts::default();
    let says = guidance(catalogue, agent, None, &none, Vec::new(), MOST);
    Body::Guidance(Box::new(Guidance {
        summary: String::new(),
        ..says
    }))
}

/// All that an agent holds beside what came with groups.
pub fn whole(catalogue: &Catalogue, agent: AgentNumber, model: Option<&Model>) -> Guidance {
    let mut parameters = model.map_or_else(Vec::new, |model| set_by(catalogue, model));
    for row in catalogue.agents.facts(agent) {
        if let Some(FactCard::Parameter(card)) = facts::card(catalogue, *row, None)
            && !parameters.iter().any(|other| other.id == card.id)
        {
            parameters.push(*card);
        }
    }
    // Without figures all rules are open: what they look at and need is shown.
    let known = advice::Facts::default();
    guidance(catalogue, agent, model, &known, parameters, ALL)
}

/// The cards of what a worked entry sets.
fn set_by(catalogue: &Catalogue, model: &Model) -> Vec<ParameterCard> {
    let settings = model.parameters.iter();
    settings
        .filter_map(|one| settable(catalogue, one))
        .collect()
}

fn guidance(
    catalogue: &Catalogue,
    agent: AgentNumber,
    model: Option<&Model>,
    known: &advice::Facts,
    parameters: Vec<ParameterCard>,
    most: Most,
) -> Guidance {
    let agents = &catalogue.agents;
    let facts = Facts::of(catalogue, agent, most);
    Guidance {
        agent: agents.id(agent),
        name: agents.name(agent).to_owned(),
        summary: model.map_or_else(|| agents.what(agent).to_owned(), |one| one.summary.clone()),
        advice: advice::of(catalogue, model, known).map(Box::new),
        kpis: facts.kpis,
        parameters,
        counters: facts.counters,
        procedures: facts.procedures,
        causes: facts.causes,
        clauses: model
            .map(|model| clauses(catalogue, model))
            .unwrap_or_default(),
        gaps: model.map(gaps).unwrap_or_default(),
        related: agents
            .related(agent)
            .iter()
            .map(|other| related(catalogue, *other))
            .collect(),
    }
}

/// Cards of what an agent reads.
#[derive(Default)]
struct Facts {
    kpis: Vec<KpiCard>,
    counters: Vec<CounterCard>,
    procedures: Vec<ProcedureCard>,
    causes: Vec<CauseCard>,
}

impl Facts {
    /// In the order of the plan, most useful first.
    fn of(catalogue: &Catalogue, agent: AgentNumber, most: Most) -> Self {
        let mut facts = Self::default();
        for row in catalogue.agents.facts(agent).iter().copied() {
            match catalogue.rows.row(row) {
                Some(Row::Kpi(of)) if facts.kpis.len() < most.kpis => {
                    facts.kpis.push(figures::kpi(catalogue, row, of));
                }
                Some(Row::Counter(of)) if facts.counters.len() < most.counters => {
                    facts.counters.push(figures::counter(catalogue, row, of));
                }
                Some(Row::Procedure(of)) if facts.procedures.len() < most.procedures => {
                    facts
                        .procedures
                        .push(interfaces::procedure(catalogue, row, of));
                }
                Some(Row::Causes(of)) if facts.causes.len() < most.causes => {
                    facts
                        .causes
                        .push(interfaces::causes(catalogue, row, of, None));
                }
                _ => {}
            }
        }
        facts
    }
}

/// The card of a setting of a worked entry.
fn settable(catalogue: &Catalogue, settable: &Settable) -> Option<ParameterCard> {
    let (id, on) = &settable.card;
    let is_its = |card: &&Card| card.row == *id && card.on == *on;
    let card = catalogue.agents.cards().iter().find(is_its);
    let Some(row) = catalogue.rows.number(id.as_str()) else {
        return parameters::choice_card(catalogue, &Choice::named(catalogue, id)?);
    };
    let Row::Parameter(of) = catalogue.rows.row(row)? else {
        return None;
    };
    Some(parameters::with_card(
        catalogue,
        row,
        of,
        card,
        settable.safe.as_ref(),
    ))
}

/// The parameters of an agent that fit the question best: named ones, ones with a card, ones whose
/// names share words with it; else in the order of the agent.
fn chosen(catalogue: &Catalogue, query: &Query<'_>, agent: AgentNumber) -> Vec<ParameterCard> {
    let rows = &catalogue.rows;
    let agents = &catalogue.agents;
    let asked: Vec<&str> = query
        .words
        .iter()
        .map(|word| word.stem.as_str())
        .filter(|stem| !text::is_empty_word(stem))
        .collect();
    let mut named: Vec<RowNumber> = query
        .mentions
        .iter()
        .flat_map(|mention| mention.rows.iter().copied())
        .collect();
    sort::numbers(&mut named);
    let own = agents.facts(agent).iter().map(|row| (*row, 1));
    let grouped = agents.grouped(agent).iter().map(|row| (*row, 0));
    let is_parameter = |row: RowNumber| rows.table(row).is_some_and(Table::holds_parameters);
    let mut scored: Vec<(core::cmp::Reverse<usize>, usize, RowNumber)> = Vec::new();
    for (place, (row, bonus)) in own
        .chain(grouped)
        .filter(|(row, _)| is_parameter(*row))
        .enumerate()
    {
        let words = rows
            .segments(row)
            .skip(1)
            .flat_map(text::pieces)
            .map(|piece| text::stem(&piece));
        let shared = text::each_once(words.filter(|word| asked.contains(&word.as_str()))).len();
        let card = usize::from(agents.cards_of(row).next().is_some());
        let is_list = rows.segments(row).next_back() == Some("[]");
        let named = usize::from(named.binary_search(&row).is_ok());
        let score = (3 + bonus + 3 * shared + 3 * card + 8 * named) - 2 * usize::from(is_list);
        scored.push((core::cmp::Reverse(score), place, row));
    }
    sort::by_key(&mut scored, |one| *one);
    let mut cards: Vec<ParameterCard> = Vec::new();
    for (.., row) in scored {
        if cards.len() == MOST_PARAMETERS {
            break;
        }
        let card = match (Choice::of(catalogue, row), rows.row(row)) {
            (Some(choice), _) => parameters::choice_card(catalogue, &choice),
            (None, Some(Row::Parameter(of))) => Some(parameters::card(catalogue, row, of)),
            _ => None,
        };
        cards.extend(card.filter(|card| !cards.iter().any(|other| says_the_same(other, card))));
    }
    cards
}

/// Whether a card is that of another form of the same field: `.rsrq` beside `.rsrp`.
fn says_the_same(one: &ParameterCard, other: &ParameterCard) -> bool {
    let base = |card: &ParameterCard| card.name.split('.').next().map(str::to_owned);
    one.id == other.id
        || (one.source == other.source && base(one) == base(other) && one.legal == other.legal)
}

fn clauses(catalogue: &Catalogue, model: &Model) -> Vec<Clause> {
    let clause = |(spec, number): &(String, String)| Clause {
        title: catalogue
            .rows
            .clause_title(spec, number)
            .unwrap_or_default()
            .to_owned(),
        spec: spec.clone(),
        clause: number.clone(),
    };
    model.clauses.iter().map(clause).collect()
}

fn gaps(model: &Model) -> Vec<Gap> {
    let gap = |gap: &protocol::catalogue::Gap| Gap {
        what: gap.what.clone(),
        instead: gap.instead.clone(),
    };
    model.gaps.iter().map(gap).collect()
}
