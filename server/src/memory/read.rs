//! What was typed, as requests that only read.

use protocol::memory::{Filter, MemoryRequest};

use super::MemoryError;
use crate::arguments::{Filtered, List, One, Search};

pub fn get(one: &One) -> MemoryRequest {
    MemoryRequest::Get {
        pattern: one.pattern,
    }
}

pub fn list(list: &List) -> MemoryRequest {
    MemoryRequest::List {
        filter: filter(&list.filter),
        offset: list.offset,
        limit: list.limit,
    }
}

/// A person who looks around takes no advice, so the hits do not count as used.
pub fn search(search: &Search) -> Result<MemoryRequest, MemoryError> {
    let text = search.words.join(" ");
    if text.trim().is_empty() {
        return Err(MemoryError::NoWords);
    }
    Ok(MemoryRequest::Find {
        text,
        filter: filter(&search.filter),
        limit: search.limit,
        spread_percent: search.spread,
        counts: false,
    })
}

pub fn stats() -> MemoryRequest {
    MemoryRequest::Stats
}

fn filter(given: &Filtered) -> Filter {
    Filter {
        category: given.category.clone(),
        technology: given.technology,
        outcome: given.outcome,
        namespace: given.namespace,
        role: given.role,
        forgotten: given.forgotten,
    }
}
