//! The official TypeScript client of MCP, with which the tools of `elex mcp` are called in a test.
//! Never shipped. TypeScript and not Python: Node and npm are there for axe-core already, while
//! Debian's Python has no venv until its package is installed.

use super::npm;
use anyhow::Result;
use std::path::PathBuf;

/// Where its package list, its lock and the test that uses it are.
pub const HOME: &str = "server/tests/mcp/client";

/// The folder `node_modules` that it is in.
///
/// # Errors
/// Where npm is missing or cannot install.
pub fn prepare() -> Result<PathBuf> {
    npm::locked(
        "mcp-client",
        HOME,
        "a test calls the tools of `elex mcp` with it",
    )
}
