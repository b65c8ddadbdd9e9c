//! The learning loop without a language model: evidence becomes a judgement, a judged trajectory
//! becomes patterns, and patterns are looked through for what to merge, mark and drop.
//!
//! In reading order: [`difference`] says whether a KPI really changed; [`judge()`] makes a verdict of
//! it, with its criteria; [`distil()`] fills patterns in from a judged trajectory, without personal
//! data ([`scrub()`]); [`contrast()`] does so from several tries of one task; [`consolidate`] proposes
//! what to merge, what contradicts and what to drop.
//!
//! The steps are those of ReasoningBank (arXiv 2509.25140), with rules where it asks a model: judge by
//! figures with intervals, distil by templates, consolidate by cosine and contrast, and contrast k
//! tries of one task (MaTTS). Pure: no I/O, no clock, no chance; the same input gives the same bits.
//! Whether it helps is measured by `engine/tests/learning`.

pub mod consolidate;
pub mod difference;
mod distil;
mod judge;
mod matts;
mod scrub;

pub use distil::distil;
pub use judge::{GUARD_CAP, judge};
pub use matts::contrast;
pub use scrub::scrub;
