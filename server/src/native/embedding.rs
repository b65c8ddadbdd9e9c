//! The embedding table inside the program, so that no file is needed beside it.

use std::borrow::Cow;

use engine::memory::embed::Embedder;
use engine::ports::EmbeddingSource;
use protocol::failure::Failure;

use super::catalogue::CompiledIn;

static TABLE: &[u8] = include_bytes!("../../../engine/embedding/table.elv");

impl EmbeddingSource for CompiledIn {
    async fn table(
        &self,
        _progress: &dyn Fn(u64, Option<u64>),
    ) -> Result<Cow<'static, [u8]>, Failure> {
        Ok(TABLE.into())
    }
}

/// By the table; if a build carried a damaged one, hashed vectors do, and the log says so.
pub fn embedder() -> Embedder {
    Embedder::open(TABLE).unwrap_or_else(|error| {
        tracing::error!(%error, "the embedding table is of no use, hashed vectors are used");
        Embedder::Hashed
    })
}
