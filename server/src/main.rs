//! The program `elex`: reads the command line, runs one command, turns its outcome into an exit code.
//! 0 is success, 2 is bad input, 1 is everything else.

use std::fmt::Display;
use std::process::ExitCode;

use clap::Parser;
use server::arguments::{Agents, Arguments, Ask, Calc, Command, Memory, Route, Serve};
use server::{agents, ask, calc, mcp, memory, route, serve};
use tracing_subscriber::EnvFilter;

/// What the log says unless told otherwise. The MCP library warns of every call that a client gets
/// wrong; the client is told that already.
const QUIET: &str = "warn,rmcp=error";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Standard output is for answers; what the program says of itself goes beside it.
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_env("ELEX_LOG").unwrap_or_else(|_| QUIET.into()))
        .with_writer(std::io::stderr)
        .init();
    match arguments.command {
        Command::Serve(options) => run_serve(options),
        Command::Ask(options) => run_ask(&options),
        Command::Agents(options) => run_agents(&options),
        Command::Calc(options) => run_calc(&options),
        Command::Route(options) => run_route(&options),
        Command::Memory(options) => run_memory(&options),
        Command::Mcp(options) => exit_code(mcp::run(&options), |_| false),
    }
}

fn run_serve(options: Serve) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let outcome = runtime
        .map_err(serve::ServeError::Lost)
        .and_then(|runtime| {
            let outcome = runtime.block_on(serve::run(options));
            // A blocked file read must not hold up the end.
            runtime.shutdown_background();
            outcome
        });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error}\n{}", error.hint()));
            ExitCode::FAILURE
        }
    }
}

fn run_memory(options: &Memory) -> ExitCode {
    let (input, out) = (std::io::stdin(), std::io::stdout());
    let outcome = memory::run(options, &mut input.lock(), &mut out.lock());
    exit_code(outcome, memory::MemoryError::is_bad_input)
}

fn run_calc(options: &Calc) -> ExitCode {
    let (input, out) = (std::io::stdin(), std::io::stdout());
    let outcome = calc::run(options, &mut input.lock(), &mut out.lock());
    exit_code(outcome, calc::CalcError::is_bad_input)
}

fn run_agents(options: &Agents) -> ExitCode {
    let outcome = agents::run(options, &mut std::io::stdout().lock());
    exit_code(outcome, agents::AgentsError::is_bad_input)
}

fn run_route(options: &Route) -> ExitCode {
    let (input, out) = (std::io::stdin(), std::io::stdout());
    let outcome = route::run(options, &mut input.lock(), &mut out.lock());
    exit_code(outcome, route::RouteError::is_bad_input)
}

fn run_ask(options: &Ask) -> ExitCode {
    let (input, out) = (std::io::stdin(), std::io::stdout());
    let outcome = ask::run(options, &mut input.lock(), &mut out.lock());
    exit_code(outcome, ask::AskError::is_bad_input)
}

/// Says why a command failed, and whose fault that is.
fn exit_code<E: Display>(outcome: Result<(), E>, is_bad_input: impl Fn(&E) -> bool) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            if is_bad_input(&error) {
                ExitCode::from(2)
            } else {
                ExitCode::FAILURE
            }
        }
    }
}

#[allow(
    clippy::print_stderr,
    reason = "this is where a command says why it failed"
)]
fn complain(text: &str) {
    eprintln!("elex: {text}");
}
