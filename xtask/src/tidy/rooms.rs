//! The rooms of the engine and which of them may use which. Arrows point one way and never in a circle.

use super::{
    Violation,
    source::{Source, words},
};

/// A room and those it may use, beside `ports`, which all may. Add a line when a room is added,
/// below the rooms that it uses.
const ROOMS: &[(&str, &[&str])] = &[
    ("ports", &[]),
    ("sort", &[]),
    ("json", &[]),
    ("catalogue", &["sort"]),
    ("calculators", &["catalogue"]),
    ("recognition", &["calculators", "catalogue", "sort"]),
    ("storage", &["sort", "json"]),
    ("memory", &["catalogue", "sort"]),
    ("telemetry", &["storage", "sort"]),
    ("records", &["storage", "sort", "json"]),
    ("routing", &["catalogue", "memory", "sort"]),
    (
        "agents",
        &["routing", "recognition", "calculators", "catalogue", "sort"],
    ),
];

/// The facade and the driver, in their files: they wire the rooms together and may use them all. No
/// room may use them.
const FACADE: &[&str] = &[
    "lib",
    "driver",
    "embedding",
    "outlet",
    "requests",
    "shelf",
    "table",
    "work",
];

const HOME: &str = "engine/src/";
const WHY: &str = "rooms are entered from above only (xtask/src/tidy/rooms.rs); what two of them share belongs in a room below both, or in protocol";

/// The lines of a room that use a room they may not use.
pub fn check(file: &str, source: &Source) -> Vec<Violation> {
    let Some(room) = room_of(file) else {
        return Vec::new();
    };
    if FACADE.contains(&room) {
        return Vec::new();
    }
    let violation = |line, what| Violation {
        file: file.to_owned(),
        line,
        what,
        why: WHY,
    };
    let Some((_, allowed)) = ROOMS.iter().find(|(known, _)| *known == room) else {
        return vec![violation(1, format!("room `{room}` is not in the table"))];
    };
    let may_use = |other: &str| other == room || other == "ports" || allowed.contains(&other);
    let mut found = Vec::new();
    for (index, line) in source.lines.iter().enumerate() {
        // A test may set a scene with other rooms.
        if line.is_test {
            continue;
        }
        for other in rooms_used(&line.code).filter(|other| !may_use(other)) {
            found.push(violation(index + 1, format!("`{room}` uses `{other}`")));
        }
    }
    found
}

/// `engine/src/memory/bank.rs` and `engine/src/records.rs` are both of `memory`.
fn room_of(file: &str) -> Option<&str> {
    let inside = file.strip_prefix(HOME)?;
    inside
        .split('/')
        .next()
        .map(|first| first.strip_suffix(".rs").unwrap_or(first))
}

/// The rooms after `crate::`, also in `use crate::{memory::Bank, safety}`.
fn rooms_used(code: &str) -> impl Iterator<Item = &str> {
    let paths = code.split("crate::").skip(1);
    let names = paths.flat_map(|path| match path.strip_prefix('{') {
        Some(list) => words(list).collect::<Vec<_>>(),
        None => words(path).take(1).collect(),
    });
    names.filter(|name| FACADE.contains(name) || ROOMS.iter().any(|(room, _)| room == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_line(file: &str, line: &str, expected: &[&str]) {
        let found = check(file, &Source::new(file, line));
        let found: Vec<&str> = found
            .iter()
            .map(|violation| violation.what.as_str())
            .collect();
        assert_eq!(found, expected, "{file}: {line}");
    }

    #[test]
    fn a_room_uses_only_the_rooms_below_it() {
        check_line(
            "engine/src/routing/mod.rs",
            "use crate::catalogue::Rows;",
            &[],
        );
        check_line(
            "engine/src/routing/mod.rs",
            "crate::agents::x()",
            &["`routing` uses `agents`"],
        );
        check_line("engine/src/records.rs", "use crate::ports::Clock;", &[]);
        let two = "use crate::{ports::Clock, routing::Route, agents};";
        check_line(
            "engine/src/records.rs",
            two,
            &["`records` uses `routing`", "`records` uses `agents`"],
        );
    }

    #[test]
    fn facade_driver_and_tests_may_use_every_room() {
        check_line("engine/src/lib.rs", "use crate::agents::Agent;", &[]);
        check_line("engine/src/driver.rs", "use crate::storage::Backend;", &[]);
        check_line(
            "engine/src/records/tests.rs",
            "use crate::agents::Agent;",
            &[],
        );
    }

    #[test]
    fn a_new_room_has_to_be_entered_in_the_table() {
        check_line(
            "engine/src/attic.rs",
            "",
            &["room `attic` is not in the table"],
        );
    }

    #[test]
    fn no_two_rooms_use_each_other() {
        for (room, below) in ROOMS {
            for other in *below {
                let at = |name| ROOMS.iter().position(|(known, _)| known == name);
                assert!(
                    at(other) < at(room),
                    "{other} has to stand above {room} in the table"
                );
            }
        }
    }
}
