//! Gives things other names, as someone does who renames them throughout a model.

use std::collections::BTreeMap;

use super::walk::{self, Visitor, Wanted};
use crate::syntax::ast::{DeclaredUnit, Item, Name, Path, PathStep};

/// Renames what a declaration declares and what it names.
pub(super) fn declaration(item: &mut Item, names: &BTreeMap<String, String>) {
    let mut relabel = Relabel(names);
    if let Some(name) = item.name_mut() {
        relabel.whole(name);
    }
    walk::item(item, &mut relabel);
}

struct Relabel<'n>(&'n BTreeMap<String, String>);

impl Relabel<'_> {
    fn whole(&self, name: &mut Name) {
        if let Some(new) = self.0.get(&name.value) {
            name.value.clone_from(new);
        }
    }

    /// A name, or one with a column behind it.
    fn any(&self, name: &mut Name) {
        self.whole(name);
        let Some((table, column)) = name.value.rsplit_once('.') else {
            return;
        };
        if let Some(new) = self.0.get(table) {
            name.value = format!("{new}.{column}");
        }
    }
}

impl Visitor for Relabel<'_> {
    fn path(&mut self, path: &mut Path) {
        self.whole(&mut path.head);
        for step in &mut path.steps {
            if let PathStep::Element(elements) = step {
                elements
                    .iter_mut()
                    .for_each(|element| self.element(element));
            }
        }
    }

    fn name(&mut self, name: &mut Name, _: Wanted) {
        self.whole(name);
    }

    fn column(&mut self, unit: &mut DeclaredUnit) {
        if let DeclaredUnit::Index(index) = unit {
            self.whole(index);
        }
    }

    fn element(&mut self, element: &mut Name) {
        self.any(element);
    }
}
