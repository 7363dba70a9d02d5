//! Results of runs: in expectations, and in outcomes across scenarios.

use crate::span::Span;
use crate::syntax::ast::{Item, Name, Path};
use crate::types::context::{Checker, Entity, Place};
use crate::types::fault::name::{AcrossScenarios, NotAResult, WhichScenario};
use crate::types::model::*;
use crate::types::whole::{is_same, which_scenario};

impl Checker<'_> {
    /// `B.x`
    pub(super) fn result_in(
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

    /// A result of a run, or an outcome made of results across scenarios.
    pub(super) fn result(
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
            (None, false) if place.across => return self.named_alone(quantity, span),
            _ => {}
        }
        let ty = self.type_of(quantity, span)?;
        let kind = match self.quantities[quantity.0].across {
            true => Kind::Quantity(quantity),
            false => Kind::Result { scenario, quantity },
        };
        Some(TExpr::new(kind, ty, span))
    }

    /// A value named without a scenario where several are compared: it has to be the same in all.
    fn named_alone(&mut self, id: QuantityId, span: Span) -> Option<TExpr> {
        let ty = self.type_of(id, span)?;
        let drafts = &self.quantities;
        let definition = |id: QuantityId| drafts[id.0].definition.as_ref();
        let hazard = |id: QuantityId| drafts[id.0].role == QuantityRole::Hazard;
        if !is_same(id, &definition, &hazard) {
            let scenarios = self.scenarios.iter();
            let names = scenarios.map(|each| &each.scenario.origin.name);
            let fault = which_scenario(&drafts[id.0].origin.name, names, span);
            self.faults.push(fault);
            return None;
        }
        self.named_alone.push((id, span));
        let kind = Kind::Result {
            scenario: Some(ScenarioId(0)),
            quantity: id,
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
}
