//! Every calculator against its vectors, in wasm.

use wasm_bindgen_test::wasm_bindgen_test;

use super::vectors::faults;

#[wasm_bindgen_test]
fn every_vector_holds() {
    let faults = faults();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
