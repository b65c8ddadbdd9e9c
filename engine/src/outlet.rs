//! What leaves the engine: messages to clients, and effects for the driver to carry out.

use protocol::calculator::Said;
use protocol::catalogue::packed::PartName;
use protocol::data::Change;
use protocol::failure::Failure;
use protocol::ids::RequestId;
use protocol::message::{Body, Envelope, Event};
use protocol::settings::Settings;
use protocol::storage::StorageStats;

use crate::storage::{Durability, Row};
use crate::work::Load;

/// Ties an effect to its result.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Ticket(pub(crate) u64);

/// Something to be done outside.
#[derive(Debug)]
pub enum Effect {
    /// Write; then [`crate::Input::Committed`].
    Commit(Ticket, Commit),
    /// Read; then [`crate::Input::Loaded`].
    Load(Ticket, Load),
    /// Get a part of the catalogue; then [`crate::Input::Fetched`].
    Fetch(PartName),
    /// Get the embedding table; then [`crate::Input::TableFetched`], and meanwhile
    /// [`crate::Input::TableComing`].
    FetchTable,
    /// Let others go first; then [`crate::Input::Resumed`].
    Pause(Ticket),
}

/// What to write.
#[derive(Debug)]
pub enum Commit {
    /// Rows, all or nothing.
    Rows(Vec<Change>, Durability),
    /// The settings.
    Settings(Settings),
    /// Delete everything, settings included.
    Destroy,
}

/// What was read.
#[derive(Debug)]
pub enum Loaded {
    /// Rows, in the order that was asked for.
    Rows(Vec<Row>),
    /// Figures of the store.
    Stats(StorageStats),
    /// What the calculators say, or why they cannot be asked.
    Calculators(Result<Said, Failure>),
}

impl Loaded {
    /// The rows; none for what is no rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        match self {
            Self::Rows(rows) => rows,
            Self::Stats(_) | Self::Calculators(_) => &[],
        }
    }
}

/// Collects what one input leads to.
#[derive(Debug, Default)]
pub struct Outlet {
    /// For the clients, in order.
    pub messages: Vec<Envelope>,
    /// For the driver, in order.
    pub effects: Vec<Effect>,
}

impl Outlet {
    pub(crate) fn send(&mut self, id: RequestId, body: Body) {
        self.messages.push(Envelope::new(id, body));
    }

    pub(crate) fn event(&mut self, event: Event) {
        self.messages.push(crate::unasked(event));
    }

    pub(crate) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }
}
