//! Words of a text, the same for questions and for what is searched: the generator counts what the
//! engine looks up, so how a text becomes stems belongs to the packed form.

pub use super::stem::{is_empty_word, root, stem};

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

    /// The hash in half as many bits.
    #[must_use]
    pub const fn short(self) -> u32 {
        (self.0 >> 32 ^ self.0) as u32
    }

    /// The short hash of one text.
    #[must_use]
    pub fn of(text: &str) -> u32 {
        let mut hash = Self::default();
        hash.add(text.as_bytes());
        hash.short()
    }
}

impl core::hash::Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.add(bytes);
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

/// A word in lower case, each character by itself.
#[must_use]
pub fn lower(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).collect()
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

/// Words without those that came before already.
pub fn each_once(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for word in words {
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen
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
