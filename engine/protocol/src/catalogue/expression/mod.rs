//! Conditions over settings and figures: the tree, its text, and what it says about given figures.
//!
//! The generator (crate `catalogue`) reads trees from text; nothing here parses. [`evaluate`] stands
//! here beside the tree, and not in the engine, because two crates that may not know each other need
//! one and the same: the engine judges a network by it, and the generator proves before packing that
//! joint limits hold at the start values and that a rule can become true. It is pure: a tree, a
//! [`Level`] of figures and a [`FigureTable`] in, an [`Outcome`] out. Gathering the figures is the
//! engine's.

mod condition;
mod evaluate;
mod level;
mod outcome;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod view;
mod walk;
mod write;

pub use condition::{Change, Comparison, Condition, Days, Qualifiers, Relation, Window};
pub use evaluate::{Scope, evaluate, read};
pub use level::{Level, Measured, Reading, Readings, Setting};
pub use outcome::{Lack, Missing, Outcome, Place};
pub use table::FigureTable;
pub use value::{End, Figure, Name, Operator, Spread, Value};
pub use walk::Node;
pub use write::KEYWORDS;
