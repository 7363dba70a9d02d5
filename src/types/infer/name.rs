//! Names: values, members, events.

use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::syntax::ast::{self, AssumeValue, Builtin, Item, Name, Path};
use crate::types::context::{Checker, Entity, Place};
use crate::types::fault::name::{BoundAsValue, NotAResult};
use crate::types::fault::time::NoTimeline;
use crate::types::model::*;

impl Checker<'_> {
    pub(super) fn path(&mut self, path: &Path, span: Span, place: &Place) -> Option<TExpr> {
        let symbol = self.model.scope.get(&path.head.value)?;
        let Some(member) = path.member() else {
            let family = self.family_at(symbol.index)?.clone();
            let entity = self.member_here(&family, &path.head.value, path.elements(), span)?;
            return self.named(entity, &path.head, span, place);
        };
        match symbol.kind {
            SymbolKind::Table if self.labels_of(path).is_some() => {
                self.label_as_value(path, span)?;
                None
            }
            SymbolKind::Table => self.cell_here(symbol.index, path, member, span, place),
            SymbolKind::Event => {
                let family = self.family_at(symbol.index)?.clone();
                match self.member_here(&family, &path.head.value, path.elements(), span)? {
                    Entity::Event(id) => self.aspect(id, &path.head, member, span, place),
                    _ => None,
                }
            }
            SymbolKind::Scenario => self.result_in(path, member, span, place),
            _ => None,
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

    /// A column of a table, as of this step or of this element.
    fn cell_here(
        &mut self,
        table: usize,
        path: &Path,
        column: &Name,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let family = self.columns.get(&(table, column.value.clone()))?.clone();
        let name = format!("{}.{}", path.head.value, column.value);
        match self.member_here(&family, &name, path.elements(), span)? {
            Entity::Quantity(id) => self.quantity_named(id, span, place),
            _ => None,
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
        if place.results {
            return self.result(None, id, span, place);
        }
        if self.quantities[id.0].across {
            let is = "is made of results across scenarios";
            self.across_here(self.text_of(span), is, span);
            return None;
        }
        let ty = self.type_of(id, span)?;
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
            matches!(value, AssumeValue::Uncertain(_, Some(ast::Each::Event(_))))
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
