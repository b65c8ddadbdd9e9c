//! A row of timed steps: says what runs, how long it took, and how it ended.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// How a step ended when nothing went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was checked.
    Passed,
    /// Part or all of it could not be checked here; the text says what and why.
    Skipped(String),
}

/// A step's name and what it does.
pub type Step = (&'static str, fn() -> Result<Outcome>);

struct Row {
    name: &'static str,
    took: Duration,
    ending: String,
    failed: bool,
}

/// Runs the steps in order and prints a table; a failing step ends the row unless told to keep going.
///
/// # Errors
/// Names the steps that failed.
pub fn run(steps: &[Step], keep_going: bool) -> Result<()> {
    let mut rows = Vec::new();
    for (name, action) in steps {
        println!("\n== {name}");
        let start = Instant::now();
        let result = action();
        let took = start.elapsed();
        let failed = result.is_err();
        let ending = match result {
            Ok(Outcome::Passed) => "passed".to_owned(),
            Ok(Outcome::Skipped(why)) => format!("skipped: {why}"),
            Err(error) => format!("FAILED: {error:#}"),
        };
        println!("== {name}: {} min, {ending}", minutes(took));
        rows.push(Row {
            name,
            took,
            ending,
            failed,
        });
        if failed && !keep_going {
            break;
        }
    }
    print!("\n{}", table(&rows, steps.len()));
    let failed: Vec<_> = rows
        .iter()
        .filter(|row| row.failed)
        .map(|row| row.name)
        .collect();
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

fn table(rows: &[Row], planned: usize) -> String {
    let mut text = format!("{:<12} {:>7}  ending\n", "step", "minutes");
    for row in rows {
        let first_line = row.ending.lines().next().unwrap_or_default();
        text += &format!("{:<12} {:>7}  {first_line}\n", row.name, minutes(row.took));
    }
    let total = rows.iter().map(|row| row.took).sum();
    text += &format!("{:<12} {:>7}\n", "all", minutes(total));
    if rows.len() < planned {
        text += &format!("{} steps did not run\n", planned - rows.len());
    }
    text
}

fn minutes(took: Duration) -> String {
    format!("{:.1}", took.as_secs_f64() / 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_every_step_with_its_minutes_and_what_did_not_run() {
        let row = |name, seconds, ending: &str, failed| Row {
            name,
            took: Duration::from_secs(seconds),
            ending: ending.to_owned(),
            failed,
        };
        let rows = [
            row("native", 90, "passed", false),
            row("app", 6, "FAILED: a\nb", true),
        ];
        let expected = "step         minutes  ending\n\
                        native           1.5  passed\n\
                        app              0.1  FAILED: a\n\
                        all              1.6\n\
                        1 steps did not run\n";
        assert_eq!(table(&rows, 3), expected);
    }

    #[test]
    fn a_failing_step_ends_the_row_unless_told_to_keep_going() {
        fn fails() -> Result<Outcome> {
            bail!("no")
        }
        fn passes() -> Result<Outcome> {
            Ok(Outcome::Passed)
        }
        let steps: [Step; 3] = [("one", fails), ("two", passes), ("three", fails)];
        assert_eq!(run(&steps, false).unwrap_err().to_string(), "failed: one");
        assert_eq!(
            run(&steps, true).unwrap_err().to_string(),
            "failed: one, three"
        );
    }
}
