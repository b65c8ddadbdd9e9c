//! The agents that fit the words of the address: asked for when the words change, filtered here.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::agents::{AgentLine, AgentList};
use protocol::failure::Failure;
use protocol::message::{Reply, Request};

use super::wanted::Wanted;
use crate::reply_of;
use crate::route::Page;
use crate::state::{Session, use_session};

/// The list of the page. A copy is the same list.
#[derive(Clone, Copy)]
pub struct List {
    /// The session.
    pub session: Session,
    /// What the address wants.
    pub wanted: Memo<Wanted>,
    /// What was found for the words; none until it came.
    pub found: RwSignal<Option<AgentList>>,
    /// Why nothing new was found.
    pub failure: RwSignal<Option<Failure>>,
}

impl List {
    /// Follows the address.
    pub fn follow() -> Self {
        let session = use_session();
        let wanted = Memo::new(move |before: Option<&Wanted>| {
            // On the way to another page the list stays as it is.
            let here = Page::of(&session.router.path()) == Page::Agents;
            match before {
                Some(before) if !here => before.clone(),
                _ => Wanted::of(session.router),
            }
        });
        let list = Self {
            session,
            wanted,
            found: RwSignal::new(None),
            failure: RwSignal::new(None),
        };
        let text = Memo::new(move |_| wanted.with(|wanted| wanted.text.clone()));
        // Asking the engine is an effect on the outside; what is drawn derives from its replies.
        Effect::new(move |_| {
            let search = text.get();
            spawn_local(async move {
                let request = Request::Agents {
                    search: search.clone(),
                };
                let reply = session.client.ask(request).await;
                if text.try_get_untracked().as_ref() != Some(&search) {
                    return;
                }
                match reply_of!(reply, Reply::Agents) {
                    Ok(found) => {
                        list.failure.try_set(None);
                        list.found.try_set(Some(found));
                    }
                    Err(failure) => {
                        list.failure.try_set(Some(failure));
                    }
                }
            });
        });
        list
    }

    /// Whether nothing came yet.
    pub fn is_waiting(self) -> bool {
        self.found.with(Option::is_none) && self.failure.with(Option::is_none)
    }

    /// The agents that pass all filters; without words those that are worked out most come first.
    pub fn shown(self) -> Vec<AgentLine> {
        let wanted = self.wanted.get();
        let passes = |line: &&AgentLine| wanted.fits(line) && wanted.is_in(line);
        self.found.with(|found| {
            let lines = found.iter().flat_map(|found| &found.agents);
            let mut shown: Vec<AgentLine> = lines.filter(passes).cloned().collect();
            if wanted.text.trim().is_empty() {
                shown.sort_by_key(|line| line.depth);
            }
            shown
        })
    }

    /// How many agents of each domain pass the other filters: they add up to all that do.
    pub fn domains(self) -> Vec<(String, u32)> {
        let wanted = self.wanted.get();
        let mut domains: Vec<(String, u32)> = Vec::new();
        self.found.with(|found| {
            let lines = found.iter().flat_map(|found| &found.agents);
            for line in lines.filter(|line| wanted.fits(line)) {
                match domains.iter_mut().find(|(name, _)| *name == line.domain) {
                    Some((_, count)) => *count += 1,
                    None => domains.push((line.domain.clone(), 1)),
                }
            }
        });
        // A domain of the address that nobody is of still shows.
        if !wanted.domain.is_empty() && !domains.iter().any(|(name, _)| *name == wanted.domain) {
            domains.push((wanted.domain.clone(), 0));
        }
        domains.sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
        domains
    }

    /// Another list: the address follows.
    pub fn go(self, change: impl FnOnce(&mut Wanted)) {
        let mut wanted = self.wanted.get_untracked();
        change(&mut wanted);
        self.session.router.go(&wanted.address());
    }
}
