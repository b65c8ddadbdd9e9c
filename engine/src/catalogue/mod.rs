//! The packed radio knowledge, opened: rows by number, id and name, agents, and a word index.
//!
//! It comes in two waves: [`Catalogue`] routes every question and answers it with facts, [`Entries`] are what
//! agents say in words. Opening checks and unpacks the parts once; rows are put together when they are asked for.
//! This room decides nothing about questions: routing and answers are elsewhere.

mod abbreviations;
mod agents;
mod cards;
mod counting;
mod entries;
mod kinds;
mod lines;
mod names;
mod part;
mod paths;
mod postings;
mod row;
mod rows;
#[cfg(test)]
pub mod sample;
mod sheet;
mod slips;
#[cfg(test)]
mod tests;
mod unpack;
mod words;

use std::sync::OnceLock;

use protocol::catalogue::expression::FigureTable;
use protocol::catalogue::packed::{AgentsPart, IndexPart, PartName, RowsPart, WordsPart};
use protocol::catalogue::{CatalogueError, Row, Table};
use protocol::message::CatalogueCounts;

pub use ground::text;

pub(crate) use abbreviations::expand;
pub use agents::{AgentNumber, Agents};
pub use entries::Entries;
pub use kinds::Kinds;
pub use names::{Found, Names, Sense, Writing, is_alternative, is_numbered};
pub use postings::{Posting, Postings, TermNumber};
pub use rows::{RowNumber, Rows};

/// The opened catalogue.
#[derive(Debug)]
pub struct Catalogue {
    /// First 16 hexadecimal digits of the hash over its parts.
    version: String,
    /// All fact rows.
    pub rows: Rows,
    /// All agents with their cards.
    pub agents: Agents,
    /// Rows by the names people use.
    pub names: Names,
    /// Agents by the words about them.
    pub postings: Postings,
    /// How much agents make of each row, see [`Agents::ranks`].
    pub ranks: Vec<u8>,
    /// What tells the kinds of questions apart.
    pub kinds: Kinds,
    /// What conditions have to know of counters and KPIs, put together when one is judged.
    figures: OnceLock<FigureTable>,
}

impl Catalogue {
    /// Opens the parts of [`PartName::FIRST`] as they were packed.
    ///
    /// # Errors
    /// `catalogue-damaged` when a part is missing, cut off, altered or belongs to
    /// another catalogue, `catalogue-newer` when one
    /// was packed by a newer build.
    pub fn open(parts: &[(PartName, Vec<u8>)]) -> Result<Self, CatalogueError> {
        let parts = part::Parts::check(parts, &PartName::FIRST)?;
        let index: IndexPart = parts.read(PartName::Index)?;
        let rows: RowsPart = parts.read(PartName::Rows)?;
        let agents: AgentsPart = parts.read(PartName::Agents)?;
        let words: WordsPart = parts.read(PartName::Words)?;
        let rows = Rows::open(rows)?;
        let agents = Agents::open(index, agents, &rows)?;
        let kinds = Kinds::open(words.kinds)?;
        let counts = agents.count();
        let words = words::Words::open(words.stems, &words.asks, &words.entries, counts)?;
        let names = Names::build(&rows, &agents);
        let postings = Postings::build(&rows, &agents, &words);
        let ranks = agents.ranks(rows.len());
        Ok(Self {
            version: parts.version(),
            rows,
            agents,
            names,
            postings,
            ranks,
            kinds,
            figures: OnceLock::new(),
        })
    }

    /// First 16 hexadecimal digits of the hash over its parts.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What conditions have to know of counters and KPIs.
    #[must_use]
    pub fn figures(&self) -> &FigureTable {
        self.figures.get_or_init(|| {
            let (mut counters, mut kpis) = (Vec::new(), Vec::new());
            let figures = [Table::Counter, Table::Kpi].map(|table| self.rows.range(table));
            for row in figures.into_iter().flatten() {
                match self.rows.row(row) {
                    Some(Row::Counter(counter)) => counters.push(counter),
                    Some(Row::Kpi(kpi)) => kpis.push(kpi),
                    _ => {}
                }
            }
            FigureTable::new(&counters, &kpis)
        })
    }

    /// What is in it, counted.
    #[must_use]
    pub fn counts(&self) -> CatalogueCounts {
        let rows = |table| self.rows.count(table);
        CatalogueCounts {
            version: self.version.clone(),
            agents: self.agents.count(),
            rrc_parameters: rows(Table::RrcNr) + rows(Table::RrcLte),
            attributes: rows(Table::Nrm),
            small_cell: rows(Table::SmallCell),
            counters: rows(Table::Counter),
            kpis: rows(Table::Kpi),
            procedures: rows(Table::Procedure),
            causes: self.rows.cause_values(),
        }
    }
}
