//! The project's own tables, packed once for all tests.

use std::path::Path;

/// The folder with the sources of the catalogue.
pub fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../catalogue"))
}

/// The part of the calculators' tables.
pub fn calculators() -> Vec<u8> {
    let part = ::catalogue::pack_calculators(CALCULATORS);
    part.unwrap_or_else(|problems| panic!("{problems}"))
}

/// The source of the tables.
pub const CALCULATORS: &str = include_str!("../../catalogue/facts/calculator_tables.jsonl");
