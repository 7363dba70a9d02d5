//! Whether the engine and the reference agree, bit for bit, on whatever model.

use foreland::eval::samples::{Mark, ResultColumn, Samples};
use foreland::types::model::{QuantityId, Scenario, ScenarioId, TypedModel};

use super::machine::{self, Refused};
use super::{Reference, Value, generate, shrink};

/// Draws compared of each model.
const DRAWS: usize = 40;

/// How many random models are tried, and from which seed on, where the environment does not say.
const MODELS: u64 = 200;

#[test]
fn the_engine_agrees_on_random_models() {
    let first = from_environment("FORELAND_AGREE_SEED", 0);
    let count = from_environment("FORELAND_AGREE_MODELS", MODELS);
    for seed in first..first + count {
        let lines = generate::declarations(seed);
        if let Err(difference) = compared(&lines.join("\n"), DRAWS) {
            let kind = difference.kind();
            let small = shrink::smallest(lines, |lines| {
                compared(&lines.join("\n"), DRAWS).is_err_and(|other| other.kind() == kind)
            });
            let text = small.join("\n");
            let small = compared(&text, DRAWS).err();
            panic!("model {seed}: {difference}\n\nshrunk:\n{text}\n\nwhere {small:?}");
        }
    }
}

#[test]
fn the_engine_agrees_on_the_first_model() {
    agrees(include_str!("models/stock_cover.fore"), 200);
}

#[test]
fn the_engine_agrees_on_the_mine() {
    agrees(include_str!("models/mine.fore"), 100);
}

fn agrees(text: &str, draws: usize) {
    if let Err(difference) = compared(text, draws) {
        panic!("{difference}");
    }
}

fn from_environment(name: &str, otherwise: u64) -> u64 {
    let said = std::env::var(name).ok().and_then(|text| text.parse().ok());
    said.unwrap_or(otherwise)
}

/// How the two differ, or why there was nothing to compare.
#[derive(Debug, thiserror::Error)]
enum Difference {
    #[error("the checker refuses it: {0}")]
    Refused(String),
    #[error("the engine stops with `{0}`, and the reference finds no fault")]
    OnlyEngineFails(String),
    #[error("the engine does not see a fault: {0}")]
    OnlyReferenceFails(String),
    #[error("{at}: the engine says {engine}, the reference {reference}")]
    Value {
        at: String,
        engine: String,
        reference: String,
    },
    #[error("{0}")]
    Shape(String),
}

impl Difference {
    fn kind(&self) -> std::mem::Discriminant<Difference> {
        std::mem::discriminant(self)
    }
}

/// Runs both over a text.
fn compared(text: &str, draws: usize) -> Result<(), Difference> {
    let model = machine::checked(text).map_err(|Refused(why)| Difference::Refused(why))?;
    let wanted: Vec<QuantityId> = model
        .outcomes
        .iter()
        .map(|outcome| outcome.quantity)
        .collect();
    match machine::run(&model, &wanted, draws) {
        Ok(samples) => samples_agree(&model, &wanted, &samples),
        Err(said) if any_fault(&model, &wanted, draws) => {
            drop(said);
            Ok(())
        }
        Err(said) => Err(Difference::OnlyEngineFails(said)),
    }
}

/// Whether the reference meets a fault in anything that a result or an assert rests on.
fn any_fault(model: &TypedModel, wanted: &[QuantityId], draws: usize) -> bool {
    (0..model.scenarios.len()).any(|scenario| {
        let reference = Reference::new(model, ScenarioId(scenario), model.seed);
        (0..draws as u64).any(|draw| {
            (0..model.steps()).any(|step| {
                let is_fault = |value| matches!(value, Value::Fault(_));
                wanted
                    .iter()
                    .any(|id| is_fault(reference.value(draw, step, *id)))
                    || model
                        .asserts
                        .iter()
                        .any(|assert| is_fault(reference.evaluate(draw, step, &assert.condition)))
            })
        })
    })
}

fn samples_agree(
    model: &TypedModel,
    wanted: &[QuantityId],
    samples: &Samples,
) -> Result<(), Difference> {
    for (scenario, declared) in model.scenarios.iter().enumerate() {
        let reference = Reference::new(model, ScenarioId(scenario), model.seed);
        for draw in 0..samples.draws {
            for id in wanted {
                let Some(column) = samples.column(ScenarioId(scenario), *id) else {
                    let name = &model.quantity(*id).origin.name;
                    return Err(Difference::Shape(format!("no column for `{name}`")));
                };
                column_agrees(&reference, model, declared, column, draw)?;
            }
        }
    }
    Ok(())
}

/// Compares one draw of a column. Where it has one value for all steps, the reference must agree in each.
fn column_agrees(
    reference: &Reference<'_>,
    model: &TypedModel,
    scenario: &Scenario,
    column: &ResultColumn,
    draw: usize,
) -> Result<(), Difference> {
    let name = &model.quantity(column.quantity).origin.name;
    if column.steps != 1 && column.steps != model.steps() {
        return Err(Difference::Shape(format!(
            "`{name}` has {} steps",
            column.steps
        )));
    }
    for step in 0..model.steps() {
        let expected = reference.value(draw as u64, step, column.quantity);
        let held = if column.steps == 1 { 0 } else { step };
        let found = (column.step(held)[draw], column.mark(held, draw));
        if let Value::Fault(fault) = &expected {
            return Err(Difference::OnlyReferenceFails(format!(
                "{fault}, in `{name}`"
            )));
        }
        if !same(name, &expected, found) {
            return Err(Difference::Value {
                at: format!(
                    "`{name}` in `{}`, draw {draw}, step {step}",
                    scenario.origin.name
                ),
                engine: format!("{:?} {:e} ({:x})", found.1, found.0, found.0.to_bits()),
                reference: match expected {
                    Value::Number(number) => format!("{number:e} ({:x})", number.to_bits()),
                    other => format!("{other:?}"),
                },
            });
        }
    }
    Ok(())
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
