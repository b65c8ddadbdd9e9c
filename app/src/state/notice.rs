//! What must be said above everything else. Only the worst is shown.

use leptos::prelude::Callback;
use protocol::failure::Failure;

/// A banner.
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// The store was closed under the engine.
    StorageLost(Failure),
    /// The worker stopped again after a restart.
    EngineGone,
    /// Page and worker are of different builds.
    OtherBuild,
    /// The engine has not started for a while; with the likely reason.
    Late(Failure),
    /// The last action was not stored.
    NotSaved(Failure),
    /// Something asked for could not be done.
    Failed(Failure),
    /// Nothing is kept: gone when the tab closes; with the reason.
    Volatile(Option<Failure>),
    /// The worker stopped and was started again.
    EngineRestarted,
    /// A new build waits on this device.
    UpdateReady,
}

impl Notice {
    /// The rank of [`Self::Late`].
    pub const LATE: u8 = 8;

    /// Order of importance; the smallest is the worst.
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::StorageLost(_) => 0,
            Self::EngineGone => 1,
            Self::OtherBuild => 2,
            Self::NotSaved(_) => 3,
            Self::Failed(_) => 4,
            Self::Volatile(_) => 5,
            Self::EngineRestarted => 6,
            Self::UpdateReady => 7,
            Self::Late(_) => Self::LATE,
        }
    }
}

/// A short word at the bottom that goes by itself.
#[derive(Clone)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// How to take it back.
    pub undo: Option<Callback<()>>,
}
