//! Whether the asker takes brotli (RFC 9110 §12.5.3). Files come plain otherwise.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_ENCODING;

/// Whether a compressed copy may be sent.
pub fn accepts_brotli(headers: &HeaderMap) -> bool {
    let lists = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|list| list.to_str().ok());
    let mut any = false;
    for item in lists.flat_map(|list| list.split(',')) {
        let (coding, weight) = item.split_once(';').unwrap_or((item, ""));
        match coding.trim() {
            coding if coding.eq_ignore_ascii_case("br") => return is_wanted(weight),
            "*" => any = is_wanted(weight),
            _ => {}
        }
    }
    any
}

/// `q=0` means never.
fn is_wanted(weight: &str) -> bool {
    let value = weight.trim().strip_prefix("q=").unwrap_or("1");
    value.trim().parse::<f32>().is_ok_and(|weight| weight > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_sent_only_to_those_who_take_it() {
        let check = |value: &'static str, expected| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, value.parse().unwrap());
            assert_eq!(accepts_brotli(&headers), expected, "{value:?}");
        };
        check("gzip, deflate, br, zstd", true);
        check("BR;q=0.1", true);
        check("*", true);
        check("gzip", false);
        check("", false);
        check("br;q=0", false);
        check("br;q=0, *", false);
        check("*;q=0", false);
        check("brotli", false);
        assert!(!accepts_brotli(&HeaderMap::new()));
    }
}
