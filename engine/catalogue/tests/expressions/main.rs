//! Every kind of break in an expression, a joint limit, an action or a watch is found and named.

#![allow(
    clippy::expect_used,
    clippy::semicolon_if_nothing_returned,
    reason = "breaks are one line each and may assume the sources they break"
)]

mod rules;

use std::path::Path;

use catalogue::Problem;
use catalogue::check::check;
use catalogue::source::{self, Model, Rule, Source, Watch};
use protocol::catalogue::{Action, Card, Move, Safe, Settable};

const MOB: &str = "NR-MOB-001";
const BALANCE: &str = "NR-LB-001";
const SPEED: &str = "NR-THP-001";
const SLEEP: &str = "NR-ES-001";
const LOAD: &str =
    "NRM.DESManagementFunction.intraRatEsDeactivationCandidateCellsLoadParameters.loadThreshold";
const LEVEL: &str = "NR.PUSCH-ConfigCommon.p0-NominalWithGrant";

fn sound() -> Source {
    match source::read(Path::new(env!("CARGO_MANIFEST_DIR"))) {
        Ok(source) => source,
        Err(problems) => panic!("{problems}"),
    }
}

fn model<'a>(s: &'a mut Source, id: &str) -> &'a mut Model {
    let mut models = s
        .entries
        .iter_mut()
        .filter_map(|entry| entry.model.as_mut());
    models
        .find(|model| model.id == id.into())
        .expect("a worked entry")
}

fn setting<'a>(s: &'a mut Source, id: &str, var: &str) -> &'a mut Settable {
    let mut all = model(s, id).parameters.iter_mut();
    all.find(|one| one.var == var).expect("a setting")
}

fn card<'a>(s: &'a mut Source, row: &str) -> &'a mut Card {
    let found = s.cards.iter_mut().find(|card| card.row == row.into());
    found.expect("a card")
}

fn rule<'a>(s: &'a mut Source, id: &str, rule: &str) -> &'a mut Rule {
    let mut rules = model(s, id).rules.iter_mut();
    rules.find(|one| one.id == rule).expect("a rule")
}

fn when(s: &mut Source, id: &str, of: &str, text: &str) {
    rule(s, id, of).when = text.to_owned();
}

fn watch<'a>(s: &'a mut Source, id: &str, of: &str) -> &'a mut Watch {
    rule(s, id, of).watch.as_mut().expect("a watch")
}

fn guard(s: &mut Source, text: &str) {
    watch(s, MOB, "early").guard = vec![text.to_owned()];
}

fn joint(s: &mut Source, id: &str, text: &str) {
    model(s, id).joints[0].expression = text.to_owned();
}

/// The parts of the first change of a setting in a rule.
struct Parts<'a> {
    change: &'a mut Move,
    stop: &'a mut String,
    with: &'a mut Vec<Move>,
    scope: &'a mut Option<String>,
}

fn change<'a>(s: &'a mut Source, id: &str, of: &str, var: &str) -> Parts<'a> {
    let changes = rule(s, id, of)
        .actions
        .iter_mut()
        .filter_map(|action| match action {
            Action::Change {
                change,
                stop,
                with,
                scope,
            } if change.var == var => Some(Parts {
                change,
                stop,
                with,
                scope,
            }),
            _ => None,
        });
    changes.into_iter().next().expect("a change")
}

/// Safe literals of an agent's own.
fn own_safe(s: &mut Source, var: &str, values: &[&str]) {
    let basis = card(s, LEVEL).safe.clone().expect("a safe range").basis;
    setting(s, BALANCE, var).safe = Some(Safe {
        between: None,
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        basis,
    });
}

/// What is broken, what the problem has to say, and how.
type Break = (&'static str, &'static str, fn(&mut Source));

const VARIABLES: &[Break] = &[
    (
        "a safe range wider than the card's",
        "wider than the card's",
        |s| own_safe(s, "cio", &["dB-6", "dB0", "dB6"]),
    ),
    (
        "a safe range without the start",
        "leaves out the start",
        |s| own_safe(s, "cio", &["dB1", "dB2"]),
    ),
    (
        "an odd end of a field of even values",
        "no multiple of 2",
        |s| {
            let safe = card(s, LEVEL).safe.as_mut().expect("a safe range");
            safe.between = safe.between.map(|(min, _)| (min, -73));
        },
    ),
    ("a card for other places", "holds elsewhere", |s| {
        model(s, MOB).applies.frequency_ranges = vec!["FR2".to_owned()]
    }),
    (
        "an assumed value beside a start",
        "the card has a start value",
        |s| {
            let mut context = model(s, BALANCE).context.iter_mut();
            context.find(|one| one.var == "a3").expect("a3").assume = Some("8".to_owned());
        },
    ),
    ("an assumed value that is not legal", "assumed", |s| {
        let mut context = model(s, "LTE-IDLE-001").context.iter_mut();
        let planned = context.find(|one| one.assume.is_some()).expect("assumed");
        planned.assume = Some("999".to_owned());
    }),
    (
        "a fact that assumes nothing",
        "a fact needs an assumed value",
        |s| {
            let models = s
                .entries
                .iter_mut()
                .filter_map(|entry| entry.model.as_mut());
            let context = models.flat_map(|model| &mut model.context);
            let is_fact = |one: &&mut protocol::catalogue::Context| {
                matches!(one.source, protocol::catalogue::Source::Words(_))
            };
            context.into_iter().find(is_fact).expect("a fact").assume = None;
        },
    ),
    (
        "the reverse of a cell",
        "only a relation has a reverse",
        |s| setting(s, MOB, "a3").at = Some("reverse".to_owned()),
    ),
    ("one setting under two names", "of the same setting", |s| {
        let mut again = setting(s, MOB, "a3").clone();
        again.var = "again".to_owned();
        model(s, MOB).parameters.push(again);
    }),
    (
        "a name that expressions cannot write",
        "form of the name",
        |s| setting(s, MOB, "ttt").var = "TTT".to_owned(),
    ),
];

const JOINTS: &[Break] = &[
    (
        "a limit as prose",
        "joint limit entry margin: at character 8",
        |s| joint(s, MOB, "margin at least 3"),
    ),
    (
        "a start point that breaks a limit",
        "is broken at the start point",
        |s| card(s, LOAD).start.as_mut().expect("a start").value = "50".to_owned(),
    ),
    (
        "a limit that refuses nothing",
        "refuses no legal point",
        |s| joint(s, MOB, "-900 <= $a3 + $hys - $cio <= 900"),
    ),
    (
        "a limit over an unknown variable",
        "unknown variable shrt",
        |s| joint(s, "NR-DRX-001", "$long mod $shrt == 0"),
    ),
    ("a limit with a KPI", "only settings and numbers", |s| {
        joint(s, MOB, "$a3 + $hys > NR.MroFailRate")
    }),
    ("a limit with a window", "only settings and numbers", |s| {
        joint(s, MOB, "$a3 + $hys > 1 over 48h")
    }),
    (
        "a limit over what is only read",
        "touches no setting",
        |s| joint(s, "NR-SON-001", "$t310 + $t311 <= 3000"),
    ),
    (
        "a limit that cannot be evaluated",
        "cannot be evaluated",
        |s| joint(s, MOB, "$a3 / ($hys - $hys) > 1"),
    ),
    ("a limit twice", "name twice", |s| {
        let again = model(s, MOB).joints[0].clone();
        model(s, MOB).joints.push(again);
    }),
    ("a limit without a reason", "needs a reason", |s| {
        model(s, MOB).joints[0].reason.clear()
    }),
];

const ACTIONS: &[Break] = &[
    (
        "a change the wrong way",
        "is not reached by safe steps",
        |s| change(s, SLEEP, "flapping", "dur").change.direction = "down".to_owned(),
    ),
    (
        "a stop past the legal range",
        "is not reached by safe steps",
        |s| *change(s, SLEEP, "flapping", "dur").stop = "1200".to_owned(),
    ),
    ("a step off the grid", "off the grid", |s| {
        change(s, MOB, "late-cell-sure", "a3").change.step = "0.3".to_owned()
    }),
    (
        "a step of a number for an enumeration",
        "off the grid",
        |s| change(s, MOB, "early", "ttt").change.step = "20".to_owned(),
    ),
    (
        "a change into a limit",
        "breaks joint limit cover carries both",
        |s| *change(s, SLEEP, "no-saving", "own").stop = "25".to_owned(),
    ),
    (
        "a coupled change the wrong way",
        "breaks joint limit idle follows",
        |s| change(s, BALANCE, "move", "cio").with[1].direction = "up".to_owned(),
    ),
    (
        "a coupled change without room",
        "leaves its safe range",
        |s| {
            let with = &mut change(s, "LTE-IDLE-001", "edge-camping", "qrx1").with[0];
            with.step = "20".to_owned();
        },
    ),
    (
        "a coupled change of a foreign setting",
        "with p0: is no setting",
        |s| change(s, BALANCE, "move", "cio").with[0].var = "p0".to_owned(),
    ),
    (
        "a change of a foreign setting",
        "is no setting of the agent",
        |s| change(s, MOB, "late-cell-sure", "a3").change.var = "p0".to_owned(),
    ),
    (
        "a change of a setting that is only read",
        "is no setting of the agent",
        |s| change(s, BALANCE, "move", "cio").change.var = "a3".to_owned(),
    ),
    (
        "a change of a planned value",
        "no start value to move from",
        |s| {
            let planned = s.cards.iter().find(|card| card.planned).expect("planned");
            setting_to(s, (planned.row.clone(), planned.on.clone()))
        },
    ),
    (
        "a change of the neighbours of a relation",
        "scope cluster",
        |s| *change(s, BALANCE, "move", "cio").scope = Some("cluster".to_owned()),
    ),
    (
        "a change in no direction",
        "unknown direction sideways",
        |s| change(s, MOB, "early", "ttt").change.direction = "sideways".to_owned(),
    ),
    (
        "a target that is not safe",
        "target ms5120 is not safe",
        |s| {
            let parts = change(s, MOB, "early", "ttt");
            parts.change.direction = "set".to_owned();
            *parts.stop = "ms5120".to_owned();
        },
    ),
    (
        "a target into a limit",
        "target breaks joint limit no flapping",
        |s| {
            let parts = change(s, SLEEP, "flapping", "deact");
            parts.change.direction = "set".to_owned();
            *parts.stop = "50".to_owned();
        },
    ),
];

/// Lets the first setting of load balancing be another card's.
fn setting_to(s: &mut Source, card: (protocol::ids::RowId, String)) {
    setting(s, BALANCE, "cio").card = card;
}

#[track_caller]
fn all_are_found(breaks: &[Break]) {
    let mut source = sound();
    assert_eq!(check(&source), []);
    // What breaks may touch; copying the fact tables each time would take most of the time.
    let (entries, cards) = (source.entries.clone(), source.cards.clone());
    let presets = source.presets.clone();
    for (name, expected, make) in breaks {
        make(&mut source);
        let problems = check(&source);
        source.entries.clone_from(&entries);
        source.cards.clone_from(&cards);
        source.presets.clone_from(&presets);
        let found = problems.iter().any(|one| one.reason.contains(expected));
        let told: Vec<String> = problems.iter().map(Problem::to_string).collect();
        assert!(found, "{name}: \"{expected}\" is not among {told:#?}");
    }
}

#[test]
fn breaks_of_variables_are_found() {
    all_are_found(VARIABLES);
}

#[test]
fn breaks_of_joint_limits_are_found() {
    all_are_found(JOINTS);
}

#[test]
fn breaks_of_actions_are_found() {
    all_are_found(ACTIONS);
}

#[test]
fn breaks_of_conditions_are_found() {
    all_are_found(rules::WHENS);
}

#[test]
fn breaks_of_watches_are_found() {
    all_are_found(rules::WATCHES);
}

#[test]
fn a_condition_that_is_hardly_ever_true_can_be_true() {
    let mut source = sound();
    let none = "NR.HO.IntraSys.TooEarly + NR.HO.IntraSys.TooLate + NR.HO.IntraSys.ToWrongCell < 1";
    let many = "NR.MM.HoExeInterReq + NR.MM.HoExeIntraReq >= 5000 and NR.MM.HoExeInterSucc >= 200";
    when(&mut source, MOB, "overshoot", &format!("{none} and {many}"));
    assert_eq!(check(&source), []);
}
