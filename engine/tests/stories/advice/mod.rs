//! Figures that come with a question: rules that hold, do not hold and stay open, and what is advised.

mod judging;
mod reading;

use protocol::answer::{Advice, Body, Doubt, Finding, Given, GivenValue, Moment, Safety, Step};
use protocol::catalogue::expression::Window;
use protocol::message::Exchange;
use protocol::words::advice as words;

use crate::device::{Device, folder};

pub fn number(fact: &str, value: f64) -> Given {
    Given {
        fact: fact.to_owned(),
        value: GivenValue::Number((value * 1e6).round() as i64),
        ..Given::default()
    }
}

pub fn text(fact: &str, value: &str) -> Given {
    Given {
        fact: fact.to_owned(),
        value: GivenValue::Text(value.to_owned()),
        ..Given::default()
    }
}

pub fn at(relation: &str, given: Given) -> Given {
    Given {
        relation: Some(relation.to_owned()),
        ..given
    }
}

pub fn before(given: Given) -> Given {
    let moment = Moment {
        before: true,
        ..given.moment
    };
    Given { moment, ..given }
}

pub fn busy(given: Given) -> Given {
    let moment = Moment {
        window: Some(Window::Busy),
        ..given.moment
    };
    Given { moment, ..given }
}

/// What an agent says, which must be the one that speaks.
pub fn advice(exchange: &Exchange, agent: &str) -> Advice {
    let Body::Guidance(guidance) = &exchange.answer.body else {
        panic!("no guidance: {:?}", exchange.answer.body);
    };
    assert_eq!(guidance.agent.as_str(), agent);
    *guidance.advice.clone().expect("the agent has rules")
}

pub fn ask(question: &str, agent: &str, given: Vec<Given>) -> Advice {
    let dir = folder();
    let device = Device::open(dir.path());
    let exchange = device.ask_with(question, given);
    // What history shows again is what was said.
    let again = device.reopen(exchange.response);
    assert_eq!(again.answer, exchange.answer);
    advice(&exchange, agent)
}

pub fn holding(advice: &Advice) -> Vec<(&str, Option<&str>)> {
    let all = advice.findings.iter();
    all.map(|one| (one.of.rule.as_str(), one.of.relation.as_deref()))
        .collect()
}

pub fn open(advice: &Advice) -> Vec<&str> {
    advice.open.iter().map(|one| one.of.rule.as_str()).collect()
}

pub fn settled(advice: &Advice) -> Vec<&str> {
    advice.settled.iter().map(|one| one.rule.as_str()).collect()
}

pub fn missing(advice: &Advice, rule: &str) -> Vec<String> {
    let found = advice.open.iter().find(|one| one.of.rule == rule);
    let missing = &found
        .unwrap_or_else(|| panic!("{rule} is not open"))
        .missing;
    missing.iter().map(words::wanted).collect()
}

pub fn finding<'a>(advice: &'a Advice, rule: &str) -> &'a Finding {
    let found = advice.findings.iter().find(|one| one.of.rule == rule);
    found.unwrap_or_else(|| panic!("{rule} does not hold"))
}

/// The change sets of a rule: settings, verdict, doubts.
pub fn changes(finding: &Finding) -> Vec<(String, Safety, Vec<Doubt>)> {
    let sets = finding.steps.iter().filter_map(|step| match step {
        Step::Change(set) => Some(set),
        Step::Check { .. } => None,
    });
    sets.map(|set| {
        let all: Vec<String> = set.changes.iter().map(words::change).collect();
        (all.join(" and "), set.verdict, set.doubts.clone())
    })
    .collect()
}

pub const LATE: &str = "late handovers to a neighbour on the same carrier, what should I change?";

/// One border with late handovers, one without, and the settings of the cell.
pub fn late() -> Vec<Given> {
    vec![
        at("north", number("NR.HO.IntraSys.TooLate", 45.0)),
        at("north", number("NR.TooLateShare", 80.0)),
        at("north", number("NR.MroFailRate", 3.1)),
        at("north", text("cellIndividualOffset", "dB0")),
        at("south", number("NR.HO.IntraSys.TooLate", 2.0)),
        at("south", text("$cio", "dB0")),
        number("a3-Offset", 3.0),
        number("$hys", 1.0),
        number("TTT", 160.0),
        text("$fc", "fc4"),
    ]
}
