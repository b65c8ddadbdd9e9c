//! A calculator at work: what is typed into its inputs, and what it came to. Every change is computed
//! anew.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::calculator::{
    Calculated, Calculation, Description, Field, From, Named, Takes, Value,
};
use protocol::failure::Failure;
use protocol::message::{Reply, Request};
use protocol::words;
use web_sys::UrlSearchParams;

use crate::reply_of;
use crate::state::{Session, use_session};

/// So long after the last key it is computed anew.
const PAUSE: Duration = Duration::from_millis(60);

/// An input with what is typed into it.
#[derive(Clone)]
pub struct Line {
    /// What it is.
    pub field: Field,
    /// What is typed; empty counts as not given.
    pub text: RwSignal<String>,
}

/// A calculator at work. A copy is the same one.
#[derive(Clone, Copy)]
pub struct Sheet {
    session: Session,
    name: StoredValue<String>,
    /// Its inputs.
    pub lines: StoredValue<Vec<Line>>,
    /// What it came to; none until it did.
    pub outcome: RwSignal<Option<Result<Calculated, Failure>>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Sheet {
    /// A calculator with what is typed into each input by its name, computed at once.
    pub fn blank(of: &Description, typed: impl Fn(&str) -> Option<String>) -> Self {
        let sheet = Self::new(of, typed);
        sheet.compute();
        sheet
    }

    /// A calculation that was made, to go on with.
    pub fn of(shown: &Calculated) -> Self {
        let said = |name: &str| {
            let given = shown.inputs.iter().find(|it| it.quantity.name == name)?;
            let own = !matches!(given.from, From::Assumed);
            own.then(|| words::calculated(&given.quantity.value, ""))
        };
        let sheet = Self::new(&shown.calculator, said);
        sheet.outcome.set(Some(Ok(shown.clone())));
        sheet
    }

    fn new(of: &Description, typed: impl Fn(&str) -> Option<String>) -> Self {
        // Lists of records are for programs; every calculator that takes one takes its fields, too.
        let inputs = of.inputs.iter().filter(|field| field.takes != Takes::List);
        let lines = inputs.map(|field| Line {
            field: field.clone(),
            text: RwSignal::new(typed(&field.name).unwrap_or_default()),
        });
        let sheet = Self {
            session: use_session(),
            name: StoredValue::new(of.name.clone()),
            lines: StoredValue::new(lines.collect()),
            outcome: RwSignal::new(None),
            timer: StoredValue::new(None),
        };
        on_cleanup(move || sheet.stop());
        sheet
    }

    /// Takes what is typed into a line and computes a moment later.
    pub fn take(self, line: RwSignal<String>, text: String) {
        line.set(text);
        self.stop();
        let timer = set_timeout_with_handle(move || self.compute(), PAUSE).ok();
        self.timer.set_value(timer);
    }

    /// The address of this calculator with what is typed.
    pub fn address(self) -> String {
        let path = format!("/calculators/{}", self.name.get_value());
        let Ok(query) = UrlSearchParams::new() else {
            return path;
        };
        for (name, text) in self.typed() {
            query.append(&name, &text);
        }
        match query.to_string().as_string() {
            Some(query) if !query.is_empty() => format!("{path}?{query}"),
            _ => path,
        }
    }

    /// Name and text of every input that is given.
    fn typed(self) -> Vec<(String, String)> {
        let lines = self.lines.try_get_value().unwrap_or_default();
        let texts = lines
            .into_iter()
            .map(|line| (line.field.name, line.text.try_get_untracked()));
        texts
            .filter_map(|(name, text)| Some((name, text?.trim().to_owned())))
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }

    fn stop(self) {
        if let Some(Some(running)) = self.timer.try_get_value() {
            running.clear();
        }
    }

    fn compute(self) {
        let typed = self.typed();
        let input = typed.iter().map(|(name, text)| Named {
            name: name.clone(),
            value: Value::Text(text.clone()),
        });
        let asked = Calculation {
            calculator: self.name.get_value(),
            input: input.collect(),
        };
        spawn_local(async move {
            let reply = self.session.client.ask(Request::Calculate(asked)).await;
            let outcome = reply_of!(reply, Reply::Calculation).map(|shown| *shown);
            // What was typed meanwhile is computed next; this one is of the past.
            if self.typed() == typed {
                self.outcome.try_set(Some(outcome));
            }
        });
    }
}
