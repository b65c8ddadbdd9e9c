//! Words of a text, the same for questions and for what is searched.

/// FNV-1a, 64 bit: a small hash that is the same everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Fnv(pub u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Takes bytes in.
    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// The hash of one text.
    #[must_use]
    pub fn of(text: &str) -> u64 {
        let mut hash = Self::default();
        hash.add(text.as_bytes());
        hash.0
    }
}

/// A run of letters and digits in a text, by its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// The runs of letters and digits of a text, in order.
pub fn runs(text: &str) -> impl Iterator<Item = Run> + '_ {
    let mut chars = text.char_indices().peekable();
    core::iter::from_fn(move || {
        let start = loop {
            let (at, c) = chars.next()?;
            if c.is_alphanumeric() {
                break at;
            }
        };
        let mut end = text.len();
        while let Some((at, c)) = chars.peek() {
            if !c.is_alphanumeric() {
                end = *at;
                break;
            }
            chars.next();
        }
        Some(Run { start, end })
    })
}

/// The key under which a name is kept: ASCII letters in lower case and digits, nothing else.
/// `a3-Offset`, `A3 offset` and `a3offset` have the same key.
#[must_use]
pub fn key(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// A name without its release suffix: `t310-v1310` and `t310-r9` are `t310`.
#[must_use]
pub fn without_release(name: &str) -> &str {
    let Some((head, tail)) = name.rsplit_once('-') else {
        return name;
    };
    let digits = tail.strip_prefix(['r', 'v']).unwrap_or_default();
    let is_release = !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_alphanumeric())
        && digits.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if is_release { head } else { name }
}

/// Splits an identifier where case or kind of character changes, in lower case:
/// `timeToTrigger` gives time, to, trigger; `HOExeSR` gives ho, exe, sr; `a3` stays whole.
#[must_use]
pub fn pieces(identifier: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for run in runs(identifier) {
        let word: Vec<char> = identifier
            .get(run.start..run.end)
            .unwrap_or_default()
            .chars()
            .collect();
        let mut piece = String::new();
        for (at, c) in word.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| word.get(at));
            let after = word.get(at + 1);
            let begins = before.is_some_and(|before| {
                c.is_uppercase()
                    && (before.is_lowercase()
                        || before.is_ascii_digit()
                        || after.is_some_and(|after| after.is_lowercase()))
            });
            if begins && !piece.is_empty() {
                pieces.push(core::mem::take(&mut piece));
            }
            piece.extend(c.to_lowercase());
        }
        if !piece.is_empty() {
            pieces.push(piece);
        }
    }
    pieces
}

/// Words that carry no meaning of their own in a question, after [`stem`].
const EMPTY: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "alway", "am", "an", "and", "any", "are", "as",
    "at", "away", "be", "becaus", "been", "befor", "being", "best", "better", "but", "by", "can",
    "could", "d", "did", "do", "doe", "doing", "don", "down", "each", "els", "ericsson", "ever",
    "every", "few", "for", "from", "get", "giv", "given", "go", "goe", "going", "good", "got",
    "had", "has", "hav", "he", "her", "him", "his", "how", "huawei", "i", "if", "in", "into", "is",
    "it", "its", "just", "know", "let", "lik", "ll", "look", "m", "mad", "mak", "many", "may",
    "me", "mean", "might", "min", "mor", "most", "ms", "much", "must", "my", "need", "no", "nokia",
    "not", "now", "of", "off", "often", "oh", "okay", "on", "one", "only", "or", "other", "our",
    "out", "over", "percent", "pleas", "put", "quit", "re", "really", "s", "said", "samsung",
    "say", "she", "should", "show", "so", "som", "somebody", "someth", "still", "such", "t", "tak",
    "tell", "than", "thank", "that", "the", "their", "them", "then", "ther", "thes", "they",
    "thing", "think", "this", "thos", "though", "to", "too", "until", "up", "upon", "us", "use",
    "used", "using", "ve", "vendor", "very", "want", "was", "way", "we", "well", "went", "wer",
    "what", "when", "wher", "whether", "which", "whil", "who", "why", "will", "with", "without",
    "would", "year", "yes", "yet", "you", "your", "zte",
];

/// Whether a stemmed word is empty.
#[must_use]
pub fn is_empty_word(stem: &str) -> bool {
    EMPTY.binary_search(&stem).is_ok()
}

/// Words that mean the same to an engineer; the first is kept. Stems on both sides.
const SAME: &[(&str, &str)] = &[
    ("2g", "geran"),
    ("3g", "utra"),
    ("4g", "lte"),
    ("5g", "nr"),
    ("adjacency", "neighbour"),
    ("bs", "cell"),
    ("call", "connection"),
    ("centralis", "central"),
    ("cio", "offset"),
    ("customer", "user"),
    ("dormancy", "dormant"),
    ("download", "downlink"),
    ("enb", "lte"),
    ("enodeb", "lte"),
    ("eutra", "lte"),
    ("eutran", "lte"),
    ("expiry", "expir"),
    ("failur", "fail"),
    ("gnb", "nr"),
    ("gsm", "geran"),
    ("handoff", "handover"),
    ("handset", "phone"),
    ("ho", "handover"),
    ("hos", "handover"),
    ("latency", "delay"),
    ("los", "loss"),
    ("lost", "loss"),
    ("mobil", "phone"),
    ("neighbor", "neighbour"),
    ("nodeb", "cell"),
    ("optimisation", "optimis"),
    ("optimiz", "optimis"),
    ("optimization", "optimis"),
    ("pingpong", "ping"),
    ("subscriber", "user"),
    ("synchroniz", "synchronis"),
    ("terminal", "phone"),
    ("tput", "throughput"),
    ("ttt", "trigger"),
    ("ue", "phone"),
    ("umt", "utra"),
    ("upload", "uplink"),
    ("utilisation", "utilis"),
    ("utilization", "utilis"),
    ("volt", "voice"),
    ("vonr", "voice"),
    ("wcdma", "utra"),
];

/// A word in the form in which it is compared: lower case, common endings taken off, one word for
/// words that mean the same.
#[must_use]
pub fn stem(word: &str) -> String {
    let mut stem = strip(&word.to_lowercase());
    if let Ok(at) = SAME.binary_search_by(|(from, _)| (*from).cmp(stem.as_str()))
        && let Some((_, to)) = SAME.get(at)
    {
        stem = (*to).to_owned();
    }
    stem
}

fn strip(word: &str) -> String {
    let long = |rest: &str| rest.len() >= 3 && rest.bytes().any(|b| b"aeiouy".contains(&b));
    if !word.is_ascii() || word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() >= 2) {
        return format!("{rest}y");
    }
    for suffix in ["ings", "ing", "edly", "ed"] {
        if let Some(rest) = word.strip_suffix(suffix).filter(|rest| long(rest)) {
            let rest = undouble(rest);
            return rest
                .strip_suffix("at")
                .filter(|rest| rest.len() >= 5)
                .unwrap_or(&rest)
                .to_owned();
        }
    }
    if ["sses", "shes", "ches", "xes"]
        .iter()
        .any(|suffix| word.ends_with(suffix))
    {
        return word.get(..word.len() - 2).unwrap_or(word).to_owned();
    }
    let plural = word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    let word = if plural {
        word.get(..word.len() - 1).unwrap_or(word)
    } else {
        word
    };
    // Nouns of verbs: activation/activate, measurement/measure, reselection/reselect.
    let word = match word
        .strip_suffix("ation")
        .or_else(|| word.strip_suffix("ate"))
    {
        Some(rest) if rest.len() >= 5 => rest,
        _ => word,
    };
    let word = word
        .strip_suffix("ment")
        .filter(|rest| rest.len() >= 5)
        .unwrap_or(word);
    let word = match word.strip_suffix("ion") {
        Some(rest) if rest.ends_with("ct") && rest.len() >= 6 && rest != "direct" => rest,
        _ => word,
    };
    // A silent e goes, so that drop/dropping, tune/tuning and reuse/reused meet.
    match word.strip_suffix('e') {
        Some(rest) if rest.len() >= 3 => rest.to_owned(),
        _ => word.to_owned(),
    }
}

/// `dropp` and `swapp` lose the doubled letter; `fall` and `miss` keep it.
fn undouble(stem: &str) -> String {
    let bytes = stem.as_bytes();
    match bytes {
        [.., a, b] if a == b && !b"aeioulsz".contains(b) => {
            stem.get(..stem.len() - 1).unwrap_or(stem).to_owned()
        }
        _ => stem
            .strip_suffix('e')
            .filter(|rest| rest.len() >= 3)
            .unwrap_or(stem)
            .to_owned(),
    }
}

/// Whether two texts differ by one letter left out, added, exchanged or swapped with the next.
#[must_use]
pub fn one_slip(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (short, long) = (short.as_bytes(), long.as_bytes());
    if long.len() - short.len() > 1 || short == long {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = |from: usize, to: usize| short.get(from..) == long.get(to..);
    if short.len() < long.len() {
        return tail(same, same + 1);
    }
    let swapped = short.get(same) == long.get(same + 1) && short.get(same + 1) == long.get(same);
    tail(same + 1, same + 1) || (swapped && tail(same + 2, same + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_for_binary_search() {
        assert!(EMPTY.is_sorted());
        assert!(SAME.is_sorted());
    }

    #[test]
    fn words_without_meaning_are_empty() {
        let words = "what is the of a please give me use used where there have some make does before because";
        for word in words.split(' ') {
            assert!(is_empty_word(&stem(word)), "{word}");
        }
        assert!(!is_empty_word(&stem("handover")));
    }

    #[test]
    fn words_meet_in_one_stem() {
        for family in [
            &["drop", "drops", "dropped", "dropping"][..],
            &["handover", "handovers", "HO", "handoff"],
            &["neighbour", "neighbors"],
            &["tune", "tuned", "tuning"],
            &["retry", "retries"],
            &["measure", "measured", "measuring", "measurement"],
            &["activate", "activated", "activation"],
            &["reselect", "reselection", "reselected"],
        ] {
            let stems: Vec<_> = family.iter().map(|word| stem(word)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{stems:?}");
        }
        assert_eq!(stem("loss"), "loss");
        assert_eq!(stem("status"), "status");
    }

    #[test]
    fn identifiers_split_where_case_changes() {
        assert_eq!(pieces("timeToTrigger"), ["time", "to", "trigger"]);
        assert_eq!(
            pieces("HO.IntraSys.TooLate"),
            ["ho", "intra", "sys", "too", "late"]
        );
        assert_eq!(pieces("a3-Offset"), ["a3", "offset"]);
        assert_eq!(pieces("qRxLevMin"), ["q", "rx", "lev", "min"]);
        assert_eq!(pieces("RRCSetup"), ["rrc", "setup"]);
        assert_eq!(pieces("über Größe"), ["über", "größe"]);
    }

    #[test]
    fn one_slip_is_found_and_two_are_not() {
        for (a, b) in [
            ("hysteresis", "histeresis"),
            ("trigger", "triger"),
            ("offset", "ofsfet"),
            ("timer", "timers"),
        ] {
            assert!(one_slip(a, b) && one_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("offset", "offset"), ("trigger", "tigerr"), ("abc", "xyz")] {
            assert!(!one_slip(a, b), "{a} {b}");
        }
    }

    #[test]
    fn release_suffixes_fall_off() {
        assert_eq!(without_release("t310-v1310"), "t310");
        assert_eq!(
            without_release("cellReselectionPriority-r15"),
            "cellReselectionPriority"
        );
        assert_eq!(without_release("a3-Offset"), "a3-Offset");
        assert_eq!(without_release("drx-r"), "drx-r");
    }
}
