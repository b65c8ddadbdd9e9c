//! The packed catalogue: no problems, the same bytes every time, and small enough to download.

use std::path::Path;

use catalogue::{Packed, pack};

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

#[test]
fn all_parts_together_are_below_550_kb_after_brotli() {
    let mut sum = 0;
    for part in packed().parts {
        let size = compressed(&part.bytes);
        println!(
            "{:11} {:8} bytes, {:6} after brotli -11",
            part.name,
            part.bytes.len(),
            size
        );
        sum += size;
    }
    println!("together    {sum} bytes after brotli -11");
    assert!(sum <= 550_000, "{sum} bytes");
}

#[test]
fn packing_twice_gives_the_same_bytes() {
    let (once, again) = (packed(), packed());
    assert_eq!(once, again);
    assert_eq!(once.version.len(), 16);
    let names: Vec<_> = once.parts.iter().map(|part| part.name).collect();
    assert_eq!(
        names,
        ["index", "rows", "agents", "questions", "calculators"]
    );
}
