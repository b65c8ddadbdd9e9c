//! Which table a row stands in, and the row itself.

use serde::{Deserialize, Serialize};

use super::{CauseList, Counter, Kpi, Parameter, Procedure};
use crate::answer::Basis;
use crate::ids::RowId;

/// The fact tables, in the order in which rows are numbered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Table {
    /// Fields of NR radio resource control, TS 38.331.
    RrcNr,
    /// Fields of LTE radio resource control, TS 36.331.
    RrcLte,
    /// Attributes of the management model, TS 28.541 and its relatives.
    Nrm,
    /// Parameters of the LTE small-cell data model, TR-196.
    SmallCell,
    /// Performance counters, TS 28.552, TS 32.425 and E2SM-KPM.
    Counter,
    /// Formulas over counters.
    Kpi,
    /// Elementary procedures of the interface protocols.
    Procedure,
    /// Cause lists of the interface protocols.
    Cause,
}

impl Table {
    /// All tables in the order of row numbers.
    pub const ALL: [Self; 8] = [
        Self::RrcNr,
        Self::RrcLte,
        Self::Nrm,
        Self::SmallCell,
        Self::Counter,
        Self::Kpi,
        Self::Procedure,
        Self::Cause,
    ];

    /// The stem of its file in `engine/catalogue/facts`.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::RrcNr => "rrc_parameters_nr",
            Self::RrcLte => "rrc_parameters_lte",
            Self::Nrm => "nrm_attributes",
            Self::SmallCell => "tr196_lte",
            Self::Counter => "pm_counters",
            Self::Kpi => "kpis",
            Self::Procedure => "procedures",
            Self::Cause => "causes",
        }
    }

    /// The document that all rows of the table are from; `None` where rows say it themselves.
    #[must_use]
    pub const fn document(self) -> Option<&'static str> {
        match self {
            Self::RrcNr => Some("TS 38.331 Rel-18"),
            Self::RrcLte => Some("TS 36.331 Rel-18"),
            Self::SmallCell => Some("TR-196 Issue 2 Amendment 1 Corrigendum 2"),
            _ => None,
        }
    }

    /// Whether its rows are settings with a legal range.
    #[must_use]
    pub const fn holds_parameters(self) -> bool {
        matches!(
            self,
            Self::RrcNr | Self::RrcLte | Self::Nrm | Self::SmallCell
        )
    }
}

/// The word of the fact tables for where a value comes from.
#[must_use]
pub const fn basis_word(basis: Basis) -> &'static str {
    match basis {
        Basis::Spec => "spec",
        Basis::Public => "public",
        Basis::Knowledge => "knowledge",
        Basis::Derived => "derived",
    }
}

/// Where a value comes from, by the word of the fact tables.
#[must_use]
pub fn basis_of_word(word: &str) -> Option<Basis> {
    [Basis::Spec, Basis::Public, Basis::Knowledge, Basis::Derived]
        .into_iter()
        .find(|basis| basis_word(*basis) == word)
}

/// Field name and where its value comes from, for fields added after the first extraction.
pub type Origins = Vec<(String, Basis)>;

/// One row of any fact table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    /// A setting with its legal range.
    Parameter(Parameter),
    /// A performance counter.
    Counter(Counter),
    /// A formula over counters.
    Kpi(Kpi),
    /// An elementary procedure.
    Procedure(Procedure),
    /// A list of causes.
    Causes(CauseList),
}

impl Row {
    /// The id of the row, never reused.
    #[must_use]
    pub const fn id(&self) -> &RowId {
        match self {
            Self::Parameter(row) => &row.id,
            Self::Counter(row) => &row.id,
            Self::Kpi(row) => &row.id,
            Self::Procedure(row) => &row.id,
            Self::Causes(row) => &row.id,
        }
    }
}
