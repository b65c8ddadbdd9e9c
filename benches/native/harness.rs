//! Takes the time of an operation: quick ones in batches, all of them warmed up.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// An operation that takes less is timed in batches: the clock itself takes a part of a microsecond.
const SHORT: Duration = Duration::from_millis(1);
/// Operations in a batch; a percentile is then one of the batches' means.
const BATCH: usize = 200;

/// Which time counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// That of the processor, for what only computes: others on the machine take nothing of it.
    Processor,
    /// That on the wall, for what waits for the disk.
    Wall,
}

/// How long to look.
#[derive(Clone, Copy)]
pub struct Harness {
    /// For one row.
    patience: Duration,
    /// Batches, or single operations that are long.
    most: usize,
    least: usize,
}

/// What was measured.
pub struct Measured {
    pub watch: Watch,
    /// Operations in each of the times.
    pub batch: usize,
    /// Of one operation, µs.
    pub micros: Vec<f64>,
}

impl Measured {
    /// What was timed one by one.
    pub fn of(watch: Watch, times: &[Duration]) -> Self {
        Self {
            watch,
            batch: 1,
            micros: times.iter().map(|took| took.as_secs_f64() * 1e6).collect(),
        }
    }
}

impl Harness {
    pub const fn of(is_quick: bool) -> Self {
        if is_quick {
            Self {
                patience: Duration::from_millis(300),
                most: 20,
                least: 2,
            }
        } else {
            Self {
                patience: Duration::from_secs(3),
                most: 100,
                least: 5,
            }
        }
    }

    /// Whether this run is a short one.
    pub const fn is_quick(&self) -> bool {
        self.least == 2
    }

    /// Times `run`, which is told how often it ran before.
    pub fn time(self, watch: Watch, mut run: impl FnMut(usize)) -> Measured {
        let (mut count, mut warm) = (0, Duration::ZERO);
        // A tenth of the time to warm up, and to see how long it takes.
        while count < BATCH && warm < self.patience / 10 {
            let start = now(watch);
            run(count);
            warm += now(watch).saturating_sub(start);
            count += 1;
        }
        let is_short = warm < SHORT * u32::try_from(count).unwrap_or(u32::MAX);
        let batch = if is_short { BATCH } else { 1 };
        let (begin, mut micros) = (Instant::now(), Vec::new());
        while micros.len() < self.least
            || (micros.len() < self.most && begin.elapsed() < self.patience)
        {
            let start = now(watch);
            for _ in 0..batch {
                run(count);
                count += 1;
            }
            let took = now(watch).saturating_sub(start);
            micros.push(took.as_secs_f64() * 1e6 / batch as f64);
        }
        Measured {
            watch,
            batch,
            micros,
        }
    }

    /// How often to do what is long.
    pub const fn times(self, full: usize) -> usize {
        if self.is_quick() { 1 } else { full }
    }
}

/// Since some moment.
pub fn now(watch: Watch) -> Duration {
    let clock = match watch {
        Watch::Processor => ClockId::ThreadCPUTime,
        Watch::Wall => ClockId::Monotonic,
    };
    let since = clock_gettime(clock);
    let seconds = u64::try_from(since.tv_sec).unwrap_or_default();
    let rest = u64::try_from(since.tv_nsec).unwrap_or_default();
    Duration::from_secs(seconds) + Duration::from_nanos(rest)
}
