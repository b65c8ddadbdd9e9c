//! The project's own catalogue, packed and opened once for all tests.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use ::catalogue::source::{self, Source};
use protocol::catalogue::CatalogueError;
use protocol::catalogue::packed::PartName;

use super::{Catalogue, Entries};

/// The folder with the sources.
pub fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue"))
}

/// The parts as the build packs them.
pub fn parts() -> BTreeMap<PartName, Vec<u8>> {
    static PARTS: OnceLock<BTreeMap<PartName, Vec<u8>>> = OnceLock::new();
    let pack = || {
        let packed = ::catalogue::pack(folder()).unwrap_or_else(|problems| panic!("{problems}"));
        PartName::ALL
            .into_iter()
            .zip(packed.parts.into_iter().map(|part| part.bytes))
            .collect()
    };
    PARTS.get_or_init(pack).clone()
}

/// The sources as they are read.
pub fn sources() -> Source {
    source::read(folder()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Opens these parts.
pub fn open(parts: BTreeMap<PartName, Vec<u8>>) -> Result<Catalogue, CatalogueError> {
    Catalogue::open(&parts.into_iter().collect::<Vec<_>>())
}

/// Opens both waves of these parts.
pub fn open_all(parts: BTreeMap<PartName, Vec<u8>>) -> Result<(), CatalogueError> {
    let parts: Vec<_> = parts.into_iter().collect();
    let catalogue = Catalogue::open(&parts)?;
    Entries::open(&parts, &catalogue).map(|_| ())
}

/// The entries of the opened catalogue.
pub fn entries() -> &'static Entries {
    static ENTRIES: OnceLock<Entries> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let parts: Vec<_> = parts().into_iter().collect();
        Entries::open(&parts, real()).expect("what the build packs can be opened")
    })
}

/// The opened catalogue.
pub fn real() -> &'static Catalogue {
    static REAL: OnceLock<Catalogue> = OnceLock::new();
    REAL.get_or_init(|| open(parts()).expect("what the build packs can be opened"))
}
