//! What patterns are filtered by, small and side by side, so that a filter looks at every pattern
//! of a large memory in microseconds.

use protocol::answer::Technology;
use protocol::memory::{Ended, Filter, Standing};
use protocol::records::{Namespace, Pattern, Role};

/// Where a pattern shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Place {
    /// Nowhere: its fact is not here, or it was merged into another.
    #[default]
    Nowhere,
    /// In lists and searches.
    Listed,
    /// Among the forgotten.
    Forgotten,
}

/// What one pattern is filtered by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facet {
    pub place: Place,
    category: u32,
    technology: Option<Technology>,
    namespace: Namespace,
    pub role: Role,
    ended: Option<Ended>,
}

/// The names of categories, each with a number.
#[derive(Debug, Default)]
pub struct Categories(Vec<String>);

impl Categories {
    pub fn number(&mut self, name: &str) -> u32 {
        let at = self.find(name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    pub fn names(&self) -> &[String] {
        &self.0
    }

    // A memory has a few dozen categories.
    fn find(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|known| known == name)
    }
}

impl Facet {
    pub fn of(
        standing: &Standing,
        pattern: &Pattern,
        place: Place,
        categories: &mut Categories,
    ) -> Self {
        Self {
            place,
            category: categories.number(&pattern.category),
            technology: pattern.technology,
            namespace: pattern.namespace,
            role: pattern.role,
            ended: Some(standing.ended()),
        }
    }

    pub fn category(&self) -> usize {
        self.category as usize
    }
}

/// A filter, made ready for many patterns.
pub struct Sieve<'a> {
    filter: &'a Filter,
    /// The number of its category; `None` for a category that no pattern has.
    category: Option<Option<u32>>,
}

impl<'a> Sieve<'a> {
    pub fn of(filter: &'a Filter, categories: &Categories) -> Self {
        let number = |name: &String| {
            let at = categories.find(name)?;
            u32::try_from(at).ok()
        };
        Self {
            filter,
            category: filter.category.as_ref().map(number),
        }
    }

    pub fn passes(&self, facet: &Facet) -> bool {
        let Filter {
            technology,
            outcome,
            namespace,
            role,
            forgotten,
            ..
        } = self.filter;
        let place = if *forgotten {
            Place::Forgotten
        } else {
            Place::Listed
        };
        facet.place == place
            && self.category.is_none_or(|number| number == Some(facet.category))
            // A pattern for both technologies holds for either.
            && (technology.is_none() || facet.technology.is_none() || facet.technology == *technology)
            && (outcome.is_none() || facet.ended == *outcome)
            && namespace.is_none_or(|namespace| facet.namespace == namespace)
            && role.is_none_or(|role| facet.role == role)
    }
}
