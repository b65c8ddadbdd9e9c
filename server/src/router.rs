//! Every route and every layer. Nothing is decided here.

use std::sync::Arc;

use axum::routing::{any, get};
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;

use crate::error::ApiError;
use crate::guard::Hosts;
use crate::native::NativeEngine;
use crate::web::Dist;
use crate::{guard, headers, health, limits, request_id, web};

/// What requests are answered from.
#[derive(Clone)]
pub struct AppState {
    /// The built app.
    pub dist: Arc<Dist>,
    /// The engine with its store.
    pub engine: NativeEngine,
    /// Under which names this server may be asked.
    pub hosts: Arc<Hosts>,
}

/// The whole server, without a socket.
pub fn app(state: AppState) -> Router {
    let hosts = Arc::clone(&state.hosts);
    let nothing = any(async || ApiError::NotFound);
    // The layer that is added last is the first to see a request.
    Router::new()
        .route("/api/v1/health", get(health::show))
        .route("/api", nothing.clone())
        .route("/api/", nothing.clone())
        .route("/api/{*rest}", nothing)
        .fallback(web::show)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(middleware::from_fn(limits::keep))
        .layer(CatchPanicLayer::custom(|_| ApiError::panicked()))
        .layer(middleware::from_fn_with_state(hosts, guard::check))
        .layer(middleware::from_fn(headers::add))
        .layer(middleware::from_fn(request_id::add))
        .with_state(state)
}
