//! How figures and settings are read: beside the question, in its text, of which object and time.

use protocol::answer::{Body, Doubt, Given, NotUsed, Safety};
use protocol::failure::Code;
use protocol::message::Request;
use protocol::words::advice as words;

use super::{LATE, advice, ask, before, busy, changes, finding, holding, missing, number, text};
use crate::device::{Device, folder};

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
    // Whether a value is legal is computed.
    assert!(matches!(
        body("is t310 = ms1000 allowed?"),
        Body::Calculation(_)
    ));
    assert!(matches!(body("unit of NR.MroFailRate?"), Body::Facts(_)));
    // Settings beside a question about a range leave it one.
    let given = vec![number("$a3", 3.0)];
    let exchange = device.ask_with("range of a3-Offset?", given);
    assert!(matches!(exchange.answer.body, Body::Facts(_)));
}

#[test]
fn a_name_of_several_settings_is_not_guessed() {
    let given = vec![number("NR.RrcSetupSR", 95.0), number("q-RxLevMin", -120.0)];
    let advice = ask(
        "minimum camping level SA, setups fail at the edge",
        "NR-IDLE-001",
        given,
    );
    assert_eq!(advice.unused.len(), 1);
    assert_eq!(advice.unused[0].why, NotUsed::Ambiguous);
}

#[test]
fn a_figure_and_what_it_was_before_are_read_in_the_text() {
    let question = "barred although 5G cell empty: NR.RRC.ConnEstabAtt = 400, before 1000; \
        NR.RRC.ConnMax: 10 (was 60), NR.RrcSetupSR=99 %";
    let advice = ask(question, "NR-UAC-001", Vec::new());
    assert_eq!(holding(&advice), [("NR-UAC-001/left-on", None)]);
}

#[test]
fn a_fact_is_a_fact_also_when_figures_come_with_the_question() {
    let dir = folder();
    let device = Device::open(dir.path());
    let figures = || vec![number("NR.MroFailRate", 3.1)];
    for question in ["range of a3-Offset?", "formula of NR.TooLateShare"] {
        let exchange = device.ask_with(question, figures());
        assert!(matches!(exchange.answer.body, Body::Facts(_)), "{question}");
    }
    // An agent without rules says that it cannot judge them.
    let exchange = device.ask_with("4G barring for New Year", figures());
    let advice = advice(&exchange, "LTE-CFG-001");
    let why: Vec<NotUsed> = advice.unused.iter().map(|one| one.why).collect();
    assert_eq!(why, [NotUsed::NoRules]);
}

#[test]
fn a_flood_of_figures_is_read_up_to_its_limits_and_refused_beyond() {
    let dir = folder();
    let device = Device::open(dir.path());
    let many = |count: usize| -> Vec<Given> {
        (0..count)
            .map(|place| {
                let figure = number(&format!("NoSuchName{}", place % 700), 1.0);
                super::at(&format!("relation {}", place % 600), figure)
            })
            .collect()
    };
    let exchange = device.ask_with(LATE, many(20_000));
    let unused = advice(&exchange, "NR-MOB-001").unused;
    assert_eq!(unused.len(), 20_000);
    assert!(unused.iter().any(|one| one.why == NotUsed::TooMany));
    let failure = device.failure(Request::Ask {
        question: LATE.to_owned(),
        given: many(20_001),
        overrides: protocol::answer::Overrides::default(),
        follows: None,
    });
    assert_eq!(failure.code, Code::QuestionTooLong);
    // Nor does a question full of marks take long or break.
    device.ask(&"x=1 |:\t".repeat(1_000));
}
