//! A source file as the rules read it: lines without comments, tests marked, words cut out. Good
//! enough for the style of this repository; it is no Rust parser.

/// The lines of a file.
pub struct Source {
    /// In order.
    pub lines: Vec<Line>,
}

/// One line.
pub struct Line {
    /// Without comment; strings are kept.
    pub code: String,
    /// Whether it belongs to the tests at the end of the file.
    pub is_test: bool,
}

impl Source {
    /// Tests stand at the end of a file, so everything after the first `#[cfg(test)]` module is test;
    /// so is all of a file named `tests.rs` or in a folder `tests`.
    pub fn new(file: &str, text: &str) -> Source {
        let mut is_test = file.ends_with("/tests.rs") || file.contains("/tests/");
        let mut lines: Vec<Line> = Vec::new();
        let mut rest = text.lines().peekable();
        while let Some(line) = rest.next() {
            let next = rest.peek().map_or("", |line| line.trim_start());
            is_test |= line.trim() == "#[cfg(test)]" && next.starts_with("mod ");
            lines.push(Line {
                code: without_comment(line).to_owned(),
                is_test,
            });
        }
        Source { lines }
    }
}

/// Cuts at `//`, unless it stands in a string as in "https://".
fn without_comment(line: &str) -> &str {
    let mut in_string = false;
    let mut previous = ' ';
    for (at, letter) in line.char_indices() {
        match letter {
            '"' if previous != '\\' && previous != '\'' => in_string = !in_string,
            '/' if !in_string && line[at..].starts_with("//") => return &line[..at],
            _ => {}
        }
        previous = letter;
    }
    line
}

/// The names in a piece of code: letters, digits and `_`.
pub fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_cut_off_and_strings_are_not() {
        assert_eq!(without_comment("let a = 1; // leptos"), "let a = 1; ");
        assert_eq!(
            without_comment("let a = \"http://b\";"),
            "let a = \"http://b\";"
        );
        assert_eq!(without_comment("/// leptos"), "");
    }

    #[test]
    fn everything_after_the_test_module_begins_is_test() {
        let source = Source::new(
            "a.rs",
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n",
        );
        let tests: Vec<bool> = source.lines.iter().map(|line| line.is_test).collect();
        assert_eq!(tests, [false, true, true, true, true]);
    }

    #[test]
    fn words_are_names_and_not_parts_of_names() {
        let found: Vec<&str> = words("use tokio::sync; my_tokio").collect();
        assert_eq!(found, ["use", "tokio", "sync", "my_tokio"]);
    }
}
