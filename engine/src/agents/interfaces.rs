//! Cards of procedures and causes.

use protocol::answer::{CauseCard, ProcedureCard, Source};
use protocol::catalogue::{CauseList, Procedure};

use super::users;
use crate::catalogue::{Catalogue, RowNumber};

/// The card of a procedure.
pub fn procedure(catalogue: &Catalogue, row: RowNumber, of: Procedure) -> ProcedureCard {
    ProcedureCard {
        id: of.id,
        name: of.name,
        protocol: of.protocol,
        code: Some(u32::from(of.code)),
        agents: users(catalogue, row),
        source: Source { spec: of.spec, clause: None, element: None, release: None },
    }
}

/// The card of a list of causes, with the one that is asked for.
pub fn causes(
    catalogue: &Catalogue,
    row: RowNumber,
    of: CauseList,
    asked: Option<&str>,
) -> CauseCard {
    let asked = asked.filter(|asked| of.values.iter().any(|value| value == asked));
    CauseCard {
        asked: asked.map(str::to_owned),
        id: of.id,
        protocol: of.protocol,
        group: of.group,
        values: of.values,
        agents: users(catalogue, row),
        source: Source { spec: of.spec, clause: None, element: None, release: None },
    }
}
