//! What a pattern must be before it is kept.

use protocol::failure::{Code, Failure};
use protocol::memory::{MAX_LABEL_BYTES, MAX_LABELS, MAX_TEXT_BYTES};
use protocol::records::{Edit, Outcome, Pattern};
use protocol::time::Timestamp;

/// How far ahead of this device's clock a date may lie: the clocks of two devices differ.
const AHEAD_MICROS: i64 = 86_400_000_000;

/// Gives the pattern as it is kept: blanks around its labels are not.
pub(crate) fn check_pattern(mut pattern: Pattern, now: Timestamp) -> Result<Pattern, Failure> {
    required("task", &pattern.task)?;
    required("category", &pattern.category)?;
    required("strategy", &pattern.strategy)?;
    for (name, text) in [
        ("task", &pattern.task),
        ("strategy", &pattern.strategy),
        ("title", &pattern.title),
        ("description", &pattern.description),
        ("content", &pattern.content),
    ] {
        within(name, text, MAX_TEXT_BYTES)?;
    }
    pattern.category = label("category", &pattern.category)?;
    pattern.tags = labels("tags", pattern.tags)?;
    pattern.evidence = labels("evidence", pattern.evidence)?;
    let is_future = |made: &Timestamp| made.0.saturating_sub(now.0) > AHEAD_MICROS;
    if let Some(made) = pattern.made.filter(is_future) {
        return Err(Failure::new(Code::PatternFuture, made.written()));
    }
    if let Some(outcome) = &pattern.outcome {
        check_outcome(outcome)?;
    }
    Ok(pattern)
}

/// The same for an outcome.
pub(crate) fn check_outcome(outcome: &Outcome) -> Result<(), Failure> {
    within("notes", &outcome.notes, MAX_TEXT_BYTES)?;
    labels("evidence", outcome.evidence.clone()).map(drop)
}

/// The same for a reason.
pub(crate) fn check_why(why: &str) -> Result<(), Failure> {
    within("why", why, MAX_TEXT_BYTES)
}

/// The same for one field.
pub(crate) fn check_edit(edit: Edit) -> Result<Edit, Failure> {
    match &edit {
        Edit::Task(text) => required("task", text)?,
        Edit::Strategy(text) => required("strategy", text)?,
        _ => {}
    }
    Ok(match edit {
        Edit::Category(text) => {
            required("category", &text)?;
            Edit::Category(label("category", &text)?)
        }
        Edit::Tags(tags) => Edit::Tags(labels("tags", tags)?),
        Edit::Task(text) => Edit::Task(within("task", &text, MAX_TEXT_BYTES).map(|()| text)?),
        Edit::Strategy(text) => {
            Edit::Strategy(within("strategy", &text, MAX_TEXT_BYTES).map(|()| text)?)
        }
        Edit::Title(text) => Edit::Title(within("title", &text, MAX_TEXT_BYTES).map(|()| text)?),
        Edit::Description(text) => {
            Edit::Description(within("description", &text, MAX_TEXT_BYTES).map(|()| text)?)
        }
        Edit::Content(text) => {
            Edit::Content(within("content", &text, MAX_TEXT_BYTES).map(|()| text)?)
        }
        other @ (Edit::Technology(_) | Edit::Namespace(_) | Edit::Role(_)) => other,
    })
}

fn required(name: &str, text: &str) -> Result<(), Failure> {
    if text.trim().is_empty() {
        return Err(Failure::new(Code::PatternIncomplete, name));
    }
    Ok(())
}

fn within(name: &str, text: &str, most: usize) -> Result<(), Failure> {
    if text.len() > most {
        let detail = format!("{name}: {} of {most} bytes", text.len());
        return Err(Failure::new(Code::PatternTooLong, detail));
    }
    Ok(())
}

fn label(name: &str, text: &str) -> Result<String, Failure> {
    let label = text.trim();
    within(name, label, MAX_LABEL_BYTES)?;
    Ok(label.to_owned())
}

fn labels(name: &str, texts: Vec<String>) -> Result<Vec<String>, Failure> {
    if texts.len() > MAX_LABELS {
        let detail = format!("{name}: {} of {MAX_LABELS}", texts.len());
        return Err(Failure::new(Code::PatternTooLong, detail));
    }
    let labels = texts.into_iter().map(|text| label(name, &text));
    let labels: Vec<String> = labels.collect::<Result<_, _>>()?;
    Ok(labels
        .into_iter()
        .filter(|label| !label.is_empty())
        .collect())
}
