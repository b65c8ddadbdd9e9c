//! The engine on this machine: the folder with the data, what the engine needs of the system, and the
//! thread that it lives on. Nothing here looks into an answer.

mod catalogue;
mod caught;
mod clock;
mod embedding;
mod engine;
mod folder;

pub use catalogue::{calculator_tables, catalogue};
pub use caught::caught;
pub use embedding::embedder;
pub use engine::{Carried, NativeEngine, Place, Running, Stopped};
pub use folder::{Folder, FolderError};
