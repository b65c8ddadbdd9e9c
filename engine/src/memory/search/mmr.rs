//! Maximal marginal relevance: hits that differ from each other.

/// The order in which to show hits so that each is relevant and unlike those before it: again and
/// again the one is taken whose `lambda * relevance - (1 - lambda) * likeness` is highest, where
/// likeness is that to the most alike of those already taken. 1 is relevance alone, 0 variety
/// alone. Gives at most `count` places in `relevance`, the most relevant first.
#[must_use]
pub fn order(
    relevance: &[f32],
    lambda: f32,
    count: usize,
    alike: &dyn Fn(usize, usize) -> f32,
) -> Vec<usize> {
    let lambda = if lambda.is_nan() {
        1.0
    } else {
        lambda.clamp(0.0, 1.0)
    };
    let mut taken: Vec<usize> = Vec::new();
    let mut left: Vec<(usize, f32)> = relevance
        .iter()
        .map(|_| f32::NEG_INFINITY)
        .enumerate()
        .collect();
    while taken.len() < count {
        let gain = |&(place, nearest): &(usize, f32)| {
            let relevance = relevance.get(place).copied().unwrap_or_default();
            // The first has nothing to differ from, whatever lambda is.
            if taken.is_empty() {
                relevance
            } else {
                lambda * relevance - (1.0 - lambda) * nearest
            }
        };
        // The earlier of equals.
        let best = left
            .iter()
            .enumerate()
            .max_by(|(a, one), (b, other)| gain(one).total_cmp(&gain(other)).then(b.cmp(a)));
        let Some((at, &(place, _))) = best else {
            break;
        };
        left.remove(at);
        taken.push(place);
        for (other, nearest) in &mut left {
            *nearest = nearest.max(alike(*other, place));
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 and 1 are twins, 2 is like nothing.
    fn alike(a: usize, b: usize) -> f32 {
        if a + b == 1 { 1.0 } else { 0.0 }
    }

    #[test]
    fn lambda_goes_from_variety_to_relevance() {
        let relevance = [0.9, 0.8, 0.3];
        assert_eq!(order(&relevance, 1.0, 3, &alike), [0, 1, 2]);
        // .5 * .3 - .5 * 0 is more than .5 * .8 - .5 * 1.
        assert_eq!(order(&relevance, 0.5, 3, &alike), [0, 2, 1]);
        assert_eq!(order(&relevance, 0.0, 3, &alike), [0, 2, 1]);
        // .9 * .8 - .1 * 1 is more than .9 * .3.
        assert_eq!(order(&relevance, 0.9, 3, &alike), [0, 1, 2]);
    }

    #[test]
    fn the_first_is_the_most_relevant_wherever_it_lies() {
        assert_eq!(order(&[0.1, 0.7, 0.4], 0.0, 1, &|_, _| 0.0), [1]);
        assert_eq!(order(&[0.5, 0.5], 0.5, 2, &|_, _| 0.0), [0, 1]);
    }

    #[test]
    fn odd_counts_and_lambdas_behave() {
        assert!(order(&[], 0.5, 3, &alike).is_empty());
        assert!(order(&[0.5], 0.5, 0, &alike).is_empty());
        assert_eq!(order(&[0.2, 0.5], f32::NAN, 9, &alike), [1, 0]);
        assert_eq!(order(&[0.2, 0.5], 7.0, 9, &alike), [1, 0]);
    }
}
