//! What a unit measures: a product of base dimensions with rational exponents.

use std::collections::BTreeMap;

/// A rational exponent, such as the ½ that `sqrt` leaves.
pub type Exponent = num_rational::Ratio<i32>;

/// A base dimension. Currencies, kinds, price bases and counted things are dimensions like mass and time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// A currency by its ISO 4217 code.
    Currency(String),
    /// SI's mass, length, … by name; counted things (`people`, `jobs`) too.
    Physical(&'static str),
    /// Time.
    Time,
    /// A declared kind.
    Kind(String),
    /// The price base of money.
    PriceBase(i32),
}

impl Base {
    /// What a reader calls it.
    pub fn name(&self) -> String {
        match self {
            Base::Currency(code) => code.clone(),
            Base::Physical(name) => (*name).to_owned(),
            Base::Time => "time".to_owned(),
            Base::Kind(name) => format!("of {name}"),
            Base::PriceBase(year) => format!("of {year} prices"),
        }
    }
}

/// A product of base dimensions; none of the exponents is zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dimension(BTreeMap<Base, Exponent>);

impl Dimension {
    /// One base dimension.
    pub fn of(base: Base) -> Self {
        Dimension(BTreeMap::from([(base, Exponent::from_integer(1))]))
    }

    /// Whether it is a plain number.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The exponent of a base, zero where it does not occur.
    pub fn exponent(&self, base: &Base) -> Exponent {
        self.0
            .get(base)
            .copied()
            .unwrap_or(Exponent::from_integer(0))
    }

    /// Base dimensions with their exponents, in a fixed order.
    pub fn parts(&self) -> impl Iterator<Item = (&Base, Exponent)> {
        self.0.iter().map(|(base, exponent)| (base, *exponent))
    }

    /// Multiplies by `other` to the power of `exponent`.
    pub fn multiply(&mut self, other: &Dimension, exponent: Exponent) {
        for (base, own) in other.parts() {
            let sum = self.exponent(base) + own * exponent;
            if sum == Exponent::from_integer(0) {
                self.0.remove(base);
            } else {
                self.0.insert(base.clone(), sum);
            }
        }
    }

    /// `self / other`.
    pub fn over(&self, other: &Dimension) -> Dimension {
        let mut ratio = self.clone();
        ratio.multiply(other, Exponent::from_integer(-1));
        ratio
    }
}
