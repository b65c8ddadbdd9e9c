//! Names that may be used only in some places: the walls between page, engine, storage and server.

use super::{
    Violation,
    source::{Line, Source, words},
};

struct Rule {
    /// A word or a path of words, such as `tokio` or `thread::spawn`. `tokio` stands for `tokio_util` too.
    names: &'static [&'static str],
    /// Where the rule applies; a path's beginning.
    within: &'static [&'static str],
    /// Where the names are welcome all the same; a path's beginning.
    except: &'static [&'static str],
    why: &'static str,
}

const EVERYWHERE: &[&str] = &[""];

const RULES: &[Rule] = &[
    Rule {
        names: &["leptos"],
        within: EVERYWHERE,
        except: &["app/"],
        why: "only the page draws; everything else works without a page",
    },
    Rule {
        names: &["axum", "tower", "hyper"],
        within: EVERYWHERE,
        // A lexicon of English words has a tower and hyper- in it.
        except: &["server/", "e2e/", "engine/src/memory/search/contrast/"],
        why: "only the server speaks HTTP",
    },
    Rule {
        names: &["tokio"],
        within: EVERYWHERE,
        except: &["server/", "e2e/", "benches/"],
        why: "the engine does not know who runs its futures; tokio is the server's choice",
    },
    Rule {
        names: &["rusqlite"],
        within: EVERYWHERE,
        except: &[
            "engine/src/storage/adapters/sqlite",
            "engine/tests/storage",
            "server/src/",
            "server/tests/",
        ],
        why: "SQL stays behind the storage adapter and in the server's own tables",
    },
    Rule {
        names: &["INSERT INTO", "CREATE TABLE", "DELETE FROM"],
        within: EVERYWHERE,
        except: &[
            "engine/src/storage/adapters/sqlite",
            "engine/tests/storage",
            "server/src/",
            "server/tests/",
        ],
        why: "SQL stays behind the storage adapter and in the server's own tables",
    },
    Rule {
        names: &["web_sys", "js_sys", "wasm_bindgen"],
        within: EVERYWHERE,
        except: &[
            "app/",
            "engine/worker/",
            "engine/benchmark/",
            "engine/sdk/",
            "engine/src/storage/adapters/indexed_db",
            "engine/src/storage/adapters/settings",
            "engine/tests/browser",
        ],
        why: "the engine runs natively too; only its hosts and the browser's adapters see the browser",
    },
    Rule {
        names: &["idb"],
        within: EVERYWHERE,
        except: &[
            "engine/src/storage/adapters/indexed_db",
            "engine/tests/browser",
        ],
        why: "IndexedDB has one door, the storage adapter",
    },
    Rule {
        names: &["rexie"],
        within: EVERYWHERE,
        except: &[
            "engine/src/storage/adapters/settings",
            "engine/tests/browser",
        ],
        why: "rexie closes and removes without asking: good for the small settings database, never for the main one",
    },
    Rule {
        names: &[
            "SystemTime",
            "Instant",
            "thread::spawn",
            "println",
            "eprintln",
        ],
        within: &["engine/src/"],
        except: &[],
        why: "the engine has no clock, thread or terminal of its own (some panic in wasm, and tests must repeat): take them through ports, log with tracing",
    },
];

/// Our own table holds the names it looks for.
const EXEMPT: &str = "xtask/";

/// The lines of a file that use a name where it has no business.
pub fn check(file: &str, source: &Source) -> Vec<Violation> {
    let mut found = Vec::new();
    for rule in RULES {
        let inside = |places: &[&str]| places.iter().any(|place| file.starts_with(place));
        if file.starts_with(EXEMPT) || !inside(rule.within) || inside(rule.except) {
            continue;
        }
        for (index, line) in source.lines.iter().enumerate() {
            if let Some(name) = rule.names.iter().find(|name| uses(line, name)) {
                found.push(Violation {
                    file: file.to_owned(),
                    line: index + 1,
                    what: format!("uses `{name}`"),
                    why: rule.why,
                });
            }
        }
    }
    found
}

/// Tests may print and take the time, but not reach through a wall, so they are read as well.
fn uses(line: &Line, name: &str) -> bool {
    let wanted: Vec<&str> = words(name).collect();
    let is_crate = wanted.len() == 1
        && name
            .chars()
            .all(|letter| letter.is_lowercase() || letter == '_');
    let found: Vec<&str> = words(&line.code).collect();
    if line.is_test && ["SystemTime", "Instant", "println", "eprintln"].contains(&name) {
        return false;
    }
    found.windows(wanted.len()).any(|window| window == wanted)
        || (is_crate
            && found.iter().any(|word| {
                word.strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('_'))
            }))
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
    fn names_are_allowed_in_their_own_places_only() {
        check_line("app/src/main.rs", "use leptos::prelude::*;", &[]);
        check_line(
            "engine/src/lib.rs",
            "use leptos_router::Router;",
            &["uses `leptos`"],
        );
        check_line(
            "engine/src/driver.rs",
            "tokio::spawn(task)",
            &["uses `tokio`"],
        );
        check_line("server/src/main.rs", "tokio::spawn(task)", &[]);
        check_line(
            "engine/src/storage/adapters/sqlite/open.rs",
            "rusqlite::Connection",
            &[],
        );
        check_line(
            "engine/src/storage/mod.rs",
            "rusqlite::Connection",
            &["uses `rusqlite`"],
        );
        check_line(
            "engine/src/storage/adapters/indexed_db/open.rs",
            "rexie::Rexie",
            &["uses `rexie`"],
        );
        check_line(
            "engine/src/storage/adapters/settings.rs",
            "rexie::Rexie",
            &[],
        );
    }

    #[test]
    fn sql_is_found_in_strings() {
        check_line(
            "app/src/lib.rs",
            "\"INSERT INTO b\"",
            &["uses `INSERT INTO`"],
        );
        check_line("app/src/lib.rs", "tag == \"SELECT\"", &[]);
    }

    #[test]
    fn a_path_is_found_only_as_a_whole_and_comments_do_not_count() {
        check_line(
            "engine/src/driver.rs",
            "std::thread::spawn(run)",
            &["uses `thread::spawn`"],
        );
        check_line("engine/src/driver.rs", "pool.spawn(thread)", &[]);
        check_line("engine/src/driver.rs", "// no SystemTime here", &[]);
        check_line("engine/src/driver.rs", "let instant_micros = 1;", &[]);
    }

    #[test]
    fn tests_may_take_the_time_but_not_reach_through_a_wall() {
        let test = "#[cfg(test)]\nmod tests {\nInstant::now();\ntokio::spawn(a);\n}";
        check_line("engine/src/driver.rs", test, &["uses `tokio`"]);
        check_line("engine/src/storage/tests.rs", "println!()", &[]);
    }
}
