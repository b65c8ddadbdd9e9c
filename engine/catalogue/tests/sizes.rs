//! The packed catalogue: no problems, the same bytes every time, and small enough to download.

use std::path::Path;

use catalogue::{Packed, pack};
use protocol::catalogue::packed::PartName;

fn packed() -> Packed {
    match pack(Path::new(env!("CARGO_MANIFEST_DIR"))) {
        Ok(packed) => packed,
        Err(problems) => panic!("{problems}"),
    }
}

/// Size after brotli -11, as the server sends it.
fn compressed(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        ..Default::default()
    };
    let written = brotli::BrotliCompress(&mut &bytes[..], &mut out, &params);
    assert!(written.is_ok(), "writing to memory");
    out.len()
}

/// Bytes of a KB, as in benches/budgets.toml.
const KB: usize = 1024;

/// The same limits hold for what the build serves: `cargo xtask sizes`.
#[test]
fn a_first_answer_needs_300_kb_and_all_parts_together_650() {
    let (mut first, mut all) = (0, 0);
    for (part, name) in packed().parts.iter().zip(PartName::ALL) {
        let size = compressed(&part.bytes);
        println!(
            "{:11} {:8} bytes, {size:6} after brotli -11",
            part.name,
            part.bytes.len()
        );
        all += size;
        if PartName::FIRST.contains(&name) {
            first += size;
        }
    }
    println!("first wave  {first} bytes, together {all} bytes after brotli -11");
    assert!(first <= 300 * KB, "{first} bytes");
    assert!(all <= 650 * KB, "{all} bytes");
}

#[test]
fn packing_twice_gives_the_same_bytes() {
    let (once, again) = (packed(), packed());
    assert_eq!(once, again);
    assert_eq!(once.version.len(), 16);
    let names: Vec<_> = once.parts.iter().map(|part| part.name).collect();
    assert_eq!(
        names,
        [
            "index",
            "rows",
            "agents",
            "words",
            "entries",
            "questions",
            "calculators"
        ]
    );
}
