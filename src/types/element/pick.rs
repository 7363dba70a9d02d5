//! Which member of a family a name means: by the elements in its brackets, otherwise by those that indexes stand for.

use super::{Elements, Family};
use crate::span::Span;
use crate::suggest::{list_of, nearest};
use crate::syntax::ast::Name;
use crate::types::context::{Checker, Entity};
use crate::types::fault::element::{ElementNeeded, NoElements, UnknownElement, WrongElements};

impl Checker<'_> {
    /// The member that a name means here: by the elements in its brackets, otherwise by those that indexes stand for.
    pub(in crate::types) fn member_here(
        &mut self,
        family: &Family,
        name: &str,
        elements: Option<&[Name]>,
        span: Span,
    ) -> Option<Entity> {
        let chosen = self.chosen(family, name, elements, span)?;
        let mut position = 0;
        for (index, chosen) in family.over.iter().zip(chosen) {
            let here = chosen.or_else(|| self.elements.get(index).copied());
            let Some(at) = here else {
                self.element_needed(family, name, index, span);
                return None;
            };
            position = position * self.model.scope.elements(index).len() + at;
        }
        family.members.get(position).copied()
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
        let Some(chosen) = self.chosen(family, name, elements, span) else {
            return Vec::new();
        };
        let members = (0..family.members.len()).filter_map(|at| {
            let own = self.setting_of(family, at);
            let mut setting = self.elements.clone();
            for (index, chosen) in family.over.iter().zip(&chosen) {
                let at = own[index];
                let fixed = chosen.or_else(|| self.elements.get(index).copied());
                if fixed.is_some_and(|fixed| fixed != at) {
                    return None;
                }
                setting.entry(index.clone()).or_insert(at);
            }
            Some((family.members[at], setting))
        });
        members.collect()
    }

    /// For each index of a family the element that the brackets name, if they name one.
    fn chosen(
        &mut self,
        family: &Family,
        name: &str,
        elements: Option<&[Name]>,
        span: Span,
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
                help: self.one_of_each(family, name),
                span,
            });
            return None;
        }
        let in_order = elements.len() == family.over.len();
        for (position, element) in elements.iter().enumerate() {
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

    /// `write one element of each index: `cost[light, tailings]``
    fn one_of_each(&self, family: &Family, name: &str) -> String {
        let first = |index: &String| self.model.scope.elements(index).first().cloned();
        let elements: Vec<String> = family.over.iter().filter_map(first).collect();
        let of_each = match elements.len() {
            1 => "one element",
            _ => "one element of each index",
        };
        format!("write {of_each}, as in `{name}[{}]`", elements.join(", "))
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
            if *over == element.value {
                return Some((index, None));
            }
            let elements = self.model.scope.elements(over);
            let at = elements.iter().position(|own| *own == element.value)?;
            Some((index, Some(at)))
        };
        // Of two indexes that have it, the one that stands for nothing here is meant.
        let mut free: Vec<usize> = (0..family.over.len())
            .filter(|index| taken[*index].is_none())
            .collect();
        free.sort_by_key(|index| self.elements.contains_key(&family.over[*index]));
        let first = position.and_then(at);
        first.or_else(|| free.into_iter().find_map(at))
    }

    fn unknown_element(&mut self, family: &Family, name: &str, element: &Name) {
        let scope = &self.model.scope;
        if scope.may_be_poisoned(&element.value) {
            return;
        }
        let all = family.over.iter().flat_map(|index| scope.elements(index));
        let known: Vec<&str> = all.map(String::as_str).collect();
        let help = match nearest(&element.value, known.iter().copied()) {
            Some(near) => format!("did you mean `{name}[{near}]`?"),
            None => format!(
                "`{}` has {}",
                family.over.join("` and `"),
                list_of(&known, "and")
            ),
        };
        self.faults.push(UnknownElement {
            element: element.value.clone(),
            index: family.over.join("` or `"),
            help,
            span: element.span,
        });
    }

    fn element_needed(&mut self, family: &Family, name: &str, index: &str, span: Span) {
        let scope = &self.model.scope;
        // An index without elements could not be read.
        let Some(first) = scope.elements(index).first() else {
            return;
        };
        let text = self.text_of(span);
        let text = if text.contains('[') {
            name.to_owned()
        } else {
            text
        };
        let spread = match self.busy.last() {
            Some((id, _)) => {
                let draft = &self.quantities[id.0];
                let over = draft.elements.keys().map(String::as_str).chain([index]);
                let over: Vec<&str> = over.collect();
                format!(
                    "give what is defined here one for each, `{} {}[{}] = …`",
                    draft.role.keyword(),
                    draft.origin.base(),
                    over.join(", ")
                )
            }
            None => format!("say it for each element of `{index}`"),
        };
        let one = match family.over.len() {
            1 => text.replacen(name, &format!("{name}[{first}]"), 1),
            _ => self.with_one(family, name, index, first),
        };
        self.faults.push(ElementNeeded {
            name: text.clone(),
            index: index.to_owned(),
            help: format!(
                "add all up, `sum({text} over {index})`; or pick one, `{one}`; or {spread}"
            ),
            span,
        });
    }

    /// `cost[stage, light]`: one index picked, the others as they stand.
    fn with_one(&self, family: &Family, name: &str, index: &str, first: &str) -> String {
        let over = family.over.iter();
        let inside = over.map(|over| if over == index { first } else { over.as_str() });
        format!("{name}[{}]", inside.collect::<Vec<_>>().join(", "))
    }
}
