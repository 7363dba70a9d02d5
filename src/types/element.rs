//! Things over an index: one of each for every element, lined up by the name of the index.
//!
//! A declaration over `mine` becomes as many quantities as `mine` has elements. While one of them is understood, `mine`
//! stands for its element, and so does every name over `mine` in it; `sum(x over mine)` lets it stand for each in turn.

use std::collections::BTreeMap;

use super::context::{Checker, Entity};
use super::fault::element::{
    ElementNeeded, NoElements, TooManyElements, UnknownElement, WrongElements,
};
use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::suggest::{list_of, nearest};
use crate::syntax::ast::{Expr, ExprKind, FlowSum, Name, Path};

/// The most things that one declaration may become.
const MOST: usize = 10_000;

/// Which element each index stands for, by their positions, where an expression is read.
pub(super) type Elements = BTreeMap<String, usize>;

/// All that one declaration became: one thing for each combination of elements, the last index changing fastest.
#[derive(Clone, Debug, Default)]
pub(super) struct Family {
    /// The indexes in the order declared.
    pub(super) over: Vec<String>,
    pub(super) members: Vec<Entity>,
}

/// A combination of elements, with how it is written.
#[derive(Default)]
pub(super) struct Combination {
    pub(super) here: Elements,
    /// `light`, `dysprosium`; none where there is no index.
    pub(super) elements: Vec<String>,
}

impl Combination {
    /// `output[mountain]`
    pub(super) fn named(&self, name: &str) -> String {
        match self.elements.as_slice() {
            [] => name.to_owned(),
            elements => format!("{name}[{}]", elements.join(", ")),
        }
    }

    /// `light/dysprosium`
    pub(super) fn part(&self) -> String {
        self.elements.join("/")
    }
}

impl Checker<'_> {
    /// Every combination of the elements of some indexes; a single one where there is none.
    pub(super) fn combinations(&mut self, over: &[Name]) -> Vec<Combination> {
        let scope = &self.model.scope;
        let sizes = over.iter().map(|index| scope.elements(&index.value).len());
        let count = sizes.fold(1_usize, usize::saturating_mul);
        if let (true, Some(first), Some(last)) = (count > MOST, over.first(), over.last()) {
            let span = first.span.to(last.span);
            self.faults.push(TooManyElements {
                count,
                most: MOST,
                span,
            });
            return Vec::new();
        }
        let mut all = vec![Combination {
            here: Elements::new(),
            elements: Vec::new(),
        }];
        for index in over {
            let elements = scope.elements(&index.value);
            let with = |before: &Combination, at: usize| Combination {
                here: with(&before.here, &index.value, at),
                elements: [&before.elements[..], &[elements[at].clone()]].concat(),
            };
            all = all
                .iter()
                .flat_map(|before| (0..elements.len()).map(move |at| (before, at)))
                .map(|(before, at)| with(before, at))
                .collect();
        }
        all
    }

    /// Reads something while indexes stand for these elements.
    pub(super) fn at_element<T>(
        &mut self,
        setting: Elements,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = std::mem::replace(&mut self.elements, setting);
        let found = read(self);
        self.elements = outer;
        found
    }

    /// What a declaration became, and the elements of each; for those that are understood one by one.
    pub(super) fn members(&self, index: usize) -> Vec<(Entity, Elements)> {
        let Some(family) = self.families.get(&index) else {
            return Vec::new();
        };
        let members = family.members.iter().enumerate();
        members
            .map(|(at, member)| (*member, self.setting_of(family, at)))
            .collect()
    }

    fn setting_of(&self, family: &Family, position: usize) -> Elements {
        let mut rest = position;
        let mut setting = Elements::new();
        for index in family.over.iter().rev() {
            let size = self.model.scope.elements(index).len().max(1);
            setting.insert(index.clone(), rest % size);
            rest /= size;
        }
        setting
    }

    /// The member that a name means here: by the elements in its brackets, otherwise by those that indexes stand for.
    pub(super) fn member_here(
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
    pub(super) fn member_quietly(&self, family: &Family) -> Option<Entity> {
        let mut position = 0;
        for index in &family.over {
            let at = self.elements.get(index)?;
            position = position * self.model.scope.elements(index).len() + at;
        }
        family.members.get(position).copied()
    }

    /// All members that a name can mean here, each with the elements that indexes then stand for.
    pub(super) fn members_here(
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
    fn place_of(
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
        let free = (0..family.over.len()).filter(|index| taken[*index].is_none());
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
        let declaration = self.busy.last().map(|(id, _)| {
            let declared = &self.quantities[id.0].origin;
            let keyword = self.quantities[id.0].role.keyword();
            format!("{keyword} {}[{index}]", declared.base())
        });
        let spread = match declaration {
            Some(declared) => format!("give what is defined here one for each, `{declared} = …`"),
            None => format!("say it for each element of `{index}`"),
        };
        let one = match family.over.len() {
            1 => format!("`{name}[{first}]`"),
            _ => format!("`{name}[…, {first}]`"),
        };
        self.faults.push(ElementNeeded {
            name: name.to_owned(),
            index: index.to_owned(),
            help: format!(
                "add all up, `sum({name} over {index})`; or pick one, {one}; or {spread}"
            ),
            span,
        });
    }

    /// What a path means here, if it is clear; nothing is said where it is not.
    pub(super) fn path_quietly(&self, path: &Path) -> Option<Entity> {
        let family = self.family(&path.head)?;
        match path.steps.is_empty() {
            true => self.member_quietly(family),
            false => None,
        }
    }

    /// What the declaration of a name became.
    pub(super) fn family(&self, name: &Name) -> Option<&Family> {
        let symbol = self.model.scope.get(&name.value)?;
        self.families.get(&symbol.index)
    }

    /// What the declaration of a name became, if it is declared as this kind.
    pub(super) fn family_of(&self, name: &Name, kind: SymbolKind) -> Option<Family> {
        let index = self.model.scope.index_of(&name.value, kind)?;
        self.families.get(&index).cloned()
    }

    /// The indexes that an expression speaks of without saying which element, in the order of their first mention.
    pub(super) fn free_indexes(&self, expr: &Expr) -> Vec<Name> {
        let mut free = Vec::new();
        self.gather_free(expr, &mut free);
        free
    }

    fn gather_free(&self, expr: &Expr, free: &mut Vec<Name>) {
        match &expr.value {
            ExprKind::Path(path) => self.free_in_path(path, free),
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

    fn free_in_flows(&self, sum: &FlowSum, free: &mut Vec<Name>) {
        for party in [&sum.actor].into_iter().chain(&sum.other) {
            let scope = &self.model.scope;
            if scope.index_of(&party.value, SymbolKind::Index).is_some() {
                add(free, &party.value, party.span);
            }
        }
    }

    /// The actor that a name means here: itself, or the element that an index stands for.
    pub(super) fn party<'a>(&'a self, name: &'a str, setting: &Elements) -> &'a str {
        let scope = &self.model.scope;
        match setting.get(name) {
            Some(at) if scope.index_of(name, SymbolKind::Index).is_some() => {
                scope.elements(name).get(*at).map_or(name, String::as_str)
            }
            _ => name,
        }
    }
}

fn with(setting: &Elements, index: &str, at: usize) -> Elements {
    let mut setting = setting.clone();
    setting.insert(index.to_owned(), at);
    setting
}

fn add(free: &mut Vec<Name>, index: &str, span: Span) {
    if !free.iter().any(|known| known.value == index) {
        free.push(Name::new(index.to_owned(), span));
    }
}
