//! What holds for every answer: headers, the guard, the limits, the form of errors.

mod common;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, HOST};
use axum::http::{Request, StatusCode};
use common::{SCRIPT, Site, ask};

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = Site::new();
    let mut answers = Vec::new();
    for path in [
        "/",
        SCRIPT,
        "/missing.js",
        "/ask",
        "/api/v1/health",
        "/api/v1/nothing",
        "/api",
    ] {
        answers.push((path, site.get(path).await));
        answers.push((path, site.go_to(path).await));
        answers.push((path, site.send(ask("POST", path)).await));
    }
    let elsewhere = Request::builder().uri("/").header(HOST, "evil.example");
    answers.push((
        "another host",
        site.send(elsewhere.body(Body::empty()).unwrap()).await,
    ));

    for (path, answer) in answers {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("  "),
            "{policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "same-origin",
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert!(
            answer
                .header("permissions-policy")
                .contains("microphone=()"),
            "{path}"
        );
        assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        if path.starts_with("/api") || answer.status.is_client_error() {
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn the_api_never_answers_with_the_page() {
    let site = Site::new();
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/nothing",
        "/api/v2/health",
        "/api/ask",
    ] {
        let answer = site.go_to(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.error_code(), "not-found", "{path}");
    }
    let answer = site.send(ask("DELETE", "/api/v1/health")).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.header("allow"), "GET,HEAD");
    assert_eq!(answer.error_code(), "method-not-allowed");
}

#[tokio::test]
async fn only_this_machines_names_are_answered() {
    let site = Site::new();
    let check = async |host: Option<&str>, expected: StatusCode| {
        let mut request = Request::builder().uri("/api/v1/health");
        if let Some(host) = host {
            request = request.header(HOST, host);
        }
        let answer = site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, expected, "{host:?}");
        if expected != StatusCode::OK {
            assert_eq!(answer.error_code(), "host-refused");
        }
    };
    check(Some("localhost:4173"), StatusCode::OK).await;
    check(Some("[::1]:4173"), StatusCode::OK).await;
    check(Some("evil.example"), StatusCode::MISDIRECTED_REQUEST).await;
    check(
        Some("127.0.0.1.nip.io:4173"),
        StatusCode::MISDIRECTED_REQUEST,
    )
    .await;
    check(None, StatusCode::MISDIRECTED_REQUEST).await;

    let two = Request::builder()
        .uri("/")
        .header(HOST, "localhost")
        .header(HOST, "evil.example");
    let answer = site.send(two.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn pages_of_other_sites_may_link_to_the_app_but_not_ask_the_api() {
    let site = Site::new();
    let check = async |path: &str, from: &str, expected: StatusCode| {
        let mut request = ask("GET", path);
        request
            .headers_mut()
            .insert("sec-fetch-site", from.parse().unwrap());
        assert_eq!(site.send(request).await.status, expected, "{path} {from}");
    };
    check("/api/v1/health", "same-origin", StatusCode::OK).await;
    check("/api/v1/health", "none", StatusCode::OK).await;
    check("/api/v1/health", "same-site", StatusCode::FORBIDDEN).await;
    check("/api/v1/health", "cross-site", StatusCode::FORBIDDEN).await;
    check("/", "cross-site", StatusCode::OK).await;
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_unread() {
    let site = Site::new();
    let mut request = ask("POST", "/api/v1/health");
    request
        .headers_mut()
        .insert(CONTENT_LENGTH, "65537".parse().unwrap());
    let answer = site.send(request).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.error_code(), "request-too-large");
}

#[tokio::test]
async fn each_request_has_an_id_of_its_own_whatever_it_sends() {
    let site = Site::new();
    let mut request = ask("GET", "/");
    request
        .headers_mut()
        .insert("x-request-id", "mine".parse().unwrap());
    let one = site.send(request).await;
    let two = site.get("/").await;
    assert_ne!(one.header("x-request-id"), "mine");
    assert_ne!(one.header("x-request-id"), two.header("x-request-id"));
}
