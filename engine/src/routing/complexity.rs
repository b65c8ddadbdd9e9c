//! How much a question asks at once.

use protocol::answer::{Complexity, QueryKind};

use super::query::Query;

/// Words above which a question is long, and very long.
const LONG: [usize; 2] = [14, 30];

/// Counts what has to be seen together: further names (two at most), several numbers, both
/// technologies, length, further sentences, and twice that something is wrong. Up to one of these is
/// simple, from four on it is complex.
#[must_use]
pub fn complexity(query: &Query<'_>, kind: QueryKind) -> Complexity {
    let names = query.asked().count().saturating_sub(1).min(2);
    let words = query.words.len();
    let lengths = LONG.iter().filter(|most| words > **most).count();
    let sentence_ends = [". ", "? ", "! ", "; "];
    let further = [
        query.entities.len() > 1,
        query.technologies.len() > 1,
        sentence_ends.iter().any(|end| query.text.contains(end)),
    ];
    let fault = if kind == QueryKind::Troubleshoot {
        2
    } else {
        0
    };
    match names + lengths + fault + further.into_iter().filter(|one| *one).count() {
        0 | 1 => Complexity::Simple,
        2 | 3 => Complexity::Moderate,
        _ => Complexity::Complex,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::sample::real;
    use crate::routing::{kind, route, understand};

    #[test]
    fn more_to_see_together_is_more_complex() {
        for (question, expected) in [
            ("range of a3-Offset?", Complexity::Simple),
            ("what does HO.IntraSys.TooLate count?", Complexity::Simple),
            (
                "late handovers to a neighbour on the same carrier",
                Complexity::Moderate,
            ),
            ("LTE t310 1000 or 2000 ms, and n310?", Complexity::Moderate),
            (
                "a3-Offset 2 dB, hysteresis 1 dB, timeToTrigger 160 ms; highway users of n78 still change \
                 late and drop. Lower the offset?",
                Complexity::Complex,
            ),
        ] {
            let query = understand(real(), question);
            let kind = kind(real(), &query, &route(real(), &query).best);
            assert_eq!(complexity(&query, kind), expected, "{question}");
        }
    }
}
