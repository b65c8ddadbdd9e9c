//! Texts of a part, split once.

/// Texts by number.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
    /// Where each line begins.
    starts: Vec<u32>,
}

impl Lines {
    /// Splits at line feeds.
    pub fn new(text: String) -> Self {
        let mut starts = Vec::new();
        if !text.is_empty() {
            starts.push(0);
            let feeds = text.bytes().zip(1_u32..).filter(|(byte, _)| *byte == b'\n');
            starts.extend(feeds.map(|(_, after)| after));
        }
        Self { text, starts }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// A text by its number; empty when there is none.
    pub fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let Some(start) = self.starts.get(at) else {
            return "";
        };
        let end = self
            .starts
            .get(at + 1)
            .map_or(self.text.len(), |next| *next as usize - 1);
        self.text.get(*start as usize..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_by_number() {
        let lines = Lines::new("one\n\nthree".to_owned());
        assert_eq!(
            (lines.get(0), lines.get(1), lines.get(2), lines.get(3)),
            ("one", "", "three", "")
        );
        assert_eq!(Lines::new(String::new()).len(), 0);
    }
}
