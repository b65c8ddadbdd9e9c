//! Words that tell what kind of thing a question asks for. All lists hold stems.

use protocol::answer::{QueryKind, Technology};

/// Words after which a value, a unit or a meaning is wanted.
const LOOKUP: &[&str] = &[
    "allow", "allowed", "bound", "convention", "default", "defin", "definition", "describ", "encod", "explain", "format",
    "legal", "limit", "maximum", "max", "mean", "meaning", "min", "minimum", "ok", "permit", "possibl", "rang", "recommend",
    "safe", "set", "setting", "sign", "spec", "start", "step", "unit", "valid", "valu", "contain",
];
/// Words of counters.
const COUNTER: &[&str] = &["count", "counter", "pm", "measurement"];
/// Words of KPIs.
const KPI: &[&str] = &["calculat", "comput", "formula", "kpi", "ratio"];
/// Words of interfaces.
const PROCEDURE: &[&str] = &["cause", "caus", "code", "messag", "procedur", "e1ap", "e2ap", "f1ap", "ngap", "s1ap", "x2ap", "xnap"];
/// Words of something being wrong or having to change.
const TROUBLE: &[&str] = &[
    "abnormal", "bad", "blam", "block", "bounc", "broken", "cannot", "chang", "clash", "collision", "complain", "congest",
    "cut", "degrad", "delay", "double", "doubl", "drop", "early", "error", "expir", "expiry", "fail", "failur", "faulty", "fell", "fix", "ghost",
    "improv", "increas", "interfer", "interference", "late", "lose", "loss", "lost", "low", "lower", "miss", "mut", "never", "nois",
    "optimis", "overload", "overshoot", "ping", "poor", "problem", "rais", "reduc", "refus", "reject", "ris", "rose", "silent", "slow",
    "solv", "spik", "stop", "stuck", "suffer", "terribl", "too", "troubleshoot", "tun", "unstabl", "wors", "wrong", "why", "zero",
];

/// Which cues a question has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cues {
    /// A value, unit or meaning is wanted.
    pub lookup: bool,
    /// It speaks of counters.
    pub counter: bool,
    /// It speaks of KPIs.
    pub kpi: bool,
    /// It speaks of procedures or causes.
    pub procedure: bool,
    /// Something is wrong or has to change.
    pub trouble: bool,
}

impl Cues {
    /// The cues of the stems of a question, empty words included.
    pub fn of<'a>(stems: impl Iterator<Item = &'a str>) -> Self {
        let mut cues = Self::default();
        for (place, stem) in stems.enumerate() {
            cues.lookup |= LOOKUP.contains(&stem) || (place == 0 && stem == "what");
            cues.counter |= COUNTER.contains(&stem);
            cues.kpi |= KPI.contains(&stem);
            cues.procedure |= PROCEDURE.contains(&stem);
            cues.trouble |= TROUBLE.contains(&stem);
        }
        cues
    }

    /// What is asked for when no row is named.
    pub const fn kind(self) -> QueryKind {
        if self.trouble {
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
}

/// The technology that a word names, bands included: `n78` is NR, `L1800` is LTE.
pub fn technology(word: &str) -> Option<Technology> {
    let lower = word.to_ascii_lowercase();
    match lower.as_str() {
        "nr" | "5g" | "5gs" | "gnb" | "gnbs" | "vonr" | "sa" | "xn" | "xnap" | "ngap" | "f1" => {
            return Some(Technology::Nr);
        }
        "lte" | "4g" | "enb" | "enbs" | "enodeb" | "eutra" | "eutran" | "volte" | "nbiot" | "s1"
        | "mme" | "erab" | "s1ap" => return Some(Technology::Lte),
        _ => {}
    }
    let number = |letter: char| lower.strip_prefix(letter)?.parse::<u32>().ok();
    if number('n').is_some_and(|band| (1..=110).contains(&band) || (255..=263).contains(&band)) {
        return Some(Technology::Nr);
    }
    number('l').filter(|mhz| (450..=3800).contains(mhz)).map(|_| Technology::Lte)
}
