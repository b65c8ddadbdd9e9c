//! The range of time: a preset or two moments, as the address holds it.

use protocol::failure::{Code, Failure};
use protocol::telemetry::Window;
use protocol::time::Timestamp;

use crate::browser::{Moment, now};
use crate::route::Router;

const MINUTE: i64 = 60_000_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// An absolute range is cut into about so many parts.
const PARTS: i64 = 48;
/// Lengths of parts that read well.
const STEPS: [i64; 9] = [
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    DAY,
    7 * DAY,
    30 * DAY,
];

/// A range up to now, by name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Preset {
    /// As the address has it, and as it is shown.
    pub name: &'static str,
    /// How long, µs.
    length: i64,
    /// How long each part, µs.
    step: i64,
}

/// The presets, shortest first.
pub const PRESETS: [Preset; 4] = [
    Preset {
        name: "1h",
        length: HOUR,
        step: 2 * MINUTE,
    },
    Preset {
        name: "24h",
        length: DAY,
        step: HOUR,
    },
    Preset {
        name: "7d",
        length: 7 * DAY,
        step: 6 * HOUR,
    },
    Preset {
        name: "30d",
        length: 30 * DAY,
        step: DAY,
    },
];

/// A range of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Range {
    /// Up to now.
    Preset(Preset),
    /// From one moment to another.
    Absolute(Timestamp, Timestamp),
}

impl Range {
    /// The range of an address; a day when it names none.
    pub fn of(router: Router) -> Self {
        let moment = |name| Moment::parse(&router.value(name)?);
        if let (Some(from), Some(to)) = (moment("from"), moment("to")) {
            return Self::Absolute(from, to);
        }
        let name = router.value("range").unwrap_or_default();
        Self::Preset(
            PRESETS
                .into_iter()
                .find(|preset| preset.name == name)
                .unwrap_or(PRESETS[1]),
        )
    }

    /// What to ask the engine; none when it ends before it starts.
    pub fn window(self) -> Option<Window> {
        let (from, to, step) = match self {
            Self::Preset(preset) => {
                let now = now();
                let to = Timestamp(now.0 + 1);
                (
                    Timestamp(now.0 - preset.length + preset.step),
                    to,
                    preset.step,
                )
            }
            Self::Absolute(from, to) => {
                let wanted = (to.0 - from.0) / PARTS;
                (
                    from,
                    to,
                    STEPS
                        .into_iter()
                        .find(|step| *step >= wanted)
                        .unwrap_or(STEPS[8]),
                )
            }
        };
        let ahead = Moment::minutes_ahead(to) * MINUTE;
        let from = floor(from.0, step, ahead);
        let to = floor(to.0 + step - 1, step, ahead);
        let buckets = u32::try_from((to - from) / step)
            .ok()
            .filter(|buckets| (1..=1_000).contains(buckets))?;
        Some(Window {
            from: Timestamp(from),
            to: Timestamp(to),
            buckets,
        })
    }

    /// The two moments as fields hold them.
    pub fn fields(self) -> (String, String) {
        let (from, to) = match self {
            Self::Absolute(from, to) => (from, to),
            Self::Preset(preset) => (Timestamp(now().0 - preset.length), now()),
        };
        (Moment::of(from).field(), Moment::of(to).field())
    }
}

/// The last boundary of parts at or before a moment, counted from local midnight.
fn floor(at: i64, step: i64, ahead: i64) -> i64 {
    (at + ahead).div_euclid(step) * step - ahead
}

/// How long the parts of a window are, in words for a title.
pub fn part_name(window: &Window) -> String {
    let step = (window.to.0 - window.from.0) / i64::from(window.buckets.max(1));
    match (step / DAY, step / HOUR, step / MINUTE) {
        (1, _, _) => "day".to_owned(),
        (0, 1, _) => "hour".to_owned(),
        (0, 0, 1) => "minute".to_owned(),
        (0, 0, minutes) => format!("{minutes} minutes"),
        (0, hours, _) => format!("{hours} hours"),
        (days, _, _) => format!("{days} days"),
    }
}

/// A moment of a window, as exact as its parts need.
pub fn label(at: Timestamp, window: &Window) -> String {
    let moment = Moment::of(at);
    match window.to.0 - window.from.0 {
        length if length > 8 * DAY => moment.day(),
        length if length > 12 * HOUR => moment.day_and_clock(),
        _ => moment.clock(),
    }
}

/// What to say of a range that cannot be asked for.
pub fn invalid() -> Failure {
    Failure::new(Code::WindowInvalid, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_begin_at_local_boundaries() {
        let half_past_ten = 10 * HOUR + 30 * MINUTE;
        assert_eq!(floor(half_past_ten, HOUR, 0), 10 * HOUR);
        // India is five and a half hours ahead: its hours begin at half past.
        assert_eq!(floor(half_past_ten, HOUR, 330 * MINUTE), half_past_ten);
        assert_eq!(floor(10 * HOUR, DAY, 2 * HOUR), -2 * HOUR);
    }

    #[test]
    fn parts_are_named() {
        let window = |length: i64, buckets| Window {
            from: Timestamp(0),
            to: Timestamp(length),
            buckets,
        };
        assert_eq!(part_name(&window(DAY, 24)), "hour");
        assert_eq!(part_name(&window(7 * DAY, 28)), "6 hours");
        assert_eq!(part_name(&window(HOUR, 30)), "2 minutes");
        assert_eq!(part_name(&window(30 * DAY, 30)), "day");
    }
}
