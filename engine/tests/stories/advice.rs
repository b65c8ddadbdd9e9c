//! Figures that come with a question: rules that hold, do not hold and stay open, and what is advised.

use protocol::answer::{
    Advice, Body, Doubt, Finding, Given, GivenValue, Moment, NotUsed, Safety, Step,
};
use protocol::catalogue::expression::Window;
use protocol::message::Exchange;
use protocol::words::advice as words;

use crate::device::{Device, folder};

fn number(fact: &str, value: f64) -> Given {
    Given {
        fact: fact.to_owned(),
        value: GivenValue::Number((value * 1e6).round() as i64),
        ..Given::default()
    }
}

fn text(fact: &str, value: &str) -> Given {
    Given {
        fact: fact.to_owned(),
        value: GivenValue::Text(value.to_owned()),
        ..Given::default()
    }
}

fn at(relation: &str, given: Given) -> Given {
    Given {
        relation: Some(relation.to_owned()),
        ..given
    }
}

fn before(given: Given) -> Given {
    let moment = Moment {
        before: true,
        ..given.moment
    };
    Given { moment, ..given }
}

fn busy(given: Given) -> Given {
    let moment = Moment {
        window: Some(Window::Busy),
        ..given.moment
    };
    Given { moment, ..given }
}

/// What an agent says, which must be the one that speaks.
fn advice(exchange: &Exchange, agent: &str) -> Advice {
    let Body::Guidance(guidance) = &exchange.answer.body else {
        panic!("no guidance: {:?}", exchange.answer.body);
    };
    assert_eq!(guidance.agent.as_str(), agent);
    *guidance.advice.clone().expect("the agent has rules")
}

fn ask(question: &str, agent: &str, given: Vec<Given>) -> Advice {
    let dir = folder();
    let device = Device::open(dir.path());
    let exchange = device.ask_with(question, given);
    // What history shows again is what was said.
    let again = device.reopen(exchange.response);
    assert_eq!(again.answer, exchange.answer);
    advice(&exchange, agent)
}

fn holding(advice: &Advice) -> Vec<(&str, Option<&str>)> {
    let all = advice.findings.iter();
    all.map(|one| (one.of.rule.as_str(), one.of.relation.as_deref()))
        .collect()
}

fn open(advice: &Advice) -> Vec<&str> {
    advice.open.iter().map(|one| one.of.rule.as_str()).collect()
}

fn settled(advice: &Advice) -> Vec<&str> {
    advice.settled.iter().map(|one| one.rule.as_str()).collect()
}

fn missing(advice: &Advice, rule: &str) -> Vec<String> {
    let found = advice.open.iter().find(|one| one.of.rule == rule);
    let missing = &found
        .unwrap_or_else(|| panic!("{rule} is not open"))
        .missing;
    missing.iter().map(words::wanted).collect()
}

fn finding<'a>(advice: &'a Advice, rule: &str) -> &'a Finding {
    let found = advice.findings.iter().find(|one| one.of.rule == rule);
    found.unwrap_or_else(|| panic!("{rule} does not hold"))
}

/// The change sets of a rule: settings, verdict, doubts.
fn changes(finding: &Finding) -> Vec<(String, Safety, Vec<Doubt>)> {
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

const LATE: &str = "late handovers to a neighbour on the same carrier, what should I change?";

/// One border with late handovers, one without, and the settings of the cell.
fn late() -> Vec<Given> {
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

#[test]
fn late_handovers_are_found_on_their_border_and_the_pair_is_changed_before_the_cell() {
    let advice = ask(LATE, "NR-MOB-001", late());
    assert_eq!(
        holding(&advice),
        [("NR-MOB-001/late-relation", Some("north"))]
    );
    // Three borders are not late when two of two are known and one is.
    assert_eq!(settled(&advice), ["NR-MOB-001/late-cell-sure"]);
    assert_eq!(
        missing(&advice, "NR-MOB-001/early"),
        [
            "NR.HO.IntraSys.TooEarly, per neighbour relation",
            "NR.TooEarlyShare, per neighbour relation",
        ]
    );
    let found = finding(&advice, "NR-MOB-001/late-relation");
    assert!(!found.suspicion);
    let figures: Vec<String> = found.evidence.iter().map(words::evidence).collect();
    assert_eq!(
        figures,
        [
            "NR.HO.IntraSys.TooLate 45",
            "NR.TooLateShare 80 %",
            "NR.MroFailRate 3.1 %"
        ]
    );
    assert_eq!(
        changes(found),
        [
            (
                "Cell individual offset, SSB RSRP on relation: 0 dB (field dB0) to 1 dB (field dB1)"
                    .to_owned(),
                Safety::NeedsJudgement,
                vec![Doubt::JointUnknown("pair hysteresis".to_owned())]
            ),
            (
                "Time to trigger on cell: 160 ms (field ms160) to 128 ms (field ms128)".to_owned(),
                Safety::Safe,
                Vec::new()
            ),
        ]
    );
    let watch = found.watch.as_ref().expect("a change is watched");
    assert_eq!(watch.window_h, 48);
    // Its own guards, and those of the preset for a relation.
    assert!(watch.guard[0].starts_with("NR.HO.IntraSys.TooEarly"));
    assert!(
        watch
            .guard
            .contains(&"NR.MroFailRate@target vs baseline > +0.3".to_owned())
    );
}

#[test]
fn a_change_is_safe_when_every_joint_limit_is_known_to_hold() {
    let mut given = late();
    given.push(at("north", text("$back", "dB0")));
    let found = ask(LATE, "NR-MOB-001", given.clone());
    let all = changes(finding(&found, "NR-MOB-001/late-relation"));
    assert_eq!((all[0].1, all[0].2.len()), (Safety::Safe, 0));

    // 2 * (1 + 1) - 1 - 0 is 3, under the 4 that the pair needs.
    for one in &mut given {
        if one.fact == "a3-Offset" {
            one.value = GivenValue::Number(1_000_000);
        }
    }
    let found = ask(LATE, "NR-MOB-001", given);
    let all = changes(finding(&found, "NR-MOB-001/late-relation"));
    assert_eq!(all[0].1, Safety::NeedsJudgement);
    assert_eq!(all[0].2, [Doubt::JointBroken("pair hysteresis".to_owned())]);
}

#[test]
fn present_settings_that_break_a_joint_limit_are_told_with_their_value() {
    let given = vec![number("$a3", 6.0), number("$hys", 1.0), text("$cio", "dB0")];
    let advice = ask(LATE, "NR-MOB-001", given);
    assert_eq!(advice.broken.len(), 1);
    let broken = &advice.broken[0];
    assert_eq!(broken.name, "entry margin");
    assert!(
        broken.text.contains("is 7 dB on this relation"),
        "{}",
        broken.text
    );
}

#[test]
fn a_value_is_set_only_where_it_is_not_set_yet() {
    let question = "5G pages discarded";
    let figures = |discarded, ns| {
        vec![
            number("NR.PAG.DiscardedNbr", discarded),
            number("NR.PagingDiscard", 2.5),
            text("$ns", ns),
        ]
    };
    let advice = ask(question, "NR-PAG-001", figures(500.0, "one"));
    assert_eq!(holding(&advice), [("NR-PAG-001/cell-discards", None)]);
    let all = changes(finding(&advice, "NR-PAG-001/cell-discards"));
    assert_eq!((all[0].1, all[0].2.len()), (Safety::Safe, 0), "{all:?}");
    assert!(
        all[0].0.ends_with("1 (field one) to 2 (field two)"),
        "{all:?}"
    );

    let advice = ask(question, "NR-PAG-001", figures(500.0, "two"));
    let all = changes(finding(&advice, "NR-PAG-001/cell-discards"));
    assert_eq!(all[0].1, Safety::AtStop);

    let advice = ask(question, "NR-PAG-001", figures(50.0, "one"));
    assert_eq!(holding(&advice), []);
    assert_eq!(settled(&advice), ["NR-PAG-001/cell-discards"]);
    assert!(open(&advice).contains(&"NR-PAG-001/cu-discards-core"));
}

#[test]
fn a_chain_is_read_behind_its_first_rule_and_names_the_main_cause() {
    let question = "RRC setup SR dropped NR";
    let figures = |rate, answered: f64| {
        vec![
            number("NR.RRC.ConnEstabAtt", 1000.0),
            number("NR.RRC.ConnEstabSucc", answered),
            number("NR.RrcSetupSR", rate),
            number("NR.UECNTX.ConnEstabAtt", 900.0),
            number("NR.UECNTX.ConnEstabSucc", 900.0),
            number("NR.NgSigConnSR", 100.0),
            number("NR.PreamblesPerAccess", 1.2),
            number("NR.RRC.ConnEstabFailCause[Cause=NoReply]", 80.0),
            number("NR.RRC.ConnEstabFailCause[Cause=NetworkReject]", 0.0),
            number("NR.RRC.ConnEstabFailCause", 100.0),
            number("NR.UlInitialBler", 25.0),
        ]
    };
    let advice = ask(question, "NR-ACC-001", figures(90.0, 900.0));
    assert_eq!(
        holding(&advice),
        [
            ("NR-ACC-001/gate", None),
            ("NR-ACC-001/uplink", None),
            ("NR-ACC-001/no-reply", None)
        ]
    );
    let main = advice.findings.iter().filter(|one| one.main);
    let main: Vec<&str> = main.map(|one| one.of.rule.as_str()).collect();
    assert_eq!(main, ["NR-ACC-001/uplink"]);
    assert!(settled(&advice).contains(&"NR-ACC-001/rejected"));
    assert_eq!(
        missing(&advice, "NR-ACC-001/weak"),
        ["share(NR.L1M.SS-RSRP, BinX, -156..-110)"]
    );

    // Behind a first rule that does not hold nothing is read.
    let advice = ask(question, "NR-ACC-001", figures(99.5, 995.0));
    assert_eq!(settled(&advice), ["NR-ACC-001/gate"]);
    assert!(advice.findings.is_empty() && advice.open.is_empty());
    // Nor behind one that is open.
    let advice = ask(question, "NR-ACC-001", vec![number("NR.RrcSetupSR", 90.0)]);
    assert_eq!(open(&advice), ["NR-ACC-001/gate"]);
    assert!(missing(&advice, "NR-ACC-001/gate").contains(&"NR.RRC.ConnEstabAtt".to_owned()));
}

#[test]
fn histograms_and_settings_that_go_together_are_judged() {
    let question = "minimum camping level SA, setups fail at the edge";
    let figures = |share| {
        vec![
            number("NR.RrcSetupSR", 95.0),
            number("share(NR.MR.NRScSRSRSRP, BinX, -156..-116)", share),
            number("$qrx1", -120.0),
            number("$qrx2", -120.0),
        ]
    };
    let advice = ask(question, "NR-IDLE-001", figures(15.0));
    assert_eq!(holding(&advice), [("NR-IDLE-001/edge-camping", None)]);
    assert!(settled(&advice).contains(&"NR-IDLE-001/sticky"));
    let all = changes(finding(&advice, "NR-IDLE-001/edge-camping"));
    assert!(
        all[0]
            .0
            .contains("−120 dBm (field -60) to −118 dBm (field -59) and "),
        "{all:?}"
    );
    // The beam threshold is not known, so the limit over it is not checked.
    assert_eq!(
        all[0].2,
        [Doubt::JointUnknown("beam over minimum".to_owned())]
    );

    let advice = ask(question, "NR-IDLE-001", figures(5.0));
    assert_eq!(holding(&advice), [("NR-IDLE-001/sticky", None)]);
}

#[test]
fn figures_of_the_ends_make_the_others_those_of_one_relation() {
    let given = vec![
        number("LTE.HO.OutFail.TooEarly@source", 30.0),
        number("LTE.TooEarlyShare@source", 50.0),
        number("LTE.MroFailRate@source", 2.0),
        number("LTE.HO.OutAttTarget.Cause", 400.0),
        number("LTE.HO.OutSuccTarget.Cause", 370.0),
    ];
    let advice = ask("one LTE neighbour fails always", "LTE-HOF-001", given);
    assert_eq!(holding(&advice), [("LTE-HOF-001/early-pair", Some(""))]);
    let found = finding(&advice, "LTE-HOF-001/early-pair");
    assert!(found.suspicion);
    let all = changes(found);
    // Without the present value a direction is told, and nothing is called safe.
    assert!(
        all[0]
            .0
            .ends_with("down by one value, not below −2 dB (field dB-2)"),
        "{all:?}"
    );
    assert_eq!(all[0].1, Safety::NeedsJudgement);
    assert!(matches!(all[0].2[0], Doubt::PresentUnknown(_)));
}

#[test]
fn busy_hours_of_days_and_times_before_a_change_are_told_apart() {
    let load = |day: u8, value| {
        let mut given = busy(number("NR.PrbUtilDl", value));
        given.moment.day = Some(day);
        given
    };
    let question = "5G coverage band overloaded, idle steering";
    let rule = "NR-IDLE-002/low-layer-full";
    let days = |second| {
        vec![
            number("NR.RRC.ConnEstabAtt", 2000.0),
            load(0, 80.0),
            load(1, second),
            load(2, 90.0),
        ]
    };
    assert_eq!(
        holding(&ask(question, "NR-IDLE-002", days(75.0))),
        [(rule, None)]
    );
    // Two of three known days: it is open until the others are given.
    let advice = ask(question, "NR-IDLE-002", days(20.0));
    assert_eq!(
        missing(&advice, rule),
        [
            "NR.PrbUtilDl in the busy hour on the full day 3 before the last",
            "NR.PrbUtilDl in the busy hour on the full day 4 before the last",
        ]
    );

    let attempts = "NR.RRC.ConnEstabAtt";
    let given = vec![
        number(attempts, 400.0),
        before(number(attempts, 1000.0)),
        number("NR.RRC.ConnMax", 10.0),
        before(number("NR.RRC.ConnMax", 60.0)),
        number("NR.RrcSetupSR", 99.0),
    ];
    let advice = ask("barred although 5G cell empty", "NR-UAC-001", given);
    let found = finding(&advice, "NR-UAC-001/left-on");
    assert_eq!(
        words::evidence(&found.evidence[0]),
        "NR.RRC.ConnEstabAtt 400, before 1000"
    );
}

#[test]
fn what_is_not_used_is_told_with_its_reason() {
    let given = vec![
        number("NR.HO.IntraSys.TooLate", 45.0),
        number("pmNoSuchCounter", 1.0),
        number("NR.PagingDiscard", 1.0),
        number("a3-Offset", 99.0),
        text("NR.MroFailRate", "high"),
        Given {
            suspect: true,
            ..number("NR.TooLateShare", 80.0)
        },
    ];
    let advice = ask(LATE, "NR-MOB-001", given);
    let unused = advice.unused.iter().map(|one| (one.fact.as_str(), one.why));
    assert_eq!(
        unused.collect::<Vec<_>>(),
        [
            ("pmNoSuchCounter", NotUsed::Unknown),
            ("NR.PagingDiscard", NotUsed::NotRead),
            ("a3-Offset", NotUsed::Illegal),
            ("NR.MroFailRate", NotUsed::NoNumber),
            ("NR.TooLateShare", NotUsed::Suspect),
        ]
    );
    assert!(advice.findings.is_empty());
}

#[test]
fn figures_in_the_text_of_a_question_are_read_with_their_places() {
    let question = "late handovers, relation north: NR.HO.IntraSys.TooLate = 45, TooLateShare: 80 %\n\
        | NR.MroFailRate | 3,1 |\ncell: a3-Offset=3 dB, TTT = 160 ms. What now?";
    let advice = ask(question, "NR-MOB-001", Vec::new());
    assert_eq!(
        holding(&advice),
        [("NR-MOB-001/late-relation", Some("north"))]
    );
    let read: Vec<(String, &str)> = advice
        .taken
        .iter()
        .map(|one| {
            let (start, end) = one.span.expect("read in the text");
            let place = start as usize..end as usize;
            (words::taken(one), question.get(place).expect("characters"))
        })
        .collect();
    let read: Vec<(&str, &str)> = read.iter().map(|one| (one.0.as_str(), one.1)).collect();
    assert_eq!(
        read,
        [
            (
                "NR.HO.IntraSys.TooLate 45 on north",
                "NR.HO.IntraSys.TooLate = 45"
            ),
            ("NR.TooLateShare 80 % on north", "TooLateShare: 80"),
            ("NR.MroFailRate 3.1 % on north", "NR.MroFailRate | 3,1"),
            ("A3 offset 3 dB", "a3-Offset=3"),
            ("Time to trigger 160 ms", "TTT = 160"),
        ]
    );
}

#[test]
fn without_figures_every_rule_is_open_and_says_what_it_needs() {
    let advice = ask(LATE, "NR-MOB-001", Vec::new());
    assert_eq!(advice.open.len(), 9);
    assert!(advice.findings.is_empty() && advice.settled.is_empty());
    assert!(advice.open.iter().all(|one| !one.missing.is_empty()));
}

#[test]
fn a_name_and_value_that_ask_for_a_row_get_the_row() {
    let dir = folder();
    let device = Device::open(dir.path());
    let body = |question: &str| device.ask(question).answer.body;
    assert!(matches!(body("is t310 = ms1000 allowed?"), Body::Facts(_)));
    assert!(matches!(body("unit of NR.MroFailRate?"), Body::Facts(_)));
    // Settings beside a question about a range leave it one.
    let given = vec![number("$a3", 3.0)];
    let exchange = device.ask_with("range of a3-Offset?", given);
    assert!(matches!(exchange.answer.body, Body::Facts(_)));
}
