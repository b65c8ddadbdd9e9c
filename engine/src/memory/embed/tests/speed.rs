//! How long it takes; run by hand.

use std::time::{Duration, Instant};

use super::super::Embedder;
use super::{ASSET, table, texts};

/// `cargo test --release -p engine memory::embed::tests::speed -- --ignored --nocapture`
#[test]
#[ignore = "a measurement, for a release build"]
fn speed() {
    fn median<T>(what: &str, mut run: impl FnMut() -> T) {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..1001 {
            let start = Instant::now();
            std::hint::black_box(run());
            times.push(start.elapsed());
        }
        times.sort_unstable();
        println!("{what}: median {:?}", times[500]);
    }
    let table = table();
    let has_20 = |text: &String| table.rows(text).len() == 20;
    let text = texts().into_iter().find(has_20).unwrap();
    println!("a text of 20 pieces: {text:?}");
    median("table", || table.embed(&text));
    median("hashed", || Embedder::Hashed.embed(&text));
    median("quantise", || table.embed(&text).quantise());
    median("open", || Embedder::open(ASSET));
    median("the hash of it", || blake3::hash(ASSET));
}
