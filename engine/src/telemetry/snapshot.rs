//! Events of a window, summed up per part of it, in all, and by kind of question.

use protocol::answer::QueryKind;
use protocol::failure::{Code, Failure};
use protocol::ids::FactId;
use protocol::records::Verdict;
use protocol::telemetry::{Bucket, Outcome, Snapshot, Tally, Verdicts, Window};
use protocol::time::Timestamp;

use super::{Histogram, Recorded};
use crate::sort;

const MAX_BUCKETS: u32 = 1_000;

#[derive(Default)]
struct Count {
    asked: u64,
    refused: u64,
    failed: u64,
    worker: Histogram,
    page: Histogram,
}

impl Count {
    fn add(&mut self, recorded: &Recorded) {
        let event = &recorded.event;
        self.asked += 1;
        match event.outcome {
            Outcome::Answered => {}
            Outcome::Refused => self.refused += 1,
            Outcome::Failed => self.failed += 1,
        }
        if event.worker_micros > 0 {
            self.worker.record(event.worker_micros);
        }
        if event.page_micros > 0 {
            self.page.record(event.page_micros);
        }
    }

    fn tally(&self) -> Tally {
        Tally {
            asked: self.asked,
            refused: self.refused,
            failed: self.failed,
            worker: self.worker.quantiles(),
            page: self.page.quantiles(),
        }
    }
}

/// Whether a window can be summed up.
///
/// # Errors
/// `window-invalid` unless it ends after it starts and has 1 to 1,000 parts.
pub fn check(window: Window) -> Result<(), Failure> {
    if window.from < window.to && (1..=MAX_BUCKETS).contains(&window.buckets) {
        Ok(())
    } else {
        Err(Failure::new(Code::WindowInvalid, ""))
    }
}

/// Sums up the events of a checked window; `verdict` tells what counts for a response now.
#[must_use]
pub fn summarise(
    window: Window,
    events: &[Recorded],
    verdict: impl Fn(FactId) -> Option<Verdict>,
) -> Snapshot {
    let mut total = Count::default();
    let mut kinds: Vec<(QueryKind, Count)> = Vec::new();
    let mut parts: Vec<Option<Count>> = Vec::new();
    parts.resize_with(window.buckets as usize, || None);
    let mut verdicts = Verdicts::default();
    let mut answers: Vec<FactId> = Vec::new();
    for recorded in events {
        let at = recorded.event.at;
        if at < window.from || at >= window.to {
            continue;
        }
        total.add(recorded);
        let kind = recorded.event.kind;
        match kinds.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, count)) => count.add(recorded),
            None => {
                let mut count = Count::default();
                count.add(recorded);
                kinds.push((kind, count));
            }
        }
        if let Some(part) = parts.get_mut(part_of(window, at) as usize) {
            part.get_or_insert_default().add(recorded);
        }
        if recorded.event.outcome == Outcome::Answered {
            answers.extend(recorded.response);
        }
    }
    sort::by_key(&mut kinds, |(kind, _)| *kind);
    sort::by_key(&mut answers, |answer| *answer);
    answers.dedup();
    for answer in answers {
        match verdict(answer) {
            Some(Verdict::Worked) => verdicts.worked += 1,
            Some(Verdict::Partly) => verdicts.partly += 1,
            Some(Verdict::DidNotWork) => verdicts.did_not_work += 1,
            Some(Verdict::Withdrawn) | None => verdicts.open += 1,
        }
    }
    Snapshot {
        window,
        buckets: (0..)
            .zip(&parts)
            .map(|(part, count)| Bucket {
                start: start_of(window, part),
                tally: count.as_ref().map(Count::tally).unwrap_or_default(),
            })
            .collect(),
        total: total.tally(),
        by_kind: kinds
            .into_iter()
            .map(|(kind, count)| (kind, count.tally()))
            .collect(),
        verdicts,
    }
}

fn part_of(window: Window, at: Timestamp) -> u32 {
    let length = i128::from(window.to.0) - i128::from(window.from.0);
    let offset = i128::from(at.0) - i128::from(window.from.0);
    u32::try_from(offset * i128::from(window.buckets) / length).unwrap_or(0)
}

fn start_of(window: Window, part: u32) -> Timestamp {
    let length = i128::from(window.to.0) - i128::from(window.from.0);
    let parts = i128::from(window.buckets);
    // Rounded up: the first moment that `part_of` puts into this part.
    let offset = (length * i128::from(part) + parts - 1) / parts;
    Timestamp(window.from.0 + i64::try_from(offset).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use protocol::telemetry::Event;

    use super::*;

    fn event(at: i64, outcome: Outcome, page_micros: u64) -> Recorded {
        Recorded {
            event: Event {
                at: Timestamp(at),
                kind: QueryKind::Parameter,
                outcome,
                worker_micros: 1_000,
                page_micros,
                saved_micros: 0,
            },
            response: Some(FactId::of(&at.to_be_bytes())),
            nonce: 0,
        }
    }

    #[test]
    fn each_event_is_counted_in_its_part_once() {
        let window = Window {
            from: Timestamp(100),
            to: Timestamp(200),
            buckets: 3,
        };
        let events = [
            event(99, Outcome::Answered, 5),
            event(100, Outcome::Answered, 30),
            event(133, Outcome::Refused, 0),
            event(134, Outcome::Failed, 0),
            event(199, Outcome::Answered, 40),
            event(200, Outcome::Answered, 5),
        ];
        let worked = FactId::of(&100_i64.to_be_bytes());
        let shown = summarise(window, &events, |id| {
            (id == worked).then_some(Verdict::Worked)
        });
        let asked: Vec<u64> = shown
            .buckets
            .iter()
            .map(|bucket| bucket.tally.asked)
            .collect();
        assert_eq!(asked, [2, 1, 1]);
        assert_eq!(
            (shown.total.asked, shown.total.refused, shown.total.failed),
            (4, 1, 1)
        );
        assert_eq!(
            shown.total.page.map(|page| (page.n, page.p50_micros)),
            Some((2, 30))
        );
        assert_eq!((shown.verdicts.worked, shown.verdicts.open), (1, 1));
        for bucket in &shown.buckets {
            assert_eq!(
                part_of(window, bucket.start),
                (bucket.start.0 as u32 - 100) * 3 / 100
            );
        }
    }

    #[test]
    fn a_window_that_ends_before_it_starts_is_refused() {
        let window = |from, to, buckets| Window {
            from: Timestamp(from),
            to: Timestamp(to),
            buckets,
        };
        assert!(check(window(1, 2, 1)).is_ok());
        assert!(check(window(2, 2, 1)).is_err());
        assert!(check(window(1, 2, 0)).is_err());
        assert!(check(window(1, 2, 1_001)).is_err());
    }
}
