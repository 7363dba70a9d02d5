//! Compares a run of the engine with the reference.

use foreland::eval::Run;
use foreland::eval::samples::{Mark, ResultColumn, Samples};
use foreland::eval::verdict::Held;
use foreland::types::model::{QuantityId, ScenarioId, TypedModel};

use super::difference::Difference;
use super::machine::{self, Refused};
use super::{Reference, Value, varied};

/// Runs both over a text: all outcomes in all scenarios and a variant, and then one outcome of the variant alone.
pub fn compared(text: &str, draws: usize) -> Result<(), Difference> {
    let mut model = machine::checked(text).map_err(|Refused(why)| Difference::Refused(why))?;
    varied::add_variant(&mut model);
    let all = (0..model.scenarios.len()).map(ScenarioId).collect();
    let wanted: Vec<QuantityId> = model
        .outcomes
        .iter()
        .map(|outcome| outcome.quantity)
        .collect();
    match machine::run(&model, all, wanted.clone(), draws) {
        Ok(run) => {
            run_agrees(&model, &wanted, &run)?;
            alone(&model, &wanted, &run.samples)
        }
        Err(_) if any_fault(&model, &wanted, draws) => Ok(()),
        Err(said) => Err(Difference::OnlyEngineFails(said)),
    }
}

/// Whether the reference meets a fault in anything that a result or an assert rests on.
fn any_fault(model: &TypedModel, wanted: &[QuantityId], draws: usize) -> bool {
    let is_fault = |value| matches!(value, Value::Fault(_));
    (0..model.scenarios.len()).any(|scenario| {
        let reference = Reference::new(model, ScenarioId(scenario), model.seed);
        let of_step = |draw, step| {
            let mut asserts = model.asserts.iter();
            wanted
                .iter()
                .any(|id| is_fault(reference.value(draw, step, *id)))
                || asserts.any(|one| is_fault(reference.evaluate(draw, step, &one.condition)))
        };
        (0..draws as u64).any(|draw| (0..model.steps()).any(|step| of_step(draw, step)))
    })
}

fn run_agrees(model: &TypedModel, wanted: &[QuantityId], run: &Run) -> Result<(), Difference> {
    for scenario in 0..model.scenarios.len() {
        let reference = Reference::new(model, ScenarioId(scenario), model.seed);
        let draws = run.samples.draws;
        for id in wanted {
            let Some(column) = run.samples.column(ScenarioId(scenario), *id) else {
                let name = &model.quantity(*id).origin.name;
                return Err(Difference::Shape(format!("no column for `{name}`")));
            };
            column_agrees(&reference, column, draws)?;
        }
        verdicts_agree(&reference, scenario, run)?;
    }
    Ok(())
}

/// Compares a column. Where it has one value for all steps, the reference must agree in each.
fn column_agrees(
    reference: &Reference<'_>,
    column: &ResultColumn,
    draws: usize,
) -> Result<(), Difference> {
    let quantity = reference.model.quantity(column.quantity);
    let name = &quantity.origin.name;
    let steps = if quantity.varies {
        reference.steps()
    } else {
        1
    };
    if column.steps != steps {
        return Err(Difference::Shape(format!(
            "`{name}` has {} steps",
            column.steps
        )));
    }
    for draw in 0..draws {
        for step in 0..reference.steps() {
            let held = if column.steps == 1 { 0 } else { step };
            let found = (column.step(held)[draw], column.mark(held, draw));
            let first = (column.step(held)[0], column.mark(held, 0));
            let expected = reference.value(draw as u64, step, column.quantity);
            if let Value::Fault(fault) = &expected {
                return Err(Difference::OnlyReferenceFails(format!(
                    "{fault}, in `{name}`"
                )));
            }
            // What rests on nothing drawn is the same in every draw.
            if !same(name, &expected, found) || !column.uncertain && !same(name, &expected, first) {
                let scenario = &reference.scenario.origin.name;
                return Err(Difference::Value {
                    at: format!("`{name}` in `{scenario}`, draw {draw}, step {step}"),
                    engine: format!("{:?} {:e} ({:x})", found.1, found.0, found.0.to_bits()),
                    reference: shown(&expected),
                });
            }
        }
    }
    Ok(())
}

fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => format!("{number:e} ({:x})", number.to_bits()),
        other => format!("{other:?}"),
    }
}

/// Whether both say the same. Rates of return are found by search: ten digits of them count.
fn same(name: &str, expected: &Value, (number, mark): (f64, Mark)) -> bool {
    match (expected, mark) {
        (Value::Number(expected), Mark::Present) if name.starts_with("irr") => {
            (expected - number).abs() <= 1e-9 * (1.0 + expected.abs())
        }
        (Value::Number(expected), Mark::Present) => expected.to_bits() == number.to_bits(),
        (Value::None, Mark::None) | (Value::Unknown, Mark::Unknown) => number.is_nan(),
        _ => false,
    }
}

/// An assert holds where it does so in every draw and step. What it means for one to be missing is not for us to say.
fn verdicts_agree(reference: &Reference<'_>, scenario: usize, run: &Run) -> Result<(), Difference> {
    let of_scenario = run
        .verdicts
        .iter()
        .filter(|one| one.scenario == Some(ScenarioId(scenario)));
    for verdict in of_scenario {
        let condition = &reference.model.asserts[verdict.index].condition;
        let (mut holds, mut missing) = (true, false);
        for draw in 0..run.samples.draws {
            for step in 0..reference.steps() {
                let value = reference.evaluate(draw as u64, step, condition);
                holds &= !value.is_no();
                missing |= !value.is_yes() && !value.is_no();
            }
        }
        if !missing && Held::of(holds) != verdict.held {
            let (index, holds) = (verdict.index, verdict.held == Held::Yes);
            return Err(Difference::Verdict {
                index,
                scenario,
                holds,
            });
        }
    }
    Ok(())
}

/// A result does not depend on what else is asked for.
fn alone(model: &TypedModel, wanted: &[QuantityId], whole: &Samples) -> Result<(), Difference> {
    let scenario = ScenarioId(model.scenarios.len() - 1);
    let Some(id) = wanted.get(whole.draws % wanted.len().max(1)) else {
        return Ok(());
    };
    let run = machine::run(model, vec![scenario], vec![*id], whole.draws);
    let run = run.map_err(Difference::OnlyEngineFails)?;
    let (Some(all), Some(one)) = (
        whole.column(scenario, *id),
        run.samples.column(scenario, *id),
    ) else {
        return Err(Difference::Shape("a column is missing".to_owned()));
    };
    for step in 0..all.steps {
        for draw in 0..run.samples.draws {
            let same_bits = all.step(step)[draw].to_bits() == one.step(step)[draw].to_bits();
            if !same_bits || all.mark(step, draw) != one.mark(step, draw) {
                let name = &model.quantity(*id).origin.name;
                return Err(Difference::Shape(format!(
                    "`{name}` alone differs, draw {draw}"
                )));
            }
        }
    }
    Ok(())
}
