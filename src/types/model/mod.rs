//! The typed model: every name bound, every unit settled, every conversion explicit.
//!
//! What stands here is all that later stages know of a model. Numbers are held in the unit of their [`Type`];
//! wherever two units meet there is a [`Kind::Convert`]. Equality is not derived: compare the meaning you need.

mod choices;
mod expr;
mod parts;
mod shown;
mod visit;

pub use expr::*;
pub use parts::*;

use std::collections::BTreeSet;

use crate::calendar::{Period, Timeline};
use crate::numerics::StreamName;
use crate::span::Span;

/// A model that checked without an error.
#[derive(Clone, Debug)]
pub struct TypedModel {
    /// The name after `model`, or `model` where none is given.
    pub name: String,
    /// The title or doc comment of the model, if any.
    pub doc: Option<String>,
    /// The timeline; a model without one has a single step and no dates.
    pub timeline: Option<Timeline>,
    /// The date the model speaks from.
    pub as_of: Option<Period>,
    /// Draws of a run.
    pub draws: usize,
    /// Seed of a run.
    pub seed: u64,
    /// Assumptions, table columns, lets, flows, outcomes and hazards.
    pub quantities: Vec<Quantity>,
    /// Stocks.
    pub stocks: Vec<Stock>,
    /// Choices.
    pub choices: Vec<Choice>,
    /// Events.
    pub events: Vec<Event>,
    /// What is reported, in the order declared.
    pub outcomes: Vec<Outcome>,
    /// Scenarios, what they inherit filled in; one called `base` where none is declared.
    pub scenarios: Vec<Scenario>,
    /// What must hold in every draw and step.
    pub asserts: Vec<Assert>,
    /// What is expected of the results.
    pub expects: Vec<Expect>,
}

impl TypedModel {
    /// The number of steps.
    pub fn steps(&self) -> usize {
        self.timeline.as_ref().map_or(1, Timeline::len)
    }

    /// The quantity of this id.
    pub fn quantity(&self, id: QuantityId) -> &Quantity {
        &self.quantities[id.0]
    }

    /// What options, events and scenarios do to a quantity, those of all scenarios together.
    pub fn adjustments_of(&self, id: QuantityId) -> impl Iterator<Item = &Adjustment> {
        let scenarios = self.scenarios.iter();
        let theirs = scenarios.flat_map(|scenario| &scenario.adjustments);
        let theirs = theirs.filter(move |(target, _)| *target == id);
        let own = self.quantity(id).adjustments.iter();
        own.chain(theirs.map(|(_, adjustment)| adjustment))
    }

    /// By quantity, whether an option, an event or a scenario adjusts it.
    pub fn adjusted(&self) -> Vec<bool> {
        let quantities = self.quantities.iter();
        let mut adjusted: Vec<bool> = quantities.map(|it| !it.adjustments.is_empty()).collect();
        for (target, _) in self.scenarios.iter().flat_map(|it| &it.adjustments) {
            adjusted[target.0] = true;
        }
        adjusted
    }

    /// Whether a quantity is an outcome made of results across scenarios.
    pub fn is_across(&self, id: QuantityId) -> bool {
        let mut outcomes = self.outcomes.iter();
        outcomes.any(|outcome| outcome.across && outcome.quantity == id)
    }

    /// Tells every result that an expression looks at, those of the outcomes across scenarios that it names included.
    pub fn results_in(&self, expr: &TExpr, tell: &mut dyn FnMut(Option<ScenarioId>, QuantityId)) {
        self.new_results_in(expr, &mut BTreeSet::new(), tell);
    }

    /// The same without what stands in outcomes that were `seen`.
    fn new_results_in(
        &self,
        expr: &TExpr,
        seen: &mut BTreeSet<QuantityId>,
        tell: &mut dyn FnMut(Option<ScenarioId>, QuantityId),
    ) {
        match &expr.kind {
            Kind::Result { scenario, quantity } => tell(*scenario, *quantity),
            Kind::Quantity(id) if self.is_across(*id) => {
                if seen.insert(*id) {
                    for expr in self.quantity(*id).definition.expressions() {
                        self.new_results_in(expr, seen, tell);
                    }
                }
            }
            _ => expr
                .children()
                .for_each(|child| self.new_results_in(child, seen, tell)),
        }
    }

    /// Whether an expression can differ from step to step. All scenarios share the answer.
    pub fn varies(&self, expr: &TExpr) -> bool {
        match &expr.kind {
            Kind::Quantity(id) => self.quantity(*id).varies,
            Kind::Base(id) => self.quantity(*id).base_varies,
            Kind::Choice { id, .. } => self.choices[id.0].varies,
            Kind::Result { quantity, .. } => self.quantity(*quantity).varies,
            Kind::Stock(_)
            | Kind::Closing(_)
            | Kind::Event { .. }
            | Kind::Now
            | Kind::During(..)
            | Kind::Ramp(..)
            | Kind::Previous { .. }
            | Kind::Initially(..)
            | Kind::Delay(..)
            | Kind::Smooth(..)
            | Kind::Cumulative(_)
            | Kind::Growth { .. } => true,
            Kind::Table(table) => table.at.as_deref().is_none_or(|at| self.varies(at)),
            Kind::Draw(draw) => draw.each != Each::Run,
            Kind::Reduce { .. }
            | Kind::At(..)
            | Kind::PresentValue { .. }
            | Kind::Irr { .. }
            | Kind::Payback(_) => false,
            Kind::Summary { of, .. } => self.varies(of),
            _ => expr.children().any(|child| self.varies(child)),
        }
    }
}

/// Declares the identifiers of the typed model: positions in its lists.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub usize);
        )*
    };
}

ids! {
    /// A position in [`TypedModel::quantities`].
    QuantityId,
    /// A position in [`TypedModel::stocks`].
    StockId,
    /// A position in [`TypedModel::choices`].
    ChoiceId,
    /// A position in [`TypedModel::events`].
    EventId,
    /// A position in [`TypedModel::scenarios`].
    ScenarioId,
}

/// Where something is declared.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Its name as declared, with its elements: `output[mountain]`, `share[light, dysprosium]`.
    pub name: String,
    /// The names it had before, the oldest first.
    pub was: Vec<String>,
    /// The streams that it owns: those of its oldest name.
    pub stream: StreamName,
    /// Its title.
    pub title: Option<String>,
    /// Its doc comment.
    pub doc: Option<String>,
    /// The name's place.
    pub name_span: Span,
    /// The whole declaration.
    pub span: Span,
}

impl Origin {
    /// The name by which adjustments combine: the oldest that it had, so that another name moves no digit.
    pub fn oldest_name(&self) -> &str {
        self.was.first().unwrap_or(&self.name)
    }

    /// The name without its elements: `output` of `output[mountain]`.
    pub fn base(&self) -> &str {
        self.name.split('[').next().unwrap_or_default()
    }
}
