//! Whether a question leans on the one before it: the rule and its words, see [`super::followed`].

use super::cues::{self, Cues};
use super::query::{Query, Word};
use super::score::Scores;
use crate::catalogue::{Catalogue, expand, text};

/// Stems that point back to what was talked about. Sorted.
const BACK: &[&str] = &[
    "els", "it", "its", "ones", "sam", "same", "that", "their", "them", "ther", "thes", "they",
    "this", "thos",
];

/// Stems with which a question goes on from another. Sorted.
const GOES_ON: &[&str] = &[
    "also",
    "and",
    "but",
    "for",
    "how about",
    "in",
    "on",
    "or",
    "so",
    "then",
    "what about",
    "what if",
    "with",
    "without",
];

/// Stems and words that say what happens to something, and nothing of what it is.
const PLAIN: &str = "\
    abov act add adjust affect affects again allow alter amount another answer appli applies apply behav \
    belong belongs below better big bigger both case chang changes check clos closer compar compare \
    complet complete concern concerned configur convert danger dangerous decreas depend detail differ \
    differenc different disabl disabled doubl drawback earlier effect enabl enabled enough exact exactly \
    exampl exceed far faster find first fix full half happen happens hear help here high higher highest \
    impact increas infinity influenc instead interact involv involved keep kind larg larger last later \
    leav less level levels list littl long longer lower lowest matter means measur mention mor name \
    narrow negative next none normal notic number numbers object ok opposit order part parts point \
    positive previous prov rais rather reach read reason recognis recommend recommended relat release \
    relev remain remov report respons responsibl rest risk round second see seen sens sensibl short \
    shorter side slower small smaller smallest sort sourc stand standard steps subject sum swap switch \
    tabl technology total trigger try turn twice typical typically unchanged usual usually valu vari \
    versus visible watch whole work worth write";

/// Whether nothing in a question stands by itself.
pub fn leans(catalogue: &Catalogue, query: &Query<'_>) -> bool {
    let stands =
        query.asked().next().is_some() || !query.agents.is_empty() || !query.documents.is_empty();
    if stands {
        return false;
    }
    let is = |list: &[&str], stem: &str| list.binary_search(&stem).is_ok();
    let typed = |word: &Word<'_>| text::lower(word.typed);
    let is_word = |list: &[&str], word: &Word<'_>| is(list, &typed(word)) || is(list, &word.stem);
    let points = query.words.iter().any(|word| is_word(BACK, word));
    let first: Vec<String> = query.words.iter().take(2).map(typed).collect();
    let goes_on =
        first.first().is_some_and(|word| is(GOES_ON, word)) || is(GOES_ON, &first.join(" "));
    let in_entity = |word: &&Word<'_>| {
        let (start, end) = (word.start as u64, word.end as u64);
        let inside = |one: &protocol::answer::Entity| {
            u64::from(one.start) < end && start < u64::from(one.end)
        };
        query.entities.iter().any(inside)
    };
    let names_technology = |word: &Word<'_>| {
        cues::technology(word.typed).is_some() || is(&["eutra", "lte", "nr"], &word.stem)
    };
    let is_plain = |word: &Word<'_>| {
        let typed = typed(word);
        PLAIN
            .split(' ')
            .any(|plain| plain == word.stem || plain == typed)
    };
    let says_nothing = |word: &Word<'_>| {
        let stem = word.stem.as_str();
        text::is_empty_word(stem) || is_word(BACK, word) || is_plain(word)
    };
    let cue = |word: &Word<'_>| {
        cues::says_kind(&word.stem) || Cues::of(core::iter::once(word.stem.as_str())).trouble()
    };
    let mut asks = !query.entities.is_empty() || !query.technologies.is_empty();
    let mut radio = 0;
    for word in &query.words {
        if in_entity(&word) || names_technology(word) {
            continue;
        }
        if cue(word) {
            asks |= word.stem != "ok";
        } else if !says_nothing(word) {
            let known = catalogue.postings.number(&word.stem);
            let technical = known.is_some_and(|term| catalogue.postings.is_technical(term));
            if !technical && expand(word.typed).next().is_none() {
                return false;
            }
            radio += 1;
        }
    }
    match radio {
        0 => points || goes_on || asks,
        _ => (points || goes_on) && !Scores::of(catalogue, query).decide(None).in_scope,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_binary_search() {
        for list in [BACK, GOES_ON] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
