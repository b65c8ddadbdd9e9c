//! Everything that a client is told before it calls a tool, kept in a file: a change is seen in review.

use std::path::Path;

use serde_json::{Value, json};

use crate::common::mcp::Session;

/// `ELEX_UPDATE=1 cargo test -p server --test mcp surface` writes it anew.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mcp/surface.json");

#[test]
fn the_surface_is_the_one_that_was_reviewed() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::start(dir.path());
    let us = json!({
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": { "name": "test", "version": "1" },
    });
    let mut surface = session.request("initialize", us)["result"].clone();
    surface["serverInfo"]["version"] = json!("any");
    surface["tools"] = session.request("tools/list", json!({}))["result"]["tools"].clone();
    let text = serde_json::to_string_pretty(&surface).unwrap() + "\n";
    if std::env::var_os("ELEX_UPDATE").is_some() {
        std::fs::write(FILE, &text).unwrap();
    }
    let kept = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        kept == text,
        "{} is another one; look at it with git diff after ELEX_UPDATE=1",
        Path::new(FILE).display()
    );
}

/// What was promised before this server existed: other fields may come, these stay.
#[test]
fn the_promised_tools_take_what_was_promised() {
    let surface: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    let tools = surface["tools"].as_array().unwrap();
    let input = |name: &str| {
        let name = format!("reasoningbank_{name}");
        let tool = tools.iter().find(|tool| tool["name"] == name).unwrap();
        tool["inputSchema"].clone()
    };
    let check = |name: &str, required: &[&str], properties: &[(&str, &str)]| {
        let input = input(name);
        assert_eq!(input["required"], json!(required), "{name}");
        for (property, kind) in properties {
            assert_eq!(
                input["properties"][property]["type"], *kind,
                "{name}: {property}"
            );
        }
    };
    check(
        "store_pattern",
        &[
            "task_description",
            "task_category",
            "strategy",
            "success_score",
        ],
        &[
            ("task_description", "string"),
            ("task_category", "string"),
            ("strategy", "string"),
            ("success_score", "number"),
        ],
    );
    check("get_pattern", &["pattern_id"], &[("pattern_id", "string")]);
    check(
        "find_similar",
        &["task_description", "category"],
        &[
            ("task_description", "string"),
            ("category", "string"),
            ("top_k", "integer"),
        ],
    );
    check("get_stats", &[], &[]);
    assert_eq!(
        input("get_pattern")["properties"]["pattern_id"]["format"],
        "uuid"
    );
    assert_eq!(input("find_similar")["properties"]["top_k"]["default"], 5);
    let score = &input("store_pattern")["properties"]["success_score"];
    assert_eq!(
        (score["minimum"].as_f64(), score["maximum"].as_f64()),
        (Some(0.0), Some(1.0))
    );
}
