//! Values by element in brackets, and sums over an index.

use std::collections::BTreeMap;

use super::convert::converted;
use super::filter::{Joined, Term, joined, settled};
use crate::span::Span;
use crate::suggest::{few_of, list_of};
use crate::syntax::ast::{Argument, Call, Expr, ExprKind, List, Name};
use crate::types::context::{Checker, Place};
use crate::types::element::Listed;
use crate::types::fault::call::WrongCount;
use crate::types::fault::element::{
    ElementTwice, ListOverNothing, MissingElement, MixedKeys, SameForEach, TooManyTerms,
    UnknownElement,
};
use crate::types::model::{TExpr, Type};

/// The most terms that all sums over indexes of a model may have.
const MOST_TERMS: usize = 400_000;

impl<'m> Checker<'m> {
    /// The index that the keys of a list are elements of: the one that has most of them, first among those that stand
    /// for an element here.
    pub(in crate::types) fn index_of_list(&self, list: &List) -> Option<String> {
        if let Some(index) = self.index_of_all(list) {
            return Some(index);
        }
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for key in list.entries.iter().filter_map(|(key, _)| name(key)) {
            let indexes = self.indexes_with().get(key).into_iter().flatten();
            indexes.for_each(|index| *known.entry(index).or_default() += 1);
        }
        let here = |index: &str| self.elements.contains(index);
        let scored = known
            .into_iter()
            .map(|(index, known)| ((known, here(index)), index));
        let best = scored.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(a.1)));
        best.map(|(_, index)| index.to_owned())
    }

    /// The one that has all of them, if one does.
    fn index_of_all(&self, list: &List) -> Option<String> {
        let indexes = |key| self.indexes_with().get(key).map_or(&[][..], Vec::as_slice);
        let keys = || list.entries.iter().filter_map(|(key, _)| name(key));
        // Only those can that have the key which the fewest have.
        let rarest = keys().map(indexes).min_by_key(|indexes| indexes.len())?;
        let scope = &self.model.scope;
        let has_all = |index: &&&str| keys().all(|key| scope.place_in(index, key).is_some());
        let all = rarest.iter().filter(has_all);
        let here = |index: &str| self.elements.contains(index);
        let best = all.max_by(|a, b| here(a).cmp(&here(b)).then(b.cmp(a)));
        best.map(|index| (*index).to_owned())
    }

    /// By element, the indexes that list it.
    fn indexes_with(&self) -> &BTreeMap<&'m str, Vec<&'m str>> {
        self.indexes.get_or_init(|| {
            let mut indexes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (index, elements) in self.model.scope.indexes() {
                for element in elements {
                    let listing = indexes.entry(element).or_default();
                    if listing.last() != Some(&index) {
                        listing.push(index);
                    }
                }
            }
            indexes
        })
    }

    /// The value of `[light: 71%, heavy: 98%]` for the element that is understood now.
    pub(super) fn element_list(&mut self, list: &List, span: Span, place: &Place) -> Option<TExpr> {
        if !self.lists.contains_key(&span) {
            let listed = self.keyed(list, span);
            self.lists.insert(span, listed);
        }
        let listed = self.lists.get(&span)?.clone()?;
        let Some(value) = self.entry_here(list, span) else {
            self.list_over_nothing(&listed.0, span);
            return None;
        };
        let typed = self.infer(value, place);
        match &list.unit {
            None => typed,
            Some(unit) => {
                let unit = match self.list_units.get(&span) {
                    Some(known) => known.clone(),
                    None => self.unit(unit)?,
                };
                self.list_units.insert(span, unit.clone());
                self.written.push(unit.clone());
                let typed = self.expect_number(typed?)?;
                self.give_unit(typed, &unit, value.span)
            }
        }
    }

    /// The index of a list with the entry of each element, if there is one for each.
    fn keyed(&mut self, list: &List, span: Span) -> Listed {
        let Some(index) = self.index_of_list(list) else {
            self.keys_of_no_index(list);
            return None;
        };
        let entries = self.covers(list, &index, span)?;
        Some((index, entries).into())
    }

    /// The entry for the element that is understood now, if the keys are elements and one is.
    pub(in crate::types) fn entry_here<'e>(&self, list: &'e List, span: Span) -> Option<&'e Expr> {
        if let Some(listed) = self.lists.get(&span) {
            let (index, entries) = &**listed.as_ref()?;
            let at = self.elements.get(index)?;
            return list.entries.get(*entries.get(at)?).map(|(_, value)| value);
        }
        let index = self.index_of_list(list)?;
        let at = self.elements.get(&index)?;
        let element = self.model.scope.elements(&index).get(at)?;
        let mut entries = list.entries.iter();
        let entry = entries.find(|(key, _)| name(key) == Some(element.as_str()));
        entry.map(|(_, value)| value)
    }

    fn list_over_nothing(&mut self, index: &str, span: Span) {
        let help = match self.busy.last() {
            Some((id, _)) => {
                let draft = &self.quantities[id.0];
                let (keyword, name) = (draft.role.keyword(), draft.origin.base());
                format!("give what is defined here one for each: `{keyword} {name}[{index}] …`")
            }
            None => format!("add it up, `sum([…] over {index})`, or name what is meant"),
        };
        self.faults.push(ListOverNothing {
            index: index.to_owned(),
            help,
            span,
        });
    }

    /// The entry of each element of an index, if the keys are its elements, each once.
    fn covers(&mut self, list: &List, index: &str, span: Span) -> Option<Vec<usize>> {
        let scope = &self.model.scope;
        let elements = scope.elements(index);
        let mut found: Vec<Option<usize>> = vec![None; elements.len()];
        let mut fine = true;
        for (at, (key, _)) in list.entries.iter().enumerate() {
            let Some(position) = name(key).and_then(|key| scope.place_in(index, key)) else {
                self.not_an_element(key, index, elements);
                fine = false;
                continue;
            };
            if let Some(first) = found[position].replace(at) {
                self.faults.push(ElementTwice {
                    element: self.text_of(key.span),
                    first: list.entries[first].0.span,
                    second: key.span,
                });
                fine = false;
            }
        }
        if list.fill.is_some() {
            self.faults.push(MixedKeys {
                what: "there is nothing between elements".to_owned(),
                help: "leave `linear` or `step` out: they stand behind values by date".to_owned(),
                label: "these keys are elements",
                span,
            });
            fine = false;
        }
        let missing = elements.iter().zip(&found).filter(|(_, at)| at.is_none());
        let missing: Vec<&String> = missing.map(|(element, _)| element).collect();
        if fine && !missing.is_empty() {
            let lines = missing.iter().map(|element| format!("{element}: …"));
            let lines = list_of(lines, "and");
            self.missing_elements(&missing, index, lines, span);
        }
        found
            .into_iter()
            .collect::<Option<Vec<usize>>>()
            .filter(|_| fine)
    }

    pub(in crate::types) fn missing_elements(
        &mut self,
        missing: &[&String],
        index: &str,
        lines: String,
        span: Span,
    ) {
        self.faults.push(MissingElement {
            missing: list_of(missing, "and"),
            index: index.to_owned(),
            lines,
            span,
        });
    }

    pub(in crate::types) fn not_an_element(
        &mut self,
        key: &Expr,
        index: &str,
        elements: &[String],
    ) {
        let of_index = elements.iter().map(String::as_str);
        let Some(word) = name(key) else {
            let text = self.text_of(key.span);
            return self.faults.push(MixedKeys {
                what: format!("`{text}` is not an element of `{index}`"),
                help: format!("keep to one kind of key: {}", few_of(of_index, "and")),
                label: "another kind of key",
                span: key.span,
            });
        };
        let help = match self.near(word, of_index.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`{index}` has {}", few_of(of_index, "and")),
        };
        self.faults.push(UnknownElement {
            element: word.to_owned(),
            index: index.to_owned(),
            help,
            span: key.span,
        });
    }

    fn keys_of_no_index(&mut self, list: &List) {
        let scope = &self.model.scope;
        let Some(first) = list
            .entries
            .iter()
            .map(|(key, _)| key)
            .find(|key| name(key).is_some())
        else {
            return;
        };
        let word = name(first).unwrap_or_default().to_owned();
        if scope.may_be_poisoned(&word) {
            return;
        }
        let all = scope.indexes().flat_map(|(_, elements)| elements);
        let keys = list.entries.iter().filter_map(|(key, _)| name(key));
        let help = match self.near(&word, all.map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "declare the set that these belong to: `index NAME = {}`; dates are written as numbers, `2026: …`",
                keys.collect::<Vec<_>>().join(", ")
            ),
        };
        self.faults.push(UnknownElement {
            element: word,
            index: "any index".to_owned(),
            help,
            span: first.span,
        });
    }

    /// `sum(x over mine)`, `average`, `highest`, `lowest`: one value out of those of all elements.
    pub(super) fn over_index(
        &mut self,
        call: &Call,
        index: &Name,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let [argument] = call.arguments.as_slice() else {
            self.wrong_count(call, "one argument", span);
            return None;
        };
        if argument.label.is_some() || argument.during.is_some() || argument.given.is_some() {
            self.only_plain(call, &["over"])?;
        }
        let size = self.model.scope.elements(&index.value).len();
        if size == 0 {
            return None;
        }
        let how = Joined::of(&call.function.value);
        // With a condition, each term of an extreme may need another in its place.
        let each = match (&argument.filter, how) {
            (Some(_), Joined::Extreme(_)) => size,
            _ => 1,
        };
        if self.terms.saturating_add(size.saturating_mul(each)) > MOST_TERMS {
            self.too_many_terms(call, index, span);
            return None;
        }
        self.terms += size;
        let mut terms = Vec::with_capacity(size);
        for at in 0..size {
            let term = self.with_element(index, at, |checker| checker.term(call, argument, place));
            // What is wrong with one element is wrong with all.
            terms.extend(term?);
        }
        self.is_over(call, argument, index, span)?;
        let first = match terms.first() {
            Some(first) => first.value.clone(),
            // None is left: what they would have been is still to be known.
            None => {
                self.with_element(index, 0, |checker| checker.joinable(call, argument, place))?
            }
        };
        let unit = first.unit();
        for term in &mut terms {
            if matches!(first.ty, Type::Date) {
                break;
            }
            if !term.value.unit().fits(&unit) {
                self.units_differ("add up", &unit, first.span, &term.value);
                return None;
            }
            term.value = converted(term.value.clone(), &unit);
        }
        Some(joined(how, terms, &first.ty, span))
    }

    fn with_element<T>(&mut self, index: &Name, at: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        let elements = self.elements.with(&index.value.as_str().into(), at);
        self.at_element(elements, read)
    }

    /// What the element at hand gives; nothing where it is sure not to count, and then it is not looked at.
    fn term(&mut self, call: &Call, argument: &Argument, place: &Place) -> Option<Option<Term>> {
        let holds = match &argument.filter {
            Some(filter) => Some(self.condition(filter, &place.inside())?),
            None => None,
        };
        let known = holds.as_ref().map_or(Some(true), settled);
        if known == Some(false) {
            return Some(None);
        }
        let value = self.joinable(call, argument, place)?;
        let holds = holds.filter(|_| known.is_none());
        Some(Some(Term { holds, value }))
    }

    /// A number, or a date where that can be the highest or lowest.
    fn joinable(&mut self, call: &Call, argument: &Argument, place: &Place) -> Option<TExpr> {
        let typed = self.infer(&argument.value, place)?;
        match (&typed.ty, call.function.value.as_str()) {
            (Type::Date, "highest" | "lowest") => Some(typed),
            _ => self.expect_number(typed),
        }
    }

    fn too_many_terms(&mut self, call: &Call, index: &Name, span: Span) {
        // Once said, it is said of all.
        if self.terms > MOST_TERMS {
            return;
        }
        self.terms = usize::MAX;
        let how = &call.function.value;
        self.faults.push(TooManyTerms {
            most: MOST_TERMS,
            help: format!(
                "name the sum once, as in `let whole = {how}(x over {})`, and use the name: what stands in a declaration over an index is worked out again for each of its elements",
                index.value
            ),
            span,
        });
    }

    /// Whether what is joined, or the condition on it, has a value for each element of an index.
    fn is_over(
        &mut self,
        call: &Call,
        argument: &Argument,
        index: &Name,
        span: Span,
    ) -> Option<()> {
        let of = &argument.value;
        let mut free = self.free_indexes(of);
        free.extend(
            argument
                .filter
                .iter()
                .flat_map(|filter| self.free_indexes(filter)),
        );
        // What is over an index that nothing declares is told there.
        let unclear = |free: &Name| self.model.scope.elements(&free.value).is_empty();
        if free.contains(index) || free.iter().any(unclear) {
            return free.contains(index).then_some(());
        }
        let how = call.function.value.clone();
        let text = self.text_of(of.span);
        self.faults.push(SameForEach::new(how, text, index, span));
        None
    }

    /// `sum(x)` without an index.
    pub(super) fn sum_of_what(&mut self, call: &Call, span: Span) {
        let indexes: Vec<String> = self
            .model
            .scope
            .indexes()
            .map(|(index, _)| index.to_owned())
            .collect();
        let text = match call.arguments.first() {
            Some(argument) => self.text_of(argument.value.span),
            None => "x".to_owned(),
        };
        let help = match indexes.first() {
            Some(index) if call.arguments.len() == 1 => format!(
                "say over which index: `sum({text} over {index})`; over time it is `total({text})`"
            ),
            _ => format!("over time it is `total({text})`; of a few values write `a + b + c`"),
        };
        self.faults.push(WrongCount {
            function: "sum".to_owned(),
            wanted: "an argument over an index".to_owned(),
            has: call.arguments.len(),
            help,
            span,
        });
    }
}

/// A key that is a name.
fn name(key: &Expr) -> Option<&str> {
    match &key.value {
        ExprKind::Path(path) => path.single().map(|name| name.value.as_str()),
        _ => None,
    }
}
