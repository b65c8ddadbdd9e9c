//! `elex agents`: what can be typed, and its help.

use clap::Args;

/// `elex agents`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Examples: elex agents NR-MOB-001\n          elex agents late handover\n          \
    elex agents --json\n\nExit codes: 0 shown, 2 no agent fits, 1 anything else"
)]
pub struct Agents {
    /// An id shows that agent; other words find agents by name, field or symptom; without any all are listed
    #[arg(value_name = "ID or WORDS")]
    pub words: Vec<String>,

    /// Print JSON in one line: all agents, or those that fit, with the rows of the fact tables that
    /// each holds
    #[arg(long)]
    pub json: bool,
}
