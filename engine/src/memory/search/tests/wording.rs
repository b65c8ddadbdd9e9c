//! What contrast sees between single pairs of texts.

use super::super::contrast::{Purpose, Reading, Why, compare};

/// The conflicts between two texts, by kind.
fn conflicts(asked: &str, found: &str) -> Vec<&'static str> {
    let seen = compare(&Reading::of(asked), &Reading::of(found));
    let kinds = seen.why.iter().filter_map(|why| match why {
        Why::Opposite(_) => Some("opposite"),
        Why::Denied(_) => Some("denied"),
        Why::Number(_) => Some("number"),
        Why::Technology(_) => Some("technology"),
        Why::Sense(_) => Some("sense"),
        Why::Swapped(_) => Some("swapped"),
        Why::Other(_) => Some("other"),
        Why::Limited(_) => Some("limited"),
        Why::More(_) => Some("more"),
        _ => None,
    });
    let mut kinds: Vec<_> = kinds.collect();
    kinds.dedup();
    kinds
}

#[test]
fn differences_are_named() {
    for (asked, found, expected) in [
        ("Raise the threshold", "Lower the threshold", "opposite"),
        (
            "Move users from the macro to the pico",
            "Move users to the macro from the pico",
            "opposite",
        ),
        (
            "The guard period is too short for 20 km",
            "The guard period is too long for 20 km",
            "opposite",
        ),
        (
            "The beam failure is reported",
            "The beam recovery is reported",
            "opposite",
        ),
        ("The lock is released", "The lock is not released", "denied"),
        (
            "Use 640 ms at this cell",
            "Use 64 ms at this cell",
            "number",
        ),
        ("Event A3 is configured", "Event A5 is configured", "number"),
        ("Keep 50 % of the grants", "Keep 50 of the grants", "number"),
        (
            "Ports 3500 and 3510 are open",
            "Ports 3500 and 3520 are open",
            "number",
        ),
        (
            "The job runs daily at two",
            "The job runs weekly at two",
            "number",
        ),
        (
            "Copy the new file over the old one",
            "Copy the old file over the new one",
            "swapped",
        ),
        ("Option A fits the site", "Option B fits the site", "other"),
        (
            "Alarms are cleared at night",
            "Alarms are cleared only at night",
            "limited",
        ),
        (
            "Alarms are cleared at night",
            "Alarms are cleared at night unless muted",
            "denied",
        ),
        (
            "The cell in the battery string is weak",
            "The cell in the handover list is weak",
            "sense",
        ),
        (
            "The gNB drops the link",
            "The eNB drops the link",
            "technology",
        ),
        (
            "Reports go out over TCP",
            "Reports go out over UDP",
            "technology",
        ),
    ] {
        let seen = conflicts(asked, found);
        assert!(seen.contains(&expected), "{asked} / {found}: {seen:?}");
        let back = conflicts(found, asked);
        assert!(back.contains(&expected), "{found} / {asked}: {back:?}");
    }
}

#[test]
fn the_same_in_other_form_is_no_conflict() {
    for (asked, found) in [
        (
            "Raise the threshold of the cell",
            "Raise the threshold of the cell",
        ),
        ("Raised thresholds of cells", "raising the cell's threshold"),
        ("The HO fails at 640 ms", "The handover fails at 0.64 s"),
        (
            "After the swap the sector is dead",
            "The sector is dead after the swap",
        ),
        ("The eNodeB reports 3 alarms", "LTE reports three alarms"),
        ("The load does not rise", "The load does not rise"),
        (
            "Reduce the load of the cell",
            "Decrease the load of the sector",
        ),
    ] {
        assert!(
            conflicts(asked, found).is_empty(),
            "{asked} / {found}: {:?}",
            conflicts(asked, found)
        );
    }
}

#[test]
fn a_denied_opposite_is_no_conflict() {
    let seen = conflicts("The load does not rise at night", "The load falls at night");
    assert!(seen.is_empty(), "{seen:?}");
}

/// Whether a text contradicts a query for which help is looked for.
fn contradicts(asked: &str, found: &str) -> bool {
    let seen = compare(&Reading::of(asked), &Reading::of(found));
    seen.counting(Purpose::Help).any(Why::contradicts)
}

#[test]
fn the_name_of_a_fault_denies_nothing() {
    let first = "Missing neighbour first, margins second";
    let told = "Missing neighbour: phones report an unknown cell and then drop";
    for (asked, found) in [
        ("missing neighbours", first),
        ("calls drop because a neighbour is missing", first),
        ("lost neighbours", first),
        ("neighbour not defined", first),
        ("handovers towards one neighbour come too late", first),
        ("handover to the strongest neighbour fails", first),
        ("the neighbour relation is missing at this cell", told),
        ("a neighbour is absent from the list", told),
        ("no neighbour is defined", told),
        ("neighbour got lost after the swap", told),
        ("phones report an unknown neighbour and then drop", told),
        (
            "how do I find neighbours that are not in the list",
            "Missing neighbour relation",
        ),
        (
            "missing neighbour",
            "Calls drop because the neighbour is missing",
        ),
        (
            "counters of the new site are zero",
            "Missing counters from a new site",
        ),
        (
            "licences at the new site are not enough",
            "Lack of licences at the new site",
        ),
        (
            "handover fails at the border",
            "Failed handovers at the border",
        ),
        (
            "synchronisation is lost every night",
            "Lost synchronisation at night",
        ),
        (
            "callers complain about audio after the handover",
            "No audio in one direction after the handover",
        ),
        ("the basement lost coverage", "No coverage in the basement"),
    ] {
        assert!(!contradicts(asked, found), "{asked} / {found}");
        assert!(!contradicts(found, asked), "{found} / {asked}");
    }
}

#[test]
fn a_fault_that_is_denied_is_contradicted() {
    for (asked, found) in [
        ("The neighbour is missing", "The neighbour is not missing"),
        ("Neighbour is not missing", "Missing neighbour"),
        (
            "Missing neighbours at the border",
            "No missing neighbours at the border",
        ),
        ("The relation is present", "Missing relation"),
        (
            "The counters arrive from the new site",
            "No counters arrive from the new site",
        ),
        (
            "The broadcast lacks the frequency",
            "The broadcast has the frequency",
        ),
        (
            "The call fails after the handover",
            "The handover fails after the call",
        ),
    ] {
        assert!(contradicts(asked, found), "{asked} / {found}");
        assert!(contradicts(found, asked), "{found} / {asked}");
    }
}
