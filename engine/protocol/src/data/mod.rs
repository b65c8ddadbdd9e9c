//! What is stored: facts, cells and registers, which may travel between replicas, and local
//! rows, which never leave the device.
//!
//! | class | written by | merged by |
//! | --- | --- | --- |
//! | [`Fact`] | anybody, once | union; the id is the content |
//! | [`Cell`] | its replica alone | the higher version |
//! | [`Register`] | anybody, again and again | the last by (clock, replica, hash) |
//! | local | this device | never |
//!
//! [`decide`] is the whole merge rule: every storage adapter calls it inside its transaction,
//! and so will every server.

mod cell;
mod change;
mod fact;
mod join;
mod key;
mod kind;
mod register;

pub use cell::{Cell, CellKey, Delta};
pub use change::{Change, Expect};
pub use fact::Fact;
pub use join::{Decision, JoinError, decide};
pub use key::{Key, KeyRange, LocalKey};
pub use kind::{Kind, Space};
pub use register::{Register, RegisterKey};
