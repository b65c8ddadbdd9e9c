//! Lines that are wrong: each gets the error that JSON-RPC has for it, and the next one is answered.

use serde_json::{Value, json};

use crate::common::mcp::Session;
use crate::{LATE, pattern, with};

const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;

fn is_alive(session: &mut Session) {
    let reply = session.request("ping", json!({}));
    assert_eq!(reply["result"], json!({}));
}

#[test]
fn bytes_that_are_no_json_get_no_answer() {
    // There is no id to answer to, and an answer might come back as the next bad line.
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let deep = "[".repeat(100_000);
    for line in [
        &b""[..],
        b"nonsense",
        b"{\"jsonrpc\":",
        b"\xff\xfe",
        b"\0",
        deep.as_bytes(),
    ] {
        session.line(line);
        is_alive(&mut session);
    }
}

#[test]
fn json_that_is_no_request_is_an_invalid_one() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    for line in [
        "[1, 2]",
        "7",
        "{}",
        r#"{"jsonrpc":"2.0","id":7}"#,
        r#"{"jsonrpc":"1.0","id":7,"method":"ping"}"#,
    ] {
        session.line(line.as_bytes());
        let reply = session.read();
        assert_eq!(reply["error"]["code"], INVALID_REQUEST, "{line}: {reply}");
        is_alive(&mut session);
    }
}

#[test]
fn unknown_methods_and_tools_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let reply = session.request("memory/burn", json!({}));
    assert_eq!(reply["error"]["code"], METHOD_NOT_FOUND, "{reply}");
    assert!(
        reply["error"]["message"]
            .as_str()
            .unwrap()
            .contains("memory/burn"),
        "{reply}"
    );
    let reply = session.call("burn", json!({}));
    assert_eq!(reply["error"]["code"], INVALID_PARAMS, "{reply}");
    let said = reply["error"]["message"].as_str().unwrap();
    assert!(
        said.contains("reasoningbank_burn") && said.contains("reasoningbank_get_stats"),
        "{said}"
    );
    is_alive(&mut session);
}

#[test]
fn wrong_arguments_name_their_field_and_store_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let good = || pattern(LATE, "mobility", 1.0);
    let mut check = |tool: &str, arguments: Value, field: &str| {
        let reply = session.call(tool, arguments.clone());
        assert_eq!(
            reply["error"]["code"], INVALID_PARAMS,
            "{arguments}: {reply}"
        );
        assert_eq!(
            reply["error"]["data"]["faults"][0]["field"], field,
            "{arguments}: {reply}"
        );
        let said = reply["error"]["message"].as_str().unwrap();
        assert!(said.contains(field), "{said}");
    };
    for score in [
        json!(1.2),
        json!(-0.1),
        json!(1e300),
        json!("1"),
        json!(null),
        json!("NaN"),
        json!(true),
    ] {
        check(
            "store_pattern",
            with(good(), &json!({ "success_score": score })),
            "success_score",
        );
    }
    for (field, value) in [
        ("task_description", json!("")),
        ("task_description", json!("x".repeat(1 << 20))),
        ("task_category", json!(" ")),
        ("task_category", json!("x".repeat(201))),
        ("strategy", json!(7)),
        ("tags", json!("a")),
        ("tags[1]", json!(["a", 7])),
        ("tags", json!(vec!["a"; 101])),
        ("technology", json!("6g")),
        ("role", json!("hero")),
        ("duration_seconds", json!(-1)),
        ("colour", json!("red")),
    ] {
        let name = field.split('[').next().unwrap();
        check(
            "store_pattern",
            with(good(), &json!({ name: value })),
            field,
        );
    }
    check(
        "store_pattern",
        json!({ "task_description": "t", "task_category": "c", "success_score": 1 }),
        "strategy",
    );
    for id in [
        json!("7"),
        json!(7),
        json!("0f4e8d6a1c2b8f009a3b7c6d5e4f3a2b"),
        json!("{0f4e8d6a-1c2b-8f00-9a3b-7c6d5e4f3a2b}"),
    ] {
        check("get_pattern", json!({ "pattern_id": id }), "pattern_id");
    }
    check("get_pattern", json!({}), "pattern_id");
    for top_k in [json!(0), json!(101), json!(1.5), json!("5"), json!(-1)] {
        check(
            "find_similar",
            json!({ "task_description": "t", "category": "c", "top_k": top_k }),
            "top_k",
        );
    }
    check(
        "find_similar",
        json!({ "task_description": "t" }),
        "category",
    );
    check("get_stats", json!({ "x": 1 }), "x");
    let stats = session.gives("get_stats", json!({}));
    assert_eq!(stats["total_patterns"], 0);
}

#[test]
fn a_call_that_is_none_is_invalid() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    let stats = "reasoningbank_get_stats";
    for params in [
        json!({ "name": 7 }),
        json!({}),
        json!({ "name": stats, "arguments": [] }),
        json!({ "name": stats, "arguments": "x" }),
    ] {
        let reply = session.request("tools/call", params.clone());
        assert_eq!(reply["error"]["code"], INVALID_PARAMS, "{params}: {reply}");
    }
    // NaN is no JSON, so a score cannot even be sent as one.
    session.line(br#"{"jsonrpc":"2.0","id":99,"method":"tools/call","params":{"name":"reasoningbank_store_pattern","arguments":{"success_score":NaN}}}"#);
    is_alive(&mut session);
    let reply = session.request("tools/call", json!({ "name": stats }));
    assert_eq!(
        reply["result"]["isError"], false,
        "no arguments are none: {reply}"
    );
}

#[test]
fn any_text_is_kept_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = Session::open(dir.path());
    for text in [
        "📶 handover 📉",
        "ما هو a3-Offset؟",
        "<script>$(rm -rf ~)</script>",
        "line\none\r\n\u{1b}[2J",
        "\"'; DROP TABLE rows; --",
    ] {
        let stored = session.gives("store_pattern", pattern(text, "mobility", 1.0));
        let got = session.gives("get_pattern", json!({ "pattern_id": stored["pattern_id"] }));
        assert_eq!(got["task_description"], text);
    }
}
