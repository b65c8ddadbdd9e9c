//! Failures as sentences on a terminal. The words are everybody's ([`protocol::words`]), except where
//! those tell the user of a page to do something that only a page has.

use protocol::failure::{Code, Failure};
use protocol::words;

/// Whether other input would have been answered: the failure is the asker's to mend.
#[must_use]
pub const fn is_bad_input(code: Code) -> bool {
    matches!(
        code,
        Code::QuestionEmpty
            | Code::QuestionTooLong
            | Code::NoteTooLong
            | Code::AgentUnknown
            | Code::ResponseUnknown
            | Code::WindowInvalid
            | Code::PatternIncomplete
            | Code::PatternTooLong
            | Code::PatternFuture
            | Code::PatternUnknown
            | Code::MergeCircular
            | Code::ImportTooLarge
    )
}

/// What happened, whether data is safe and what to do, with the code at the end.
#[must_use]
pub fn sentences(failure: &Failure) -> String {
    let text = words::failure(failure);
    let (data, next) = match failure.code {
        Code::QuestionTooLong => ("Nothing that is stored was touched.", text.next),
        Code::StorageDenied => (
            "Nothing that is stored was touched.",
            "Make the folder writable, or name another one with --data.",
        ),
        Code::StorageQuotaExceeded => (
            text.data,
            "Free space on the disk, or name another folder with --data.",
        ),
        Code::StorageDamaged => (
            "The file is left as it is; nothing was written to it.",
            "Keep a copy of it, and name another folder with --data.",
        ),
        Code::StorageNewer => (
            text.data,
            "Update elex, or name another folder with --data.",
        ),
        Code::StorageBlocked => (
            text.data,
            "Stop the other elex that uses this folder, then try again.",
        ),
        Code::StorageFailed | Code::StorageClosed => (
            text.data,
            "Try again; if it stays, name another folder with --data.",
        ),
        Code::StorageConflict => (text.data, "Try again."),
        Code::ImportTooLarge => (text.data, "Split the file."),
        Code::CatalogueDamaged
        | Code::CatalogueMissing
        | Code::CatalogueNewer
        | Code::CalculatorsMissing
        | Code::CalculatorsCrashed => (text.data, "Install this program again."),
        _ => (text.data, text.next),
    };
    let what = match (failure.code, failure.detail.as_str()) {
        (Code::StorageDenied, _) => "The database cannot be opened here.",
        (Code::StorageBlocked, _) => "Another program holds the database.",
        (Code::StorageConflict, _) => "Another program changed the same row at the same time.",
        (Code::ImportTooLarge, _) => "The file holds more patterns than are kept at once.",
        _ => text.what,
    };
    let detail = match failure.detail.as_str() {
        "" => String::new(),
        detail => format!(" ({detail})"),
    };
    format!("{what}{detail} [{}]\n{data} {next}", failure.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_only_a_page_has_is_named_for_what_a_command_can_run_into() {
        let of_a_page = [
            "browser", "tab", "tabs", "Reload", "reload", "window", "Settings", "field",
        ];
        for code in [
            Code::QuestionEmpty,
            Code::QuestionTooLong,
            Code::CatalogueMissing,
            Code::CatalogueDamaged,
            Code::CatalogueNewer,
            Code::StorageDenied,
            Code::StorageNewer,
            Code::StorageDamaged,
            Code::StorageBlocked,
            Code::StorageConflict,
            Code::PatternIncomplete,
            Code::PatternTooLong,
            Code::PatternFuture,
            Code::PatternUnknown,
            Code::MergeCircular,
            Code::ImportTooLarge,
        ] {
            let text = sentences(&Failure::new(code, ""));
            for word in text.split(|sign: char| !sign.is_alphanumeric()) {
                assert!(!of_a_page.contains(&word), "{}: {text}", code.as_str());
            }
            assert!(text.contains(&format!("[{}]", code.as_str())));
        }
    }
}
