//! Calculators by name: which there are, and what one says. Nothing is kept.

use protocol::calculator::{Calculated, Calculation, Said, Task};
use protocol::failure::{Code, Failure};
use protocol::message::Reply;

use crate::Engine;
use crate::work::{Done, Stop, Work};

impl Engine {
    pub(crate) fn calculators(work: &Work) -> Result<Done, Stop> {
        match work.calculators(Task::List)?? {
            Said::All(all) => Ok(Done::Reply(Reply::Calculators(all.clone()))),
            other => Err(beside(other).into()),
        }
    }

    pub(crate) fn calculate(work: &Work, asked: &Calculation) -> Result<Done, Stop> {
        let calculated = calculated(work, Task::Calculate(asked.clone()))?;
        Ok(Done::Reply(Reply::Calculation(Box::new(calculated))))
    }
}

/// What a task comes to that always comes to a calculation.
pub(super) fn calculated(work: &Work, task: Task) -> Result<Calculated, Stop> {
    match work.calculators(task)?? {
        Said::Calculated(calculated) => Ok((**calculated).clone()),
        other => Err(beside(other).into()),
    }
}

/// Who says something that was not asked is broken.
fn beside(said: &Said) -> Failure {
    let what = match said {
        Said::Nothing => "nothing",
        Said::Calculated(_) => "a calculation",
        Said::All(_) => "a list",
    };
    Failure::new(Code::CalculatorsCrashed, format!("said {what}"))
}
