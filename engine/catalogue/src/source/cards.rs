//! Cards of parameters, and the pieces that worked entries share with them.

use std::path::Path;

use protocol::catalogue::{Card, Encoding, Limits, Safe, Start, Twin, Why};
use protocol::ids::RowId;
use serde::Deserialize;
use serde_json::Value;

use super::files::{documents, literal};
use crate::problem::{Problem, Problems};

/// Folder of the cards: a file per domain, that of the first agent which sets the parameter.
pub const FOLDER: &str = "agents/cards";

/// All cards.
pub fn read(dir: &Path) -> Result<Vec<Card>, Problems> {
    let mut cards = Vec::new();
    for (file, document) in documents::<Document>(dir, FOLDER)? {
        if document.schema != "ran-card/1" {
            return Err(Problem::new(&file, "schema", "must be ran-card/1").into());
        }
        for raw in document.cards {
            let row = raw.r#ref.clone();
            let card = raw.typed();
            cards.push(card.map_err(|reason| Problem::new(&file, row, reason))?);
        }
    }
    Ok(cards)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    cards: Vec<RawCard>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCard {
    r#ref: String,
    on: String,
    label: String,
    start: Option<RawStart>,
    safe: Option<RawSafe>,
    #[serde(default)]
    planned: bool,
    effect: String,
    sign: Option<String>,
    #[serde(default)]
    applies: RawLimits,
    encoding: RawEncoding,
    #[serde(default)]
    phys: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWhy {
    kind: String,
    text: String,
}

impl From<RawWhy> for Why {
    fn from(raw: RawWhy) -> Self {
        Self {
            kind: raw.kind,
            text: raw.text,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStart {
    value: Value,
    basis: RawWhy,
}

/// A safe range as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSafe {
    min: Option<i64>,
    max: Option<i64>,
    #[serde(default)]
    values: Vec<String>,
    basis: RawWhy,
}

impl RawSafe {
    /// The range as an interval or a list.
    pub fn typed(self) -> Result<Safe, String> {
        let between = match (self.min, self.max) {
            (Some(min), Some(max)) => Some((min, max)),
            (None, None) => None,
            _ => return Err("a safe range has both ends".to_owned()),
        };
        if between.is_some() != self.values.is_empty() {
            return Err("a safe range is either an interval or values".to_owned());
        }
        Ok(Safe {
            between,
            values: self.values,
            basis: self.basis.into(),
        })
    }
}

/// Where something holds, as it is written.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawLimits {
    fr: Vec<String>,
    duplex: Vec<String>,
    scs_khz: Vec<u16>,
    mode: Vec<String>,
    note: Option<String>,
}

impl From<RawLimits> for Limits {
    fn from(raw: RawLimits) -> Self {
        Self {
            frequency_ranges: raw.fr,
            duplex: raw.duplex,
            spacing_khz: raw.scs_khz,
            modes: raw.mode,
            note: raw.note,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTwin {
    r#ref: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEncoding {
    layer: String,
    example: Option<(Value, Value)>,
    text: Option<String>,
    twin: Option<RawTwin>,
}

impl RawCard {
    fn typed(self) -> Result<Card, String> {
        let start = self.start.map(|raw| {
            Ok::<_, String>(Start {
                value: literal(&raw.value)?,
                basis: raw.basis.into(),
            })
        });
        let example = self
            .encoding
            .example
            .map(|(field, physical)| Ok::<_, String>((literal(&field)?, literal(&physical)?)));
        Ok(Card {
            row: RowId(self.r#ref),
            on: self.on,
            label: self.label,
            start: start.transpose()?,
            safe: self.safe.map(RawSafe::typed).transpose()?,
            planned: self.planned,
            effect: self.effect,
            sign: self.sign,
            applies: self.applies.into(),
            encoding: Encoding {
                layer: self.encoding.layer,
                example: example.transpose()?,
                text: self.encoding.text,
                twin: self.encoding.twin.map(|raw| Twin {
                    row: RowId(raw.r#ref),
                    text: raw.text,
                }),
            },
            physical: self.phys.iter().map(literal).collect::<Result<_, _>>()?,
        })
    }
}
