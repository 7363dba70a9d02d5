//! Names: values, members, events, results.

use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::syntax::{
    self,
    ast::{AssumeValue, Builtin, Item, Name, Path, PathStep},
};
use crate::types::context::{Checker, Entity, Place};
use crate::types::fault::name::{BoundAsValue, NotAResult};
use crate::types::fault::time::NoTimeline;
use crate::types::model::*;

impl Checker<'_> {
    pub(super) fn path(&mut self, path: &Path, span: Span, place: &Place) -> Option<TExpr> {
        if let Some(PathStep::Element(elements)) = path
            .steps
            .iter()
            .find(|step| matches!(step, PathStep::Element(_)))
        {
            let span = elements.first().map_or(span, |element| element.span);
            self.faults.push(crate::resolve::fault::NotYet {
                what: "an element of an index",
                span,
            });
            return None;
        }
        match path.pair() {
            Some((owner, member)) => self.member(owner, member, span, place),
            None => {
                let entity = self.entity(path.single()?)?;
                self.named(entity, &path.head, span, place)
            }
        }
    }

    fn named(&mut self, entity: Entity, name: &Name, span: Span, place: &Place) -> Option<TExpr> {
        match entity {
            Entity::Quantity(id) => self.quantity_named(id, span, place),
            _ if place.results => {
                self.faults.push(NotAResult {
                    name: name.value.clone(),
                    span,
                });
                None
            }
            Entity::Stock(id) => {
                let ty = self.stock_type(id)?;
                Some(TExpr::new(Kind::Stock(id), ty, span))
            }
            Entity::Choice(id) => Some(TExpr::new(
                Kind::Choice { id },
                Type::Label(LabelSet::Choice(id)),
                span,
            )),
            Entity::Event(_) | Entity::Scenario(_) => None,
        }
    }

    fn quantity_named(&mut self, id: QuantityId, span: Span, place: &Place) -> Option<TExpr> {
        if let Some(bound) = self.quantities[id.0].bound {
            return self.bound_named(id, bound, span, place);
        }
        if place.own == Some(id) && place.before {
            let ty = self.own_type(id, span)?;
            return Some(TExpr::new(Kind::Base(id), ty, span));
        }
        let ty = self.type_of(id, span)?;
        if place.results {
            return Some(TExpr::new(
                Kind::Result {
                    scenario: None,
                    quantity: id,
                },
                ty,
                span,
            ));
        }
        let value = TExpr::new(Kind::Quantity(id), ty.clone(), span);
        if !(place.decides && self.drawn_at_each_firing(id)) {
            return Some(value);
        }
        let before = Kind::Previous {
            of: Box::new(value),
            initial: None,
        };
        Some(TExpr::new(before, ty, span))
    }

    /// Whether a quantity is an assumption that is drawn anew at each firing of an event.
    fn drawn_at_each_firing(&self, id: QuantityId) -> bool {
        let draft = &self.quantities[id.0];
        let anew = |value: &AssumeValue| {
            matches!(
                value,
                AssumeValue::Uncertain(_, Some(syntax::ast::Each::Event(_)))
            )
        };
        match &self.model.declaration(draft.index).item {
            Item::Assume(it) => anew(&it.value),
            _ => false,
        }
    }

    /// A bound stands in asserts, expectations and truncations as its number.
    fn bound_named(
        &mut self,
        id: QuantityId,
        side: crate::syntax::ast::BoundSide,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        self.type_of(id, span)?;
        let draft = &self.quantities[id.0];
        if !place.bounds {
            let side = match side {
                crate::syntax::ast::BoundSide::AtMost => "at most",
                crate::syntax::ast::BoundSide::AtLeast => "at least",
            };
            let name = draft.origin.name.clone();
            self.faults.push(BoundAsValue {
                name,
                side,
                span,
                declared: draft.origin.name_span,
            });
            return None;
        }
        match &draft.definition {
            Some(Definition::Bound(value)) => Some(TExpr {
                span,
                ..value.clone()
            }),
            _ => None,
        }
    }

    fn member(&mut self, owner: &Name, member: &Name, span: Span, place: &Place) -> Option<TExpr> {
        let symbol = self.model.scope.get(&owner.value)?;
        match symbol.kind {
            SymbolKind::Table => {
                let id = *self.columns.get(&(symbol.index, member.value.clone()))?;
                self.quantity_named(id, span, place)
            }
            SymbolKind::Event => match self.entity(owner)? {
                Entity::Event(id) => self.aspect(id, owner, member, span, place),
                _ => None,
            },
            SymbolKind::Scenario => self.result_in(owner, member, span, place),
            _ => None,
        }
    }

    fn aspect(
        &mut self,
        id: EventId,
        owner: &Name,
        member: &Name,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        if member.value == "hazard" {
            let hazard = self.hazard_of(id, owner, span)?;
            return self.quantity_named(hazard, span, place);
        }
        if place.results {
            self.faults.push(NotAResult {
                name: format!("{}.{}", owner.value, member.value),
                span,
            });
            return None;
        }
        self.needs_timeline("an event", span)?;
        let (aspect, ty) = match member.value.as_str() {
            "active" => (Aspect::Active, Type::YesNo),
            "fired" => (Aspect::Fired, Type::YesNo),
            _ => (Aspect::Count, Type::Number(crate::units::Unit::none())),
        };
        Some(TExpr::new(
            Kind::Event {
                id,
                aspect,
                lagged: place.lagged,
            },
            ty,
            span,
        ))
    }

    fn result_in(
        &mut self,
        scenario: &Name,
        result: &Name,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let Some(Entity::Scenario(scenario)) = self.entity(scenario) else {
            return None;
        };
        if !place.results {
            self.faults.push(crate::resolve::fault::NotYet {
                what: "a result of a scenario outside `expect`",
                span,
            });
            return None;
        }
        match self.entity(result)? {
            Entity::Quantity(quantity) => {
                let ty = self.type_of(quantity, span)?;
                Some(TExpr::new(
                    Kind::Result {
                        scenario: Some(scenario),
                        quantity,
                    },
                    ty,
                    span,
                ))
            }
            _ => {
                self.faults.push(NotAResult {
                    name: result.value.clone(),
                    span: result.span,
                });
                None
            }
        }
    }

    pub(super) fn builtin(&mut self, builtin: Builtin, span: Span) -> Option<TExpr> {
        let name = match builtin {
            Builtin::Now => "now",
            Builtin::Start => "start",
            Builtin::Step => "step",
        };
        self.needs_timeline(name, span)?;
        match builtin {
            Builtin::Now => Some(TExpr::new(Kind::Now, Type::Date, span)),
            Builtin::Start => {
                let start = self.setting.timeline.as_ref()?.first_day(0);
                Some(TExpr::new(Kind::Date(start), Type::Date, span))
            }
            Builtin::Step => {
                let length = f64::from(self.step_count());
                Some(TExpr::new(
                    Kind::Number(length),
                    Type::Number(self.step_unit()),
                    span,
                ))
            }
        }
    }

    /// Reports the use of time in a model without a timeline.
    pub(in crate::types) fn needs_timeline(
        &mut self,
        what: &'static str,
        span: Span,
    ) -> Option<()> {
        if self.setting.timeline.is_some() {
            return Some(());
        }
        if !self.setting.broken {
            self.faults.push(NoTimeline { what, span });
        }
        None
    }
}
