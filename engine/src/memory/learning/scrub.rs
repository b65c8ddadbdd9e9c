//! Takes personal data and secrets out of free text, and leaves radio figures alone.
//!
//! Found by form: e-mail addresses, telephone numbers, numbers of subscribers and devices (IMSI,
//! IMEI, ICCID), network addresses (IPv4, IPv6, MAC), and tokens and passwords. Names of people have
//! no form, so they are not found.

use core::ops::Range;

/// Digits that a subscriber, device or card number has at least.
const LONG_NUMBER: usize = 14;
/// Digits of a telephone number in international form.
const PHONE: core::ops::RangeInclusive<usize> = 8..=15;
/// Letters and digits without a break that a token has at least.
const TOKEN: usize = 32;
/// Clause numbers have no part above this; nearly every address has one.
const CLAUSE: u16 = 25;

/// The words before a number that say what it is.
const SUBSCRIBERS: &[&str] = &["imsi", "imei", "imeisv", "supi", "msisdn", "iccid"];
const PHONES: &[&str] = &[
    "phone",
    "tel",
    "telephone",
    "mobile",
    "call",
    "msisdn",
    "fax",
];
const CELLS: &[&str] = &["ecgi", "ncgi", "cgi", "nci", "eci", "cell", "cellid"];
const CLAUSES: &[&str] = &[
    "clause",
    "subclause",
    "section",
    "§",
    "chapter",
    "ts",
    "version",
];
const SECRETS: &[&str] = &[
    "password", "passwd", "pwd", "secret", "token", "api_key", "apikey", "bearer",
];
/// How keys of well-known services begin.
const KEYS: &[&str] = &[
    "sk-",
    "pk-",
    "ghp_",
    "gho_",
    "github_pat_",
    "xoxb-",
    "xoxp-",
    "AKIA",
    "eyJ",
];

/// The text with a placeholder such as `[e-mail]` in each such place.
#[must_use]
pub fn scrub(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut previous = "";
    while let Some(word) = next_word(text, at) {
        out.push_str(text.get(at..word.start).unwrap_or_default());
        let rest = text.get(word.start..).unwrap_or_default();
        let (used, placeholder) = match phone(rest, previous) {
            Some(used) => (used, Some("[phone]".to_owned())),
            None => (
                word.len(),
                personal(rest.get(..word.len()).unwrap_or_default(), previous),
            ),
        };
        let whole = rest.get(..used).unwrap_or_default();
        match placeholder {
            Some(placeholder) => out.push_str(&placeholder),
            None => out.push_str(whole),
        }
        previous = whole;
        at = word.start + used;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The next run without blanks.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|letter: char| !letter.is_whitespace())?;
    let tail = text.get(start..)?;
    let length = tail.find(char::is_whitespace).unwrap_or(tail.len());
    Some(start..start + length)
}

/// What a word is without the marks around it, and those marks.
fn bare(word: &str) -> (&str, &str, &str) {
    let is_mark = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '§' | '+' | '_');
    let inner = word.trim_start_matches(is_mark);
    let before = word.len() - inner.len();
    let inner = inner.trim_end_matches(is_mark);
    let after = word.get(before + inner.len()..).unwrap_or_default();
    (word.get(..before).unwrap_or_default(), inner, after)
}

/// Whether the word is one of a list, whatever its case and marks.
fn is_of(list: &[&str], word: &str) -> bool {
    let word = bare(word).1.to_lowercase();
    list.contains(&word.as_str())
}

/// The word with its personal part replaced; `None` when there is none.
fn personal(word: &str, previous: &str) -> Option<String> {
    let (before, inner, after) = bare(word);
    // Lists such as `a@b.org;c@d.org` are looked at part by part.
    if let Some(found) = inner.find([',', ';', '(', ')', '<', '>', '"', '|']) {
        return parts(word, before.len() + found, previous);
    }
    // `imsi=...`, `imsi-...`, `password:...`: the name tells what the value is.
    if let Some(split) = inner.find(['=', ':', '-'])
        && let (Some(name), Some(value)) = (inner.get(..split), inner.get(split + 1..))
        && !value.is_empty()
        && (is_of(SECRETS, name) || is_of(SUBSCRIBERS, name))
    {
        let mark = inner.get(split..=split).unwrap_or_default();
        let what = if is_of(SECRETS, name) {
            "[token]"
        } else {
            "[number]"
        };
        let is_number = count_digits(value) >= 5;
        if is_of(SECRETS, name) || is_number {
            return Some(format!("{before}{name}{mark}{what}{after}"));
        }
    }
    let what = if is_email(inner) {
        "[e-mail]"
    } else if is_secret(inner, previous) {
        "[token]"
    } else if is_address(inner, previous) {
        "[address]"
    } else if is_subscriber(inner, previous) {
        "[number]"
    } else {
        let slash = inner.find('/')?;
        return parts(word, before.len() + slash, previous);
    };
    Some(format!("{before}{what}{after}"))
}

/// The same for both sides of the mark at `at`.
fn parts(word: &str, at: usize, previous: &str) -> Option<String> {
    let mark = word.get(at..)?.chars().next()?;
    let (one, other) = (word.get(..at)?, word.get(at + mark.len_utf8()..)?);
    let (one_clean, other_clean) = (personal(one, previous), personal(other, one));
    if one_clean.is_none() && other_clean.is_none() {
        return None;
    }
    let one = one_clean.unwrap_or_else(|| one.to_owned());
    let other = other_clean.unwrap_or_else(|| other.to_owned());
    Some(format!("{one}{mark}{other}"))
}

fn count_digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

fn is_email(word: &str) -> bool {
    let Some((name, domain)) = word.rsplit_once('@') else {
        return false;
    };
    let name = name.rsplit([':', '=']).next().unwrap_or_default();
    let last = domain.rsplit('.').next().unwrap_or_default();
    let is_part = |letter: char| letter.is_alphanumeric() || "._%+-".contains(letter);
    !name.is_empty()
        && name.chars().all(is_part)
        && domain.contains('.')
        && last.len() >= 2
        && last.chars().all(char::is_alphabetic)
}

fn is_secret(word: &str, previous: &str) -> bool {
    let is_key = |start: &&str| word.starts_with(*start) && word.len() >= start.len() + 16;
    let has_both = |text: &str| {
        text.chars().any(|letter| letter.is_ascii_digit()) && text.chars().any(char::is_alphabetic)
    };
    if KEYS.iter().any(is_key) {
        return true;
    }
    if is_of(SECRETS, previous) && word.len() >= 8 && has_both(word) {
        return true;
    }
    let mut runs = word.split(|letter: char| !letter.is_ascii_alphanumeric());
    runs.any(|run| run.len() >= TOKEN && has_both(run))
}

fn is_address(word: &str, previous: &str) -> bool {
    is_ipv4(word, previous) || is_ipv6(word) || is_mac(word)
}

/// Four numbers of up to 255; a clause such as 5.5.4.4 is none.
fn is_ipv4(word: &str, previous: &str) -> bool {
    let end = word.find(['/', ':']).unwrap_or(word.len());
    let (host, rest) = word.split_at(end);
    let groups: Vec<u16> = host.split('.').map_while(group).collect();
    let &[first, .., _] = groups.as_slice() else {
        return false;
    };
    if groups.len() != 4 || host.split('.').count() != 4 {
        return false;
    }
    let is_suffix = rest
        .get(1..)
        .is_none_or(|port| port.chars().all(|one| one.is_ascii_digit()));
    if !is_suffix {
        return false;
    }
    let is_clause = is_of(CLAUSES, previous) || is_specification(previous);
    let is_small = first > 0 && first != 10 && groups.iter().all(|&group| group <= CLAUSE);
    !rest.is_empty() || (!is_clause && !is_small)
}

fn group(text: &str) -> Option<u16> {
    let is_number = (1..=3).contains(&text.len()) && text.chars().all(|one| one.is_ascii_digit());
    text.parse().ok().filter(|&group| is_number && group <= 255)
}

/// `38.331`, `TS38.331`.
fn is_specification(word: &str) -> bool {
    let word = bare(word).1.trim_start_matches(char::is_alphabetic);
    word.split_once('.').is_some_and(|(series, number)| {
        series.len() == 2 && number.len() == 3 && count_digits(word) == 5
    })
}

fn is_ipv6(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    let groups: Vec<&str> = host.split(':').collect();
    let is_hex =
        |group: &&str| group.len() <= 4 && group.chars().all(|one| one.is_ascii_hexdigit());
    let full = groups.iter().filter(|group| !group.is_empty()).count();
    groups.iter().all(is_hex)
        && (groups.len() == 8 || (host.contains("::") && full >= 2))
        && count_digits(host) > 0
}

fn is_mac(word: &str) -> bool {
    [':', '-'].iter().any(|mark| {
        let groups: Vec<&str> = word.split(*mark).collect();
        let is_pair =
            |group: &&str| group.len() == 2 && group.chars().all(|one| one.is_ascii_hexdigit());
        groups.len() == 6
            && groups.iter().all(is_pair)
            && word.chars().any(|one| one.is_ascii_alphabetic())
    })
}

/// A run of digits as long as an IMSI, IMEI or ICCID; also in groups, as `35-209900-176148-1`.
fn is_subscriber(word: &str, previous: &str) -> bool {
    let digits = count_digits(word);
    let is_plain = word.chars().all(|one| one.is_ascii_digit() || one == '-');
    if !is_plain || is_of(CELLS, previous) {
        return false;
    }
    if is_of(SUBSCRIBERS, previous) {
        return digits >= 5;
    }
    // 14 digits that begin as a year of ours are a time.
    let is_time = digits == 14 && (word.starts_with("19") || word.starts_with("20"));
    let is_imei = word.split('-').map(str::len).eq([2, 6, 6, 1]);
    (!word.contains('-') && digits >= LONG_NUMBER && !is_time) || is_imei
}

/// The length of a telephone number at the beginning of the text, in international form
/// (`+49 171 2345678`) or after a word that announces one.
fn phone(text: &str, previous: &str) -> Option<usize> {
    let start = text.find(|one: char| one == '+' || one.is_ascii_digit())?;
    let opening = text.get(..start)?;
    if !opening.chars().all(|one| one == '(') {
        return None;
    }
    let number = text.get(start..)?;
    let is_international = number.starts_with('+') || number.starts_with("00");
    let is_announced = is_of(PHONES, previous);
    if !is_international && !is_announced {
        return None;
    }
    let mut end = 0;
    let mut breaks = 0;
    for (at, letter) in number.char_indices() {
        if letter.is_ascii_digit() {
            (end, breaks) = (at + 1, 0);
        } else if at > 0 && breaks < 2 && matches!(letter, ' ' | '-' | '(' | ')' | '/') {
            breaks += 1;
        } else if at > 0 {
            break;
        }
    }
    let found = number.get(..end)?;
    // A unit or a decimal point after it says that it is a figure.
    let next = number.get(end..).unwrap_or_default().chars().next();
    let is_figure =
        next.is_some_and(|next| next.is_alphabetic() || next == '.' && is_decimal(number, end));
    let first = found
        .split([' ', '-', '(', ')', '/'])
        .next()
        .unwrap_or_default();
    // `+3 320 640`: one digit and a blank is an offset as well as a country.
    let is_list = number.starts_with('+')
        && first.len() == 2
        && !found.starts_with("+1")
        && !found.starts_with("+7");
    let is_zeros = !number.starts_with('+') && !is_announced && found.len() < 10;
    (PHONE.contains(&count_digits(found)) && !is_figure && !is_list && !is_zeros)
        .then_some(start + end)
}

fn is_decimal(number: &str, end: usize) -> bool {
    let after = number.get(end + 1..).and_then(|rest| rest.chars().next());
    after.is_some_and(|after| after.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn personal_data_and_secrets_go() {
        let check = |given: &str, clean: &str| assert_eq!(scrub(given), clean, "{given}");
        check("ask jane.doe+ran@operator.example.com.", "ask [e-mail].");
        check(
            "mail <a@b.org>, or c@d.org;e@f.org",
            "mail <[e-mail]>, or [e-mail];[e-mail]",
        );
        check("call +49 171 2345678 now", "call [phone] now");
        check("reach +1 (555) 123-4567, late", "reach [phone], late");
        check("+33612345678", "[phone]");
        check("0049 171 2345678 rang", "[phone] rang");
        check("phone: 0171 2345678", "phone: [phone]");
        check("IMSI 310150123456789 drops", "IMSI [number] drops");
        check("imsi-310150123456789", "imsi-[number]");
        check("(IMEI=352099001761481)", "(IMEI=[number])");
        check(
            "device 35-209900-176148-1 and 8949020000012345678",
            "device [number] and [number]",
        );
        check("IMSI 31015 is short", "IMSI [number] is short");
        check(
            "server 10.20.30.40:8080, 192.168.1.1/24",
            "server [address], [address]",
        );
        check(
            "from 8.8.8.200 to fe80::1ff:fe23:4567:890a",
            "from [address] to [address]",
        );
        check("2001:db8:0:0:0:ff00:42:8329", "[address]");
        check("MAC 00:1a:2b:3c:4d:5e", "MAC [address]");
        check(
            "Authorization: Bearer abcDEF1234567890",
            "Authorization: Bearer [token]",
        );
        check("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def", "[token]");
        check("key sk-abcdefghij0123456789", "key [token]");
        check("password=hunter2 set", "password=[token] set");
        check(
            "hash 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
            "hash [token]",
        );
    }

    #[test]
    fn radio_figures_stay() {
        for text in [
            "time-to-trigger 2560 ms, offset +3 dB, -110 dBm, n78, B20, PCI 123, 38.331",
            "cell 68719476735, NCGI 310410068719476735, ECI 268435455, eNB 524287, TAC 65535",
            "NR-ARFCN 632628, EARFCN 6300, 3489.42 MHz, 3400-3800 MHz, 1920/2110 MHz",
            "TS 38.331 5.3.5.4, clause 10.1.30.40, 5.5.4.4 and Rel-18, version 17.10.0.0",
            "A3 offset from 3 to 6 dB; hysteresis 0..30; 10:30:45 on 2026-11-27, 20261127103045",
            "HO success 98.7654321 %, 1,234,567 of 12,345,678; 1e-6; 0.123456789012345",
            "SubNetwork=1,ManagedElement=Site-12,GNBDUFunction=1,NRCellDU=3",
            "values +3 320 640 1280 ms, q-OffsetCell dB-24, ms1024, -24..24, 16QAM, 256QAM",
            "PLMN 310-410, S-NSSAI 1-00000a, 5QI 9, DRB.5qi, RRC.ConnEstabAtt.mo-Data",
            "RSRP @ cell edge, load@busy hour, 50 % at 18:00-19:00, 00:15:00",
            "RRCConnectionReconfigurationCompleteWithoutAnySuffix, token bucket of 100 Mb/s",
            "01234567-89ab-cdef-0123-456789abcdef",
            "call setup 1200 ms, call drop 0.5 %, mobile speed 120 km/h",
            "0000000 drops, 00 to 06 h",
        ] {
            assert_eq!(scrub(text), text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_clean_text_stays_clean(text in "\\PC{0,60}") {
            let once = scrub(&text);
            prop_assert_eq!(scrub(&once), once.clone());
        }

        #[test]
        fn numbers_are_taken_out_wherever_they_stand(
            imsi in "[1-9][0-9]{14}", before in "[a-z ]{0,12} ", after in " [a-z ]{0,12}",
        ) {
            let found = scrub(&format!("{before}x {imsi}{after}"));
            prop_assert!(!found.contains(&imsi), "{found}");
        }
    }
}
