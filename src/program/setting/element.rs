//! `--set "offered[china]=5 t"`: an assumption is set as a whole, so all of its elements are listed to be edited.

use crate::source::Sources;
use crate::span::Span;
use crate::syntax::ast::{AssumeDecl, AssumeValue, Document, Expr, ExprKind, Item};

use super::Setting;
use super::fault::OneElement;

/// What to write instead of setting one element.
pub(super) fn fault(
    setting: &Setting,
    replaced: &AssumeDecl,
    document: &Document,
    sources: &Sources,
) -> OneElement {
    let name = &setting.name;
    let element = setting.element.as_deref().unwrap_or_default();
    let (sign, value) = match &replaced.value {
        AssumeValue::Known(value) => ("=", Some(value)),
        AssumeValue::Uncertain(value, _) => ("~", Some(value)),
        AssumeValue::Claims(_) | AssumeValue::Unknown(_) | AssumeValue::Bound(..) => ("=", None),
    };
    let new = Some(setting.value.as_str()).filter(|_| sign == setting.sign);
    let elements = elements(replaced, document);
    let all = value.map(|value| match (&value.value, elements.as_slice()) {
        (ExprKind::List(_), _) => edited(value, element, new, sources),
        (_, []) => text(value.span, sources),
        (_, elements) => {
            let present = text(value.span, sources);
            let entry = |own: &String| match new.filter(|_| own == element) {
                Some(new) => format!("{own}: {new}"),
                None => format!("{own}: {present}"),
            };
            format!(
                "[{}]",
                elements.iter().map(entry).collect::<Vec<_>>().join(", ")
            )
        }
    });
    let all = all.unwrap_or_else(|| {
        let entries = elements.iter().map(|own| format!("{own}: …"));
        format!("[{}]", entries.collect::<Vec<_>>().join(", "))
    });
    let declared = replaced.declared.name.span;
    OneElement {
        given: format!("{name}[{element}]"),
        way_out: match replaced.declared.index.is_empty() {
            true => format!("write `--set \"{name}{}{}\"`", setting.sign, setting.value),
            false => format!(
                "set all of them, with the values that they have now or others: `--set \"{name}{sign}{all}\"`"
            ),
        },
        is: match replaced.declared.index.is_empty() {
            true => format!("`{name}` has no elements"),
            false => format!("`--set` replaces all elements of `{name}`"),
        },
        declared,
    }
}

/// The elements of the only index that an assumption is over.
fn elements(replaced: &AssumeDecl, document: &Document) -> Vec<String> {
    let [index] = replaced.declared.index.as_slice() else {
        return Vec::new();
    };
    let mut indexes = document.declarations.iter();
    let found = indexes.find_map(|declaration| match &declaration.item {
        Item::Index(it) if it.name.value == index.value => Some(&it.elements),
        _ => None,
    });
    let found = found.into_iter().flatten();
    found.map(|element| element.value.clone()).collect()
}

/// A list by element with what is given in its place.
fn edited(value: &Expr, element: &str, new: Option<&str>, sources: &Sources) -> String {
    let whole = text(value.span, sources);
    let ExprKind::List(list) = &value.value else {
        return whole;
    };
    let unit = list.unit.as_ref().map(|unit| text(*unit.span, sources));
    let entries = list.entries.iter().map(|(key, present)| {
        let key = text(key.span, sources);
        match new.filter(|_| key == element) {
            Some(new) => format!("{key}: {new}"),
            None => {
                let present = text(present.span, sources);
                let unit = unit
                    .as_ref()
                    .filter(|_| new.is_some() && present != "unknown");
                let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
                format!("{key}: {present}{unit}")
            }
        }
    });
    let listed = list
        .entries
        .iter()
        .any(|(key, _)| text(key.span, sources) == element);
    match listed {
        true => format!("[{}]", entries.collect::<Vec<_>>().join(", ")),
        false => whole,
    }
}

/// What stands at a place, on one line.
fn text(span: Span, sources: &Sources) -> String {
    let (source, place) = sources.locate(span);
    let text = source.text().get(place.range()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
