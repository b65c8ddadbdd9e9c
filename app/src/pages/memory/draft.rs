//! The fields of a pattern as they are being written, and what they come to.

use protocol::answer::Technology;
use protocol::records::{Edit, Namespace, Outcome, Pattern, Role};
use protocol::words::pattern::read_score;

/// A field of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Text {
    /// What was to be done.
    Task,
    /// What was tried.
    Strategy,
    /// Under what it is filed.
    Category,
    /// A short name.
    Title,
    /// What it is about.
    Description,
    /// The whole advice.
    Content,
    /// Words to file it by, with commas between.
    Tags,
    /// How it ended.
    Score,
    /// What was seen then.
    Notes,
}

impl Text {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Task,
        Self::Strategy,
        Self::Category,
        Self::Title,
        Self::Description,
        Self::Content,
        Self::Tags,
        Self::Score,
        Self::Notes,
    ];

    /// Whether it may run over lines.
    pub const fn is_long(self) -> bool {
        matches!(self, Self::Task | Self::Strategy | Self::Content)
    }
}

/// A pattern being written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Draft {
    texts: [String; Text::ALL.len()],
    /// What to do, or what not to do.
    pub role: Role,
    /// Whose it is.
    pub namespace: Namespace,
    technology: Option<Technology>,
}

impl Draft {
    /// The fields of a stored pattern.
    pub fn of(pattern: &Pattern) -> Self {
        let mut draft = Self {
            role: pattern.role,
            namespace: pattern.namespace,
            technology: pattern.technology,
            ..Self::default()
        };
        for (text, value) in [
            (Text::Task, &pattern.task),
            (Text::Strategy, &pattern.strategy),
            (Text::Category, &pattern.category),
            (Text::Title, &pattern.title),
            (Text::Description, &pattern.description),
            (Text::Content, &pattern.content),
            (Text::Tags, &pattern.tags.join(", ")),
        ] {
            draft.set(text, value.clone());
        }
        draft
    }

    /// What is typed.
    pub fn text(&self, text: Text) -> &str {
        &self.texts[text as usize]
    }

    /// Other text.
    pub fn set(&mut self, text: Text, typed: String) {
        self.texts[text as usize] = typed;
    }

    /// The technology as a field has it.
    pub fn technology(&self) -> &'static str {
        match self.technology {
            None => "",
            Some(Technology::Lte) => "lte",
            Some(Technology::Nr) => "nr",
        }
    }

    /// Another technology, as a field has it.
    pub fn set_technology(&mut self, value: &str) {
        self.technology = match value {
            "lte" => Some(Technology::Lte),
            "nr" => Some(Technology::Nr),
            _ => None,
        };
    }

    /// What is wrong with a field, in words.
    pub fn wrong(&self, text: Text) -> Option<String> {
        let typed = self.text(text).trim();
        let missing = match text {
            Text::Task => "Say what was to be done.",
            Text::Strategy => "Say what you tried.",
            Text::Category => "File it under a category.",
            Text::Score => return read_score(typed).err(),
            Text::Notes if !typed.is_empty() && self.trimmed(Text::Score).is_empty() => {
                return Some("Notes belong to a score; say how it ended too.".to_owned());
            }
            _ => return None,
        };
        typed.is_empty().then(|| missing.to_owned())
    }

    /// The pattern that is written here.
    pub fn pattern(&self) -> Pattern {
        let score = read_score(self.text(Text::Score)).ok().flatten();
        Pattern {
            task: self.trimmed(Text::Task),
            category: self.trimmed(Text::Category),
            strategy: self.trimmed(Text::Strategy),
            title: self.trimmed(Text::Title),
            description: self.trimmed(Text::Description),
            content: self.trimmed(Text::Content),
            tags: self.tags(),
            technology: self.technology,
            namespace: self.namespace,
            role: self.role,
            outcome: score.map(|score| Outcome {
                notes: self.trimmed(Text::Notes),
                ..Outcome::scored(score)
            }),
            ..Pattern::default()
        }
    }

    /// Fields that differ from the stored ones.
    pub fn edits(&self, stored: &Pattern) -> Vec<Edit> {
        let written = self.pattern();
        let mut edits = Vec::new();
        let mut put = |differs: bool, edit: Edit| {
            if differs {
                edits.push(edit);
            }
        };
        put(written.role != stored.role, Edit::Role(written.role));
        put(
            written.namespace != stored.namespace,
            Edit::Namespace(written.namespace),
        );
        put(
            written.technology != stored.technology,
            Edit::Technology(written.technology),
        );
        put(written.tags != stored.tags, Edit::Tags(written.tags));
        // Space around a text that was not touched is no change.
        let same = |new: &str, old: &str| new == old.trim();
        put(!same(&written.task, &stored.task), Edit::Task(written.task));
        put(
            !same(&written.category, &stored.category),
            Edit::Category(written.category),
        );
        put(
            !same(&written.strategy, &stored.strategy),
            Edit::Strategy(written.strategy),
        );
        put(
            !same(&written.title, &stored.title),
            Edit::Title(written.title),
        );
        put(
            !same(&written.description, &stored.description),
            Edit::Description(written.description),
        );
        put(
            !same(&written.content, &stored.content),
            Edit::Content(written.content),
        );
        edits
    }

    fn trimmed(&self, text: Text) -> String {
        self.text(text).trim().to_owned()
    }

    fn tags(&self) -> Vec<String> {
        let tags = self.text(Text::Tags).split(',').map(str::trim);
        tags.filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_or_wrong_is_said() {
        let mut draft = Draft::default();
        assert!(draft.wrong(Text::Task).is_some());
        assert!(draft.wrong(Text::Title).is_none());
        draft.set(Text::Task, "late handovers".into());
        assert!(draft.wrong(Text::Task).is_none());
        draft.set(Text::Score, "1.4".into());
        assert!(
            draft
                .wrong(Text::Score)
                .is_some_and(|it| it.contains("above 1"))
        );
        draft.set(Text::Score, String::new());
        draft.set(Text::Notes, "it got better".into());
        assert!(draft.wrong(Text::Notes).is_some());
    }

    #[test]
    fn only_what_was_changed_is_an_edit() {
        let stored = Pattern {
            task: "late handovers ".into(),
            tags: vec!["a".into(), "b".into()],
            ..Pattern::default()
        };
        let mut draft = Draft::of(&stored);
        assert!(draft.edits(&stored).is_empty());
        draft.set(Text::Tags, "a,, c ".into());
        draft.role = Role::Pitfall;
        let tags = vec!["a".to_owned(), "c".to_owned()];
        assert_eq!(
            draft.edits(&stored),
            [Edit::Role(Role::Pitfall), Edit::Tags(tags)]
        );
    }
}
