//! The user's choices for this device.

use protocol::message::Reply;
use protocol::settings::Settings;

use crate::Engine;
use crate::outlet::Commit;
use crate::work::Done;

impl Engine {
    pub(crate) fn settings(&self) -> Done {
        Done::Reply(Reply::Settings(self.identity.settings))
    }

    pub(crate) fn change_settings(settings: Settings) -> Done {
        Done::After(Commit::Settings(settings), Reply::ChangeSettings(settings))
    }
}
