//! How much one request may take: bytes and time.

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;

use crate::error::ApiError;

/// The largest body, before anything reads it.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
/// The longest time until an answer begins.
pub const MAX_TIME: Duration = Duration::from_secs(30);

/// Refuses a body that says it is larger, cuts off one that turns out to be, and ends what takes too long.
pub async fn keep(request: Request, next: Next) -> Response {
    if announced_bytes(&request).is_some_and(|bytes| bytes > MAX_BODY_BYTES as u64) {
        return ApiError::TooLarge.into_response();
    }
    let request = request.map(|body| Body::new(Limited::new(body, MAX_BODY_BYTES)));
    match tokio::time::timeout(MAX_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError::TooSlow.into_response(),
    }
}

fn announced_bytes(request: &Request) -> Option<u64> {
    request
        .headers()
        .get(CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}
