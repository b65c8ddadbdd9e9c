//! Ask: a question, its answer, and what the user says of it.

use super::{Shell, hook};
use crate::{browser::Browser, server::Server, wait, webdriver::key};
use std::ops::Deref;

const FIELD: &str = "#question";

/// What a user says of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It worked.
    Worked,
    /// It worked in part.
    Partly,
    /// It did not work.
    DidNotWork,
}

impl Verdict {
    const fn hook(self) -> &'static str {
        match self {
            Self::Worked => "verdict-worked",
            Self::Partly => "verdict-partly",
            Self::DidNotWork => "verdict-did-not-work",
        }
    }
}

/// The page of questions and answers.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a>(Shell<'a>);

impl<'a> Deref for Ask<'a> {
    type Target = Shell<'a>;

    fn deref(&self) -> &Shell<'a> {
        &self.0
    }
}

impl<'a> Ask<'a> {
    /// Opens a new question.
    #[must_use]
    #[track_caller]
    pub fn open(browser: &'a Browser, server: &Server) -> Self {
        Self(Shell::open(browser, server, "/"))
    }

    /// What the tab in front shows.
    #[must_use]
    pub const fn of(browser: &'a Browser) -> Self {
        Self(Shell::of(browser))
    }

    /// Asks by typing and Enter, and waits for the answer. Returns its id.
    #[track_caller]
    pub fn ask(self, question: &str) -> String {
        let before = self.response();
        self.type_into(FIELD, &format!("{question}{}", key::ENTER));
        self.wait_for_another(before.as_ref())
    }

    /// Asks by pasting and clicking, and waits for the answer. Returns its id.
    #[track_caller]
    pub fn paste(self, question: &str) -> String {
        let before = self.response();
        self.paste_without_waiting(question);
        self.wait_for_another(before.as_ref())
    }

    /// Pastes a question that will not be answered.
    #[track_caller]
    pub fn paste_without_waiting(self, question: &str) {
        self.paste_into(FIELD, question);
        self.click("ask");
    }

    /// What is in the question's field.
    #[must_use]
    pub fn typed(self) -> String {
        self.value_of(FIELD)
    }

    #[track_caller]
    fn wait_for_another(self, before: Option<&String>) -> String {
        wait::until("another answer", || {
            self.response().filter(|it| Some(it) != before)
        })
    }

    /// The id of the answer on screen.
    #[must_use]
    pub fn response(self) -> Option<String> {
        self.attribute(&hook("answer"), "data-response")
    }

    /// Waits for the answer of an id, as when its address was opened.
    #[track_caller]
    pub fn wait_for_answer(self, response: &str) {
        wait::until("the answer", || self.response().filter(|it| it == response));
    }

    /// The question above the answer.
    #[must_use]
    pub fn question(self) -> String {
        self.text("question")
    }

    /// The questions of the conversation before this one, oldest first.
    #[must_use]
    pub fn earlier(self) -> Vec<String> {
        self.texts_of(&format!("{} h2", hook("earlier-one")))
    }

    /// What the question was taken to be about, from the one before.
    #[must_use]
    pub fn about(self) -> Option<String> {
        let selector = format!("{} strong", hook("taken"));
        self.texts_of(&selector).into_iter().next()
    }

    /// The words of the answer.
    #[must_use]
    pub fn answer(self) -> String {
        self.text("answer")
    }

    /// The rows of the fact tables that the answer shows.
    #[must_use]
    pub fn facts(self) -> Vec<String> {
        self.attributes(&hook("fact"), "data-row")
    }

    /// Waits until an answer that is not whole yet shows facts. Returns its words so far.
    #[track_caller]
    pub fn wait_until_it_grows(self) -> String {
        let fact = format!("{} {}", hook("growing"), hook("fact"));
        wait::until("facts of an answer on its way", || {
            self.has(&fact).then_some(())
        });
        self.text("growing")
    }

    /// Whether the answer on screen is not whole yet.
    #[must_use]
    pub fn grows(self) -> bool {
        self.has(&hook("growing"))
    }

    /// The agents that could answer, best first.
    #[must_use]
    pub fn candidates(self) -> Vec<String> {
        self.attributes(&hook("candidate"), "data-agent")
    }

    /// The patterns of the memory that are shown as tried.
    #[must_use]
    pub fn tried(self) -> Vec<String> {
        self.attributes(&hook("worked"), "data-pattern")
    }

    /// The patterns of the memory that are shown as warnings.
    #[must_use]
    pub fn pitfalls(self) -> Vec<String> {
        self.attributes(&hook("pitfall"), "data-pattern")
    }

    /// Waits until the page says that question and answer are saved.
    #[track_caller]
    pub fn wait_until_saved(self) {
        wait::until("question and answer are saved", || {
            self.is_saved().then_some(())
        });
    }

    /// Whether the page says that question and answer are saved.
    #[must_use]
    pub fn is_saved(self) -> bool {
        self.attribute(&hook("answer"), "data-saved").as_deref() == Some("true")
    }

    /// Gives a verdict and waits until it is shown as saved.
    #[track_caller]
    pub fn say(self, verdict: Verdict) {
        self.click(verdict.hook());
        self.wait_for_verdict(Some(verdict));
    }

    /// Takes the verdict back.
    #[track_caller]
    pub fn withdraw(self) {
        self.click("verdict-withdraw");
        self.wait_for_verdict(None);
    }

    /// Writes a note, gives a verdict, and waits until both are shown as saved.
    #[track_caller]
    pub fn say_with_note(self, verdict: Verdict, note: &str) {
        self.paste_into(&hook("note"), note);
        self.click(verdict.hook());
        wait::until("verdict and note are saved", || {
            let is_saved = self.verdict() == Some(verdict) && !self.note_is_unsaved();
            is_saved.then_some(())
        });
    }

    /// Writes a note to the verdict that is there already, and sends it.
    #[track_caller]
    pub fn send_note(self, note: &str) {
        self.paste_into(&hook("note"), note);
        self.click("save-note");
    }

    /// What is in the note's field.
    #[must_use]
    pub fn note(self) -> String {
        self.value_of(&hook("note"))
    }

    fn note_is_unsaved(self) -> bool {
        self.has(&format!("{}:not([hidden])", hook("save-note")))
    }

    /// The verdict that is shown.
    #[must_use]
    pub fn verdict(self) -> Option<Verdict> {
        let all = [Verdict::Worked, Verdict::Partly, Verdict::DidNotWork];
        all.into_iter().find(|verdict| {
            let pressed = self.attribute(&hook(verdict.hook()), "aria-pressed");
            pressed.as_deref() == Some("true")
        })
    }

    /// Waits until a verdict, or none, is shown.
    #[track_caller]
    pub fn wait_for_verdict(self, wanted: Option<Verdict>) {
        self.wait_for(Verdict::Worked.hook());
        wait::until(&format!("the verdict {wanted:?}"), || {
            (self.verdict() == wanted).then_some(())
        });
    }
}
