//! Moments in the user's own time zone, as short text.

use js_sys::Date;
use protocol::time::Timestamp;
use wasm_bindgen::JsValue;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The wall clock.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_millis(Date::now() as u64)
}

/// A moment taken apart in local time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

impl Moment {
    /// Takes a moment apart.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        let date = Date::new(&JsValue::from_f64(at.millis() as f64));
        Self {
            year: date.get_full_year(),
            month: date.get_month(),
            day: date.get_date(),
            hour: date.get_hours(),
            minute: date.get_minutes(),
            second: date.get_seconds(),
        }
    }

    /// Reads what a `datetime-local` field holds.
    #[must_use]
    pub fn parse(text: &str) -> Option<Timestamp> {
        let millis = Date::parse(text);
        (millis.is_finite() && millis >= 0.0).then(|| Timestamp::from_millis(millis as u64))
    }

    /// `2026-11-20T08:15`, as a `datetime-local` field and an address hold it.
    #[must_use]
    pub fn field(self) -> String {
        let Self {
            year,
            month,
            day,
            hour,
            minute,
            ..
        } = self;
        format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}", month + 1)
    }

    /// `08:15`.
    #[must_use]
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// `20 Nov`.
    #[must_use]
    pub fn day(self) -> String {
        let month = MONTHS.get(self.month as usize).copied().unwrap_or_default();
        format!("{} {month}", self.day)
    }

    /// `20 Nov 08:15`.
    #[must_use]
    pub fn day_and_clock(self) -> String {
        format!("{} {}", self.day(), self.clock())
    }

    /// `Today`, or the day, with the year when it is another.
    #[must_use]
    pub fn day_name(self) -> String {
        let today = Self::of(now());
        if (self.year, self.month, self.day) == (today.year, today.month, today.day) {
            "Today".to_owned()
        } else if self.year == today.year {
            self.day()
        } else {
            format!("{} {}", self.day(), self.year)
        }
    }

    /// `2026-11-20-081530`, for names of files.
    #[must_use]
    pub fn file_stamp(self) -> String {
        let Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
        } = self;
        format!(
            "{year:04}-{:02}-{day:02}-{hour:02}{minute:02}{second:02}",
            month + 1
        )
    }

    /// Minutes that local time is ahead of UTC at a moment.
    #[must_use]
    pub fn minutes_ahead(at: Timestamp) -> i64 {
        -(Date::new(&JsValue::from_f64(at.millis() as f64)).get_timezone_offset() as i64)
    }
}
