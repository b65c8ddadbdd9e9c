//! `/api/v1/health`: whether the server works, asked of its parts and not assumed.

use axum::Json;
use axum::extract::State;
use protocol::message::{Reply, Request, StorageView};
use protocol::storage::Adapter;
use serde::Serialize;

use crate::error::ApiError;
use crate::router::AppState;

/// What a working server says of itself.
#[derive(Serialize, Debug)]
pub struct Health {
    /// Always `ok`: a server that is not says so with an error.
    pub status: &'static str,
    /// Version of this program.
    pub version: &'static str,
    /// Build id of the app that is served; `null` when the page does not say.
    pub build: Option<String>,
    /// The store.
    pub storage: Storage,
}

/// The store, as it was read a moment ago.
#[derive(Serialize, Debug)]
pub struct Storage {
    /// Which adapter.
    pub adapter: Adapter,
    /// Format of the database.
    pub format: u32,
}

/// Reads the served page, and the store through the engine.
///
/// # Errors
/// When either cannot be read.
pub async fn show(State(state): State<AppState>) -> Result<Json<Health>, ApiError> {
    let build = state.dist.build_id().await?;
    let reply = state.engine.ask(Request::Storage).await?.reply?;
    let Reply::Storage(StorageView { report, .. }) = reply else {
        return Err(ApiError::Internal);
    };
    let storage = Storage {
        adapter: report.adapter,
        format: report.format,
    };
    Ok(Json(Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        build,
        storage,
    }))
}
