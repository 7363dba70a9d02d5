//! Things over an index: one of each for every element, lined up by the name of the index.
//!
//! A declaration over `mine` becomes as many quantities as `mine` has elements. While one of them is understood, `mine`
//! stands for its element, and so does every name over `mine` in it; `sum(x over mine)` lets it stand for each in turn.

mod free;
mod label;
mod needed;
mod pick;
mod standing;

pub(in crate::types) use label::Labels;
pub(in crate::types) use standing::Elements;

use std::rc::Rc;

use super::context::{Checker, Entity};
use super::fault::element::TooManyElements;
use crate::resolve::SymbolKind;
use crate::syntax::ast::{Name, Path};

/// The most things that one declaration may become.
const MOST: usize = 10_000;

/// All that one declaration became: one thing for each combination of elements, the last index changing fastest.
#[derive(Clone, Debug, Default)]
pub(in crate::types) struct Family {
    /// The indexes in the order declared.
    pub(in crate::types) over: Vec<Rc<str>>,
    pub(in crate::types) members: Vec<Entity>,
}

/// A list by element that has been looked at: its index, and which entry each element has; nothing where it is faulty.
pub(in crate::types) type Listed = Option<Rc<(String, Vec<usize>)>>;

/// A combination of elements, with how it is written.
#[derive(Clone, Default)]
pub(in crate::types) struct Combination<'m> {
    pub(in crate::types) here: Elements,
    /// `light`, `dysprosium`; none where there is no index.
    pub(in crate::types) elements: Vec<&'m str>,
}

impl Combination<'_> {
    /// `output[mountain]`
    pub(in crate::types) fn named(&self, name: &str) -> String {
        match self.elements.as_slice() {
            [] => name.to_owned(),
            elements => format!("{name}[{}]", elements.join(", ")),
        }
    }

    /// `light/dysprosium`
    pub(in crate::types) fn part(&self) -> String {
        self.elements.join("/")
    }
}

impl<'m> Checker<'m> {
    /// Every combination of the elements of some indexes; a single one where there is none.
    pub(in crate::types) fn combinations(&mut self, over: &[Name]) -> Vec<Combination<'m>> {
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
        let mut all = vec![Combination::default()];
        for index in over {
            let elements = scope.elements(&index.value);
            let index: Rc<str> = index.value.as_str().into();
            let with = |before: &Combination<'m>, at: usize| Combination {
                here: before.here.with(&index, at),
                elements: [&before.elements[..], &[elements[at].as_str()]].concat(),
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
    pub(in crate::types) fn at_element<T>(
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
    pub(in crate::types) fn members(&self, index: usize) -> Vec<(Entity, Elements)> {
        let Some(family) = self.family_at(index) else {
            return Vec::new();
        };
        let members = family.members.iter().enumerate();
        members
            .map(|(at, member)| (*member, self.setting_of(family, at)))
            .collect()
    }

    fn setting_of(&self, family: &Family, position: usize) -> Elements {
        let mut rest = position;
        let mut setting = Elements::default();
        for index in family.over.iter().rev() {
            let size = self.model.scope.elements(index).len().max(1);
            setting = setting.with(index, rest % size);
            rest /= size;
        }
        setting
    }

    /// What a path means here, if it is clear; nothing is said where it is not.
    pub(in crate::types) fn path_quietly(&self, path: &Path) -> Option<Entity> {
        let family = self.family(&path.head)?;
        match path.steps.is_empty() {
            true => self.member_quietly(family),
            false => None,
        }
    }

    /// What the declaration at a position became.
    pub(in crate::types) fn family_at(&self, index: usize) -> Option<&Rc<Family>> {
        self.families.get(index)?.as_ref()
    }

    /// What the declaration of a name became.
    pub(in crate::types) fn family(&self, name: &Name) -> Option<&Rc<Family>> {
        let symbol = self.model.scope.get(&name.value)?;
        self.family_at(symbol.index)
    }

    /// What the declaration of a name became, if it is declared as this kind.
    pub(in crate::types) fn family_of(&self, name: &Name, kind: SymbolKind) -> Option<Rc<Family>> {
        let index = self.model.scope.index_of(&name.value, kind)?;
        self.family_at(index).cloned()
    }

    /// The actor that a name means here: itself, or the element that an index stands for.
    pub(in crate::types) fn party<'a>(&'a self, name: &'a str, setting: &Elements) -> &'a str {
        let scope = &self.model.scope;
        match setting.get(name) {
            Some(at) if scope.index_of(name, SymbolKind::Index).is_some() => {
                let element = scope.elements(name).get(at);
                let actor = element.and_then(|element| scope.actor_of(name, element));
                actor.unwrap_or(name)
            }
            _ => name,
        }
    }
}
