//! `elex route --jsonl`: a question a line, in order.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use super::routed::{Routed, Router};
use crate::failure::sentences;
use crate::lines::{Refused, each};

/// A line of the input.
#[derive(Deserialize)]
struct Line {
    text: String,
}

/// What is said of it.
#[derive(Serialize)]
#[serde(untagged)]
enum Said<'a> {
    Routed(Routed<'a>),
    Refused(Refused),
}

/// Where each question goes, or why that cannot be said.
pub fn run(router: &Router<'_>, input: &mut impl BufRead, out: &mut impl Write) -> io::Result<()> {
    each(input, out, |line: Result<Line, Refused>| {
        let routed = line.and_then(|line| {
            router.route(&line.text).map_err(|failure| Refused {
                error: sentences(&failure),
            })
        });
        Ok(routed.map_or_else(Said::Refused, Said::Routed))
    })
}
