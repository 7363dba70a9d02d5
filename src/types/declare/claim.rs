//! Asserts and expectations.

use super::direction::claim_span;
use crate::span::Span;
use crate::syntax::ast::{AssertDecl, ExpectDecl, Item, Text};
use crate::types::context::{Checker, Place};
use crate::types::fault::shape::WithinNothing;
use crate::types::model::{Assert, Expect, Kind, TExpr};

impl Checker<'_> {
    /// Every assert and every expectation.
    pub(in crate::types) fn claims_all(&mut self) -> (Vec<Assert>, Vec<Expect>) {
        let (mut asserts, mut expects) = (Vec::new(), Vec::new());
        let model = self.model;
        for declaration in &model.document.declarations {
            match &declaration.item {
                Item::Assert(it) => asserts.extend(self.assert(it, declaration.span)),
                Item::Expect(it) => expects.extend(self.expect(it, declaration.span)),
                _ => {}
            }
        }
        (asserts, expects)
    }

    fn assert(&mut self, it: &AssertDecl, span: Span) -> Option<Assert> {
        let place = Place {
            bounds: true,
            ..Place::default()
        };
        let mut condition = self.condition(&it.condition, &place)?;
        if let Some(within) = &it.within {
            let typed = self.number(within, &Place::default())?;
            let typed = self.plain(typed)?;
            if !loosen(&mut condition, &typed) {
                self.faults.push(WithinNothing { span: within.span });
                return None;
            }
        }
        let title = self.title(it.title.as_ref(), it.condition.span);
        Some(Assert {
            title,
            condition,
            refuted: it.refuted.as_ref().map(|text| text.value.clone()),
            span,
        })
    }

    fn expect(&mut self, it: &ExpectDecl, span: Span) -> Option<Expect> {
        let claim = self.expected(&it.claim)?;
        let title = self.title(it.title.as_ref(), claim_span(&it.claim));
        let in_each = names_no_scenario(claim.expression());
        Some(Expect {
            title,
            claim,
            in_each,
            refuted: it.refuted.as_ref().map(|text| text.value.clone()),
            span,
        })
    }

    fn title(&self, title: Option<&Text>, claim: Span) -> String {
        title.map_or_else(|| self.text_of(claim), |title| title.value.clone())
    }
}

/// Gives every comparison that decides a condition its tolerance.
fn loosen(condition: &mut TExpr, within: &TExpr) -> bool {
    match &mut condition.kind {
        Kind::Compare(compared) => {
            compared.within = Some(within.clone());
            true
        }
        Kind::And(all) | Kind::Or(all) => {
            let loosened = all
                .iter_mut()
                .filter_map(|each| loosen(each, within).then_some(()));
            loosened.count() > 0
        }
        Kind::Not(inner) => loosen(inner, within),
        _ => false,
    }
}

/// Whether some result in it is of no particular scenario.
fn names_no_scenario(typed: &TExpr) -> bool {
    matches!(typed.kind, Kind::Result { scenario: None, .. })
        || typed.children().any(names_no_scenario)
}
