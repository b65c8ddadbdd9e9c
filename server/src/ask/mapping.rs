//! `--mapping FILE`: from 3GPP fields to the attributes of the user's management system.
//!
//! ```text
//! {"NR.CellsToAddMod.cellIndividualOffset.rsrpOffsetSSB": "NRCellRelation.cellIndividualOffsetNR",
//!  "NR.EventTriggerConfig.eventId.eventA3.timeToTrigger":
//!      {"attribute": "ReportConfigA3.timeToTriggerA3", "value": "physical"}}
//! ```
//!
//! The keys are ids of rows, the names behind them are the user's own: none come with this program.
//! `value` says what is written, the 3GPP `field` value or the `physical` one; `field` when unsaid. A
//! change set gets commands when it is called safe and every setting of it is mapped.

use std::collections::BTreeMap;
use std::path::Path;

use protocol::answer::{Answer, Body, Change, ChangeSet, NoCommands, Safety, Step, Written};
use protocol::words;
use serde::Deserialize;

/// Attributes by the ids of rows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Mapping(BTreeMap<String, Target>);

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Target {
    Name(String),
    More {
        attribute: String,
        #[serde(default)]
        value: Form,
    },
}

/// What is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    #[default]
    Field,
    Physical,
}

impl Mapping {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, is no such JSON, or names an attribute without its object.
    pub fn read(file: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mapping: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        for (row, target) in &mapping.0 {
            // What is pasted into a console has to be names and nothing else.
            let is_name = |part: &str| {
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            };
            let named = target.attribute().split_once('.');
            if !named.is_some_and(|(object, attribute)| is_name(object) && is_name(attribute)) {
                return Err(format!("{row}: write it as Object.attribute"));
            }
        }
        Ok(mapping)
    }

    /// Puts commands into all change sets of an answer.
    pub fn fill(&self, answer: &mut Answer) {
        let Body::Guidance(guidance) = &mut answer.body else {
            return;
        };
        let Some(advice) = &mut guidance.advice else {
            return;
        };
        let steps = advice.findings.iter_mut().flat_map(|one| &mut one.steps);
        for step in steps {
            if let Step::Change(set) = step {
                self.commands(set);
            }
        }
    }

    fn commands(&self, set: &mut ChangeSet) {
        if set.verdict != Safety::Safe {
            set.no_commands = Some(NoCommands::NotSafe);
            return;
        }
        let (mut there, mut back) = (Vec::new(), Vec::new());
        for change in &set.changes {
            let target = self.0.get(change.parameter.as_str());
            let (Some(target), Some(from), Some(to)) = (target, &change.from, &change.to) else {
                set.no_commands = Some(NoCommands::NotMapped(change.parameter.clone()));
                return;
            };
            there.push(target.command(change, to));
            back.push(target.command(change, from));
        }
        set.cmedit_commands = there;
        set.rollback_commands = back;
        set.no_commands = None;
    }
}

impl Target {
    fn attribute(&self) -> &str {
        match self {
            Self::Name(attribute) | Self::More { attribute, .. } => attribute,
        }
    }

    /// `cmedit set NRCellRelation=<relation> cellIndividualOffsetNR=1`; the id is the user's to fill in.
    fn command(&self, change: &Change, value: &Written) -> String {
        let form = match self {
            Self::Name(_) => Form::Field,
            Self::More { value, .. } => *value,
        };
        let value = match (form, value.physical_micro) {
            (Form::Physical, Some(number)) => words::micro(number).replace('−', "-"),
            _ => value.field.clone(),
        };
        let (object, attribute) = self.attribute().split_once('.').unwrap_or_default();
        let reverse = if change.reverse { " back" } else { "" };
        format!(
            "cmedit set {object}=<{}{reverse}> {attribute}={value}",
            change.on
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::answer::Direction;

    const ROW: &str = "NR.CellsToAddMod.cellIndividualOffset.rsrpOffsetSSB";

    fn set(verdict: Safety) -> ChangeSet {
        let written = |field: &str, micro| Written {
            field: field.to_owned(),
            physical_micro: Some(micro),
            unit: Some("dB".to_owned()),
        };
        ChangeSet {
            changes: vec![Change {
                parameter: ROW.into(),
                label: "cell individual offset".to_owned(),
                on: "relation".to_owned(),
                reverse: false,
                direction: Direction::Down,
                step: "one value".to_owned(),
                stop: None,
                from: Some(written("dB0", 0)),
                to: Some(written("dB-1", -1_000_000)),
                safe: Vec::new(),
                basis: String::new(),
                holds: String::new(),
            }],
            cluster: false,
            joints: Vec::new(),
            verdict,
            doubts: Vec::new(),
            cmedit_commands: Vec::new(),
            rollback_commands: Vec::new(),
            no_commands: Some(NoCommands::NoMapping),
        }
    }

    fn filled(mapping: &str, verdict: Safety) -> ChangeSet {
        let mut set = set(verdict);
        let mapping = Mapping::parse(mapping).unwrap_or_else(|reason| panic!("{reason}"));
        mapping.commands(&mut set);
        set
    }

    #[test]
    fn a_safe_change_gets_its_commands_and_the_way_back() {
        let plain = filled(&format!(r#"{{"{ROW}": "Relation.offset"}}"#), Safety::Safe);
        assert_eq!(
            plain.cmedit_commands,
            ["cmedit set Relation=<relation> offset=dB-1"]
        );
        assert_eq!(
            plain.rollback_commands,
            ["cmedit set Relation=<relation> offset=dB0"]
        );
        assert_eq!(plain.no_commands, None);
        let physical =
            format!(r#"{{"{ROW}": {{"attribute": "Relation.offset", "value": "physical"}}}}"#);
        let physical = filled(&physical, Safety::Safe);
        assert_eq!(
            physical.cmedit_commands,
            ["cmedit set Relation=<relation> offset=-1"]
        );
    }

    #[test]
    fn what_is_not_safe_or_not_mapped_gets_none_and_the_reason() {
        let known = format!(r#"{{"{ROW}": "Relation.offset"}}"#);
        for verdict in [Safety::NeedsJudgement, Safety::Illegal, Safety::AtStop] {
            let set = filled(&known, verdict);
            assert_eq!(set.cmedit_commands.len(), 0);
            assert_eq!(set.no_commands, Some(NoCommands::NotSafe));
        }
        let set = filled("{}", Safety::Safe);
        assert_eq!(set.no_commands, Some(NoCommands::NotMapped(ROW.into())));
    }

    #[test]
    fn names_that_are_more_than_names_are_refused() {
        for target in ["offset", "A.b; rm", "A.b c", ".b", "A."] {
            assert!(
                Mapping::parse(&format!(r#"{{"x": "{target}"}}"#)).is_err(),
                "{target}"
            );
        }
        assert!(Mapping::parse("[]").is_err());
    }
}
