//! Which member of a family a name means: by the elements in its brackets, otherwise by those that indexes stand for.

use super::{Elements, Family};
use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::suggest::{few_of, list_of};
use crate::syntax::ast::Name;
use crate::types::context::{Checker, Entity};
use crate::types::fault::element::{MixedKeys, NoElements, UnknownElement, WrongElements};

impl Checker<'_> {
    /// The member that a name means here: by the elements in its brackets, otherwise by those that indexes stand for.
    pub(in crate::types) fn member_here(
        &mut self,
        family: &Family,
        name: &str,
        elements: Option<&[Name]>,
        span: Span,
    ) -> Option<Entity> {
        let position = self.position_here(family, name, elements, span)?;
        family.members.get(position).copied()
    }

    /// The position of that member.
    pub(super) fn position_here(
        &mut self,
        family: &Family,
        name: &str,
        elements: Option<&[Name]>,
        span: Span,
    ) -> Option<usize> {
        let chosen = self.chosen(family, name, elements, span, false)?;
        let mut position = 0;
        for (index, chosen) in family.over.iter().zip(chosen) {
            let here = chosen.or_else(|| self.elements.get(index));
            let Some(at) = here else {
                self.element_needed(family, name, index, span);
                return None;
            };
            position = position * self.model.scope.elements(index).len() + at;
        }
        Some(position)
    }

    /// The same without a word, where it is not clear.
    pub(in crate::types) fn member_quietly(&self, family: &Family) -> Option<Entity> {
        let mut position = 0;
        for index in &family.over {
            let at = self.elements.get(index)?;
            position = position * self.model.scope.elements(index).len() + at;
        }
        family.members.get(position).copied()
    }

    /// All members that a name can mean here, each with the elements that indexes then stand for.
    pub(in crate::types) fn members_here(
        &mut self,
        family: &Family,
        name: &str,
        elements: Option<&[Name]>,
        span: Span,
    ) -> Vec<(Entity, Elements)> {
        let Some(chosen) = self.chosen(family, name, elements, span, true) else {
            return Vec::new();
        };
        let members = (0..family.members.len()).filter_map(|at| {
            let own = self.setting_of(family, at);
            let mut setting = self.elements.clone();
            for (index, chosen) in family.over.iter().zip(&chosen) {
                let at = own.get(index)?;
                let here = self.elements.get(index);
                if chosen.or(here).is_some_and(|fixed| fixed != at) {
                    return None;
                }
                if here.is_none() {
                    setting = setting.with(index, at);
                }
            }
            Some((family.members[at], setting))
        });
        members.collect()
    }

    /// For each index of a family the element that the brackets name, if they name one. `clause`: whether a clause is
    /// about it, which can be written once for each, and not an expression.
    fn chosen(
        &mut self,
        family: &Family,
        name: &str,
        elements: Option<&[Name]>,
        span: Span,
        clause: bool,
    ) -> Option<Vec<Option<usize>>> {
        let mut chosen = vec![None; family.over.len()];
        let Some(elements) = elements else {
            return Some(chosen);
        };
        if family.over.is_empty() {
            self.faults.push(NoElements {
                name: name.to_owned(),
                span,
            });
            return None;
        }
        if elements.len() > family.over.len() {
            self.faults.push(WrongElements {
                name: name.to_owned(),
                over: list_of(&family.over, "and"),
                has: elements.len(),
                help: self.one_at_a_time(family, name, elements, span, clause),
                span,
            });
            return None;
        }
        let in_order = elements.len() == family.over.len();
        for (position, element) in elements.iter().enumerate() {
            if let Some(labels) = self.labels_named(&element.value).cloned() {
                let free = |at: &usize| *family.over[*at] == *labels.of && chosen[*at].is_none();
                let Some(index) = (0..family.over.len()).find(free) else {
                    self.unknown_element(family, name, element);
                    return None;
                };
                chosen[index] = Some(self.label_at_hand(&labels, element, Some(name))?);
                continue;
            }
            let found = self.place_of(family, element, in_order.then_some(position), &chosen);
            let Some((index, at)) = found else {
                self.unknown_element(family, name, element);
                return None;
            };
            if let Some(at) = at {
                chosen[index] = Some(at);
            }
        }
        Some(chosen)
    }

    /// Which index an element belongs to, and its position there. The name of an index stands for where it is.
    pub(super) fn place_of(
        &self,
        family: &Family,
        element: &Name,
        position: Option<usize>,
        taken: &[Option<usize>],
    ) -> Option<(usize, Option<usize>)> {
        let at = |index: usize| {
            let over = &family.over[index];
            if **over == element.value {
                return Some((index, None));
            }
            let at = self.model.scope.place_in(over, &element.value)?;
            Some((index, Some(at)))
        };
        // Of two indexes that have it, the one that stands for nothing here is meant.
        let mut free: Vec<usize> = (0..family.over.len())
            .filter(|index| taken[*index].is_none())
            .collect();
        free.sort_by_key(|index| self.elements.contains(&family.over[*index]));
        let first = position.and_then(at);
        first.or_else(|| free.into_iter().find_map(at))
    }

    fn unknown_element(&mut self, family: &Family, name: &str, element: &Name) {
        let scope = &self.model.scope;
        let table = element.value.rsplit_once('.').map(|(table, _)| table);
        let table = table.and_then(|table| scope.get(table));
        if scope.may_be_poisoned(&element.value)
            || table.is_some_and(|table| table.kind == SymbolKind::Poisoned)
        {
            return;
        }
        if let Some(labels) = self.labels_named(&element.value) {
            let of = labels.of.clone();
            self.faults.push(MixedKeys {
                what: format!(
                    "`{}` holds elements of `{of}`, and `{name}` is over {}",
                    element.value,
                    list_of(&family.over, "and")
                ),
                help: format!("name an element of {}", list_of(&family.over, "or")),
                label: "of another index",
                span: element.span,
            });
            return;
        }
        let all = family.over.iter().flat_map(|index| scope.elements(index));
        let known: Vec<&str> = all.map(String::as_str).collect();
        let help = match self.near(&element.value, known.iter().copied()) {
            Some(near) => format!("did you mean `{name}[{near}]`?"),
            None => format!(
                "`{}` has {}",
                family.over.join("` and `"),
                few_of(known.into_iter(), "and")
            ),
        };
        self.faults.push(UnknownElement {
            element: element.value.clone(),
            index: family.over.join("` or `"),
            help,
            span: element.span,
        });
    }
}
