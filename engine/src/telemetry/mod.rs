//! Recorded use: one local row per question, summed up on request. Nothing here leaves the
//! device, and nothing is shown that was not recorded.

mod histogram;
mod record;
mod snapshot;

pub use histogram::Histogram;
pub use record::Recorded;
pub use snapshot::{check, summarise};
