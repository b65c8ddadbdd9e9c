//! Questions that follow each other: understood with the one before, read back as a conversation.

use protocol::answer::{Overrides, Technology};
use protocol::failure::Code;
use protocol::ids::FactId;
use protocol::message::{Before, Exchange, LONGEST_CONVERSATION, Reply, Request};
use protocol::records::Verdict;

use crate::device::{Device, folder, refused};

const RANGE: &str = "range of a3-Offset?";
const LATE: &str = "late handovers to a neighbour on the same carrier, what should I change?";

fn about(exchange: &Exchange) -> Vec<&str> {
    let taken = exchange.answer.understood.taken.as_ref();
    let rows = taken.map(|taken| taken.rows.iter());
    rows.into_iter()
        .flatten()
        .map(|row| row.name.as_str())
        .collect()
}

#[test]
fn a_follow_up_is_about_what_was_asked_before_and_still_is_after_a_restart() {
    let dir = folder();
    let device = Device::open(dir.path());
    let first = device.ask(RANGE);
    let second = device.ask_after(first.response, "and in LTE?");
    assert_eq!(second.follows, Some(first.response));
    assert_eq!(about(&second), ["a3-Offset"]);
    let rows = second.answer.body.rows();
    let lte =
        |row: &protocol::ids::RowId| row.0.starts_with("LTE.") && row.0.ends_with(".a3-Offset");
    assert!(rows.iter().any(lte), "{rows:?}");
    // The third is about what the second was answered with, and about the technology it named.
    let third = device.ask_after(second.response, "what is its unit?");
    assert_eq!(third.answer.body.rows(), rows);
    let taken = third.answer.understood.taken.as_ref().expect("taken over");
    assert_eq!(taken.technologies, [Technology::Lte]);
    assert_eq!(taken.from, second.response);
    device.say(second.response, Verdict::Partly, "");
    let asked = device.conversation(third.response);
    drop(device);

    let again = Device::open(dir.path()).conversation(third.response);
    assert_eq!(again, asked);
    let verdicts = again.exchanges.iter().map(|one| one.feedback.is_some());
    assert_eq!(verdicts.collect::<Vec<_>>(), [false, true, false]);
    let answers = again.exchanges.iter().map(|one| &one.answer);
    let at_first = [&first, &second, &third].map(|one| &one.answer);
    assert!(answers.eq(at_first));
    assert_eq!(again.before, None);
}

#[test]
fn a_question_after_a_fault_is_about_the_fault() {
    let dir = folder();
    let device = Device::open(dir.path());
    let first = device.ask(LATE);
    let counters = device.ask_after(first.response, "which counters show that?");
    let taken = counters
        .answer
        .understood
        .taken
        .as_ref()
        .expect("taken over");
    assert_eq!(taken.words, LATE);
    assert_eq!(
        taken.agent.as_ref().map(protocol::ids::AgentId::as_str),
        Some("NR-MOB-001")
    );
    let rows = counters.answer.body.rows();
    assert!(rows.iter().any(|row| row.0.contains("HO.")), "{rows:?}");
    // What follows a refused question is about the answered one before it.
    let weather = device.ask_after(first.response, "and the weather in Paris?");
    assert!(refused(&weather));
    assert_eq!(weather.answer.understood.taken, None);
    let lte = device.ask_after(weather.response, "and in LTE?");
    let taken = lte.answer.understood.taken.as_ref().expect("taken over");
    assert_eq!(taken.from, first.response);
    let agent = lte.answer.route.candidates.first().expect("an agent");
    assert!(agent.agent.as_str().starts_with("LTE-"), "{agent:?}");
}

#[test]
fn a_question_that_stands_by_itself_takes_nothing_over() {
    let dir = folder();
    let device = Device::open(dir.path());
    let first = device.ask(RANGE);
    for question in ["what is timeToTrigger?", LATE, "632628 in MHz?"] {
        let second = device.ask_after(first.response, question);
        assert_eq!(second.follows, Some(first.response));
        assert_eq!(second.answer, device.ask(question).answer, "{question}");
    }
    // Who asks may say so.
    let alone = device.asked(Request::Ask {
        question: "and in LTE?".to_owned(),
        given: Vec::new(),
        overrides: Overrides {
            alone: true,
            ..Overrides::default()
        },
        follows: Some(first.response),
    });
    assert_eq!(alone.answer, device.ask("and in LTE?").answer);
    assert_eq!(alone.follows, Some(first.response));
}

#[test]
fn what_leads_nowhere_is_refused_and_says_what_it_was_about() {
    let dir = folder();
    let device = Device::open(dir.path());
    let first = device.ask("ssb-periodicityServingCell");
    let second = device.ask_after(first.response, "and in LTE?");
    assert!(refused(&second));
    assert_eq!(about(&second), ["ssb-PeriodicityServingCell"]);
    assert_eq!(device.reopen(second.response), second);
}

#[test]
fn what_follows_something_unknown_is_kept_with_it() {
    let dir = folder();
    let device = Device::open(dir.path());
    let unknown = FactId::of(b"on another device");
    let asked = device.ask_after(unknown, RANGE);
    assert_eq!(asked.answer, device.ask(RANGE).answer);
    let conversation = device.conversation(asked.response);
    assert_eq!(conversation.before, Some(Before::Missing(unknown)));
    assert_eq!(conversation.exchanges, std::slice::from_ref(&asked));
    let Reply::History(lines) = device.reply(Request::History {
        before: None,
        limit: 10,
    }) else {
        panic!("no history");
    };
    let follows: Vec<Option<FactId>> = lines.iter().map(|line| line.follows).collect();
    assert_eq!(follows, [None, Some(unknown)]);
    let failure = device.failure(Request::Conversation { response: unknown });
    assert_eq!(failure.code, Code::ResponseUnknown);
}

#[test]
fn a_long_conversation_is_read_from_its_end() {
    let dir = folder();
    let device = Device::open(dir.path());
    let first = device.ask(RANGE);
    let mut ids = vec![first.response];
    for _ in 0..LONGEST_CONVERSATION {
        let last = ids[ids.len() - 1];
        ids.push(device.ask_after(last, "what is its unit?").response);
    }
    let conversation = device.conversation(ids[LONGEST_CONVERSATION]);
    let shown = conversation.exchanges.iter().map(|one| one.response);
    assert_eq!(shown.collect::<Vec<_>>(), ids[1..]);
    assert_eq!(conversation.before, Some(Before::More(first.response)));
}
