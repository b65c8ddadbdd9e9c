//! Words: answers and failures as sentences, once, for page, command line and tools alike.

pub mod advice;
mod answer;
mod asked;
mod calculator;
pub mod evidence;
mod failure;
pub mod learning;
mod memory;
mod number;
pub mod pattern;
mod remark;

pub use answer::{
    NOTHING_OF_IT, Quantity, about, basis, better, complexity, field_range, kind, legal, ours,
    physical, safe, source, start, technology, usage, verdict, whole,
};
pub use asked::{asked_value, lacking};
pub use calculator::{calculated, clauses, hint, outcome, refusal, result, subject};
pub use failure::{FailureText, failure};
pub use memory::{
    contrast, ended, hundredths, namespace, provenance, role, row_error, row_fault, standing,
};
pub use number::{bytes, grouped, micro, percent};
pub use remark::remark;
