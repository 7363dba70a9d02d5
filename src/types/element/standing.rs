//! Which element each index stands for.

use std::rc::Rc;

use smallvec::SmallVec;

/// Which element each index stands for, by their positions, where an expression is read. Each of the many things that a
/// declaration becomes holds some, and most stand over one index.
#[derive(Clone, Debug, Default)]
pub(in crate::types) struct Elements(SmallVec<[(Rc<str>, usize); 1]>);

impl Elements {
    /// The position of the element that an index stands for.
    pub(in crate::types) fn get(&self, index: &str) -> Option<usize> {
        let mut all = self.0.iter();
        all.find(|(own, _)| &**own == index).map(|(_, at)| *at)
    }

    /// Whether an index stands for one.
    pub(in crate::types) fn contains(&self, index: &str) -> bool {
        self.get(index).is_some()
    }

    /// The indexes that stand for one, by alphabet.
    pub(in crate::types) fn indexes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(index, _)| &**index)
    }

    /// The same with an index that stands for this one.
    pub(in crate::types) fn with(&self, index: &Rc<str>, at: usize) -> Elements {
        let mut all = self.clone();
        match all.0.binary_search_by(|(own, _)| own.cmp(index)) {
            Ok(known) => all.0[known].1 = at,
            Err(place) => all.0.insert(place, (Rc::clone(index), at)),
        }
        all
    }
}
