//! Installs what is missing and says so; what is there in the right version is used silently.

mod apt;
pub mod axe;
pub mod browsers;
mod cargo_tool;
mod debian_rust;
pub mod machine;
pub mod mcp_client;
pub mod npm;
pub mod peers;
mod wasm_opt;
mod wasm_target;

use crate::{environment::Environment, repo, version::Version};
use anyhow::Result;
use cargo_tool::CargoTool;

/// Everything that `run` and `test` need.
pub fn everything() -> Result<()> {
    app_build()?;
    let browsers = browsers::prepare()?;
    for missing in &browsers.missing {
        println!("setup: {} is missing: {}", missing.name, missing.why);
    }
    println!("setup: done");
    Ok(())
}

/// What `trunk build --release` needs: the wasm target, wasm-bindgen, trunk and wasm-opt.
pub fn app_build() -> Result<Environment> {
    let mut environment = wasm()?;
    // 0.21.14 is the oldest whose source we read; a 0.23 may mean other things by our attributes.
    let trunk = CargoTool {
        package: "trunk",
        programs: &["trunk"],
        install: "0.21.14".to_owned(),
        usable: Version([0, 21, 14])..Version([0, 23, 0]),
        reason: "it builds the page",
    };
    trunk.prepare(&mut environment)?;
    wasm_opt::prepare(&mut environment)?;
    Ok(environment)
}

/// cargo-deny, which reads the licences and origins of what we depend on.
pub fn licences() -> Result<Environment> {
    let mut environment = Environment::default();
    let deny = CargoTool {
        package: "cargo-deny",
        programs: &["cargo-deny"],
        install: "0.20.2".to_owned(),
        usable: Version([0, 18, 0])..Version([1, 0, 0]),
        reason: "it checks licences and origins of the crates",
    };
    deny.prepare(&mut environment)?;
    Ok(environment)
}

/// What compiling and testing wasm needs: the target, and wasm-bindgen's tools in the version of the
/// library in Cargo.lock, because the two speak a private format to each other.
pub fn wasm() -> Result<Environment> {
    let mut environment = Environment::default();
    wasm_target::prepare(&mut environment)?;
    let locked = repo::locked_version("wasm-bindgen")?;
    CargoTool {
        package: "wasm-bindgen-cli",
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        usable: cargo_tool::exactly(&locked)?,
        install: locked,
        reason: "Cargo.lock has the library in this version",
    }
    .prepare(&mut environment)?;
    Ok(environment)
}

/// One line for each thing that is installed.
fn announce(what: &str, reason: &str) {
    println!("setup: installing {what}: {reason}");
}
