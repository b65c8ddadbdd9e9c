//! One build, staged from the files that trunk leaves, as a whole.

use super::*;
use std::collections::BTreeSet;

const PAGE: &str = r#"<!doctype html><html><head><meta name="build-id" content="">
<link rel="modulepreload" href="/app.js" crossorigin="anonymous">
<link rel="stylesheet" href="/base.css">
<script type="module">
import init from '/app.js';
const wasm = await init({ module_or_path: '/app_bg.wasm' });
</script></head><body></body></html>"#;

/// A folder that is removed at the end of its test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn staged(test: &str, worker: &str, release: bool) -> (Folder, String) {
    staged_with_table(test, worker, b"numbers", release)
}

fn staged_with_table(test: &str, worker: &str, table: &[u8], release: bool) -> (Folder, String) {
    let dir = env::temp_dir().join(format!("elex-stage-{}-{test}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    let files = [
        ("index.html", PAGE),
        ("app.js", "new URL('app_bg.wasm', import.meta.url)"),
        ("app_bg.wasm", "page"),
        ("base.css", "body {}"),
        ("worker.js", "new URL('worker_bg.wasm', import.meta.url)"),
        ("worker_bg.wasm", worker),
        (
            "worker_loader.js",
            "import init from './worker.js';await init();",
        ),
        (
            "benchmark.js",
            "new URL('benchmark_bg.wasm', import.meta.url)",
        ),
        ("benchmark_bg.wasm", "measures"),
        (
            "calculators.js",
            "new URL('calculators_bg.wasm', import.meta.url)",
        ),
        ("calculators_bg.wasm", "computes"),
        (
            "benchmark_loader.js",
            "import init from './benchmark.js';await init();",
        ),
    ];
    for (name, text) in files {
        fs::write(dir.join(name), text).unwrap();
    }
    let part = catalogue::Part {
        name: "index",
        bytes: b"facts".to_vec(),
    };
    let packed = catalogue::Packed {
        version: "v1".to_owned(),
        parts: vec![part],
    };
    let template = "const B = \"build-id goes here\"; const F = [/* files go here */]; \
                    const N = [/* files at need go here */];";
    let build_id = finish(&dir, &packed, table, template, release).unwrap();
    (Folder(dir), build_id)
}

fn names(folder: &Folder) -> BTreeSet<String> {
    let files = repo::files_below(&folder.0).unwrap();
    files
        .iter()
        .map(|f| {
            f.strip_prefix(&folder.0)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect()
}

#[test]
fn every_file_the_page_mentions_is_there_and_no_script_is_inside_the_page() {
    let (folder, build_id) = staged("mentions", "worker", true);
    let names = names(&folder);
    let page = fs::read_to_string(folder.0.join("index.html")).unwrap();
    assert!(page.contains(&format!("name=\"build-id\" content=\"{build_id}\"")));
    assert!(!page.contains("import init"));
    let mentioned: Vec<&str> = page
        .split('"')
        .filter_map(|part| part.strip_prefix('/'))
        .collect();
    assert_eq!(mentioned.len(), 3, "{page}");
    for name in mentioned {
        assert!(names.contains(name), "{name} is not among {names:?}");
    }
    for file in worker::FILES {
        assert!(names.contains(&format!("w/{build_id}/{file}")), "{names:?}");
        assert!(!names.contains(file));
    }
    assert!(!names.iter().any(|name| name.ends_with("calculators.js")));
}

#[test]
fn the_worker_finds_the_catalogue_by_a_list_beside_it() {
    let (folder, build_id) = staged("catalogue", "worker", true);
    let list = fs::read(folder.0.join("w").join(build_id).join("catalogue.json")).unwrap();
    let list: serde_json::Value = serde_json::from_slice(&list).unwrap();
    assert_eq!(list["version"], "v1");
    assert_eq!(list["parts"][0]["bytes"], 5);
    assert_eq!(list["parts"][0]["hash"].as_str().unwrap().len(), 32);
    let url = list["parts"][0]["url"].as_str().unwrap();
    assert_eq!(fs::read(folder.0.join(&url[1..])).unwrap(), b"facts");
}

#[test]
fn the_worker_finds_the_embedding_table_by_a_list_beside_it() {
    let (folder, build_id) = staged("embedding", "worker", true);
    let list = fs::read(folder.0.join("w").join(build_id).join("embedding.json")).unwrap();
    let list: serde_json::Value = serde_json::from_slice(&list).unwrap();
    assert_eq!(list["bytes"], 7);
    assert_eq!(list["hash"].as_str().unwrap().len(), 32);
    let url = list["url"].as_str().unwrap();
    assert_eq!(fs::read(folder.0.join(&url[1..])).unwrap(), b"numbers");
    assert!(names(&folder).contains(&format!("{}.br", &url[1..])));
}

#[test]
fn the_embedding_table_keeps_its_address_in_other_builds_until_it_changes() {
    let table = |folder: &Folder| {
        let mut names = names(folder).into_iter();
        names.find(|name| name.starts_with("embedding/")).unwrap()
    };
    let (one, first) = staged("table-1", "worker", true);
    let (two, second) = staged("table-2", "another worker", true);
    let (three, third) = staged_with_table("table-3", "worker", b"other", true);
    assert_ne!(first, second);
    assert_eq!(table(&one), table(&two));
    assert_ne!(first, third);
    assert_ne!(table(&one), table(&three));
}

#[test]
fn a_change_anywhere_is_another_build_and_no_change_is_the_same() {
    let (_one, first) = staged("same-1", "worker", true);
    let (_two, again) = staged("same-2", "worker", true);
    let (_three, changed) = staged("same-3", "another worker", true);
    assert_eq!(first, again);
    assert_ne!(first, changed);
}

#[test]
fn the_service_worker_lists_every_file_but_itself_compressed_copies_and_what_measures() {
    let (folder, _) = staged("offline", "worker", true);
    let text = fs::read_to_string(folder.0.join("sw.js")).unwrap();
    let (first, at_need) = text.split_once("const N").unwrap();
    for name in names(&folder) {
        let address = format!("\"/{name}\"");
        let is_served = !name.ends_with(".br")
            && name != "sw.js"
            && name != "index.html"
            && !name.contains("/benchmark");
        let is_at_need = name.starts_with("embedding/");
        assert_eq!(first.contains(&address), is_served && !is_at_need, "{name}");
        assert_eq!(
            at_need.contains(&address),
            is_served && is_at_need,
            "{name}"
        );
    }
    assert!(first.contains("\"/\""));
}

#[test]
fn a_debug_build_has_no_service_worker_and_no_compressed_files() {
    let (folder, _) = staged("debug", "worker", false);
    assert!(
        !names(&folder)
            .iter()
            .any(|name| name == "sw.js" || name.ends_with(".br"))
    );
}
