//! What is declared is what is enforced.

use serde_json::json;

use super::*;

const FIELDS: &[Field] = &[
    required("task", Kind::Text(8), "a text"),
    required("score", Kind::Number(0.0, 1.0), "a number"),
    optional("k", Kind::Integer(1, 100, Some(5)), "a count"),
    optional("id", Kind::Id, "an id"),
    optional("tags", Kind::Texts(2, 3), "words"),
    optional("role", Kind::Word(&["strategy", "pitfall"]), "a word"),
];

#[track_caller]
fn check(given: &Value, expected: &[(&str, &str)]) {
    let found = faults(FIELDS, given.as_object().unwrap());
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|fault| (fault.field.as_str(), fault.problem.as_str()))
        .collect();
    assert_eq!(found, expected, "{given}");
}

#[test]
fn what_is_as_declared_is_taken() {
    check(&json!({ "task": "x", "score": 0 }), &[]);
    check(
        &json!({
            "task": "12345678", "score": 1.0, "k": 5.0, "tags": ["abc", "ü"], "role": "pitfall",
            "id": "0F4E8D6A-1c2b-8f00-9a3b-7c6d5e4f3a2b",
        }),
        &[],
    );
}

#[test]
fn every_fault_is_named_with_its_field() {
    check(
        &json!({ "score": 1.2, "k": 1.5, "id": "7", "x": 1 }),
        &[
            ("task", "is missing"),
            ("score", "must be from 0 to 1"),
            ("k", "must be a whole number from 1 to 100"),
            (
                "id",
                "must be a UUID such as 0f4e8d6a-1c2b-8f00-9a3b-7c6d5e4f3a2b",
            ),
            ("x", "is no argument of this tool"),
        ],
    );
    check(
        &json!({ "task": " \n", "score": "1", "tags": ["abc", "abcd"], "role": "x" }),
        &[
            ("task", "must not be empty"),
            ("score", "must be a number"),
            ("tags[1]", "is longer than 3 bytes of UTF-8"),
            ("role", "must be one of strategy, pitfall"),
        ],
    );
    check(
        &json!({ "task": "123456789", "score": -0.1, "k": -1, "tags": ["", "", ""],
            "id": "urn:uuid:0f4e8d6a-1c2b-8f00-9a3b-7c6d5e4f3a2b" }),
        &[
            ("task", "is longer than 8 bytes of UTF-8"),
            ("score", "must be from 0 to 1"),
            ("k", "must be a whole number from 1 to 100"),
            (
                "id",
                "must be a UUID such as 0f4e8d6a-1c2b-8f00-9a3b-7c6d5e4f3a2b",
            ),
            ("tags", "has more than 2 entries"),
        ],
    );
    check(
        &json!({ "task": 7, "score": null, "k": 1e300, "tags": "a" }),
        &[
            ("task", "must be a string"),
            ("score", "must be a number"),
            ("k", "must be a whole number from 1 to 100"),
            ("tags", "must be an array of strings"),
        ],
    );
}

#[test]
fn the_schema_declares_what_is_enforced() {
    let schema = Value::from(schema(FIELDS));
    assert_eq!(schema["required"], json!(["task", "score"]));
    assert_eq!(schema["additionalProperties"], json!(false));
    assert_eq!(schema["properties"]["k"]["default"], 5);
    assert_eq!(schema["properties"]["id"]["format"], "uuid");
}

#[test]
fn what_lies_within_is_looked_at_and_named_by_its_path() {
    const INNER: &[Field] = &[required("n", Kind::Integer(0, 9, None), "a count")];
    const OUTER: &[Field] = &[
        required("done", Kind::Flag, "yes or no"),
        optional("one", Kind::Object(INNER), "one of them"),
        optional("all", Kind::Objects(2, INNER), "at most two of them"),
    ];
    let check = |given: &Value, expected: &[(&str, &str)]| {
        let found = faults(OUTER, given.as_object().unwrap());
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|fault| (fault.field.as_str(), fault.problem.as_str()))
            .collect();
        assert_eq!(found, expected, "{given}");
    };
    check(
        &json!({ "done": true, "one": { "n": 1 }, "all": [{ "n": 2 }, { "n": 3 }] }),
        &[],
    );
    check(
        &json!({ "done": 1, "one": { "n": 10 }, "all": [{ "n": 1 }, { "m": 2 }] }),
        &[
            ("done", "must be true or false"),
            ("one.n", "must be a whole number from 0 to 9"),
            ("all[1].n", "is missing"),
            ("all[1].m", "is no argument of this tool"),
        ],
    );
    check(
        &json!({ "done": false, "one": [], "all": [1] }),
        &[
            ("one", "must be an object"),
            ("all[0]", "must be an object"),
        ],
    );
    check(
        &json!({ "done": false, "one": null, "all": [{}, {}, {}] }),
        &[
            ("one", "must be an object"),
            ("all", "has more than 2 entries"),
        ],
    );
}
