//! Units as written → units as meant.

use std::collections::BTreeMap;

use super::context::Checker;
use super::fault::unit::{BuiltInUnit, TooHighPower, UnknownKind, UnknownUnit};
use crate::calendar::StepUnit;
use crate::resolve::SymbolKind;
use crate::resolve::fault::WithinDuplicate;
use crate::span::Span;
use crate::suggest::nearest;
use crate::syntax::ast::{
    DeclaredUnit, Item, Name, Qualifier, Quantity, UnitDecl, UnitExpr, UnitFactor,
};
use crate::units::{Base, Exponent, Factor, Unit};

/// What people write for a unit, and how it is written here.
const SPELLINGS: &[(&str, &str)] = &[
    ("yr", "year"),
    ("yrs", "years"),
    ("annum", "year"),
    ("hr", "h"),
    ("hrs", "hours"),
    ("mo", "month"),
    ("mos", "months"),
    ("d", "days"),
    ("m2", "m^2"),
    ("m3", "m^3"),
    ("km2", "km^2"),
    ("km3", "km^3"),
    ("ton", "t"),
    ("tons", "t"),
    ("mt", "Mt` (million tonnes) or `t"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("rmb", "CNY"),
    ("pounds", "GBP` (money) or `lb"),
    ("ounce", "oz_troy` (metals) or `oz"),
    ("ounces", "oz_troy` (metals) or `oz"),
    ("hectare", "ha"),
    ("hectares", "ha"),
    ("persons", "people"),
];

impl Checker<'_> {
    /// The unit that was written; nothing if a part of it is unknown, which is reported.
    pub(super) fn unit(&mut self, written: &UnitExpr) -> Option<Unit> {
        let mut unit = Unit {
            magnitude: i32::from(written.magnitude),
            percent: written.percent,
            ..Unit::default()
        };
        let mut known = true;
        for factor in &written.factors {
            known &= self.unit_factor(factor, &mut unit);
        }
        if known && !unit.has_size() {
            self.faults.push(TooHighPower {
                span: *written.span,
            });
            known = false;
        }
        if !known {
            return None;
        }
        let spelling = self.text_of(*written.span);
        unit.spelling = (!spelling.is_empty()).then(|| spelling.into());
        Some(unit)
    }

    fn unit_factor(&mut self, factor: &UnitFactor, unit: &mut Unit) -> bool {
        if factor.exponent.unsigned_abs() > 99 {
            self.faults.push(TooHighPower {
                span: factor.name.span,
            });
            return false;
        }
        let exponent = Exponent::from_integer(factor.exponent);
        let Some(atom) = self.catalogue.get(&factor.name.value).cloned() else {
            self.unknown_unit(factor);
            return false;
        };
        unit.atoms.push((atom, exponent));
        let mut known = true;
        for qualifier in &factor.of {
            match qualifier {
                Qualifier::Year(year) => unit.kinds.push((Base::PriceBase(year.value), exponent)),
                Qualifier::Kind(name) => {
                    let poisoned = self.model.scope.may_be_poisoned(&name.value);
                    if !self.model.scope.is_kind(&name.value) {
                        known = false;
                        if !poisoned {
                            self.unknown_kind(name);
                        }
                    }
                    unit.kinds.push((Base::Kind(name.value.clone()), exponent));
                }
            }
        }
        known
    }

    fn unknown_unit(&mut self, factor: &UnitFactor) {
        let name = &factor.name.value;
        if self.model.scope.may_be_poisoned(name) {
            return;
        }
        let upper = name.to_uppercase();
        if let Some((_, meant)) = SPELLINGS
            .iter()
            .find(|(spelling, _)| *spelling == name.to_lowercase())
        {
            let help = format!("write `{meant}`");
            self.faults.push(UnknownUnit {
                name: name.clone(),
                help,
                span: factor.name.span,
            });
            return;
        }
        let help = if self.model.scope.is_kind(name) {
            format!("`{name}` is a kind: it follows a unit, as in `t of {name}`")
        } else if self.catalogue.get(&upper).is_some() {
            format!("write `{upper}`: currencies are in capitals")
        } else if let Some(symbol) = self
            .model
            .scope
            .get(name)
            .filter(|symbol| symbol.kind != SymbolKind::Poisoned)
        {
            format!(
                "`{name}` is {}, not a unit; if it multiplies the number, write `*` between them",
                symbol.kind.described()
            )
        } else {
            match nearest(name, self.catalogue.names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "declare it, as in `unit {name} = 31.1 kg`, or use a built-in unit (t, kg, USD, MWh, people, year …)"
                ),
            }
        };
        self.faults.push(UnknownUnit {
            name: name.clone(),
            help,
            span: factor.name.span,
        });
    }

    fn unknown_kind(&mut self, name: &crate::syntax::ast::Name) {
        let help = match nearest(&name.value, self.model.scope.kinds()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("declare it on a line of its own: `kind {}`", name.value),
        };
        self.faults.push(UnknownKind {
            name: name.value.clone(),
            help,
            span: name.span,
        });
    }

    /// The unit after `:` in a declaration.
    pub(super) fn declared_unit(&mut self, declared: Option<&DeclaredUnit>) -> Option<Unit> {
        match declared {
            Some(DeclaredUnit::Unit(unit)) => self.unit(unit),
            _ => None,
        }
    }

    /// Enters every `unit` declaration into the catalogue.
    pub(super) fn declare_units(&mut self) {
        let model = self.model;
        let mut own = BTreeMap::new();
        let declarations = model.document.declarations.iter();
        let units = declarations.filter_map(|declaration| match &declaration.item {
            Item::Unit(declared) => Some(declared),
            _ => None,
        });
        for declared in after_what_they_name(units.collect()) {
            if !self.unit_is_new(&declared.name, &mut own) {
                continue;
            }
            let Quantity { value, unit } = &declared.value.value;
            let unit = match unit {
                Some(written) => self.unit(written),
                None => Some(Unit::none()),
            };
            if let Some(unit) = unit {
                let size = Factor::of_value(*value).times(unit.size());
                let far = |(_, exponent): (&Base, Exponent)| exponent.numer().abs() > 1_000;
                if unit.dimension().parts().any(far)
                    || !size.value().is_finite()
                    || size.value() <= 0.0
                {
                    self.faults.push(TooHighPower {
                        span: declared.value.span,
                    });
                    continue;
                }
                self.catalogue
                    .add(&declared.name.value, unit.dimension(), size);
            }
        }
    }

    /// Refuses a unit that is built in or declared already.
    fn unit_is_new(&mut self, name: &Name, own: &mut BTreeMap<String, Span>) -> bool {
        match own.insert(name.value.clone(), name.span) {
            Some(first) => self.faults.push(WithinDuplicate {
                what: "unit",
                name: name.value.clone(),
                first,
                second: name.span,
            }),
            None if self.catalogue.get(&name.value).is_some() => self.faults.push(BuiltInUnit {
                name: name.value.clone(),
                span: name.span,
            }),
            None => return true,
        }
        false
    }

    /// `unit` multiplied by the length of a step, with the factor for the number.
    pub(super) fn times_step(&self, unit: &Unit) -> (Unit, Factor) {
        let (product, factor) = unit.times(&self.step_unit(), Exponent::from_integer(1));
        (
            product,
            factor.times(Factor::ratio(i128::from(self.step_count()), 1)),
        )
    }

    /// `1/year`.
    pub(super) fn per_year(&self) -> Unit {
        Unit::none()
            .times(
                &self.catalogue.unit(StepUnit::Year.name()),
                Exponent::from_integer(-1),
            )
            .0
    }

    /// `%/year`, for display.
    pub(super) fn percent_per_year(&self) -> Unit {
        Unit {
            percent: true,
            ..self.per_year()
        }
    }
}

/// Units in an order in which each comes after those it is made from; in the order written where they go in circles.
fn after_what_they_name(units: Vec<&UnitDecl>) -> Vec<&UnitDecl> {
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    for (position, unit) in units.iter().enumerate() {
        at.entry(&unit.name.value).or_insert(position);
    }
    let names = |position: usize| {
        let written = units[position].value.value.unit.iter();
        let factors = written.flat_map(|unit| &unit.factors);
        let named = factors.filter_map(|factor| at.get(factor.name.value.as_str()).copied());
        named.collect::<Vec<_>>()
    };
    let mut begun = vec![false; units.len()];
    let mut ordered = Vec::with_capacity(units.len());
    for first in 0..units.len() {
        let mut open = vec![(first, false)];
        while let Some((position, done)) = open.pop() {
            if done {
                ordered.push(units[position]);
            } else if !std::mem::replace(&mut begun[position], true) {
                open.push((position, true));
                open.extend(names(position).into_iter().rev().map(|each| (each, false)));
            }
        }
    }
    ordered
}
