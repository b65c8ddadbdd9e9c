//! Lines of text on a terminal: headings, labelled lines, wrapping. Knows nothing of what they say.

/// Signs to a line; longer words stay whole.
const WIDTH: usize = 90;
/// Where the text of a labelled line begins.
const LABEL_WIDTH: usize = 16;

/// The text so far.
#[derive(Default)]
pub struct Sheet(String);

impl Sheet {
    /// A line of its own above what follows.
    pub fn title(&mut self, text: &str) {
        self.gap();
        self.wrapped("", 0, text);
    }

    /// A heading with an empty line above it.
    pub fn section(&mut self, heading: &str) {
        self.title(heading);
    }

    /// A paragraph.
    pub fn text(&mut self, text: &str) {
        self.wrapped("", 0, text);
    }

    /// A line under a heading.
    pub fn line(&mut self, text: &str) {
        self.indented(2, text);
    }

    /// A line further in.
    pub fn indented(&mut self, by: usize, text: &str) {
        self.wrapped(&" ".repeat(by), by, text);
    }

    /// A command to be copied: on one line, however long.
    pub fn command(&mut self, command: &str) {
        self.push(&format!("    {command}"));
    }

    /// A line that begins with something of its own; what follows stays beside it.
    pub fn hanging(&mut self, start: &str, text: &str) {
        self.wrapped(start, start.chars().count(), text);
    }

    /// A word and what it says; nothing when it says nothing.
    pub fn labelled(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.wrapped(
                &format!("  {label:<width$}", width = LABEL_WIDTH - 2),
                LABEL_WIDTH,
                text,
            );
        }
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.0
    }

    fn gap(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }

    /// Breaks at spaces. Names and questions come from outside: signs that steer a terminal are left out.
    fn wrapped(&mut self, start: &str, indent: usize, text: &str) {
        let text: String = text.chars().filter(|sign| !sign.is_control()).collect();
        let mut line = start.to_owned();
        let mut width = start.chars().count();
        let mut has_words = false;
        for word in text.trim_end().split(' ') {
            let word_width = word.chars().count();
            if has_words && width + 1 + word_width > WIDTH {
                self.push(&line);
                line = " ".repeat(indent);
                width = indent;
                has_words = false;
            }
            if has_words {
                line.push(' ');
                width += 1;
            }
            line.push_str(word);
            width += word_width;
            has_words = true;
        }
        self.push(&line);
    }

    fn push(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_broken_under_its_label_and_loses_no_word() {
        let text = "threshold ".repeat(30);
        let mut sheet = Sheet::default();
        sheet.labelled("effect", &text);
        let text_out = sheet.finish();
        assert!(text_out.starts_with("  effect        threshold threshold"));
        assert_eq!(text_out.matches("threshold").count(), 30);
        for line in text_out.lines() {
            assert!(
                line.chars().count() <= WIDTH && line.find('t').unwrap_or_default() >= 7,
                "{line:?}"
            );
        }
        assert!(
            text_out
                .lines()
                .skip(1)
                .all(|line| line.starts_with(&" ".repeat(LABEL_WIDTH)))
        );
    }

    #[test]
    fn a_word_that_is_too_long_stays_beside_its_label() {
        let mut sheet = Sheet::default();
        sheet.labelled("formula", &"x".repeat(2 * WIDTH));
        assert_eq!(sheet.finish().lines().count(), 1);
    }

    #[test]
    fn signs_that_steer_a_terminal_are_left_out() {
        let mut sheet = Sheet::default();
        sheet.text("a\u{1b}[2Jb\rc");
        assert_eq!(sheet.finish(), "a[2Jbc\n");
    }

    #[test]
    fn a_label_without_text_is_no_line() {
        let mut sheet = Sheet::default();
        sheet.labelled("unit", "");
        assert_eq!(sheet.finish(), "");
    }
}
