//! Answers to questions as engineers type them, from the project's own catalogue.

use proptest::prelude::*;
use protocol::answer::{
    Answer, Body, CauseCard, Complexity, CounterCard, FactCard, Guidance, KpiCard, Legal,
    Overrides, ParameterCard, QueryKind, RoutedBy, Technology,
};
use protocol::records::Exchange;

use super::{Routed, answer, facts, reopen};
use crate::catalogue::sample::{entries, real};

fn ask(question: &str) -> Answer {
    answer(real(), entries(), question, &[])
}

fn cards(question: &str) -> Vec<FactCard> {
    match ask(question).body {
        Body::Facts(cards) => cards,
        other => panic!("{question}: {other:?}"),
    }
}

fn parameter(question: &str) -> ParameterCard {
    match cards(question).into_iter().next() {
        Some(FactCard::Parameter(card)) => *card,
        other => panic!("{question}: {other:?}"),
    }
}

fn counter(question: &str) -> CounterCard {
    match cards(question).into_iter().next() {
        Some(FactCard::Counter(card)) => *card,
        other => panic!("{question}: {other:?}"),
    }
}

fn kpi(question: &str) -> KpiCard {
    match cards(question).into_iter().next() {
        Some(FactCard::Kpi(card)) => *card,
        other => panic!("{question}: {other:?}"),
    }
}

fn cause(question: &str) -> CauseCard {
    match cards(question).into_iter().next() {
        Some(FactCard::Cause(card)) => *card,
        other => panic!("{question}: {other:?}"),
    }
}

fn guidance(question: &str) -> Guidance {
    match ask(question).body {
        Body::Guidance(guidance) => *guidance,
        other => panic!("{question}: {other:?}"),
    }
}

#[test]
fn a_rate_by_itself_is_a_figure_and_one_that_is_bad_is_a_fault() {
    assert_eq!(kpi("handover success rate").id.as_str(), "LTE.HoSR");
    assert_eq!(
        kpi("ERAB setup success rate").id.as_str(),
        "LTE.ErabSetupSR"
    );
    assert_eq!(kpi("rrc setup success ratio").id.as_str(), "NR.RrcSetupSR");
    let bad = ask("handover failure rate too high on one relation");
    assert_eq!(bad.understood.kind, QueryKind::Troubleshoot);
    assert_eq!(
        bad.route.candidates.first().map(|one| one.agent.as_str()),
        Some("NR-HOF-001")
    );
}

#[test]
fn a_range_comes_with_unit_step_start_and_safe_range() {
    let card = parameter("range of a3-Offset?");
    assert_eq!(
        card.id.as_str(),
        "NR.EventTriggerConfig.eventId.eventA3.a3-Offset.rsrp"
    );
    assert_eq!(
        card.legal,
        Legal::Integer {
            min: -30,
            max: 30,
            step: 1
        }
    );
    assert_eq!(protocol::words::legal(&card).to_string(), "−15 … 15 dB");
    let field = protocol::words::field_range(&card);
    assert_eq!(field.as_deref(), Some("field −30 … 30, step 0.5 dB"));
    let source = real()
        .agents
        .cards()
        .iter()
        // Also a UE has one, for the report that prepares a conditional handover.
        .find(|one| one.row == card.id && one.on == "cell")
        .expect("has a card");
    let (start, safe) = (
        source.start.as_ref().expect("start"),
        source.safe.as_ref().expect("safe"),
    );
    let ours = card.ours.expect("ours");
    assert_eq!(
        ours.start.map(|value| value.field).as_ref(),
        Some(&start.value)
    );
    let ends = safe
        .between
        .map(|(min, max)| (min * 500_000, max * 500_000));
    assert_eq!(ours.safe.and_then(|safe| safe.physical_micro), ends);
    assert_eq!(card.effects.len(), 3);
    let same = |id: &str| card.same_range.iter().any(|row| row.as_str() == id);
    assert!(same("NR.EventTriggerConfig.eventId.eventA3.a3-Offset.rsrq"));
    assert!(same("NR.EventTriggerConfig.eventId.eventA3.a3-Offset.sinr"));
    assert!(
        card.agents
            .iter()
            .any(|agent| agent.agent.as_str() == "NR-MOB-001")
    );
    assert_eq!(card.source.spec, "TS 38.331 Rel-18");
}

#[test]
fn a_fault_goes_to_the_agent_that_knows_it() {
    let question = "late handovers to a neighbour on the same carrier, what should I change?";
    let reply = ask(question);
    assert_eq!(reply.understood.kind, QueryKind::Troubleshoot);
    let first = reply.route.candidates.first().expect("candidates");
    assert_eq!(first.agent.as_str(), "NR-MOB-001");
    assert!(first.why.iter().any(|reason| reason.word == "late"));
    let guidance = guidance(question);
    assert_eq!(guidance.agent.as_str(), "NR-MOB-001");
    assert!(
        guidance
            .kpis
            .iter()
            .any(|kpi| kpi.id.as_str() == "NR.TooLateShare")
    );
    assert!(
        guidance
            .parameters
            .iter()
            .all(|card| !card.effects.is_empty())
    );
    assert!(
        guidance
            .clauses
            .iter()
            .any(|clause| clause.clause == "15.5.2")
    );
    assert!(!guidance.gaps.is_empty());
}

#[test]
fn parameters_are_found_by_the_names_people_use() {
    let check = |question: &str, id: &str| {
        assert_eq!(parameter(question).id.as_str(), id, "{question}");
    };
    let a3 = "NR.EventTriggerConfig.eventId.eventA3";
    check("what is TTT", &format!("{a3}.timeToTrigger"));
    check(
        "time to trigger allowed values",
        &format!("{a3}.timeToTrigger"),
    );
    check("a3 ofset", &format!("{a3}.a3-Offset.rsrp"));
    check("hysteresys range", &format!("{a3}.hysteresis"));
    check(
        "default of hysteresis for event A5",
        "NR.EventTriggerConfig.eventId.eventA5.hysteresis",
    );
    check("cio range lte", "LTE.CellsToAddMod.cellIndividualOffset");
    check(
        "nr cell individual offset",
        "NR.CellsToAddMod.cellIndividualOffset.rsrpOffsetSSB",
    );
    check(
        "beam failure recovery timer",
        "NR.BeamFailureRecoveryConfig.beamFailureRecoveryTimer",
    );
    check("max ue tx power sib1 p-Max", "NR.FrequencyInfoUL-SIB.p-Max");
    check(
        "drx long cycle options",
        "NR.DRX-Config.drx-LongCycleStartOffset",
    );
    check("NRCellDU nRPCI", "NRM.NrCellDu.nrPci");
    check("gNBId length attribute", "NRM.GnbCuCpFunction.gnbIdLength");
    check(
        "msg3 power offset",
        "NR.PUSCH-ConfigCommon.msg3-DeltaPreamble",
    );
    check(
        "is it safe to set p0-NominalWithGrant to -70?",
        "NR.PUSCH-ConfigCommon.p0-NominalWithGrant",
    );
    check("lte t311", "LTE.UE-TimersAndConstants.t311");
}

#[test]
fn a_choice_shows_its_alternatives_as_values() {
    let card = parameter("drx-LongCycleStartOffset");
    let Legal::Values(values) = &card.legal else {
        panic!("{:?}", card.legal);
    };
    assert_eq!(
        values.first().map(|value| value.name.as_str()),
        Some("ms10")
    );
    assert_eq!(
        values.last().and_then(|value| value.physical_micro),
        Some(10_240_000_000)
    );
    assert_eq!(
        card.ours
            .and_then(|ours| ours.start)
            .map(|start| start.field)
            .as_deref(),
        Some("ms160")
    );
}

#[test]
fn figures_say_where_they_are_counted_and_how_they_are_computed() {
    let late = counter("what does HO.IntraSys.TooLate count?");
    assert_eq!(late.objects, ["NRCellCU", "NRCellRelation"]);
    assert_eq!(late.source.clause.as_deref(), Some("5.1.1.25.1"));
    assert!(late.kpis.iter().any(|kpi| kpi.as_str() == "NR.MroFailRate"));
    assert_eq!(
        counter("which counters show late handovers").id.as_str(),
        "NR.HO.IntraSys.TooLate"
    );
    assert_eq!(
        counter("what counts RRC setup attempts").id.as_str(),
        "NR.RRC.ConnEstabAtt"
    );
    let access = kpi("how is DRB accessibility computed and what is missing?");
    assert_eq!(access.id.as_str(), "NR.DRBAccessibility");
    assert_eq!(access.counters.len(), 6);
    assert!(access.standard);
    let share = kpi("TooLateShare");
    assert!(!share.standard);
    assert_eq!(share.source.spec, "ours");
    assert_eq!(kpi("PRB utilisation formula").id.as_str(), "NR.PrbUtilDl");
}

#[test]
fn interfaces_are_asked_by_name_and_by_what_happens() {
    let ids = |question: &str| -> Vec<String> {
        cards(question)
            .iter()
            .filter_map(FactCard::row)
            .map(|row| row.0)
            .collect()
    };
    let cancelled = ids("which Xn messages belong to a handover that was cancelled?");
    assert!(
        cancelled.contains(&"XnAP.handoverPreparation".to_owned()),
        "{cancelled:?}"
    );
    assert!(
        cancelled.contains(&"XnAP.handoverCancel".to_owned()),
        "{cancelled:?}"
    );
    assert_eq!(
        ids("NGAP handover preparation code")
            .first()
            .map(String::as_str),
        Some("NGAP.HandoverPreparation")
    );
    let lost = cause("cause radio-connection-with-ue-lost");
    assert_eq!(lost.id.as_str(), "NGAP.CauseRadioNetwork");
    assert_eq!(lost.asked.as_deref(), Some("radio-connection-with-ue-lost"));
}

#[test]
fn a_name_in_a_complaint_is_a_fault_not_a_lookup() {
    for (question, agent) in [
        (
            "late handovers, is hysteresis too large or a3-Offset",
            "NR-MOB-001",
        ),
        ("PCI confusion between two sites", "NR-SON-003"),
        ("handover preparation failure causes", "NR-HOF-003"),
        ("why is vonr call muted", "NR-VOICE-001"),
        ("rach failures at cell edge", "NR-RA-002"),
        ("ping pong between two cells", "NR-PP-001"),
    ] {
        assert_eq!(guidance(question).agent.as_str(), agent, "{question}");
    }
}

#[test]
fn what_is_off_topic_is_refused_with_score_and_threshold() {
    for question in [
        "best recipe for chicken tikka masala",
        "range of an electric car",
        "",
        "   ",
        "?!",
        "42",
    ] {
        let reply = ask(question);
        assert_eq!(reply.body, Body::OutOfScope, "{question}");
        assert!(reply.route.scope_micro < reply.route.threshold_micro);
    }
}

#[test]
fn every_row_has_a_card_that_names_it() {
    let catalogue = real();
    // Every row of the small tables, a sample of the large ones: a card compares all rows of a name.
    let small = catalogue.rows.parameters().end..catalogue.rows.len();
    for row in catalogue.rows.parameters().step_by(23).chain(small) {
        let id = catalogue.rows.id(row);
        let card = facts::card(catalogue, row, None).expect("every row has a card");
        let shown = card.row().expect("rows have ids");
        let is_choice = id
            .as_str()
            .strip_prefix(shown.as_str())
            .is_some_and(|rest| rest.starts_with('.'));
        assert!(shown == id || is_choice, "{id} is shown as {shown}");
    }
}

#[test]
fn any_row_can_be_asked_for_by_its_id() {
    let catalogue = real();
    for row in (0..catalogue.rows.len()).step_by(97) {
        let id = catalogue.rows.id(row);
        let reply = ask(&format!("what is {id}?"));
        let rows = reply.body.rows();
        let found = rows
            .iter()
            .any(|shown| id.as_str().starts_with(shown.as_str()));
        assert!(found, "{id} gives {rows:?}");
    }
}

#[test]
fn an_answer_of_history_is_composed_again() {
    for question in [
        "range of a3-Offset?",
        "drx long cycle options",
        "cause radio-connection-with-ue-lost",
        "which counters show late handovers",
        "late handovers to a neighbour on the same carrier, what should I change?",
        "best recipe for chicken tikka masala",
    ] {
        let reply = ask(question);
        let candidates = reply.route.candidates.iter();
        let record = Exchange {
            question: question.to_owned(),
            kind: reply.understood.kind,
            answered: reply.body != Body::OutOfScope,
            candidates: candidates
                .map(|one| (one.agent.clone(), one.score_micro))
                .collect(),
            scope_micro: reply.route.scope_micro,
            rows: reply.body.rows(),
            catalogue: reply.catalogue.clone(),
            given: Vec::new(),
            probabilities: reply
                .route
                .candidates
                .iter()
                .filter_map(|one| one.probability_micro)
                .collect(),
            by: reply.route.by,
            calculation: None,
            recalled: None,
            follows: None,
        };
        let again = reopen(real(), Some(entries()), &record);
        assert_eq!(again.as_ref(), Some(&reply), "{question}");
        // Without the entries it is the same or has to wait.
        let early = reopen(real(), None, &record);
        assert!(early.is_none_or(|early| early == reply), "{question}");
    }
}

#[test]
fn history_with_rows_and_agents_that_are_gone_is_still_shown() {
    let record = Exchange {
        question: "range of a3-Offset?".to_owned(),
        kind: QueryKind::Parameter,
        answered: true,
        candidates: vec![("NR-GONE-001".into(), 5), ("NR-MOB-001".into(), 3)],
        scope_micro: 400_000,
        rows: vec!["NR.Gone.x".into(), "NR.TooLateShare".into()],
        catalogue: "0".to_owned(),
        given: Vec::new(),
        probabilities: Vec::new(),
        by: RoutedBy::Words,
        calculation: None,
        recalled: None,
        follows: None,
    };
    let reply = reopen(real(), None, &record).expect("facts need no entries");
    assert_eq!(reply.body.rows(), ["NR.TooLateShare".into()]);
    assert_eq!(reply.route.candidates.len(), 1);
}

#[test]
fn who_asks_may_say_what_is_meant() {
    let question = "time to trigger of event A3";
    let said = Overrides {
        kind: Some(QueryKind::Troubleshoot),
        technologies: vec![Technology::Lte],
        complexity: Some(Complexity::Complex),
        alone: false,
    };
    let reply = Routed::of(real(), None, question.into(), &[], &said).answer(entries());
    assert_eq!(reply.understood.kind, QueryKind::Troubleshoot);
    assert_eq!(reply.understood.technologies, [Technology::Lte]);
    assert_eq!(reply.understood.complexity, Complexity::Complex);
    assert!(matches!(reply.body, Body::Guidance(_)), "a fault");
    let unsaid = ask(question).understood;
    assert_ne!(unsaid.kind, QueryKind::Troubleshoot);
    assert!(unsaid.technologies.is_empty());
    let only_lte = Overrides {
        technologies: vec![Technology::Lte],
        ..Overrides::default()
    };
    let rows = Routed::of(real(), None, question.into(), &[], &only_lte)
        .answer(entries())
        .body
        .rows();
    assert!(
        !rows.is_empty() && rows.iter().all(|row| row.as_str().starts_with("LTE.")),
        "{rows:?}"
    );
}

#[test]
fn numbers_stand_beside_the_names() {
    let understood = ask("a3-Offset -3 dB on n78, cell 1234").understood;
    let texts = understood.entities.len();
    assert_eq!((understood.mentions.len(), texts), (1, 3));
}

#[test]
fn spans_of_mentions_lie_on_the_names() {
    for question in [
        "🙂 range of a3-Offset?",
        "‏ما هو t310؟",
        "ä a3-Offset ö TTT 🛰️",
    ] {
        let reply = ask(question);
        assert!(!reply.understood.mentions.is_empty(), "{question}");
        for mention in reply.understood.mentions {
            let typed = question.get(mention.start as usize..mention.end as usize);
            assert!(["a3-Offset", "t310", "TTT"].contains(&typed.expect("whole characters")));
        }
    }
}

#[test]
fn endless_questions_are_read_by_their_beginning() {
    for piece in [
        "a3-Offset ",
        "handover ",
        "x",
        "🙂",
        "ثابت ",
        "-",
        "<script>alert(1)</script>",
        "timeToTriger ",
    ] {
        let question = piece.repeat(100_000 / piece.len() + 1);
        let reply = ask(&question);
        assert!(reply.understood.mentions.len() <= 12);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_question_panics(question in "\\PC{0,200}") {
        let _ = ask(&question);
    }

    #[test]
    fn no_mixture_of_names_panics(
        parts in proptest::collection::vec(
            prop_oneof!["a3-Offset", "HO\\.IntraSys\\.TooLate", "n310", "LTE", "range of", "\\PC{0,12}", "late", "[A-Za-z0-9._-]{1,16}"],
            0..12,
        ),
    ) {
        let question = parts.join(" ");
        let once = ask(&question);
        prop_assert_eq!(once, ask(&question));
    }
}
