//! Failures as sentences on a terminal. The words are everybody's ([`protocol::words`]), except where
//! those tell the user of a page to do something that only a page has.

use protocol::failure::{Code, Failure};
use protocol::words;

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
        Code::CatalogueDamaged | Code::CatalogueMissing | Code::CatalogueNewer => {
            (text.data, "Install this program again.")
        }
        _ => (text.data, text.next),
    };
    let what = match (failure.code, failure.detail.as_str()) {
        (Code::StorageDenied, _) => "The database cannot be opened here.",
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
    fn nothing_that_only_a_page_has_is_named_for_what_a_question_can_run_into() {
        let of_a_page = [
            "browser", "tab", "Reload", "reload", "window", "Settings", "field",
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
        ] {
            let text = sentences(&Failure::new(code, ""));
            for word in text.split(|sign: char| !sign.is_alphanumeric()) {
                assert!(!of_a_page.contains(&word), "{}: {text}", code.as_str());
            }
            assert!(text.contains(&format!("[{}]", code.as_str())));
        }
    }
}
