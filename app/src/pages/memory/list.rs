//! What is listed or found: asked for piece by piece as it comes into view, and again when something
//! changed. Replies to what is no longer wanted are dropped.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::Failure;
use protocol::ids::FactId;
use protocol::memory::{Found, FoundLine, MAX_HITS, MemoryRequest, PatternLine};

use super::wanted::Wanted;
use crate::browser;
use crate::state::{Session, use_session};

/// Rows of one piece of the list.
const PIECE: u32 = 100;
/// What scores less is about something else: it is shown when that is asked for.
pub const CLOSE: i32 = 200_000;
/// So many pieces are kept: the rows around those in view.
const MOST_PIECES: usize = 12;

/// What there is to show.
#[derive(Clone, PartialEq, Debug)]
pub enum Shown {
    /// Nothing came yet.
    Nothing,
    /// The list, newest first.
    List(Listed),
    /// What was found, best first, and how long that took.
    Found(Found, u64),
}

/// The list, as far as it is here.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Listed {
    /// How many rows it has.
    pub total: u32,
    /// Pieces by number, latest last.
    pieces: Vec<(u32, Vec<PatternLine>)>,
}

impl Listed {
    /// The row of a place, when it is here.
    pub fn line(&self, place: u32) -> Option<&PatternLine> {
        let (_, lines) = self
            .pieces
            .iter()
            .find(|(number, _)| *number == place / PIECE)?;
        lines.get((place % PIECE) as usize)
    }

    /// Puts a piece; says which one had to make room.
    fn put(&mut self, number: u32, lines: Vec<PatternLine>) -> Option<u32> {
        self.pieces.retain(|(other, _)| *other != number);
        let gone = (self.pieces.len() == MOST_PIECES).then(|| self.pieces.remove(0).0);
        self.pieces.push((number, lines));
        gone
    }
}

/// The list of the page. A copy is the same list.
#[derive(Clone, Copy)]
pub struct List {
    /// The session.
    pub session: Session,
    wanted: Memo<Wanted>,
    /// What is on screen.
    pub shown: RwSignal<Shown>,
    /// For what that was asked.
    pub shown_for: RwSignal<Option<Wanted>>,
    /// Why there is nothing new.
    pub failure: RwSignal<Option<Failure>>,
    /// The rows in view and around: from, to.
    pub window: RwSignal<(u32, u32)>,
    /// Whether what is not close is shown as well.
    pub all: RwSignal<bool>,
    /// Rises with whatever makes earlier replies worthless.
    round: StoredValue<u32>,
    /// Pieces that were asked for in this round.
    asked: StoredValue<Vec<u32>>,
}

impl List {
    /// Follows the address and every change.
    pub fn follow(wanted: Memo<Wanted>) -> Self {
        let list = Self {
            session: use_session(),
            wanted,
            shown: RwSignal::new(Shown::Nothing),
            shown_for: RwSignal::new(None),
            failure: RwSignal::new(None),
            window: RwSignal::new((0, 0)),
            all: RwSignal::new(false),
            round: StoredValue::new(0),
            asked: StoredValue::default(),
        };
        Effect::new(move |_| {
            wanted.track();
            list.all.set(false);
        });
        // Asking the engine is an effect on the outside; what is drawn derives from its replies.
        Effect::new(move |_| {
            list.session.changes.track();
            let wanted = wanted.get();
            list.round.update_value(|round| *round += 1);
            list.asked.set_value(Vec::new());
            if wanted.text.trim().is_empty() {
                list.ask_for_window();
            } else {
                list.find(wanted);
            }
        });
        Effect::new(move |_| {
            list.window.track();
            if list.wanted.with_untracked(|it| it.text.trim().is_empty()) {
                list.ask_for_window();
            }
        });
        list
    }

    /// Rows that can be gone through.
    pub fn len(self) -> u32 {
        self.shown.with(|shown| match shown {
            Shown::Nothing => 0,
            Shown::List(listed) => listed.total,
            Shown::Found(found, _) => {
                let far = !self.all.get();
                let shown = found
                    .hits
                    .iter()
                    .filter(|hit| !far || hit.score_micro >= CLOSE);
                u32::try_from(shown.count()).unwrap_or(u32::MAX)
            }
        })
    }

    /// The pattern of a place.
    pub fn at(self, place: u32) -> Option<FactId> {
        self.shown.with(|shown| match shown {
            Shown::Nothing => None,
            Shown::List(listed) => listed.line(place).map(|line| line.id),
            Shown::Found(found, _) => found.hits.get(place as usize).map(|hit| hit.line.id),
        })
    }

    /// Why a pattern was found, when it was.
    pub fn hit(self, pattern: FactId) -> Option<FoundLine> {
        self.shown.with(|shown| match shown {
            Shown::Found(found, _) => found
                .hits
                .iter()
                .find(|hit| hit.line.id == pattern)
                .cloned(),
            _ => None,
        })
    }

    fn ask_for_window(self) {
        let (from, to) = self.window.get_untracked();
        // Also before anything is measured: the first piece says how long the list is.
        for number in from / PIECE..=to.saturating_sub(1).max(from) / PIECE {
            let known = self.asked.with_value(|asked| asked.contains(&number));
            if !known {
                self.asked.update_value(|asked| asked.push(number));
                self.ask_for(number);
            }
        }
    }

    fn ask_for(self, number: u32) {
        let round = self.round.get_value();
        let wanted = self.wanted.get_untracked();
        let request = MemoryRequest::List {
            filter: wanted.filter.clone(),
            offset: number * PIECE,
            limit: PIECE,
        };
        spawn_local(async move {
            let reply = self.session.ask_lines(request).await;
            if self.round.try_get_value() != Some(round) {
                return;
            }
            match reply {
                Ok(lines) => {
                    let mut listed = self.listed_so_far(&wanted);
                    listed.total = lines.total;
                    let gone = listed.put(number, lines.lines);
                    // What made room has to be asked for again.
                    self.asked
                        .try_update_value(|asked| asked.retain(|it| Some(*it) != gone));
                    self.show(Shown::List(listed), wanted);
                }
                Err(failure) => {
                    self.asked
                        .try_update_value(|asked| asked.retain(|it| *it != number));
                    self.failure.try_set(Some(failure));
                }
            }
        });
    }

    /// Pieces of the same list stay on screen until newer ones take their place.
    fn listed_so_far(self, wanted: &Wanted) -> Listed {
        let same = self
            .shown_for
            .with_untracked(|shown| shown.as_ref() == Some(wanted));
        self.shown.with_untracked(|shown| match shown {
            Shown::List(listed) if same => listed.clone(),
            _ => Listed::default(),
        })
    }

    fn find(self, wanted: Wanted) {
        let round = self.round.get_value();
        let since = browser::page_clock();
        let request = MemoryRequest::Find {
            text: wanted.text.clone(),
            filter: wanted.filter.clone(),
            limit: MAX_HITS,
            spread_percent: None,
            counts: false,
        };
        spawn_local(async move {
            let reply = self.session.ask_found(request).await;
            if self.round.try_get_value() != Some(round) {
                return;
            }
            match reply {
                Ok(found) => self.show(Shown::Found(found, browser::micros_since(since)), wanted),
                Err(failure) => {
                    self.failure.try_set(Some(failure));
                }
            }
        });
    }

    fn show(self, shown: Shown, wanted: Wanted) {
        self.failure.try_set(None);
        self.shown.try_set(shown);
        self.shown_for.try_set(Some(wanted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::memory::Standing;
    use protocol::records::{Namespace, Role};

    fn line(name: &str) -> PatternLine {
        PatternLine {
            id: FactId::of(name.as_bytes()),
            name: name.to_owned(),
            line: String::new(),
            category: String::new(),
            role: Role::Strategy,
            technology: None,
            namespace: Namespace::Project,
            at: None,
            strip: Vec::new(),
            worked: 0,
            standing: Standing {
                n: 0,
                sum_micro: 0,
                mean_micro: 500_000,
                lower_micro: 0,
                upper_micro: 1_000_000,
            },
        }
    }

    #[test]
    fn a_row_is_found_in_its_piece_and_old_pieces_go() {
        let mut listed = Listed::default();
        for number in 0..20 {
            listed.put(number, vec![line(&number.to_string())]);
        }
        assert_eq!(listed.pieces.len(), MOST_PIECES);
        assert!(listed.line(0).is_none());
        assert_eq!(
            listed.line(19 * PIECE).map(|it| it.name.as_str()),
            Some("19")
        );
        assert!(listed.line(19 * PIECE + 1).is_none());
    }
}
