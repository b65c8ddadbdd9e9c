//! Cards of procedures and causes.

use protocol::answer::{CauseCard, ProcedureCard, Source};
use protocol::catalogue::{CauseList, Procedure};

use super::users;
use crate::catalogue::{Catalogue, RowNumber, text};

/// The card of a procedure.
pub fn procedure(catalogue: &Catalogue, row: RowNumber, of: Procedure) -> ProcedureCard {
    ProcedureCard {
        id: of.id,
        name: of.name,
        protocol: of.protocol,
        code: Some(u32::from(of.code)),
        agents: users(catalogue, row),
        source: Source {
            spec: of.spec,
            clause: None,
            element: None,
            release: None,
        },
    }
}

/// The card of a list of causes, with the one that is asked for.
pub fn causes(
    catalogue: &Catalogue,
    row: RowNumber,
    of: CauseList,
    asked: Option<&str>,
) -> CauseCard {
    // Lists of different protocols spell the same cause differently.
    let same = |value: &&String| asked.is_some_and(|asked| text::key(value) == text::key(asked));
    CauseCard {
        asked: of.values.iter().find(same).cloned(),
        id: of.id,
        protocol: of.protocol,
        group: of.group,
        values: of.values,
        agents: users(catalogue, row),
        source: Source {
            spec: of.spec,
            clause: None,
            element: None,
            release: None,
        },
    }
}
