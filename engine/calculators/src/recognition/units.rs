//! Units that are written behind numbers, and what a number is in another one.

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dimension {
    /// In Hz.
    Frequency,
    /// In metres.
    Length,
    /// In seconds.
    Time,
    /// dBm.
    Level,
    /// dB.
    Ratio,
    /// dBi.
    Gain,
    /// In watts.
    Power,
    /// In km/h.
    Speed,
    /// In degrees.
    Angle,
    /// In kelvins.
    Temperature,
    /// In parts of one.
    Share,
    /// Slots, whose length depends.
    Slots,
}

/// A unit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Unit {
    /// What it measures.
    pub dimension: Dimension,
    /// One of it in the dimension's own unit.
    pub scale: f64,
}

impl Unit {
    const fn new(dimension: Dimension, scale: f64) -> Self {
        Self { dimension, scale }
    }

    /// Numbers in it are seldom a thousand or more: a comma is that of a fraction.
    pub fn is_small(self) -> bool {
        self.scale >= 1e9 || !matches!(self.dimension, Dimension::Frequency | Dimension::Length)
    }
}

use Dimension::{
    Angle, Frequency, Gain, Length, Level, Power, Ratio, Share, Slots, Speed, Temperature, Time,
};

/// Units as they are typed, in lower case; the longer first where one begins with the other.
const UNITS: &[(&str, Unit)] = &[
    ("microwatts", Unit::new(Power, 1e-6)),
    ("microwatt", Unit::new(Power, 1e-6)),
    ("nanowatts", Unit::new(Power, 1e-9)),
    ("nanowatt", Unit::new(Power, 1e-9)),
    ("kilohertz", Unit::new(Frequency, 1e3)),
    ("megahertz", Unit::new(Frequency, 1e6)),
    ("gigahertz", Unit::new(Frequency, 1e9)),
    ("hertz", Unit::new(Frequency, 1.0)),
    ("decibels", Unit::new(Ratio, 1.0)),
    ("decibel", Unit::new(Ratio, 1.0)),
    ("km/hr", Unit::new(Speed, 1.0)),
    ("msecs", Unit::new(Time, 1e-3)),
    ("secs", Unit::new(Time, 1.0)),
    ("kmph", Unit::new(Speed, 1.0)),
    ("kilometers", Unit::new(Length, 1e3)),
    ("kilometres", Unit::new(Length, 1e3)),
    ("kilometer", Unit::new(Length, 1e3)),
    ("kilometre", Unit::new(Length, 1e3)),
    ("microseconds", Unit::new(Time, 1e-6)),
    ("microsecond", Unit::new(Time, 1e-6)),
    ("milliseconds", Unit::new(Time, 1e-3)),
    ("millisecond", Unit::new(Time, 1e-3)),
    ("radioframes", Unit::new(Time, 1e-2)),
    ("radioframe", Unit::new(Time, 1e-2)),
    ("milliwatts", Unit::new(Power, 1e-3)),
    ("milliwatt", Unit::new(Power, 1e-3)),
    ("kelvins", Unit::new(Temperature, 1.0)),
    ("kelvin", Unit::new(Temperature, 1.0)),
    ("degrees", Unit::new(Angle, 1.0)),
    ("percent", Unit::new(Share, 1e-2)),
    ("seconds", Unit::new(Time, 1.0)),
    ("degree", Unit::new(Angle, 1.0)),
    ("second", Unit::new(Time, 1.0)),
    ("meters", Unit::new(Length, 1.0)),
    ("metres", Unit::new(Length, 1.0)),
    ("frames", Unit::new(Time, 1e-2)),
    ("meter", Unit::new(Length, 1.0)),
    ("metre", Unit::new(Length, 1.0)),
    ("miles", Unit::new(Length, 1_609.344)),
    ("watts", Unit::new(Power, 1.0)),
    ("slots", Unit::new(Slots, 1.0)),
    ("slot", Unit::new(Slots, 1.0)),
    ("msec", Unit::new(Time, 1e-3)),
    ("usec", Unit::new(Time, 1e-6)),
    ("watt", Unit::new(Power, 1.0)),
    ("km/h", Unit::new(Speed, 1.0)),
    ("mile", Unit::new(Length, 1_609.344)),
    ("degs", Unit::new(Angle, 1.0)),
    ("dbm", Unit::new(Level, 1.0)),
    ("khz", Unit::new(Frequency, 1e3)),
    ("mhz", Unit::new(Frequency, 1e6)),
    ("ghz", Unit::new(Frequency, 1e9)),
    ("dbi", Unit::new(Gain, 1.0)),
    ("kmh", Unit::new(Speed, 1.0)),
    ("kph", Unit::new(Speed, 1.0)),
    ("mph", Unit::new(Speed, 1.609_344)),
    ("m/s", Unit::new(Speed, 3.6)),
    ("deg", Unit::new(Angle, 1.0)),
    ("sec", Unit::new(Time, 1.0)),
    ("rfs", Unit::new(Time, 1e-2)),
    ("km", Unit::new(Length, 1e3)),
    ("cm", Unit::new(Length, 1e-2)),
    ("hz", Unit::new(Frequency, 1.0)),
    ("db", Unit::new(Ratio, 1.0)),
    ("mw", Unit::new(Power, 1e-3)),
    ("uw", Unit::new(Power, 1e-6)),
    ("µw", Unit::new(Power, 1e-6)),
    ("nw", Unit::new(Power, 1e-9)),
    ("kw", Unit::new(Power, 1e3)),
    ("ms", Unit::new(Time, 1e-3)),
    ("us", Unit::new(Time, 1e-6)),
    ("µs", Unit::new(Time, 1e-6)),
    ("μs", Unit::new(Time, 1e-6)),
    ("ns", Unit::new(Time, 1e-9)),
    ("rf", Unit::new(Time, 1e-2)),
    ("m", Unit::new(Length, 1.0)),
    ("s", Unit::new(Time, 1.0)),
    ("w", Unit::new(Power, 1.0)),
    ("°", Unit::new(Angle, 1.0)),
    ("%", Unit::new(Share, 1e-2)),
];
/// Short forms that mean something else in small letters or with a blank before.
const GLUED: &[(&str, Unit)] = &[
    ("M", Unit::new(Frequency, 1e6)),
    ("k", Unit::new(Frequency, 1e3)),
    ("G", Unit::new(Frequency, 1e9)),
];

/// The unit of a name, in any case.
pub fn named(name: &str) -> Option<Unit> {
    let found = UNITS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, unit)| *unit)
}

/// The unit at the beginning of what follows a number, and its length with the blank or hyphen before.
pub fn after(text: &str) -> (Option<Unit>, usize) {
    let whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    if let Some((name, unit)) = GLUED
        .iter()
        .find(|(name, _)| text.strip_prefix(*name).is_some_and(whole))
    {
        return (Some(*unit), name.len());
    }
    // `1S` is a slot.
    if text.strip_prefix('S').is_some_and(whole) {
        return (None, 0);
    }
    let rest = text.strip_prefix([' ', '-', '\u{a0}']).unwrap_or(text);
    let blank = text.len() - rest.len();
    if let Some(unit) = rest
        .strip_prefix('K')
        .filter(|rest| whole(rest))
        .map(|_| Unit::new(Temperature, 1.0))
    {
        return (Some(unit), blank + 1);
    }
    let found = UNITS.iter().find(|(name, _)| {
        let begins = rest
            .get(..name.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        // `20 w/ 4 layers` says no watts.
        let with = |rest: &str| *name == "w" && rest.starts_with('/');
        begins
            && rest
                .get(name.len()..)
                .is_some_and(|rest| whole(rest) && !with(rest))
    });
    match found {
        Some((name, unit)) => (Some(*unit), blank + name.len()),
        None => (None, 0),
    }
}

/// What an input's own unit measures; `None` where it has none, or one that only it has.
pub fn wanted(unit: &str) -> Option<Unit> {
    match unit {
        "radio frames" => named("rf"),
        "K" => named("kelvin"),
        other => named(other),
    }
}

/// A number of one unit in another; `None` where they do not measure the same.
pub fn convert(value: f64, from: Unit, to: Unit) -> Option<f64> {
    let converted = match (from.dimension, to.dimension) {
        (one, other) if one == other => {
            if from.scale == to.scale {
                return Some(value);
            }
            value * from.scale / to.scale
        }
        (Gain, Ratio) => value,
        (Power, Level) => 10.0 * (value * from.scale * 1e3).log10(),
        _ => return None,
    };
    // What the two steps lose lies beyond the ninth decimal.
    let rounded = (converted * 1e9).round() / 1e9;
    rounded.is_finite().then_some(rounded)
}

/// `dBm` or `dB`, of a unit that is one of both.
pub fn level_name(unit: Unit) -> Option<&'static str> {
    match unit.dimension {
        Level => Some("dBm"),
        Ratio | Gain => Some("dB"),
        _ => None,
    }
}
