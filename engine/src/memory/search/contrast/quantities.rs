//! Numbers with their units, in one unit per kind: 640 ms and 0.64 s are the same.

/// Of what kind a number is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Whatever is left out.
    Plain,
    /// Things, named behind it.
    Count,
    /// Parts of one.
    Ratio,
    /// Seconds.
    Time,
    /// Decibels.
    Decibel,
    /// Milliwatts, however they were written.
    Power,
    /// Hertz.
    Frequency,
    /// Metres.
    Length,
    /// Bits a second.
    Rate,
    /// Bytes.
    Size,
    /// Resource blocks.
    Blocks,
    /// Degrees.
    Angle,
    /// Volts.
    Voltage,
    /// Times.
    Repeats,
    /// Minutes since midnight.
    Clock,
    /// Behind these letters, as in A3 and T310.
    Name(u64),
}

/// A number with its unit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Quantity {
    /// In the unit of the kind.
    pub value: f64,
    /// As it was written.
    pub written: f64,
    /// The kind.
    pub unit: Unit,
    /// Which of its units it was written in.
    factor: f64,
}

impl Quantity {
    /// A number as it was written, with the unit behind it.
    #[must_use]
    pub fn new(written: f64, unit: Unit, factor: f64) -> Self {
        let value = match unit {
            // The one unit that is not a multiple of another.
            Unit::Power if factor == 0.0 => 10_f64.powf(written / 10.0),
            _ => written * factor,
        };
        Self {
            value,
            written,
            unit,
            factor,
        }
    }

    /// Whether it is part of a name, as in A3.
    #[must_use]
    pub const fn is_name(&self) -> bool {
        matches!(self.unit, Unit::Name(_))
    }

    /// Whether the two are of one kind; a number of things is one with a bare number.
    #[must_use]
    pub fn is_alike(&self, other: &Self) -> bool {
        let kind = |unit| {
            if unit == Unit::Count {
                Unit::Plain
            } else {
                unit
            }
        };
        kind(self.unit) == kind(other.unit)
    }

    /// Whether it says of what it is a number.
    #[must_use]
    pub fn has_unit(&self) -> bool {
        !matches!(self.unit, Unit::Plain | Unit::Count)
    }

    /// Whether the two are the same; in different units, within what rounding does to them.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let within = |share: f64, a: f64, b: f64| (a - b).abs() <= share * a.abs().max(b.abs());
        let near = |a: f64, b: f64| within(0.012, a, b);
        if self.unit == other.unit && self.factor == other.factor {
            return within(1e-9, self.written, other.written);
        }
        if self.unit == other.unit {
            return near(self.value, other.value);
        }
        match (self.unit, other.unit) {
            (Unit::Name(_), _) | (_, Unit::Name(_)) => false,
            (Unit::Frequency, Unit::Blocks) => blocks(self.value) == Some(other.value),
            (Unit::Blocks, Unit::Frequency) => blocks(other.value) == Some(self.value),
            // 50 is not 50 %; other numbers may leave their unit out.
            (Unit::Plain, Unit::Ratio) | (Unit::Ratio, Unit::Plain) => {
                near(self.value, other.value)
            }
            (Unit::Count, Unit::Plain) | (Unit::Plain, Unit::Count) => self.value == other.value,
            (Unit::Count, Unit::Repeats) | (Unit::Repeats, Unit::Count) => {
                self.value == other.value
            }
            (Unit::Count, _) | (_, Unit::Count) => false,
            (Unit::Plain, _) => {
                near(self.written, other.written) || near(self.written, other.value)
            }
            (_, Unit::Plain) => {
                near(self.written, other.written) || near(self.value, other.written)
            }
            _ => false,
        }
    }
}

/// Resource blocks of an LTE carrier of this bandwidth (TS 36.104, table 5.6-1).
fn blocks(hertz: f64) -> Option<f64> {
    let table = [
        (1.4e6, 6.0),
        (3e6, 15.0),
        (5e6, 25.0),
        (10e6, 50.0),
        (15e6, 75.0),
        (20e6, 100.0),
    ];
    let found = table.iter().find(|(of, _)| (of - hertz).abs() < 1.0);
    found.map(|(_, blocks)| *blocks)
}

/// The unit of this name, and what makes the kind's unit of it; 0 for a level in decibels over a
/// milliwatt.
#[must_use]
pub fn unit(name: &str) -> Option<(Unit, f64)> {
    let found = match name {
        "%" | "percent" | "pct" => (Unit::Ratio, 0.01),
        "permille" | "‰" => (Unit::Ratio, 0.001),
        "ppm" => (Unit::Ratio, 1e-6),
        "ppb" => (Unit::Ratio, 1e-9),
        "ns" | "nanosecond" | "nanoseconds" => (Unit::Time, 1e-9),
        "us" | "µs" | "μs" | "microsecond" | "microseconds" => (Unit::Time, 1e-6),
        "ms" | "msec" | "millisecond" | "milliseconds" => (Unit::Time, 1e-3),
        "s" | "sec" | "secs" | "second" | "seconds" => (Unit::Time, 1.0),
        "min" | "mins" | "minute" | "minutes" => (Unit::Time, 60.0),
        "h" | "hr" | "hrs" | "hour" | "hours" => (Unit::Time, 3600.0),
        "d" | "day" | "days" | "nights" => (Unit::Time, 86_400.0),
        "week" | "weeks" => (Unit::Time, 604_800.0),
        "fortnight" | "fortnights" => (Unit::Time, 1_209_600.0),
        "month" | "months" => (Unit::Time, 2_629_800.0),
        "year" | "years" => (Unit::Time, 31_557_600.0),
        "db" | "decibel" | "decibels" | "dbi" | "dbd" => (Unit::Decibel, 1.0),
        "dbm" => (Unit::Power, 0.0),
        "mw" | "milliwatt" | "milliwatts" => (Unit::Power, 1.0),
        "w" | "watt" | "watts" => (Unit::Power, 1e3),
        "kw" | "kilowatt" | "kilowatts" => (Unit::Power, 1e6),
        "hz" | "hertz" => (Unit::Frequency, 1.0),
        "khz" | "kilohertz" => (Unit::Frequency, 1e3),
        "mhz" | "megahertz" => (Unit::Frequency, 1e6),
        "ghz" | "gigahertz" => (Unit::Frequency, 1e9),
        "mm" | "millimetre" | "millimetres" | "millimeters" => (Unit::Length, 1e-3),
        "cm" | "centimetre" | "centimetres" | "centimeters" => (Unit::Length, 1e-2),
        "m" | "metre" | "metres" | "meter" | "meters" => (Unit::Length, 1.0),
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => (Unit::Length, 1e3),
        "kbps" | "kbit" | "kbits" => (Unit::Rate, 1e3),
        "mbps" | "mbit" | "mbits" | "megabit" | "megabits" => (Unit::Rate, 1e6),
        "gbps" | "gbit" | "gbits" | "gigabit" | "gigabits" => (Unit::Rate, 1e9),
        "bytes" | "byte" => (Unit::Size, 1.0),
        "kb" | "kib" | "kilobyte" | "kilobytes" => (Unit::Size, 1e3),
        "mb" | "mib" | "megabyte" | "megabytes" => (Unit::Size, 1e6),
        "gb" | "gib" | "gigabyte" | "gigabytes" => (Unit::Size, 1e9),
        "tb" | "tib" | "terabyte" | "terabytes" => (Unit::Size, 1e12),
        "prb" | "prbs" | "rb" | "rbs" => (Unit::Blocks, 1.0),
        "°" | "degree" | "degrees" | "deg" => (Unit::Angle, 1.0),
        "v" | "volt" | "volts" => (Unit::Voltage, 1.0),
        "mv" | "millivolt" | "millivolts" => (Unit::Voltage, 1e-3),
        "times" | "repeats" | "retries" | "attempts" => (Unit::Repeats, 1.0),
        _ => return None,
    };
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_amount_is_the_same_however_it_is_written() {
        let of = |written, name| {
            let (unit, factor) = unit(name).unwrap();
            Quantity::new(written, unit, factor)
        };
        let plain = |written| Quantity::new(written, Unit::Plain, 1.0);
        assert!(of(640.0, "ms").is(&of(0.64, "s")));
        assert!(of(14.0, "days").is(&of(2.0, "weeks")));
        assert!(of(23.0, "dbm").is(&of(200.0, "mw")));
        assert!(of(20.0, "mhz").is(&of(100.0, "prb")));
        assert!(of(-110.0, "dbm").is(&plain(-110.0)));
        for other in [
            of(64.0, "ms"),
            of(640.0, "s"),
            of(-640.0, "ms"),
            plain(64.0),
        ] {
            assert!(!of(640.0, "ms").is(&other), "{other:?}");
        }
        assert!(!of(3.0, "db").is(&of(3.0, "dbm")));
    }
}
