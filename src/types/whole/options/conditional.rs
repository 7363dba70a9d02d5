//! What to write for weights that can draw what an assert rules out.

use std::collections::BTreeSet;

use crate::types::model::*;
use crate::types::whole::options::combination::{MOST, can_start, options_of, weight_in};
use crate::types::whole::options::known::{self, Combination};
use crate::types::whole::options::looks::with_those_above;
use crate::types::whole::options::weights::{percent, shown};

/// The weights that rule a combination out where the choices above are as they are in it, and are what they were
/// elsewhere: what the option had goes to the first of the others.
pub(in crate::types::whole) fn conditional(
    model: &TypedModel,
    scenario: &Scenario,
    broken: &[(ChoiceId, usize)],
    open: ChoiceId,
    text: &str,
) -> Option<String> {
    let (_, drawn) = broken.iter().find(|(id, _)| *id == open)?;
    let above: Vec<(ChoiceId, usize)> = broken
        .iter()
        .copied()
        .filter(|(id, _)| *id != open)
        .collect();
    if above.is_empty() || above.iter().any(|(id, _)| *id > open) {
        return None;
    }
    let whole = full(model, scenario, broken)?;
    let options = &model.choices[open.0].options;
    let other = (0..options.len()).find(|at| at != drawn)?;
    let there = |option| weight_in(model, open, option, &whole);
    let both = there(*drawn)? + there(other)?;
    let condition = shown(model, &above);
    let written = |option: usize, there: f64| {
        let option = &options[option];
        let old = text.get(option.weight.as_ref()?.span.range())?;
        let old = old.split_whitespace().collect::<Vec<_>>().join(" ");
        let there = percent(there);
        let name = &option.origin.name;
        Some(format!(
            "`weight if {condition} then {there}% else {old}` in `{name}`"
        ))
    };
    Some(format!(
        "let the weights look at what is chosen above: {} and {}",
        written(*drawn, 0.0)?,
        written(other, both)?
    ))
}

/// A combination that the scenario can start with and that has these options, the choices that weights look at
/// included.
fn full(
    model: &TypedModel,
    scenario: &Scenario,
    broken: &[(ChoiceId, usize)],
) -> Option<Combination> {
    let asked: Vec<ChoiceId> = broken.iter().map(|(id, _)| *id).collect();
    let all: BTreeSet<ChoiceId> = with_those_above(model, &asked);
    let options = |id: ChoiceId| match broken.iter().find(|(own, _)| *own == id) {
        Some((_, option)) => vec![*option],
        None => options_of(model, scenario, id),
    };
    let possible: Vec<(ChoiceId, Vec<usize>)> =
        all.into_iter().map(|id| (id, options(id))).collect();
    known::combinations(&possible, MOST)?
        .find(|combination| can_start(model, scenario, combination))
}
