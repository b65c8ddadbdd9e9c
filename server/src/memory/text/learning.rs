//! What was judged, learnt, and proposed.

use protocol::learning::{Judgement, Proposals};
use protocol::memory::Learnt;
use protocol::words;

use crate::sheet::Sheet;

pub fn judgement(sheet: &mut Sheet, judgement: &Judgement) {
    sheet.title(&words::learning::judgement(judgement));
    for criterion in &judgement.criteria {
        sheet.line(&words::learning::criterion(criterion));
    }
}

pub fn learnt(sheet: &mut Sheet, learnt: &Learnt) {
    if learnt.patterns.is_empty() {
        sheet.text("Nothing was learnt: the evidence does not say how it ended.");
    }
    for pattern in &learnt.patterns {
        sheet.title(&format!(
            "{}: {}",
            words::role(pattern.role),
            pattern.name()
        ));
        sheet.line(&pattern.content);
    }
}

/// What could be done, with the command that does it.
pub fn proposals(sheet: &mut Sheet, proposals: &Proposals) {
    let Proposals {
        merges,
        contradictions,
        prunes,
    } = proposals;
    if merges.is_empty() && contradictions.is_empty() && prunes.is_empty() {
        sheet.text("Nothing to tidy up.");
        return;
    }
    if !merges.is_empty() {
        sheet.section("Could be merged");
    }
    for one in merges {
        sheet.line(&one.why);
        sheet.command(&format!("elex memory merge {} {}", one.into, one.from));
    }
    if !contradictions.is_empty() {
        sheet.section("Contradict each other");
    }
    for one in contradictions {
        sheet.line(&one.why);
        sheet.command(&format!("elex memory get {}", one.one));
        sheet.command(&format!("elex memory get {}", one.other));
        let command = format!("elex memory contradict {} {}", one.one, one.other);
        sheet.command(&command);
    }
    if !prunes.is_empty() {
        sheet.section("Could be forgotten");
    }
    for one in prunes {
        sheet.line(&one.why);
        sheet.command(&format!("elex memory forget {}", one.pattern));
    }
}
