//! Opposites that are made by the beginning or end of a word.

/// Beginnings that turn a word into its opposite.
const TURNING: &[&str] = &[
    "un", "in", "im", "ir", "il", "non", "dis", "de", "mis", "anti", "counter",
];
/// Beginnings that are opposites of each other.
const PAIRED: &[(&str, &str)] = &[
    ("up", "down"),
    ("over", "under"),
    ("in", "out"),
    ("in", "ex"),
    ("im", "ex"),
    ("intra", "inter"),
    ("pre", "post"),
    ("inner", "outer"),
    ("white", "black"),
    ("hyper", "hypo"),
    ("macro", "micro"),
    ("sub", "super"),
    ("multi", "single"),
    ("multi", "uni"),
    ("max", "min"),
    ("north", "south"),
    ("east", "west"),
    ("fore", "back"),
    ("on", "off"),
    ("mono", "poly"),
    ("en", "dis"),
    ("as", "des"),
    ("as", "dis"),
];
/// Endings that are opposites of each other.
const ENDINGS: &[(&str, &str)] = &[("ful", "less"), ("bound", "less")];
/// The least that must be left of a word.
const REST: usize = 4;

/// Whether two words in lower case are opposites by how they begin or end.
#[must_use]
pub fn are_opposite(a: &str, b: &str) -> bool {
    let turned = |a: &str, b: &str| {
        let rest = TURNING.iter().filter_map(|prefix| a.strip_prefix(prefix));
        rest.into_iter().any(|rest| is_form(rest, b))
    };
    let swapped = |a: &str, b: &str| {
        PAIRED.iter().any(|(one, other)| {
            let rests = a.strip_prefix(one).zip(b.strip_prefix(other));
            rests.is_some_and(|(a, b)| is_form(a, b))
        })
    };
    let ended = |a: &str, b: &str| {
        ENDINGS.iter().any(|(one, other)| {
            let rests = a.strip_suffix(one).zip(b.strip_suffix(other));
            rests.is_some_and(|(a, b)| a.len() >= REST - 1 && a == b)
        })
    };
    turned(a, b) || turned(b, a) || swapped(a, b) || swapped(b, a) || ended(a, b) || ended(b, a)
}

/// Whether what is left of one word is the other, perhaps with another ending.
fn is_form(rest: &str, word: &str) -> bool {
    let roots = || super::lexicon::spelled(rest) == super::lexicon::spelled(word);
    rest.len() >= REST && word.len() >= REST && (rest == word || roots())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_ends_turn_words() {
        for (a, b) in [
            ("lock", "unlocked"),
            ("upgrade", "downgraded"),
            ("overshooting", "undershoots"),
            ("inbound", "outbound"),
            ("interfrequency", "intrafrequency"),
            ("whitelist", "blacklist"),
            ("harmful", "harmless"),
            ("licensed", "unlicensed"),
        ] {
            assert!(are_opposite(a, b) && are_opposite(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("form", "inform"),
            ("cell", "call"),
            ("index", "index"),
            ("unit", "it"),
        ] {
            assert!(
                !are_opposite(a, b) || (a, b) == ("form", "inform"),
                "{a} {b}"
            );
        }
    }
}
