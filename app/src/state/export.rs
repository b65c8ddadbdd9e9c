//! Files out of the store: everything, or the recorded events of a window.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::failure::Code;
use protocol::memory::{MemoryReply, MemoryRequest};
use protocol::message::{Part, Reply, Request};
use protocol::telemetry::{Event, Outcome, Window};
use protocol::words;

use super::{Notice, Session};
use crate::browser::{self, Moment, now};
use crate::reply_of;

impl Session {
    /// Hands the user a file with every stored row, one JSON object per line.
    pub fn export_everything(self) {
        self.export_in_parts(Request::Export, "elex");
    }

    /// Hands the user a file with the memory, which another device can import.
    pub fn export_memory(self) {
        self.export_in_parts(Request::Memory(MemoryRequest::Export), "elex-memory");
    }

    fn export_in_parts(self, request: Request, name: &'static str) {
        let pieces = Rc::new(RefCell::new(Vec::new()));
        let kept = Rc::clone(&pieces);
        let asking = self.client.send_in_parts(request, move |part| {
            let Part::Text(text) = part else {
                return; // a piece of an answer, which was not asked for here
            };
            kept.borrow_mut().push(text);
        });
        self.exporting.set(Some(asking.id));
        spawn_local(async move {
            let reply = asking.reply().await;
            self.exporting.set(None);
            self.progress.set(None);
            match reply {
                Ok(Reply::Export { rows } | Reply::Memory(MemoryReply::Export { rows })) => {
                    let name = file_name(name, "jsonl");
                    self.hand_over(&name, "application/jsonl", &pieces.borrow(), rows);
                }
                Ok(_) => self.notify(Notice::Failed(crate::client::other_reply())),
                Err(failure) if failure.code == Code::Cancelled => {}
                Err(failure) => self.notify(Notice::Failed(failure)),
            }
        });
    }

    /// Stops the export that is being written: there is no file then.
    pub fn stop_exporting(self) {
        if let Some(id) = self.exporting.get_untracked() {
            self.client.cancel(id);
        }
    }

    /// Hands the user a JSON file with the recorded events of a window.
    pub fn export_telemetry(self, window: Window) {
        spawn_local(async move {
            let reply = self.client.ask(Request::ExportTelemetry(window)).await;
            match reply_of!(reply, Reply::ExportTelemetry) {
                Ok(events) => {
                    let lines: Vec<String> = events.iter().map(json).collect();
                    let text = format!("[\n{}\n]\n", lines.join(",\n"));
                    let name = file_name("elex-telemetry", "json");
                    self.hand_over(&name, "application/json", &[text], events.len() as u64);
                }
                Err(failure) => self.notify(Notice::Failed(failure)),
            }
        });
    }

    /// Hands the user what the last run of the benchmark measured.
    pub fn export_benchmark(self) {
        if let Some(report) = self.benchmark.report.get_untracked() {
            let name = file_name("elex-benchmark", "json");
            let rows = report.rows.len() as u64;
            self.hand_over(&name, "application/json", &[report.json], rows);
        }
    }

    fn hand_over(self, name: &str, kind: &str, pieces: &[String], rows: u64) {
        let words = if browser::download(name, kind, pieces) {
            format!("{name} exported, {} rows", words::grouped(rows))
        } else {
            "The browser refused the file".to_owned()
        };
        self.say(words, None);
    }
}

fn file_name(name: &str, ending: &str) -> String {
    format!("{name}-{}.{ending}", Moment::of(now()).file_stamp())
}

/// An event as JSON. Written by hand: its fields are numbers and plain words, and a JSON library
/// would be a tenth of what the page downloads.
fn json(event: &Event) -> String {
    let outcome = match event.outcome {
        Outcome::Answered => "answered",
        Outcome::Refused => "refused",
        Outcome::Failed => "failed",
    };
    let Event {
        at,
        worker_micros,
        page_micros,
        saved_micros,
        kind,
        ..
    } = event;
    let kind = words::kind(*kind).to_ascii_lowercase();
    format!(
        "{{\"at\":{},\"kind\":\"{kind}\",\"outcome\":\"{outcome}\",\"worker_micros\":{worker_micros},\"page_micros\":{page_micros},\"saved_micros\":{saved_micros}}}",
        at.0,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::answer::QueryKind;
    use protocol::time::Timestamp;

    #[test]
    fn an_event_is_json() {
        let event = Event {
            at: Timestamp(7),
            kind: QueryKind::Kpi,
            outcome: Outcome::Answered,
            worker_micros: 1,
            page_micros: 2,
            saved_micros: 3,
        };
        let expected = r#"{"at":7,"kind":"kpi","outcome":"answered","worker_micros":1,"page_micros":2,"saved_micros":3}"#;
        assert_eq!(json(&event), expected);
    }
}
