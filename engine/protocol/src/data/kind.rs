//! What a record is about, by number. Numbers are part of the stored format and never reused.

use serde::{Deserialize, Serialize};

/// The kind of a fact, cell or register. Unknown numbers are kept and passed on untouched.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kind(pub u16);

impl Kind {
    /// Fact: a question and what was answered, see [`crate::records::Exchange`]. Private.
    pub const EXCHANGE: Self = Self(1);
    /// Fact: what somebody said of an answer, see [`crate::records::Feedback`]. Shared.
    pub const FEEDBACK: Self = Self(2);
    /// Cell: how often something was used. Shared.
    pub const USAGE: Self = Self(3);
    /// Fact: what was tried and what it teaches, see [`crate::records::Pattern`]; registers: its
    /// edits. Shared.
    pub const PATTERN: Self = Self(4);
    /// Fact: how it ended, see [`crate::records::OutcomeOf`]; register: whether it was taken back.
    /// Shared.
    pub const OUTCOME: Self = Self(5);
    /// Fact: a relation of two patterns, see [`crate::records::Link`]; register: whether it was
    /// taken back. Shared.
    pub const LINK: Self = Self(6);

    /// Whether rows of this kind are sent to a paired server without being asked for one by one.
    /// Kinds that this version does not know are not.
    #[must_use]
    pub const fn shared(self) -> bool {
        matches!(
            self,
            Self::FEEDBACK | Self::USAGE | Self::PATTERN | Self::OUTCOME | Self::LINK
        )
    }
}

/// A room of local rows, which never leave the device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Space(pub u16);

impl Space {
    /// Recorded use, for the Telemetry page: one row per event.
    pub const TELEMETRY: Self = Self(1);
    /// Settings, where there is no settings database.
    pub const SETTINGS: Self = Self(2);
}
