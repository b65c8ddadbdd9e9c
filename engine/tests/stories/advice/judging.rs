//! Rules, joint limits and the changes that follow.

use protocol::answer::{Doubt, GivenValue, Safety};
use protocol::words::advice as words;

use super::{LATE, ask, at, changes, finding, holding, late, missing, number, open, settled, text};

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
fn no_step_goes_past_its_stop() {
    let mut given = late();
    given[3] = at("north", text("$cio", "dB3"));
    let advice = ask(LATE, "NR-MOB-001", given);
    let all = changes(finding(&advice, "NR-MOB-001/late-relation"));
    assert_eq!(all[0].1, Safety::AtStop, "{all:?}");
    assert!(all[0].0.ends_with("stays at 3 dB (field dB3)"), "{all:?}");

    let figures = |level| {
        vec![
            number("NR.RrcSetupSR", 95.0),
            number("share(NR.MR.NRScSRSRSRP, BinX, -156..-116)", 15.0),
            number("$qrx1", level),
            number("$qrx2", level),
        ]
    };
    let question = "minimum camping level SA, setups fail at the edge";
    let rule = "NR-IDLE-001/edge-camping";
    let all = changes(finding(
        &ask(question, "NR-IDLE-001", figures(-116.0)),
        rule,
    ));
    assert!(all[0].0.contains("to −114 dBm"), "{all:?}");
    let all = changes(finding(
        &ask(question, "NR-IDLE-001", figures(-114.0)),
        rule,
    ));
    assert_eq!(all[0].1, Safety::AtStop, "{all:?}");
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
