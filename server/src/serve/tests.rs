//! How a server ends, over real sockets.
#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;

use super::{ServeError, serve_until};

/// Far longer than a test may take: it fails by the test's own limit, not by passing late.
const LONG: Duration = Duration::from_secs(600);

struct Served {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Result<(), ServeError>>,
}

async fn serve(router: Router, patience: Duration) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let signal = async { stopped.await.unwrap_or_default() };
    let ended = tokio::spawn(serve_until(signal, patience, listener, router));
    Served {
        address,
        stop,
        ended,
    }
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_end() {
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let handler = {
        let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
        async move || {
            begun.notify_one();
            go_on.notified().await;
            "done"
        }
    };
    let Served {
        address,
        stop,
        ended,
    } = serve(Router::new().route("/", get(handler)), LONG).await;
    let mut client = TcpStream::connect(address).await.unwrap();
    client
        .write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .unwrap();
    begun.notified().await;

    stop.send(()).unwrap();
    // From here on nobody new is let in; the one inside is.
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!ended.is_finished());
    go_on.notify_one();

    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("done"), "{answer}");
    ended.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_connection_that_only_waits_does_not_hold_up_the_end() {
    let Served {
        address,
        stop,
        ended,
    } = serve(Router::new(), LONG).await;
    let mut client = TcpStream::connect(address).await.unwrap();
    client
        .write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .unwrap();
    let mut some = [0; 16];
    client.read_exact(&mut some).await.unwrap();

    stop.send(()).unwrap();
    ended.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_request_that_never_ends_is_dropped() {
    let begun = Arc::new(Notify::new());
    let handler = {
        let begun = Arc::clone(&begun);
        async move || {
            begun.notify_one();
            std::future::pending::<()>().await;
        }
    };
    let router = Router::new().route("/", get(handler));
    let Served {
        address,
        stop,
        ended,
    } = serve(router, Duration::from_millis(20)).await;
    let mut client = TcpStream::connect(address).await.unwrap();
    client
        .write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .unwrap();
    begun.notified().await;

    stop.send(()).unwrap();
    ended.await.unwrap().unwrap();
}
