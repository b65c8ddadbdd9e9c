//! Parts that more than one page draws. They take plain values and callbacks: no session, no client.

mod button;
mod dialog;
mod failure;
mod head;
mod icon;
mod progress;
mod scale;
mod search;
mod strip;
mod switch;

pub use button::{act, copy_button, has, link};
pub use dialog::{close_dialog, dialog, open_dialog};
pub use failure::failure_note;
pub use head::{head, section_head};
pub use icon::{Icon, icon, logo};
pub use progress::{Progress, progress};
pub use scale::{Scale, legend, scale};
pub use search::{Search, search_field};
pub use strip::strip;
pub use switch::{Choice, switch};
