//! Sums over the flows of an actor.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::convert::converted;
use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::syntax::ast::{FlowSide, FlowSum, Item, Name, Sign};
use crate::types::context::{Checker, Entity};
use crate::types::fault::element::ListOverNothing;
use crate::types::fault::name::NoFlow;
use crate::types::model::{Kind, QuantityId, TExpr, Type};
use crate::units::Unit;

impl Checker<'_> {
    pub(super) fn flow_sum(&mut self, sum: &FlowSum, span: Span) -> Option<TExpr> {
        let fine = self.is_actor(&sum.actor)
            && sum.other.as_ref().is_none_or(|other| self.is_actor(other));
        let unit = match &sum.unit {
            Some(written) => {
                let unit = self.unit(written)?;
                self.written.push(unit.clone());
                Some(unit)
            }
            None => None,
        };
        if !fine {
            return None;
        }
        let flows = self.flows_of(sum);
        if flows.is_empty() && self.some_flow_is_unclear() {
            return None;
        }
        let mut terms: Vec<(Sign, TExpr)> = Vec::new();
        let mut common: Option<Unit> = None;
        for (sign, id) in flows {
            let ty = self.type_of(id, span)?;
            let flow = TExpr::new(Kind::Quantity(id), ty, span);
            if unit
                .as_ref()
                .is_some_and(|unit| !self.is_flow_of(&flow.unit(), unit))
            {
                continue;
            }
            let common = common.get_or_insert_with(|| flow.unit()).clone();
            if !flow.unit().fits(&common) {
                self.units_differ("add up flows in", &common, span, &flow);
                return None;
            }
            terms.push((sign, converted(flow, &common)));
        }
        match common.filter(|_| !terms.is_empty()) {
            Some(unit) => Some(TExpr::new(
                Kind::Sum(terms),
                Type::Number(unit.held()),
                span,
            )),
            None => {
                self.faults.push(NoFlow {
                    text: self.text_of(span),
                    span,
                });
                None
            }
        }
    }

    /// Whether a flow is of this unit: `USD` picks out flows in USD/year, and `USD/year` does too.
    fn is_flow_of(&self, flow: &Unit, unit: &Unit) -> bool {
        flow.fits(unit) || self.times_step(flow).0.fits(unit)
    }

    fn is_actor(&mut self, name: &Name) -> bool {
        match self.model.scope.get(&name.value) {
            Some(symbol) if symbol.kind == SymbolKind::Actor => true,
            Some(symbol) if symbol.kind == SymbolKind::Index => self.stands_for_actor(name),
            Some(symbol) if symbol.kind == SymbolKind::Poisoned => false,
            Some(symbol) => {
                self.faults.push(crate::resolve::fault::WrongName {
                    name: name.value.clone(),
                    is: symbol.kind.described().to_owned(),
                    wanted: "an actor",
                    help: "name an actor: `inflow(pakistan, USD)`".to_owned(),
                    span: name.span,
                    declared: Some(symbol.span),
                });
                false
            }
            None => {
                let actors = self
                    .model
                    .scope
                    .names()
                    .filter(|(_, symbol)| symbol.kind == SymbolKind::Actor);
                let help = match crate::suggest::nearest(&name.value, actors.map(|(name, _)| name))
                {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("declare it: `actor {}`", name.value),
                };
                self.faults.push(crate::resolve::fault::UnknownName {
                    name: name.value.clone(),
                    help,
                    span: name.span,
                });
                false
            }
        }
    }

    /// Whether an index stands for an actor here.
    fn stands_for_actor(&mut self, index: &Name) -> bool {
        let scope = &self.model.scope;
        let Some(at) = self.elements.get(&index.value) else {
            let help = format!(
                "name one of {}; or add up over all, `sum(… over {})`",
                crate::suggest::list_of(scope.elements(&index.value), "and"),
                index.value
            );
            self.faults.push(ListOverNothing {
                index: index.value.clone(),
                help,
                span: index.span,
            });
            return false;
        };
        let element = scope.elements(&index.value).get(at).cloned();
        let element = element.unwrap_or_default();
        if scope.actor_of(&index.value, &element).is_some() {
            return true;
        }
        self.faults.push(crate::resolve::fault::NotOfActors {
            index: index.value.clone(),
            element,
            span: index.span,
        });
        false
    }

    /// Whether a flow could not be read or names an unknown actor: its absence is no further fault.
    fn some_flow_is_unclear(&self) -> bool {
        let document = self.model.document;
        let actor = |name: &Name| {
            let symbol = self.model.scope.get(&name.value);
            symbol
                .is_some_and(|symbol| matches!(symbol.kind, SymbolKind::Actor | SymbolKind::Index))
        };
        let unclear = |item: &Item| match item {
            Item::Flow(flow) => !actor(&flow.from) || !actor(&flow.to),
            _ => false,
        };
        document
            .poisoned
            .iter()
            .any(|poisoned| poisoned.keyword == "flow")
            || document.declarations.iter().any(|each| unclear(&each.item))
    }

    fn flows_of(&self, sum: &FlowSum) -> Vec<(Sign, QuantityId)> {
        let actor = self.party(&sum.actor.value, &self.elements);
        let other = sum.other.as_ref();
        let other = other.map(|other| self.party(&other.value, &self.elements));
        let other = |name: &str| other.is_none_or(|other| other == name);
        let mut flows = Vec::new();
        for Between { from, to, id } in self.flows.of(actor, || self.all_flows()) {
            let comes = to == actor && other(from);
            let goes = from == actor && other(to);
            match sum.side {
                FlowSide::In if comes => flows.push((Sign::Plus, *id)),
                FlowSide::Out if goes => flows.push((Sign::Plus, *id)),
                FlowSide::Net if comes && !goes => flows.push((Sign::Plus, *id)),
                FlowSide::Net if goes && !comes => flows.push((Sign::Minus, *id)),
                _ => {}
            }
        }
        flows
    }

    /// All flows, in the order declared.
    fn all_flows(&self) -> Vec<Between> {
        let mut flows = Vec::new();
        for (index, declaration) in self.model.document.declarations.iter().enumerate() {
            let Item::Flow(flow) = &declaration.item else {
                continue;
            };
            for (member, elements) in self.members(index) {
                if let Entity::Quantity(id) = member {
                    flows.push(Between {
                        from: self.party(&flow.from.value, &elements).to_owned(),
                        to: self.party(&flow.to.value, &elements).to_owned(),
                        id,
                    });
                }
            }
        }
        flows
    }
}

/// A flow between two.
pub(in crate::types) struct Between {
    from: String,
    to: String,
    id: QuantityId,
}

/// By the name of an actor, which flows it takes part in.
type ByParty = BTreeMap<String, Vec<usize>>;

/// The flows of a model by who takes part, gathered when they are first asked for: a model may have thousands of flows
/// and of sums over them.
#[derive(Default)]
pub(in crate::types) struct Flows {
    all: OnceCell<(Vec<Between>, ByParty)>,
}

impl Flows {
    /// Those that come to an actor or go from it, in the order declared.
    fn of(
        &self,
        actor: &str,
        gather: impl FnOnce() -> Vec<Between>,
    ) -> impl Iterator<Item = &Between> {
        let (all, by_party) = self.all.get_or_init(|| {
            let all = gather();
            let mut by_party = ByParty::new();
            for (at, flow) in all.iter().enumerate() {
                by_party.entry(flow.from.clone()).or_default().push(at);
                if flow.from != flow.to {
                    by_party.entry(flow.to.clone()).or_default().push(at);
                }
            }
            (all, by_party)
        });
        let own = by_party.get(actor).into_iter().flatten();
        own.map(|at| &all[*at])
    }
}
