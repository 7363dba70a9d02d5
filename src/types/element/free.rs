//! The indexes that an expression speaks of without saying which element.

use super::label::names_index;
use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::syntax::ast::{Expr, ExprKind, FlowSum, Name, Path};
use crate::types::context::Checker;

impl Checker<'_> {
    /// The indexes that an expression speaks of without saying which element, in the order of their first mention.
    pub(in crate::types) fn free_indexes(&self, expr: &Expr) -> Vec<Name> {
        let mut free = Vec::new();
        self.gather_free(expr, &mut free);
        free
    }

    /// The same of names.
    pub(in crate::types) fn free_indexes_of<'p>(
        &self,
        paths: impl IntoIterator<Item = &'p Path>,
    ) -> Vec<Name> {
        let mut free = Vec::new();
        for path in paths {
            self.free_in_path(path, &mut free);
        }
        free
    }

    fn gather_free(&self, expr: &Expr, free: &mut Vec<Name>) {
        match &expr.value {
            ExprKind::Path(path) => self.free_in_path(path, free),
            ExprKind::Is { subject, label, .. } => {
                self.gather_free(subject, free);
                if let ExprKind::Path(path) = &subject.value {
                    self.free_in_label(path, label, free);
                }
            }
            ExprKind::FlowSum(sum) => self.free_in_flows(sum, free),
            ExprKind::List(list) => {
                if let Some(index) = self.index_of_list(list) {
                    add(free, &index, expr.span);
                }
                for (_, value) in &list.entries {
                    self.gather_free(value, free);
                }
            }
            ExprKind::Call(call) => {
                let mut inside = Vec::new();
                for child in crate::resolve::children(expr) {
                    self.gather_free(child, &mut inside);
                }
                let over = |name: &Name| {
                    let mut overs = call.arguments.iter().filter_map(|each| each.over.as_ref());
                    overs.any(|over| over == name)
                };
                for name in inside.iter().filter(|name| !over(name)) {
                    add(free, &name.value, name.span);
                }
            }
            _ => {
                for child in crate::resolve::children(expr) {
                    self.gather_free(child, free);
                }
            }
        }
    }

    fn free_in_path(&self, path: &Path, free: &mut Vec<Name>) {
        let symbol = self.model.scope.get(&path.head.value);
        let family = match (symbol.map(|symbol| symbol.kind), path.member()) {
            (Some(SymbolKind::Scenario), Some(result)) => self.family(result),
            (Some(SymbolKind::Table), Some(column)) => symbol.and_then(|symbol| {
                let key = (symbol.index, column.value.clone());
                self.columns.get(&key)
            }),
            _ => self.family(&path.head),
        };
        let Some(family) = family else { return };
        let mut taken = vec![None; family.over.len()];
        for (position, element) in path.elements().unwrap_or_default().iter().enumerate() {
            if let Some(labels) = self.labels_named(&element.value) {
                add(free, &labels.by, element.span);
                if let Some(index) = family.over.iter().position(|over| **over == *labels.of) {
                    taken[index] = Some(0);
                }
                continue;
            }
            let in_order = path.elements().map(<[Name]>::len) == Some(family.over.len());
            let found = self.place_of(family, element, in_order.then_some(position), &taken);
            if let Some((index, Some(at))) = found {
                taken[index] = Some(at);
            }
        }
        for (index, _) in family.over.iter().zip(taken).filter(|(_, at)| at.is_none()) {
            add(free, index, path.head.span);
        }
    }

    /// `projects.site is site`, `projects.site is plants.site`
    fn free_in_label(&self, path: &Path, label: &Name, free: &mut Vec<Name>) {
        let Some(labels) = self.labels_of(path) else {
            return;
        };
        if let Some(other) = self.labels_named(&label.value) {
            return add(free, &other.by, label.span);
        }
        let own = self.model.scope.place_in(&labels.of, &label.value);
        if names_index(label, &labels.of) && own.is_none() {
            add(free, &labels.of, label.span);
        }
    }

    fn free_in_flows(&self, sum: &FlowSum, free: &mut Vec<Name>) {
        for party in [&sum.actor].into_iter().chain(&sum.other) {
            let scope = &self.model.scope;
            if scope.index_of(&party.value, SymbolKind::Index).is_some() {
                add(free, &party.value, party.span);
            }
        }
    }
}

fn add(free: &mut Vec<Name>, index: &str, span: Span) {
    if !free.iter().any(|known| known.value == index) {
        free.push(Name::new(index.to_owned(), span));
    }
}
