//! What was typed, as requests that change the memory.

use protocol::memory::MemoryRequest;
use protocol::records::{Edit, Outcome, Pattern, Provenance, Role, Score};

use super::MemoryError;
use crate::arguments::{Add, Contradict, Edited, Fields, Forget, Merge, OutcomeOf};

pub fn add(add: &Add) -> MemoryRequest {
    let Fields {
        title,
        description,
        content,
        tags,
        technology,
        namespace,
        ..
    } = add.fields.clone();
    MemoryRequest::Store(Box::new(Pattern {
        task: add.task.clone(),
        category: add.category.clone(),
        strategy: add.strategy.clone(),
        title: title.unwrap_or_default(),
        description: description.unwrap_or_default(),
        content: content.unwrap_or_default(),
        tags,
        technology: technology.and_then(|radio| radio.0),
        namespace: namespace.unwrap_or_default(),
        provenance: Provenance::User,
        role: role(&add.fields).unwrap_or_default(),
        evidence: Vec::new(),
        made: None,
        outcome: add
            .score
            .map(|score| ended(score, add.duration, add.notes.as_deref())),
    }))
}

/// One edit for each field that was given.
pub fn edit(edited: &Edited) -> Result<MemoryRequest, MemoryError> {
    let fields = edited.fields.clone();
    let tags = edited.no_tags || !fields.tags.is_empty();
    let edits: Vec<Edit> = [
        edited.task.clone().map(Edit::Task),
        edited.category.clone().map(Edit::Category),
        edited.strategy.clone().map(Edit::Strategy),
        fields.title.map(Edit::Title),
        fields.description.map(Edit::Description),
        fields.content.map(Edit::Content),
        tags.then_some(Edit::Tags(fields.tags)),
        fields.technology.map(|radio| Edit::Technology(radio.0)),
        fields.namespace.map(Edit::Namespace),
        role(&edited.fields).map(Edit::Role),
    ]
    .into_iter()
    .flatten()
    .collect();
    if edits.is_empty() {
        return Err(MemoryError::NoEdit);
    }
    Ok(MemoryRequest::Edit {
        pattern: edited.pattern,
        edits,
    })
}

pub fn outcome(outcome: &OutcomeOf) -> MemoryRequest {
    MemoryRequest::AddOutcome {
        pattern: outcome.pattern,
        outcome: ended(outcome.score, outcome.duration, outcome.notes.as_deref()),
    }
}

pub fn forget(forget: &Forget) -> MemoryRequest {
    MemoryRequest::Forget {
        pattern: forget.pattern,
        forgotten: !forget.undo,
    }
}

fn role(fields: &Fields) -> Option<Role> {
    fields.role.or(fields.pitfall.then_some(Role::Pitfall))
}

fn ended(score: Score, duration_micros: Option<u64>, notes: Option<&str>) -> Outcome {
    Outcome {
        duration_micros,
        notes: notes.unwrap_or_default().to_owned(),
        ..Outcome::scored(score)
    }
}

/// Merges patterns into one.
pub fn merge(merge: &Merge) -> MemoryRequest {
    MemoryRequest::Merge {
        into: merge.into,
        from: merge.from.clone(),
    }
}

/// Notes a contradiction.
pub fn contradict(noted: &Contradict) -> MemoryRequest {
    MemoryRequest::Contradict {
        one: noted.one,
        other: noted.other,
        why: noted.why.clone(),
    }
}
