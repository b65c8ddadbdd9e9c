//! Takes the time of an operation: quick ones in batches, all of them warmed up, and what is compared
//! in turns, so that what else the machine does meets both.

use engine::ports::Clock;
use web_sys::Performance;
use worker::platform::{BrowserClock, scope};

use crate::ended::{Ended, Run};
use crate::page::Page;

/// An operation that takes less is timed in batches: a browser's clock is coarse.
const SHORT_MS: f64 = 1.0;
/// Operations in a batch; a percentile is then one of the batches' means.
const BATCH: usize = 200;

/// What was measured.
pub struct Times {
    /// Operations in each of the times.
    pub batch: usize,
    /// Of one operation.
    pub micros: Vec<f64>,
}

/// Takes times, for so long.
pub struct Harness {
    pause: BrowserClock,
    watch: Option<Performance>,
    page: Page,
    patience_ms: f64,
    most: usize,
    least: usize,
    /// How often what is long is done.
    pub repeats: usize,
}

impl Harness {
    /// One for a run of its usual length, or for a look only.
    pub fn new(is_quick: bool, page: Page) -> Self {
        let (patience_ms, most, least, repeats) = if is_quick {
            (150.0, 20, 2, 1)
        } else {
            (3_000.0, 200, 5, 5)
        };
        Self {
            pause: BrowserClock::default(),
            watch: scope().performance(),
            page,
            patience_ms,
            most,
            least,
            repeats,
        }
    }

    /// The page that waits for what is measured.
    pub const fn page(&self) -> &Page {
        &self.page
    }

    /// Milliseconds since some moment.
    pub fn now(&self) -> f64 {
        self.watch.as_ref().map_or(0.0, Performance::now)
    }

    /// Lets a message of the page in.
    ///
    /// # Errors
    /// When it said that the run is to stop.
    pub async fn breathe(&self) -> Run {
        self.pause.pause().await;
        if self.page.has_stopped() {
            Err(Ended::Stopped)
        } else {
            Ok(())
        }
    }

    /// Times `run`, which is told how often it ran before.
    ///
    /// # Errors
    /// That of `run`.
    pub async fn time(&self, mut run: impl AsyncFnMut(usize) -> Run) -> Run<Times> {
        let mut row = Row::warm(self, &mut run).await?;
        let begin = self.now();
        while self.goes_on(begin, self.patience_ms, &[&row]) {
            row.measure(self, &mut run).await?;
        }
        Ok(row.times)
    }

    /// Times two operations in turns.
    ///
    /// # Errors
    /// That of either.
    pub async fn pair(
        &self,
        mut one: impl AsyncFnMut(usize) -> Run,
        mut other: impl AsyncFnMut(usize) -> Run,
    ) -> Run<(Times, Times)> {
        let mut ours = Row::warm(self, &mut one).await?;
        let mut theirs = Row::warm(self, &mut other).await?;
        let begin = self.now();
        while self.goes_on(begin, 2.0 * self.patience_ms, &[&ours, &theirs]) {
            // Both get the same time, in however many turns.
            if ours.spent_ms <= theirs.spent_ms {
                ours.measure(self, &mut one).await?;
            } else {
                theirs.measure(self, &mut other).await?;
            }
        }
        Ok((ours.times, theirs.times))
    }

    fn goes_on(&self, begin: f64, patience_ms: f64, rows: &[&Row]) -> bool {
        let fewest = rows.iter().map(|row| row.times.micros.len()).min();
        let fewest = fewest.unwrap_or(self.most);
        fewest < self.least || (fewest < self.most && self.now() - begin < patience_ms)
    }
}

/// An operation that is being measured.
struct Row {
    count: usize,
    spent_ms: f64,
    times: Times,
}

impl Row {
    /// A tenth of the time to warm up, and to see how long it takes.
    async fn warm(harness: &Harness, run: &mut impl AsyncFnMut(usize) -> Run) -> Run<Self> {
        let (mut count, begin) = (0, harness.now());
        // The first may be slow for reasons of its own; the quickest tells what it takes.
        let mut quickest = f64::INFINITY;
        while count < BATCH && harness.now() - begin < harness.patience_ms / 10.0 || count < 3 {
            let start = harness.now();
            run(count).await?;
            quickest = quickest.min(harness.now() - start);
            count += 1;
        }
        let is_short = quickest < SHORT_MS;
        let times = Times {
            batch: if is_short { BATCH } else { 1 },
            micros: Vec::new(),
        };
        Ok(Self {
            count,
            spent_ms: 0.0,
            times,
        })
    }

    async fn measure(&mut self, harness: &Harness, run: &mut impl AsyncFnMut(usize) -> Run) -> Run {
        harness.breathe().await?;
        let start = harness.now();
        for _ in 0..self.times.batch {
            run(self.count).await?;
            self.count += 1;
        }
        let took = harness.now() - start;
        self.spent_ms += took;
        self.times
            .micros
            .push(took * 1_000.0 / self.times.batch as f64);
        Ok(())
    }
}
