//! Counts rows by class and kind, for [`StorageStats`](protocol::storage::StorageStats).

use protocol::data::Key;
use protocol::storage::RowStats;

/// Class and kind.
type Place = (&'static str, u16);

/// Rows counted so far.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// By rising places, with the number of rows and their bytes.
    sums: Vec<(Place, (u64, u64))>,
}

impl Tally {
    /// Counts rows of one class and kind: how many, and the bytes of their keys and bodies.
    pub fn add(&mut self, key: &[u8], rows: u64, bytes: u64) {
        let place = match Key::decode(key) {
            Some(Key::Fact(kind, _)) => ("fact", kind.0),
            Some(Key::Cell(cell)) => ("cell", cell.kind.0),
            Some(Key::Register(register)) => ("register", register.kind.0),
            Some(Key::Local(local)) => ("local", local.space.0),
            None => ("unreadable", 0),
        };
        match self.sums.binary_search_by_key(&place, |(place, _)| *place) {
            Ok(at) => {
                let (_, sum) = &mut self.sums[at];
                sum.0 += rows;
                sum.1 += bytes;
            }
            Err(at) => self.sums.insert(at, (place, (rows, bytes))),
        }
    }

    /// The counts, by class and kind.
    #[must_use]
    pub fn finish(self) -> Vec<RowStats> {
        self.sums
            .into_iter()
            .map(|((class, number), (rows, bytes))| RowStats {
                class: class.to_owned(),
                number,
                rows,
                bytes,
            })
            .collect()
    }
}
