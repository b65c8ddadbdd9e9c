//! The adapters, one per platform, and what all of them share: the record of a row, the spans of
//! a selection and the evaluation of a batch. What differs is only how bytes are read and written.

mod auto_detect;
#[cfg(target_arch = "wasm32")]
pub mod indexed_db;
pub mod memory;
mod plan;
pub mod record;
#[cfg(target_arch = "wasm32")]
pub mod settings;
mod settings_row;
mod shared;
mod span;
#[cfg(not(target_arch = "wasm32"))]
pub mod sqlite;
mod tally;

pub use auto_detect::{AnyBackend, Place, auto_detect};
pub use settings_row::SettingsRow;
