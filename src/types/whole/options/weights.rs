//! Weights that look at other choices: what they may look at, and whether they add up in every combination.

use std::collections::BTreeSet;

use crate::fault::Faults;
use crate::span::Span;
use crate::types::constant::constant;
use crate::types::fault::draw::NotAShare;
use crate::types::fault::weight::BadWeights;
use crate::types::model::*;
use crate::types::whole::options::known::{self, Combination};
use crate::types::whole::options::looks::Looks;

/// More combinations than this are left to the run.
const MOST: usize = 4096;

/// Reports weights that look at what is not settled before them, or do not add up.
pub(in crate::types::whole) fn weights(model: &TypedModel, text: &str, faults: &mut Faults) {
    for at in 0..model.choices.len() {
        let id = ChoiceId(at);
        let all: Vec<&TExpr> = weights_of(model, id).collect();
        if all.iter().all(|weight| constant(weight).is_some()) {
            continue;
        }
        let looks = Looks::of(model, id, text);
        match looks.fault {
            Some(fault) => faults.push(fault),
            None => add_up(model, id, &all, looks.choices, text, faults),
        }
    }
}

/// The weights of a choice's options.
pub(in crate::types::whole) fn weights_of(
    model: &TypedModel,
    id: ChoiceId,
) -> impl Iterator<Item = &TExpr> {
    let options = model.choices[id.0].options.iter();
    options.filter_map(|option| option.weight.as_ref())
}

/// Reports the first combination in which the weights of a choice are none.
fn add_up(
    model: &TypedModel,
    id: ChoiceId,
    weights: &[&TExpr],
    choices: BTreeSet<ChoiceId>,
    text: &str,
    faults: &mut Faults,
) {
    let choices = choices.into_iter();
    let choices = choices.map(|id| (id, (0..model.choices[id.0].options.len()).collect()));
    let choices: Vec<(ChoiceId, Vec<usize>)> = choices.collect();
    let Some(combinations) = known::combinations(&choices, MOST) else {
        return;
    };
    for combination in combinations {
        let values = weights
            .iter()
            .map(|weight| known::value(model, weight, &combination));
        let Some(values) = values.collect::<Option<Vec<f64>>>() else {
            continue;
        };
        if crate::numerics::are_weights(values.iter().copied()) {
            continue;
        }
        let no_share = |value: &f64| !(0.0..=1.0).contains(value);
        match values.iter().position(no_share) {
            Some(at) => faults.push(NotAShare {
                text: text
                    .get(weights[at].span.range())
                    .unwrap_or_default()
                    .to_owned(),
                percent: percent(values[at]),
                span: weights[at].span,
            }),
            None => faults.push(bad(model, id, weights, &values, &combination)),
        }
        return;
    }
}

fn bad(
    model: &TypedModel,
    id: ChoiceId,
    weights: &[&TExpr],
    values: &[f64],
    combination: &Combination,
) -> BadWeights {
    let total: f64 = values.iter().sum();
    let rest = values.last().map_or(0.0, |last| last - (total - 1.0));
    let place = |weight: Option<&&TExpr>| weight.map_or(Span::default(), |weight| weight.span);
    let choice = &model.choices[id.0];
    let last = choice.options.last();
    let last = last.map_or("", |option| option.origin.name.as_str());
    let condition = shown(model, combination);
    BadWeights::in_combination(
        format!("options of `{}`", choice.origin.name),
        percent(total),
        &condition,
        (rest >= 0.0).then(|| (last, percent(rest))),
        (place(weights.first()), place(weights.last())),
    )
}

/// `operator is private and subsidy is full`
pub(in crate::types::whole) fn shown(
    model: &TypedModel,
    combination: &[(ChoiceId, usize)],
) -> String {
    let each = combination.iter().map(|(id, option)| {
        let choice = &model.choices[id.0];
        format!(
            "{} is {}",
            choice.origin.name, choice.options[*option].origin.name
        )
    });
    each.collect::<Vec<_>>().join(" and ")
}

/// A share in per cent, to four digits behind the point.
pub(in crate::types::whole) fn percent(share: f64) -> f64 {
    (share * 1e6).round() / 1e4
}
