//! Who may ask. A web page elsewhere can make a browser on this machine send us requests; this
//! refuses them. It does not know users: there are none yet.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;

/// The names under which this server answers.
///
/// A page whose own name is made to point at this machine (DNS rebinding) would be of our origin in
/// the browser's eyes; its requests still carry its own name.
#[derive(Debug)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// The loopback names, the address that the server listens on, and those of a proxy before it.
    #[must_use]
    pub fn new(bound: IpAddr, behind_proxy: &[String]) -> Self {
        let mut names: Vec<String> = ["localhost", "127.0.0.1", "[::1]"]
            .map(str::to_owned)
            .into();
        names.push(match bound {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        });
        names.extend(behind_proxy.iter().cloned());
        Self(names)
    }

    /// Whether a request may be for this host. The port does not matter: a tunnel has another.
    #[must_use]
    pub fn contains(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else {
            return false;
        };
        !host.contains('@')
            && self
                .0
                .iter()
                .any(|name| name.eq_ignore_ascii_case(authority.host()))
    }
}

/// Refuses requests for other hosts, and API requests that a page of another site makes.
pub async fn check(State(hosts): State<Arc<Hosts>>, request: Request, next: Next) -> Response {
    if !host_of(&request).is_some_and(|host| hosts.contains(host)) {
        return ApiError::HostRefused.into_response();
    }
    if request.uri().path().starts_with("/api") && from_another_site(&request) {
        return ApiError::OtherSiteRefused.into_response();
    }
    next.run(request).await
}

/// The host that is asked for. Two of them are none: nobody honest sends that.
fn host_of(request: &Request) -> Option<&str> {
    let mut hosts = request.headers().get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok(),
        (Some(_), Some(_)) => None,
        (None, _) => request.uri().authority().map(Authority::as_str),
    }
}

/// Browsers say so themselves and pages cannot change it; programs say nothing.
fn from_another_site(request: &Request) -> bool {
    let site = request.headers().get("sec-fetch-site");
    site.is_some_and(|site| site == "cross-site" || site == "same-site")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_names_the_bound_address_and_the_proxys_names_are_ours() {
        let hosts = Hosts::new(
            IpAddr::from([10, 0, 0, 7]),
            &["elex.example.org".to_owned()],
        );
        let ours = [
            "localhost",
            "LOCALHOST:8000",
            "127.0.0.1:4173",
            "[::1]:4173",
            "10.0.0.7",
            "Elex.example.org:443",
        ];
        for host in ours {
            assert!(hosts.contains(host), "{host}");
        }
    }

    #[test]
    fn every_other_name_is_refused() {
        let hosts = Hosts::new(IpAddr::from([127, 0, 0, 1]), &[]);
        let others = [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil.example@localhost",
            "10.0.0.7:4173",
            "0.0.0.0",
            "127.0.0.2",
            "local host",
            "",
        ];
        for host in others {
            assert!(!hosts.contains(host), "{host}");
        }
    }
}
