//! The use cases, one handler each: the order route → answer → record is known here only.

mod agents;
mod ask;
mod calculators;
mod conversation;
mod export;
mod feedback;
mod history;
mod measured;
mod memory;
mod settings;
mod storage;
mod telemetry;

use protocol::message::Request;

pub(crate) use export::{ExportJob, first_part};
pub(crate) use measured::Measured;
pub(crate) use memory::{Opening, Remembered};
pub(crate) use telemetry::{outdated, prune};

use crate::Engine;
use crate::work::{Done, Stop, Work};

impl Engine {
    /// The one match over all use cases.
    pub(crate) fn answer(&mut self, work: &Work) -> Result<Done, Stop> {
        match &work.request {
            Request::Ask {
                question,
                given,
                overrides,
                follows,
            } => self.ask(work, question, given, overrides, *follows),
            Request::History { before, limit } => self.history(work, *before, *limit),
            Request::Reopen { response } => self.reopen(work, *response),
            Request::Conversation { response } => self.conversation(work, *response),
            Request::Feedback {
                response,
                verdict,
                note,
            } => self.give_feedback(work, *response, *verdict, note),
            Request::Drawn {
                response,
                page_micros,
            } => Ok(self.drawn(*response, *page_micros)),
            Request::Catalogue => self.catalogue_counts(),
            Request::Agents { search } => self.agents(search),
            Request::Agent { agent } => self.agent(agent),
            Request::Telemetry(window) => self.telemetry(work, *window),
            Request::ExportTelemetry(window) => self.export_telemetry(work, *window),
            Request::Storage => self.storage(work),
            Request::Settings => Ok(self.settings()),
            Request::ChangeSettings(settings) => Ok(Self::change_settings(*settings)),
            Request::Export => Err(Stop::Export(ExportJob::new(work.id))),
            Request::DeleteAll => Ok(Self::delete_all()),
            Request::Memory(request) => self.memory(work, request),
            Request::Calculators => Self::calculators(work),
            Request::Calculate(asked) => Self::calculate(work, asked),
        }
    }
}
