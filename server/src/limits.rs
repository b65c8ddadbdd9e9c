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

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::http::StatusCode;
    use axum::routing::{get, post};
    use axum::{Router, middleware};
    use tower::ServiceExt;

    use super::*;

    fn router() -> Router {
        let never = async || std::future::pending::<()>().await;
        let length = async |body: Body| match to_bytes(body, usize::MAX).await {
            Ok(bytes) => bytes.len().to_string(),
            Err(_) => "cut off".to_owned(),
        };
        let router = Router::new()
            .route("/never", get(never))
            .route("/length", post(length));
        router.layer(middleware::from_fn(keep))
    }

    #[tokio::test(start_paused = true)]
    async fn what_never_answers_is_ended() {
        let request = Request::get("/never").body(Body::empty()).unwrap();
        let response = router().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    }

    #[tokio::test]
    async fn a_body_that_does_not_tell_its_length_is_cut_off() {
        let check = async |bytes: usize, expected: &str| {
            let request = Request::post("/length")
                .body(Body::from(vec![0; bytes]))
                .unwrap();
            let response = router().oneshot(request).await.unwrap();
            let text = to_bytes(response.into_body(), 100).await.unwrap();
            assert_eq!(text, expected, "{bytes}");
        };
        check(MAX_BODY_BYTES, &MAX_BODY_BYTES.to_string()).await;
        check(MAX_BODY_BYTES + 1, "cut off").await;
    }
}
