//! Which number is for which input: the choice that fits best as a whole.

/// With more pairs than this the first choice is kept: no question that asks for a calculation has them.
const MOST_PAIRS: usize = 100;
/// How often the choice is made better.
const ROUNDS: usize = 6;

/// A number of the question, for one input.
#[derive(Clone, Copy)]
pub struct Pair {
    /// How well it fits.
    pub score: f64,
    /// The number's token.
    pub token: usize,
    /// The input's place in the form.
    pub slot: usize,
    /// The number in the unit of the input.
    pub value: f64,
    /// The unit that was said instead of that of the input.
    pub instead: Option<&'static str>,
}

/// Chooses pairs, so that each number and each input is in one at most: the best ones first, then
/// others as long as all together fit better.
pub fn choose(mut pairs: Vec<Pair>) -> Vec<Pair> {
    ground::sort::by(&mut pairs, |one, other| {
        let by_score = other.score.total_cmp(&one.score);
        by_score
            .then(one.token.cmp(&other.token))
            .then(one.slot.cmp(&other.slot))
    });
    let mut chosen = filled_up(Vec::new(), &pairs);
    for _ in 0..ROUNDS {
        let tried = pairs.iter().take(MOST_PAIRS).map(|pair| {
            let kept = chosen.iter().filter(|one| !excludes(one, pair)).copied();
            filled_up(kept.chain([*pair]).collect(), &pairs)
        });
        let best = tried.reduce(|best, one| if sum(&one) > sum(&best) { one } else { best });
        match best.filter(|best| sum(best) > sum(&chosen) + 1e-6) {
            Some(best) if pairs.len() <= MOST_PAIRS => chosen = best,
            _ => break,
        }
    }
    chosen
}

fn excludes(one: &Pair, other: &Pair) -> bool {
    one.token == other.token || one.slot == other.slot
}

fn filled_up(mut chosen: Vec<Pair>, pairs: &[Pair]) -> Vec<Pair> {
    for pair in pairs {
        if !chosen.iter().any(|one| excludes(one, pair)) {
            chosen.push(*pair);
        }
    }
    chosen
}

fn sum(chosen: &[Pair]) -> f64 {
    chosen.iter().map(|pair| pair.score).sum()
}
