//! The outside as traits: what the driver needs and the platform gives. Nothing here knows a
//! browser or an operating system; the worker and the server implement these.

use std::borrow::Cow;

use protocol::calculator::{Said, Task};
use protocol::catalogue::packed::PartName;
use protocol::failure::Failure;
use protocol::settings::Settings;
use protocol::time::Timestamp;

/// The time of day, a stop watch, and a pause.
#[allow(
    async_fn_in_trait,
    reason = "used generically on one thread; no Send bound is wanted"
)]
pub trait Clock {
    /// Wall-clock time.
    fn now(&self) -> Timestamp;

    /// A rising count of microseconds from an arbitrary start, for durations.
    fn micros(&self) -> u64;

    /// Lets whatever came in meanwhile go first: a message of the page, for a worker. Ready at once
    /// where nothing can come in.
    async fn pause(&self);
}

/// Where the parts of the catalogue come from.
#[allow(
    async_fn_in_trait,
    reason = "used generically on one thread; no Send bound is wanted"
)]
pub trait CatalogueSource {
    /// The bytes of a part as they come; the part's own frame says whether they are whole.
    ///
    /// # Errors
    /// `catalogue-missing` when it cannot be fetched.
    async fn part(&self, name: PartName) -> Result<Vec<u8>, Failure>;
}

/// Where the embedding table comes from.
#[allow(
    async_fn_in_trait,
    reason = "used generically on one thread; no Send bound is wanted"
)]
pub trait EmbeddingSource {
    /// The bytes of the table as they come; the table's own hash says whether they are whole. Asked
    /// for again, the first ones were of no use. `progress` is told how many bytes are here, and of
    /// how many.
    ///
    /// # Errors
    /// `embedding-missing` when it cannot be fetched.
    async fn table(
        &self,
        progress: &dyn Fn(u64, Option<u64>),
    ) -> Result<Cow<'static, [u8]>, Failure>;
}

/// Who computes: the crate `calculators`, linked natively, in the browser a wasm binary of its own that
/// is fetched when it is asked first.
#[allow(
    async_fn_in_trait,
    reason = "used generically on one thread; no Send bound is wanted"
)]
pub trait Calculators {
    /// What the calculators say. Asked again after a failure, they are fetched again.
    ///
    /// # Errors
    /// `calculators-missing` when they cannot be fetched or started, `calculators-crashed` when they
    /// stopped, and what is wrong with their tables.
    async fn calculate(&self, task: &Task) -> Result<Said, Failure>;
}

/// Where settings are kept: beside the main store, since they are wanted even when it is not.
#[allow(
    async_fn_in_trait,
    reason = "used generically on one thread; no Send bound is wanted"
)]
pub trait SettingsStore {
    /// The settings, or the defaults when none were kept yet.
    ///
    /// # Errors
    /// A storage failure; the defaults apply then.
    async fn load(&self) -> Result<Settings, Failure>;

    /// Keeps the settings.
    ///
    /// # Errors
    /// A storage failure; the old ones are still kept then.
    async fn save(&self, settings: &Settings) -> Result<(), Failure>;

    /// Forgets them.
    ///
    /// # Errors
    /// A storage failure.
    async fn clear(&self) -> Result<(), Failure>;
}
