//! Names that exist, but not in the technology that a question names.

use protocol::answer::Lacking;

use super::facts;
use crate::catalogue::Catalogue;
use crate::routing::{Mentioned, Query};

/// The names of a question that its one technology has no row of.
pub fn of(catalogue: &Catalogue, query: &Query<'_>) -> Vec<Lacking> {
    let [asked] = query.technologies.as_slice() else {
        return Vec::new();
    };
    let lacks = |mention: &Mentioned| {
        let mut rows = mention.rows.iter();
        let found = facts::technology(catalogue, *rows.next()?)?;
        let none = found != *asked
            && rows.all(|row| facts::technology(catalogue, *row).is_some_and(|one| one != *asked));
        none.then(|| Lacking {
            name: query
                .text
                .get(mention.start..mention.end)
                .unwrap_or_default()
                .to_owned(),
            technology: *asked,
            found,
        })
    };
    query.asked().filter_map(lacks).collect()
}

#[cfg(test)]
mod tests {
    use protocol::answer::Technology;

    use crate::agents::answer;
    use crate::catalogue::sample::{entries, real};

    #[test]
    fn a_technology_without_the_name_is_told() {
        let lacking = |question: &str| {
            let lacking = answer(real(), entries(), question, &[]).understood.lacking;
            let lacking = lacking.into_iter();
            lacking
                .map(|one| (one.name, one.technology, one.found))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            lacking("range of absoluteFrequencySSB in LTE"),
            [(
                "absoluteFrequencySSB".to_owned(),
                Technology::Lte,
                Technology::Nr
            )]
        );
        assert_eq!(
            lacking("referenceSignalPower in NR?"),
            [(
                "referenceSignalPower".to_owned(),
                Technology::Nr,
                Technology::Lte
            )]
        );
        // Both have it, no technology is named, or two are.
        assert_eq!(lacking("a3-Offset in LTE"), []);
        assert_eq!(lacking("range of absoluteFrequencySSB"), []);
        assert_eq!(lacking("absoluteFrequencySSB from LTE to NR"), []);
    }
}
