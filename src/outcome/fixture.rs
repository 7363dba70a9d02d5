//! A typed model and samples made by hand, for tests.

use crate::calendar::{Period, StepUnit, Timeline};
use crate::eval::samples::{Mark, ResultColumn, Samples, ScenarioSamples};
use crate::span::Span;
use crate::types::model::*;
use crate::units::{Catalogue, Unit};

/// A model of nothing, with a timeline from January to March 2027.
pub(crate) fn model() -> TypedModel {
    let month = |month| Period::Month(2027, month);
    TypedModel {
        name: "made".to_owned(),
        doc: None,
        timeline: Timeline::new(month(1), month(3), 1, StepUnit::Month).ok(),
        as_of: None,
        draws: 4,
        seed: 1,
        quantities: Vec::new(),
        stocks: Vec::new(),
        choices: Vec::new(),
        events: Vec::new(),
        outcomes: Vec::new(),
        scenarios: vec![scenario("base")],
        asserts: Vec::new(),
        expects: Vec::new(),
    }
}

pub(crate) fn scenario(name: &str) -> Scenario {
    Scenario {
        origin: origin(name),
        ..Scenario::default()
    }
}

pub(crate) fn origin(name: &str) -> Origin {
    Origin {
        stream: crate::numerics::StreamName::of(name),
        name: name.to_owned(),
        ..Origin::default()
    }
}

pub(crate) fn expr(kind: Kind) -> TExpr {
    TExpr::new(kind, Type::Number(Unit::none()), Span::default())
}

/// Adds a quantity.
pub(crate) fn quantity(
    model: &mut TypedModel,
    name: &str,
    ty: Type,
    definition: Definition,
) -> QuantityId {
    let display = match &ty {
        Type::Number(unit) => unit.clone(),
        _ => Unit::none(),
    };
    model.quantities.push(Quantity {
        origin: origin(name),
        role: QuantityRole::Outcome,
        ty,
        display,
        definition,
        adjustments: Vec::new(),
        base_varies: false,
        varies: false,
        looked_at: None,
    });
    QuantityId(model.quantities.len() - 1)
}

/// Adds an outcome of this type.
pub(crate) fn outcome(model: &mut TypedModel, name: &str, ty: Type, labels: &[&str]) -> QuantityId {
    let id = quantity(model, name, ty, Definition::Expr(expr(Kind::Number(0.0))));
    model.outcomes.push(Outcome {
        across: false,
        quantity: id,
        actor: None,
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        ranked: None,
    });
    id
}

/// The unit of this name, from the catalogue.
pub(crate) fn unit(name: &str) -> Unit {
    Catalogue::default().unit(name)
}

/// A column of drawn values, `None` where there is none.
pub(crate) fn column(quantity: QuantityId, steps: usize, values: &[Option<f64>]) -> ResultColumn {
    ResultColumn {
        quantity,
        steps,
        values: values
            .iter()
            .map(|value| value.unwrap_or(f64::NAN))
            .collect(),
        marks: values
            .iter()
            .map(|value| value.map_or(Mark::None, |_| Mark::Present))
            .collect(),
        uncertain: true,
    }
}

/// Samples of the first scenario.
pub(crate) fn samples(draws: usize, results: Vec<ResultColumn>) -> Samples {
    Samples {
        draws,
        across: Vec::new(),
        scenarios: vec![ScenarioSamples {
            scenario: ScenarioId(0),
            results,
        }],
    }
}
