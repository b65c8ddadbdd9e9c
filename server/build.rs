//! Packs the catalogue into the folder that the compiler reads it from, so that `elex` carries it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let sources = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../engine/catalogue");
    println!(
        "cargo::rerun-if-changed={}",
        sources.join("facts").display()
    );
    println!(
        "cargo::rerun-if-changed={}",
        sources.join("agents").display()
    );

    let packed = catalogue::pack(&sources).map_err(|problems| problems.to_string())?;
    let folder = PathBuf::from(env::var("OUT_DIR")?).join("catalogue");
    fs::create_dir_all(&folder)?;
    for part in packed.parts {
        fs::write(folder.join(format!("{}.bin", part.name)), part.bytes)?;
    }
    Ok(())
}
