//! `elex calc --jsonl`: a calculation a line, in order.

use std::io::{self, BufRead, Write};

use calculators::{Tables, calculate};
use protocol::calculator::{Calculation, Computed};
use protocol::words;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value as Json};

use super::json::{self, Output};
use crate::lines::{Refused, each};

/// A line of the input.
#[derive(Deserialize)]
struct Line {
    calculator: String,
    #[serde(default)]
    input: Map<String, Json>,
}

/// What is said of it.
#[derive(Serialize)]
struct Said {
    output: Outcome,
}

enum Outcome {
    Computed(Computed),
    Refused(Refused),
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Computed(computed) => Output(&computed.output).serialize(serializer),
            Self::Refused(refused) => refused.serialize(serializer),
        }
    }
}

/// The result of each calculation, or why there is none.
pub fn run(tables: &Tables, input: &mut impl BufRead, out: &mut impl Write) -> io::Result<()> {
    each(input, out, |line: Result<Line, Refused>| {
        let computed = line.and_then(|line| {
            let asked = Calculation {
                calculator: line.calculator,
                input: json::named(&line.input),
            };
            calculate(tables, &asked).map_err(|refusal| Refused {
                error: words::refusal(&refusal),
            })
        });
        let output = computed.map_or_else(Outcome::Refused, Outcome::Computed);
        Ok(Said { output })
    })
}
