//! `/api/v1/health`: right when all is well, and not when something is not.

mod common;

use axum::http::StatusCode;
use common::Site;

#[tokio::test]
async fn a_working_server_names_version_build_and_store() {
    let site = Site::new();
    let answer = site.get("/api/v1/health").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    let health = answer.json();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(health["build"], "12ab34cd");
    assert_eq!(health["storage"]["adapter"], "sqlite");
    assert!(
        health["storage"]["format"]
            .as_u64()
            .is_some_and(|format| format > 0),
        "{health}"
    );
    assert!(site.dir.path().join("elex.db").exists());
}

#[tokio::test]
async fn a_new_build_is_seen_without_a_restart() {
    let site = Site::new();
    let page = site.dir.path().join("dist/index.html");
    std::fs::write(&page, "<meta name=\"build-id\" content=\"99ff\">").unwrap();
    assert_eq!(site.get("/api/v1/health").await.json()["build"], "99ff");
    std::fs::write(&page, "<title>a page of no build</title>").unwrap();
    assert!(site.get("/api/v1/health").await.json()["build"].is_null());
}

#[tokio::test]
async fn without_its_page_a_server_is_not_healthy() {
    let site = Site::new();
    std::fs::remove_file(site.dir.path().join("dist/index.html")).unwrap();
    let answer = site.get("/api/v1/health").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.error_code(), "file-unreadable");
}

#[tokio::test]
async fn without_its_engine_a_server_is_not_healthy() {
    let mut site = Site::new();
    site.running.take().unwrap().stop().unwrap();
    let answer = site.get("/api/v1/health").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.error_code(), "engine-crashed");
}

#[tokio::test]
async fn a_database_that_was_spoilt_meanwhile_is_noticed() {
    let site = Site::new();
    assert_eq!(site.get("/api/v1/health").await.status, StatusCode::OK);
    for file in ["elex.db", "elex.db-wal", "elex.db-shm"] {
        std::fs::write(site.dir.path().join(file), [0x55; 65536]).unwrap();
    }
    let answer = site.get("/api/v1/health").await;
    assert_eq!(
        answer.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "{}",
        answer.text()
    );
    assert!(answer.error_code().starts_with("storage-"));
}
