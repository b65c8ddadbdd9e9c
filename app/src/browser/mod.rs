//! Small doors to the browser: time, files, clipboard, colours. They know nothing of Elex's data.

mod dates;
mod files;
mod look;
mod page;
mod scroll;

pub use dates::{Moment, now};
pub use files::{copy, download};
pub use look::{Colours, colours, forget_look, look_changes, mirror_look};
pub use page::{
    after_paint, build_id, element, focus_question, is_typing, micros_since, open_afresh,
    page_clock, reload,
};
pub use scroll::{
    bring_into_view, bring_to_top, focus, focus_first, has_focus, on_scroll_or_resize, rem,
    window_height,
};
