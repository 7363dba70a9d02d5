//! Choices.

use crate::span::Span;
use crate::syntax::ast::{ChoiceDecl, Expr};
use crate::types::context::{Checker, Entity};
use crate::types::fault::shape::{Misplaced, RepeatedClause};
use crate::types::model::ChoiceId;

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
        if let Some(Some(weights)) = self.weights(&weights, "options") {
            for (option, weight) in self.choices[id.0].options.iter_mut().zip(weights) {
                option.weight = Some(weight);
            }
        }
    }
}
