//! What a chart shows, in numbers: parts of time in a row, bars or lines over them.

/// A chart's content.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scene {
    /// Stands on the top tick.
    pub unit: &'static str,
    /// What each part of time is called.
    pub starts: Vec<String>,
    /// A bar per part; empty for a chart of lines.
    pub bars: Vec<f64>,
    /// Lines over the parts.
    pub lines: Vec<Line>,
}

/// A line; where nothing was measured it is broken.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// Stands at its end.
    pub name: &'static str,
    /// How it is drawn.
    pub tone: Tone,
    /// A value per part.
    pub points: Vec<Option<f64>>,
}

/// Importance of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// The one that matters.
    First,
    /// Beside it.
    Second,
    /// For reference.
    Third,
}

impl Scene {
    /// Values of the ticks from 0 on, four to six of them, with the last above everything shown.
    #[must_use]
    pub fn ticks(&self) -> Vec<u64> {
        let points = self
            .lines
            .iter()
            .flat_map(|line| line.points.iter().flatten());
        let most = self
            .bars
            .iter()
            .chain(points)
            .fold(0.0_f64, |most, value| most.max(*value));
        let most = most.ceil() as u64;
        let step = tick_step(most);
        (0..=most.div_ceil(step).max(1))
            .map(|place| place * step)
            .collect()
    }

    /// Runs of a line without gaps, as (part, value).
    #[must_use]
    pub fn runs(points: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
        let mut runs: Vec<Vec<(usize, f64)>> = vec![Vec::new()];
        for (place, point) in points.iter().enumerate() {
            match (point, runs.last_mut()) {
                (Some(value), Some(run)) => run.push((place, *value)),
                (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
                _ => {}
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }
}

/// 1, 2 or 5 times a power of ten, so that at most five steps are needed.
fn tick_step(most: u64) -> u64 {
    let mut power = 1;
    loop {
        if let Some(step) = [1, 2, 5]
            .map(|by| by * power)
            .into_iter()
            .find(|step| step * 5 >= most)
        {
            return step;
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(values: &[f64]) -> Scene {
        Scene {
            bars: values.to_vec(),
            ..Scene::default()
        }
    }

    #[test]
    fn ticks_start_at_nothing_and_end_above_everything() {
        assert_eq!(bars(&[3.0, 21.0]).ticks(), [0, 5, 10, 15, 20, 25]);
        assert_eq!(bars(&[1.0]).ticks(), [0, 1]);
        assert_eq!(bars(&[]).ticks(), [0, 1]);
        assert_eq!(bars(&[140.0]).ticks(), [0, 50, 100, 150]);
    }

    #[test]
    fn a_gap_breaks_a_line() {
        let points = [Some(1.0), None, None, Some(2.0), Some(3.0)];
        assert_eq!(
            Scene::runs(&points),
            [vec![(0, 1.0)], vec![(3, 2.0), (4, 3.0)]]
        );
        assert!(Scene::runs(&[None]).is_empty());
    }
}
