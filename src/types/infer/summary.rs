//! Summaries of results over draws, in expectations and in outcomes across scenarios.

use crate::span::Span;
use crate::syntax::ast::{Call, Expr, ExprKind};
use crate::types::constant::constant;
use crate::types::context::{Checker, Place};
use crate::types::fault::call::{BadQuantile, SummaryOutside};
use crate::types::model::{Kind, Statistic, TExpr, Type};
use crate::units::Unit;

impl Checker<'_> {
    pub(super) fn summary(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        let name = call.function.value.as_str();
        let mut arguments = call.arguments.iter();
        if !place.results && arguments.any(|each| self.names_across(&each.value)) {
            self.across_here(self.text_of(span), "sums up results of scenarios", span);
            return None;
        }
        if !place.results
            && call
                .arguments
                .iter()
                .any(|it| self.names_nothing(&it.value))
        {
            // That is told already, and with the right name it may be a result of a scenario.
            return None;
        }
        if !place.results {
            self.faults.push(SummaryOutside {
                name: name.to_owned(),
                span: call.function.span,
            });
            return None;
        }
        self.only_plain(call, &["given"])?;
        let wanted = if name == "quantile" { 2 } else { 1 };
        if call.arguments.len() != wanted {
            let form = if wanted == 2 {
                "a result and a share: `quantile(x, 90%)`"
            } else {
                "one argument"
            };
            self.wrong_count(call, form, span);
            return None;
        }
        let first = call.arguments.first()?;
        let of = self.infer(&first.value, place);
        let given = match &first.given {
            Some(given) => Some(Box::new(self.condition(given, place)?)),
            None => None,
        };
        let of = of?;
        if matches!(of.ty, Type::Date) && name != "probability" {
            return self.summary_of_dates(call, of, given, (span, place));
        }
        let (how, of) = match name {
            "probability" => (Statistic::Probability, self.probable(of)?),
            "quantile" => {
                let share = self.share_of_quantile(call, place)?;
                (Statistic::Quantile(share), self.expect_number(of)?)
            }
            "median" => (Statistic::Quantile(0.5), self.expect_number(of)?),
            "sd" => (Statistic::Sd, self.expect_number(of)?),
            _ => (Statistic::Mean, self.expect_number(of)?),
        };
        let ty = if how == Statistic::Probability {
            Type::Number(Unit::none())
        } else {
            of.ty.clone()
        };
        Some(TExpr::new(
            Kind::Summary {
                how,
                of: Box::new(of),
                given,
            },
            ty,
            span,
        ))
    }

    /// Whether a name in an expression is nobody's.
    fn names_nothing(&self, expr: &Expr) -> bool {
        let unknown = match &expr.value {
            ExprKind::Path(path) => self.model.scope.get(&path.head.value).is_none(),
            _ => false,
        };
        let mut children = crate::resolve::children(expr).into_iter();
        unknown || children.any(|child| self.names_nothing(child))
    }

    /// Percentiles of dates occur among them, their mean is the nearest day, and they spread over a duration.
    fn summary_of_dates(
        &mut self,
        call: &Call,
        of: TExpr,
        given: Option<Box<TExpr>>,
        (span, place): (Span, &Place),
    ) -> Option<TExpr> {
        let (how, ty) = match call.function.value.as_str() {
            "quantile" => {
                let share = self.share_of_quantile(call, place)?;
                (Statistic::LowerQuantile(share), Type::Date)
            }
            "median" => (Statistic::LowerQuantile(0.5), Type::Date),
            "sd" => (Statistic::Sd, Type::Number(self.catalogue.unit("days"))),
            _ => (Statistic::Mean, Type::Date),
        };
        let kind = Kind::Summary {
            how,
            of: Box::new(of),
            given,
        };
        let found = TExpr::new(kind, ty, span);
        Some(match how {
            Statistic::Mean => super::reduce::whole_day(found),
            _ => found,
        })
    }

    fn probable(&mut self, of: TExpr) -> Option<TExpr> {
        if matches!(of.ty, Type::YesNo) {
            return Some(of);
        }
        let help = format!(
            "give it a condition, as in `probability({})`",
            self.above_nothing(&of)
        );
        self.wrong_type("a yes/no", &of, help);
        None
    }

    fn share_of_quantile(&mut self, call: &Call, place: &Place) -> Option<f64> {
        let share = &call.arguments.get(1)?.value;
        let typed = self.number(share, place)?;
        match constant(&typed) {
            Some(value) if typed.unit().is_plain() && (0.0..=1.0).contains(&value) => Some(value),
            _ => {
                self.faults.push(BadQuantile {
                    text: self.text_of(share.span),
                    span: share.span,
                });
                None
            }
        }
    }
}
