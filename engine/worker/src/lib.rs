//! What a worker of ours gets from the browser: the files beside the app, and the platform. Shared by
//! the worker that hosts the engine and the one that measures it.

pub mod calculators;
pub mod files;
pub mod platform;
