//! What every source file has: a sentence at its beginning that says what it is, and an end in sight.

use super::Violation;

const LONGEST: usize = 500;

/// Files that are longer for a reason.
const LONGER: [&str; 0] = [];

/// What is wrong with the file as a whole.
pub fn check(file: &str, text: &str) -> Vec<Violation> {
    let violation = |line, what: String, why| Violation {
        file: file.to_owned(),
        line,
        what,
        why,
    };
    let mut found = Vec::new();
    // An attribute such as `#![cfg(target_arch = "wasm32")]` may stand before it.
    let first = text.lines().find(|line| !line.starts_with("#!["));
    if !first.is_some_and(|line| line.starts_with("//!")) {
        let what = "does not begin with `//!`".to_owned();
        found.push(violation(
            1,
            what,
            "a reader learns from the first line what a file is for",
        ));
    }
    let length = text.lines().count();
    if length > LONGEST && !LONGER.contains(&file) {
        let why = "two things live in one file; if not, list it in xtask/src/tidy/files.rs";
        found.push(violation(LONGEST, format!("has {length} lines"), why));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_begins_with_what_it_is_for_and_ends_in_time() {
        assert_eq!(check("a.rs", "//! A room.\n"), []);
        assert_eq!(
            check("a.rs", "fn a() {}\n")[0].what,
            "does not begin with `//!`"
        );
        let long = format!("//! A room.\n{}", "\n".repeat(LONGEST));
        assert_eq!(check("a.rs", &long)[0].what, "has 501 lines");
    }
}
