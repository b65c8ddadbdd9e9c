//! Dialogs on the browser's own element: it holds the focus, closes on Escape and gives it back.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, MouseEvent};

use crate::browser;

/// Draws a dialog. A click beside it closes it; `open` turns false however it is closed.
pub fn dialog(
    id: &'static str,
    class: &'static str,
    label: &'static str,
    open: RwSignal<bool>,
    body: AnyView,
) -> AnyView {
    let beside = move |event: MouseEvent| {
        // The dialog's own box is the target only outside its content.
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
        if target.is_some() {
            close_dialog(id);
        }
    };
    view! {
        <dialog id=id class=class aria-label=label on:click=beside on:close=move |_| open.set(false)>
            {body}
        </dialog>
    }
    .into_any()
}

/// Opens a dialog of the page; `open` is the signal that it was drawn with.
pub fn open_dialog(id: &str, open: RwSignal<bool>) {
    if let Some(dialog) = find(id)
        && !dialog.open()
    {
        open.set(true);
        dialog.show_modal().ok();
    }
}

/// Closes it.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = find(id) {
        dialog.close();
    }
}

fn find(id: &str) -> Option<HtmlDialogElement> {
    browser::element(id)?.dyn_into().ok()
}
