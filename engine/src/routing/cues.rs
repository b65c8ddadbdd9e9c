//! Words that tell what kind of thing a question asks for. All lists hold stems.

use protocol::answer::{QueryKind, Technology};

/// Words after which a value, a unit or a meaning is wanted.
const LOOKUP: &[&str] = &[
    "allow",
    "attribut",
    "bound",
    "contain",
    "convention",
    "default",
    "defin",
    "definition",
    "describ",
    "element",
    "encod",
    "explain",
    "field",
    "format",
    "length",
    "legal",
    "limit",
    "max",
    "maximum",
    "mean",
    "meaning",
    "min",
    "minimum",
    "ok",
    "option",
    "paramet",
    "parameter",
    "permit",
    "possibl",
    "rang",
    "recommend",
    "safe",
    "set",
    "setting",
    "sign",
    "spec",
    "start",
    "step",
    "unit",
    "valid",
    "valu",
];
/// Words of counters.
const COUNTER: &[&str] = &["count", "counter", "pm"];
/// Words of KPIs.
const KPI: &[&str] = &["calculat", "comput", "formula", "kpi", "kpis", "ratio"];
/// What a rate is a KPI of: of other things (bits, symbols, codes) it is a setting.
const RATED: &[&str] = &[
    "abort", "block", "drop", "fail", "failur", "reject", "releas", "setup", "success",
];
/// Words of interfaces.
const PROCEDURE: &[&str] = &[
    "code", "e1ap", "e2ap", "f1ap", "messag", "ngap", "procedur", "s1ap", "x2ap", "xnap",
];
/// Words of causes, which are also plain language.
const CAUSE: &[&str] = &["cause", "caus"];
/// Words of something that is wrong.
const SYMPTOM: &[&str] = &[
    "abnormal",
    "block",
    "bounc",
    "broken",
    "cannot",
    "clash",
    "collision",
    "congest",
    "cut",
    "confusion",
    "delay",
    "drop",
    "early",
    "error",
    "expir",
    "fail",
    "faulty",
    "ghost",
    "interfer",
    "interference",
    "late",
    "lose",
    "loss",
    "low",
    "miss",
    "mut",
    "nois",
    "overload",
    "overshoot",
    "ping",
    "refus",
    "reject",
    "silent",
    "stuck",
    "too",
    "wrong",
    "zero",
];
/// Words of something that has to change or has changed for the worse.
const ACTION: &[&str] = &[
    "bad",
    "blam",
    "chang",
    "complain",
    "degrad",
    "doubl",
    "down",
    "fell",
    "fix",
    "improv",
    "increas",
    "lower",
    "never",
    "optimis",
    "poor",
    "problem",
    "rais",
    "reduc",
    "ris",
    "rose",
    "slow",
    "solv",
    "spik",
    "stop",
    "suffer",
    "terribl",
    "troubleshoot",
    "tun",
    "unstabl",
    "why",
    "wors",
];

/// Whether a stem only says what kind of thing is asked for, and nothing of the subject.
pub fn is_cue(stem: &str) -> bool {
    LOOKUP.contains(&stem) || COUNTER.contains(&stem) || KPI.contains(&stem)
}

/// Whether a stem only says what kind of thing is asked for, interfaces and causes included.
pub fn says_kind(stem: &str) -> bool {
    is_cue(stem) || PROCEDURE.contains(&stem) || CAUSE.contains(&stem)
}

/// Which cues a question has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cues {
    /// A value, unit or meaning is wanted.
    pub lookup: bool,
    /// It speaks of counters.
    pub counter: bool,
    /// It speaks of KPIs.
    pub kpi: bool,
    /// It speaks of procedures.
    pub procedure: bool,
    /// It speaks of causes.
    pub cause: bool,
    /// Something is wrong.
    pub symptom: bool,
    /// Something has to change, or has changed for the worse.
    pub action: bool,
}

impl Cues {
    /// The cues of the stems of a question, empty words included.
    pub fn of<'a>(stems: impl Iterator<Item = &'a str>) -> Self {
        let mut cues = Self::default();
        let (mut rates, mut symptoms, mut before) = (0, 0, "");
        for (place, stem) in stems.enumerate() {
            cues.lookup |= LOOKUP.contains(&stem) || (place == 0 && stem == "what");
            cues.counter |= COUNTER.contains(&stem);
            cues.kpi |= KPI.contains(&stem);
            cues.procedure |= PROCEDURE.contains(&stem);
            cues.cause |= CAUSE.contains(&stem);
            symptoms += usize::from(SYMPTOM.contains(&stem));
            if stem == "rat" && RATED.contains(&before) {
                rates += usize::from(SYMPTOM.contains(&before));
                cues.kpi = true;
            }
            cues.action |= ACTION.contains(&stem);
            before = stem;
        }
        cues.symptom = symptoms > 0;
        // "drop rate" is a figure, "drop rate too high" is a fault.
        cues.kpi &= symptoms == rates || rates == 0;
        cues
    }

    /// Whether something about a name is asked for.
    pub const fn asks(self) -> bool {
        self.lookup || self.figure_or_message() || (self.cause && !self.symptom)
    }

    /// Whether a fault is to be found or mended.
    pub const fn trouble(self) -> bool {
        self.action || (self.symptom && !self.figure_or_message())
    }

    /// What is asked for when no row is named.
    pub const fn kind(self) -> QueryKind {
        if self.trouble() {
            QueryKind::Troubleshoot
        } else if self.kpi {
            QueryKind::Kpi
        } else if self.counter {
            QueryKind::Counter
        } else if self.procedure {
            QueryKind::Procedure
        } else {
            QueryKind::General
        }
    }

    const fn figure_or_message(self) -> bool {
        self.counter || self.kpi || self.procedure
    }
}

/// The technology that a word names, bands included: `n78` is NR, `L1800` is LTE.
pub fn technology(word: &str) -> Option<Technology> {
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "nr" | "5g" | "5gs" | "gnb" | "gnbs" | "vonr" | "sa" | "xn" | "xnap" | "ngap" | "f1" => {
            return Some(Technology::Nr);
        }
        "lte" | "4g" | "enb" | "enbs" | "enodeb" | "eutra" | "eutran" | "volte" | "nbiot"
        | "s1" | "mme" | "erab" | "s1ap" => return Some(Technology::Lte),
        _ => {}
    }
    let number = |letter: char| lower.strip_prefix(letter)?.parse::<u32>().ok();
    if number('n').is_some_and(|band| (1..=110).contains(&band) || (255..=263).contains(&band)) {
        return Some(Technology::Nr);
    }
    number('l')
        .filter(|mhz| (450..=3800).contains(mhz))
        .map(|_| Technology::Lte)
}
