//! Names in a question that are values of inputs: bands, preamble formats, events, fields, patterns.

use protocol::calculator::{Named, Value};

use super::filling::Found;
use super::reading::{Reading, Token};

/// One pattern of slots as it is written: `DDDSU`, `7D 6:4:4 2U`.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Pattern {
    /// Slots of downlink, symbols of downlink and uplink between them, slots of uplink.
    pub dl_slots: f64,
    /// Symbols of downlink in the mixed slot.
    pub dl_symbols: f64,
    /// Symbols of uplink in the mixed slot.
    pub ul_symbols: f64,
    /// Slots of uplink.
    pub ul_slots: f64,
    /// Whether one slot is mixed.
    pub mixed: bool,
}

/// Whether a quantity or a field is a level in dBm; the others are ratios in dB.
pub fn is_level(name: &str) -> bool {
    const LEVELS: [&str; 10] = [
        "RSRP",
        "RSCP",
        "RXLEV",
        "RSSI",
        "RxLevMin",
        "p-Max",
        "TargetPower",
        "Nominal",
        "BlockPower",
        "SignalPower",
    ];
    LEVELS.iter().any(|level| name.contains(level))
}

/// The unit of an enumerated field, by its name.
pub fn unit_of(field: &str) -> &'static str {
    let timer = field
        .strip_prefix(['t', 'T'])
        .is_some_and(|rest| rest.starts_with('3'));
    match field {
        "timeToTrigger" | "dl-UL-TransmissionPeriodicity" => "ms",
        _ if timer => "ms",
        "cellIndividualOffset" | "q-OffsetCell" | "q-Hyst" | "powerRampingStep" => "dB",
        "preambleInitialReceivedTargetPower" => "dBm",
        _ => "",
    }
}

/// What was found: first token, token after the last, value.
pub type Name = (usize, usize, Found);

/// Names of LTE layers as engineers call them, and their bands.
const LAYERS: [(&str, &str); 8] = [
    ("l700", "B28"),
    ("l800", "B20"),
    ("l900", "B8"),
    ("l1800", "B3"),
    ("l2100", "B1"),
    ("l2300", "B40"),
    ("l2600", "B7"),
    ("l1900", "B2"),
];

/// The fields with a scale: their names in the table, and how they are written.
const SCALED: &[(&str, &str)] = &[
    ("hysteresis", "hysteresis hyst hys"),
    ("a3-Offset", "a3offset a3off a3eventoffset"),
    ("a6-Offset", "a6offset"),
    (
        "q-RxLevMin (UTRA carrier)",
        "qrxlevminutra utraqrxlevmin qrxlevminofautracarrier qrxlevminforutra",
    ),
    (
        "q-RxLevMin (GERAN)",
        "qrxlevmingeran geranqrxlevmin qrxlevminforgeran",
    ),
    (
        "q-RxLevMin",
        "qrxlevmin eutraqrxlevmin eutranqrxlevmin qrxlevelmin rxlevmin minrxlev minrxlevel minimumrxlevel minimumrxlev minimumreceivelevel",
    ),
    ("q-QualMin", "qqualmin qualmin"),
    ("threshX-HighP", "threshxhighp"),
    ("threshX-LowP", "threshxlowp"),
    ("threshX-HighQ", "threshxhighq"),
    ("threshX-LowQ", "threshxlowq"),
    ("threshX-High", "threshxhigh"),
    ("threshX-Low", "threshxlow"),
    ("s-IntraSearchP", "sintrasearchp"),
    ("s-IntraSearchQ", "sintrasearchq"),
    ("s-NonIntraSearchP", "snonintrasearchp"),
    ("s-NonIntraSearch", "snonintrasearch"),
    ("s-IntraSearch", "sintrasearch"),
    ("threshServingLowP", "threshservinglowp"),
    ("threshServingLow", "threshservinglow"),
    ("p-Max", "pmax"),
    (
        "t-Reselection",
        "treselection treselectionnr treselectioneutra",
    ),
    ("preambleReceivedTargetPower", "preamblereceivedtargetpower"),
    ("p0-NominalWithGrant", "p0nominalwithgrant"),
    ("p0-NominalPUSCH", "p0nominalpusch"),
    (
        "ss-PBCH-BlockPower",
        "sspbchblockpower ssbpower sspbchpower",
    ),
    ("referenceSignalPower", "referencesignalpower"),
];
/// Fields of these names are only in LTE's tables.
pub const LTE_ONLY: [&str; 10] = [
    "referenceSignalPower",
    "p0-NominalPUSCH",
    "threshX-High",
    "threshX-Low",
    "s-IntraSearch",
    "s-NonIntraSearch",
    "threshServingLow",
    "preambleInitialReceivedTargetPower",
    "nB",
    "q-RxLevMin (UTRA carrier)",
];
/// The fields with a list of values, the same way.
const ENUMERATED: &[(&str, &str)] = &[
    (
        "preambleInitialReceivedTargetPower",
        "preambleinitialreceivedtargetpower",
    ),
    ("timeToTrigger", "timetotrigger ttt"),
    ("cellIndividualOffset", "cellindividualoffset cio"),
    ("q-OffsetCell", "qoffsetcell qoffset"),
    (
        "filterCoefficient",
        "filtercoefficient filtercoefficientrsrp filtercoeff",
    ),
    ("q-Hyst", "qhyst"),
    ("t310 (dedicated)", "t310dedicated dedicatedt310"),
    ("t310", "t310"),
    ("t311", "t311"),
    ("t301", "t301"),
    ("t300", "t300"),
    ("t319", "t319"),
    ("t304", "t304"),
    ("n310", "n310"),
    ("n311", "n311"),
    ("defaultPagingCycle", "defaultpagingcycle pagingcycle"),
    ("nB", "nb"),
    ("si-WindowLength", "siwindowlength siwindow"),
    ("si-Periodicity", "siperiodicity"),
    ("preambleTransMax", "preambletransmax"),
    ("powerRampingStep", "powerrampingstep rampingstep"),
    ("alpha", "alpha"),
    (
        "dl-UL-TransmissionPeriodicity",
        "dlultransmissionperiodicity",
    ),
    ("modificationPeriodCoeff", "modificationperiodcoeff"),
];

/// The first name of a kind.
pub fn find(kind: &str, labels: &[(&str, bool)], reading: &Reading, used: &[bool]) -> Option<Name> {
    match kind {
        "band" => band(reading, 'n'),
        "lteband" => band(reading, 'b').or_else(|| layer(reading)),
        "format" => format(reading, labels),
        "event" => token(reading, |key| {
            let is_event = matches!(key, "a1" | "a2" | "a3" | "a4" | "a5" | "a6" | "b1" | "b2");
            is_event.then(|| key.to_ascii_uppercase())
        }),
        // `q-Hyst` is no `hyst`.
        "scaled" => {
            let listed = field(reading, ENUMERATED);
            field(reading, SCALED).filter(|one| {
                let inside = |other: &Name| {
                    other.0 <= one.0 && one.1 <= other.1 && other.1 - other.0 > one.1 - one.0
                };
                !listed.as_ref().is_some_and(inside)
            })
        }
        "enumerated" => field(reading, ENUMERATED),
        "spelt" => spelt(reading, used),
        "pattern" => pattern(reading),
        _ => None,
    }
}

fn token(reading: &Reading, name: impl Fn(&str) -> Option<String>) -> Option<Name> {
    let mut tokens = reading.tokens.iter().enumerate();
    tokens.find_map(|(at, token)| Some((at, at + 1, Found::Word(name(&token.key)?))))
}

/// `n78`, `B20`, `band 20`.
fn band(reading: &Reading, letter: char) -> Option<Name> {
    let digits = |text: &str| {
        !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let shown = |number: &str| match letter {
        'n' => format!("n{number}"),
        _ => format!("B{number}"),
    };
    let is_timer = |key: &str| matches!(key, "n310" | "n311" | "n313" | "n314");
    let by_letter = token(reading, |key| {
        let number = key.strip_prefix(letter)?;
        (digits(number) && !is_timer(key)).then(|| shown(number))
    });
    by_letter.or_else(|| {
        let run = reading
            .runs
            .iter()
            .find(|run| run.key.strip_prefix("band").is_some_and(digits))?;
        let number = run.key.strip_prefix("band")?;
        Some((run.first, run.next, Found::Word(shown(number))))
    })
}

fn layer(reading: &Reading) -> Option<Name> {
    token(reading, |key| {
        let found = LAYERS.iter().find(|(layer, _)| *layer == key);
        found.map(|(_, band)| (*band).to_owned())
    })
}

/// `B4`, or a digit behind `format`.
fn format(reading: &Reading, labels: &[(&str, bool)]) -> Option<Name> {
    let short = token(reading, |key| {
        let is_short = matches!(
            key,
            "a1" | "a2" | "a3" | "b1" | "b2" | "b3" | "b4" | "c0" | "c2"
        );
        is_short.then(|| key.to_ascii_uppercase())
    });
    short.or_else(|| {
        reading.runs.iter().find_map(|run| {
            let digit = labels
                .iter()
                .find_map(|(label, _)| run.key.strip_prefix(label))?;
            let number = digit.trim_start_matches(|c: char| c.is_ascii_lowercase());
            let is_digit = number.len() == 1
                && digit.len() <= 2
                && number.bytes().all(|byte| byte.is_ascii_digit());
            let name = || Found::Word(digit.to_ascii_uppercase());
            is_digit.then(|| (run.first, run.next, name()))
        })
    })
}

/// The field whose name is the longest run.
fn field(reading: &Reading, fields: &[(&str, &str)]) -> Option<Name> {
    let mut best: Option<(usize, Name)> = None;
    for (name, keys) in fields {
        for key in keys.split(' ') {
            let longer = best.as_ref().is_none_or(|(length, _)| key.len() > *length);
            if let Some(run) = reading.find(key).filter(|_| longer) {
                let found = Found::Word((*name).to_owned());
                best = Some((key.len(), (run.first, run.next, found)));
            }
        }
    }
    best.map(|(_, name)| name)
}

/// The words by which fields and their values are known.
pub fn words() -> impl Iterator<Item = &'static str> {
    let fields = SCALED.iter().chain(ENUMERATED);
    let keys = fields.flat_map(|(_, keys)| keys.split(' '));
    keys.chain(SPELT.iter().map(|(key, _)| *key))
}

/// Values that have names in the ASN.1.
const SPELT: [(&str, &str); 8] = [
    ("fourt", "fourT"),
    ("twot", "twoT"),
    ("onet", "oneT"),
    ("halft", "halfT"),
    ("quartert", "quarterT"),
    ("oneeightht", "oneEighthT"),
    ("onesixteentht", "oneSixteenthT"),
    ("onethirtysecondt", "oneThirtySecondT"),
];

/// A value by its name in the ASN.1, such as `halfT`.
fn spelt(reading: &Reading, used: &[bool]) -> Option<Name> {
    let by_name = SPELT.iter().find_map(|(key, name)| {
        let run = reading.find(key)?;
        Some((run.first, run.next, Found::Word((*name).to_owned())))
    });
    let free = |at: usize| used.get(at) == Some(&false);
    by_name.or_else(|| {
        let mut tokens = reading.tokens.iter().enumerate();
        tokens.find_map(|(at, token)| {
            let number = token.number?;
            let count = number.inside && token.key.starts_with('n');
            (count && free(at) && at > 0).then(|| (at, at + 1, Found::Number(number.value)))
        })
    })
}

/// `DDDSU`, `7D 6:4:4 2U`, `7D1S2U`; two where two are written.
pub fn pattern(reading: &Reading) -> Option<Name> {
    let (mut first, mut next) = (None, 0);
    let mut found: Vec<Pattern> = Vec::new();
    let mut open = Pattern::default();
    let mut symbols: Vec<f64> = Vec::new();
    for (at, token) in reading.tokens.iter().enumerate() {
        if let Some(letters) = slots(&token.key) {
            for (count, letter) in letters {
                match letter {
                    'd' => {
                        if open.ul_slots > 0.0 {
                            found.push(std::mem::take(&mut open));
                        }
                        open.dl_slots += count;
                    }
                    'u' => open.ul_slots += count,
                    _ => open.mixed = true,
                }
            }
        } else if token
            .number
            .is_some_and(|number| number.unit.is_none() && !number.inside)
        {
            // Three numbers with colons: the symbols of a mixed slot.
            let Some([down, _, up]) = triple(reading, at) else {
                continue;
            };
            open.dl_symbols = down;
            open.ul_symbols = up;
            open.mixed = true;
            symbols = vec![down, up];
            first.get_or_insert(at);
            next = at + 3;
            continue;
        } else {
            continue;
        }
        first.get_or_insert(at);
        next = next.max(at + 1);
    }
    if open.dl_slots + open.ul_slots > 0.0 {
        found.push(open);
    }
    // Symbols that are said once are those of every pattern.
    for one in &mut found {
        if let ([down, up], true, true) = (
            symbols.as_slice(),
            one.mixed,
            one.dl_symbols + one.ul_symbols == 0.0,
        ) {
            (one.dl_symbols, one.ul_symbols) = (*down, *up);
        }
    }
    let first = first.filter(|_| !found.is_empty())?;
    Some((first, next, Found::Pattern(found)))
}

/// `7d` and `ddsu` as counts of letters.
fn slots(key: &str) -> Option<Vec<(f64, char)>> {
    let mut all = Vec::new();
    let mut count = String::new();
    for c in key.chars() {
        match c {
            '0'..='9' => count.push(c),
            'd' | 's' | 'u' | 'f' => {
                all.push((count.parse().unwrap_or(1.0), c));
                count.clear();
            }
            _ => return None,
        }
    }
    let has = |letter| all.iter().any(|(_, c)| *c == letter);
    let counted = key.starts_with(|c: char| c.is_ascii_digit());
    // `FDD` is none.
    let spelt = all.len() >= 3 && has('d') && (has('u') || has('s'));
    ((has('d') || has('u')) && count.is_empty() && (counted || spelt)).then_some(all)
}

/// Patterns as the calculator takes them, with their periods: said, or counted in slots.
pub fn records(patterns: &[Pattern], scs_khz: Option<f64>, period_ms: Option<f64>) -> Value {
    let slot_ms = scs_khz.map(|spacing| 15.0 / spacing);
    let period = period_ms.filter(|_| patterns.len() == 1);
    let record = |pattern: &Pattern| {
        let mixed = if pattern.mixed { 1.0 } else { 0.0 };
        let slots = pattern.dl_slots + pattern.ul_slots + mixed;
        let fields = [
            ("period_ms", period.or(slot_ms.map(|slot| slot * slots))),
            ("dl_slots", Some(pattern.dl_slots)),
            ("dl_symbols", Some(pattern.dl_symbols)),
            ("ul_symbols", Some(pattern.ul_symbols)),
            ("ul_slots", Some(pattern.ul_slots)),
        ];
        let named = fields.into_iter().filter_map(|(name, value)| {
            Some(Named {
                name: name.to_owned(),
                value: Value::from(value?),
            })
        });
        Value::Record(named.collect())
    };
    Value::List(patterns.iter().map(record).collect())
}

/// Three numbers in a row that make up a slot of 14 symbols.
fn triple(reading: &Reading, at: usize) -> Option<[f64; 3]> {
    let value = |at: usize| {
        let token: &Token = reading.tokens.get(at)?;
        token
            .number
            .filter(|number| number.unit.is_none())
            .map(|number| number.value)
    };
    let three = [value(at)?, value(at + 1)?, value(at + 2)?];
    (three.iter().sum::<f64>() == 14.0).then_some(three)
}
