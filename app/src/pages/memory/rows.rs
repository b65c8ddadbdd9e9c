//! The rows: only those in view are in the document, however long the list is, and all of them can be
//! reached with keys.

use leptos::html::Div;
use leptos::prelude::*;
use protocol::ids::FactId;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::list::{List, Shown};
use super::row::{self, Row};
use super::wanted::Wanted;
use crate::browser;

/// How high a row of the list is, in rem: all alike, so that places follow from numbers.
const ROW: f64 = 4.75;
/// Rows are put in and taken out in steps, so that not every moved pixel draws.
const STEP: u32 = 8;
/// So many rows a page key moves.
const PAGE: i64 = 8;
/// The list's id: the keys go there.
pub const LIST: &str = "memory-list";

/// The rows and who is chosen among them.
#[derive(Clone, Copy)]
pub struct Rows {
    list: List,
    wanted: Memo<Wanted>,
    /// The row that keys act on.
    active: RwSignal<u32>,
    open: Memo<Option<FactId>>,
}

impl Rows {
    /// The rows of a list.
    pub fn new(list: List, wanted: Memo<Wanted>, open: Memo<Option<FactId>>) -> Self {
        let rows = Self {
            list,
            wanted,
            active: RwSignal::new(0),
            open,
        };
        // A memo: the same list again, as after a change, stays where it is.
        let shown_for = Memo::new(move |_| list.shown_for.get());
        Effect::new(move |_| {
            // Another list begins at its top.
            shown_for.track();
            rows.active.set(0);
            if let Some(element) = browser::element(LIST) {
                element.set_scroll_top(0);
            }
        });
        rows
    }

    /// Draws the rows that are in view.
    pub fn draw(self) -> AnyView {
        let element = NodeRef::<Div>::new();
        let measure = move || {
            if let Some(element) = element.get_untracked() {
                self.measure(&element);
            }
        };
        browser::on_scroll_or_resize(measure);
        Effect::new(move |_| {
            self.list.shown.track();
            element.track();
            request_animation_frame(measure);
        });
        let rows = move || {
            let (from, to) = self.drawn();
            let rows = (from..to).map(|place| self.row(place));
            rows.collect_view()
        };
        let above = move || rem(self.drawn().0);
        let below = move || rem(self.list.len().saturating_sub(self.drawn().1));
        let active_row = move || {
            let (from, to) = self.drawn();
            let active = self.active.get();
            (from..to)
                .contains(&active)
                .then(|| row::element_id(active))
        };
        view! {
            <div
                id=LIST
                class="memory__list"
                role="listbox"
                tabindex="0"
                aria-label="Patterns"
                aria-activedescendant=active_row
                data-test="memory-list"
                on:keydown=move |event| self.press(&event)
                on:mousedown=|event| hold_focus(&event)
            >
                <div node_ref=element role="presentation" style:padding-block-start=above style:padding-block-end=below>
                    {move || rows()}
                </div>
            </div>
        }
        .into_any()
    }

    /// Rows in the document: from, to. What was found is short and has rows of any height.
    fn drawn(self) -> (u32, u32) {
        let (from, to) = self.list.window.get();
        self.list.shown.with(|shown| match shown {
            Shown::Nothing => (0, STEP),
            Shown::Found(..) => (0, self.list.len()),
            Shown::List(listed) => (from.min(listed.total), to.min(listed.total)),
        })
    }

    fn row(self, place: u32) -> AnyView {
        let total = self.list.len();
        let active = self.active.get() == place;
        self.list.shown.with(|shown| {
            let hit = match shown {
                Shown::Found(found, _) => found.hits.get(place as usize),
                _ => None,
            };
            let line = match shown {
                Shown::List(listed) => listed.line(place),
                _ => hit.map(|hit| &hit.line),
            };
            let id = line.map(|line| line.id);
            let row = Row {
                place,
                total,
                address: self.wanted.with(|wanted| wanted.address(id)),
                open: id.is_some() && id == self.open.get(),
                active,
                height: ROW,
            };
            match line {
                Some(line) => row::line(row, line, hit),
                None => row::coming(row),
            }
        })
    }

    /// Which rows are in view, from where the list stands in the window.
    fn measure(self, element: &HtmlElement) {
        let row = ROW * browser::rem();
        let top = element.get_bounding_client_rect().top();
        let height = browser::window_height();
        // A float becomes the nearest number that fits.
        let first = (-top / row) as u32 / STEP * STEP;
        let last = (((height - top) / row) as u32 / STEP + 2) * STEP;
        let window = (first.saturating_sub(STEP), last);
        if self.list.window.get_untracked() != window {
            self.list.window.set(window);
        }
    }

    fn press(self, event: &KeyboardEvent) {
        let last = i64::from(self.list.len()) - 1;
        let active = i64::from(self.active.get_untracked());
        let to = match event.key().as_str() {
            "ArrowDown" => active + 1,
            "ArrowUp" => active - 1,
            "PageDown" => active + PAGE,
            "PageUp" => active - PAGE,
            "Home" => 0,
            "End" => last,
            "Enter" | " " => {
                event.prevent_default();
                return self.open_active();
            }
            _ => return,
        };
        event.prevent_default();
        self.activate(to.clamp(0, last.max(0)) as u32);
    }

    /// Makes a row the one that keys act on, and brings it into view.
    fn activate(self, place: u32) {
        self.active.set(place);
        if let Some(row) = browser::element(&row::element_id(place)) {
            browser::bring_into_view(&row);
            return;
        }
        // It is not in the document: scroll to where it will be.
        let there = f64::from(place) * ROW * browser::rem();
        let scroller = [LIST, "content"].into_iter().find_map(|id| {
            browser::element(id).filter(|it| it.scroll_height() > it.client_height())
        });
        if let (Some(scroller), Some(list)) = (scroller, browser::element(LIST)) {
            let start =
                list.get_bounding_client_rect().top() - scroller.get_bounding_client_rect().top();
            let inside = if scroller == list {
                0.0
            } else {
                start + f64::from(scroller.scroll_top())
            };
            let middle = f64::from(scroller.client_height()) / 2.0;
            scroller.set_scroll_top((inside + there - middle) as i32);
        }
    }

    fn open_active(self) {
        if let Some(pattern) = self.list.at(self.active.get_untracked()) {
            let address = self.wanted.get_untracked().address(Some(pattern));
            self.list.session.router.go(&address);
        }
    }
}

fn rem(rows: u32) -> String {
    // Quarters by hand: formatting a float would bring its tables along.
    let quarters = u64::from(rows) * (ROW * 4.0) as u64;
    format!("{}.{:02}rem", quarters / 4, quarters % 4 * 25)
}

/// The focus stays on the list: a row that has it may be taken out of the document.
fn hold_focus(event: &web_sys::MouseEvent) {
    let inside = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|target| {
            target
                .closest("[role=option]")
                .is_ok_and(|row| row.is_some())
        });
    if inside && event.button() == 0 {
        event.prevent_default();
        browser::focus(LIST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_for_rows_is_exact() {
        assert_eq!(rem(0), "0.00rem");
        assert_eq!(rem(1), "4.75rem");
        assert_eq!(rem(100_000), "475000.00rem");
    }
}
