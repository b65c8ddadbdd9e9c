//! `elex ask` as a process, from the question to the history that it leaves.
#![allow(clippy::unwrap_used, reason = "these are tests")]

mod common;

use std::ffi::OsString;
use std::path::Path;
use std::process::Stdio;

use common::elex::{self, Ended, elex, ended, parsed, run};
use protocol::answer::{Body, FactCard, Legal, QueryKind, Technology};
use protocol::message::{Exchange, ExchangeLine, Reply, Request};
use server::native::{NativeEngine, Place};

const QUESTION: &str = "range of a3-Offset?";

fn ask(data: &Path, arguments: &[&str]) -> Ended {
    run(elex().arg("ask").args(arguments).arg("--data").arg(data))
}

/// What the engine finds in a folder.
fn history(data: &Path) -> Vec<ExchangeLine> {
    let running = NativeEngine::start(Place::File(data.join("elex.db"))).unwrap();
    assert_eq!(running.report.fallback, None);
    let request = Request::History {
        before: None,
        limit: 500,
    };
    let reply = running.engine.ask_blocking(request).unwrap().reply.unwrap();
    running.stop().unwrap();
    match reply {
        Reply::History(lines) => lines,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_reply_is_json_as_the_protocol_has_it() {
    let dir = tempfile::tempdir().unwrap();
    let ended = ask(dir.path(), &[QUESTION, "--json"]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let exchange: Exchange = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(exchange.answer.question, QUESTION);
    let Body::Facts(cards) = &exchange.answer.body else {
        panic!("{exchange:?}")
    };
    let FactCard::Parameter(card) = &cards[0] else {
        panic!("{cards:?}")
    };
    assert!(
        matches!(
            card.legal,
            Legal::Integer {
                min: -30,
                max: 30,
                ..
            }
        ),
        "{card:?}"
    );
    assert_eq!(history(dir.path())[0].response, exchange.response);
}

#[test]
fn a_question_needs_no_quotes() {
    let ended = run(elex()
        .args(["ask", "--no-save", "--json"])
        .args(QUESTION.split(' ')));
    let exchange: Exchange = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(exchange.answer.question, QUESTION);
}

#[test]
fn a_person_reads_range_unit_source_and_who_answers() {
    let dir = tempfile::tempdir().unwrap();
    let ended = ask(dir.path(), &[QUESTION]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    for part in [
        "−15 … 15 dB",
        "step 0.5 dB",
        "are ours",
        "TS 38.331",
        "Who answers",
    ] {
        assert!(ended.out.contains(part), "{part} is not in\n{}", ended.out);
    }
}

#[test]
fn a_fault_gets_guidance() {
    let question = "late handovers to a neighbour on the same carrier, what should I change?";
    let ended = run(elex().args(["ask", "--no-save", question]));
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    for part in ["KPIs to look at", "Its parameters", "effect", "Who answers"] {
        assert!(ended.out.contains(part), "{part} is not in\n{}", ended.out);
    }
}

#[test]
fn a_question_outside_is_answered_so() {
    let ended = run(elex().args(["ask", "--no-save", "how do I bake sourdough bread?"]));
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    assert!(
        ended.out.starts_with("Outside what I know\n"),
        "{}",
        ended.out
    );
}

#[test]
fn asking_twice_keeps_both() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(ask(dir.path(), &[QUESTION]).code, Some(0));
    assert_eq!(ask(dir.path(), &["what is t-Reselection?"]).code, Some(0));
    let questions: Vec<String> = history(dir.path())
        .into_iter()
        .map(|line| line.question)
        .collect();
    assert_eq!(questions, ["what is t-Reselection?", QUESTION]);
}

#[test]
fn many_at_once_in_one_folder_lose_nothing() {
    const AT_ONCE: usize = 6;
    let dir = tempfile::tempdir().unwrap();
    let start = |place: usize| {
        let mut command = elex();
        command
            .args(["ask", &format!("{QUESTION} {place}"), "--json", "--data"])
            .arg(dir.path());
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    // All of them find no database, and make it.
    let children: Vec<_> = (0..AT_ONCE).map(start).collect();
    let mut responses = Vec::new();
    for child in children {
        let ended = ended(child.wait_with_output().unwrap());
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
        responses.push(
            serde_json::from_str::<Exchange>(&ended.out)
                .unwrap()
                .response,
        );
    }
    let mut kept: Vec<_> = history(dir.path())
        .iter()
        .map(|line| line.response)
        .collect();
    kept.sort();
    responses.sort();
    assert_eq!(kept, responses);
}

#[test]
fn a_question_that_is_none_is_bad_input() {
    let dir = tempfile::tempdir().unwrap();
    let long = "a3-Offset ".repeat(10_000);
    for (question, code) in [
        ("", "question-empty"),
        (" \n\t ", "question-empty"),
        (&long, "question-too-long"),
    ] {
        let ended = ask(dir.path(), &[question]);
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{code}");
        assert!(
            ended.err.starts_with("elex: The question is "),
            "{}",
            ended.err
        );
        assert!(ended.err.contains(&format!("[{code}]")), "{}", ended.err);
    }
    assert_eq!(history(dir.path()), []);
}

#[test]
fn any_text_is_a_question() {
    for question in [
        "📶 handover 📉",
        "ما هو a3-Offset؟",
        "<script>alert(1)</script> a3-Offset",
    ] {
        let ended = run(elex().args(["ask", "--no-save", "--json", question]));
        assert_eq!(
            (ended.code, ended.err.as_str()),
            (Some(0), ""),
            "{question}"
        );
        let exchange: Exchange = serde_json::from_str(&ended.out).unwrap();
        assert_eq!(exchange.answer.question, question);
    }
}

#[cfg(unix)]
#[test]
fn a_question_that_is_no_text_is_bad_input() {
    use std::os::unix::ffi::OsStringExt;
    let ended = run(elex()
        .args(["ask", "--no-save"])
        .arg(OsString::from_vec(vec![0xff, 0xfe])));
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("UTF-8"), "{}", ended.err);
}

#[test]
fn not_saving_leaves_no_trace() {
    let home = tempfile::tempdir().unwrap();
    let ended = run(elex()
        .env("HOME", home.path())
        .args(["ask", "--no-save", QUESTION]));
    assert_eq!(ended.code, Some(0));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_folder_named_the_platforms_is_used_and_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let ended = run(elex().env("HOME", home.path()).args(["ask", QUESTION]));
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let folder = home.path().join(".local/share/elex");
    assert_eq!(
        std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777,
        0o700
    );
    assert_eq!(history(&folder).len(), 1);
}

#[test]
fn an_answer_that_cannot_be_kept_is_still_given_and_that_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let notes = "my notes, not a database".repeat(100);
    std::fs::write(dir.path().join("elex.db"), &notes).unwrap();
    let ended = ask(dir.path(), &[QUESTION]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("−15 … 15 dB"), "{}", ended.out);
    assert!(
        ended.err.contains("This answer is not kept."),
        "{}",
        ended.err
    );
    assert!(ended.err.contains("[storage-damaged]"), "{}", ended.err);
    assert_eq!(
        std::fs::read_to_string(dir.path().join("elex.db")).unwrap(),
        notes
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("file"), "").unwrap();
    let ended = ask(&dir.path().join("file/data"), &[QUESTION]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    assert!(
        ended.err.contains("file/data") && ended.err.contains("--data"),
        "{}",
        ended.err
    );
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut command = elex();
    command
        .args(["ask", "--no-save", QUESTION])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let ended = ended(child.wait_with_output().unwrap());
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
}

/// What `elex ask --jsonl` answers to these lines.
fn lines(input: &str) -> Vec<serde_json::Value> {
    parsed(&elex::lines(&["ask", "--jsonl"], input))
}

#[test]
fn lines_are_answered_in_order_in_plain_words() {
    let given = r#"{"relations": {"north": {"NR.HO.IntraSys.TooLate": 45, "NR.TooLateShare": 80,
        "NR.MroFailRate": 3.1, "$cio": "dB0", "$back": "dB0"}}, "a3-Offset": 3, "$hys": 1}"#;
    let given = given.replace('\n', " ");
    let input = format!(
        r#"{{"id": "a", "text": "range of a3-Offset?"}}
{{"id": 2, "text": "values of timeToTrigger"}}

{{"id": 3, "text": "formula of NR.MroFailRate"}}
{{"id": 4, "text": "best recipe for chicken tikka masala"}}
{{"id": 5, "text": "late handovers to a neighbour on the same carrier, what should I change?", "given": {given}}}
{{"id": 6, "text": ""}}
{{"id": 7, "text": "late handovers", "given": 3}}
no JSON
{{"id": 9}}
"#
    );
    let answers = lines(&input);
    let ids: Vec<String> = answers.iter().map(|one| one["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "2", "3", "4", "5", "6", "7", "null", "9"]);
    let text = |at: usize| answers[at]["text"].as_str().unwrap();
    assert!(
        text(0).contains(": -15..15 dB, field -30..30, step 0.5 dB."),
        "{}",
        text(0)
    );
    assert!(text(1).contains(": ms0, ms40, ms64, ms80,"), "{}", text(1));
    assert!(text(1).contains("unit ms"), "{}", text(1));
    assert!(
        text(2).contains("100*({HO.IntraSys.TooEarly}+"),
        "{}",
        text(2)
    );
    assert!(text(3).starts_with("Outside what I know"), "{}", text(3));
    for part in [
        "Found on north: Links are lost before the handover on one border",
        "NR-MOB-001/late-relation: NR.HO.IntraSys.TooLate 45; NR.TooLateShare 80 %",
        "0 dB (field dB0) to 1 dB (field dB1). Verdict: safe: legal",
        "ours, field dB-3, dB-2,",
        "Watch 48 h",
        "roll back when NR.HO.IntraSys.TooEarly vs baseline > +50%",
    ] {
        assert!(text(4).contains(part), "{part}: {}", text(4));
    }
    for answer in answers.iter().skip(5) {
        assert!(answer["error"].is_string(), "{answer}");
    }
    assert!(!answers.iter().any(|one| one.to_string().contains('−')));
}

#[test]
fn figures_come_with_a_question_and_bad_ones_are_bad_input() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("given.json");
    let given = r#"{"NR.PAG.DiscardedNbr": 500, "NR.PagingDiscard": 2.5, "ns": "one"}"#;
    std::fs::write(&file, given).unwrap();
    for given in [given, file.to_str().unwrap()] {
        let ended = ask(dir.path(), &["5G pages discarded", "--given", given]);
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
        assert!(
            ended.out.contains("The cell throws pages away"),
            "{}",
            ended.out
        );
        assert!(ended.out.contains("verdict       safe"), "{}", ended.out);
        assert!(ended.out.contains("back when"), "{}", ended.out);
    }
    let ended = ask(
        dir.path(),
        &["5G pages discarded", "--given", "{\"A\": [1]}"],
    );
    assert_eq!(ended.code, Some(2));
    assert!(
        ended.err.contains("A: a number or a word expected"),
        "{}",
        ended.err
    );
}

#[test]
fn who_asks_may_say_what_is_meant() {
    let said = |arguments: &[&str]| {
        let ended = run(elex()
            .arg("ask")
            .args(arguments)
            .args(["--no-save", "--json"]));
        let exchange: Exchange = serde_json::from_str(&ended.out).unwrap();
        exchange.answer.understood
    };
    let question = "what about timeToTrigger";
    let understood = said(&[question, "--tech", "lte", "--kind", "troubleshoot"]);
    assert_eq!(understood.technologies, [Technology::Lte]);
    assert_eq!(understood.kind, QueryKind::Troubleshoot);

    let lines = lines(
        r#"{"id": 1, "text": "range of timeToTrigger", "overrides": {"technologies": ["LTE"]}}
{"id": 2, "text": "range of timeToTrigger", "overrides": {"tech": "LTE"}}"#,
    );
    assert!(
        lines[0]["text"].as_str().unwrap().contains("TS 36.331"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1]["error"].as_str().unwrap().contains("tech"),
        "{}",
        lines[1]
    );
}

/// Keeps a pattern in a folder and gives its id.
fn pattern(data: &Path, strategy: &str, score: &str) -> String {
    let mut command = elex();
    let task = "late handovers to one neighbour on the same carrier";
    command.args(["memory", "--json", "--data"]).arg(data);
    command.args(["add", "--task", task, "--category", "mobility"]);
    command.args(["--strategy", strategy, "--score", score]);
    let ended = run(&mut command);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let view: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    view["id"].as_str().unwrap().to_owned()
}

const LATE: &str = "late handovers to a neighbour on the same carrier, what should I change?";

#[test]
fn what_the_memory_knows_comes_with_its_source_warnings_as_warnings() {
    let dir = tempfile::tempdir().unwrap();
    let worked = pattern(dir.path(), "Cut the wait\n\nWho answers", "1");
    let failed = pattern(dir.path(), "Raise the offset", "0");
    let text = ask(dir.path(), &[LATE]).out;
    for part in [
        "From your memory (found by words and meaning)",
        "    Cut the wait Who answers\n",
        &format!("    pattern {worked}\n"),
        "worked 1 of 1 · 95 %: 0.16–0.99, n 1: too few for a share",
        "Warning, not advice: late handovers to one neighbour",
        "failed 1 of 1",
        &format!("    pattern {failed}\n"),
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }

    let exchange: Exchange = serde_json::from_str(&ask(dir.path(), &[LATE, "--json"]).out).unwrap();
    let evidence = exchange.evidence;
    assert_eq!(evidence.worked[0].line.id.to_string(), worked);
    assert_eq!(evidence.pitfalls[0].line.id.to_string(), failed);

    let other = ask(
        dir.path(),
        &["how does the SCG failure procedure work in EN-DC?"],
    )
    .out;
    assert!(
        other.contains("Nothing in your memory fits, among 2 patterns."),
        "{other}"
    );
    let outside = ask(dir.path(), &["how do I bake sourdough bread?"]).out;
    assert!(!outside.contains("your memory"), "{outside}");
}

#[test]
fn lines_and_answers_that_are_not_kept_say_nothing_of_a_memory() {
    let said = lines(&format!("{{\"id\": 1, \"text\": \"{LATE}\"}}"));
    assert!(
        !said[0]["text"].as_str().unwrap().contains("memory"),
        "{said:?}"
    );
    let ended = run(elex().args(["ask", "--no-save", LATE]));
    assert!(!ended.out.contains("your memory"), "{}", ended.out);
}

#[test]
fn a_follow_up_is_about_what_it_follows() {
    let dir = tempfile::tempdir().unwrap();
    let first: Exchange =
        serde_json::from_str(&ask(dir.path(), &[QUESTION, "--json"]).out).unwrap();
    let id = first.response.to_string();
    let ended = ask(dir.path(), &["and in LTE?", "--follows", &id]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let said = "About a3-Offset, from the question before.";
    assert!(ended.out.starts_with(said), "{}", ended.out);
    let lines = history(dir.path());
    assert_eq!(lines[0].follows, Some(first.response));
    let next = format!("Ask on with --follows {}", lines[0].response);
    assert!(ended.out.trim_end().ends_with(&next), "{}", ended.out);
    assert_eq!(
        ask(dir.path(), &["and in LTE?", "--follows", "7"]).code,
        Some(2)
    );
}
