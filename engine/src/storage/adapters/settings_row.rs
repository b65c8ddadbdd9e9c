//! Settings as one local row of a store: natively, where the store is a file of its own, and in
//! a browser that denies databases.

use protocol::data::{Change, Expect, Key, LocalKey, Space};
use protocol::failure::{Code, Failure};
use protocol::settings::{Density, Settings, Theme};

use crate::json::{Member, Object, members};
use crate::ports::SettingsStore;
use crate::storage::{Durability, StorageBackend};

/// Keeps settings in a store.
pub struct SettingsRow<B> {
    store: B,
}

impl<B: StorageBackend> SettingsRow<B> {
    /// Keeps settings in this store; share it by `Rc` to use it for rows as well.
    pub const fn new(store: B) -> Self {
        Self { store }
    }

    async fn put(&self, bytes: Option<Vec<u8>>) -> Result<(), Failure> {
        let change = Change::PutLocal(place(), bytes, Expect::Anything);
        self.store.apply(vec![change], Durability::Strict).await?;
        Ok(())
    }
}

impl<B: StorageBackend> SettingsStore for SettingsRow<B> {
    async fn load(&self) -> Result<Settings, Failure> {
        match self.store.get(&Key::Local(place())).await? {
            Some(row) => str::from_utf8(&row.body)
                .ok()
                .and_then(read)
                .ok_or_else(unreadable),
            None => Ok(Settings::default()),
        }
    }

    async fn save(&self, settings: &Settings) -> Result<(), Failure> {
        self.put(Some(written(settings).into_bytes())).await
    }

    async fn clear(&self) -> Result<(), Failure> {
        self.put(None).await
    }
}

fn place() -> LocalKey {
    LocalKey {
        space: Space::SETTINGS,
        key: b"settings".to_vec(),
    }
}

/// The failure of settings that are not what this version writes.
pub(super) fn unreadable() -> Failure {
    Failure::new(Code::RecordUnreadable, "settings")
}

/// Settings as JSON.
pub(super) fn written(settings: &Settings) -> String {
    let Settings {
        theme,
        density,
        recording,
    } = settings;
    let object = Object::default()
        .text("theme", theme_word(*theme))
        .text("density", density_word(*density))
        .truth("recording", *recording);
    object.finish()
}

/// Settings from JSON. Missing ones take their default, unknown ones are passed over; `None` when
/// one of them is not what this version writes.
pub(super) fn read(text: &str) -> Option<Settings> {
    let mut settings = Settings::default();
    for (name, value) in members(text)? {
        match (name.as_str(), value) {
            ("theme", Member::Text(word)) => {
                let all = [Theme::System, Theme::Dark, Theme::Light, Theme::Contrast];
                settings.theme = all.into_iter().find(|one| theme_word(*one) == word)?;
            }
            ("density", Member::Text(word)) => {
                let all = [Density::Dense, Density::Roomy];
                settings.density = all.into_iter().find(|one| density_word(*one) == word)?;
            }
            ("recording", Member::Truth(truth)) => settings.recording = truth,
            ("theme" | "density" | "recording", _) => return None,
            _ => {}
        }
    }
    Some(settings)
}

const fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Dark => "dark",
        Theme::Light => "light",
        Theme::Contrast => "contrast",
    }
}

const fn density_word(density: Density) -> &'static str {
    match density {
        Density::Dense => "dense",
        Density::Roomy => "roomy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_written_and_read_as_serde_does_it() {
        for theme in [Theme::System, Theme::Dark, Theme::Light, Theme::Contrast] {
            for (density, recording) in [(Density::Dense, true), (Density::Roomy, false)] {
                let settings = Settings {
                    theme,
                    density,
                    recording,
                };
                let text = serde_json::to_string(&settings).unwrap();
                assert_eq!(written(&settings), text);
                assert_eq!(read(&text), Some(settings));
            }
        }
        for text in [
            "{}",
            r#"{"theme":"dark"}"#,
            r#" { "recording" : false, "later": [1, {"a": null}] } "#,
            r#"{"theme":"pink"}"#,
            r#"{"theme":null}"#,
            r#"{"density":true}"#,
            r#"{"recording":"yes"}"#,
            r#"{"theme":"dark""#,
            "",
        ] {
            assert_eq!(read(text), serde_json::from_str(text).ok(), "{text}");
        }
    }
}
