//! What is computed rather than looked up: in a question, and by itself.

use protocol::answer::{Body, Given, Overrides};
use protocol::calculator::{
    Calculated, Calculation, From, Hint, Named, Need, Outcome, Takes, Value, Why,
};
use protocol::failure::{Code, Failure};
use protocol::message::{Exchange, Reply, Request};
use protocol::words;

use crate::device::{Device, folder, refused};

fn shown(exchange: &Exchange) -> &Calculated {
    match &exchange.answer.body {
        Body::Calculation(calculated) => calculated,
        other => panic!("no calculation: {other:?}"),
    }
}

fn asked(calculator: &str, input: &[(&str, Value)]) -> Request {
    let named = |(name, value): &(&str, Value)| Named {
        name: (*name).to_owned(),
        value: value.clone(),
    };
    Request::Calculate(Calculation {
        calculator: calculator.to_owned(),
        input: input.iter().map(named).collect(),
    })
}

#[track_caller]
fn calculate(device: &Device, calculator: &str, input: &[(&str, Value)]) -> Calculated {
    match device.reply(asked(calculator, input)) {
        Reply::Calculation(calculated) => *calculated,
        other => panic!("another reply: {other:?}"),
    }
}

#[test]
fn a_question_is_computed_kept_and_computed_again() {
    let dir = folder();
    let device = Device::open(dir.path());
    let question = "what is 632628 in MHz?";
    let exchange = device.ask(question);
    let calculated = shown(&exchange);
    assert_eq!(words::outcome(calculated), "3489.42 MHz");
    let Outcome::Computed(computed) = &calculated.outcome else {
        panic!("refused: {calculated:?}");
    };
    assert!(!computed.formula.is_empty() && !computed.steps.is_empty());
    assert_eq!(computed.clauses, ["38.104 5.4.2.1"]);
    let [arfcn] = calculated.inputs.as_slice() else {
        panic!("other inputs: {:?}", calculated.inputs);
    };
    let From::Said(start, end) = arfcn.from else {
        panic!("not said: {arfcn:?}");
    };
    assert_eq!(&question[start as usize..end as usize], "632628");

    assert_eq!(device.questions(), [question]);
    drop(device);
    let device = Device::open(dir.path());
    assert_eq!(device.reopen(exchange.response).answer, exchange.answer);
}

#[test]
fn every_kind_of_input_survives_in_history() {
    let dir = folder();
    let device = Device::open(dir.path());
    for question in [
        "RSRP 62 in the report, how many dBm",
        "DL share of 7D 6:4:4 2U, 5 ms, 30 kHz?",
        "peak rate of 100 MHz, 4 layers, 256QAM at 30 kHz",
        "is TTT 200 ms legal in LTE?",
        "A2 threshold RSRP -110 dB, which value?",
        "TA 12, how far in NR?",
        "PCI 2000 mod 3",
    ] {
        let exchange = device.ask(question);
        shown(&exchange);
        assert_eq!(
            device.reopen(exchange.response).answer,
            exchange.answer,
            "{question}"
        );
    }
}

#[test]
fn the_calculators_are_asked_when_a_question_has_a_number_and_not_before() {
    let dir = folder();
    let device = Device::open(dir.path());
    let asked = || device.assets.tasks.borrow().len();
    for question in [
        "range of a3-Offset?",
        "handovers come too late",
        "what does T310 do?",
    ] {
        device.ask(question);
    }
    // Figures that come with a question are to be judged.
    let given = vec![Given {
        fact: "a3-Offset".to_owned(),
        ..Given::default()
    }];
    device.ask_with("is 632628 MHz right?", given);
    assert_eq!(asked(), 0);
    device.ask("632628 in MHz?");
    assert_eq!(asked(), 1);
    // A number is no calculation yet.
    let exchange = device.ask("t-Reordering above 100 ms, too long?");
    assert!(!matches!(exchange.answer.body, Body::Calculation(_)));
    assert_eq!(asked(), 2);
}

#[test]
fn without_the_calculators_facts_serve_and_what_is_for_them_is_said_to_fail() {
    let dir = folder();
    let device = Device::open(dir.path());
    let known = device.ask("632628 in MHz?").response;
    let failure = Failure::new(Code::CalculatorsMissing, "no network");
    *device.assets.no_calculators.borrow_mut() = Some(failure.clone());
    let question = Request::Ask {
        given: Vec::new(),
        overrides: Overrides::default(),
        follows: None,
        question: "632628 in MHz?".to_owned(),
    };
    assert_eq!(device.failure(question), failure);
    assert_eq!(device.failure(Request::Calculators), failure);
    assert_eq!(
        device.failure(asked("pci", &[("pci", 3.0.into())])),
        failure
    );
    assert_eq!(device.failure(Request::Reopen { response: known }), failure);
    assert_eq!(device.questions(), ["632628 in MHz?"]);
    assert!(!refused(
        &device.ask("t-Reordering above 100 ms, too long?")
    ));

    *device.assets.no_calculators.borrow_mut() = None;
    let again = device.ask("632628 in MHz?");
    assert_eq!(words::outcome(shown(&again)), "3489.42 MHz");
}

#[test]
fn what_is_missing_does_not_fit_or_is_illegal_is_answered() {
    let dir = folder();
    let device = Device::open(dir.path());
    let exchange = device.ask("TA 12, how far in NR?");
    assert_eq!(shown(&exchange).missing, ["scs_khz"]);

    let exchange = device.ask("A2 threshold RSRP -110 dB, which value?");
    let hint = Hint::Unit {
        input: "value".to_owned(),
        said: "dB".to_owned(),
        own: "dBm".to_owned(),
    };
    assert_eq!(shown(&exchange).hints, [hint]);
    assert_eq!(words::outcome(shown(&exchange)), "46");

    let exchange = device.ask("PCI 2000 mod 3");
    assert_eq!(words::outcome(shown(&exchange)), "PCI out of range 0..1007");
}

#[test]
fn what_is_asked_for_comes_first() {
    let dir = folder();
    let device = Device::open(dir.path());
    for (question, first) in [
        ("PCI 503 mod 30", "mod30 23"),
        ("TA 12 LTE, how far?", "distance_m 936.85 m"),
        ("5 km cell, which zeroCorrelationZone", "zcz 8"),
        ("UL share of 7D 6:4:4 2U, 5 ms, 30 kHz?", "ul_share 0.2286"),
    ] {
        let exchange = device.ask(question);
        let said = words::outcome(shown(&exchange));
        assert!(said.starts_with(first), "{question}: {said}");
    }
}

#[test]
fn a_form_can_be_drawn_of_every_calculator() {
    let dir = folder();
    let device = Device::open(dir.path());
    let Reply::Calculators(all) = device.reply(Request::Calculators) else {
        panic!("another reply");
    };
    assert_eq!(all.len(), 72);
    assert!(
        all.iter()
            .all(|one| !one.title.is_empty() && !one.inputs.is_empty())
    );
    let field = |calculator: &str, name: &str| {
        let one = all
            .iter()
            .find(|one| one.name == calculator)
            .expect(calculator);
        one.inputs
            .iter()
            .find(|field| field.name == name)
            .expect(name)
            .clone()
    };
    let arfcn = Takes::Number {
        whole: true,
        least: Some(0.0),
        most: Some(3_279_165.0),
    };
    assert_eq!(field("nr_arfcn_to_freq", "arfcn").takes, arfcn);
    assert_eq!(field("nr_arfcn_to_freq", "arfcn").need, Need::Required);
    let words = ["report", "threshold"].map(str::to_owned).to_vec();
    assert_eq!(field("meas_decode", "use").takes, Takes::Choice(words));
    assert_eq!(
        field("meas_decode", "use").need,
        Need::Assumed("report".to_owned())
    );
    assert_eq!(field("tdd_pattern", "patterns").takes, Takes::List);
}

#[test]
fn inputs_are_taken_as_they_are_typed() {
    let dir = folder();
    let device = Device::open(dir.path());
    let radius = |text: &str| {
        let calculated = calculate(
            &device,
            "prach_ncs_for_radius",
            &[("radius_km", text.into())],
        );
        calculated
            .asked
            .input
            .first()
            .map(|named| named.value.clone())
    };
    for text in ["14.5", "14,5", " 14,5 km ", "14500 m"] {
        assert_eq!(radius(text), Some(14.5.into()), "{text}");
    }
    let pattern = [
        ("scs_khz", "30 kHz".into()),
        ("patterns", "7D 6:4:4 2U".into()),
    ];
    let calculated = calculate(&device, "tdd_pattern", &pattern);
    assert!(
        words::outcome(&calculated).contains("DDDDDDDSUU"),
        "{calculated:?}"
    );

    let refusal =
        |calculator: &str, input: &[(&str, Value)]| match calculate(&device, calculator, input)
            .outcome
        {
            Outcome::Refused(refusal) => refusal,
            Outcome::Computed(computed) => panic!("computed: {computed:?}"),
        };
    let refused = refusal("prach_ncs_for_radius", &[("radius_km", "5 ms".into())]);
    assert_eq!(
        (refused.why, refused.legal.as_str()),
        (Why::WrongType, "km")
    );
    let refused = refusal("prach_ncs_for_radius", &[("radius_km", "far".into())]);
    assert_eq!(refused.why, Why::WrongType);
    let refused = refusal("prach_ncs_for_radius", &[("radius_km", "".into())]);
    assert_eq!(refused.why, Why::Missing);
    let refused = refusal("no_such_thing", &[]);
    assert_eq!(refused.why, Why::UnknownCalculator);
    let refused = refusal("pci", &[("pci", "1008".into())]);
    assert_eq!(refused.legal, "0..1007");
}
