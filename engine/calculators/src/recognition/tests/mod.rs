//! Recognition told what to find, and measured on the committed questions.

mod evaluation;

use protocol::calculator::Value;

use super::reading::Reading;
use super::{Recognised, phrases, recognise};
use crate::formulas;

#[track_caller]
fn found(question: &str) -> Recognised {
    recognise(question).unwrap_or_else(|| panic!("{question} is not recognised"))
}

#[track_caller]
fn check(question: &str, calculator: &str, expected: &[(&str, Value)]) {
    let found = found(question).asked;
    assert_eq!(found.calculator, calculator, "{question}");
    for (name, value) in expected {
        let given = found.input.iter().find(|named| named.name == *name);
        assert_eq!(
            given.map(|named| &named.value),
            Some(value),
            "{question}: {name}"
        );
    }
}

#[test]
fn units_are_turned_into_those_of_the_input() {
    let radius = |number: f64| [("radius_km", Value::Number(number))];
    let zone = "prach_ncs_for_radius";
    check("900 m cell, which zeroCorrelationZone", zone, &radius(0.9));
    check("zcz for a radius of 14,5km", zone, &radius(14.5));
    check("zeroCorelationZone for 5 km?", zone, &radius(5.0));
    let mhz = [("mhz", Value::Number(3_500.0))];
    check("NR-ARFCN of 3.5 GHz", "nr_freq_to_arfcn", &mhz);
    check("NR-ARFCN of 3 500 MHz", "nr_freq_to_arfcn", &mhz);
    let level = [("total_dbm", Value::Number(40.0))];
    check("RS power of 10 W over 100 RB?", "epre", &level);
}

#[test]
fn numbers_are_shared_out_as_a_whole() {
    let number = Value::Number;
    let levels = [
        ("rsrp_dbm", number(-110.0)),
        ("rssi_dbm", number(-85.0)),
        ("nrb", number(75.0)),
    ];
    check(
        "-110 dBm rsrp / -85 dBm rssi / 75 rb => rsrq",
        "rsrq",
        &levels,
    );
    // A unit that is the very one of another input belongs to that.
    let blocks = [("scs_khz", number(30.0)), ("bw_mhz", number(80.0))];
    check("prb count 80MHz scs30", "nr_nrb", &blocks);
    let losses = [
        ("antenna_gain_db", number(16.0)),
        ("pathloss_db", number(123.0)),
    ];
    let question = "we lose 123 dB on the way, 47 dBm on 79 RB plus 16 dBi panel; RSRP =";
    check(question, "rsrp_budget", &losses);
}

#[test]
fn values_are_read_as_the_asn1_and_people_spell_them() {
    let number = Value::Number;
    let scaling = [("scaling", number(0.4))];
    let question = "max rate NR, 24 RB of 30 kHz, one layer, QPSK, scalingFactor f0p4";
    check(question, "nr_peak_rate", &scaling);
    let question = "NF ten dB, 400 MHz channel, SNR 5 dB, sensitivity?";
    check(question, "sensitivity", &[("nf_db", number(10.0))]);
    let part = [("n_div", number(8.0)), ("T_rf", number(64.0))];
    let question = "NR paging frame: s-tmsi 2^20, T=64, N=T/8, Ns=1";
    check(question, "paging_nr", &part);
    // Numbers that only name something are left aside.
    let question = "Drive test on band 20 LTE shows TA value 203, radius of the ring?";
    check(question, "ta_lte", &[("ta", number(203.0))]);
    let difference = [("gp_us", number(428.0)), ("switch_us", number(17.0))];
    let question = "from GP 428 us minus 17 us of switching, up to what km may the UE sit";
    check(question, "gp_radius", &difference);
}

#[test]
fn long_and_short_words_are_the_same() {
    for typed in [
        "PRACH configuration index",
        "prach cfg idx",
        "PRACH-conf-idx",
    ] {
        let reading = Reading::of(typed, &["prachconfigindex"]);
        assert!(reading.find("prachconfigindex").is_some(), "{typed}");
    }
    let reading = Reading::of("loss 3 dB pls", &["pl"]);
    assert!(reading.find("pl").is_none());
}

#[test]
fn a_unit_that_does_not_fit_is_taken_and_said() {
    let found = found("A2 threshold RSRP -110 dB, which value?");
    assert_eq!(found.asked.calculator, "meas_encode");
    assert_eq!(found.instead, [("value", "dB")]);
}

#[test]
fn what_is_needed_and_not_said_is_missing() {
    assert_eq!(found("TA 12, how far in NR?").missing, ["scs_khz"]);
}

#[test]
fn inputs_know_where_they_were_said() {
    let question = "what is 632628 in MHz?";
    let found = found(question);
    let [("arfcn", (start, end))] = found.said[..] else {
        panic!("{:?}", found.said);
    };
    assert_eq!(&question[start..end], "632628");
}

#[test]
fn advice_faults_and_endless_texts_are_no_calculations() {
    for question in [
        "",
        "which TTT should I set to avoid ping pong at 120 km/h?",
        "RSRP -110 dBm and drops, why?",
        "DL throughput only 40 Mbit/s at 100 MHz, 4 layers, why?",
        "7",
    ] {
        assert_eq!(recognise(question), None, "{question}");
    }
    for piece in ["9", "7D", "n78 ", "1 000 ", "0x", "-", "D", "ä"] {
        let _ = recognise(&piece.repeat(8_192 / piece.len()));
    }
}

#[test]
fn every_form_names_a_calculator_and_inputs_that_exist() {
    for form in &phrases::phrases().forms {
        if form.calculator == "doubt" {
            continue;
        }
        let definition = formulas::definition(form.calculator).expect(form.calculator);
        for slot in &form.inputs {
            let name = slot.name.trim_start_matches('@');
            let known = definition.inputs.iter().any(|given| given.name == name);
            assert!(known, "{}: {name}", form.calculator);
        }
    }
    for description in formulas::list() {
        let is_asked = &phrases::phrases()
            .forms
            .iter()
            .any(|form| form.calculator == description.name);
        assert!(is_asked, "{} cannot be asked", description.name);
    }
}
