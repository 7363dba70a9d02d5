//! Versions of one model side by side: what they agree on is evaluated once for all.

use std::collections::BTreeSet;

use super::build::Circle;
use super::thing::{Numbering, Thing};
use super::{Asked, Builder, Endless, Plan, Wanted};
use crate::types::model::*;

/// A version of a model. All have things of the same names in the same order.
#[derive(Clone, Debug)]
pub struct Version<'m> {
    /// The version.
    pub model: &'m TypedModel,
    /// The names of the declarations in which it differs from the first version; nothing where it may in all.
    pub differs_in: Option<BTreeSet<String>>,
}

/// The plan of what is wanted of each scenario of each version, without the asserts: all of the first version, then all
/// of the next.
///
/// # Errors
/// As for [`super::lower`].
pub fn lower_versions(versions: &[Version<'_>], wanted: &[Wanted]) -> Result<Plan, Endless> {
    lowered(versions, wanted).map_err(Endless::from)
}

fn lowered(versions: &[Version<'_>], wanted: &[Wanted]) -> Result<Plan, Circle> {
    let Some(first) = versions.first().map(|version| version.model) else {
        return Err(Circle(Default::default()));
    };
    let mut builder = Builder::new(first, None);
    let mut asked = Vec::with_capacity(versions.len() * wanted.len());
    for (at, version) in versions.iter().enumerate() {
        let touched = match &version.differs_in {
            Some(names) => touched(first, version.model, names),
            None => Numbering::new(first).all(),
        };
        builder.turn_to(version.model, at, touched);
        for (scenario, quantities) in wanted {
            builder.enter(*scenario);
            let mut nodes = Vec::with_capacity(quantities.len());
            for quantity in quantities {
                nodes.push((*quantity, builder.whole_quantity(*quantity)?));
            }
            asked.push(Asked {
                scenario: *scenario,
                wanted: nodes,
                looked_at: Vec::new(),
                asserts: Vec::new(),
            });
        }
    }
    builder.plan(asked)
}

/// The things that declarations of these names make what they are, in either version.
fn touched(first: &TypedModel, other: &TypedModel, names: &BTreeSet<String>) -> Vec<Thing> {
    let mut found = BTreeSet::new();
    for model in [first, other] {
        let differs = |origin: &Origin| is_of(origin.base(), names);
        for (id, quantity) in model.quantities.iter().enumerate() {
            let id = QuantityId(id);
            if differs(&quantity.origin) {
                found.extend([Thing::Value(id), Thing::Base(id)]);
            }
            let owners = quantity
                .adjustments
                .iter()
                .map(|adjustment| &adjustment.owner);
            let mut owners = owners.map(|owner| match owner {
                Owner::Option(id, _) => differs(&model.choices[id.0].origin),
                Owner::Event(id) => differs(&model.events[id.0].origin),
                Owner::Scenario(_) => false,
            });
            if owners.any(|differs| differs) {
                found.insert(Thing::Value(id));
            }
        }
        for (id, stock) in model.stocks.iter().enumerate() {
            if differs(&stock.origin) {
                found.extend([Thing::Opening(StockId(id)), Thing::Closing(StockId(id))]);
            }
        }
        for (id, choice) in model.choices.iter().enumerate() {
            if differs(&choice.origin) {
                found.insert(Thing::Choice(ChoiceId(id)));
            }
        }
        for (id, event) in model.events.iter().enumerate() {
            if differs(&event.origin) {
                let id = EventId(id);
                found.extend([Thing::Fired(id), Thing::Remaining(id)]);
                found.extend(event.hazard.map(Thing::Value));
                found.extend(
                    event
                        .switches
                        .iter()
                        .map(|switch| Thing::Choice(switch.choice)),
                );
            }
        }
    }
    found.into_iter().collect()
}

/// Whether a thing is one of these declarations, or a table's column or an event's hazard.
fn is_of(base: &str, names: &BTreeSet<String>) -> bool {
    names.contains(base)
        || base
            .rsplit_once('.')
            .is_some_and(|(whole, _)| names.contains(whole))
}
