//! The unit in which a value of an expression is shown.

use super::*;
use crate::units::Unit;

impl TypedModel {
    /// The unit in which a named thing, or what is made of it without another unit, is shown.
    pub fn shown_in(&self, of: &TExpr) -> Option<Unit> {
        match &of.kind {
            Kind::Quantity(id) | Kind::Base(id) | Kind::Result { quantity: id, .. } => {
                Some(self.quantity(*id).display.clone())
            }
            Kind::Stock(id) | Kind::Closing(id) => Some(self.stocks[id.0].display.clone()),
            Kind::Summary {
                how: Statistic::Probability,
                ..
            } => Some(Unit {
                percent: true,
                ..Unit::none()
            }),
            Kind::Summary { of, .. }
            | Kind::At(of, _)
            | Kind::Negate(of)
            | Kind::Convert(of, _) => self.shown_in(of),
            Kind::Sum(terms) => terms.iter().find_map(|(_, term)| self.shown_in(term)),
            Kind::Call(Function::Min | Function::Max | Function::Abs, all) => {
                all.iter().find_map(|each| self.shown_in(each))
            }
            _ => None,
        }
    }

    /// The one unit in which both sides of a comparison are shown: one that is written in the model, where any fits.
    pub fn compared_in(&self, compared: &Compared) -> Unit {
        let (left, right) = (&compared.left, &compared.right);
        let sides = self.shown_in(left).or_else(|| self.shown_in(right));
        // The spread of dates is a duration, and they have no unit.
        let sides = sides.filter(|unit| unit.fits(&left.unit()));
        let unit = sides
            .or_else(|| self.shown_within(left))
            .or_else(|| self.shown_within(right))
            .unwrap_or_else(|| left.unit());
        let plain = unit.to_string().is_empty();
        match plain && (left.unit().percent || right.unit().percent) {
            true => Unit {
                percent: true,
                ..Unit::none()
            },
            false => unit,
        }
    }

    /// A unit of the same dimension in which something is shown that an expression names.
    fn shown_within(&self, of: &TExpr) -> Option<Unit> {
        let (whole, mut found) = (of.unit(), None);
        of.each(&mut |part| {
            if found.is_none() && !whole.is_plain() {
                found = self.shown_in(part).filter(|unit| unit.fits(&whole));
            }
        });
        found
    }
}
