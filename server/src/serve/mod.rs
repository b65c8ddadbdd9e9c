//! `elex serve`: opens the app, the data and the port, and closes them again.

mod error;
mod stop;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::arguments::Serve;
use crate::guard::Hosts;
use crate::native::{Folder, NativeEngine, Place, Running};
use crate::router::{AppState, app};
use crate::web::Dist;
pub use error::ServeError;

/// How long open requests may take to end once a stop is asked for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Serves until a signal asks to stop.
///
/// # Errors
/// When the app, the data or the port cannot be opened, or the port is lost.
pub async fn run(options: Serve) -> Result<(), ServeError> {
    refuse_public(options.addr.ip(), &options.behind_proxy)?;
    let dist = Dist::open(&options.dist)?;
    let stop = stop::signal().map_err(ServeError::Signals)?;
    let listener = listen(options.addr).await?;
    let address = listener.local_addr().map_err(ServeError::Lost)?;

    let running = open_store(&options)?;
    let state = AppState {
        dist: Arc::new(dist),
        engine: running.engine.clone(),
        hosts: Arc::new(Hosts::new(address.ip(), &options.behind_proxy)),
    };
    announce(address);
    let served = serve_until(stop, PATIENCE, listener, app(state)).await;
    running.stop()?;
    served
}

/// A server keeps what it is given: memory in place of the file is no choice here.
fn open_store(options: &Serve) -> Result<Running, ServeError> {
    let file = Folder::open(options.data.as_deref())?.database();
    let running =
        NativeEngine::start(Place::File(file)).map_err(|error| ServeError::Store(error.into()))?;
    match running.report.fallback.clone() {
        Some(failure) => Err(ServeError::Store(failure)),
        None => Ok(running),
    }
}

/// Other machines would send questions and later passwords in the clear.
fn refuse_public(address: IpAddr, behind_proxy: &[String]) -> Result<(), ServeError> {
    if address.is_loopback() || !behind_proxy.is_empty() {
        Ok(())
    } else {
        Err(ServeError::Public(address))
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address)
        .await
        .map_err(|cause| ServeError::listening(address, cause))
}

/// The one line on standard output. Whoever reads it may have gone; that is no reason to stop.
fn announce(address: SocketAddr) {
    let mut out = std::io::stdout().lock();
    if let Err(error) =
        writeln!(out, "Elex is ready at http://{address}").and_then(|()| out.flush())
    {
        tracing::warn!(%error, "the address could not be printed");
    }
}

/// After the signal no new request is taken and open ones end; those that do not are dropped.
async fn serve_until(
    stop: impl Future<Output = ()> + Send + 'static,
    patience: Duration,
    listener: TcpListener,
    router: Router,
) -> Result<(), ServeError> {
    let (stopping, stopped) = oneshot::channel::<()>();
    let signal = async move {
        stop.await;
        drop(stopping);
    };
    let out_of_patience = async {
        stopped.await.ok();
        tokio::time::sleep(patience).await;
    };
    let serving = axum::serve(listener.tap_io(send_at_once), router).with_graceful_shutdown(signal);
    tokio::select! {
        ended = serving => ended.map_err(ServeError::Lost),
        () = out_of_patience => {
            tracing::warn!("some requests did not end in time and were dropped");
            Ok(())
        }
    }
}

/// Small answers must not wait for more to send.
fn send_at_once(socket: &mut TcpStream) {
    if let Err(error) = socket.set_nodelay(true) {
        tracing::debug!(%error, "the socket keeps its delay");
    }
}
