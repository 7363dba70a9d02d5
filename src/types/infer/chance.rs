//! Shares and chances: draws that should stay within 0..100%.

use super::law::known;
use crate::numerics::{Family, Form, Sampler};
use crate::span::Span;
use crate::types::context::Checker;
use crate::types::fault::draw::OutsideShare;
use crate::types::model::{Distribution, Function, Kind, TExpr};

/// A share of a percent range beyond this outside 0..100% is warned of.
const OUTSIDE: f64 = 0.001;

impl Checker<'_> {
    /// Warns of a distribution over percentages that runs out of 0..100%; `held` where its draws are held there.
    pub(super) fn share_within_bounds(&mut self, drawn: &TExpr, span: Span, held: bool) {
        let Kind::Draw(draw) = &drawn.kind else {
            return;
        };
        let Some(known) = known(&draw.distribution) else {
            return;
        };
        let Form::Family(family, parameters) = &known.form else {
            return;
        };
        // What is written beyond 0..100% is no share: growth, or a ratio.
        if parameters.iter().any(|each| !(0.0..=1.0).contains(each)) {
            return;
        }
        let Ok(sampler) = Sampler::of(&known) else {
            return;
        };
        let (below, above) = (sampler.cdf(0.0), sampler.survival(1.0));
        // What falls as often as it rises is a change.
        if below >= 0.5 {
            return;
        }
        // Around a few per cent, a mean and a deviation may well be those of a growth that can be negative.
        let sides = *family == Family::Between || above > OUTSIDE;
        if sides && below + above > OUTSIDE {
            let percent = ((below + above) * 1e3).round() / 10.0;
            let fault = OutsideShare {
                text: self.text_of(span),
                percent,
                held,
                span,
            };
            match self.busy.last() {
                Some((id, _)) if !held => self.shares.push((*id, fault)),
                _ => self.faults.push(fault),
            }
        }
    }

    /// A chance, its numbers in 0..1 as far as they are known. The draws of a range, whose ends are quantiles, are held
    /// there: the last ones of a range up to 35% lie above 100%.
    pub(in crate::types) fn chance(&mut self, typed: TExpr, span: Span) -> Option<TExpr> {
        self.within_share(&typed, span)?;
        let Some(law) = law_of(&typed).filter(|law| has_range(law)) else {
            return Some(typed);
        };
        if let Form::Family(Family::Between, ends) = &law.form {
            for end in ends.clone() {
                self.within_share(&end, end.span)?;
            }
        }
        self.share_within_bounds(&typed, span, true);
        let bound = |value| TExpr::new(Kind::Number(value), typed.ty.clone(), span);
        let (low, high, ty) = (bound(0.0), bound(1.0), typed.ty.clone());
        let arguments = vec![typed, low, high];
        Some(TExpr::new(Kind::Call(Function::Clamp, arguments), ty, span))
    }
}

/// What a value is drawn from, if it is a draw as it is.
fn law_of(typed: &TExpr) -> Option<&Distribution> {
    match &typed.kind {
        Kind::Draw(draw) => Some(&draw.distribution),
        _ => None,
    }
}

fn has_range(law: &Distribution) -> bool {
    match &law.form {
        Form::Family(family, _) => *family == Family::Between,
        Form::Mixture(parts) => parts.iter().any(|(part, _)| has_range(part)),
        _ => false,
    }
}
