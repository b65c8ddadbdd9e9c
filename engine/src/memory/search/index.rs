//! The patterns in the forms in which they are found.

use core::cell::OnceCell;
use core::fmt;

use super::contrast::{self, Purpose, Reading, Why};
use super::lexical::Lexical;
use super::mmr;
use super::rows::{Map, Rows, Slot};
use super::scan::{Near, nearest};
use super::score::{Parts, Standing};
use crate::memory::embed::{DIMENSIONS, Embedder, Vector};
use crate::sort;

/// What a word of the body counts beside one of the lead.
pub(super) const BODY: f32 = 0.6;
/// How far a pattern's vector leans from the whole of it to its lead.
const LEAD: f32 = 0.5;
/// Patterns that each of the two searches brings for every one that is asked for, and at least.
const BROUGHT: (usize, usize) = (4, 100);
/// The best by the other parts, of which contrast then decides the order: for every one that is
/// asked for, and at least. The rest keep their places below.
pub(super) const CONTRASTED: (usize, usize) = (2, 64);

/// A pattern's texts.
#[derive(Clone, Copy, Default, Debug)]
pub struct Fields<'a> {
    /// What it is about: title and task.
    pub lead: &'a str,
    /// The rest: strategy, content, notes, tags.
    pub body: &'a str,
}

impl<'a> Fields<'a> {
    /// Of a bare text, whose first sentence says what it is about.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let end = text.find(". ").map_or(text.len(), |end| end + 1);
        let (lead, body) = text.split_at_checked(end).unwrap_or((text, ""));
        Self { lead, body }
    }

    /// The vector to keep for a pattern: of the whole, leaning to what it is about.
    #[must_use]
    pub fn embed(&self, embedder: &Embedder) -> Vector {
        let (lead, whole) = embedder.embed_both(self.lead, self.body);
        let mut sum = [0.0; DIMENSIONS];
        let pairs = whole.as_slice().iter().zip(lead.as_slice());
        for (sum, (whole, lead)) in sum.iter_mut().zip(pairs) {
            *sum = whole + LEAD * lead;
        }
        Vector::direction(sum)
    }
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// In words.
    pub text: &'a str,
    /// Its vector, by the embedder of the patterns'.
    pub vector: &'a Vector,
}

/// How to look.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// So many hits at most.
    pub count: usize,
    /// Which patterns may be found.
    pub admits: &'a dyn Fn(Slot) -> bool,
    /// What is known of them.
    pub standing: &'a dyn Fn(Slot) -> Standing,
    /// Whether contrast takes part.
    pub contrast: bool,
    /// Spreads the hits by maximal marginal relevance with this lambda, 0 to 1.
    pub spread: Option<f32>,
}

impl Options<'_> {
    /// The best `count` of all patterns.
    #[must_use]
    pub fn best(count: usize) -> Self {
        Self {
            count,
            admits: &|_| true,
            standing: &|_| Standing::default(),
            contrast: true,
            spread: None,
        }
    }
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Options");
        out.field("count", &self.count)
            .field("spread", &self.spread)
            .finish_non_exhaustive()
    }
}

/// A pattern that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// Which.
    pub slot: Slot,
    /// The sum of the parts.
    pub score: f32,
    /// What each part added.
    pub parts: Parts,
    /// What contrast saw.
    pub why: Vec<Why>,
}

/// All patterns, to be searched.
#[derive(Default, Debug)]
pub struct Index {
    rows: Rows,
    lexical: Lexical,
    leads: Map<Slot, Lead>,
}

/// What a pattern is about, read when contrast looks at it first: reading is about a third of all
/// that makes a pattern ready to be searched, and most are never among the best.
#[derive(Debug)]
struct Lead {
    text: Box<str>,
    reading: OnceCell<Reading>,
}

impl Lead {
    fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| Reading::of(&self.text))
    }
}

impl Index {
    /// Puts a pattern in, in place of what the slot had.
    pub fn insert(&mut self, slot: Slot, fields: &Fields<'_>, vector: &Vector) {
        self.rows.insert(slot, vector);
        self.lexical
            .insert(slot, &[(fields.lead, 1.0), (fields.body, BODY)]);
        let lead = Lead {
            text: fields.lead.into(),
            reading: OnceCell::new(),
        };
        self.leads.insert(slot, lead);
    }

    /// Takes a pattern out; false when there was none.
    pub fn remove(&mut self, slot: Slot) -> bool {
        self.lexical.remove(slot);
        self.leads.remove(&slot);
        self.rows.remove(slot)
    }

    /// How many patterns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Bytes of one pattern's vector.
    #[must_use]
    pub const fn vector_bytes() -> u64 {
        Rows::bytes_each() as u64
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The patterns whose vectors are most like this one, and how alike they are, best first: neither
    /// words nor outcomes count.
    #[must_use]
    pub fn nearest(&self, vector: &Vector, count: usize) -> Vec<(Slot, f32)> {
        let near = nearest(&self.rows, vector, count, &|_| true);
        near.iter().map(|near| (near.slot, near.score)).collect()
    }

    /// The best patterns for a query, best first. None is found that is neither like it nor shares
    /// a word with it.
    #[must_use]
    pub fn find(&self, query: &Query<'_>, options: &Options<'_>) -> Vec<Hit> {
        let among = |(each, least): (usize, usize)| options.count.saturating_mul(each).max(least);
        if options.count == 0 {
            return Vec::new();
        }
        let words = self.lexical.scores(query.text);
        let brought = among(BROUGHT);
        let mut near = nearest(&self.rows, query.vector, brought, options.admits);
        near.extend(words.nearest(brought, options.admits));
        sort::by_number(&mut near, |near| near.slot);
        near.dedup_by_key(|near| near.slot);
        let hit = |Near { slot, .. }| {
            let similarity = self.rows.similarity(slot, query.vector);
            let lexical = words.of(slot);
            let parts = Parts::of(similarity, lexical, (options.standing)(slot));
            Hit {
                slot,
                score: parts.total(),
                parts,
                why: Vec::new(),
            }
        };
        let mut hits: Vec<Hit> = near.into_iter().map(hit).collect();
        order(&mut hits);
        if options.contrast {
            hits.truncate(among(CONTRASTED));
            let asked = Reading::of(query.text);
            for hit in &mut hits {
                if let Some(lead) = self.leads.get(&hit.slot) {
                    hit.contrast(&asked, lead.reading(), Purpose::Help);
                }
            }
            order(&mut hits);
        }
        if let Some(lambda) = options.spread {
            return self.spread(&hits, lambda, options.count);
        }
        hits.truncate(options.count);
        hits
    }

    /// The patterns most like one of them by meaning alone, best first, with the cosine.
    #[must_use]
    pub fn like(
        &self,
        slot: Slot,
        count: usize,
        admits: &dyn Fn(Slot) -> bool,
    ) -> Vec<(Slot, f32)> {
        let Some(vector) = self.rows.vector(slot) else {
            return Vec::new();
        };
        let near = nearest(&self.rows, &vector, count, admits);
        near.into_iter()
            .map(|near| (near.slot, near.score))
            .collect()
    }

    fn spread(&self, hits: &[Hit], lambda: f32, count: usize) -> Vec<Hit> {
        let scores: Vec<f32> = hits.iter().map(|hit| hit.score).collect();
        let slot = |place: usize| hits.get(place).map_or(Slot::MAX, |hit| hit.slot);
        let alike = |a, b| self.rows.alike(slot(a), slot(b));
        let order = mmr::order(&scores, lambda, count, &alike);
        order
            .into_iter()
            .filter_map(|at| hits.get(at).cloned())
            .collect()
    }
}

impl Hit {
    /// Adds what the two texts say differently.
    pub(super) fn contrast(&mut self, asked: &Reading, reading: &Reading, purpose: Purpose) {
        let seen = contrast::compare(asked, reading);
        let about = self.parts.similarity + self.parts.lexical;
        self.parts.contrast = seen.weigh(about, purpose);
        self.score = self.parts.total();
        self.why = seen.counting(purpose).cloned().collect();
    }
}

/// Best first; the lower slot of equals.
pub(super) fn order(hits: &mut [Hit]) {
    sort::by(hits, |a, b| {
        b.score.total_cmp(&a.score).then(a.slot.cmp(&b.slot))
    });
}
