//! TypedModel → Plan: a flat list of operations for the scenarios asked for, in the order in which they are evaluated.
//!
//! Each named thing becomes one node, shared by all scenarios that agree on it. What needs the whole timeline (a
//! total, a rate of return) is gathered in one pass over the steps and read in the next. Within a step a node comes
//! after what it reads in that step; what it reads of earlier steps does not matter for the order.
//!
//! What no draw changes is put apart, to be evaluated once a run ([`Plan::settled`]); `fuse` joins operations that are
//! quicker as one; [`layout`] gives each node a column.

mod adjust;
mod build;
mod choice;
mod draft;
mod event;
mod expr;
mod fault;
mod fold;
mod fuse;
pub mod layout;
mod listing;
mod memo;
pub mod op;
mod plan;
mod quantity;
mod reach;
pub mod reads;
mod schedule;
#[cfg(test)]
mod tests;
mod thing;

pub use fault::Endless;
pub use listing::listing;
pub use op::Op;
pub use plan::{Asked, Clock, Node, NodeId, Plan, Stage, Timing};

use crate::types::model::{Assert, QuantityId, ScenarioId, TExpr, TypedModel};
pub use build::Inputs;
use build::{Builder, Circle};

/// What is wanted of a scenario.
pub type Wanted = (ScenarioId, Vec<QuantityId>);

/// The plan of these scenarios: what the wanted quantities and all asserts rest on.
///
/// # Errors
/// If a definition rests on itself within a step, which the checker refuses before.
pub fn lower(
    model: &TypedModel,
    scenarios: &[ScenarioId],
    wanted: &[QuantityId],
) -> Result<Plan, Endless> {
    let each = scenarios.iter().map(|id| (*id, wanted.to_vec()));
    let each: Vec<Wanted> = each.collect();
    lowered(model, &each, &model.asserts).map_err(Endless::from)
}

/// The plan of what is wanted of each scenario, without the asserts.
///
/// # Errors
/// As for [`lower`].
pub fn lower_values(model: &TypedModel, wanted: &[Wanted]) -> Result<Plan, Endless> {
    lowered(model, wanted, &[]).map_err(Endless::from)
}

/// The plan of outcomes made of results across scenarios. `inputs` numbers the columns of runs that they look at.
///
/// # Errors
/// As for [`lower`].
pub fn lower_across<'m>(
    model: &'m TypedModel,
    wanted: &[QuantityId],
    inputs: Inputs<'m>,
) -> Result<Plan, Endless> {
    let mut builder = Builder::new(model, Some(inputs));
    builder.enter(ScenarioId(0));
    let nodes = wanted
        .iter()
        .map(|id| Ok((*id, builder.whole_quantity(*id)?)))
        .collect::<Result<_, Circle>>();
    let asked = nodes.map(|wanted| Asked {
        scenario: ScenarioId(0),
        wanted,
        looked_at: Vec::new(),
        asserts: Vec::new(),
    });
    let plan = asked.and_then(|asked| builder.plan(vec![asked]));
    plan.map_err(Endless::from)
}

/// The plan of these conditions in one scenario: they are its asserts. `inputs` numbers the columns of runs that they
/// look at, if they do.
///
/// # Errors
/// As for [`lower`].
pub fn lower_conditions<'m>(
    model: &'m TypedModel,
    scenario: ScenarioId,
    conditions: &[&'m TExpr],
    inputs: Option<Inputs<'m>>,
) -> Result<Plan, Endless> {
    conditions_of(model, scenario, conditions, inputs).map_err(Endless::from)
}

fn lowered(model: &TypedModel, wanted: &[Wanted], asserts: &[Assert]) -> Result<Plan, Circle> {
    let mut builder = Builder::new(model, None);
    let mut asked = Vec::with_capacity(wanted.len());
    for (id, quantities) in wanted {
        builder.enter(*id);
        let mut nodes = Vec::with_capacity(quantities.len());
        for quantity in quantities {
            nodes.push((*quantity, builder.whole_quantity(*quantity)?));
        }
        let looked_at = quantities
            .iter()
            .map(|id| model.quantity(*id).looked_at.clone());
        let conditions = asserts.iter().map(|assert| &assert.condition);
        asked.push(Asked {
            scenario: *id,
            wanted: nodes,
            looked_at: looked_at.collect(),
            asserts: conditions
                .map(|condition| builder.whole(condition))
                .collect::<Result<_, _>>()?,
        });
    }
    builder.plan(asked)
}

fn conditions_of<'m>(
    model: &'m TypedModel,
    scenario: ScenarioId,
    conditions: &[&'m TExpr],
    inputs: Option<Inputs<'m>>,
) -> Result<Plan, Circle> {
    let mut builder = Builder::new(model, inputs);
    builder.enter(scenario);
    let asserts = conditions
        .iter()
        .map(|condition| builder.whole(condition))
        .collect::<Result<_, _>>()?;
    let asked = Asked {
        scenario,
        wanted: Vec::new(),
        looked_at: Vec::new(),
        asserts,
    };
    builder.plan(vec![asked])
}
