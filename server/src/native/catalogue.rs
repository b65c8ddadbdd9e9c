//! The catalogue inside the program: `build.rs` packs it, no file is needed beside the binary.

use std::sync::OnceLock;

use calculators::Tables;
use engine::catalogue::{Catalogue, Entries};
use engine::ports::{Calculators, CatalogueSource};
use protocol::calculator::{Said, Task};
use protocol::catalogue::packed::PartName;
use protocol::failure::Failure;

/// What was compiled in: the parts of the catalogue, and the embedding table.
pub struct CompiledIn;

macro_rules! part {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/catalogue/", $name, ".bin")).as_slice()
    };
}

impl CatalogueSource for CompiledIn {
    async fn part(&self, name: PartName) -> Result<Vec<u8>, Failure> {
        Ok(bytes(name).to_vec())
    }
}

impl Calculators for CompiledIn {
    async fn calculate(&self, task: &Task) -> Result<Said, Failure> {
        let tables = calculator_tables().map_err(Clone::clone)?;
        Ok(calculators::take(tables, task))
    }
}

const fn bytes(name: PartName) -> &'static [u8] {
    match name {
        PartName::Index => part!("index"),
        PartName::Rows => part!("rows"),
        PartName::Agents => part!("agents"),
        PartName::Words => part!("words"),
        PartName::Entries => part!("entries"),
        PartName::Questions => part!("questions"),
        PartName::Calculators => part!("calculators"),
    }
}

/// The catalogue and what its agents say, opened, for commands that need no engine.
///
/// # Errors
/// When this program was altered.
pub fn catalogue() -> Result<(Catalogue, Entries), Failure> {
    let all = |names: &[PartName]| -> Vec<_> {
        let parts = names.iter().map(|name| (*name, bytes(*name).to_vec()));
        parts.collect()
    };
    let catalogue = Catalogue::open(&all(&PartName::FIRST))?;
    let entries = Entries::open(&all(&PartName::ENTRIES), &catalogue)?;
    Ok((catalogue, entries))
}

/// The tables of the calculators, opened once. They need no engine.
///
/// # Errors
/// When this program was altered.
pub fn calculator_tables() -> Result<&'static Tables, &'static Failure> {
    static TABLES: OnceLock<Result<Tables, Failure>> = OnceLock::new();
    let opened = TABLES.get_or_init(|| Ok(Tables::open(part!("calculators"))?));
    opened.as_ref()
}
