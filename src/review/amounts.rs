//! Whether two amounts are the same in different units: 60 days and 1,440 hours.

use crate::syntax::ast::*;
use crate::units::{Base, Catalogue, Exponent, Factor, Unit};

/// How far two amounts may be apart that are the same, relative to their size: what is lost where a unit is converted
/// by hand to all digits.
const ROUNDING: f64 = 1e-12;

/// The units of a version.
pub struct Measures(Catalogue);

impl Measures {
    /// Those built in and those that the document declares.
    pub fn of(document: &Document) -> Measures {
        let mut measures = Measures(Catalogue::default());
        let declared = document.declarations.iter();
        let mut open: Vec<&UnitDecl> = declared
            .filter_map(|declaration| match &declaration.item {
                Item::Unit(unit) => Some(unit),
                _ => None,
            })
            .collect();
        // Each may be made of others, in any order.
        loop {
            let before = open.len();
            open.retain(|unit| !measures.declare(unit));
            if open.len() == before {
                return measures;
            }
        }
    }

    fn declare(&mut self, declared: &UnitDecl) -> bool {
        let Quantity { value, unit } = &declared.value.value;
        let Some(unit) = self.unit(unit.as_ref()) else {
            return false;
        };
        let size = Factor::of_value(*value).times(unit.size());
        self.0.add(&declared.name.value, unit.dimension(), size);
        true
    }

    /// A unit as written; a plain number where none is. Nothing where it is not known.
    pub fn unit(&self, written: Option<&UnitExpr>) -> Option<Unit> {
        let Some(written) = written else {
            return Some(Unit::none());
        };
        let mut unit = Unit {
            magnitude: i32::from(written.magnitude),
            percent: written.percent,
            ..Unit::default()
        };
        for factor in &written.factors {
            let exponent = Exponent::from_integer(factor.exponent);
            unit.atoms
                .push((self.0.get(&factor.name.value)?.clone(), exponent));
            for qualifier in &factor.of {
                let base = match qualifier {
                    Qualifier::Year(year) => Base::PriceBase(year.value),
                    Qualifier::Kind(name) => Base::Kind(name.value.clone()),
                };
                unit.kinds.push((base, exponent));
            }
        }
        Some(unit)
    }

    /// The same where a declaration gives numbers without a unit this one.
    pub fn under<'m>(&'m self, declared: Option<&'m UnitExpr>) -> Under<'m> {
        Under {
            measures: self,
            declared,
        }
    }

    /// Whether two units measure the same.
    pub fn fit(&self, one: &UnitExpr, other: &UnitExpr) -> bool {
        match (self.unit(Some(one)), self.unit(Some(other))) {
            (Some(one), Some(other)) => one.fits(&other),
            _ => false,
        }
    }
}

/// The units of a version, and the one that a declaration gives.
#[derive(Clone, Copy)]
pub struct Under<'m> {
    /// The units of the version.
    pub measures: &'m Measures,
    declared: Option<&'m UnitExpr>,
}

/// Whether two expressions are the same but for the units that their numbers are written in. `one` is of one version,
/// `other` of the other.
pub fn same_amount(one: (&Expr, Under<'_>), other: (&Expr, Under<'_>)) -> bool {
    let (a, b) = (&one.0.value, &other.0.value);
    match (a, b) {
        (ExprKind::Quantity(x), ExprKind::Quantity(y)) => same(
            (x.value, x.unit.as_ref(), one.1),
            (y.value, y.unit.as_ref(), other.1),
        ),
        // A number without a unit shares its neighbour's.
        (ExprKind::To(x, y), ExprKind::To(v, w)) => {
            let units = [units_of(x, y), units_of(v, w)];
            let pairs = [(x, v, 0), (y, w, 1)];
            pairs
                .into_iter()
                .all(|(x, v, at)| match (&x.value, &v.value) {
                    (ExprKind::Quantity(p), ExprKind::Quantity(q)) => same(
                        (p.value, units[0][at], one.1),
                        (q.value, units[1][at], other.1),
                    ),
                    _ => same_amount((x, one.1), (v, other.1)),
                })
        }
        _ => a == b,
    }
}

fn units_of<'e>(low: &'e Expr, high: &'e Expr) -> [Option<&'e UnitExpr>; 2] {
    let unit = |expr: &'e Expr| match &expr.value {
        ExprKind::Quantity(quantity) => quantity.unit.as_ref(),
        _ => None,
    };
    [unit(low).or(unit(high)), unit(high).or(unit(low))]
}

/// An amount in a unit of a version.
type Amount<'m> = (f64, Option<&'m UnitExpr>, Under<'m>);

/// Whether two amounts are the same.
pub fn same(one: Amount<'_>, other: Amount<'_>) -> bool {
    let unit = |(_, unit, under): Amount<'_>| under.measures.unit(unit.or(under.declared));
    let (Some(own), Some(theirs)) = (unit(one), unit(other)) else {
        return false;
    };
    if !own.fits(&theirs) {
        return false;
    }
    // A number that is given a unit in per cent counts per cents.
    let number = |(value, unit, under): Amount<'_>| match (unit, under.declared) {
        (None, Some(declared)) if declared.percent => value / 100.0,
        _ => value,
    };
    let (a, b) = (
        own.size().value() * number(one),
        theirs.size().value() * number(other),
    );
    (a - b).abs() <= ROUNDING * a.abs().max(b.abs())
}
