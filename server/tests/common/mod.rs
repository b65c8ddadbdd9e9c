//! A server without a socket, over a small app in a folder of its own.
#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(clippy::unwrap_used, reason = "these are parts of tests")]

pub mod elex;
pub mod mcp;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{ACCEPT, ACCEPT_ENCODING, HOST};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use server::guard::Hosts;
use server::native::{NativeEngine, Place, Running};
use server::web::Dist;
use server::{AppState, app};
use tempfile::TempDir;
use tower::ServiceExt;

pub const PAGE: &str =
    "<!doctype html><meta name=\"build-id\" content=\"12ab34cd\"><title>Elex</title>";
pub const SCRIPT: &str = "/app-0123456789abcdef.js";
pub const WASM: &str = "/app_bg-0123456789abcdef.wasm";
pub const WORKER: &str = "/w/12ab34cd/worker.js";
pub const PART: &str = "/catalogue/index.0123456789abcdef.bin";

/// Every file of the small app; only the first two have compressed copies.
pub const FILES: [&str; 9] = [
    "/index.html",
    SCRIPT,
    WASM,
    WORKER,
    PART,
    "/sw.js",
    "/boot.js",
    "/manifest.webmanifest",
    "/icon.svg",
];

pub struct Site {
    pub dir: TempDir,
    pub running: Option<Running>,
    router: axum::Router,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Writes the small app into `dist/` of a folder.
pub fn write_app(dir: &Path) {
    let dist = dir.join("dist");
    for file in FILES {
        let path = dist.join(&file[1..]);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = if file == "/index.html" { PAGE } else { file };
        fs::write(path, text).unwrap();
    }
    for file in &FILES[..2] {
        fs::write(dist.join(format!("{}.br", &file[1..])), compressed(file)).unwrap();
    }
    fs::write(dir.join("secret.txt"), "secret").unwrap();
}

/// What the small app has for brotli; nobody decompresses it here.
pub fn compressed(file: &str) -> String {
    format!("brotli of {file}")
}

impl Site {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        write_app(dir.path());
        let file = dir.path().join("elex.db");
        let running = NativeEngine::start(Place::File(file)).unwrap();
        let state = AppState {
            dist: Arc::new(Dist::open(&dir.path().join("dist")).unwrap()),
            engine: running.engine.clone(),
            hosts: Arc::new(Hosts::new([127, 0, 0, 1].into(), &[])),
        };
        Self {
            dir,
            running: Some(running),
            router: app(state),
        }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// What a script gets.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(ask("GET", path)).await
    }

    /// What a person gets who goes to an address.
    pub async fn go_to(&self, path: &str) -> Answer {
        let mut request = ask("GET", path);
        let accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        request
            .headers_mut()
            .insert(ACCEPT, accept.parse().unwrap());
        self.send(request).await
    }

    /// What a browser gets that takes brotli.
    pub async fn get_brotli(&self, path: &str) -> Answer {
        let mut request = ask("GET", path);
        request
            .headers_mut()
            .insert(ACCEPT_ENCODING, "gzip, deflate, br, zstd".parse().unwrap());
        self.send(request).await
    }
}

pub fn ask(method: &str, path: &str) -> Request<Body> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(HOST, "127.0.0.1:4173");
    request.body(Body::empty()).unwrap()
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The code of an error, once its form is right.
    pub fn error_code(&self) -> String {
        let json = self.json();
        for part in ["code", "message", "hint", "request_id"] {
            assert!(
                !json[part].as_str().unwrap_or_default().is_empty(),
                "{part} in {json}"
            );
        }
        assert_eq!(json["request_id"], self.header("x-request-id"));
        assert_eq!(self.header("content-type"), "application/json");
        assert_eq!(self.header("cache-control"), "no-store");
        json["code"].as_str().unwrap().to_owned()
    }
}
