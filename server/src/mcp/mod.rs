//! `elex mcp`: the reasoning memory as tools for an AI agent, over MCP on standard input and output.
//!
//! [`fields`] is what a tool takes: declared and enforced from one table. [`tools`] has each tool in a
//! file of its own; [`handler`] is the only place that knows the protocol. Standard output carries
//! nothing but messages. Other programs may write to the same folder: the engine looks for what they
//! wrote before each request.

mod fields;
mod handler;
mod judged;
mod recalled;
mod shown;
mod tools;

use rmcp::ServiceExt;
use rmcp::service::ServerInitializeError;

use crate::arguments::Mcp;
use crate::memory::{MemoryError, Store};
use handler::Handler;

/// Why the server stopped before its client did.
#[derive(Debug, thiserror::Error)]
pub enum McpError {
    /// The memory cannot be opened or was lost.
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// There is nothing to run on.
    #[error("the server cannot be started ({0})")]
    Runtime(#[from] std::io::Error),
    /// The client does not begin as MCP wants it.
    #[error("the client did not begin a session ({0})")]
    Session(Box<ServerInitializeError>),
    /// A bug.
    #[error("the server failed ({0})")]
    Failed(#[from] tokio::task::JoinError),
}

/// Serves until standard input ends.
///
/// # Errors
/// See [`McpError`].
pub fn run(options: &Mcp) -> Result<(), McpError> {
    let store = Store::open(options.data.as_deref())?;
    // One thread: calls reach the engine in the order in which they came.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let served = runtime.block_on(serve(Handler::new(store.engine())));
    // A read that waits for more input must not hold up the end.
    runtime.shutdown_background();
    let closed = store.close();
    served?;
    Ok(closed?)
}

async fn serve(handler: Handler) -> Result<(), McpError> {
    match handler.serve(rmcp::transport::stdio()).await {
        Ok(session) => {
            session.waiting().await?;
            Ok(())
        }
        // Nobody ever asked for anything.
        Err(ServerInitializeError::ConnectionClosed(_)) => Ok(()),
        Err(error) => Err(McpError::Session(Box::new(error))),
    }
}
