//! A second evaluator: slow, obvious, and written from the contract in `types::model` alone.
//!
//! It works on one number at a time, by recursion over (thing, step), and remembers what it found in the draw
//! at hand. The engine must agree with it to the last bit ([`agree`]) on programs made at random ([`generate`]).
//! It shares nothing with the engine but the typed model, the calendar and the numerics.

mod activity;
mod adjust;
mod agree;
mod arithmetic;
mod choice;
mod compare;
mod compare_runs;
mod difference;
mod draw;
mod event;
mod expr;
mod finance;
pub mod generate;
mod known;
mod machine;
mod quantity;
mod reduce;
mod series;
mod shrink;
mod steady;
mod table;
mod value;
mod varied;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use foreland::calendar::Date;
use foreland::types::model::{QuantityId, Scenario, ScenarioId, TExpr, TypedModel};

pub use value::Value;

/// Evaluates one scenario of a model, draw by draw.
pub struct Reference<'m> {
    model: &'m TypedModel,
    scenario: &'m Scenario,
    seed: u64,
    draw: Cell<u64>,
    values: RefCell<HashMap<(Thing, usize), Value>>,
}

/// What is remembered, by step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Thing {
    /// A quantity as adjusted.
    Adjusted(usize),
    /// A quantity before adjustments.
    Base(usize),
    /// The opening balance of a stock.
    Opening(usize),
    /// The position of a choice's option.
    Choice(usize),
    /// Whether an event fires.
    Fired(usize),
    /// How many steps it still lasts.
    Remaining(usize),
    /// How often it has fired.
    Count(usize),
    /// An expression with a memory of its own, by its place in the model.
    Expr(usize),
}

impl<'m> Reference<'m> {
    /// The model in one of its scenarios.
    pub fn new(model: &'m TypedModel, scenario: ScenarioId, seed: u64) -> Self {
        Reference {
            model,
            scenario: &model.scenarios[scenario.0],
            seed,
            draw: Cell::new(0),
            values: RefCell::default(),
        }
    }

    /// The adjusted value of a quantity.
    pub fn value(&self, draw: u64, step: usize, id: QuantityId) -> Value {
        self.begin(draw);
        // Upwards, so that no recursion goes back more than a step or two.
        for before in 0..step {
            self.quantity(id, before);
        }
        self.quantity(id, step)
    }

    /// The value of an expression of the model, such as the condition of an assert.
    pub fn evaluate(&self, draw: u64, step: usize, expr: &'m TExpr) -> Value {
        self.begin(draw);
        for before in 0..step {
            self.expr(expr, before);
        }
        self.expr(expr, step)
    }

    fn begin(&self, draw: u64) {
        if self.draw.replace(draw) != draw {
            self.values.borrow_mut().clear();
        }
    }

    /// What is remembered of a thing in a step, found now if need be.
    fn remembered(&self, thing: Thing, step: usize, find: impl FnOnce() -> Value) -> Value {
        if let Some(known) = self.values.borrow().get(&(thing, step)) {
            return known.clone();
        }
        let found = find();
        self.values
            .borrow_mut()
            .insert((thing, step), found.clone());
        found
    }

    fn steps(&self) -> usize {
        self.model.steps()
    }

    /// The first day of a step.
    fn first_day(&self, step: usize) -> Option<Date> {
        Some(self.model.timeline.as_ref()?.first_day(step))
    }

    /// The last day of a step.
    fn last_day(&self, step: usize) -> Option<Date> {
        Some(self.model.timeline.as_ref()?.last_day(step))
    }

    /// The length of a step in years.
    fn step_years(&self) -> f64 {
        match &self.model.timeline {
            Some(timeline) => timeline.step_days() / 365.25,
            None => 1.0,
        }
    }

    /// Whether this step contains a date, which is read in the first step.
    fn contains(&self, step: usize, date: &'m TExpr) -> Value {
        match self.expr(date, 0) {
            Value::Number(days) => Value::yes_no(self.step_of(days) == Some(step)),
            missing => missing,
        }
    }

    /// The step that contains a date, if one does.
    fn step_of(&self, days: f64) -> Option<usize> {
        let timeline = self.model.timeline.as_ref()?;
        timeline.step_at(Date(days as i32))
    }
}

/// The number that stands for a day.
fn day(date: Option<Date>) -> Value {
    match date {
        Some(date) => Value::Number(f64::from(date.0)),
        None => Value::Fault("a date is asked for where there is no timeline".to_owned()),
    }
}
