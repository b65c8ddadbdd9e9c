//! A question: routed, answered, kept.

use protocol::answer::{About, Answer, Body, Given, MOST_GIVEN, Overrides, RoutedBy, Routing};
use protocol::calculator::{Said, Task, may_ask_for_a_calculation};
use protocol::data::Change;
use protocol::failure::{Code, Failure};
use protocol::ids::FactId;
use protocol::memory::{Evidence, Looked};
use protocol::message::{Exchange, MAX_QUESTION_BYTES, Part, Reply};
use protocol::records;

use crate::outlet::Commit;
use crate::routing::{takes_over, whole_text};
use crate::storage::Durability;
use crate::work::{Done, Growth, Need, SoFar, Stop, Work};
use crate::{Engine, agents};
use agents::{Asked, Routed};

/// So many refused questions in a row are looked behind for one that was about something.
const MOST_REFUSED: usize = 8;

impl Engine {
    pub(crate) fn ask(
        &mut self,
        work: &Work,
        question: &str,
        given: &[Given],
        overrides: &Overrides,
        follows: Option<FactId>,
    ) -> Result<Done, Stop> {
        let question = question.trim();
        if question.is_empty() {
            return Err(Failure::new(Code::QuestionEmpty, "").into());
        }
        if question.len() > MAX_QUESTION_BYTES {
            let detail = format!("{} bytes", question.len());
            return Err(Failure::new(Code::QuestionTooLong, detail).into());
        }
        if given.len() > MOST_GIVEN {
            let detail = format!("{} figures and settings", given.len());
            return Err(Failure::new(Code::QuestionTooLong, detail).into());
        }
        let catalogue = self.shelf.open()?;
        let entries = self.shelf.entries();
        // Figures that come with a question are to be judged, and so is the value of a field that it asks about.
        let may_compute = given.is_empty() && may_ask_for_a_calculation(question);
        let said = match may_compute {
            true => work.calculators(Task::Question(question.to_owned()))?,
            false => Ok(&Said::Nothing),
        };
        let judges =
            |name: &str| name.starts_with("rrc_") && agents::wants_verdict(catalogue, question);
        let answer = match &said {
            Ok(Said::Calculated(calculated)) if !judges(&calculated.asked.calculator) => {
                agents::calculation(catalogue, question, (**calculated).clone())
            }
            _ => {
                let before = match follows.filter(|_| !overrides.alone) {
                    Some(id) => self.subject(work, id)?,
                    None => None,
                };
                let taken = before.and_then(|before| takes_over(catalogue, question, before));
                let text = whole_text(question, taken.as_ref());
                let told = work.told.as_ref().map(|told| told.by);
                let by_words = told == Some(RoutedBy::Words);
                let likeness = || self.shelf.likeness(self.embedding.embedder(), &text);
                let likeness = if by_words { None } else { likeness() };
                let asked = Asked::after(&text, question, taken.as_ref());
                let routed = Routed::of(catalogue, likeness.as_deref(), asked, given, overrides);
                match entries {
                    Some(entries) => routed.answer(entries),
                    None => routed
                        .answer_without_entries()
                        .ok_or_else(|| Stop::SoFar(so_far(&routed), Need::Entries))?,
                }
            }
        };
        // Without the calculators facts still serve; but what no agent knows may be for them.
        if let (Err(failure), Body::OutOfScope) = (said, &answer.body) {
            return Err(failure.into());
        }
        let evidence = match self.evidence(work, &answer) {
            Err(Stop::Needs(Need::Evidence)) => {
                return Err(Stop::SoFar(but_the_memory(answer), Need::Evidence));
            }
            found => found?,
        };
        let at = self.clock.stamp(work.now);
        let fact = record(&answer, given, &evidence, follows).seal(self.identity.replica, at);
        self.measured.asked(work, fact.id(), &answer);
        let exchange = Exchange {
            response: fact.id(),
            at: at.wall(),
            answer,
            evidence,
            feedback: None,
            catalogue_changed: false,
            follows,
        };
        let mut changes = vec![Change::AddFact(fact)];
        changes.extend(self.uses(&exchange.evidence));
        let commit = Commit::Rows(changes, Durability::Strict);
        Ok(Done::Before(Reply::Ask(Box::new(exchange)), commit))
    }

    /// What there is to take over from an exchange: what it was about, or where it was refused, the
    /// latest answered one before it. Nothing of what is not on this device.
    fn subject(&self, work: &Work, mut id: FactId) -> Result<Option<About>, Stop> {
        for _ in 0..MOST_REFUSED {
            let record = match self.exchange(work, id) {
                Ok(fact) => records::Exchange::open(&fact).ok(),
                Err(Stop::Failed(_)) => None,
                Err(stop) => return Err(stop),
            };
            let Some(record) = record else { break };
            match &record.follows {
                Some(follows) if !record.answered => id = follows.exchange,
                _ => return Ok(agents::subject(self.shelf.open()?, id, &record)),
            }
        }
        Ok(None)
    }

    pub(crate) fn catalogue_counts(&self) -> Result<Done, Stop> {
        Ok(Done::Reply(Reply::Catalogue(self.shelf.open()?.counts())))
    }
}

/// What can be told of an answer before the agents' entries are here.
fn so_far(routed: &Routed<'_>) -> SoFar {
    let routing = routed.routing();
    let route = Part::Route(Box::new(routing.clone()));
    let facts = routed.facts().map(|answer| Part::Answer(Box::new(answer)));
    let facts = facts.map(|part| (Growth::Facts, part));
    SoFar {
        by: routing.route.by,
        parts: [(Growth::Routed, route)].into_iter().chain(facts).collect(),
    }
}

/// What can be told of an answer before the memory is ready: all but that.
fn but_the_memory(answer: Answer) -> SoFar {
    let routing = Routing {
        understood: answer.understood.clone(),
        route: answer.route.clone(),
    };
    SoFar {
        by: answer.route.by,
        parts: vec![
            (Growth::Routed, Part::Route(Box::new(routing))),
            (Growth::Whole, Part::Whole(Box::new(answer))),
        ],
    }
}

/// What is kept of an answer: enough to compose it again.
fn record(
    answer: &Answer,
    given: &[Given],
    evidence: &Evidence,
    follows: Option<FactId>,
) -> records::Exchange {
    let candidates = answer.route.candidates.iter();
    let probabilities = candidates.clone().map_while(|one| one.probability_micro);
    records::Exchange {
        probabilities: probabilities.collect(),
        by: answer.route.by,
        question: answer.question.clone(),
        kind: answer.understood.kind,
        answered: !matches!(answer.body, Body::OutOfScope),
        candidates: candidates
            .map(|one| (one.agent.clone(), one.score_micro))
            .collect(),
        scope_micro: answer.route.scope_micro,
        rows: answer.body.rows(),
        catalogue: answer.catalogue.clone(),
        given: given.to_vec(),
        calculation: match &answer.body {
            Body::Calculation(shown) => Some(shown.asked.clone()),
            _ => None,
        },
        follows: follows.map(|exchange| records::Follows {
            exchange,
            taken: answer.understood.taken.as_ref().map(Into::into),
        }),
        recalled: (evidence.looked == Looked::Now).then(|| {
            let shown = evidence.all();
            shown.map(|recalled| recalled.line.id).collect()
        }),
    }
}
