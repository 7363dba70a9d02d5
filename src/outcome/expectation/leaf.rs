//! What a condition is made of: the parts that are decided each by itself.

use super::answer::Tree;
use crate::types::model::*;
use crate::units::Factor;

/// A part that is decided by itself.
pub struct Leaf<'m> {
    /// A yes/no.
    pub expr: &'m TExpr,
    /// How it is decided.
    pub way: Way<'m>,
}

/// How a part is decided.
pub enum Way<'m> {
    /// Nothing in it is drawn: at once.
    Certain,
    /// It has an answer in each draw, and must hold in all of them.
    EachDraw,
    /// A share of draws against a known number.
    Share(Lone<'m>),
    /// A quantile against a known number.
    Quantile(Lone<'m>, f64),
    /// Any other comparison of numbers worked out from summaries.
    Difference,
    /// No comparison of numbers: decided if it says the same of each of many groups of draws by itself.
    Agreement,
}

/// A summary that stands alone on one side of a comparison.
pub struct Lone<'m> {
    /// What is summarised.
    pub of: &'m TExpr,
    /// Over which draws.
    pub given: Option<&'m TExpr>,
    /// Whether it is the right side.
    pub flipped: bool,
    /// What the summary is multiplied by.
    pub factor: Factor,
}

/// Splits conditions.
pub struct Splitting<'m, 's> {
    /// The model.
    pub model: &'m TypedModel,
    /// Whether a result is drawn.
    pub drawn: &'s dyn Fn(Option<ScenarioId>, QuantityId) -> bool,
}

impl<'m> Splitting<'m, '_> {
    /// The tree of a condition; its leaves are added to `leaves`.
    pub fn split(&self, expr: &'m TExpr, leaves: &mut Vec<Leaf<'m>>) -> Tree {
        let mut all = |parts: &'m [TExpr]| -> Vec<Tree> {
            parts.iter().map(|part| self.split(part, leaves)).collect()
        };
        match &expr.kind {
            // What is asked of each draw is asked of it as a whole.
            _ if !self.sums_up(expr) => self.leaf(expr, leaves),
            Kind::And(parts) => Tree::And(all(parts)),
            Kind::Or(parts) => Tree::Or(all(parts)),
            Kind::Not(of) => Tree::Not(Box::new(self.split(of, leaves))),
            _ => match self.across(expr) {
                Some(definition) => self.split(definition, leaves),
                None => self.leaf(expr, leaves),
            },
        }
    }

    fn leaf(&self, expr: &'m TExpr, leaves: &mut Vec<Leaf<'m>>) -> Tree {
        let way = self.way(expr);
        leaves.push(Leaf { expr, way });
        Tree::Leaf(leaves.len() - 1)
    }

    fn way(&self, expr: &'m TExpr) -> Way<'m> {
        if self.certain(expr) {
            return Way::Certain;
        }
        if self.each_draw(expr) {
            return Way::EachDraw;
        }
        let Kind::Compare(compared) = &expr.kind else {
            return Way::Agreement;
        };
        if !matches!(compared.left.ty, Type::Number(_) | Type::Date) {
            return Way::Agreement;
        }
        let lone = self
            .lone(&compared.left, &compared.right, false)
            .or_else(|| self.lone(&compared.right, &compared.left, true));
        match lone {
            Some((Statistic::Probability, lone)) => Way::Share(lone),
            Some((Statistic::Quantile(p) | Statistic::LowerQuantile(p), lone)) => {
                Way::Quantile(lone, p)
            }
            _ => Way::Difference,
        }
    }

    fn lone(&self, side: &'m TExpr, other: &TExpr, flipped: bool) -> Option<(Statistic, Lone<'m>)> {
        if !self.certain(other) {
            return None;
        }
        match &side.kind {
            Kind::Convert(inner, own) => {
                let (how, lone) = self.lone(inner, other, flipped)?;
                let factor = lone.factor.times(*own);
                Some((how, Lone { factor, ..lone }))
            }
            Kind::Summary { how, of, given } if self.plain(of, given.as_deref()) => {
                let lone = Lone {
                    of,
                    given: given.as_deref(),
                    flipped,
                    factor: Factor::one(),
                };
                Some((*how, lone))
            }
            _ => self.lone(self.across(side)?, other, flipped),
        }
    }

    /// Whether draws are independent of each other in what is summarised: no summary is in it.
    fn plain(&self, of: &TExpr, given: Option<&TExpr>) -> bool {
        !self.sums_up(of) && given.is_none_or(|given| !self.sums_up(given))
    }

    /// The definition of an outcome made of results across scenarios.
    fn across(&self, expr: &TExpr) -> Option<&'m TExpr> {
        match &expr.kind {
            Kind::Quantity(id) if self.model.is_across(*id) => {
                match &self.model.quantity(*id).definition {
                    Definition::Expr(definition) => Some(definition),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether a summary is in it.
    fn sums_up(&self, expr: &TExpr) -> bool {
        match &expr.kind {
            Kind::Summary { .. } => true,
            _ => {
                self.across(expr).is_some_and(|of| self.sums_up(of))
                    || expr.children().any(|child| self.sums_up(child))
            }
        }
    }

    /// Whether nothing in it is drawn.
    fn certain(&self, expr: &TExpr) -> bool {
        match &expr.kind {
            Kind::Result { scenario, quantity } => !(self.drawn)(*scenario, *quantity),
            _ => match self.across(expr) {
                Some(definition) => self.certain(definition),
                None => !of_a_run(expr) && expr.children().all(|child| self.certain(child)),
            },
        }
    }

    /// Whether it has an answer in each draw: something is drawn outside summaries.
    fn each_draw(&self, expr: &TExpr) -> bool {
        match &expr.kind {
            Kind::Summary { .. } => false,
            Kind::Result { scenario, quantity } => (self.drawn)(*scenario, *quantity),
            _ => match self.across(expr) {
                Some(definition) => self.each_draw(definition),
                None => of_a_run(expr) || expr.children().any(|child| self.each_draw(child)),
            },
        }
    }
}

/// Whether it is worked out draw by draw from the model itself, as what a bound rests on is.
fn of_a_run(expr: &TExpr) -> bool {
    matches!(
        expr.kind,
        Kind::Quantity(_)
            | Kind::Base(_)
            | Kind::Stock(_)
            | Kind::Closing(_)
            | Kind::Choice { .. }
            | Kind::Event { .. }
            | Kind::Draw(_)
    )
}

/// Whether a summary over some draws only is in it, of which there may be none.
pub fn is_conditional(model: &TypedModel, expr: &TExpr) -> bool {
    match &expr.kind {
        Kind::Summary { given: Some(_), .. } => true,
        Kind::Quantity(id) if model.is_across(*id) => {
            let definition = model.quantity(*id).definition.expressions();
            definition
                .into_iter()
                .any(|expr| is_conditional(model, expr))
        }
        _ => expr.children().any(|child| is_conditional(model, child)),
    }
}
