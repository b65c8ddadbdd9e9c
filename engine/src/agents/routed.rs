//! A question that was routed: what is known of its answer before any agent speaks.

use protocol::answer::{About, Answer, Body, Given, Overrides, QueryKind, Route, Routing};

use super::advice::Facts;
use super::{
    asked, candidates, clauses, described, facts, followed, guidance, guidance_of, speaker,
    understood,
};
use crate::catalogue::{Catalogue, Entries};
use crate::routing::{
    Query, Scored, Scores, kind, threshold_micro, understand_after, understand_as,
};

/// A question as it is read: with what it took over from the one before.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// What was typed, and behind it that of what was taken over.
    text: &'a str,
    /// So many bytes were typed.
    own: usize,
    taken: Option<&'a About>,
}

impl<'a> From<&'a str> for Asked<'a> {
    /// A question that stands by itself.
    fn from(text: &'a str) -> Self {
        Self::after(text, text, None)
    }
}

impl<'a> Asked<'a> {
    /// A question with what it took over; `text` is [`crate::routing::whole_text`] of both.
    #[must_use]
    pub fn after(text: &'a str, question: &str, taken: Option<&'a About>) -> Self {
        let own = question.len();
        Self { text, own, taken }
    }

    /// Understands it.
    pub(super) fn read(self, catalogue: &Catalogue, overrides: &Overrides) -> Query<'a> {
        match self.taken {
            Some(taken) => understand_after(catalogue, self.text, self.own, overrides, taken),
            None => understand_as(catalogue, self.text, overrides),
        }
    }

    /// The text in which figures are looked for: with that of the question before where this one is
    /// about the same trouble, alone where it is about rows.
    pub(super) fn figures(self) -> &'a str {
        match self.taken {
            Some(taken) if taken.rows.is_empty() => self.text,
            _ => self.text.get(..self.own).unwrap_or(self.text),
        }
    }
}

/// A question with where it goes. What answers it may need the agents' entries; this never does.
pub struct Routed<'a> {
    catalogue: &'a Catalogue,
    query: Query<'a>,
    facts: Facts,
    /// Agents, best first.
    best: Vec<Scored>,
    routing: Routing,
    /// The body, where no agent has to speak.
    body: Option<Body>,
}

impl<'a> Routed<'a> {
    /// Routes a question with the figures that came with it; with how alike each agent is to it in
    /// meaning, where vectors are here, and with what the one who asks says of it.
    #[must_use]
    pub fn of(
        catalogue: &'a Catalogue,
        likeness: Option<&[f32]>,
        question: Asked<'a>,
        given: &[Given],
        overrides: &Overrides,
    ) -> Self {
        let query = question.read(catalogue, overrides);
        let scores = Scores::of(catalogue, &query);
        let decision = scores.decide(likeness);
        let facts = Facts::of(catalogue, question.figures(), given);
        let asked = clauses::asked(catalogue, &query);
        let lost = query.followed.as_ref().is_some_and(|one| one.lost);
        let answered = (decision.in_scope || !asked.is_empty()) && !lost;
        let wants = query.followed.as_ref().and_then(|one| one.wants);
        let learnt = || match answered {
            true => wants.unwrap_or_else(|| kind(catalogue, &query, &decision.best)),
            // What was learnt says nothing of what is none of ours.
            false => QueryKind::General,
        };
        let kind = overrides.kind.unwrap_or_else(learnt);
        let body = if lost {
            Some(Body::OutOfScope)
        } else if !asked.is_empty() {
            Some(Body::Facts(asked))
        } else if decision.in_scope {
            looked_up(catalogue, &query, kind, &decision.best, &facts)
        } else {
            Some(Body::OutOfScope)
        };
        let route = Route {
            candidates: candidates(&scores, &decision.best),
            scope_micro: decision.scope_micro,
            threshold_micro: threshold_micro(decision.by),
            by: decision.by,
        };
        let mut understood = understood(catalogue, &query, kind);
        understood.taken = question.taken.cloned();
        if let Some(complexity) = overrides.complexity {
            understood.complexity = complexity;
        }
        Self {
            catalogue,
            best: decision.best,
            query,
            facts,
            routing: Routing { understood, route },
            body,
        }
    }

    /// What is understood, and who answers.
    #[must_use]
    pub const fn routing(&self) -> &Routing {
        &self.routing
    }

    /// The whole answer.
    #[must_use]
    pub fn answer(&self, entries: &Entries) -> Answer {
        // With the entries there is always one.
        self.with(self.body(Some(entries)).unwrap_or(Body::OutOfScope))
    }

    /// The whole answer, if it needs no entry: facts, a refusal, an agent that has none.
    #[must_use]
    pub fn answer_without_entries(&self) -> Option<Answer> {
        Some(self.with(self.body(None)?))
    }

    /// Of an answer that needs the entries: the facts of the agent that will speak. What its entry
    /// says is empty. `None` while the figures that were given leave open who it is.
    #[must_use]
    pub fn facts(&self) -> Option<Answer> {
        // Rows of a kind are asked for: the whole guidance would be taken back.
        if followed::wants_rows(&self.query).is_some() {
            return None;
        }
        let speaker = speaker(self.catalogue, None, &self.best, &self.facts)?;
        Some(self.with(guidance::so_far(self.catalogue, speaker)))
    }

    fn body(&self, entries: Option<&Entries>) -> Option<Body> {
        if self.body.is_some() {
            return self.body.clone();
        }
        let speaker = speaker(self.catalogue, entries, &self.best, &self.facts)?;
        let says = guidance_of(self.catalogue, entries, &self.query, speaker, &self.facts)?;
        Some(followed::of_kind(&self.query, says))
    }

    fn with(&self, body: Body) -> Answer {
        let Routing { understood, route } = self.routing.clone();
        Answer {
            question: self.query.typed().to_owned(),
            understood,
            route,
            body,
            catalogue: self.catalogue.version().to_owned(),
        }
    }
}

/// Rows that are named are shown, unless figures are to be judged, or something is wrong by its cue words
/// and by what was learnt: either alone takes a lookup for a fault too often. Else the best agent speaks,
/// and this is `None`.
fn looked_up(
    catalogue: &Catalogue,
    query: &Query<'_>,
    kind: QueryKind,
    best: &[Scored],
    given: &Facts,
) -> Option<Body> {
    if followed::wants_rows(query).is_some() {
        let cards = followed::wanted(catalogue, query);
        return (!cards.is_empty()).then_some(Body::Facts(cards));
    }
    let mends = query.followed.as_ref().and_then(|one| one.wants) == Some(QueryKind::Troubleshoot);
    let is_fault = mends || [kind, query.kind] == [QueryKind::Troubleshoot; 2];
    let is_fault = is_fault && !asked::is_wanted(query);
    let is_general = [kind, query.kind].contains(&QueryKind::General);
    let judges = is_fault || given.has_figures_in_text() || (is_general && given.has_figures());
    if !judges {
        let mut cards = facts::named(catalogue, query);
        for kind in [kind, query.kind] {
            if cards.is_empty() {
                cards = described::facts(catalogue, query, kind);
            }
        }
        if !cards.is_empty() {
            return Some(Body::Facts(cards));
        }
    }
    let nobody = || Body::Facts(facts::named(catalogue, query));
    best.is_empty().then(nobody)
}

#[cfg(test)]
mod tests {
    use protocol::answer::{GivenValue, Guidance, Moment};

    use super::*;
    use crate::catalogue::sample::{entries, real};

    fn routed(question: &str) -> Routed<'_> {
        Routed::of(real(), None, question.into(), &[], &Overrides::default())
    }

    /// What of a guidance is no entry's.
    fn facts_of(says: &Guidance) -> Guidance {
        Guidance {
            summary: String::new(),
            advice: None,
            parameters: Vec::new(),
            clauses: Vec::new(),
            gaps: Vec::new(),
            ..says.clone()
        }
    }

    #[test]
    fn what_is_told_before_the_entries_is_not_taken_back() {
        let (mut at_once, mut grown, mut waited) = (0, 0, 0);
        for agent in real().agents.numbers().step_by(3) {
            for question in entries().asks(agent).step_by(4) {
                let routed = routed(question);
                let whole = routed.answer(entries());
                if let Some(early) = routed.answer_without_entries() {
                    assert_eq!(early, whole, "{question}");
                    at_once += 1;
                    continue;
                }
                waited += 1;
                let Some(facts) = routed.facts() else {
                    continue;
                };
                grown += 1;
                assert_eq!(facts.route, whole.route, "{question}");
                assert_eq!(facts.understood, whole.understood, "{question}");
                match (&facts.body, &whole.body) {
                    (Body::Guidance(early), Body::Guidance(whole)) => {
                        assert_eq!(**early, facts_of(whole), "{question}");
                    }
                    other => panic!("{question}: {other:?}"),
                }
            }
        }
        println!("{at_once} at once, {waited} wait for entries, {grown} of them with facts");
        assert!(at_once > 200 && waited > 200 && grown > 200);
    }

    #[test]
    fn figures_leave_open_who_speaks_until_the_entries_are_here() {
        let given = [Given {
            fact: "NR.MroFailRate".to_owned(),
            value: GivenValue::Number(6_000_000),
            samples_micro: None,
            relation: None,
            moment: Moment::default(),
            suspect: false,
        }];
        let question = "handovers come too late";
        let with_figures = Routed::of(real(), None, question.into(), &given, &Overrides::default());
        assert!(with_figures.answer_without_entries().is_none());
        assert!(with_figures.facts().is_none());
    }

    #[test]
    fn facts_refusals_and_agents_without_an_entry_need_no_entries() {
        for question in ["range of a3-Offset?", "best pizza in town?", "38.331 5.3.5"] {
            assert!(
                routed(question).answer_without_entries().is_some(),
                "{question}"
            );
        }
        let group = real()
            .agents
            .numbers()
            .find(|agent| !real().agents.is_worked(*agent));
        let id = real().agents.id(group.expect("groups have none"));
        let question = format!("tell me about {id}");
        let early = routed(&question).answer_without_entries();
        assert!(
            matches!(early.map(|early| early.body), Some(Body::Guidance(_))),
            "{question}"
        );
    }
}
