//! How a request fails: one type, and the one place where an error becomes a response.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use protocol::failure::{Code, Failure};
use protocol::words;
use serde::Serialize;

use crate::native::Stopped;
use crate::request_id;

/// Why a request has no answer.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ApiError {
    /// Nothing has this address.
    #[error("there is nothing at this address")]
    NotFound,
    /// The address exists, the method does not.
    #[error("this address does not take this method")]
    MethodNotAllowed,
    /// The request names a host that this server does not answer for.
    #[error("this server does not answer for the host it was asked under")]
    HostRefused,
    /// A page of another site asks the API.
    #[error("another site may not ask this server")]
    OtherSiteRefused,
    /// The body is larger than [`crate::limits::MAX_BODY_BYTES`].
    #[error("the request is too large")]
    TooLarge,
    /// The answer took longer than [`crate::limits::MAX_TIME`].
    #[error("the answer took too long")]
    TooSlow,
    /// A file of the app is there but cannot be read.
    #[error("a file of the app cannot be read")]
    FileUnreadable,
    /// The engine's thread is gone.
    #[error("the engine stopped unexpectedly")]
    EngineStopped,
    /// A bug.
    #[error("the server failed")]
    Internal,
    /// The engine or its store failed.
    #[error("{}", words::failure(.0).what)]
    Engine(Failure),
}

/// The body of every error.
#[derive(Serialize)]
struct ErrorBody {
    code: &'static str,
    message: String,
    hint: &'static str,
    request_id: Option<String>,
}

impl ApiError {
    /// The response to a request whose handler panicked; the panic itself is on standard error.
    pub fn panicked() -> Response {
        tracing::error!("a request handler panicked");
        Self::Internal.into_response()
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::HostRefused => "host-refused",
            Self::OtherSiteRefused => "other-site-refused",
            Self::TooLarge => "request-too-large",
            Self::TooSlow => "request-timeout",
            Self::FileUnreadable => "file-unreadable",
            Self::EngineStopped => Code::EngineCrashed.as_str(),
            Self::Internal => "internal",
            Self::Engine(failure) => failure.code.as_str(),
        }
    }

    /// What to do.
    fn hint(&self) -> &'static str {
        match self {
            Self::NotFound => "Check the address; the API is under /api/v1/.",
            Self::MethodNotAllowed => "The header `allow` lists the methods.",
            Self::HostRefused => {
                "Open the address that `elex serve` printed, or name this host with --behind-proxy."
            }
            Self::OtherSiteRefused => "Ask from the app itself or from a program.",
            Self::TooLarge => "Send less at once.",
            Self::TooSlow => "Try again.",
            Self::FileUnreadable => "Build the app again with `cargo xtask run`.",
            Self::EngineStopped => "Start `elex serve` again; what was shown as saved is safe.",
            Self::Internal => "Try again; the server's log has the details.",
            Self::Engine(failure) => words::failure(failure).next,
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::HostRefused => StatusCode::MISDIRECTED_REQUEST,
            Self::OtherSiteRefused => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow | Self::EngineStopped => StatusCode::SERVICE_UNAVAILABLE,
            Self::FileUnreadable | Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Engine(failure) => status_of(failure.code),
        }
    }
}

/// What the asker can mend is theirs (4xx); the rest is the store's or ours.
fn status_of(code: Code) -> StatusCode {
    match code {
        Code::QuestionEmpty | Code::QuestionTooLong | Code::NoteTooLong | Code::WindowInvalid => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Code::AgentUnknown | Code::ResponseUnknown => StatusCode::NOT_FOUND,
        Code::MessageUnreadable | Code::BuildMismatch => StatusCode::BAD_REQUEST,
        Code::StorageConflict => StatusCode::CONFLICT,
        Code::StorageQuotaExceeded => StatusCode::INSUFFICIENT_STORAGE,
        Code::EngineCrashed => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        Self::Engine(failure)
    }
}

impl From<Stopped> for ApiError {
    fn from(_: Stopped) -> Self {
        Self::EngineStopped
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            // The detail may name a path of this machine: it is for the log, not for the asker.
            tracing::error!(code = self.code(), error = ?self, "a request failed");
        }
        let body = ErrorBody {
            code: self.code(),
            message: self.to_string(),
            hint: self.hint(),
            request_id: request_id::current().map(|id| id.to_string()),
        };
        (status, Json(body)).into_response()
    }
}
