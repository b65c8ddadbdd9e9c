//! The program `elex`: reads the command line, runs one command, turns its outcome into an exit code.
//! 0 is success, 2 is bad input, 1 is everything else.

use std::process::ExitCode;

use clap::Parser;
use server::arguments::{Arguments, Ask, Command, Memory, Serve};
use server::{ask, memory, serve};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Standard output is for answers; what the program says of itself goes beside it.
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_env("ELEX_LOG").unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .init();
    match arguments.command {
        Command::Serve(options) => run_serve(options),
        Command::Ask(options) => run_ask(&options),
        Command::Memory(options) => run_memory(&options),
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
    match memory::run(options, &mut input.lock(), &mut out.lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            if error.is_bad_input() {
                ExitCode::from(2)
            } else {
                ExitCode::FAILURE
            }
        }
    }
}

fn run_ask(options: &Ask) -> ExitCode {
    match ask::run(options, &mut std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            if error.is_bad_input() {
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
