//! The question as it was typed, with what was recognised underlined.

use leptos::prelude::*;
use protocol::answer::{About, Answer, Mention};
use protocol::words;

use crate::state::use_session;

/// Draws question, kind and technologies.
pub fn question(answer: &Answer) -> AnyView {
    let kind = words::kind(answer.understood.kind);
    let technologies = answer
        .understood
        .technologies
        .iter()
        .map(|it| words::technology(*it));
    let complexity = words::complexity(answer.understood.complexity);
    let tags = [kind, complexity].into_iter().chain(technologies);
    view! {
        <section class="section">
            <h2 class="question" dir="auto" data-test="question" tabindex="-1">
                {pieces(&answer.question, &answer.understood.mentions).into_iter().map(piece).collect_view()}
            </h2>
            {answer.understood.taken.as_ref().map(|about| taken(about, &answer.question))}
            <div class="chips">
                {tags.map(|tag| view! { <span class="chip chip--tag">{tag}</span> }.into_any()).collect_view()}
            </div>
        </section>
    }
    .into_any()
}

/// What was taken over from the question before, and the way to ask without it.
fn taken(about: &About, question: &str) -> AnyView {
    let session = use_session();
    let question = question.to_owned();
    view! {
        <p class="taken" data-test="taken">
            <span dir="auto">"about " <strong>{words::about(about)}</strong> ", from the question before"</span>
            <button
                type="button"
                class="button button--bare"
                data-test="ask-alone"
                on:click=move |_| session.ask_alone(question.clone())
            >
                "Ask it by itself"
            </button>
        </p>
    }
    .into_any()
}

fn piece((text, row): (String, Option<String>)) -> AnyView {
    match row {
        Some(row) => view! { <mark title=row>{text}</mark> }.into_any(),
        None => text.into_any(),
    }
}

/// Cuts the text at the mentions; a piece of a mention carries its row. A mention that overlaps
/// another, or cuts a character, is left as text.
fn pieces(text: &str, mentions: &[Mention]) -> Vec<(String, Option<String>)> {
    let whole = |mention: &&Mention| {
        mention.start < mention.end
            && text
                .get(mention.start as usize..mention.end as usize)
                .is_some()
    };
    let mut pieces = Vec::new();
    let mut done = 0;
    let after = |done: usize| {
        let left = mentions
            .iter()
            .filter(whole)
            .filter(|mention| mention.start as usize >= done);
        left.min_by_key(|mention| mention.start)
    };
    while let Some(mention) = after(done) {
        let (start, end) = (mention.start as usize, mention.end as usize);
        if start > done {
            pieces.push((text[done..start].to_owned(), None));
        }
        pieces.push((text[start..end].to_owned(), Some(mention.row.0.clone())));
        done = end;
    }
    if let Some(rest) = text.get(done..)
        && !rest.is_empty()
    {
        pieces.push((rest.to_owned(), None));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::ids::RowId;

    fn mention(start: u32, end: u32) -> Mention {
        Mention {
            start,
            end,
            row: RowId::from("row"),
        }
    }

    fn texts(text: &str, mentions: &[Mention]) -> Vec<String> {
        let mark = |(text, row): (String, Option<String>)| {
            if row.is_some() {
                format!("[{text}]")
            } else {
                text
            }
        };
        pieces(text, mentions).into_iter().map(mark).collect()
    }

    #[test]
    fn a_mention_is_cut_out_of_the_text() {
        assert_eq!(
            texts("range of a3-Offset?", &[mention(9, 18)]),
            ["range of ", "[a3-Offset]", "?"]
        );
        assert_eq!(
            texts("a b", &[mention(2, 3), mention(0, 1)]),
            ["[a]", " ", "[b]"]
        );
    }

    #[test]
    fn overlaps_and_cut_characters_stay_text() {
        assert_eq!(texts("abc", &[mention(0, 2), mention(1, 3)]), ["[ab]", "c"]);
        assert_eq!(texts("é?", &[mention(1, 2)]), ["é?"]);
        assert_eq!(texts("ab", &[mention(1, 9)]), ["ab"]);
    }
}
