//! Conditions over settings and figures as a tree, and the tree as text. Nothing here parses: the
//! generator (crate `catalogue`) reads trees from text.

mod condition;
mod value;
mod walk;
mod write;

pub use condition::{Change, Comparison, Condition, Days, Qualifiers, Relation, Window};
pub use value::{End, Figure, Name, Operator, Spread, Value};
pub use walk::Node;
pub use write::KEYWORDS;
