//! `cargo xtask test`: every check of this repository, the quick ones first. Each step sets up what
//! it needs, so that `cargo xtask test <step>` works on a fresh clone as well.

mod browser;
mod journeys;
mod mcp;
mod native;
mod screen;

use crate::{
    build, process, repo,
    setup::browsers::Missing,
    sizes,
    steps::{self, Outcome, Step},
    tidy,
};
use anyhow::{Result, bail};
use std::process::Command;

const STEPS: [Step; 10] = [
    ("format", native::format),
    ("tidy", tidy_step),
    ("clippy", native::clippy),
    ("native", native::tests),
    ("mcp", mcp::tests),
    ("licences", native::licences),
    ("browser", browser::tests),
    ("app", app_step),
    ("sizes", sizes_step),
    ("journeys", journeys::tests),
];

/// Runs all steps, or the named ones.
pub fn test(arguments: &[String]) -> Result<()> {
    let (flags, names): (Vec<_>, Vec<_>) = arguments.iter().partition(|word| word.starts_with('-'));
    if let Some(unknown) = flags.iter().find(|flag| **flag != "--keep-going") {
        bail!("there is no flag `{unknown}`, only --keep-going");
    }
    steps::run(&chosen(&names)?, !flags.is_empty())
}

fn chosen(names: &[&String]) -> Result<Vec<Step>> {
    if names.is_empty() {
        return Ok(STEPS.to_vec());
    }
    let step = |name: &&String| STEPS.iter().copied().find(|step| step.0 == name.as_str());
    let steps: Option<Vec<Step>> = names.iter().map(step).collect();
    let Some(steps) = steps else {
        bail!("the steps are {}", STEPS.map(|step| step.0).join(", "));
    };
    Ok(steps)
}

/// A cargo command of the ordinary, native kind.
fn cargo(arguments: &[&str]) -> Result<()> {
    process::run(
        Command::new("cargo")
            .current_dir(repo::root())
            .args(arguments),
    )
}

/// The ending of a step that ran in every browser that is here.
fn passed_without(missing: &[Missing]) -> Outcome {
    let skipped: Vec<_> = missing
        .iter()
        .map(|browser| format!("{} ({})", browser.name, browser.why))
        .collect();
    if skipped.is_empty() {
        return Outcome::Passed;
    }
    Outcome::Skipped(format!("the others passed, without {}", skipped.join(", ")))
}

fn tidy_step() -> Result<Outcome> {
    tidy::tidy()?;
    Ok(Outcome::Passed)
}

fn app_step() -> Result<Outcome> {
    build::release_app()?;
    Ok(Outcome::Passed)
}

fn sizes_step() -> Result<Outcome> {
    build::release_app()?;
    sizes::sizes()?;
    Ok(Outcome::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_chosen_by_name_and_an_unknown_name_lists_them() {
        let names = ["tidy".to_owned(), "native".to_owned()];
        let steps = chosen(&names.iter().collect::<Vec<_>>()).unwrap();
        assert_eq!(
            steps.iter().map(|step| step.0).collect::<Vec<_>>(),
            ["tidy", "native"]
        );
        let error = chosen(&[&"all".to_owned()]).unwrap_err().to_string();
        assert!(error.starts_with("the steps are format, tidy,"), "{error}");
    }
}
