//! Every fault that the checks promise to find is found.

#![allow(
    clippy::expect_used,
    clippy::semicolon_if_nothing_returned,
    clippy::ref_option,
    reason = "faults are one line each and may assume the sources they break"
)]

use std::path::Path;

use catalogue::check::check;
use catalogue::source::calculators::Cell;
use catalogue::source::{self, Entry, Model, Source};
use protocol::calculator::TableName;
use protocol::catalogue::{Action, Depth, Micro, Safe};
use protocol::ids::{AgentId, RowId};

fn sound() -> Source {
    match source::read(Path::new(env!("CARGO_MANIFEST_DIR"))) {
        Ok(source) => source,
        Err(problems) => panic!("{problems}"),
    }
}

type Fault = (&'static str, fn(&mut Source));

const FAULTS: &[Fault] = &[
    ("a table of the calculators without rows", |s| {
        s.calculators.remove(&TableName::NrBand);
    }),
    ("a row of the calculators twice", |s| {
        let rows = s.calculators.get_mut(&TableName::NrBand).expect("rows");
        rows.push(rows[0].clone());
    }),
    ("a guard band that does not follow", |s| {
        let rows = s.calculators.get_mut(&TableName::NrNrb).expect("rows");
        rows[0].insert("nrb", Cell::Number(Micro(24_000_000)));
    }),
    ("a configuration left out", |s| {
        let rows = s
            .calculators
            .get_mut(&TableName::PrachConfigFr2)
            .expect("rows");
        rows.remove(7);
    }),
    ("a row id twice", |s| {
        s.parameters[1].id = s.parameters[0].id.clone()
    }),
    ("min above max", |s| {
        let row = s.parameters.iter_mut().find(|row| row.legal.max.is_some());
        row.expect("a range").legal.min = protocol::catalogue::Micro::whole(9_000_000_000_000);
    }),
    ("an alias of nothing", |s| {
        s.parameters[0].alias_of = Some("NR.Nothing".into())
    }),
    ("an alias with another range", |s| {
        let row = s
            .parameters
            .iter_mut()
            .find(|row| row.alias_of.is_some())
            .expect("an alias");
        row.legal.values.push("extra".to_owned());
    }),
    ("a formula with an unknown counter", |s| {
        s.kpis[0].formula = "{No.Such}".to_owned()
    }),
    ("a KPI over no counter", |s| {
        s.kpis[0].counters = vec!["NR.No.Such".into()]
    }),
    ("a clause twice", |s| s.clauses.push(s.clauses[0].clone())),
    ("an agent id twice", |s| {
        s.agents[1].id = s.agents[0].id.clone()
    }),
    ("an agent name twice", |s| {
        s.agents[1].name = s.agents[0].name.to_uppercase()
    }),
    ("a fact that is no row", |s| {
        s.agents[0].facts.push("NR.No.Such".into())
    }),
    ("a fact twice", |s| {
        let fact = s.agents[0].facts[0].clone();
        s.agents[0].facts.push(fact);
    }),
    ("a fact of another technology", |s| {
        let lte = s
            .agents
            .iter()
            .position(|agent| !agent.techs.nr)
            .expect("an LTE agent");
        s.agents[lte].facts.push("NR.RRC.ConnEstabAtt".into());
    }),
    ("too few facts", |s| {
        s.agents[0].facts.truncate(2);
        s.agents[0].grouped.clear();
    }),
    ("the same facts", |s| {
        s.agents[1].facts = s.agents[0].facts.clone();
        s.agents[1].grouped = s.agents[0].grouped.clone();
    }),
    ("related to nobody", |s| s.agents[0].related.clear()),
    ("related to itself", |s| {
        s.agents[0].related = vec![s.agents[0].id.clone()]
    }),
    ("two questions only", |s| s.agents[0].asks.truncate(2)),
    ("no technology", |s| s.agents[0].techs = Default::default()),
    ("an odd id", |s| s.agents[0].id = "NR-mob-1".into()),
    ("a line too short", |s| {
        s.agents[0].what = "short".to_owned()
    }),
    ("a group that is none", |s| {
        s.groups_of[0].push("NR:Nothing".to_owned())
    }),
    ("a group twice", |s| {
        let group = s
            .groups_of
            .iter()
            .flatten()
            .next()
            .expect("a group")
            .clone();
        s.groups_of[0].push(group.clone());
        s.groups_of[1].push(group);
    }),
    ("a counter in no agent", |s| {
        for agent in &mut s.agents {
            agent
                .facts
                .retain(|fact| fact.as_str() != "NR.VR.VDiskUsageMean");
        }
    }),
    ("a card about nothing", |s| {
        s.cards[0].row = "NR.Nothing".into()
    }),
    ("a card twice", |s| s.cards.push(s.cards[0].clone())),
    ("a start that is not legal", |s| {
        start(s).value = "99999".to_owned()
    }),
    ("a start outside the safe range", |s| {
        let card = s
            .cards
            .iter_mut()
            .find(|card| numbers(&card.safe))
            .expect("a numeric card");
        let safe = card.safe.as_mut().expect("safe");
        let (_, max) = safe.between.expect("interval");
        safe.between = Some((max, max));
        if let Some(start) = &mut card.start {
            start.value = (max - 1).to_string();
        }
    }),
    ("a safe range outside the legal one", |s| {
        let card = s
            .cards
            .iter_mut()
            .find(|card| numbers(&card.safe))
            .expect("a numeric card");
        card.safe.as_mut().expect("safe").between = Some((-99_999, 99_999));
    }),
    ("safe literals out of order", |s| {
        let card = s
            .cards
            .iter_mut()
            .find(|card| card.safe.as_ref().is_some_and(|safe| safe.values.len() > 1));
        card.expect("literals")
            .safe
            .as_mut()
            .expect("safe")
            .values
            .reverse();
    }),
    ("a planned value with a start", |s| {
        let start = s.cards.iter().find_map(|card| card.start.clone());
        s.cards
            .iter_mut()
            .find(|card| card.planned)
            .expect("planned")
            .start = start;
    }),
    ("an effect in free form", |s| {
        s.cards[0].effect = "does something".to_owned()
    }),
    ("an example that is wrong", |s| {
        let card = s
            .cards
            .iter_mut()
            .find(|card| card.encoding.example.is_some());
        let example = card
            .and_then(|card| card.encoding.example.as_mut())
            .expect("example");
        example.1 = "12345".to_owned();
    }),
    ("an entry that is not planned", |s| {
        s.entries[0].agent = "NR-GONE-001".into()
    }),
    ("an agent without an entry", |s| drop(s.entries.pop())),
    ("an entry twice", |s| s.entries.push(s.entries[0].clone())),
    ("an entry that sets what is no fact of its agent", |s| {
        let other = model(s).parameters[0].clone();
        let last = s
            .entries
            .iter_mut()
            .rev()
            .find_map(|entry| entry.model.as_mut());
        last.expect("another").parameters.push(other);
    }),
    ("an entry without its card", |s| {
        model(s).parameters[0].card.1 = "node".to_owned()
    }),
    ("a card that nobody names", |s| {
        let mut card = s.cards[0].clone();
        card.on = "node".to_owned();
        s.cards.push(card);
    }),
    ("a group with two questions", |s| {
        let group = s.entries.iter_mut().find(|entry| entry.model.is_none());
        group.expect("a group").questions.plain.truncate(2);
    }),
    ("an agent with too few questions", |s| {
        worked(s).questions.plain.clear()
    }),
    ("a terse question that is long", |s| {
        worked(s).questions.terse[0] = "one two three four five six seven".to_owned()
    }),
    ("a question of two agents", |s| {
        let ask = s.agents[0].asks[0].to_uppercase();
        s.agents[1].asks.push(format!("{ask}?"));
    }),
    ("a question almost as another agent's", |s| {
        s.agents[0]
            .asks
            .push("why do all phones of the northern sector drop".to_owned());
        s.agents[1]
            .asks
            .push("why do phones of the northern sector all drop".to_owned());
    }),
    ("a summary that says nothing", |s| {
        model(s).summary.truncate(10)
    }),
    ("a full entry without a rule", |s| model(s).rules.clear()),
    ("an unknown clause", |s| {
        model(s).clauses.push(("TS 38.331".into(), "99.9".into()))
    }),
    ("a joint limit over an unknown variable", |s| {
        let mut models = s
            .entries
            .iter_mut()
            .filter_map(|entry| entry.model.as_mut());
        let joint = models.find_map(|model| model.joints.first_mut());
        joint
            .expect("a joint limit")
            .expression
            .push_str(" + $nothing");
    }),
    ("a rule that changes nothing known", |s| {
        let models = s
            .entries
            .iter_mut()
            .filter_map(|entry| entry.model.as_mut());
        let rules = models.flat_map(|model| &mut model.rules);
        for action in rules.flat_map(|rule| &mut rule.actions) {
            if let Action::Change { change, .. } = action {
                change.var = "nothing".to_owned();
            }
        }
    }),
    ("a change that nobody watches", |s| {
        let models = s
            .entries
            .iter_mut()
            .filter_map(|entry| entry.model.as_mut());
        let rules = models.flat_map(|model| &mut model.rules);
        rules.for_each(|rule| rule.watch = None);
    }),
];

/// An entry of a full agent that sets something.
fn worked(source: &mut Source) -> &mut Entry {
    let full = source
        .agents
        .iter()
        .filter(|agent| agent.depth == Depth::Full);
    let full: Vec<AgentId> = full.map(|agent| agent.id.clone()).collect();
    let sets = |entry: &&mut Entry| {
        let model = entry.model.as_ref();
        full.contains(&entry.agent) && model.is_some_and(|model| !model.parameters.is_empty())
    };
    source.entries.iter_mut().find(sets).expect("a full agent")
}

fn model(source: &mut Source) -> &mut Model {
    worked(source).model.as_mut().expect("worked out")
}

fn numbers(safe: &Option<Safe>) -> bool {
    safe.as_ref()
        .and_then(|safe| safe.between)
        .is_some_and(|(min, max)| min < max)
}

fn start(source: &mut Source) -> &mut protocol::catalogue::Start {
    source
        .cards
        .iter_mut()
        .find_map(|card| card.start.as_mut())
        .expect("a start")
}

#[test]
fn the_sources_are_sound_and_every_fault_is_found() {
    let sound = sound();
    assert_eq!(check(&sound), []);
    for (name, fault) in FAULTS {
        let mut source = sound.clone();
        fault(&mut source);
        assert!(!check(&source).is_empty(), "{name} was not found");
    }
    println!(
        "{} faults, all found; {} agents",
        FAULTS.len(),
        sound.agents.len()
    );
}

#[test]
fn a_problem_names_file_row_and_reason() {
    let mut source = sound();
    source.agents[0].facts.push(RowId::from("NR.No.Such"));
    let problems = check(&source);
    let text = problems
        .first()
        .map(ToString::to_string)
        .unwrap_or_default();
    assert!(text.starts_with("agents/plan.jsonl: "), "{text}");
    assert!(text.contains("NR.No.Such"), "{text}");
}

#[test]
fn missing_files_are_problems_and_no_panic() {
    let empty = std::env::temp_dir().join(format!("elex-no-catalogue-{}", std::process::id()));
    let problems = catalogue::pack(&empty).expect_err("there is nothing");
    assert!(problems.0.iter().all(|problem| problem.row == "file"));
}
