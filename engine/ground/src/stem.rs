//! Words in the form in which they are compared.

/// Bytes of the longest word in [`EMPTY`].
const LONGEST_EMPTY: usize = 8;

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
    stem.len() <= LONGEST_EMPTY && EMPTY.binary_search(&stem).is_ok()
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
    let mut stem = strip(&super::text::lower(word));
    if let Ok(at) = SAME.binary_search_by(|(from, _)| (*from).cmp(stem.as_str()))
        && let Some((_, to)) = SAME.get(at)
    {
        stem = (*to).to_owned();
    }
    stem
}

/// A word in lower case with common endings taken off, and nothing more: words that mean the same
/// stay apart.
#[must_use]
pub fn root(word: &str) -> String {
    strip(&word.to_lowercase())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_for_binary_search() {
        assert!(EMPTY.is_sorted());
        assert!(SAME.is_sorted());
        assert_eq!(
            EMPTY.iter().map(|word| word.len()).max(),
            Some(LONGEST_EMPTY)
        );
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
}
