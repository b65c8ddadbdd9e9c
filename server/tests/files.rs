//! The app as files: types, caching, compressed copies, and which addresses mean the page.

mod common;

use axum::http::StatusCode;
use axum::http::header::IF_NONE_MATCH;
use common::{FILES, PAGE, PART, SCRIPT, Site, WASM, WORKER, ask, compressed};

#[tokio::test]
async fn every_file_comes_as_what_it_is() {
    let site = Site::new();
    for (file, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        (SCRIPT, "text/javascript; charset=utf-8"),
        (WASM, "application/wasm"),
        (PART, "application/octet-stream"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/icon.svg", "image/svg+xml"),
    ] {
        let answer = site.get(file).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
        assert_eq!(answer.header("content-type"), content_type, "{file}");
        let expected = if content_type.starts_with("text/html") {
            PAGE
        } else {
            file
        };
        assert_eq!(answer.text(), expected, "{file}");
    }
}

#[tokio::test]
async fn only_files_named_by_content_or_build_are_kept_for_ever() {
    let site = Site::new();
    for file in FILES {
        let kept = [SCRIPT, WASM, WORKER, PART].contains(&file);
        let expected = if kept {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        assert_eq!(
            site.get(file).await.header("cache-control"),
            expected,
            "{file}"
        );
    }
    assert_eq!(site.get("/").await.header("cache-control"), "no-cache");
    assert_eq!(
        site.go_to("/settings").await.header("cache-control"),
        "no-cache"
    );
    // What is missing today may be there tomorrow.
    assert_eq!(
        site.get("/w/0000/worker.js").await.header("cache-control"),
        "no-store"
    );
}

#[tokio::test]
async fn a_known_file_is_not_sent_again_and_a_changed_one_is() {
    let site = Site::new();
    let first = site.get("/sw.js").await;
    let again = || {
        let mut request = ask("GET", "/sw.js");
        request
            .headers_mut()
            .insert(IF_NONE_MATCH, first.headers["etag"].clone());
        request
    };
    let known = site.send(again()).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert!(known.body.is_empty());
    for header in ["etag", "cache-control", "vary", "content-security-policy"] {
        assert_eq!(known.header(header), first.header(header), "{header}");
    }

    // The same length and, on most disks, the same second.
    std::fs::write(site.dir.path().join("dist/sw.js"), "/SW.js").unwrap();
    let changed = site.send(again()).await;
    assert_eq!((changed.status, changed.text()), (StatusCode::OK, "/SW.js"));
}

#[tokio::test]
async fn compressed_copies_go_to_those_who_take_them() {
    let site = Site::new();
    let small = site.get_brotli(SCRIPT).await;
    assert_eq!(small.text(), compressed(SCRIPT));
    assert_eq!(small.header("content-encoding"), "br");
    assert_eq!(
        small.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert_eq!(small.header("vary"), "accept-encoding");

    let plain = site.get(SCRIPT).await;
    assert_eq!(
        (plain.text(), plain.header("content-encoding")),
        (SCRIPT, "")
    );
    assert_eq!(plain.header("vary"), "accept-encoding");
    assert_ne!(plain.header("etag"), small.header("etag"));

    let no_copy = site.get_brotli(WASM).await;
    assert_eq!(
        (no_copy.text(), no_copy.header("content-encoding")),
        (WASM, "")
    );
    assert_eq!(site.get_brotli("/").await.text(), compressed("/index.html"));
    assert_eq!(
        site.get(&format!("{SCRIPT}.br")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_person_gets_the_page_at_every_address_of_the_app() {
    let site = Site::new();
    for path in [
        "/ask",
        "/ask/0190a",
        "/telemetry?from=1#x",
        "/counters/RRU.PrbTotDl",
        "/%E2%80%A6",
    ] {
        let path = path.split('#').next().unwrap();
        let answer = site.go_to(path).await;
        assert_eq!(
            (answer.status, answer.text()),
            (StatusCode::OK, PAGE),
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_is_no_address_of_the_app_is_missing() {
    let site = Site::new();
    std::fs::remove_file(site.dir.path().join("dist/sw.js")).unwrap();
    // Not even to a browser that would take a page for it.
    for path in [
        "/sw.js",
        "/app-0000000000000000.js",
        "/w/00/worker_bg.wasm",
        "/favicon.ico",
    ] {
        let answer = site.go_to(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.error_code(), "not-found", "{path}");
    }
    // Nor to a script that asks for an address of the app, or for a folder.
    for path in ["/ask", "/w", "/w/", "/catalogue/"] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn no_address_leads_out_of_the_folder() {
    let site = Site::new();
    for path in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/w/../../secret.txt",
        "/w/..%5c..%5csecret.txt",
        "//secret.txt",
        "/w//../secret.txt",
        "/%00/secret.txt",
    ] {
        for answer in [site.get(path).await, site.go_to(path).await] {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(answer.error_code(), "not-found", "{path}");
        }
    }
}

#[tokio::test]
async fn a_head_request_gets_the_headers_alone() {
    let site = Site::new();
    for path in ["/", SCRIPT] {
        let whole = site.get(path).await;
        let head = site.send(ask("HEAD", path)).await;
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
        assert_eq!(head.header("content-length"), whole.body.len().to_string());
        assert_eq!(head.header("etag"), whole.header("etag"));
    }
}

#[tokio::test]
async fn files_are_only_read() {
    let site = Site::new();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let answer = site.send(ask(method, "/index.html")).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.header("allow"), "GET, HEAD");
        assert_eq!(answer.error_code(), "method-not-allowed");
    }
}
