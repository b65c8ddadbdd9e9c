//! A chart in its frame: title, switch between picture and table, both from the same rows.

use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

use super::painter::paint;
use super::scene::Scene;
use crate::components::{Icon, icon};

/// A chart and its table.
pub struct Chart {
    /// Its name for tests.
    pub test: &'static str,
    /// What it shows.
    pub title: String,
    /// Of what.
    pub remark: String,
    /// The picture.
    pub scene: Scene,
    /// Heads of the table's columns after the first, which is the time.
    pub columns: Vec<&'static str>,
    /// A row per part of time.
    pub rows: Vec<Vec<String>>,
}

/// Draws a chart; it is painted again whenever `looks` changes. `as_table` outlives the drawing, so
/// that new figures do not turn the table back into the picture.
pub fn chart(chart: Chart, looks: RwSignal<u32>, as_table: RwSignal<bool>) -> AnyView {
    let Chart {
        test,
        title,
        remark,
        scene,
        columns,
        rows,
    } = chart;
    let starts = scene.starts.clone();
    let label = format!("{title}, the table holds the same rows");
    let picture = view! { <div class="chart">{picture(scene, label, looks)}</div> };
    let table = table(&starts, &columns, rows);
    framed(
        test,
        title,
        remark.into_any(),
        picture.into_any(),
        table,
        as_table,
    )
}

/// The frame of any picture that has a table beside it.
pub fn framed(
    test: &'static str,
    title: String,
    remark: AnyView,
    picture: AnyView,
    table: AnyView,
    as_table: RwSignal<bool>,
) -> AnyView {
    view! {
        <section class="section" data-test=test>
            <div class="section__head">
                <h2>{title}</h2>
                <span class="quiet">{remark}</span>
                <div class="section__tools">
                    <div class="switch" role="group" aria-label="Chart or table">
                        {side(as_table, false, Icon::Chart, "Chart")}
                        {side(as_table, true, Icon::Table, "Table")}
                    </div>
                </div>
            </div>
            <div hidden=move || as_table.get()>{picture}</div>
            <div class="table-frame" hidden=move || !as_table.get()>{table}</div>
        </section>
    }
    .into_any()
}

fn side(as_table: RwSignal<bool>, table: bool, shape: Icon, word: &'static str) -> AnyView {
    view! {
        <button
            type="button"
            class="switch__item"
            aria-label=word
            title=word
            aria-pressed=move || if as_table.get() == table { "true" } else { "false" }
            on:click=move |_| as_table.set(table)
        >
            {icon(shape)}
        </button>
    }
    .into_any()
}

/// Painted when it is there, when its size changes and when the colours do.
fn picture(scene: Scene, label: String, looks: RwSignal<u32>) -> AnyView {
    let canvas = NodeRef::<Canvas>::new();
    let sizes = RwSignal::new(0_u32);
    let observer = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn Fn()>)>);
    Effect::new(move |_| {
        let Some(element) = canvas.get() else {
            return;
        };
        let resized = Closure::<dyn Fn()>::new(move || {
            sizes.try_update(|count| *count += 1);
        });
        if let Ok(watching) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            watching.observe(&element);
            observer.set_value(Some((watching, resized)));
        }
    });
    Effect::new(move |_| {
        looks.track();
        sizes.track();
        if let Some(element) = canvas.get() {
            paint(&element, &scene);
        }
    });
    on_cleanup(move || {
        observer.update_value(|observer| {
            if let Some((watching, _)) = observer.take() {
                watching.disconnect();
            }
        });
    });
    view! { <canvas node_ref=canvas role="img" aria-label=label></canvas> }.into_any()
}

fn table(starts: &[String], columns: &[&'static str], rows: Vec<Vec<String>>) -> AnyView {
    let heads = columns
        .iter()
        .map(|column| view! { <th scope="col" class="number">{*column}</th> });
    let rows = starts.iter().zip(rows).rev().map(|(start, cells)| {
        let cells = cells
            .into_iter()
            .map(|cell| view! { <td class="number">{cell}</td> });
        view! { <tr><td>{start.clone()}</td>{cells.collect_view()}</tr> }
    });
    view! {
        <table class="table">
            <thead><tr><th scope="col">"From"</th>{heads.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
