//! The rooms of the engine and of the calculators, and which of them may use which. Arrows point one way and never in a circle.

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
    ("storage", &["sort", "json"]),
    ("memory", &["catalogue", "sort"]),
    ("telemetry", &["storage", "sort"]),
    ("records", &["storage", "sort", "json"]),
    ("routing", &["catalogue", "memory", "sort"]),
    ("agents", &["routing", "catalogue", "sort"]),
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

/// The rooms of the calculators, the same way.
const CALCULATORS: &[(&str, &[&str])] = &[
    ("tables", &[]),
    ("formulas", &["tables"]),
    ("recognition", &["formulas", "tables"]),
    ("shown", &["recognition", "formulas", "tables"]),
];

/// A crate with rooms: its folder, its rooms, and the files that wire them together.
struct House(
    &'static str,
    &'static [(&'static str, &'static [&'static str])],
    &'static [&'static str],
);

const HOUSES: [House; 2] = [
    House("engine/src/", ROOMS, FACADE),
    House("engine/calculators/src/", CALCULATORS, &["lib", "sample"]),
];

const WHY: &str = "rooms are entered from above only (xtask/src/tidy/rooms.rs); what two of them share belongs in a room below both, or in protocol";

/// The lines of a room that use a room they may not use.
pub fn check(file: &str, source: &Source) -> Vec<Violation> {
    let Some((House(_, rooms, facade), room)) = room_of(file) else {
        return Vec::new();
    };
    if facade.contains(&room) {
        return Vec::new();
    }
    let violation = |line, what| Violation {
        file: file.to_owned(),
        line,
        what,
        why: WHY,
    };
    let Some((_, allowed)) = rooms.iter().find(|(known, _)| *known == room) else {
        return vec![violation(1, format!("room `{room}` is not in the table"))];
    };
    let may_use = |other: &str| other == room || other == "ports" || allowed.contains(&other);
    let mut found = Vec::new();
    for (index, line) in source.lines.iter().enumerate() {
        // A test may set a scene with other rooms.
        if line.is_test {
            continue;
        }
        let is_room =
            |name: &&str| facade.contains(name) || rooms.iter().any(|(room, _)| room == name);
        let used = names_used(&line.code).filter(is_room);
        for other in used.filter(|other| !may_use(other)) {
            found.push(violation(index + 1, format!("`{room}` uses `{other}`")));
        }
    }
    found
}

/// `engine/src/memory/bank.rs` and `engine/src/memory.rs` are both of `memory`, in the engine.
fn room_of(file: &str) -> Option<(&'static House, &str)> {
    let inside = |house: &'static House| Some((house, file.strip_prefix(house.0)?));
    let (house, inside) = HOUSES.iter().find_map(inside)?;
    let first = inside.split('/').next()?;
    Some((house, first.strip_suffix(".rs").unwrap_or(first)))
}

/// What stands after `crate::`, also in `use crate::{memory::Bank, safety}`.
fn names_used(code: &str) -> impl Iterator<Item = &str> {
    let paths = code.split("crate::").skip(1);
    paths.flat_map(|path| match path.strip_prefix('{') {
        Some(list) => words(list).collect::<Vec<_>>(),
        None => words(path).take(1).collect(),
    })
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
    fn the_calculators_have_rooms_of_their_own() {
        let file = "engine/calculators/src/formulas/tdd.rs";
        check_line(file, "use crate::tables::Tables;", &[]);
        check_line(
            file,
            "crate::recognition::recognise(question)",
            &["`formulas` uses `recognition`"],
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
        let rooms = HOUSES
            .iter()
            .flat_map(|house| house.1.iter().map(move |room| (house.1, room)));
        for (all, (room, below)) in rooms {
            for other in *below {
                let at = |name| all.iter().position(|(known, _)| known == name);
                assert!(
                    at(other) < at(room),
                    "{other} has to stand above {room} in the table"
                );
            }
        }
    }
}
