//! The time of this machine.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use engine::ports::Clock;
use protocol::time::Timestamp;

/// The system's wall clock, and its steady one from the moment this was made.
pub struct SystemClock(Instant);

impl SystemClock {
    /// Starts the stop watch.
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        // A clock set before 1970 counts as 1970: stamps rise by themselves from there.
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }

    fn micros(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// The engine's thread takes one request after the other: nothing waits that could go first.
    async fn pause(&self) {}
}
