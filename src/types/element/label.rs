//! Columns that hold elements of an index: `projects.site` is `europe` in the row of `caremag`.
//!
//! Which element a row has is known before anything is worked out, so whatever asks for it is settled here: such a
//! column becomes no quantity.

use std::rc::Rc;

use super::Family;
use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::suggest::{list_of, nearest};
use crate::syntax::ast::{Cell, DeclaredUnit, ExprKind, Name, Path, TableDecl};
use crate::types::context::Checker;
use crate::types::fault::element::{
    ElementNeeded, IndexAtHand, MixedKeys, OtherIndex, UnknownElement,
};
use crate::types::fault::shape::{Misplaced, WrongType};
use crate::types::fault::unit::UnknownUnit;

/// A column that holds elements.
#[derive(Debug)]
pub(in crate::types) struct Labels {
    /// The index that the table is by.
    pub(in crate::types) by: String,
    /// The index that the cells are elements of.
    pub(in crate::types) of: String,
    /// For each element of the former the place of one of the latter; none where its cell is faulty.
    cells: Vec<Option<usize>>,
}

impl Checker<'_> {
    /// Enters a column of elements, which the table's declaration at `index` has at `at`.
    pub(in crate::types) fn label_column(
        &mut self,
        index: usize,
        table: &TableDecl,
        at: usize,
        of: &Name,
    ) {
        let column = &table.columns[at];
        let key = (index, column.name.value.clone());
        if table.by.value == "year" {
            self.faults.push(Misplaced {
                what: "a column of elements in a table by year",
                help: format!(
                    "put it in a table by an index, where each element has one of `{}`",
                    of.value
                ),
                span: column.name.span,
            });
        }
        let by = table.by.value.clone();
        let shown = format!("{}.{}", table.name.value, column.name.value);
        let cells = match self.rows_of_elements(table, at) {
            Some(listed) => listed
                .1
                .iter()
                .map(|row| self.label_cell(table.rows.get(*row)?.cells.get(at)?, &shown, of))
                .collect(),
            None => Vec::new(),
        };
        let family = Family {
            over: vec![by.as_str().into()],
            members: Vec::new(),
        };
        self.columns.entry(key.clone()).or_insert(family.into());
        let of = of.value.clone();
        let labels = Labels { by, of, cells };
        self.labels.entry(key).or_insert(labels.into());
    }

    fn label_cell(&mut self, cell: &Cell, column: &str, of: &Name) -> Option<usize> {
        let elements = self.model.scope.elements(&of.value);
        let (name, span) = match cell {
            Cell::Unknown(span) => {
                self.faults.push(MixedKeys {
                    what: format!("`unknown` is not an element of `{}`", of.value),
                    help: format!(
                        "which one it is must be known: write {}; or add one for it where the index is declared, such as `elsewhere`",
                        list_of(elements.iter().take(8), "or")
                    ),
                    label: "not an element",
                    span: **span,
                });
                return None;
            }
            Cell::Value(value) => match &value.value {
                ExprKind::Path(path) => (path.single(), value.span),
                _ => (None, value.span),
            },
        };
        let found = name.and_then(|name| self.model.scope.place_in(&of.value, &name.value));
        // An index without elements could not be read.
        if found.is_some() || elements.is_empty() {
            return found;
        }
        match name {
            Some(name) => self.no_element(column, &of.value, name),
            None => {
                let text = self.text_of(span);
                let what = format!("`{text}` is not an element of `{}`", of.value);
                self.faults.push(MixedKeys {
                    what,
                    help: format!("write one of {}", list_of(elements.iter().take(8), "or")),
                    label: "not an element",
                    span,
                });
            }
        }
        None
    }

    /// Tells of a unit that is none where the name of an index was meant; whether it did.
    pub(in crate::types) fn misspelt_index(&mut self, table: &TableDecl, at: usize) -> bool {
        let unit = match &table.columns[at].unit {
            Some(DeclaredUnit::Unit(unit)) => unit.bare(),
            _ => None,
        };
        let Some(unit) = unit.filter(|unit| self.catalogue.get(&unit.value).is_none()) else {
            return false;
        };
        let scope = &self.model.scope;
        if table.by.value == "year" || scope.may_be_poisoned(&unit.value) {
            return false;
        }
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let mut names = cells.filter_map(|cell| match cell {
            Cell::Value(value) => match &value.value {
                ExprKind::Path(path) => path.single(),
                _ => None,
            },
            Cell::Unknown(_) => None,
        });
        let holds_names = names.any(|name| scope.get(&name.value).is_none());
        let known: Vec<&str> = scope.indexes().map(|(index, _)| index).collect();
        let help = match nearest(&unit.value, known.iter().copied()) {
            Some(near) => format!("did you mean the index `{near}`?"),
            None if !holds_names => return false,
            None => format!(
                "for names, write the index that they are elements of ({}), or declare it: `index {} = …`",
                list_of(known.iter().take(8), "or"),
                unit.value
            ),
        };
        let (name, span) = (unit.value.clone(), unit.span);
        self.faults.push(UnknownUnit { name, help, span });
        true
    }

    /// The column of elements that a path names, if it does.
    pub(in crate::types) fn labels_of(&self, path: &Path) -> Option<&Rc<Labels>> {
        self.labels_at(&path.head.value, &path.member()?.value)
    }

    /// The same of a name with points in it: `projects.stage`.
    pub(in crate::types) fn labels_named(&self, name: &str) -> Option<&Rc<Labels>> {
        let (table, column) = name.rsplit_once('.')?;
        self.labels_at(table, column)
    }

    fn labels_at(&self, table: &str, column: &str) -> Option<&Rc<Labels>> {
        let table = self.model.scope.index_of(table, SymbolKind::Table)?;
        self.labels.get(&(table, column.to_owned()))
    }

    /// Whether what a path to a column of elements holds here is this one.
    pub(in crate::types) fn is_element(
        &mut self,
        path: &Path,
        span: Span,
        label: &Name,
    ) -> Option<bool> {
        let labels = self.labels_of(path)?.clone();
        let column = format!("{}.{}", path.head.value, path.member()?.value);
        let asked = self.element_asked(&column, &labels.of, label);
        let family = Family {
            over: vec![labels.by.as_str().into()],
            members: Vec::new(),
        };
        let at = self.position_here(&family, &column, path.elements(), span)?;
        Some(labels.cells.get(at).copied().flatten()? == asked?)
    }

    /// The element of an index that stands behind `is`: by its name, or the one at hand.
    fn element_asked(&mut self, column: &str, of: &str, label: &Name) -> Option<usize> {
        let elements = self.model.scope.elements(of);
        if let Some(at) = self.model.scope.place_in(of, &label.value) {
            return Some(at);
        }
        if let Some(labels) = self.labels_named(&label.value).cloned() {
            if labels.of != of {
                self.other_index(column, of, label, &labels.of, elements_of(elements));
                return None;
            }
            return self.label_at_hand(&labels, label, None);
        }
        if names_index(label, of) {
            let here = self.elements.get(of);
            if here.is_none() {
                self.index_at_hand(column, of, label);
            }
            return here;
        }
        self.no_element(column, of, label);
        None
    }

    /// What a column holds for the element at hand; `name` is what it picks from.
    pub(super) fn label_at_hand(
        &mut self,
        labels: &Labels,
        column: &Name,
        name: Option<&str>,
    ) -> Option<usize> {
        let Some(at) = self.elements.get(&labels.by) else {
            let (spread, _) = self.one_for_each(&labels.by);
            let first = self.model.scope.elements(&labels.of).first()?;
            let other = match name {
                Some(name) => format!("`{name}[{first}]`"),
                None => format!("`is {first}`"),
            };
            self.faults.push(ElementNeeded {
                name: column.value.clone(),
                index: labels.by.clone(),
                help: format!("{spread}; or name one, {other}"),
                span: column.span,
            });
            return None;
        };
        labels.cells.get(at).copied().flatten()
    }

    fn index_at_hand(&mut self, column: &str, of: &str, label: &Name) {
        let (spread, _) = self.one_for_each(of);
        let elements = self.model.scope.elements(of);
        let Some(first) = elements.first() else {
            return;
        };
        self.faults.push(IndexAtHand {
            index: of.to_owned(),
            help: format!("{spread}; or name one, `{column} is {first}`"),
            span: label.span,
        });
    }

    fn no_element(&mut self, column: &str, of: &str, label: &Name) {
        let scope = &self.model.scope;
        if scope.may_be_poisoned(&label.value) {
            return;
        }
        let elements = scope.elements(of);
        let mut others = scope.indexes().filter(|(index, _)| *index != of);
        let other = others.find(|(index, own)| *index == label.value || own.contains(&label.value));
        let near = self.near(&label.value, elements.iter().map(String::as_str));
        let help = match (other, near) {
            (Some((other, _)), _) => {
                let other = other.to_owned();
                return self.other_index(column, of, label, &other, elements_of(elements));
            }
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => format!("`{of}` has {}", elements_of(elements)),
        };
        self.faults.push(UnknownElement {
            element: label.value.clone(),
            index: of.to_owned(),
            help,
            span: label.span,
        });
    }

    fn other_index(&mut self, column: &str, of: &str, label: &Name, other: &str, known: String) {
        let table = column.rsplit_once('.').map_or("", |(table, _)| table);
        let index = self.model.scope.index_of(table, SymbolKind::Table);
        let mut columns = self.labels.iter();
        let beside = columns.find(|((at, _), labels)| Some(*at) == index && labels.of == other);
        let beside =
            beside.map(|((_, beside), _)| format!("; `{table}.{beside}` holds those of `{other}`"));
        self.faults.push(OtherIndex {
            name: label.value.clone(),
            is: match label.value == other {
                true => "another index".to_owned(),
                false => format!("an element of `{other}`"),
            },
            column: column.to_owned(),
            index: of.to_owned(),
            help: format!("name one of `{of}`: {known}{}", beside.unwrap_or_default()),
            span: label.span,
        });
    }

    /// A column of elements where a value is needed.
    pub(in crate::types) fn label_as_value(&mut self, path: &Path, span: Span) -> Option<()> {
        let of = self.labels_of(path)?.of.clone();
        let first = self.model.scope.elements(&of).first().cloned();
        let text = self.text_of(span);
        self.faults.push(WrongType {
            wanted: "a value",
            is: format!("an element of `{of}`"),
            help: format!(
                "ask which one it is, `{text} is {}`, or pick with it something over `{of}`, as in `x[{}.{}]`",
                first.unwrap_or_default(),
                path.head.value,
                path.member()?.value
            ),
            text,
            span,
        });
        Some(())
    }
}

fn elements_of(elements: &[String]) -> String {
    list_of(elements.iter().take(8), "and")
}

/// Whether a name is that of an index, perhaps as the index's own file has it.
pub(super) fn names_index(name: &Name, index: &str) -> bool {
    name.value == index || index.rsplit('.').next() == Some(name.value.as_str())
}
