//! Agents: who there is to ask, and one of them with all that it holds. Words and filters stand in the
//! address.

mod filters;
mod list;
mod one;
mod rows;
mod wanted;

use leptos::prelude::*;
use protocol::message::Stage;
use protocol::words;

use crate::components::{failure_note, head, progress};
use crate::state::use_session;
use list::List;

pub use one::agent;

/// The page at `/agents`.
pub fn agents() -> AnyView {
    let session = use_session();
    let list = List::follow();
    let title = view! { <h1 class="head__title">"Agents"</h1> };
    let count = move || {
        list.found.with(|found| {
            let total = found.as_ref()?.total;
            Some(format!(
                "{} agents, each on one feature, fault, interface or group of parameters",
                words::grouped(u64::from(total))
            ))
        })
    };
    let remark = view! { <span data-test="agents-total">{move || count()}</span> };
    view! {
        {head(title.into_any(), remark.into_any(), ().into_any())}
        <div class="columns columns--facets">
            {filters::domains(list)}
            <div class="columns__main">
                {filters::filters(list)}
                {progress(session.progress, Stage::Catalogue, None)}
                {move || list.failure.get().map(|failure| failure_note(&failure))}
                {rows::rows(list)}
            </div>
        </div>
    }
    .into_any()
}
