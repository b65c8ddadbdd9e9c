//! What the address asks of the page: words, filters, and which pattern is open.

use protocol::answer::Technology;
use protocol::ids::FactId;
use protocol::memory::{Ended, Filter};
use protocol::records::{Namespace, Role};
use web_sys::UrlSearchParams;

use crate::route::Router;
use crate::state::pattern_address;

/// Words and filters.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// What is searched for; empty lists everything.
    pub text: String,
    /// Among which.
    pub filter: Filter,
}

/// The words that the address has for values of a filter.
const TECHNOLOGIES: [(&str, Technology); 2] = [("lte", Technology::Lte), ("nr", Technology::Nr)];
const OUTCOMES: [(&str, Ended); 3] = [
    ("worked", Ended::Worked),
    ("failed", Ended::Failed),
    ("untried", Ended::Untried),
];
const NAMESPACES: [(&str, Namespace); 2] =
    [("project", Namespace::Project), ("user", Namespace::User)];
const ROLES: [(&str, Role); 2] = [("strategy", Role::Strategy), ("pitfall", Role::Pitfall)];

impl Wanted {
    /// What the address wants now.
    pub fn of(router: Router) -> Self {
        Self::read(|name| router.value(name))
    }

    fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name| value(name).filter(|text| !text.is_empty());
        Self {
            text: value("q").unwrap_or_default(),
            filter: Filter {
                category: text("category"),
                technology: named(&TECHNOLOGIES, text("technology")),
                outcome: named(&OUTCOMES, text("outcome")),
                namespace: named(&NAMESPACES, text("namespace")),
                role: named(&ROLES, text("role")),
                forgotten: value("forgotten").is_some(),
            },
        }
    }

    /// Whether any filter is on.
    pub fn is_filtered(&self) -> bool {
        self.filter != Filter::default()
    }

    /// The value of a filter, as the address has it.
    pub fn value(&self, name: &str) -> String {
        let Filter {
            category,
            technology,
            outcome,
            namespace,
            role,
            ..
        } = &self.filter;
        match name {
            "category" => category.clone().unwrap_or_default(),
            "technology" => name_of(&TECHNOLOGIES, *technology),
            "outcome" => name_of(&OUTCOMES, *outcome),
            "namespace" => name_of(&NAMESPACES, *namespace),
            _ => name_of(&ROLES, *role),
        }
    }

    /// Another value for a filter; an empty one takes it away.
    pub fn with(&self, name: &str, value: &str) -> Self {
        Self::read(|other| match other {
            _ if other == name => Some(value.to_owned()),
            "q" => Some(self.text.clone()),
            "forgotten" => self.filter.forgotten.then(String::new),
            _ => Some(self.value(other)),
        })
    }

    /// The address of the list, or of one pattern beside it.
    pub fn address(&self, open: Option<FactId>) -> String {
        let path = open.map_or_else(|| "/memory".to_owned(), pattern_address);
        let Ok(query) = UrlSearchParams::new() else {
            return path;
        };
        let put = |name: &str, value: &str| {
            if !value.is_empty() {
                query.append(name, value);
            }
        };
        put("q", &self.text);
        for name in ["category", "technology", "outcome", "namespace", "role"] {
            put(name, &self.value(name));
        }
        put("forgotten", if self.filter.forgotten { "1" } else { "" });
        match query.to_string().as_string() {
            Some(query) if !query.is_empty() => format!("{path}?{query}"),
            _ => path,
        }
    }
}

/// The pattern of a path, and whether the path names one at all.
pub fn open_pattern(path: &str) -> Option<Result<FactId, String>> {
    let id = path.strip_prefix("/memory/")?.trim_end_matches('/');
    (!id.is_empty()).then(|| id.parse().map_err(|_| id.to_owned()))
}

fn named<T: Copy>(names: &[(&str, T)], name: Option<String>) -> Option<T> {
    let name = name?;
    names
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, value)| *value)
}

fn name_of<T: Copy + PartialEq>(names: &[(&str, T)], value: Option<T>) -> String {
    let known = names.iter().find(|(_, known)| Some(*known) == value);
    known
        .map(|(name, _)| (*name).to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_what_it_does_not_know_is_passed_over() {
        let wanted = Wanted::read(|name| {
            let value = match name {
                "q" => "late handover",
                "technology" => "nr",
                "outcome" => "splendid",
                "forgotten" => "1",
                _ => return None,
            };
            Some(value.to_owned())
        });
        assert_eq!(wanted.text, "late handover");
        assert_eq!(wanted.filter.technology, Some(Technology::Nr));
        assert_eq!(wanted.filter.outcome, None);
        assert!(wanted.filter.forgotten && wanted.is_filtered());
        assert_eq!(wanted.value("technology"), "nr");
        let without = wanted.with("technology", "");
        assert_eq!(without.filter.technology, None);
        assert!(without.filter.forgotten);
        assert_eq!(without.text, "late handover");
    }

    #[test]
    fn a_path_names_a_pattern_or_not() {
        assert_eq!(open_pattern("/memory"), None);
        assert_eq!(open_pattern("/memory/"), None);
        assert_eq!(open_pattern("/memory/x"), Some(Err("x".to_owned())));
        let id = FactId::of(b"x");
        assert_eq!(open_pattern(&format!("/memory/{id}")), Some(Ok(id)));
    }
}
