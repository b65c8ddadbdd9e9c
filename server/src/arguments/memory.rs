//! `elex memory`: what can be typed, and its help.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use protocol::answer::Technology;
use protocol::ids::FactId;
use protocol::memory::{Ended, MAX_HITS, MAX_LINES};
use protocol::records::{Namespace, Role, Score};

use super::values::{self, Radio};

/// `elex memory`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Exit codes: 0 done, 2 the input cannot be taken, 1 anything else")]
pub struct Memory {
    /// What to do.
    #[command(subcommand)]
    pub command: MemoryCommand,

    /// Folder of the database [default: this platform's data folder]
    #[arg(long, value_name = "FOLDER", global = true, display_order = 1_000)]
    pub data: Option<PathBuf>,

    /// Print the reply as JSON, in one line
    #[arg(long, global = true, display_order = 1_000)]
    pub json: bool,
}

/// The commands of the memory.
#[derive(Subcommand, Clone, Debug)]
pub enum MemoryCommand {
    /// Keep what was tried for a task, and how it ended
    Add(Box<Add>),
    /// Show a pattern with all that is known of it
    Get(One),
    /// Change fields of a pattern
    Edit(Box<Edited>),
    /// Add how it ended this time
    Outcome(OutcomeOf),
    /// Forget a pattern: it is neither listed nor found any more
    Forget(Forget),
    /// List patterns, newest first
    List(List),
    /// Find patterns that help with a task, best first
    Search(Search),
    /// Look for what could be merged, contradicts or is of no use; nothing is done
    Tidy,
    /// Merge patterns that say the same: their outcomes count together
    Merge(Merge),
    /// Take a pattern out of the one into which it was merged
    Unmerge(One),
    /// Note that two patterns contradict each other; both then say so
    Contradict(Contradict),
    /// Show the memory in figures
    Stats,
    /// Write the whole memory as JSON Lines
    Export(Export),
    /// Read patterns from JSON Lines
    Import(Import),
    /// Rank texts by how well they help with a query; nothing is stored
    Rank(Rank),
}

/// `elex memory merge`.
#[derive(Args, Clone, Debug)]
pub struct Merge {
    /// The pattern that stays
    #[arg(value_name = "ID", value_parser = values::id)]
    pub into: FactId,

    /// Those that go into it
    #[arg(value_name = "FROM", required = true, value_parser = values::id)]
    pub from: Vec<FactId>,
}

/// `elex memory contradict`.
#[derive(Args, Clone, Debug)]
pub struct Contradict {
    /// One of the two
    #[arg(value_name = "ID", value_parser = values::id)]
    pub one: FactId,

    /// The other
    #[arg(value_name = "OTHER", value_parser = values::id)]
    pub other: FactId,

    /// In what they contradict each other
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub why: String,
}

/// `elex memory add`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Example: elex memory add --task \"handovers come too late\" --category mobility \
    --strategy \"a3-Offset 2 dB lower\" --score 0.9 --duration 2d --technology nr"
)]
pub struct Add {
    /// What was to be done
    #[arg(long, value_name = "TEXT")]
    pub task: String,

    /// Under what to file it, such as mobility
    #[arg(long, value_name = "NAME")]
    pub category: String,

    /// What was tried
    #[arg(long, value_name = "TEXT")]
    pub strategy: String,

    /// The other fields.
    #[command(flatten)]
    pub fields: Fields,

    /// How well it worked, from 0 (not at all) to 1 (wholly); without it the pattern is untried
    #[arg(long, value_name = "0..1", value_parser = values::score, allow_negative_numbers = true)]
    pub score: Option<Score>,

    /// How long it took, such as 90s, 5m or 2h
    #[arg(long, value_name = "TIME", value_parser = values::duration, requires = "score")]
    pub duration: Option<u64>,

    /// What there is to add to the outcome
    #[arg(long, value_name = "TEXT", requires = "score")]
    pub notes: Option<String>,
}

/// The fields that a pattern may have.
#[derive(Args, Clone, Debug)]
pub struct Fields {
    /// A short name
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// What it is about, in a sentence
    #[arg(long, value_name = "TEXT")]
    pub description: Option<String>,

    /// The whole advice or warning
    #[arg(long, value_name = "TEXT")]
    pub content: Option<String>,

    /// A word to file it by as well; may be given more than once
    #[arg(long = "tag", value_name = "WORD")]
    pub tags: Vec<String>,

    /// The technology that it holds for
    #[arg(long, value_parser = values::radio(), ignore_case = true)]
    pub technology: Option<Radio>,

    /// Whose it is: of the network for the whole team, or of one user
    #[arg(long, value_parser = values::namespace())]
    pub namespace: Option<Namespace>,

    /// How it is to be taken: as advice or as a warning
    #[arg(long, value_parser = values::role())]
    pub role: Option<Role>,

    /// The same as --role pitfall: this says what not to do
    #[arg(long, conflicts_with = "role")]
    pub pitfall: bool,
}

/// A command on one pattern.
#[derive(Args, Clone, Debug)]
pub struct One {
    /// The id of the pattern
    #[arg(value_name = "ID", value_parser = values::id)]
    pub pattern: FactId,
}

/// `elex memory edit`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Only the fields that are given change; \"\" empties a text. \
    What a pattern said before stays in the file for other devices"
)]
pub struct Edited {
    /// The id of the pattern
    #[arg(value_name = "ID", value_parser = values::id)]
    pub pattern: FactId,

    /// What was to be done
    #[arg(long, value_name = "TEXT")]
    pub task: Option<String>,

    /// Under what to file it
    #[arg(long, value_name = "NAME")]
    pub category: Option<String>,

    /// What was tried
    #[arg(long, value_name = "TEXT")]
    pub strategy: Option<String>,

    /// The other fields.
    #[command(flatten)]
    pub fields: Fields,

    /// Take all tags away
    #[arg(long, conflicts_with = "tags")]
    pub no_tags: bool,
}

/// `elex memory outcome`.
#[derive(Args, Clone, Debug)]
pub struct OutcomeOf {
    /// The id of the pattern
    #[arg(value_name = "ID", value_parser = values::id)]
    pub pattern: FactId,

    /// How well it worked, from 0 (not at all) to 1 (wholly)
    #[arg(long, value_name = "0..1", value_parser = values::score, allow_negative_numbers = true)]
    pub score: Score,

    /// How long it took, such as 90s, 5m or 2h
    #[arg(long, value_name = "TIME", value_parser = values::duration)]
    pub duration: Option<u64>,

    /// What there is to add
    #[arg(long, value_name = "TEXT")]
    pub notes: Option<String>,
}

/// `elex memory forget`.
#[derive(Args, Clone, Debug)]
pub struct Forget {
    /// The id of the pattern
    #[arg(value_name = "ID", value_parser = values::id)]
    pub pattern: FactId,

    /// Bring it back
    #[arg(long)]
    pub undo: bool,
}

/// Which patterns.
#[derive(Args, Clone, Debug)]
pub struct Filtered {
    /// Only of this category
    #[arg(long, value_name = "NAME")]
    pub category: Option<String>,

    /// Only for this technology, or for both
    #[arg(long, value_parser = values::technology(), ignore_case = true)]
    pub technology: Option<Technology>,

    /// Only those that mostly ended so
    #[arg(long, value_parser = values::ended())]
    pub outcome: Option<Ended>,

    /// Only of the team or only of the user
    #[arg(long, value_parser = values::namespace())]
    pub namespace: Option<Namespace>,

    /// Only advice or only warnings
    #[arg(long, value_parser = values::role())]
    pub role: Option<Role>,

    /// The forgotten ones instead of the others
    #[arg(long)]
    pub forgotten: bool,
}

/// `elex memory list`.
#[derive(Args, Clone, Debug)]
pub struct List {
    /// Which.
    #[command(flatten)]
    pub filter: Filtered,

    /// At most so many
    #[arg(long, value_name = "COUNT", default_value_t = 50,
        value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_LINES)))]
    pub limit: u32,

    /// Pass over so many
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    pub offset: u32,
}

/// `elex memory search`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Example: elex memory search handovers come too late --technology nr -k 3")]
pub struct Search {
    /// What is to be done; needs no quotes
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,

    /// Which.
    #[command(flatten)]
    pub filter: Filtered,

    /// At most so many
    #[arg(short = 'k', long, value_name = "COUNT", default_value_t = 5,
        value_parser = clap::value_parser!(u32).range(0..=i64::from(MAX_HITS)))]
    pub limit: u32,

    /// Trade relevance for variety, from 0 (none of it) to 1
    #[arg(long, value_name = "0..1", value_parser = values::spread, allow_negative_numbers = true)]
    pub spread: Option<u8>,
}

/// `elex memory export`.
#[derive(Args, Clone, Debug)]
pub struct Export {
    /// Where to; - is standard output. A file is there whole or not at all
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
}

/// `elex memory import`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "All good lines are kept in one transaction; stopped halfway, nothing is kept.\n\n\
    Exit codes: 0 all lines are good, 2 lines were refused (they are named on standard error), \
    1 anything else"
)]
pub struct Import {
    /// Where from; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Keep nothing, only say what would be kept
    #[arg(long)]
    pub dry_run: bool,

    /// Keep nothing when a line is refused
    #[arg(long)]
    pub strict: bool,
}

/// `elex memory rank`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Example: echo '{\"id\": 1, \"query\": \"late handovers\", \"candidates\": \
    [\"shorter time to trigger\", \"longer time to trigger\"]}' | elex memory rank --jsonl"
)]
pub struct Rank {
    /// What is asked, then the texts to rank
    #[arg(value_name = "TEXT")]
    pub texts: Vec<String>,

    /// Read {"id", "query", "candidates"} line by line from standard input, answer {"id", "ranking"}:
    /// places counted from 0, best first
    #[arg(long, conflicts_with = "texts")]
    pub jsonl: bool,
}
