//! Cards as columns of text: half the size of one card after the other.

use protocol::catalogue::Card;
use protocol::catalogue::packed::{Lines, Sheet, column};

use super::sheet::{SheetBuilder, Texts};
use crate::problem::{Problem, Problems};
use crate::source::Source;

/// The texts, the columns and the rows that cards are about.
pub fn columns(source: &Source) -> Result<(Lines, Sheet, Vec<u32>), Problems> {
    let numbers = source.numbers();
    let mut sheet = SheetBuilder::default();
    let mut rows = Vec::with_capacity(source.cards.len());
    for card in &source.cards {
        sheet.next_row();
        let number = numbers.get(card.row.as_str());
        rows.push(number.map_or(0, |number| number + 1));
        if number.is_none() {
            sheet.set(column::CHOICE, card.row.as_str());
        }
        one(card, &mut sheet)?;
    }
    let mut texts = Texts::default();
    let cards = sheet.finish(&mut texts)?;
    Ok((texts.into_lines(), cards, rows))
}

fn one(card: &Card, sheet: &mut SheetBuilder) -> Result<(), Problem> {
    sheet.set(column::ON, &card.on);
    sheet.set(column::LABEL, &card.label);
    if let Some(start) = &card.start {
        sheet.set(column::START, &start.value);
        sheet.set(column::START_WHY, &start.basis.kind);
        sheet.set(column::START_BASIS, &start.basis.text);
    }
    if let Some(safe) = &card.safe {
        let between = safe.between.map(|(min, max)| format!("{min} {max}"));
        sheet.set_some(column::SAFE_BETWEEN, between);
        sheet.set_list(column::SAFE_VALUES, &safe.values)?;
        sheet.set(column::SAFE_WHY, &safe.basis.kind);
        sheet.set(column::SAFE_BASIS, &safe.basis.text);
    }
    sheet.mark(column::PLANNED, card.planned);
    sheet.set(column::EFFECT, &card.effect);
    sheet.set_some(column::CARD_SIGN, card.sign.as_ref());
    let applies = &card.applies;
    let spacing: Vec<_> = applies.spacing_khz.iter().map(u16::to_string).collect();
    sheet.set_list(column::FREQUENCY_RANGES, &applies.frequency_ranges)?;
    sheet.set_list(column::DUPLEX, &applies.duplex)?;
    sheet.set_list(column::SPACING, &spacing)?;
    sheet.set_list(column::MODES, &applies.modes)?;
    sheet.set_some(column::LIMITS_NOTE, applies.note.as_ref());
    sheet.set(column::LAYER, &card.encoding.layer);
    sheet.set_some(column::ENCODING, card.encoding.text.as_ref());
    sheet.set_list(column::PHYSICAL, &card.physical)
}
