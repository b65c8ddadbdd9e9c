//! Our icons: 16 px, one stroke, the colour of the text beside them.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Icon {
    /// A question.
    Ask,
    /// Recorded use.
    Telemetry,
    /// What was measured.
    Benchmark,
    /// Who there is to ask.
    Agents,
    /// The reasoning memory.
    Memory,
    /// Exact results.
    Calculators,
    /// Settings.
    Settings,
    /// Find.
    Find,
    /// Good, done.
    Tick,
    /// Bad, close.
    Cross,
    /// In part.
    Partly,
    /// New.
    Plus,
    /// Time, history.
    Clock,
    /// Copy.
    Copy,
    /// Leads on.
    Next,
    /// Follows what is below it in a list, newest first.
    Follows,
    /// Bad.
    Bad,
    /// To watch.
    Watch,
    /// Not known, not checked.
    Unknown,
    /// A remark.
    Info,
    /// This device.
    Device,
    /// Out of the app.
    Export,
    /// Into the app.
    Import,
    /// Change.
    Edit,
    /// Back to where it came from.
    Back,
    /// Delete.
    Delete,
    /// Take back.
    Undo,
    /// As a chart.
    Chart,
    /// As a table.
    Table,
    /// What there is no room for.
    More,
    /// Stop.
    Stop,
    /// A link.
    Link,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Ask => "M2.5 3h11v8h-6l-3 2.5V11h-2zM5 6h6M5 8.5h4",
            Self::Telemetry => "M1.5 8.5h3l2-5 3 9 2-4h3",
            Self::Benchmark => "M3.5 12.5a6 6 0 1 1 9 0M8 9l3-3.5",
            Self::Agents => {
                "M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM11.25 8.8v4.9M8.8 11.25h4.9"
            }
            Self::Memory => "M3 2.5h10v11H3zM3 6.2h10M3 9.8h10M5.5 4.4h.1M5.5 8h.1M5.5 11.6h.1",
            Self::Calculators => "M1.5 5h13v6h-13zM4 5v2.5M6.5 5v2.5M9 5v2.5M11.5 5v2.5",
            Self::Settings => {
                "M2 5h6M12 5h2M2 11h2M8 11h6M10 3.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6M6 9.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6"
            }
            Self::Find => "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14",
            Self::Tick => "M3 8.5 6.5 12 13 4.5",
            Self::Cross => "m4 4 8 8M12 4l-8 8",
            Self::Partly => "M3.5 8h9",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Clock => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.5V8l2.5 1.5",
            Self::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Self::Next => "m6 4 4 4-4 4",
            Self::Follows => "M5 12V7a2 2 0 0 1 2-2h5M9.5 2.5 12 5 9.5 7.5",
            Self::Bad => "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.8v.2",
            Self::Watch => "M8 2.5 14.5 13.5h-13zM8 6.5v3M8 11.3v.2",
            Self::Unknown => "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11",
            Self::Info => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 7.5V11M8 5v.2",
            Self::Device => "M3.5 3.5h9V10h-9zM1.5 12.5h13",
            Self::Export => "M8 10V2.5M5 5l3-3 3 3M2.5 10v3.5h11V10",
            Self::Import => "M8 2.5V10M5 7l3 3 3-3M2.5 10v3.5h11V10",
            Self::Edit => "m3 13 .6-2.8L11 2.8 13.2 5l-7.4 7.4zM9.5 4.3l2.2 2.2",
            Self::Back => "m10 4-4 4 4 4",
            Self::Delete => "M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9",
            Self::Undo => "M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7",
            Self::Chart => "M2.5 2.5v11h11M5 10l2.5-3 2.5 2 3-4.5",
            Self::Table => "M2.5 3h11v10h-11zM2.5 6.5h11M6.5 6.5V13",
            Self::More => "M3 8h.1M8 8h.1M13 8h.1",
            Self::Stop => "M4.5 4.5h7v7h-7z",
            Self::Link => {
                "m6.5 9.5 3-3M7 4.5 8.5 3a2.8 2.8 0 0 1 4 4L11 8.5M9 11.5 7.5 13a2.8 2.8 0 0 1-4-4L5 7.5"
            }
        }
    }
}

/// Draws an icon; what it means must stand in words beside it or in a label.
pub fn icon(icon: Icon) -> AnyView {
    let class = if icon == Icon::Unknown {
        "icon icon--dashed"
    } else {
        "icon"
    };
    view! {
        <svg class=class viewBox="0 0 16 16" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
    .into_any()
}

/// The ruler whose ticks form an E; the diamond marks the value that matters.
pub fn logo() -> AnyView {
    view! {
        <svg class="icon icon--logo" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M4 3.5h12M4 7h4.5M4 13h4.5M4 16.5h12M5 2.5v15"></path>
            <path class="accent" d="M4 10h8"></path>
            <path class="diamond" d="M13.5 7.2 16.3 10l-2.8 2.8L10.7 10z"></path>
        </svg>
    }
    .into_any()
}
