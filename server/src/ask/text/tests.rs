//! What a reader of the terminal sees.

use protocol::answer::{Answer, Body, Candidate, Complexity, FactCard, Route, RoutedBy};
use protocol::answer::{
    Basis, Coding, Legal, Ours, OursValue, ParameterCard, QueryKind, Reason, Safe, Source,
    Technology, Understood, Unit, Usage,
};

use protocol::memory::Evidence;

use super::{answer, tenths};

fn with(body: Body) -> Answer {
    Answer {
        question: "range of a3-Offset?".into(),
        understood: Understood {
            kind: QueryKind::Parameter,
            complexity: Complexity::Simple,
            technologies: Vec::new(),
            mentions: Vec::new(),
            entities: Vec::new(),
            lacking: Vec::new(),
            taken: None,
        },
        route: Route {
            candidates: vec![Candidate {
                agent: "NR-MOB-001".into(),
                name: "Intra-frequency handover".into(),
                score_micro: 12_340_000,
                alike_micro: None,
                probability_micro: Some(830_000),
                why: vec![Reason {
                    word: "a3-Offset".into(),
                    weight_micro: 9_000_000,
                }],
            }],
            scope_micro: 30_000,
            threshold_micro: 250_000,
            by: RoutedBy::WordsAndVectors,
        },
        body,
        catalogue: "0123456789abcdef".into(),
    }
}

fn a3_offset() -> ParameterCard {
    ParameterCard {
        id: "NR.EventTriggerConfig.eventId.eventA3.a3-Offset.rsrp".into(),
        name: "rsrp".into(),
        label: Some("A3 offset".into()),
        common_names: Vec::new(),
        path: "EventTriggerConfig".into(),
        technology: Some(Technology::Nr),
        usage: Usage::Config,
        legal: Legal::Integer {
            min: -30,
            max: 30,
            step: 1,
        },
        unit: Some(Unit {
            name: "dB".into(),
            basis: Basis::Spec,
        }),
        coding: Some(Coding {
            scale_micro: 500_000,
            offset_micro: 0,
        }),
        asked: None,
        ours: Some(Ours {
            start: Some(OursValue {
                field: "6".into(),
                physical_micro: Some(3_000_000),
                basis: "above the fading of a pedestrian".into(),
            }),
            safe: Some(Safe {
                fields: vec!["2".into(), "12".into()],
                physical_micro: Some((1_000_000, 6_000_000)),
                basis: String::new(),
            }),
            planned: false,
            on: "cell".into(),
            applies: String::new(),
        }),
        effects: vec![("higher".into(), "later handovers".into())],
        sign: None,
        encoding: None,
        special: Vec::new(),
        same_range: Vec::new(),
        differs: Vec::new(),
        agents: Vec::new(),
        source: Source {
            spec: "TS 38.331 Rel-18".into(),
            clause: None,
            element: Some("EventTriggerConfig".into()),
            release: None,
        },
    }
}

#[test]
fn a_parameter_has_its_range_and_unit_and_what_is_ours_is_called_so() {
    let card = FactCard::Parameter(Box::new(a3_offset()));
    let text = answer(&with(Body::Facts(vec![card])), &Evidence::default());
    let expected = "\
A3 offset · NR
  NR.EventTriggerConfig.eventId.eventA3.a3-Offset.rsrp
  legal         −15 … 15 dB
                field −30 … 30, step 0.5 dB
  ours          Start 3 dB and safe range 1 … 6 dB are ours.
  why start     above the fading of a pedestrian
  set on        cell
  effect        higher: later handovers
  source        TS 38.331 Rel-18, EventTriggerConfig · unit dB: read in the text of the
                standard

Who answers (how likely each is right)
    83 %  Intra-frequency handover (NR-MOB-001)
        a3-Offset +9.0

Catalogue
  0123456789abcdef
";
    assert_eq!(text, expected);
}

#[test]
fn a_question_outside_is_refused_with_its_score() {
    let text = answer(&with(Body::OutOfScope), &Evidence::default());
    assert!(text.starts_with(
        "Outside what I know\nNo agent is close to this: 3 % likely mine, I answer from 25 %."
    ));
}

#[test]
fn scores_have_one_decimal() {
    for (micro, text) in [
        (12_340_000, "12.3"),
        (12_960_000, "13.0"),
        (0, "0.0"),
        (-40_000, "0.0"),
    ] {
        assert_eq!(tenths(micro), text);
    }
}
