//! What is wrong with the sources of a catalogue.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// File under the catalogue's folder.
    pub file: String,
    /// Id of the row or agent, or the number of the line.
    pub row: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Problem {
    /// A problem of a row.
    pub fn new(file: &str, row: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            row: row.into(),
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.row, self.reason)
    }
}

/// All that is wrong; never empty when it is an error.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} problems in the catalogue", self.0.len())?;
        for problem in self.0.iter().take(50) {
            writeln!(f, "  {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}
