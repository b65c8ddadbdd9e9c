//! Keys of stored rows, as bytes whose order is the order of the rows.

use crate::data::{CellKey, Kind, RegisterKey, Space};
use crate::ids::{FactId, ReplicaId};

const FACT: u8 = 1;
const CELL: u8 = 2;
const REGISTER: u8 = 3;
const LOCAL: u8 = 4;

/// Which local row. Rows of one space are ordered by `key`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocalKey {
    /// The room.
    pub space: Space,
    /// The row in it.
    pub key: Vec<u8>,
}

/// Which row.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Key {
    /// A fact by its id.
    Fact(Kind, FactId),
    /// A cell.
    Cell(CellKey),
    /// A register.
    Register(RegisterKey),
    /// A local row.
    Local(LocalKey),
}

impl Key {
    /// The key as ordered bytes: class, kind or space (2 bytes, big-endian), then
    /// fact: id; cell: length of key (2 bytes), key, replica; register: length, key, field;
    /// local: key. Part of the stored format.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Fact(kind, id) => join(FACT, kind.0, &[id.as_bytes()]),
            Self::Cell(CellKey { kind, key, replica }) => {
                join(CELL, kind.0, &[&length(key), key, replica.as_bytes()])
            }
            Self::Register(RegisterKey { kind, key, field }) => {
                join(REGISTER, kind.0, &[&length(key), key, &field.to_be_bytes()])
            }
            Self::Local(LocalKey { space, key }) => join(LOCAL, space.0, &[key]),
        }
    }

    /// Reads a key; `None` for bytes that [`Key::encode`] does not write.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (class, rest) = bytes.split_first()?;
        let (number, rest) = rest.split_first_chunk::<2>()?;
        let number = u16::from_be_bytes(*number);
        Some(match *class {
            FACT => Self::Fact(Kind(number), FactId::from_slice(rest)?),
            CELL => {
                let (key, rest) = sized(rest)?;
                let replica = ReplicaId::from_slice(rest)?;
                Self::Cell(CellKey {
                    kind: Kind(number),
                    key,
                    replica,
                })
            }
            REGISTER => {
                let (key, rest) = sized(rest)?;
                let field = u16::from_be_bytes(rest.try_into().ok()?);
                Self::Register(RegisterKey {
                    kind: Kind(number),
                    key,
                    field,
                })
            }
            LOCAL => Self::Local(LocalKey {
                space: Space(number),
                key: rest.to_vec(),
            }),
            _ => return None,
        })
    }
}

fn join(class: u8, number: u16, parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = vec![class];
    bytes.extend(number.to_be_bytes());
    bytes.extend(parts.iter().copied().flatten());
    bytes
}

/// Keys are short by contract; a longer one is cut here rather than misread later.
fn length(key: &[u8]) -> [u8; 2] {
    u16::try_from(key.len()).unwrap_or(u16::MAX).to_be_bytes()
}

fn sized(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let (len, rest) = bytes.split_first_chunk::<2>()?;
    let len = usize::from(u16::from_be_bytes(*len));
    (rest.len() >= len).then(|| (rest[..len].to_vec(), &rest[len..]))
}

/// A run of rows: from `start` up to, not including, `end`, in the order of [`Key::encode`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyRange {
    /// The first key bytes.
    pub start: Vec<u8>,
    /// The key bytes after the last.
    pub end: Vec<u8>,
}

impl KeyRange {
    /// Every row.
    #[must_use]
    pub fn everything() -> Self {
        Self {
            start: vec![FACT],
            end: vec![LOCAL + 1],
        }
    }

    /// Every row that may be shared or exported: facts, cells and registers.
    #[must_use]
    pub fn synced() -> Self {
        Self {
            start: vec![FACT],
            end: vec![LOCAL],
        }
    }

    /// All facts of a kind.
    #[must_use]
    pub fn facts(kind: Kind) -> Self {
        Self::prefix(join(FACT, kind.0, &[]))
    }

    /// All cells of a kind.
    #[must_use]
    pub fn cells(kind: Kind) -> Self {
        Self::prefix(join(CELL, kind.0, &[]))
    }

    /// All registers of a kind.
    #[must_use]
    pub fn registers(kind: Kind) -> Self {
        Self::prefix(join(REGISTER, kind.0, &[]))
    }

    /// All local rows of a space.
    #[must_use]
    pub fn local(space: Space) -> Self {
        Self::prefix(join(LOCAL, space.0, &[]))
    }

    /// The local rows of a space from one key up to, not including, another.
    #[must_use]
    pub fn local_between(space: Space, from: &[u8], to: &[u8]) -> Self {
        Self {
            start: join(LOCAL, space.0, &[from]),
            end: join(LOCAL, space.0, &[to]),
        }
    }

    /// What of the run lies after a row.
    #[must_use]
    pub fn after(mut self, key: &Key) -> Self {
        self.start = key.encode();
        self.start.push(0);
        self
    }

    fn prefix(start: Vec<u8>) -> Self {
        let mut end = start.clone();
        // A prefix is class and number: its successor exists, since no class is 255.
        for byte in end.iter_mut().rev() {
            *byte = byte.wrapping_add(1);
            if *byte != 0 {
                break;
            }
        }
        Self { start, end }
    }
}
