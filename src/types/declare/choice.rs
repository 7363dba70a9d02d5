//! Choices.

use crate::span::Span;
use crate::syntax::ast::{ChoiceDecl, Expr};
use crate::types::constant::constant;
use crate::types::context::{Checker, Entity, Place};
use crate::types::fault::shape::{Misplaced, RepeatedClause};
use crate::types::model::{ChoiceId, TExpr};

impl Checker<'_> {
    pub(super) fn define_choices(&mut self, index: usize, it: &ChoiceDecl) {
        for (member, elements) in self.members(index) {
            if let Entity::Choice(id) = member {
                self.at_element(elements, |checker| checker.define_choice(id, it));
            }
        }
    }

    fn define_choice(&mut self, id: ChoiceId, it: &ChoiceDecl) {
        if it.options.is_empty() {
            let help = "list what can be chosen: `option NAME`".to_owned();
            self.faults.push(Misplaced {
                what: "a choice without options",
                help,
                span: it.declared.name.span,
            });
        }
        for option in &it.options {
            if let [first, second, ..] = option.weights.as_slice() {
                let (first, second) = (first.span, second.span);
                self.faults.push(RepeatedClause {
                    what: "weight".to_owned(),
                    first,
                    second,
                });
            }
        }
        let weights: Vec<(Option<&Expr>, Span)> = it
            .options
            .iter()
            .map(|option| (option.weights.first(), option.name.span))
            .collect();
        let Some(Some(weights)) = self.all_or_none(&weights, "options") else {
            return;
        };
        if let Some(weights) = self.option_weights(&weights) {
            for (option, weight) in self.choices[id.0].options.iter_mut().zip(weights) {
                option.weight = Some(weight);
            }
        }
    }

    /// Weights that are plain numbers must add up here; what those that look at other choices come to shows when the
    /// model is whole.
    fn option_weights(&mut self, weights: &[&Expr]) -> Option<Vec<TExpr>> {
        let typed: Vec<Option<TExpr>> = weights
            .iter()
            .map(|weight| {
                let typed = self.number(weight, &Place::default())?;
                let typed = self.plain(typed)?;
                self.within_share(&typed, weight.span)?;
                Some(typed)
            })
            .collect();
        let typed: Vec<TExpr> = typed.into_iter().collect::<Option<_>>()?;
        if let Some(values) = typed.iter().map(constant).collect::<Option<Vec<f64>>>() {
            let spans: Vec<Span> = weights.iter().map(|weight| weight.span).collect();
            self.weights_add_up(&values, &spans, "options")?;
        }
        Some(typed)
    }
}
