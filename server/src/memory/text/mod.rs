//! What the memory says as text for a terminal, with the words that the page uses. Warnings are
//! printed as warnings, apart from advice.

mod found;
mod learning;
mod lines;
mod pattern;
mod report;

use protocol::memory::MemoryReply;

use crate::sheet::Sheet;

/// The whole reply.
pub fn reply(reply: &MemoryReply) -> String {
    let mut sheet = Sheet::default();
    match reply {
        MemoryReply::Store(view)
        | MemoryReply::Get(view)
        | MemoryReply::Edit(view)
        | MemoryReply::Forget(view)
        | MemoryReply::AddOutcome(view)
        | MemoryReply::WithdrawOutcome(view)
        | MemoryReply::Merge(view)
        | MemoryReply::Unmerge(view) => pattern::view(&mut sheet, view),
        MemoryReply::List(list) => lines::list(&mut sheet, list),
        MemoryReply::Find(found) => found::found(&mut sheet, found),
        MemoryReply::Stats(stats) => report::stats(&mut sheet, stats),
        MemoryReply::Import(report) => report::import(&mut sheet, report),
        MemoryReply::Export { rows } => report::export(&mut sheet, *rows),
        MemoryReply::Propose(proposals) => learning::proposals(&mut sheet, proposals),
        MemoryReply::Judge(judgement) => learning::judgement(&mut sheet, judgement),
        MemoryReply::Distil(learnt) | MemoryReply::Contrast { learnt, .. } => {
            learning::learnt(&mut sheet, learnt);
        }
        MemoryReply::Contradict => sheet.text("Noted."),
    }
    sheet.finish()
}
