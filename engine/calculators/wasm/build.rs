//! Says of the wasm binary that it uses no reference types, which is so: every crate is compiled with
//! them allowed, and wasm-bindgen would then look for its own functions in a binary that has none.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        let used = "--features=bulk-memory,mutable-globals,nontrapping-fptoint,sign-ext,simd128";
        for argument in ["--no-check-features", used] {
            println!("cargo::rustc-link-arg-bins={argument}");
        }
    }
}
