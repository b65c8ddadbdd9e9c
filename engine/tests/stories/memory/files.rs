//! The memory goes out as a file and comes back, all of it or nothing.

use protocol::failure::Code;
use protocol::memory::{Filter, ImportReport, ImportStep, MemoryReply, MemoryRequest, RowFault};
use protocol::message::{Body, Part, Request};
use protocol::records::{Edit, Score};

use super::{pattern, scored};
use crate::device::{Device, folder};

impl Device {
    fn step(&self, step: ImportStep) -> ImportReport {
        match self.memory(MemoryRequest::Import(step)) {
            MemoryReply::Import(report) => report,
            other => panic!("no report: {other:?}"),
        }
    }

    /// Reads a file in pieces of so many bytes.
    fn read(&self, file: &[u8], piece: usize) -> ImportReport {
        self.step(ImportStep::Begin);
        for bytes in file.chunks(piece) {
            self.step(ImportStep::Bytes(bytes.to_vec()));
        }
        self.step(ImportStep::End)
    }

    fn import(&self, file: &[u8]) -> ImportReport {
        self.read(file, 1_000);
        self.step(ImportStep::Keep)
    }

    fn export_memory(&self) -> String {
        let bodies = self.send(Request::Memory(MemoryRequest::Export));
        let part = |body: &Body| match body {
            Body::Part(_, Part::Text(text)) => Some(text.clone()),
            _ => None,
        };
        bodies.iter().filter_map(part).collect()
    }
}

fn filled(device: &Device) {
    for n in 0..40 {
        let mut one = pattern(&format!("task {n} \"quoted\"\n→ ü"), "strategy");
        one.outcome = (n % 2 == 0).then(|| scored(f64::from(n) / 40.0));
        let id = device.store(one).id;
        match n % 5 {
            0 => drop(device.add_outcome(id, scored(0.0))),
            1 => drop(device.memory(MemoryRequest::Edit {
                pattern: id,
                edits: vec![Edit::Title(format!("edited {n}"))],
            })),
            2 => drop(device.memory(MemoryRequest::Forget {
                pattern: id,
                forgotten: true,
            })),
            _ => {}
        }
    }
}

/// Rows of a file, without its title.
fn report_rows(file: &str) -> u32 {
    u32::try_from(file.lines().count() - 1).expect("few rows")
}

#[test]
fn a_round_trip_keeps_everything_exactly_and_twice_adds_nothing() {
    let (dir, other) = (folder(), folder());
    let device = Device::open(dir.path());
    filled(&device);
    let file = device.export_memory();
    assert!(file.starts_with("{\"elex\":\"memory/1\""));

    let elsewhere = Device::open(other.path());
    for piece in [1, 7, 100_000] {
        let report = elsewhere.read(file.as_bytes(), piece);
        assert_eq!(
            (report.patterns, report.outcomes, report.refused),
            (40, 8, 0)
        );
        assert!(
            elsewhere.names(Filter::default()).is_empty(),
            "nothing is kept yet"
        );
    }
    assert!(elsewhere.step(ImportStep::Keep).kept);
    let without_title = |file: String| file.split_once('\n').map(|(_, rest)| rest.to_owned());
    assert_eq!(
        without_title(elsewhere.export_memory()),
        without_title(file.clone())
    );
    assert_eq!(
        elsewhere.list(Filter::default()),
        device.list(Filter::default())
    );
    assert_eq!(elsewhere.stats(), device.stats());

    let again = elsewhere.import(file.as_bytes());
    assert_eq!((again.patterns, again.outcomes, again.others), (0, 0, 0));
    assert_eq!(again.known, report_rows(&file));
    assert_eq!(elsewhere.stats(), device.stats());
}

#[test]
fn a_file_written_by_hand_is_read_line_by_line() {
    let dir = folder();
    let device = Device::open(dir.path());
    let lines: [&[u8]; 14] = [
        br#"{"task_description":"t","task_category":"c","strategy":"s","success_score":0}"#,
        br#"{"task_description":"u","task_category":"c","strategy":"s","success_score":0.5,"duration_seconds":90,"notes":"n","tags":["a","b"],"technology":"nr","role":"pitfall","namespace":"user","made":"2026-11-20","other":{"x":[1]}}"#,
        b"",
        br#"{"task_description":"t","task_category":"c","strategy":"s","success_score":0}"#,
        br#"{"task_description":"t","task_category":"c"}"#,
        br#"{"task_description":"t","task_category":"c","strategy":"s","success_score":1.5}"#,
        br#"{"task_description":"t","task_category":"c","strategy":"s","success_score":NaN}"#,
        br#"{"task_description":"t","task_category":"c","strategy":"s","success_score":"1"}"#,
        b"{\"task_description\":\"\xff\"}",
        br#"{"task_description":7,"task_category":"c","strategy":"s"}"#,
        br#"{"task_description":"t","task_category":"c","strategy":"s","technology":"6G"}"#,
        br#"{"task_description":"t","task_category":"c","strategy":"s","made":"yesterday"}"#,
        br#"{"task_description":"t","task_category":"c","strategy":"s","made":"2199-01-01"}"#,
        br#"{"task_description":"t""#,
    ];
    let report = device.import(&lines.join(&b'\n'));
    assert_eq!((report.lines, report.patterns, report.known), (14, 2, 1));
    let faults: Vec<(u64, RowFault)> = report
        .errors
        .iter()
        .map(|error| (error.line, error.fault))
        .collect();
    assert_eq!(
        faults,
        [
            (5, RowFault::Missing),
            (6, RowFault::Score),
            (7, RowFault::NotJson),
            (8, RowFault::Score),
            (9, RowFault::NotUtf8),
            (10, RowFault::WrongType),
            (11, RowFault::Unknown),
            (12, RowFault::Date),
            (13, RowFault::Future),
            (14, RowFault::NotJson),
        ]
    );
    let lines = device.list(Filter::default());
    assert_eq!(lines.total, 2);
    // The one without a date stands last.
    assert_eq!(lines.lines[1].at, None);
    let failed = device.get(lines.lines[1].id);
    assert_eq!(failed.outcomes[0].outcome.score, Score::FAILED);
    let whole = device.get(lines.lines[0].id).pattern;
    assert_eq!(whole.tags, ["a", "b"]);
    assert_eq!(
        whole.outcome.and_then(|outcome| outcome.duration_micros),
        Some(90_000_000)
    );
}

#[test]
fn altered_rows_are_refused_one_by_one() {
    let dir = folder();
    let device = Device::open(dir.path());
    device.store(pattern("kept elsewhere", "s"));
    let file = device.export_memory();
    let row = file.lines().nth(1).expect("a row");
    let at = row.find("\"body\":\"").expect("a body") + 60;
    let other = if &row[at..=at] == "0" { "1" } else { "0" };
    let altered = format!("{}{other}{}", &row[..at], &row[at + 1..]);
    // The checksum alone is replaced: the id still does not fit.
    let body = altered
        .split("\"body\":\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a body");
    let bytes: Vec<u8> = (0..body.len() / 2)
        .map(|i| u8::from_str_radix(&body[2 * i..2 * i + 2], 16).expect("hexadecimal"))
        .collect();
    let hash = &blake3::hash(&bytes).to_hex()[..32];
    let old = altered
        .split("\"hash\":\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a hash");
    let forged = altered.replace(old, hash);
    let elsewhere = folder();
    let elsewhere = Device::open(elsewhere.path());
    let foreign = r#"{"key":"040001","body":"a0"}"#;
    let report = elsewhere.import(
        [altered.as_str(), &forged, foreign, row]
            .join("\n")
            .as_bytes(),
    );
    assert_eq!((report.patterns, report.refused), (1, 3));
    let faults: Vec<RowFault> = report.errors.iter().map(|error| error.fault).collect();
    assert_eq!(
        faults,
        [RowFault::Mismatch, RowFault::Mismatch, RowFault::OtherKind]
    );
}

#[test]
fn a_dropped_import_leaves_nothing_and_steps_have_their_order() {
    let dir = folder();
    let device = Device::open(dir.path());
    let order = |step| device.memory_failure(MemoryRequest::Import(step)).code;
    assert_eq!(order(ImportStep::Keep), Code::ImportOrder);
    device.step(ImportStep::Begin);
    let line = br#"{"task_description":"t","task_category":"c","strategy":"s"}"#;
    device.step(ImportStep::Bytes(
        [line.as_slice(), b"\n"].concat().repeat(500),
    ));
    assert_eq!(order(ImportStep::Keep), Code::ImportOrder);
    device.step(ImportStep::Begin);
    device.step(ImportStep::Bytes(line.to_vec()));
    device.step(ImportStep::Drop);
    assert_eq!(order(ImportStep::End), Code::ImportOrder);
    assert_eq!(Device::open(dir.path()).stats().total_patterns, 0);
}

#[test]
fn lines_without_end_are_refused_and_the_next_is_read() {
    let dir = folder();
    let device = Device::open(dir.path());
    let mut file = vec![b'x'; 3_000_000];
    file.extend(b"\n{\"task_description\":\"t\",\"task_category\":\"c\",\"strategy\":\"s\"}\r\n");
    let report = device.import(&file);
    assert_eq!((report.patterns, report.refused), (1, 1));
    assert_eq!(report.errors[0].fault, RowFault::TooLong);
}
