//! What interfaces say: procedures, causes; and the clauses of the standards.

use crate::answer::Technology;
use crate::ids::RowId;

/// An elementary procedure of an interface protocol.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Procedure {
    /// Protocol and name, such as `XnAP.handoverPreparation`.
    pub id: RowId,
    /// Protocol, such as `XnAP`.
    pub protocol: String,
    /// Name in the protocol.
    pub name: String,
    /// Procedure code on the wire.
    pub code: u16,
    /// Technology it belongs to.
    pub tech: Technology,
    /// Document, such as `TS 38.423 Rel-18`.
    pub spec: String,
}

/// A list of causes of an interface protocol.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CauseList {
    /// Protocol and group, such as `NGAP.CauseRadioNetwork`.
    pub id: RowId,
    /// Protocol, such as `NGAP`.
    pub protocol: String,
    /// Group of causes in the protocol.
    pub group: String,
    /// Causes in the order of their encoding.
    pub values: Vec<String>,
    /// Document, such as `TS 38.413`.
    pub spec: String,
}

/// A clause of a standard: number and title as identifiers, never the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// Document, such as `TS 38.331`.
    pub spec: String,
    /// Number, such as `5.5.4.4`.
    pub number: String,
    /// Title; empty where only the number is known.
    pub title: String,
}
