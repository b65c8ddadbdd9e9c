//! `elex route`: what can be typed, and its help.

use clap::Args;

/// `elex route`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Example: elex route \"late handovers to one neighbour\"\n\n\
    Exit codes: 0 routed, 2 the input cannot be taken, 1 anything else. With --jsonl a line that \
    cannot be read is answered with {\"id\", \"error\"} and the exit code is 0. Nothing is stored"
)]
pub struct Route {
    /// The question; quotes keep the shell from reading its ? and *
    #[arg(required_unless_present = "jsonl")]
    pub question: Vec<String>,

    /// Print what routing makes of it as JSON, in one line
    #[arg(long)]
    pub json: bool,

    /// Read {"id", "text"} line by line from standard input, answer {"id", "type", "ranked",
    /// "in_scope", "abstained"} in the same order
    #[arg(long, conflicts_with_all = ["question", "json"])]
    pub jsonl: bool,
}
