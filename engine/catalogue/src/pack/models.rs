//! Worked entries: their conditions as trees, the guards of presets among those of each watch.

use std::collections::BTreeSet;

use protocol::catalogue::expression::Condition;
use protocol::catalogue::{self as packed, Agent};

use crate::problem::{Problem, Problems};
use crate::source::expression::{Reason, parse, parse_change};
use crate::source::{Joint, Model, Rule, Source, Watch, figures};

/// All of them.
pub fn all(source: &Source) -> Result<Vec<packed::Model>, Problems> {
    let mut models = Vec::new();
    for model in source.models() {
        let bad = |reason: String| Problem::new("agents/entries", model.id.as_str(), reason);
        let agent = source.agents.iter().find(|agent| agent.id == model.id);
        let agent = agent.ok_or_else(|| bad("is no agent".to_owned()))?;
        models.push(of(model, agent, source).map_err(bad)?);
    }
    Ok(models)
}

fn of(model: &Model, agent: &Agent, source: &Source) -> Result<packed::Model, String> {
    let rules = model.rules.iter().map(|one| rule(one, agent, source));
    Ok(packed::Model {
        id: model.id.clone(),
        since: model.since.clone(),
        summary: model.summary.clone(),
        applies: model.applies.clone(),
        parameters: model.parameters.clone(),
        context: model.context.clone(),
        joints: model.joints.iter().map(joint).collect::<Result<_, _>>()?,
        clauses: model.clauses.clone(),
        gaps: model.gaps.clone(),
        chain: model.chain,
        rules: rules.collect::<Result<_, _>>()?,
    })
}

fn tree(text: &str, parse: fn(&str) -> Result<Condition, Reason>) -> Result<Condition, String> {
    parse(text).map_err(|reason| format!("{text}: {reason}"))
}

fn joint(joint: &Joint) -> Result<packed::Joint, String> {
    Ok(packed::Joint {
        name: joint.name.clone(),
        expression: tree(&joint.expression, parse)?,
        reason: joint.reason.clone(),
        broken: joint.broken.clone(),
    })
}

fn rule(rule: &Rule, agent: &Agent, source: &Source) -> Result<packed::Rule, String> {
    let watch = rule.watch.as_ref();
    Ok(packed::Rule {
        id: rule.id.clone(),
        symptom: rule.symptom.clone(),
        when: tree(&rule.when, parse)?,
        scope: rule.scope.clone(),
        suspicion: rule.suspicion,
        causes: rule.causes.clone(),
        actions: rule.actions.clone(),
        watch: watch
            .map(|watch| watched(watch, rule, agent, source))
            .transpose()?,
    })
}

fn watched(
    watch: &Watch,
    rule: &Rule,
    agent: &Agent,
    source: &Source,
) -> Result<packed::Watch, String> {
    let mut presets = source.presets.iter();
    let preset = presets
        .find(|preset| preset.name == watch.preset)
        .ok_or_else(|| format!("unknown preset {}", watch.preset))?;
    let own = watch.guard.iter().map(|guard| tree(guard, parse_change));
    let mut guard = own.collect::<Result<Vec<_>, _>>()?;
    let guarded: BTreeSet<_> = guard.iter().flat_map(figures).collect();
    guard.extend(preset.guards_beside(&guarded, &rule.scope, agent));
    Ok(packed::Watch {
        preset: watch.preset.clone(),
        improve: tree(&watch.improve, parse_change)?,
        guard,
        window_h: watch.window_h.or(Some(preset.window_h)),
        least: watch.least,
    })
}
