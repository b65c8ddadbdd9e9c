//! `cargo xtask stage`, trunk's post_build hook: turns what trunk has built into what is served.
//! Works only inside the folder that trunk is about to move to dist/.

mod catalogue_files;
mod digest;
mod embedding_file;
mod names;
mod page;
mod precompress;
mod service_worker;
mod worker;

use crate::repo;
use anyhow::{Context, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Runs on the folder and for the profile that trunk names in the hook's environment.
pub fn stage() -> Result<()> {
    let dir = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let dir = dir.context("TRUNK_STAGING_DIR is not set: trunk calls this, people run `build`")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let catalogue = catalogue_files::pack(&repo::root().join("engine/catalogue"))?;
    let table = repo::root().join("engine/embedding/table.elv");
    let table = fs::read(&table).context("reading the embedding table")?;
    let service_worker = repo::read("app/assets/sw.js")?;
    let build_id = finish(&dir, &catalogue, &table, &service_worker, release)?;
    println!("stage: build {build_id}");
    Ok(())
}

/// The order matters: names before the build id, which covers them; the build id before everything
/// that holds it. A debug build gets no service worker, which would keep serving yesterday's page to
/// a developer, and no compressed files, which take long to make.
fn finish(
    dir: &Path,
    catalogue: &catalogue::Packed,
    table: &[u8],
    service_worker: &str,
    release: bool,
) -> Result<String> {
    let parts = catalogue_files::write(dir, catalogue)?;
    let table = embedding_file::write(dir, table)?;
    worker::remove_superfluous(dir)?;
    page::move_loader_to_file(dir)?;
    names::put_digests_in(dir)?;
    let build_id = digest::of_folder(dir, service_worker)?;
    let folder = worker::move_to_its_build(dir, &build_id)?;
    fs::write(folder.join("catalogue.json"), parts).context("writing catalogue.json")?;
    fs::write(folder.join("embedding.json"), table).context("writing embedding.json")?;
    page::write_build_id(dir, &build_id)?;
    if release {
        service_worker::write(dir, service_worker, &build_id)?;
        precompress::all_files(dir)?;
    }
    Ok(build_id)
}

#[cfg(test)]
mod tests;
