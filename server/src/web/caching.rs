//! How long a browser may keep a file, and whether it still has the right one.
//!
//! A file is told from another by its content, not by its time: a folder that is put back from an
//! archive has older times, and browsers would keep the newer build for ever.

use axum::http::HeaderMap;
use axum::http::header::IF_NONE_MATCH;

/// Such a file is never changed, only left out of a later build.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// May be kept, must be asked about each time.
const ASK_FIRST: &str = "no-cache";
/// Digits of the digest in a file's name.
const DIGEST_DIGITS: usize = 16;

/// The caching rule of an address. Only what has its content or its build in its name is kept.
pub fn policy(path: &str) -> &'static str {
    let in_named_folder = ["/w/", "/catalogue/", "/embedding/"]
        .iter()
        .any(|folder| path.starts_with(folder));
    if in_named_folder || has_digest(path) {
        FOR_EVER
    } else {
        ASK_FIRST
    }
}

/// `/app_bg-0123456789abcdef.wasm` has one.
fn has_digest(path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, digest)| {
        digest.len() == DIGEST_DIGITS
            && digest
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// The tag of these bytes, in its quotes. The compressed form of a file has another one.
pub fn tag(bytes: &[u8]) -> String {
    format!("\"{}\"", &blake3::hash(bytes).to_hex()[..32])
}

/// Whether the asker says that it has what carries this tag.
pub fn has_tag(headers: &HeaderMap, tag: &str) -> bool {
    let lists = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|list| list.to_str().ok());
    let mut tags = lists.flat_map(|list| list.split(',')).map(str::trim);
    // A proxy that compresses marks a tag as weak; for this question it is the same (RFC 9110 §13.1.2).
    tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_change_with_the_content_are_kept() {
        for path in [
            "/app-0123456789abcdef.js",
            "/w/12ab34cd/worker.js",
            "/catalogue/index.0123.bin",
            "/embedding/table.0123.bin",
        ] {
            assert_eq!(policy(path), FOR_EVER, "{path}");
        }
        for path in [
            "/index.html",
            "/sw.js",
            "/boot.js",
            "/manifest.webmanifest",
            "/icons/icon-192.png",
            "/app-0123456789abcde.js",
            "/app-0123456789ABCDEF.js",
            "/w.js",
            "/embedding.json",
        ] {
            assert_eq!(policy(path), ASK_FIRST, "{path}");
        }
    }

    #[test]
    fn a_tag_is_found_in_a_list_and_when_weak() {
        let check = |value: &'static str, expected| {
            let mut headers = HeaderMap::new();
            headers.insert(IF_NONE_MATCH, value.parse().unwrap());
            assert_eq!(has_tag(&headers, "\"ab\""), expected, "{value}");
        };
        check("\"ab\"", true);
        check("\"cd\", W/\"ab\"", true);
        check("*", true);
        check("\"abc\"", false);
        check("ab", false);
    }
}
