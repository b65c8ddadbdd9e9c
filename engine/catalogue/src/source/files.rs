//! Reading files of JSON lines and JSON documents into typed rows.

use std::fs;
use std::path::Path;

use protocol::catalogue::Micro;
use serde::de::DeserializeOwned;

use crate::problem::{Problem, Problems};

/// Rows of a file with one JSON object per line, together with their line numbers.
pub fn lines<T: DeserializeOwned>(dir: &Path, file: &str) -> Result<Vec<(usize, T)>, Problems> {
    lines_of(file, &text(dir, file)?)
}

/// The same, of the file's text.
pub fn lines_of<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<(usize, T)>, Problems> {
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(row) => rows.push((number, row)),
            Err(error) => problems.push(Problem::new(
                file,
                format!("line {number}"),
                error.to_string(),
            )),
        }
    }
    if problems.is_empty() {
        Ok(rows)
    } else {
        Err(Problems(problems))
    }
}

/// A file with one JSON document.
pub fn document<T: DeserializeOwned>(dir: &Path, file: &str) -> Result<T, Problems> {
    serde_json::from_str(&text(dir, file)?).map_err(|error| {
        Problem::new(file, format!("line {}", error.line()), error.to_string()).into()
    })
}

/// The JSON documents of a folder by their file's name, in the order of the names.
pub fn documents<T: DeserializeOwned>(
    dir: &Path,
    folder: &str,
) -> Result<Vec<(String, T)>, Problems> {
    let cannot = |error: std::io::Error| Problem::new(folder, "folder", error.to_string());
    let mut names = Vec::new();
    for entry in fs::read_dir(dir.join(folder)).map_err(cannot)? {
        names.push(entry.map_err(cannot)?.file_name());
    }
    names.sort();
    let read = |name: std::ffi::OsString| {
        let file = format!("{folder}/{}", name.display());
        Ok((file.clone(), document(dir, &file)?))
    };
    names.into_iter().map(read).collect()
}

/// The text of a file.
pub fn text(dir: &Path, file: &str) -> Result<String, Problems> {
    fs::read_to_string(dir.join(file))
        .map_err(|error| Problem::new(file, "file", error.to_string()).into())
}

/// A JSON number as exact millionths.
pub fn micro(number: &serde_json::Number) -> Result<Micro, String> {
    number
        .to_string()
        .parse()
        .map_err(|_| format!("{number} has no exact form in millionths"))
}

/// A JSON value that stands for a field value: text, number, truth value or null.
pub fn literal(value: &serde_json::Value) -> Result<String, String> {
    match value {
        serde_json::Value::String(text) => Ok(text.clone()),
        serde_json::Value::Number(number) => micro(number).map(|number| number.to_string()),
        serde_json::Value::Bool(truth) => Ok(truth.to_string()),
        serde_json::Value::Null => Ok("null".to_owned()),
        other => Err(format!("{other} is no field value")),
    }
}

/// Turns read rows into typed ones, keeping the line with each problem.
pub fn convert<Raw, Typed>(
    file: &str,
    rows: Vec<(usize, Raw)>,
    typed: impl Fn(Raw) -> Result<Typed, String>,
) -> Result<Vec<Typed>, Problems> {
    let mut good = Vec::with_capacity(rows.len());
    let mut problems = Vec::new();
    for (number, raw) in rows {
        match typed(raw) {
            Ok(row) => good.push(row),
            Err(reason) => problems.push(Problem::new(file, format!("line {number}"), reason)),
        }
    }
    if problems.is_empty() {
        Ok(good)
    } else {
        Err(Problems(problems))
    }
}
