//! Variants of the model in which one thing has been moved.

use miette::Diagnostic;

use super::columns::{Columns, ITSELF, World};
use crate::eval::samples::{Mark, ResultColumn};
use crate::eval::{Lane, only, shown_value};
use crate::fault::Faults;
use crate::numerics::sample_quantile;
use crate::span::Span;
use crate::syntax::ast::Scale;
use crate::types::model::*;
use crate::units::Unit;

/// Where an assumption that is drawn is held: its 10th and its 90th percentile.
const LOW_AND_HIGH: [f64; 2] = [0.1, 0.9];
/// What a known number is multiplied by, and how that is told.
const EITHER_WAY: [(f64, &str); 2] = [(0.9, "10% lower"), (1.1, "10% higher")];

/// `fee` where no draw has a value for it.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{name}` has no value in any draw: it cannot be moved to see what follows")]
#[diagnostic(code("not-a-lever"), help("name an assumption that has a value"))]
struct Valueless {
    name: String,
    #[label("has no value")]
    span: Span,
}

/// A variant of the model, and what is moved in it to where.
pub struct Variant {
    /// The variant.
    pub world: World,
    /// What is moved to where: `fee at 3 USD`.
    pub with: String,
}

/// The variants in which a lever goes from low to high, all else as drawn.
///
/// # Errors
/// Where the lever rests on what is no number, or has no value.
pub fn moved(
    model: &TypedModel,
    lever: &Lever,
    scenario: ScenarioId,
    columns: &mut Columns<'_>,
    draws: usize,
) -> Result<Vec<Variant>, Faults> {
    match lever.what {
        Moved::Quantity(id) => quantity(model, id, lever.span, scenario, columns, draws),
        Moved::Choice(id) => Ok(options(model, id, columns)),
        Moved::Event(id) => {
            let name = &model.events[id.0].origin.name;
            let without = Variant {
                world: columns.enter(prevented(model, id)),
                with: format!("{name} prevented"),
            };
            let with = Variant {
                world: ITSELF,
                with: format!("{name} as it is"),
            };
            Ok(vec![without, with])
        }
    }
}

fn quantity(
    model: &TypedModel,
    id: QuantityId,
    span: Span,
    scenario: ScenarioId,
    columns: &mut Columns<'_>,
    draws: usize,
) -> Result<Vec<Variant>, Faults> {
    let declared = columns.enter(unadjusted(model, id));
    let sample = columns.sample_of((declared, scenario, id), draws)?;
    let name = &model.quantity(id).origin.name;
    let Some((mut values, drawn)) = sample.map(values) else {
        return Ok(Vec::new());
    };
    if values.is_empty() {
        let name = name.clone();
        return Err(only(Valueless { name, span }));
    }
    values.sort_unstable_by(f64::total_cmp);
    let yes_no = matches!(model.quantity(id).ty, Type::YesNo);
    if !drawn && !yes_no {
        let scaled = EITHER_WAY.map(|(factor, how)| Variant {
            world: columns.enter(scaled(model, id, factor)),
            with: format!("{name} {how}"),
        });
        return Ok(scaled.into());
    }
    let held = match yes_no {
        true => [0.0, 1.0],
        false => LOW_AND_HIGH.map(|p| sample_quantile(&values, p)),
    };
    let ty = model.quantity(id).ty.clone();
    let itself = TExpr::new(Kind::Quantity(id), ty, span);
    let held = held.map(|value| Variant {
        world: columns.enter(held_at(model, id, value)),
        with: format!("{name} at {}", shown_value(model, &itself, Lane::of(value))),
    });
    Ok(held.into())
}

/// All values that there are, and whether they are drawn.
fn values(column: &ResultColumn) -> (Vec<f64>, bool) {
    let marked = column.values.iter().enumerate();
    let present = |at: usize| column.marks.get(at).copied().unwrap_or(Mark::Present);
    let values = marked.filter(|(at, _)| present(*at) == Mark::Present);
    (values.map(|(_, value)| *value).collect(), column.uncertain)
}

/// The model in which nothing adjusts a quantity.
fn unadjusted(model: &TypedModel, id: QuantityId) -> TypedModel {
    let mut world = model.clone();
    world.quantities[id.0].adjustments.clear();
    for scenario in &mut world.scenarios {
        scenario.adjustments.retain(|(target, _)| *target != id);
    }
    world
}

/// The model in which what is declared is this.
fn held_at(model: &TypedModel, id: QuantityId, value: f64) -> TypedModel {
    let mut world = model.clone();
    let quantity = &mut world.quantities[id.0];
    let kind = match quantity.ty {
        Type::YesNo => Kind::YesNo(value != 0.0),
        _ => Kind::Number(value),
    };
    let held = TExpr::new(kind, quantity.ty.clone(), quantity.origin.name_span);
    quantity.definition = Definition::Expr(held);
    world
}

/// The model in which what is declared is multiplied.
fn scaled(model: &TypedModel, id: QuantityId, factor: f64) -> TypedModel {
    let mut world = model.clone();
    for expr in world.quantities[id.0].definition.expressions_mut() {
        let factor = TExpr::new(Kind::Number(factor), Type::Number(Unit::none()), expr.span);
        let factors = vec![(Scale::Times, expr.clone()), (Scale::Times, factor)];
        *expr = TExpr::new(Kind::Product(factors), expr.ty.clone(), expr.span);
    }
    world
}

/// A variant for each option of a choice, in which it holds from the start in every scenario.
fn options(model: &TypedModel, id: ChoiceId, columns: &mut Columns<'_>) -> Vec<Variant> {
    let choice = &model.choices[id.0];
    let options = choice.options.iter().enumerate();
    let chosen = options.map(|(option, declared)| {
        let mut world = model.clone();
        for scenario in &mut world.scenarios {
            scenario.chooses.retain(|choose| choose.choice != id);
            scenario.chooses.push(TChoose {
                choice: id,
                option,
                from: None,
                span: declared.origin.span,
            });
        }
        Variant {
            world: columns.enter(world),
            with: format!("{} = {}", choice.origin.name, declared.origin.name),
        }
    });
    chosen.collect()
}

/// The model in which an event never fires.
fn prevented(model: &TypedModel, id: EventId) -> TypedModel {
    let mut world = model.clone();
    for scenario in &mut world.scenarios {
        scenario.triggers.retain(|trigger| trigger.event != id);
        scenario.prevents.push(id);
    }
    world
}
