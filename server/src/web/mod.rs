//! The built app as files: which file an address means and how it may be cached. Writes nothing and
//! compresses nothing; the compressed copies come with the build.

mod caching;
mod content_type;
mod dist;
mod encoding;

use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;
use crate::router::AppState;
pub use dist::{Dist, DistError, File};

const PAGE: &str = "/index.html";

/// The file at an address; the page itself where a person goes to an address inside the app.
pub async fn show(State(state): State<AppState>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(ALLOW, "GET, HEAD")];
        return (allow, ApiError::MethodNotAllowed).into_response();
    }
    match find(&state.dist, request.uri().path(), request.headers()).await {
        Ok((path, file)) => respond(path, file, request.headers()),
        Err(error) => error.into_response(),
    }
}

async fn find<'a>(
    dist: &Dist,
    path: &'a str,
    headers: &HeaderMap,
) -> Result<(&'a str, File), ApiError> {
    let path = if path == "/" { PAGE } else { path };
    let brotli = encoding::accepts_brotli(headers);
    match dist.read(path, brotli).await {
        // A missing script or service worker must not become a page: the browser would keep it.
        Err(ApiError::NotFound) if is_navigation(path, headers) => {
            Ok((PAGE, dist.read(PAGE, brotli).await?))
        }
        found => Ok((path, found?)),
    }
}

/// A person's own click or typed address, not a file that a page needs.
fn is_navigation(path: &str, headers: &HeaderMap) -> bool {
    let wants_page = headers.get_all(ACCEPT).iter().any(|accept| {
        accept
            .to_str()
            .is_ok_and(|accept| accept.contains("text/html"))
    });
    wants_page && !names_a_file(path)
}

/// Endings of files are lower case; a point in the name of a counter (`RRU.PrbTotDl`) is no ending.
fn names_a_file(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    last.rsplit_once('.').is_some_and(|(_, ending)| {
        ending
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

fn respond(path: &str, file: File, asked: &HeaderMap) -> Response {
    let tag = caching::tag(&file.bytes);
    let mut headers = HeaderMap::new();
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(caching::policy(path)),
    );
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    let unchanged = caching::has_tag(asked, &tag);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    if unchanged {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static(content_type::of(path)),
    );
    if file.brotli {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    (headers, file.bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::names_a_file;

    #[test]
    fn only_an_ending_names_a_file() {
        for file in ["/sw.js", "/a/b.webmanifest", "/x.mp3", "/.env", "/a."] {
            assert!(names_a_file(file), "{file}");
        }
        for page in [
            "/",
            "/ask",
            "/ask/0190a",
            "/v1.2/ask",
            "/counters/RRU.PrbTotDl",
        ] {
            assert!(!names_a_file(page), "{page}");
        }
    }
}
