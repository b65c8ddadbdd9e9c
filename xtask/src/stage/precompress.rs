//! Compressed copies beside the files, so that the server never compresses and always sends the
//! smallest form.

use crate::repo;
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

const ENDINGS: [&str; 8] = [
    "html",
    "js",
    "css",
    "wasm",
    "bin",
    "json",
    "svg",
    "webmanifest",
];

/// Writes `<file>.br` beside every file of these kinds.
pub fn all_files(dir: &Path) -> Result<()> {
    let mut files: Vec<PathBuf> = repo::files_below(dir)?;
    files.retain(|file| {
        file.extension()
            .is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
    });
    // Quality 11 is slow; the two halves have about the same number of files, not of bytes.
    let (one, two): (Vec<_>, Vec<_>) = files.iter().enumerate().partition(|(n, _)| n % 2 == 0);
    thread::scope(|scope| {
        let other = scope.spawn(|| write_all(&two));
        write_all(&one)?;
        other
            .join()
            .unwrap_or_else(|_| anyhow::bail!("compressing panicked"))
    })
}

fn write_all(files: &[(usize, &PathBuf)]) -> Result<()> {
    for (_, file) in files {
        let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        let mut name = file.as_os_str().to_owned();
        name.push(".br");
        fs::write(name, compressed(&bytes)?).context("writing a compressed file")?;
    }
    Ok(())
}

fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    at_quality(11, bytes)
}

fn at_quality(quality: i32, bytes: &[u8]) -> Result<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 22,
        ..Default::default()
    };
    let mut smaller = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut smaller, &settings).context("compressing")?;
    Ok(smaller)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_can_be_read_back() {
        let text = include_bytes!("precompress.rs");
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &*compressed(text).unwrap(), &mut back).unwrap();
        assert_eq!(back, text);
    }

    #[test]
    fn nothing_is_compressed_less_than_it_could_be() {
        let text = include_bytes!("precompress.rs");
        assert!(compressed(text).unwrap().len() < at_quality(9, text).unwrap().len());
    }
}
