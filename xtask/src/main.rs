//! `cargo xtask <verb>`: the tasks of this repository, each a small program in the file of its name.
//! No logic of the product lives here.
// A command-line tool talks on standard output.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod build;
mod dev;
mod environment;
mod nightly;
mod process;
mod repo;
mod run;
mod setup;
mod sizes;
mod stage;
mod steps;
mod test;
mod tidy;
mod version;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <verb>

  run [arguments]    build everything, start the companion server, print the app's address;
                     arguments go to `elex serve`
  test [step]        install what tests need and run them all, or one step;
                     --keep-going: do not stop at the first failing step
  nightly            what takes longer: many random cases, many kills, the measured figures
  bench              the engine's figures, natively; --browser: in Chromium, by the app's own page;
                     --write: keep them in benches/results,
                     --peers: install what they are put beside, --quick: a look only,
                     --million: also an import of a million rows that is cancelled;
                     --teacher: how well the model finds from which the embedder learnt, nothing else
  setup              install what `run` and `test` need, and nothing else
  build              the release app, into dist/
  dev [arguments]    `trunk serve` with the tools and compiler that setup found
  sizes              download sizes of dist/ against benches/budgets.toml
  tidy               who may use what, checked by reading the sources
  stage              finish a build of trunk's; trunk calls it (Trunk.toml), people do not";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (verb, rest) = match arguments.split_first() {
        Some((verb, rest)) => (verb.as_str(), rest),
        None => ("help", &[][..]),
    };
    let outcome = match verb {
        "run" => run::run(rest),
        "test" => test::test(rest),
        "nightly" => nightly::nightly(),
        "bench" => bench::bench(rest),
        "setup" => setup::everything(),
        "build" => build::release_app(),
        "dev" => dev::dev(rest),
        "sizes" => sizes::sizes(),
        "tidy" => tidy::tidy(),
        "stage" => stage::stage(),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => Err(anyhow::anyhow!("there is no verb `{unknown}`\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
