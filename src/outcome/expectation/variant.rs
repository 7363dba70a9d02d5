//! Variants of scenarios in which one thing has been moved.

use std::collections::{BTreeMap, BTreeSet};

use miette::Diagnostic;

use super::columns::Columns;
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

/// Variants of scenarios in which the same thing is moved to the same place.
pub struct Variant {
    /// By scenario, its variant; where there is none, it is as declared.
    of: BTreeMap<ScenarioId, ScenarioId>,
    /// What is moved to where: `fee at 3 USD`.
    pub with: String,
}

impl Variant {
    /// What stands in for a scenario.
    pub fn of(&self, scenario: ScenarioId) -> ScenarioId {
        *self.of.get(&scenario).unwrap_or(&scenario)
    }
}

/// What is looked at while things are moved.
#[derive(Clone, Copy)]
pub struct Moving<'m> {
    /// The model.
    pub model: &'m TypedModel,
    /// A number or a yes/no over results.
    pub of: &'m TExpr,
    /// The scenario that it is seen from.
    pub scenario: ScenarioId,
    /// The draws that tell where low and high are.
    pub draws: usize,
}

impl Moving<'_> {
    /// For each lever, the variants in which it goes from low to high, all else as drawn.
    ///
    /// # Errors
    /// Where a lever rests on what is no number, or has no value.
    pub fn variants(
        &self,
        levers: &[Lever],
        columns: &mut Columns<'_>,
    ) -> Result<Vec<Vec<Variant>>, Faults> {
        let mut declared = Vec::new();
        for lever in levers {
            if let Moved::Quantity(id) = lever.what {
                let unadjusted = columns.vary(self.scenario, |scenario| {
                    scenario.redeclares.push(Redeclared {
                        quantity: id,
                        definition: self.model.quantity(id).definition.clone(),
                        adjusted: false,
                    });
                });
                declared.push((unadjusted, id));
            }
        }
        columns.draw_to(&declared, self.draws)?;
        let mut declared = declared.into_iter();
        let variants = levers.iter().map(|lever| match lever.what {
            Moved::Choice(id) => Ok(self.options(id, columns)),
            Moved::Event(id) => Ok(self.without_and_with(id, columns)),
            Moved::Quantity(id) => {
                let column = declared.next().and_then(|name| columns.get(name));
                match column.map(values) {
                    Some(values) => self.quantity(id, lever.span, values, columns),
                    None => Ok(Vec::new()),
                }
            }
        });
        variants.collect()
    }

    /// Variants of all scenarios that are looked at.
    fn vary(
        &self,
        with: String,
        columns: &mut Columns<'_>,
        change: impl Fn(&mut Scenario),
    ) -> Variant {
        let mut scenarios = BTreeSet::new();
        self.model.results_in(self.of, &mut |scenario, _| {
            scenarios.insert(scenario.unwrap_or(self.scenario));
        });
        let varied = scenarios.into_iter();
        let varied = varied.map(|scenario| (scenario, columns.vary(scenario, &change)));
        Variant {
            of: varied.collect(),
            with,
        }
    }

    /// A quantity at low and high, where these are its values as declared and this is whether they are drawn.
    fn quantity(
        &self,
        id: QuantityId,
        span: Span,
        (mut values, drawn): (Vec<f64>, bool),
        columns: &mut Columns<'_>,
    ) -> Result<Vec<Variant>, Faults> {
        let quantity = self.model.quantity(id);
        let name = &quantity.origin.name;
        if values.is_empty() {
            let name = name.clone();
            return Err(only(Valueless { name, span }));
        }
        let yes_no = matches!(quantity.ty, Type::YesNo);
        if !drawn && !yes_no {
            let scaled = EITHER_WAY.map(|(factor, how)| {
                let definition = scaled(quantity.definition.clone(), factor);
                self.redeclared(format!("{name} {how}"), (id, definition), columns)
            });
            return Ok(scaled.into());
        }
        values.sort_unstable_by(f64::total_cmp);
        let held = match yes_no {
            true => [0.0, 1.0],
            false => LOW_AND_HIGH.map(|p| sample_quantile(&values, p)),
        };
        let itself = TExpr::new(Kind::Quantity(id), quantity.ty.clone(), span);
        let held = held.map(|value| {
            let shown = shown_value(self.model, &itself, Lane::of(value));
            let with = format!("{name} at {shown}");
            self.redeclared(with, (id, held_at(quantity, value)), columns)
        });
        Ok(held.into())
    }

    /// A quantity that is declared otherwise.
    fn redeclared(
        &self,
        with: String,
        (quantity, definition): (QuantityId, Definition),
        columns: &mut Columns<'_>,
    ) -> Variant {
        self.vary(with, columns, |scenario| {
            scenario.redeclares.push(Redeclared {
                quantity,
                definition: definition.clone(),
                adjusted: true,
            });
        })
    }

    /// A variant for each option of a choice, in which it holds from the start.
    fn options(&self, id: ChoiceId, columns: &mut Columns<'_>) -> Vec<Variant> {
        let choice = &self.model.choices[id.0];
        let options = choice.options.iter().enumerate();
        let chosen = options.map(|(option, declared)| {
            let with = format!("{} = {}", choice.origin.name, declared.origin.name);
            self.vary(with, columns, |scenario| {
                scenario.chooses.retain(|choose| choose.choice != id);
                scenario.chooses.push(TChoose {
                    choice: id,
                    option,
                    from: None,
                    span: declared.origin.span,
                });
            })
        });
        chosen.collect()
    }

    /// An event that never fires, and one as it is.
    fn without_and_with(&self, id: EventId, columns: &mut Columns<'_>) -> Vec<Variant> {
        let name = &self.model.events[id.0].origin.name;
        let without = self.vary(format!("{name} prevented"), columns, |scenario| {
            scenario.triggers.retain(|trigger| trigger.event != id);
            scenario.prevents.push(id);
        });
        let with = Variant {
            of: BTreeMap::new(),
            with: format!("{name} as it is"),
        };
        vec![without, with]
    }
}

/// All values that there are, and whether they are drawn.
fn values(column: &ResultColumn) -> (Vec<f64>, bool) {
    let marked = column.values.iter().enumerate();
    let present = |at: usize| column.marks.get(at).copied().unwrap_or(Mark::Present);
    let values = marked.filter(|(at, _)| present(*at) == Mark::Present);
    (values.map(|(_, value)| *value).collect(), column.uncertain)
}

/// A number or a yes/no that is known.
fn held_at(quantity: &Quantity, value: f64) -> Definition {
    let kind = match quantity.ty {
        Type::YesNo => Kind::YesNo(value != 0.0),
        _ => Kind::Number(value),
    };
    let held = TExpr::new(kind, quantity.ty.clone(), quantity.origin.name_span);
    Definition::Expr(held)
}

/// What is declared, multiplied.
fn scaled(mut definition: Definition, factor: f64) -> Definition {
    for expr in definition.expressions_mut() {
        let factor = TExpr::new(Kind::Number(factor), Type::Number(Unit::none()), expr.span);
        let factors = vec![(Scale::Times, expr.clone()), (Scale::Times, factor)];
        *expr = TExpr::new(Kind::Product(factors), expr.ty.clone(), expr.span);
    }
    definition
}
