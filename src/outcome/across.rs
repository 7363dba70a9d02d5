//! Outcomes made of results across scenarios: evaluated once, over the draws that all scenarios share.

use std::collections::BTreeSet;

use super::bound::jackknife_error;
use super::replicate::Replicates;
use crate::eval::samples::{AcrossColumn, ResultColumn, Samples};
use crate::eval::{Making, Setting, make, no_value, only};
use crate::fault::Faults;
use crate::lower::lower_across;
use crate::types::model::{Kind, QuantityId, ScenarioId, TExpr, TypedModel};

/// Which results these outcomes look at.
pub fn needs(model: &TypedModel, outcomes: &[QuantityId]) -> Vec<(ScenarioId, QuantityId)> {
    let mut needed = Vec::new();
    for id in outcomes {
        for expr in model.quantity(*id).definition.expressions() {
            model.results_in(expr, &mut |scenario, quantity| {
                needed.extend(scenario.map(|scenario| (scenario, quantity)));
            });
        }
    }
    needed.sort();
    needed.dedup();
    needed
}

/// The columns of outcomes across scenarios: a value a draw, or one for all where it is made of summaries, then with
/// its standard errors. `samples` hold what [`needs`] says.
///
/// # Errors
/// Where one rests on what is no number.
pub fn evaluate(
    model: &TypedModel,
    samples: &Samples,
    outcomes: &[QuantityId],
    seed: u64,
) -> Result<Vec<AcrossColumn>, Faults> {
    outcomes
        .iter()
        .filter_map(|id| evaluate_one(model, samples, *id, (seed, true)).transpose())
        .collect()
}

/// The same for one outcome, without standard errors; nothing where `samples` lack what it looks at.
///
/// # Errors
/// As for [`evaluate`].
pub fn evaluate_alone(
    model: &TypedModel,
    samples: &Samples,
    outcome: QuantityId,
    seed: u64,
) -> Result<Option<AcrossColumn>, Faults> {
    evaluate_one(model, samples, outcome, (seed, false))
}

fn evaluate_one(
    model: &TypedModel,
    samples: &Samples,
    id: QuantityId,
    (seed, with_errors): (u64, bool),
) -> Result<Option<AcrossColumn>, Faults> {
    let names = needs(model, &[id]);
    let columns = names
        .iter()
        .map(|(scenario, quantity)| samples.column(*scenario, *quantity));
    let Some(columns) = columns.collect::<Option<Vec<&ResultColumn>>>() else {
        return Ok(None);
    };
    let number = |scenario, quantity| {
        let name = (scenario, quantity);
        names.binary_search(&name).unwrap_or(usize::MAX)
    };
    let plan = lower_across(model, &[id], &number).map_err(only)?;
    let setting = Setting {
        inputs: &columns,
        ..Setting::new(&plan, seed)
    };
    let drawn = columns.iter().any(|column| column.uncertain);
    let by_draw = is_by_draw(model, samples, id);
    // Summaries look at all draws at once.
    let making = Making {
        draws: samples.draws,
        first: 0,
        threads: Some(1),
        block: Some(samples.draws),
        progress: None,
    };
    let mut made = make(setting, model, making);
    let found = made
        .findings
        .iter()
        .flat_map(|found| found.faults.iter().min());
    if let Some(found) = found.min() {
        return Err(only(no_value(model, setting, None, *found)));
    }
    let results = made
        .samples
        .scenarios
        .pop()
        .map(|mut all| all.results.pop());
    let Some(Some(mut column)) = results else {
        return Ok(None);
    };
    column.uncertain = by_draw;
    if by_draw || !drawn {
        let errors = Vec::new();
        return Ok(Some(AcrossColumn { column, errors }));
    }
    let nodes: Vec<_> = plan
        .asked
        .iter()
        .flat_map(|asked| &asked.wanted)
        .map(|(_, node)| *node)
        .collect();
    let errors = match with_errors {
        true => {
            let without = Replicates::of(setting, samples.draws, &nodes);
            let errors = (0..column.steps).map(|step| match without.get(0, step) {
                [] => f64::NAN,
                without => jackknife_error(without),
            });
            errors.collect()
        }
        false => Vec::new(),
    };
    Ok(Some(AcrossColumn {
        column: first_draw(column),
        errors,
    }))
}

/// Whether it has a value in each draw: something drawn stands outside summaries.
fn is_by_draw(model: &TypedModel, samples: &Samples, id: QuantityId) -> bool {
    let mut seen = BTreeSet::from([id]);
    let definition = model.quantity(id).definition.expressions();
    definition
        .into_iter()
        .any(|expr| drawn_outside(model, samples, expr, &mut seen))
}

fn drawn_outside(
    model: &TypedModel,
    samples: &Samples,
    expr: &TExpr,
    seen: &mut BTreeSet<QuantityId>,
) -> bool {
    match &expr.kind {
        Kind::Summary { .. } => false,
        Kind::Result { scenario, quantity } => {
            let column = scenario.and_then(|scenario| samples.column(scenario, *quantity));
            column.is_some_and(|column| column.uncertain)
        }
        Kind::Quantity(id) if model.is_across(*id) => {
            let definition = model.quantity(*id).definition.expressions();
            let new = seen.insert(*id);
            let mut definition = definition.into_iter().filter(|_| new);
            definition.any(|expr| drawn_outside(model, samples, expr, seen))
        }
        _ => expr
            .children()
            .any(|child| drawn_outside(model, samples, child, seen)),
    }
}

/// The column with the first of its draws alone, which is like all others.
fn first_draw(column: ResultColumn) -> ResultColumn {
    let steps = 0..column.steps;
    let values = steps
        .clone()
        .filter_map(|step| column.step(step).first().copied());
    let marks = steps.map(|step| column.mark(step, 0));
    ResultColumn {
        values: values.collect(),
        marks: if column.marks.is_empty() {
            Vec::new()
        } else {
            marks.collect()
        },
        ..column
    }
}
