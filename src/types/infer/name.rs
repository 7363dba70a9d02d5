//! Names: values, members, events, results.

use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::suggest::list_of;
use crate::syntax::ast::{Builtin, Item, Name, Path};
use crate::types::context::{Checker, Entity, Place};
use crate::types::fault::name::{AcrossScenarios, BoundAsValue, NotAResult, WhichScenario};
use crate::types::fault::time::NoTimeline;
use crate::types::model::*;

impl Checker<'_> {
    pub(super) fn path(&mut self, path: &Path, span: Span, place: &Place) -> Option<TExpr> {
        let symbol = self.model.scope.get(&path.head.value)?;
        let Some(member) = path.member() else {
            let family = self.families.get(&symbol.index)?.clone();
            let entity = self.member_here(&family, &path.head.value, path.elements(), span)?;
            return self.named(entity, &path.head, span, place);
        };
        match symbol.kind {
            SymbolKind::Table => self.cell_here(symbol.index, path, member, span, place),
            SymbolKind::Event => {
                let family = self.families.get(&symbol.index)?.clone();
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
        Some(TExpr::new(Kind::Quantity(id), ty, span))
    }

    /// A result of a run, or an outcome made of results across scenarios.
    fn result(
        &mut self,
        scenario: Option<ScenarioId>,
        quantity: QuantityId,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let name = self.quantities[quantity.0].origin.name.clone();
        match (scenario, self.quantities[quantity.0].across) {
            (Some(_), true) => {
                self.faults.push(WhichScenario {
                    message: format!(
                        "`{name}` is made of results across scenarios, and is none of one scenario"
                    ),
                    help: format!("write `{name}`"),
                    label: "of no scenario in particular",
                    span,
                });
                return None;
            }
            (None, false) if place.across => {
                let scenarios = self.scenarios.iter();
                let ways = scenarios.map(|each| format!("{}.{name}", each.scenario.origin.name));
                let ways: Vec<String> = ways.take(4).collect();
                self.faults.push(WhichScenario {
                    message: format!("`{name}` has a value in each scenario, and it is not said which one is meant"),
                    help: format!("write {}", list_of(ways.iter().map(String::as_str), "or")),
                    label: "in which scenario?",
                    span,
                });
                return None;
            }
            _ => {}
        }
        let ty = self.type_of(quantity, span)?;
        let kind = match self.quantities[quantity.0].across {
            true => Kind::Quantity(quantity),
            false => Kind::Result { scenario, quantity },
        };
        Some(TExpr::new(kind, ty, span))
    }

    /// Reports results across scenarios where a value of one run is worked out: once in a declaration.
    pub(super) fn across_here(&mut self, name: String, is: &'static str, span: Span) {
        let line = self.busy.last().map(|(id, _)| &self.quantities[id.0]);
        let within = |told: Span, line: Span| {
            line.range().contains(&told.range().start) && line.range().contains(&span.range().start)
        };
        let told = self.looked_across.replace(span);
        if let (Some(told), Some(line)) = (told, line)
            && within(told, line.origin.span)
        {
            return;
        }
        let written = line.map(|line| &self.model.declaration(line.index).item);
        let help = match (line, written) {
            (Some(line), Some(Item::Let(it))) => format!(
                "make it an outcome, which is worked out once all scenarios have run: `outcome {} = {}`",
                line.origin.name,
                self.text_of(it.value.span)
            ),
            _ => "compare scenarios in an outcome of its own or in an `expect`, which are worked out once all scenarios have run"
                .to_owned(),
        };
        self.faults.push(AcrossScenarios {
            name,
            is,
            help,
            span,
        });
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

    fn result_in(
        &mut self,
        path: &Path,
        result: &Name,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let scenario = self.family(&path.head)?.members.first().copied();
        let Some(Entity::Scenario(scenario)) = scenario else {
            return None;
        };
        if !place.results {
            self.across_here(self.text_of(span), "is a result of a scenario", span);
            return None;
        }
        let family = self.family(result)?.clone();
        match self.member_here(&family, &result.value, path.elements(), span)? {
            Entity::Quantity(quantity) => self.result(Some(scenario), quantity, span, place),
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
