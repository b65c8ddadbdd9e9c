//! Theme and density: from the settings to the root element.

use protocol::settings::{Density, Settings, Theme};

use crate::browser;

/// Puts the chosen look on the page.
pub fn show(settings: Settings) {
    let theme = match settings.theme {
        Theme::System => "",
        Theme::Dark => "dark",
        Theme::Light => "light",
        Theme::Contrast => "contrast",
    };
    let density = match settings.density {
        Density::Dense => "",
        Density::Roomy => "roomy",
    };
    browser::mirror_look(theme, density);
}
