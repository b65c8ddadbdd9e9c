//! What to say of a failure: what happened, whether data is safe, what to do next.

use crate::failure::{Code, Failure};

/// A failure in sentences.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FailureText {
    /// What happened.
    pub what: &'static str,
    /// Whether data is safe.
    pub data: &'static str,
    /// What to do.
    pub next: &'static str,
}

const UNTOUCHED: &str = "Nothing that is stored was touched.";

/// The sentences of a failure.
#[must_use]
pub fn failure(failure: &Failure) -> FailureText {
    let (what, data, next) = match failure.code {
        Code::QuestionEmpty => (
            "The question is empty.",
            UNTOUCHED,
            "Type a question about a parameter, counter, KPI, procedure or fault.",
        ),
        Code::QuestionTooLong => (
            "The question is longer than 8 kB, or more than 20,000 figures came with it.",
            "Your text is still in the field.",
            "Shorten it to the question itself.",
        ),
        Code::NoteTooLong => (
            "The note is longer than 8 kB.",
            "Your text is still in the field; the verdict was not saved yet.",
            "Shorten the note and save again.",
        ),
        Code::AgentUnknown => (
            "No agent has this id.",
            UNTOUCHED,
            "Look for it in the list of agents.",
        ),
        Code::ResponseUnknown => (
            "This answer is not on this device.",
            UNTOUCHED,
            "Ask again, or open it on the device where it was asked.",
        ),
        Code::RecordUnreadable => (
            "A stored record cannot be read: it is damaged or was written by a newer version.",
            "It is kept as it is; the other records are not affected.",
            "Update Elex, or export everything from Settings.",
        ),
        Code::PatternIncomplete => (
            "The pattern lacks its task, category or strategy.",
            "It was not saved; what is stored was not touched.",
            "Fill in what is missing and save again.",
        ),
        Code::PatternTooLong => (
            "A text of the pattern is longer than is kept: 64 kB for texts, 200 bytes for labels, 100 labels.",
            "It was not saved; what is stored was not touched.",
            "Shorten it, or split it into several patterns.",
        ),
        Code::PatternFuture => (
            "The date of the pattern lies in the future.",
            "It was not saved; what is stored was not touched.",
            "Correct the date, or the clock of this device.",
        ),
        Code::PatternUnknown => (
            "This pattern is not on this device.",
            UNTOUCHED,
            "Look for it in the list, or import it from the device that has it.",
        ),
        Code::MergeCircular => (
            "A pattern cannot be merged into itself or into one of its own parts.",
            UNTOUCHED,
            "Choose another pattern to keep, or undo the earlier merge first.",
        ),
        Code::ImportOrder => (
            "No import is under way, or its file was not read to the end.",
            UNTOUCHED,
            "Choose the file again.",
        ),
        Code::ImportTooLarge => (
            "The file holds more patterns than this browser keeps at once.",
            "Nothing of it was imported.",
            "Split the file, or import it with `elex memory import`.",
        ),
        Code::WindowInvalid => (
            "The time range ends before it starts, or is cut too fine.",
            UNTOUCHED,
            "Choose another range.",
        ),
        Code::CatalogueMissing => (
            "A part of the catalogue could not be loaded.",
            UNTOUCHED,
            "Connect once so that it can be stored for offline use, then ask again.",
        ),
        Code::CatalogueDamaged => (
            "A part of the catalogue is cut short or altered, so it is not used.",
            UNTOUCHED,
            "Reload the page to fetch it again.",
        ),
        Code::CatalogueNewer => (
            "The catalogue is for a newer version of Elex.",
            UNTOUCHED,
            "Reload the page to update.",
        ),
        Code::CalculatorsMissing => (
            "The calculators could not be loaded.",
            UNTOUCHED,
            "Connect once so that they can be stored for offline use, then ask again.",
        ),
        Code::CalculatorsCrashed => (
            "The calculators stopped unexpectedly.",
            UNTOUCHED,
            "Ask again: they are started anew. If it happens again, please report it with the question.",
        ),
        Code::EmbeddingMissing => (
            "The table that tells which texts mean the same could not be loaded, so texts are compared by their words.",
            UNTOUCHED,
            "Connect once so that it can be stored for offline use; it is fetched when it is needed next.",
        ),
        Code::EmbeddingDamaged => (
            "The table that tells which texts mean the same is cut short or altered, so texts are compared by their words.",
            UNTOUCHED,
            "Nothing: it is fetched again when it is needed next.",
        ),
        Code::StorageDenied => (
            "The browser does not allow storing here, as in a private window.",
            "What you do now is gone when the tab closes.",
            "Open Elex in a normal window, or export before you leave.",
        ),
        Code::StorageQuotaExceeded => (
            "There is no room left to store.",
            "What was stored before is safe; the last action was not saved.",
            "Free space or export and delete old data in Settings, then try again.",
        ),
        Code::StorageNewer => (
            "The database was written by a newer version of Elex.",
            "It is left as it is; nothing new is stored in it.",
            "Update Elex, then open it again.",
        ),
        Code::StorageDamaged => (
            "The database is damaged.",
            "Damaged rows are not shown; the file is left as it is.",
            "Export what can be read, then delete and start again.",
        ),
        Code::StorageBlocked => (
            "Another tab holds the database at an older version.",
            UNTOUCHED,
            "Close the other tabs of Elex, then reload.",
        ),
        Code::StorageWaits => (
            "The browser has not opened the database yet.",
            UNTOUCHED,
            "Wait a moment; if it stays, close all tabs of Elex, or the browser, and open it again.",
        ),
        Code::StorageClosed => (
            "The browser closed the database.",
            "What was shown as saved is safe.",
            "Reload the page.",
        ),
        Code::StorageConflict => (
            "Another tab changed the same row at the same time.",
            "Its change is kept; this one was not saved.",
            "Try again.",
        ),
        Code::StorageForked => (
            "A copy of this profile writes under the same id.",
            "Both copies are kept; this change was not saved.",
            "Export everything and start one of the two afresh.",
        ),
        Code::StorageFailed => (
            "The device failed to read or write.",
            "What was shown as saved is safe; the last action was not saved.",
            "Try again; if it stays, export everything from Settings.",
        ),
        Code::EngineCrashed => (
            "The engine stopped unexpectedly and was started again.",
            "What was shown as saved is safe.",
            "Ask again.",
        ),
        Code::BuildMismatch => (
            "This page and its engine are of different builds.",
            "What is stored is safe.",
            "Reload the page.",
        ),
        Code::Cancelled => ("Stopped.", UNTOUCHED, "Ask again when you like."),
        Code::MessageUnreadable => (
            "A message could not be read.",
            UNTOUCHED,
            "Reload the page.",
        ),
    };
    FailureText { what, data, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_says_what_whether_data_is_safe_and_what_next() {
        for code in Code::ALL {
            let text = failure(&Failure::new(*code, ""));
            for sentence in [text.what, text.data, text.next] {
                assert!(sentence.ends_with('.'), "{}: {sentence}", code.as_str());
                assert!(!sentence.contains('!'), "{}: {sentence}", code.as_str());
            }
        }
    }
}
