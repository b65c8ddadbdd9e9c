//! The radio knowledge as plain data: fact rows, agents with their cards, and the packed parts.
//!
//! The generator (crate `catalogue`) writes what [`packed`] describes, the engine reads it back.
//! Nothing here parses the sources and nothing here decides what to answer.

mod agent;
mod card;
pub mod column;
mod error;
pub mod expression;
mod figure;
mod interface;
mod micro;
mod model;
pub mod packed;
mod parameter;
mod table;

pub use agent::{Agent, Depth, Kind, Techs};
pub use card::{Card, Encoding, Limits, Safe, Start, Twin, Why};
pub use error::CatalogueError;
pub use figure::{Aggregate, Better, Counter, Kpi, Target};
pub use interface::{CauseList, Clause, Procedure};
pub use micro::{Micro, NoNumber};
pub use model::{Action, Context, Gap, Joint, Model, Move, Rule, Settable, Source, Watch};
pub use parameter::{Legal, Parameter, Special, literal_number, usage_of_word, usage_word};
pub use table::{Origins, Row, Table, basis_of_word, basis_word};
