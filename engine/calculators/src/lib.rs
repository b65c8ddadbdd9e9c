//! The calculators: exact computations that engineers look up on web pages today, found in a question
//! or asked by name, and shown with formula, steps, unit and clause.
//!
//! The engine does not link them. A native host calls [`take`]; in the browser they are a wasm binary of
//! their own (`wasm/`), fetched when something is to be computed. Rooms, in reading order: `tables` opens
//! the tables of the standards; `formulas` computes; `recognition` tells from a question's text which
//! calculation it asks for; `shown` puts together what is shown. Nothing here routes, stores or waits.

mod formulas;
mod recognition;
#[cfg(test)]
mod sample;
mod shown;
mod tables;

use protocol::calculator::{Said, Task};

pub use formulas::{calculate, describe, list};
pub use shown::{calculated, calculated_again, computed};
pub use tables::{Row, Tables};

/// Does what is asked. What is not legal is a refusal inside of what is said, so this never fails.
#[must_use]
pub fn take(tables: &Tables, task: &Task) -> Said {
    let calculated = match task {
        Task::Question(question) => match computed(tables, question) {
            Some(calculated) => calculated,
            None => return Said::Nothing,
        },
        Task::Calculate(asked) => calculated(tables, asked),
        Task::Again(question, asked) => calculated_again(tables, question, asked),
        Task::List => return Said::All(list()),
    };
    Said::Calculated(Box::new(calculated))
}
