//! The one place that waits: a condition is asked again and again until it holds or its time is up.

use std::{
    thread,
    time::{Duration, Instant},
};

/// How long a page may take to show something before the journey fails. Long, because a busy machine
/// is no bug; speed is measured elsewhere.
pub const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(25);

/// Waits until `look` finds something.
///
/// # Panics
/// When it does not within [`PATIENCE`].
#[track_caller]
pub fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    match within(PATIENCE, look) {
        Some(found) => found,
        None => panic!("waited {} s in vain: {what}", PATIENCE.as_secs()),
    }
}

/// Waits until `look` finds something, or gives up.
pub fn within<T>(patience: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        let found = look();
        if found.is_some() || start.elapsed() > patience {
            return found;
        }
        thread::sleep(PAUSE);
    }
}
