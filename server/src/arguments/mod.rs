//! The command line: what can be typed, and its help. Does nothing by itself.

mod agents;
mod calc;
mod memory;
mod route;
mod values;

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::http::uri::Authority;
use clap::{Args, Parser, Subcommand};
use protocol::answer::{QueryKind, Technology};
use protocol::ids::FactId;

pub use agents::Agents;
pub use calc::Calc;
pub use memory::{
    Add, Contradict, Edited, Export, Fields, Filtered, Forget, Import, List, Memory, MemoryCommand,
    Merge, One, OutcomeOf, Rank, Search,
};
pub use route::Route;
pub use values::Radio;

/// The companion program of Elex: serves the app from this machine and asks its experts.
#[derive(Parser, Debug)]
#[command(name = "elex", version, arg_required_else_help = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Serve the app and its API on this machine
    Serve(Serve),
    /// Ask a question about an LTE or NR radio network
    Ask(Ask),
    /// List the agents, find some by words, or show one
    Agents(Agents),
    /// Compute: frequencies, field values, preambles, rates, timers and more
    Calc(Calc),
    /// Say which agents a question goes to, with their facts; nothing is stored
    Route(Route),
    /// Work with the reasoning memory
    Memory(Memory),
    /// Offer the agents and the reasoning memory to an AI agent: tools over MCP on standard input and output
    Mcp(Mcp),
}

/// `elex mcp`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "An MCP client starts this program itself; tell it: command elex, arguments mcp. \
    Standard output carries JSON-RPC only, the log goes to standard error. It ends when standard input ends"
)]
pub struct Mcp {
    /// Folder of the database [default: this platform's data folder]
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
}

/// `elex serve`. What is given twice counts as given last, so that a script's choice can be overruled.
#[derive(Args, Clone, Debug)]
#[command(args_override_self = true)]
pub struct Serve {
    /// Where to listen; port 0 takes any free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4173", value_parser = address)]
    pub addr: SocketAddr,

    /// Folder of the database [default: this platform's data folder]
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,

    /// Folder of the built app
    #[arg(long, value_name = "FOLDER", default_value = "dist")]
    pub dist: PathBuf,

    /// Name under which a proxy with TLS passes requests on; may be given more than once.
    /// Without it elex listens on loopback addresses only, since it has no TLS of its own
    #[arg(long, value_name = "NAME", value_parser = host_name)]
    pub behind_proxy: Vec<String>,
}

/// `elex ask`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples: elex ask \"range of a3-Offset?\"\n          \
    elex ask \"late handovers to one neighbour\" --given '{\"relations\": {\"north\": {\"NR.HO.IntraSys.TooLate\": 45}}}'\n\n\
    Exit codes: 0 answered, 2 the question cannot be taken, 1 anything else, such as an answer that \
    could not be kept. With --jsonl a line that cannot be taken is answered with {\"id\", \"error\"} and \
    the exit code is 0")]
pub struct Ask {
    /// The question; quotes keep the shell from reading its ? and *
    #[arg(required_unless_present = "jsonl")]
    pub question: Vec<String>,

    /// Figures and settings as JSON, or a file of it: names and values of counters, KPIs, settings;
    /// also those of relations, of before, of the busy hour
    #[arg(long, value_name = "JSON|FILE")]
    pub given: Option<String>,

    /// What the question asks for, where it would be taken for something else
    #[arg(long, value_name = "KIND", value_parser = values::query_kind(), ignore_case = true)]
    pub kind: Option<QueryKind>,

    /// The technology that is meant
    #[arg(long, value_name = "TECH", value_parser = values::technology(), ignore_case = true)]
    pub tech: Option<Technology>,
    /// The id of an answer that is kept: what this question leaves unsaid is that of the one before
    #[arg(long, value_name = "ID", conflicts_with_all = ["no_save", "jsonl"])]
    pub follows: Option<FactId>,

    /// Your names of settings as JSON, {"3GPP field": "Object.attribute"}: safe changes then come with
    /// commands
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,

    /// Print the reply as JSON
    #[arg(long)]
    pub json: bool,

    /// Folder of the database [default: this platform's data folder]
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,

    /// Leave no trace: open no database, keep nothing
    #[arg(long, conflicts_with = "data")]
    pub no_save: bool,

    /// Read {"id", "text", "given", "overrides"} line by line from standard input, answer {"id", "text"} in plain
    /// words in the same order; nothing is kept
    #[arg(long, conflicts_with_all = ["question", "json", "data", "given", "kind", "tech"])]
    pub jsonl: bool,
}

/// Reads an address; `localhost` is spelled out, since it names two.
fn address(text: &str) -> Result<SocketAddr, String> {
    let spelled = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => text.to_owned(),
    };
    spelled
        .parse()
        .map_err(|_| "write it as IP:PORT, such as 127.0.0.1:4173".to_owned())
}

/// Reads the name of a host; the port that a proxy listens on does not matter.
fn host_name(text: &str) -> Result<String, String> {
    let host = text
        .parse::<Authority>()
        .map_err(|_| "write it as elex.example.org".to_owned())?;
    Ok(host.host().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn an_address_has_a_port() {
        assert_eq!(
            address("localhost:0"),
            Ok(SocketAddr::from(([127, 0, 0, 1], 0)))
        );
        assert!(address("[::1]:4173").is_ok());
        for wrong in [
            "4173",
            "localhost",
            "127.0.0.1",
            "127.0.0.1:99999",
            "example.org:80",
        ] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_proxy_has_a_name_and_its_port_does_not_matter() {
        assert_eq!(
            host_name("elex.example.org:8443").as_deref(),
            Ok("elex.example.org")
        );
        assert_eq!(host_name("10.0.0.7").as_deref(), Ok("10.0.0.7"));
        assert!(host_name("https://elex.example.org").is_err());
        assert!(host_name("").is_err());
    }

    #[test]
    fn what_is_given_last_counts() {
        let arguments = [
            "elex",
            "serve",
            "--dist",
            "a",
            "--dist",
            "b",
            "--addr",
            "localhost:0",
        ];
        let Command::Serve(serve) = Arguments::parse_from(arguments).command else {
            panic!("not serve");
        };
        assert_eq!(serve.dist, PathBuf::from("b"));
        assert_eq!(serve.addr.port(), 0);
    }
}
