//! The latest questions.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::message::{ExchangeLine, Reply, Request};

use super::Session;
use crate::reply_of;

/// So many at a time.
const PAGE: u32 = 50;

impl Session {
    /// Asks for the latest questions again, as many as are shown.
    pub fn refresh_history(self) {
        let shown = self.history.with_untracked(Vec::len);
        let limit = u32::try_from(shown).unwrap_or(PAGE).clamp(PAGE, 500);
        spawn_local(async move {
            let reply = self
                .client
                .ask(Request::History {
                    before: None,
                    limit,
                })
                .await;
            // A failure keeps what is shown; the next change asks again.
            if let Ok(lines) = reply_of!(reply, Reply::History) {
                self.history_ends.try_set(lines.len() < limit as usize);
                if self.history.with_untracked(|shown| *shown != lines) {
                    self.history.try_set(lines);
                }
            }
        });
    }

    /// Asks for older questions and adds them.
    pub fn older_history(self) {
        let before = self
            .history
            .with_untracked(|lines| lines.last().map(|line| line.at));
        spawn_local(async move {
            let reply = self
                .client
                .ask(Request::History {
                    before,
                    limit: PAGE,
                })
                .await;
            if let Ok(older) = reply_of!(reply, Reply::History) {
                self.history_ends.try_set(older.len() < PAGE as usize);
                self.history
                    .try_update(|lines: &mut Vec<ExchangeLine>| lines.extend(older));
            }
        });
    }
}
