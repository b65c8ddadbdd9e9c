//! Cards: what is ours about a setting, and how many entries name each.

use protocol::catalogue::packed::{Lines as Texts, Sheet as Packed, column};
use protocol::catalogue::{Card, Encoding, Limits, Safe, Start, Why};
use protocol::ids::RowId;

use super::lines::Lines;
use super::rows::{RowNumber, Rows};
use super::sheet::{Cells, Sheet};

/// The place of a card among all.
pub type CardKey = u32;

/// All cards.
#[derive(Debug, Default)]
pub struct Cards {
    cards: Vec<Card>,
    /// The row of each card; `None` where the card is about a choice of rows.
    rows: Vec<Option<RowNumber>>,
}

impl Cards {
    /// Puts the cards together; `None` when columns do not fit or name rows that are not there.
    pub fn open(lines: Texts, sheet: Packed, card_rows: &[u32], rows: &Rows) -> Option<Self> {
        let lines = Lines::new(lines);
        let sheet = Sheet::open(sheet, &lines, &mut 0)?;
        if sheet.rows() as usize != card_rows.len() {
            return None;
        }
        let mut all = Self::default();
        for (number, row) in (0..).zip(card_rows) {
            let row = row.checked_sub(1);
            if row.is_some_and(|row| row >= rows.len()) {
                return None;
            }
            let cells = sheet.row(number, &lines);
            let id = row.map_or_else(
                || RowId::from(cells.get(column::CHOICE).unwrap_or_default()),
                |row| rows.id(row),
            );
            all.cards.push(card(id, cells));
            all.rows.push(row);
        }
        Some(all)
    }

    /// All cards by their numbers.
    pub fn all(&self) -> &[Card] {
        &self.cards
    }

    /// The row of a card; `None` where it is about a choice of rows.
    pub fn row(&self, card: CardKey) -> Option<RowNumber> {
        self.rows.get(card as usize).copied().flatten()
    }

    /// The cards about a row, with their numbers.
    pub fn of(&self, row: RowNumber) -> impl Iterator<Item = (CardKey, &Card)> {
        let cards = self.rows.iter().zip(&self.cards);
        let numbered = (0..).zip(cards);
        numbered
            .filter_map(move |(number, (of, card))| (*of == Some(row)).then_some((number, card)))
    }

    /// The rows that have a card.
    pub fn with_rows(&self) -> impl Iterator<Item = (RowNumber, &Card)> {
        let cards = self.rows.iter().zip(&self.cards);
        cards.filter_map(|(row, card)| Some(((*row)?, card)))
    }
}

fn card(row: RowId, cells: Cells<'_>) -> Card {
    let why = |kind, text| Why {
        kind: cells.text_or_empty(kind),
        text: cells.text_or_empty(text),
    };
    Card {
        row,
        on: cells.text_or_empty(column::ON),
        label: cells.text_or_empty(column::LABEL),
        start: cells.text(column::START).map(|value| Start {
            value,
            basis: why(column::START_WHY, column::START_BASIS),
        }),
        safe: cells.marked(column::SAFE_WHY).then(|| Safe {
            between: cells.get(column::SAFE_BETWEEN).and_then(between),
            values: cells.texts(column::SAFE_VALUES),
            basis: why(column::SAFE_WHY, column::SAFE_BASIS),
        }),
        planned: cells.marked(column::PLANNED),
        effect: cells.text_or_empty(column::EFFECT),
        sign: cells.text(column::CARD_SIGN),
        applies: Limits {
            frequency_ranges: cells.texts(column::FREQUENCY_RANGES),
            duplex: cells.texts(column::DUPLEX),
            spacing_khz: cells
                .list(column::SPACING)
                .filter_map(|khz| khz.parse().ok())
                .collect(),
            modes: cells.texts(column::MODES),
            note: cells.text(column::LIMITS_NOTE),
        },
        encoding: Encoding {
            layer: cells.text_or_empty(column::LAYER),
            example: None,
            text: cells.text(column::ENCODING),
            twin: None,
        },
        physical: cells.texts(column::PHYSICAL),
    }
}

fn between(text: &str) -> Option<(i64, i64)> {
    let (min, max) = text.split_once(' ')?;
    Some((min.parse().ok()?, max.parse().ok()?))
}
