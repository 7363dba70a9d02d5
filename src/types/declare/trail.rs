//! Definitions on their way: what is being understood, for whom, and what is said where it needs itself.

use crate::span::Span;
use crate::types::context::Checker;
use crate::types::fault::shape::{Circular, way_out_of_circle};
use crate::types::fault::unit::UnitNeeded;
use crate::types::model::QuantityId;

/// One stage on the way to a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::types) enum Stage {
    /// This quantity is being understood.
    Of(QuantityId),
    /// What follows is read as the step before left it.
    Before,
}

impl Checker<'_> {
    /// Says that the type of `id` cannot be told, because it is still being understood: a circle, unless some of
    /// it looks back in time; then only the unit is missing.
    pub(super) fn needs_itself(&mut self, id: QuantityId, span: Span) {
        let start = self.trail.iter().position(|stage| *stage == Stage::Of(id));
        let circle = &self.trail[start.unwrap_or(self.trail.len())..];
        let origin = &self.quantities[id.0].origin;
        if circle.is_empty() || circle.contains(&Stage::Before) {
            self.faults.push(UnitNeeded {
                name: origin.name.clone(),
                span,
                declared: origin.name_span,
            });
            return;
        }
        let named: Vec<(&str, Span)> = circle
            .iter()
            .filter_map(|stage| match stage {
                Stage::Of(id) => Some(&self.quantities[id.0].origin),
                Stage::Before => None,
            })
            .map(|origin| (origin.name.as_str(), origin.name_span))
            .collect();
        let names: Vec<&str> = named
            .iter()
            .map(|(name, _)| *name)
            .chain([origin.name.as_str()])
            .collect();
        let fault = Circular {
            name: origin.name.clone(),
            circle: names.join(" -> "),
            help: way_out_of_circle(&names, None),
            span: origin.name_span,
            others: named.iter().skip(1).map(|(_, span)| (*span).into()).collect(),
        };
        self.faults.push(fault);
    }
}
