//! The parts of a wave: frames checked, versions compared, columns read.

use protocol::catalogue::CatalogueError;
use protocol::catalogue::packed::{PartName, Version, unseal};

use super::unpack::{Unpack, unpack};

/// Parts whose frames are sound and which belong together.
pub struct Parts<'a> {
    version: Version,
    payloads: Vec<(PartName, &'a [u8])>,
}

impl<'a> Parts<'a> {
    /// Checks those of `wave`; others are passed over.
    pub fn check(
        parts: &'a [(PartName, Vec<u8>)],
        wave: &[PartName],
    ) -> Result<Self, CatalogueError> {
        let mut version = None;
        let mut payloads = Vec::new();
        for part in wave.iter().copied() {
            let bytes = of(parts, part).ok_or(damaged(part, "missing"))?;
            let (its, payload) = unseal(part, bytes)?;
            if *version.get_or_insert(its) != its {
                return Err(CatalogueError::Mixed { part: part.name() });
            }
            payloads.push((part, payload));
        }
        Ok(Self {
            version: version.unwrap_or_default(),
            payloads,
        })
    }

    /// The columns of a part.
    pub fn read<T: Unpack>(&self, part: PartName) -> Result<T, CatalogueError> {
        let payload = of(&self.payloads, part).copied().unwrap_or_default();
        unpack(payload).ok_or(damaged(part, "cannot be read"))
    }

    /// The version in hexadecimal digits.
    pub fn version(&self) -> String {
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
        self.version
            .iter()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
            .collect()
    }
}

/// What belongs to a part.
fn of<T>(parts: &[(PartName, T)], part: PartName) -> Option<&T> {
    let (_, found) = parts.iter().find(|(name, _)| *name == part)?;
    Some(found)
}

/// An error about a part.
pub const fn damaged(part: PartName, reason: &'static str) -> CatalogueError {
    CatalogueError::Damaged {
        part: part.name(),
        reason,
    }
}
