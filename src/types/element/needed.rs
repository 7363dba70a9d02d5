//! What to write where a name means several elements, or too many of them stand in its brackets.

use std::rc::Rc;

use super::Family;
use crate::span::Span;
use crate::suggest::list_of;
use crate::syntax::ast::{AssumeValue, Item, Name};
use crate::types::context::{Checker, Entity, State};
use crate::types::fault::element::ElementNeeded;
use crate::types::model::Type;

impl Checker<'_> {
    /// `demand[light, heavy]` over one index: the same for each of the elements.
    pub(super) fn one_at_a_time(
        &self,
        family: &Family,
        name: &str,
        elements: &[Name],
        span: Span,
        clause: bool,
    ) -> String {
        let [index] = family.over.as_slice() else {
            return self.one_of_each(family, name);
        };
        let scope = &self.model.scope;
        let own = |element: &Name| scope.place_in(index, &element.value).is_some();
        if !elements.iter().all(own) {
            return self.one_of_each(family, name);
        }
        let each = elements
            .iter()
            .map(|element| format!("{name}[{}]", element.value));
        if clause {
            let (before, after) = self.around(span);
            let clauses = each.map(|each| format!("{before}{each}{after}"));
            return format!("write a line for each: {}", list_of(clauses, "and"));
        }
        if !self.adds_up(family) {
            return format!("write it out for each: {}", list_of(each, "and"));
        }
        let together = match elements.len() {
            2 => "both",
            _ => "these",
        };
        let sum: Vec<String> = each.collect();
        format!(
            "for {together} together write `{}`, for all `sum({name} over {index})`",
            sum.join(" + ")
        )
    }

    /// What stands around a place in its clause.
    fn around(&self, span: Span) -> (&str, &str) {
        let range = span.range();
        let before = self.text.get(..range.start).unwrap_or_default();
        let after = self.text.get(range.end..).unwrap_or_default();
        let start = before.rfind(['\n', ';', '{']).map_or(0, |at| at + 1);
        let end = after.find(['\n', ';', '}', '#']).unwrap_or(after.len());
        (before[start..].trim_start(), after[..end].trim_end())
    }

    /// Whether what a declaration became are numbers.
    fn adds_up(&self, family: &Family) -> bool {
        match family.members.first() {
            Some(Entity::Quantity(id)) => {
                let draft = &self.quantities[id.0];
                let number = match &draft.state {
                    State::Known(ty) => matches!(ty, Type::Number(_)),
                    _ => draft.labels.is_empty(),
                };
                number && !draft.date
            }
            Some(Entity::Stock(_)) => true,
            _ => false,
        }
    }

    /// `write one element of each index: `cost[light, tailings]``
    fn one_of_each(&self, family: &Family, name: &str) -> String {
        let first = |index: &Rc<str>| self.model.scope.elements(index).first().cloned();
        let elements: Vec<String> = family.over.iter().filter_map(first).collect();
        let of_each = match elements.len() {
            1 => "one element",
            _ => "one element of each index",
        };
        format!("write {of_each}, as in `{name}[{}]`", elements.join(", "))
    }

    pub(super) fn element_needed(&mut self, family: &Family, name: &str, index: &str, span: Span) {
        let scope = &self.model.scope;
        // An index without elements could not be read.
        let Some(first) = scope.elements(index).first() else {
            return;
        };
        let text = self.text_of(span);
        let bare = text == name;
        let text = if text.contains('[') {
            name.to_owned()
        } else {
            text
        };
        let one = match family.over.len() {
            1 => text.replacen(name, &format!("{name}[{first}]"), 1),
            _ => self.with_one(family, name, index, first),
        };
        let (spread, first_of_all) = self.one_for_each(index);
        // An event stands alone behind `each` only.
        let each = matches!(family.members.first(), Some(Entity::Event(_))) && bare;
        let mut ways = Vec::new();
        if self.adds_up(family) {
            ways.push(format!("add all up, `sum({text} over {index})`"));
        }
        if !each {
            ways.push(format!("pick one, `{one}`"));
        }
        let at = match first_of_all {
            true => 0,
            false => ways.len(),
        };
        let spread = match each {
            true => spread.replace(" …`", &format!(" … each {name}`")),
            false => spread,
        };
        ways.insert(at, spread);
        self.faults.push(ElementNeeded {
            name: text,
            index: index.to_owned(),
            help: ways.join("; or "),
            span,
        });
    }

    /// How to give what is defined here one for each element of an index, and whether something adds those up.
    pub(super) fn one_for_each(&self, index: &str) -> (String, bool) {
        let Some((id, _)) = self.busy.last() else {
            return (format!("say it for each element of `{index}`"), false);
        };
        let draft = &self.quantities[id.0];
        let over = draft.elements.indexes().chain([index]);
        let over = over.collect::<Vec<_>>().join(", ");
        let (keyword, base) = (draft.role.keyword(), draft.origin.base());
        let written = match &self.model.declaration(draft.index).item {
            Item::Event(it) => format!("event {}[{over}] {{ … }}", it.declared.name.value),
            Item::Assume(it) if matches!(it.value, AssumeValue::Uncertain(..)) => {
                format!("{keyword} {base}[{over}] ~ …")
            }
            _ => format!("{keyword} {base}[{over}] = …"),
        };
        let spread = format!("give what is defined here one for each, `{written}`");
        (spread, self.is_added_up(base, index))
    }

    /// Whether a name stands in something that is summed over an index.
    fn is_added_up(&self, name: &str, index: &str) -> bool {
        let letter = |letter: char| letter.is_alphanumeric() || letter == '_';
        let over = format!(" over {index})");
        self.text.match_indices(&over).any(|(at, _)| {
            let before = &self.text[..at];
            let line = before.rfind('\n').map_or(before, |line| &before[line..]);
            let inside = line.rfind("sum(").map(|sum| &line[sum + 4..]);
            inside.is_some_and(|inside| {
                let mut words = inside.split(|each: char| !letter(each));
                words.any(|word| word == name)
            })
        })
    }

    /// `cost[stage, light]`: one index picked, the others as they stand.
    fn with_one(&self, family: &Family, name: &str, index: &str, first: &str) -> String {
        let over = family.over.iter();
        let inside = over.map(|over| if **over == *index { first } else { over });
        format!("{name}[{}]", inside.collect::<Vec<_>>().join(", "))
    }
}
