//! Finds what helps now: patterns that mean what is asked, and not the opposite of it.
//!
//! In reading order: [`index`] holds the patterns and answers; [`rows`] and [`scan`] find near
//! vectors, [`lexical`] shared words; [`score`] is the one formula that weighs them; [`contrast`]
//! sees what neither can: that two texts of the same words say different things; [`mmr`] spreads
//! the hits; [`rank`] orders bare texts by the same formula; [`least`] is how alike a hit must be to
//! be shown unasked.
//!
//! Pure: no I/O, no clock. What was measured, and how it is measured again, is in
//! `benches/memory/README.md`.

pub mod contrast;
mod fitting;
mod index;
pub mod kernel;
mod lexical;
mod mmr;
mod rank;
mod rows;
mod scan;
mod score;

#[cfg(test)]
mod tests;

pub use fitting::least;
pub use index::{Fields, Hit, Index, Options, Query};
pub use rank::rank;
pub use rows::Map;
pub use rows::Slot;
pub use score::{Parts, SIMILARITY, Standing};
