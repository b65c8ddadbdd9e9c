//! What two texts of the same words say differently: the other direction, a denial, another number,
//! another technology, another sense.
//!
//! Neither vectors nor shared words see any of it, and wrong advice that reads like the right one
//! is the worst that a memory can give. The more two texts are the same words, the more a
//! difference counts: between near copies it is all that they tell apart, and in other words only
//! a plain contradiction counts. Words and their opposites are in tables; nothing is learnt here.

mod affixes;
mod align;
mod amounts;
mod compare;
mod denials;
mod denied;
mod lexicon;
mod numerals;
mod opposites;
mod quantities;
mod reading;
mod roles;
mod senses;
mod synonyms;
mod technologies;
mod why;
mod words;

pub use compare::{Seen, compare};
pub use reading::Reading;
pub use why::{Purpose, Why, Words};
