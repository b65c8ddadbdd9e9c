//! Names of things: one newtype per kind of id, so that they cannot be mixed up.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Makes a newtype over a UUID with its text form, byte form and parser.
macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes the 16 bytes as they are.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// Reads an id from a slice; `None` unless it has 16 bytes.
            #[must_use]
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                Uuid::from_slice(bytes).ok().map(Self)
            }

            /// The 16 bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

/// Makes a newtype over the text ids of the catalogue.
macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

uuid_id! {
    /// A fact, by its content: the first 128 bits of BLAKE3 of its canonical bytes, with the
    /// version and variant bits of UUIDv8 (RFC 9562 §5.8).
    FactId
}

uuid_id! {
    /// One copy of the data that writes on its own: a browser profile or a data directory.
    /// Made in the transaction that creates the stores, so losing the data loses the id too.
    ReplicaId
}

text_id! {
    /// An agent of the catalogue, such as `NR-MOB-001`. Never reused.
    AgentId
}

text_id! {
    /// A row of the fact tables, such as `NR.HO.IntraSys.TooLate`. Never reused.
    RowId
}

/// A request of one client, counted up by that client.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct RequestId(pub u32);

impl FactId {
    /// The id of these canonical bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let hash = blake3::hash(bytes);
        let mut first = [0_u8; 16];
        first.copy_from_slice(&hash.as_bytes()[..16]);
        Self(uuid::Builder::from_custom_bytes(first).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_id_is_a_version_8_uuid_of_its_bytes() {
        let id = FactId::of(b"elex");
        assert_eq!(id.0.get_version_num(), 8);
        assert_eq!(id, FactId::of(b"elex"));
        assert_ne!(id, FactId::of(b"elex "));
    }

    #[test]
    fn an_id_survives_its_text() {
        let id = FactId::of(b"x");
        assert_eq!(id.to_string().parse::<FactId>().ok(), Some(id));
        assert!("no id".parse::<FactId>().is_err());
    }
}
