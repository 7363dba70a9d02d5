//! Units as products of named atoms, kinds and a magnitude, and the rules by which they combine.

use std::sync::Arc;

use super::{Base, Dimension, Exponent, Factor, Powers};

/// A named unit: `t`, `USD`, `year`.
#[derive(Clone, Debug, PartialEq)]
pub struct Atom {
    /// As a reader writes it.
    pub symbol: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Its size in the base units of its dimension.
    pub size: Factor,
}

/// A unit of measure. Its [`Dimension`] says what it can be added to, the rest in which size numbers are held.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// Power of ten in front: `million` is 6.
    pub magnitude: i32,
    /// Shown in per cent. Numbers are held as plain fractions all the same.
    pub percent: bool,
    /// Named units with their exponents, in the order written; each dimension occurs in one of them.
    pub atoms: Powers<Arc<Atom>>,
    /// Kinds and price bases with their exponents, in the order written.
    pub kinds: Powers<Base>,
    /// The text, while the unit is still as it was written.
    pub spelling: Option<Arc<str>>,
}

impl Unit {
    /// A plain number.
    pub fn none() -> Self {
        Unit::default()
    }

    /// Just `atom`.
    pub fn of(atom: Arc<Atom>) -> Self {
        let mut unit = Unit::default();
        unit.atoms.push((atom, Exponent::from_integer(1)));
        unit
    }

    /// What it measures.
    pub fn dimension(&self) -> Dimension {
        let mut dimension = Dimension::default();
        for (atom, exponent) in self.atoms.iter() {
            dimension.multiply(&atom.dimension, *exponent);
        }
        for (kind, exponent) in self.kinds.iter() {
            dimension.multiply(&Dimension::of(kind.clone()), *exponent);
        }
        dimension
    }

    /// Its size in base units, the percent sign left out: numbers are held as fractions.
    pub fn size(&self) -> Factor {
        let start = Factor::ten_to(self.magnitude);
        self.atoms.iter().fold(start, |size, (atom, exponent)| {
            size.times(atom.size.power(*exponent))
        })
    }

    /// Whether its size is a number: some thousand kilometres to the hundredth are none.
    pub fn has_size(&self) -> bool {
        let size = self.size().value();
        size.is_finite() && size > 0.0
    }

    /// Whether it measures the same as `other`.
    pub fn fits(&self, other: &Unit) -> bool {
        self.has_factors_of(other) || self.dimension() == other.dimension()
    }

    /// Whether both are made of the same named units and kinds, in the same order: most that meet are.
    fn has_factors_of(&self, other: &Unit) -> bool {
        let atoms = || {
            let pairs = self.atoms.iter().zip(other.atoms.iter());
            self.atoms.len() == other.atoms.len() && { pairs }
                .all(|(own, other)| Arc::ptr_eq(&own.0, &other.0) && own.1 == other.1)
        };
        (self.atoms.is_copy(&other.atoms) || atoms())
            && (self.kinds.is_copy(&other.kinds) || self.kinds == other.kinds)
    }

    /// Whether it is a plain number, perhaps in thousands.
    pub fn is_plain(&self) -> bool {
        match (&*self.atoms, &*self.kinds) {
            ([], []) => true,
            ([(atom, _)], []) => atom.dimension.is_none(),
            _ => self.dimension().is_none(),
        }
    }

    /// What a number in `self` is multiplied by to be held in `other`, which must fit.
    pub fn factor_to(&self, other: &Unit) -> Factor {
        let size = self.size();
        let same = self.magnitude == other.magnitude && self.has_factors_of(other);
        size.over(if same { size } else { other.size() })
    }

    /// What a held number is multiplied by to be shown: 100 for a percentage.
    pub fn shown_factor(&self) -> Factor {
        if self.percent {
            Factor::ratio(100, 1)
        } else {
            Factor::one()
        }
    }

    /// The same unit with a word for its size where a number held in `held` would be long: `trillion USD`.
    pub fn readable(&self, value: f64, held: &Unit) -> Unit {
        let size = held.factor_to(self).apply(value).abs();
        let magnitude = match size {
            1e15.. => 0,
            1e12.. => 12,
            1e9.. => 9,
            1e6.. => 6,
            _ => 0,
        };
        if self.magnitude != 0 || self.percent || magnitude == 0 {
            return self.clone();
        }
        Unit {
            magnitude,
            spelling: None,
            ..self.clone()
        }
    }

    /// The same unit without its percent sign: what numbers are held in.
    pub fn held(&self) -> Unit {
        Unit {
            percent: false,
            spelling: if self.percent {
                None
            } else {
                self.spelling.clone()
            },
            ..self.clone()
        }
    }

    /// `self × other^exponent`, with the factor by which the product of two numbers is multiplied to be held in it.
    ///
    /// Where both have a unit of one dimension (`t/year × days`), the one of `self` stays.
    pub fn times(&self, other: &Unit, exponent: Exponent) -> (Unit, Factor) {
        let mut product = Unit {
            spelling: None,
            percent: false,
            ..self.clone()
        };
        let mut factor = Factor::one();
        for (atom, own) in other.atoms.iter() {
            factor = factor.times(product.merge_atom(atom, *own * exponent));
        }
        for (kind, own) in other.kinds.iter() {
            product.merge_kind(kind, *own * exponent);
        }
        factor = factor.times(product.merge_magnitude(other.magnitude, exponent));
        (product, factor)
    }

    /// `self^exponent`, with the factor for the number.
    pub fn power(&self, exponent: Exponent) -> (Unit, Factor) {
        Unit::none().times(self, exponent)
    }

    fn merge_atom(&mut self, atom: &Arc<Atom>, exponent: Exponent) -> Factor {
        let Some(at) = self
            .atoms
            .iter()
            .position(|(own, _)| own.dimension == atom.dimension)
        else {
            self.atoms.push((Arc::clone(atom), exponent));
            return Factor::one();
        };
        let factor = atom.size.over(self.atoms[at].0.size).power(exponent);
        self.atoms.raise(at, exponent);
        factor
    }

    fn merge_kind(&mut self, kind: &Base, exponent: Exponent) {
        match self.kinds.iter().position(|(own, _)| own == kind) {
            None => self.kinds.push((kind.clone(), exponent)),
            Some(at) => self.kinds.raise(at, exponent),
        }
    }

    /// Keeps a magnitude that has a word and a unit to stand before; anything else goes into the number.
    fn merge_magnitude(&mut self, other: i32, exponent: Exponent) -> Factor {
        let own = self.magnitude;
        let added = exponent * other;
        let whole = if *added.denom() == 1 {
            Some(own + added.numer())
        } else {
            None
        };
        let plain = self.is_plain();
        match whole {
            Some(sum) if !plain && matches!(sum, 0 | 3 | 6 | 9 | 12) => {
                self.magnitude = sum;
                Factor::one()
            }
            _ => {
                self.magnitude = 0;
                let folded = Factor::ten_to(own).times(Factor::ten_to(other).power(exponent));
                if !plain {
                    return folded;
                }
                let left = self.size();
                self.atoms = Powers::default();
                folded.times(left)
            }
        }
    }
}
