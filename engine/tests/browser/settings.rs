//! The settings database of rexie.

use engine::ports::SettingsStore;
use engine::storage::adapters::settings::SettingsDatabase;
use protocol::failure::Code;
use protocol::settings::{Density, Settings, Theme};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::raw;

#[wasm_bindgen_test]
async fn settings_are_kept_until_they_are_cleared() {
    raw::delete("settings").await;
    let settings = Settings {
        theme: Theme::Contrast,
        density: Density::Roomy,
        recording: false,
    };
    let store = SettingsDatabase::new("settings");
    assert_eq!(store.load().await, Ok(Settings::default()));
    store.save(&settings).await.unwrap();
    assert_eq!(SettingsDatabase::new("settings").load().await, Ok(settings));
    store.clear().await.unwrap();
    assert_eq!(store.load().await, Ok(Settings::default()));
}

#[wasm_bindgen_test]
async fn settings_of_an_older_version_take_defaults_for_what_they_lack() {
    raw::delete("old-settings").await;
    let store = SettingsDatabase::new("old-settings");
    store.save(&Settings::default()).await.unwrap();
    keep(r#"'{"theme":"dark"}'"#).await;
    let expected = Settings {
        theme: Theme::Dark,
        ..Settings::default()
    };
    assert_eq!(store.load().await, Ok(expected));

    keep("'not settings'").await;
    assert_eq!(store.load().await.unwrap_err().code, Code::RecordUnreadable);
}

async fn keep(value: &str) {
    let put = format!("(settings) => settings.put({value}, 'settings')");
    raw::js(&format!("await edit('old-settings', ['settings'], {put})")).await;
}
