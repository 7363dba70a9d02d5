//! Outcomes made of results across scenarios: which ones are.

use std::collections::BTreeSet;

use super::quantity::own_place;
use crate::resolve::{SymbolKind, children};
use crate::span::Span;
use crate::syntax::ast::{Expr, ExprKind, Item, OutcomeDecl, OutcomeValue};
use crate::types::context::{Checker, Place};
use crate::types::fault::name::NotAResult;
use crate::types::model::{Kind, QuantityId, TExpr};

impl Checker<'_> {
    /// Marks the outcomes that name a result of a scenario, or another outcome that does.
    pub(super) fn mark_across(&mut self) {
        let model = self.model;
        let mut across: BTreeSet<usize> = BTreeSet::new();
        // In the order in which one rests on another a single pass finds all that run in no circle.
        while !self.scenarios.is_empty() {
            let before = across.len();
            for &index in &model.order {
                if let Item::Outcome(it) = &model.declaration(index).item
                    && !across.contains(&index)
                    && values(it).any(|value| self.looks_across(value, &across))
                {
                    across.insert(index);
                }
            }
            if across.len() == before {
                break;
            }
        }
        for draft in &mut self.quantities {
            draft.across = across.contains(&draft.index);
        }
    }

    fn looks_across(&self, expr: &Expr, across: &BTreeSet<usize>) -> bool {
        if let ExprKind::Path(path) = &expr.value {
            let symbol = self.model.scope.get(&path.head.value);
            return symbol.is_some_and(|symbol| {
                let of_scenario = symbol.kind == SymbolKind::Scenario && path.member().is_some();
                of_scenario || across.contains(&symbol.index)
            });
        }
        children(expr)
            .into_iter()
            .any(|child| self.looks_across(child, across))
    }

    /// Whether an expression names a result of a scenario, or an outcome made of such results.
    pub(in crate::types) fn names_across(&self, expr: &Expr) -> bool {
        let marked = self.quantities.iter().filter(|draft| draft.across);
        self.looks_across(expr, &marked.map(|draft| draft.index).collect())
    }

    /// The place of an outcome's definition.
    pub(super) fn outcome_place(&self, id: QuantityId) -> Place {
        let across = self.quantities[id.0].across;
        Place {
            results: across,
            across,
            ..own_place(id)
        }
    }

    /// Refuses what an outcome across scenarios takes from no run in particular, such as a sum of flows.
    pub(super) fn only_results(&mut self, id: QuantityId, typed: &TExpr) -> Option<()> {
        if !self.quantities[id.0].across {
            return Some(());
        }
        let mut stray: Option<Span> = None;
        typed.each(&mut |expr| match expr.kind {
            Kind::Quantity(id) if self.quantities[id.0].across => {}
            Kind::Quantity(_) | Kind::Stock(_) | Kind::Choice { .. } | Kind::Event { .. } => {
                stray = stray.or(Some(expr.span));
            }
            _ => {}
        });
        let Some(span) = stray else {
            return Some(());
        };
        self.faults.push(NotAResult {
            name: self.text_of(span),
            span,
        });
        None
    }
}

fn values(it: &OutcomeDecl) -> Box<dyn Iterator<Item = &Expr> + '_> {
    match &it.value {
        OutcomeValue::Expr(expr) => Box::new([expr].into_iter()),
        OutcomeValue::Classify { cases, .. } => {
            Box::new(cases.iter().filter_map(|case| case.when.as_ref()))
        }
    }
}
