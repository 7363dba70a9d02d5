//! The factors of a unit with their exponents: shared by its copies, for each expression of a model holds a unit.

use std::ops::Deref;
use std::sync::Arc;

use super::Exponent;

/// Factors with their exponents, in the order written. A copy is cheap until it is changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Powers<T>(Option<Arc<Vec<(T, Exponent)>>>);

impl<T> Default for Powers<T> {
    fn default() -> Self {
        Powers(None)
    }
}

impl<T> Deref for Powers<T> {
    type Target = [(T, Exponent)];

    fn deref(&self) -> &Self::Target {
        self.0.as_ref().map_or(&[], |all| all.as_slice())
    }
}

impl<T: Clone> Powers<T> {
    /// Adds a factor that is not there yet.
    pub fn push(&mut self, factor: (T, Exponent)) {
        Arc::make_mut(self.0.get_or_insert_default()).push(factor);
    }

    /// Adds to the exponent of a factor; at zero it is gone.
    pub(super) fn raise(&mut self, at: usize, exponent: Exponent) {
        let Some(all) = &mut self.0 else {
            return;
        };
        let all = Arc::make_mut(all);
        all[at].1 += exponent;
        if all[at].1 == Exponent::from_integer(0) {
            all.remove(at);
        }
    }

    /// Whether two are copies of each other, so that nobody need look.
    pub(super) fn is_copy(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            (None, None) => true,
            _ => false,
        }
    }
}
