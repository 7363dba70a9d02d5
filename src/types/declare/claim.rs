//! Asserts and expectations.

use super::direction::{claim_span, spoken_of};
use crate::span::Span;
use crate::syntax::ast::{AssertDecl, ExpectDecl, Expr, Item, Name, Text};
use crate::types::constant::constant;
use crate::types::context::{Checker, Place};
use crate::types::element::Combination;
use crate::types::fault::shape::{NegativeTolerance, WithinNothing};
use crate::types::model::{Assert, Expect, Kind, TExpr, Type};

impl<'m> Checker<'m> {
    /// Every assert and every expectation.
    pub(in crate::types) fn claims_all(&mut self) -> (Vec<Assert>, Vec<Expect>) {
        let (mut asserts, mut expects) = (Vec::new(), Vec::new());
        let model = self.model;
        for declaration in &model.document.declarations {
            match &declaration.item {
                Item::Assert(it) => {
                    for each in self.of_each(std::slice::from_ref(&it.condition)) {
                        let (named, elements) = (each.named(""), each.here);
                        asserts.extend(self.at_element(elements, |checker| {
                            checker.assert(it, &named, declaration.span)
                        }));
                    }
                }
                Item::Expect(it) => {
                    for each in self.of_each(&spoken_of(&it.claim)) {
                        let (named, elements) = (each.named(""), each.here);
                        expects.extend(self.at_element(elements, |checker| {
                            checker.expect(it, &named, declaration.span)
                        }));
                    }
                }
                _ => {}
            }
        }
        (asserts, expects)
    }

    /// A condition holds for each element of the indexes that it leaves open.
    fn of_each(&mut self, claim: &[Expr]) -> Vec<Combination<'m>> {
        let mut open: Vec<Name> = Vec::new();
        for index in claim.iter().flat_map(|expr| self.free_indexes(expr)) {
            if !open.iter().any(|known| known.value == index.value) {
                open.push(index);
            }
        }
        self.combinations(&open)
    }

    fn assert(&mut self, it: &AssertDecl, element: &str, span: Span) -> Option<Assert> {
        let place = Place {
            bounds: true,
            ..Place::default()
        };
        let mut condition = self.condition(&it.condition, &place)?;
        self.tolerate(&mut condition, it.within.as_ref(), &Place::default())?;
        let title = self.title(it.title.as_ref(), it.condition.span, element);
        Some(Assert {
            title,
            condition,
            refuted: it.refuted.as_ref().map(|text| text.value.clone()),
            span,
        })
    }

    /// Loosens the comparisons of a condition.
    pub(super) fn tolerate(
        &mut self,
        condition: &mut TExpr,
        within: Option<&Expr>,
        place: &Place,
    ) -> Option<()> {
        let Some(within) = within else {
            return Some(());
        };
        let typed = self.number(within, place)?;
        let typed = self.plain(typed)?;
        if constant(&typed).is_some_and(|within| within < 0.0) {
            let text = self.text_of(within.span);
            let span = within.span;
            self.faults.push(NegativeTolerance { text, span });
            return None;
        }
        if !loosen(condition, &typed) {
            self.faults.push(WithinNothing { span: within.span });
            return None;
        }
        Some(())
    }

    fn expect(&mut self, it: &ExpectDecl, element: &str, span: Span) -> Option<Expect> {
        let claim = self.expected(&it.claim)?;
        let title = self.title(it.title.as_ref(), claim_span(&it.claim), element);
        let in_each = names_no_scenario(claim.expression());
        Some(Expect {
            title,
            claim,
            in_each,
            refuted: it.refuted.as_ref().map(|text| text.value.clone()),
            span,
        })
    }

    /// Its title, or the text of its condition, and for which element it is.
    fn title(&self, title: Option<&Text>, claim: Span, element: &str) -> String {
        let of_element = element.trim_start_matches('[').trim_end_matches(']');
        match title {
            Some(title) if element.is_empty() => title.value.clone(),
            None if element.is_empty() => self.text_of(claim),
            Some(title) => format!("{} ({of_element})", title.value),
            None => format!("{} ({of_element})", self.text_of(claim)),
        }
    }
}

/// Gives every comparison of numbers that decides a condition its tolerance.
fn loosen(condition: &mut TExpr, within: &TExpr) -> bool {
    match &mut condition.kind {
        Kind::Compare(compared) if matches!(compared.left.ty, Type::Number(_)) => {
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
