//! Why `elex serve` does not start, and what to do about it.

use std::io;
use std::net::{IpAddr, SocketAddr};

use protocol::failure::Failure;

use crate::failure::sentences;
use crate::native::{FolderError, Stopped};
use crate::web::DistError;

/// Why it does not start, or ends by itself.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program has the port.
    #[error("port {} of {} is in use, maybe by another elex", .0.port(), .0.ip())]
    PortInUse(SocketAddr),
    /// The system does not give us the address.
    #[error("cannot listen on {address} ({cause})")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// What the system says.
        cause: io::Error,
    },
    /// The address can be reached from other machines.
    #[error("{0} can be reached from other machines, and elex has no TLS of its own yet")]
    Public(IpAddr),
    /// There is no app to serve.
    #[error(transparent)]
    Dist(#[from] DistError),
    /// There is no folder for the data.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database cannot be used.
    #[error("{}", sentences(.0))]
    Store(Failure),
    /// The engine's thread is gone.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// The system does not tell us of signals.
    #[error("cannot wait for a signal to stop ({0})")]
    Signals(io::Error),
    /// The port is lost.
    #[error("the port was lost ({0})")]
    Lost(io::Error),
}

impl ServeError {
    /// What went wrong when asking for a port.
    pub(super) fn listening(address: SocketAddr, cause: io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::AddrInUse => Self::PortInUse(address),
            _ => Self::Listen { address, cause },
        }
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::PortInUse(address) => {
                format!(
                    "Stop that program, or take any free port: --addr {}",
                    with_port_0(*address)
                )
            }
            Self::Listen { .. } => {
                "Choose another address with --addr, such as 127.0.0.1:0".to_owned()
            }
            Self::Public(_) => {
                "Use --addr 127.0.0.1:4173. If a proxy with TLS passes requests on, \
                 name the host it serves: --behind-proxy elex.example.org"
                    .to_owned()
            }
            Self::Dist(_) => {
                "`cargo xtask run` builds it; --dist names a folder elsewhere".to_owned()
            }
            Self::Folder(_) => "Name another folder with --data".to_owned(),
            Self::Store(_) => "The server does not start without its database".to_owned(),
            Self::Signals(_) | Self::Lost(_) | Self::Stopped(_) => "Start it again".to_owned(),
        }
    }
}

fn with_port_0(mut address: SocketAddr) -> SocketAddr {
    address.set_port(0);
    address
}
