//! The steps of an action: each legal, safe and within the joint limits, from the start point on.

use protocol::catalogue::expression::Setting;
use protocol::catalogue::{Action, Micro, Move};

use super::joints::JointLimits;
use super::variables::{Variable, Variables};
use crate::source::Rule;

/// The step of an enumeration.
const ONE_VALUE: &str = "one value";

/// What is wrong with a change.
pub fn check(
    action: &Action,
    rule: &Rule,
    variables: &Variables<'_>,
    limits: &JointLimits<'_>,
) -> Vec<String> {
    let Action::Change {
        change,
        stop,
        with,
        scope,
    } = action
    else {
        return Vec::new();
    };
    let name = format!("action {} {}", change.var, change.direction);
    let Some(variable) = variables.get(&change.var).filter(|one| one.is_set) else {
        return vec![format!("{name}: is no setting of the agent")];
    };
    let mut reasons = Vec::new();
    if let Some(scope) = scope
        && (scope != "cluster" || rule.scope != "cell" || variable.object() == "relation")
    {
        reasons.push("scope cluster goes with a cell rule and a setting of cell or UE".to_owned());
    }
    let plan = Plan {
        change,
        variable,
        stop,
        with,
    };
    reasons.extend(plan.check(variables, limits).err());
    reasons
        .into_iter()
        .map(|reason| format!("{name}: {reason}"))
        .collect()
}

struct Plan<'a> {
    change: &'a Move,
    variable: &'a Variable<'a>,
    stop: &'a str,
    with: &'a [Move],
}

impl Plan<'_> {
    fn check(&self, variables: &Variables<'_>, limits: &JointLimits<'_>) -> Result<(), String> {
        let variable = self.variable;
        let start = match &variable.start {
            Some(start) if !variable.is_planned() => start.as_str(),
            _ => return Err("has no start value to move from".to_owned()),
        };
        if self.change.direction == "set" {
            return self.set(variables, limits);
        }
        let up = is_up(&self.change.direction)?;
        // One that ends at the start takes an earlier change back: it is walked out, then home.
        let goes_home = self.is_stop(start);
        let path = track(variable, up != goes_home, &self.change.step)
            .filter(|path| !path.is_empty())
            .ok_or("step is off the grid, or there is no room in that direction")?;
        let mut last = if goes_home {
            path.len() - 1
        } else {
            let found = path.iter().position(|field| self.is_stop(field));
            found.ok_or_else(|| format!("stop {} is not reached by safe steps", self.stop))?
        };
        let mut others = Vec::new();
        for other in self.with {
            let variable = variables
                .get(&other.var)
                .filter(|one| one.is_set)
                .ok_or_else(|| format!("with {}: is no setting of the agent", other.var))?;
            let up = is_up(&other.direction)? != goes_home;
            let path = track(variable, up, &other.step).unwrap_or_default();
            if path.is_empty() || !goes_home && path.len() <= last {
                let name = &other.var;
                return Err(format!(
                    "with {name}: leaves its safe range before the stop"
                ));
            }
            last = last.min(path.len() - 1);
            others.push((other.var.as_str(), path));
        }
        for (step, field) in path.iter().take(last + 1).enumerate() {
            let along = others
                .iter()
                .filter_map(|(name, path)| Some((*name, path.get(step)?.clone())));
            let point: Vec<_> = std::iter::once((self.change.var.as_str(), field.clone()))
                .chain(along)
                .collect();
            match limits.broken(variables, &point) {
                // What was never reached need not be taken back.
                Some(_) if goes_home && step > 0 => return Ok(()),
                Some(limit) => {
                    return Err(format!("step {} breaks joint limit {limit}", step + 1));
                }
                None => {}
            }
        }
        Ok(())
    }

    fn set(&self, variables: &Variables<'_>, limits: &JointLimits<'_>) -> Result<(), String> {
        if let Some(reason) = self.variable.refuses(self.stop) {
            return Err(format!("target {reason}"));
        }
        let point = [(self.change.var.as_str(), self.stop.to_owned())];
        match limits.broken(variables, &point) {
            Some(limit) => Err(format!("target breaks joint limit {limit}")),
            None => Ok(()),
        }
    }

    /// Whether a field value is where the action ends: a literal, or a physical number.
    fn is_stop(&self, field: &str) -> bool {
        if self.change.step == ONE_VALUE {
            return field == self.stop;
        }
        let stop = self.stop.parse::<Micro>().map(|stop| stop.0 as f64 / 1e6);
        match self.variable.physical(field) {
            Setting::Number(number) => stop == Ok(number),
            Setting::Literal(_) => false,
        }
    }
}

fn is_up(direction: &str) -> Result<bool, String> {
    match direction {
        "up" => Ok(true),
        "down" => Ok(false),
        other => Err(format!("unknown direction {other}")),
    }
}

/// All field values reached one step after another inside the safe range; `None` when the step
/// does not fit the field.
fn track(variable: &Variable<'_>, up: bool, step: &str) -> Option<Vec<String>> {
    let safe = variable.safe?;
    let start = variable.start.as_ref()?;
    let Some((min, max)) = safe.between else {
        let place = safe.values.iter().position(|literal| literal == start)?;
        let path = match up {
            true => safe.values.get(place + 1..)?.to_vec(),
            false => safe.values.get(..place)?.iter().rev().cloned().collect(),
        };
        return (step == ONE_VALUE).then_some(path);
    };
    let step: Micro = step.parse().ok()?;
    let scale = variable.scale().0;
    let fields = step.0.checked_div(scale)?;
    let multiple = variable
        .card
        .as_ref()
        .and_then(|(_, legal)| legal.multiple_of)
        .map_or(1, i64::from);
    if step.0 <= 0 || step.0 % scale != 0 || fields % multiple != 0 {
        return None;
    }
    let signed = if up { fields } else { -fields };
    let mut path = Vec::new();
    let mut field = start.parse::<i64>().ok()?.checked_add(signed)?;
    while (min..=max).contains(&field) {
        path.push(field.to_string());
        field = field.checked_add(signed)?;
    }
    Some(path)
}
