//! The golden databases, made anew in the browser from their columns by raw calls.

use engine::storage::adapters::indexed_db;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::golden_files::{FORMAT_1, Golden};
use crate::{fresh, raw};

#[wasm_bindgen_test]
async fn the_database_of_format_1_opens_and_gives_its_rows() {
    let golden = Golden::read(FORMAT_1);
    raw::js(&format!("await format1('golden', {FORMAT_1})")).await;
    golden
        .check(indexed_db::open("golden", fresh()).await.unwrap())
        .await;
}
