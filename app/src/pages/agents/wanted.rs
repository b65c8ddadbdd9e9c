//! What the address asks of the list: words and filters.

use protocol::agents::AgentLine;
use protocol::answer::Technology;
use protocol::catalogue::Depth;
use web_sys::UrlSearchParams;

use crate::route::Router;

/// Words and filters.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// What is searched for; empty lists everything.
    pub text: String,
    /// Only this domain; empty for all.
    pub domain: String,
    /// Only this technology.
    pub technology: Option<Technology>,
    /// Only agents that are worked out so far.
    pub depth: Option<Depth>,
}

impl Wanted {
    /// What the address wants now.
    pub fn of(router: Router) -> Self {
        let technology = match router.value("technology").as_deref() {
            Some("lte") => Some(Technology::Lte),
            Some("nr") => Some(Technology::Nr),
            _ => None,
        };
        Self {
            text: router.value("q").unwrap_or_default(),
            domain: router.value("domain").unwrap_or_default(),
            technology,
            depth: router
                .value("depth")
                .and_then(|name| Depth::from_name(&name)),
        }
    }

    /// Whether an agent passes the filters beside that of the domain.
    pub fn fits(&self, line: &AgentLine) -> bool {
        self.technology
            .is_none_or(|technology| line.technologies.contains(&technology))
            && self.depth.is_none_or(|depth| line.depth == depth)
    }

    /// Whether an agent is of the domain, where one is wanted.
    pub fn is_in(&self, line: &AgentLine) -> bool {
        self.domain.is_empty() || self.domain == line.domain
    }

    /// The address of this list.
    pub fn address(&self) -> String {
        let path = "/agents".to_owned();
        let Ok(query) = UrlSearchParams::new() else {
            return path;
        };
        let technology = match self.technology {
            Some(Technology::Lte) => "lte",
            Some(Technology::Nr) => "nr",
            None => "",
        };
        let depth = self.depth.map_or("", Depth::name);
        let values = [
            ("q", self.text.as_str()),
            ("domain", &self.domain),
            ("technology", technology),
            ("depth", depth),
        ];
        for (name, value) in values {
            if !value.is_empty() {
                query.append(name, value);
            }
        }
        match query.to_string().as_string() {
            Some(query) if !query.is_empty() => format!("{path}?{query}"),
            _ => path,
        }
    }
}
