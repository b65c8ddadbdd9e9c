//! Assets that are whole, damaged, or contradict themselves.

use super::super::{AssetError, DIMENSIONS, Embedder, EmbedderId};
use super::{ASSET, table};

/// What a small asset is made of; the fields a test may bend.
struct Small {
    pieces: &'static [&'static str],
    group: u16,
    /// The bits of every scale.
    scale: u16,
    /// Added after the scales.
    surplus: usize,
}

const SMALL: Small = Small {
    pieces: &[
        "##ing", "##p", "##s", "-", "a", "drop", "hand", "handover", "p", "é",
    ],
    group: 32,
    scale: 0x2e66,
    surplus: 0,
};

impl Small {
    /// As `elv.py` writes it.
    fn pack(&self) -> Vec<u8> {
        let mut coded: Vec<u8> = Vec::new();
        for (row, piece) in self.pieces.iter().enumerate() {
            let before = row.checked_sub(1).map_or("", |row| self.pieces[row]);
            let pairs = piece.bytes().zip(before.bytes());
            let shared = pairs.take_while(|(a, b)| a == b).count();
            coded.extend([shared as u8, (piece.len() - shared) as u8]);
            coded.extend(&piece.as_bytes()[shared..]);
        }
        let rows = self.pieces.len();
        let mut bytes = b"elex.elv".to_vec();
        for number in [
            1,
            256,
            rows as u16,
            0,
            self.group,
            4,
            1,
            2,
            coded.len() as u16,
            0,
        ] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(b"idid" as &[u8]);
        bytes.extend(b"tli");
        bytes.extend(coded);
        bytes.extend((0..rows * DIMENSIONS / 2).map(|n| (n * 37 % 251) as u8));
        bytes.extend((0..rows * DIMENSIONS / 32).flat_map(|_| self.scale.to_le_bytes()));
        bytes.extend(vec![0; self.surplus]);
        let hash = blake3::hash(&bytes);
        bytes.extend(hash.as_bytes());
        bytes
    }

    #[track_caller]
    fn check(&self, expected: AssetError) {
        assert_eq!(Embedder::open(self.pack()).err(), Some(expected));
    }
}

#[test]
fn an_asset_opens_and_says_what_it_is() {
    let Ok(Embedder::Table(small)) = Embedder::open(SMALL.pack()) else {
        panic!("does not open");
    };
    assert_eq!(
        (small.id(), small.teacher(), small.licence()),
        ("idid", "t", "li")
    );
    assert_eq!(small.rows("Handovers, dropping!"), [7, 2, 5, 1, 0]);
    assert!(small.rows("x handoverx sand").is_empty());

    let table = table();
    assert!(table.id().starts_with("table-1-256-"), "{}", table.id());
    assert!(table.licence().contains("Apache-2.0"));
    assert_eq!(Embedder::Hashed.id(), EmbedderId::from("hashed-1-256"));
}

#[test]
fn an_asset_that_is_cut_off_or_altered_does_not_open() {
    let whole = SMALL.pack();
    for length in 0..whole.len() {
        assert!(
            Embedder::open(whole[..length].to_vec()).is_err(),
            "{length} bytes"
        );
    }
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            assert!(Embedder::open(bytes).is_err(), "bit {bit} of byte {at}");
        }
    }
    let longer = [whole.as_slice(), &[0]].concat();
    assert_eq!(Embedder::open(longer).err(), Some(AssetError::Damaged));

    for at in (0..ASSET.len()).step_by(ASSET.len() / 60) {
        assert!(Embedder::open(&ASSET[..at]).is_err(), "{at} bytes");
        let mut bytes = ASSET.to_vec();
        bytes[at] ^= 1;
        assert!(Embedder::open(bytes).is_err(), "byte {at}");
    }
}

#[test]
fn an_error_says_what_is_wrong() {
    assert_eq!(
        Embedder::open(vec![0; 100]).err(),
        Some(AssetError::Foreign)
    );
    assert_eq!(Embedder::open(&[][..]).err(), Some(AssetError::Damaged));
    Small { group: 16, ..SMALL }.check(AssetError::Unsupported);
    // The hash is right, what it covers is not.
    Small {
        surplus: 1,
        ..SMALL
    }
    .check(AssetError::Malformed);
    Small {
        scale: 0x7c00,
        ..SMALL
    }
    .check(AssetError::Malformed);
    Small {
        pieces: &["a", "a"],
        ..SMALL
    }
    .check(AssetError::Malformed);
    Small {
        pieces: &["b", "a"],
        ..SMALL
    }
    .check(AssetError::Malformed);
    Small {
        pieces: &["ab", "a"],
        ..SMALL
    }
    .check(AssetError::Malformed);
}
