//! What is asked: outcomes, scenarios, asserts, expectations.

use super::dynamics::{key_of, sort_of};
use super::{Parts, Says, Sort};
use crate::syntax::ast::*;

impl<'d> Parts<'d> {
    pub(super) fn outcome(&mut self, it: &'d OutcomeDecl) {
        self.declared(&it.declared);
        self.names("for", it.actor.iter());
        match &it.value {
            OutcomeValue::Expr(expr) => self.expr("", Sort::Structure, expr),
            OutcomeValue::Classify { cases, ranked, .. } => {
                self.names("classes", cases.iter().map(|case| &case.name));
                for case in cases {
                    if let Some(when) = &case.when {
                        self.expr(format!("{} when", case.name.value), Sort::Structure, when);
                    }
                }
                self.names("ranked", ranked.iter().flatten());
            }
        }
        self.evidence(&it.evidence);
    }

    pub(super) fn scenario(&mut self, it: &'d ScenarioDecl) {
        self.text("title", Sort::Wording, &it.title);
        self.names("extends", it.extends.iter());
        for clause in &it.clauses {
            let (key, sort) = match &clause.value {
                ScenarioClause::Choose { choice, .. } => {
                    (format!("choose {}", choice.value), Sort::Structure)
                }
                ScenarioClause::Trigger { event, .. } => {
                    (format!("trigger {}", event.value), Sort::Value)
                }
                ScenarioClause::Prevent(event) => {
                    (format!("prevent {}", event.value), Sort::Structure)
                }
                ScenarioClause::Take { assumption, .. } => {
                    (format!("take {}", assumption.value), Sort::Structure)
                }
                ScenarioClause::Adjust(adjustment) => (key_of(adjustment), sort_of(adjustment)),
            };
            self.add(key, sort, Says::Clause(&clause.value), clause.span);
        }
        self.evidence(&it.evidence);
    }

    pub(super) fn assert(&mut self, it: &'d AssertDecl) {
        self.text("title", Sort::Wording, &it.title);
        self.expr("", Sort::Structure, &it.condition);
        if let Some(within) = &it.within {
            self.expr("within", Sort::Structure, within);
        }
        self.text("refuted because", Sort::Structure, &it.refuted);
        self.evidence(&it.evidence);
    }

    pub(super) fn expect(&mut self, it: &'d ExpectDecl) {
        self.text("title", Sort::Wording, &it.title);
        let whole = self.whole;
        let span = match &it.claim {
            Expectation::Condition { condition, .. } => condition.span,
            Expectation::Direction { outcome, with, .. } => outcome.span.to(with.span),
            Expectation::Turns { outcome, on } => {
                let last = on.last().map_or(whole, |last| last.span);
                outcome.span.to(last)
            }
        };
        self.add("", Sort::Structure, Says::Expectation(&it.claim), span);
        self.text("refuted because", Sort::Structure, &it.refuted);
        self.evidence(&it.evidence);
    }
}
