//! Asserts and expectations.

use crate::span::Span;
use crate::syntax::ast::{AssertDecl, ExpectDecl, Expectation, Expr, Item, Text};
use crate::types::constant::constant;
use crate::types::context::{Checker, Place};
use crate::types::element::Combination;
use crate::types::fault::shape::{NegativeTolerance, WithinNothing};
use crate::types::model::{Assert, Expect, Kind, TExpr};

impl Checker<'_> {
    /// Every assert and every expectation.
    pub(in crate::types) fn claims_all(&mut self) -> (Vec<Assert>, Vec<Expect>) {
        let (mut asserts, mut expects) = (Vec::new(), Vec::new());
        let model = self.model;
        for declaration in &model.document.declarations {
            match &declaration.item {
                Item::Assert(it) => {
                    for each in self.of_each(&it.condition) {
                        let (named, elements) = (each.named(""), each.here);
                        asserts.extend(self.at_element(elements, |checker| {
                            checker.assert(it, &named, declaration.span)
                        }));
                    }
                }
                Item::Expect(it) => {
                    let Expectation::Condition(condition) = &it.claim else {
                        continue;
                    };
                    for each in self.of_each(condition) {
                        let (named, elements) = (each.named(""), each.here);
                        expects.extend(self.at_element(elements, |checker| {
                            checker.expect(it, condition, &named, declaration.span)
                        }));
                    }
                }
                _ => {}
            }
        }
        (asserts, expects)
    }

    /// A condition holds for each element of the indexes that it leaves open.
    fn of_each(&mut self, condition: &Expr) -> Vec<Combination> {
        let open = self.free_indexes(condition);
        self.combinations(&open)
    }

    fn assert(&mut self, it: &AssertDecl, element: &str, span: Span) -> Option<Assert> {
        let place = Place {
            bounds: true,
            ..Place::default()
        };
        let mut condition = self.condition(&it.condition, &place)?;
        if let Some(within) = &it.within {
            let typed = self.number(within, &Place::default())?;
            let typed = self.plain(typed)?;
            if constant(&typed).is_some_and(|within| within < 0.0) {
                let text = self.text_of(within.span);
                let span = within.span;
                self.faults.push(NegativeTolerance { text, span });
                return None;
            }
            if !loosen(&mut condition, &typed) {
                self.faults.push(WithinNothing { span: within.span });
                return None;
            }
        }
        let title = self.title(it.title.as_ref(), &it.condition, element);
        Some(Assert {
            title,
            condition,
            refuted: it.refuted.as_ref().map(|text| text.value.clone()),
            span,
        })
    }

    fn expect(
        &mut self,
        it: &ExpectDecl,
        condition: &Expr,
        element: &str,
        span: Span,
    ) -> Option<Expect> {
        let place = Place {
            bounds: true,
            results: true,
            ..Place::default()
        };
        let typed = self.condition(condition, &place)?;
        let title = self.title(it.title.as_ref(), condition, element);
        let in_each = names_no_scenario(&typed);
        Some(Expect {
            title,
            condition: typed,
            in_each,
            refuted: it.refuted.as_ref().map(|text| text.value.clone()),
            span,
        })
    }

    /// Its title, or the text of its condition, and for which element it is.
    fn title(&self, title: Option<&Text>, condition: &Expr, element: &str) -> String {
        let title = title.map(|title| title.value.clone());
        let title = title.unwrap_or_else(|| self.text_of(condition.span));
        format!("{title} {element}").trim_end().to_owned()
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
