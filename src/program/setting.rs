//! `--set name=VALUE`: an assumption's value replaced for one run, its unit and its evidence kept.
//!
//! Each setting becomes a line `assume name = VALUE` of a text called `--set`, so that whatever is wrong with it is
//! shown like anything else; its value then takes the place of the declared one.

mod element;
mod fault;
mod overruled;
mod unit;

use std::collections::BTreeMap;
use std::ops::Range;

use super::load::Files;
use crate::fault::Faults;
use crate::link::Linked;
use crate::source::{Source, Sources};
use crate::syntax::ast::{AssumeDecl, AssumeValue, Declaration, Document, Item};
use crate::syntax::parse_at;
use fault::{MoreThanAValue, NoRoom, missing};
pub(super) use overruled::overruled;
pub(super) use unit::Held;

/// What replaces an assumption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    given: String,
    name: String,
    /// What stands in brackets behind the name.
    element: Option<String>,
    sign: String,
    value: String,
}

/// Why a text is no setting.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum NotASetting {
    #[error("write NAME=VALUE, such as `cover=90 days`, or NAME~DISTRIBUTION")]
    Form,
    #[error("`{0}` is not the name of an assumption")]
    Name(String),
    #[error("write `{0}`: an uncertain value stands behind `~` alone, any other behind `=`")]
    Signs(String),
    #[error("a value stands on one line")]
    Lines,
}

impl Setting {
    /// Reads `cover=90 days` or `cover~60 to 120 days`.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn parse(given: &str) -> Result<Setting, NotASetting> {
        let at = given.find(['=', '~']).ok_or(NotASetting::Form)?;
        let (name, rest) = given.split_at(at);
        let (sign, value) = rest.split_at(1);
        let (name, value) = (name.trim(), value.trim());
        if value.is_empty() {
            return Err(NotASetting::Form);
        }
        if value.contains(['\n', '\r']) {
            return Err(NotASetting::Lines);
        }
        if value.starts_with(['=', '~']) {
            let bare = value.trim_start_matches(['=', '~', ' ']);
            let sign = if sign == "~" || value.contains('~') {
                "~"
            } else {
                "="
            };
            return Err(NotASetting::Signs(format!("{name} {sign} {bare}")));
        }
        let (name, element) = match name.split_once('[') {
            Some((whole, element)) => (whole.trim(), Some(element.trim_end_matches(']').trim())),
            None => (name, None),
        };
        if !name.split('.').all(is_name) {
            return Err(NotASetting::Name(name.to_owned()));
        }
        Ok(Setting {
            given: given.to_owned(),
            name: name.to_owned(),
            element: element.map(str::to_owned),
            sign: sign.to_owned(),
            value: value.to_owned(),
        })
    }

    /// The name of what is replaced.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// As a declaration; `unit` is that of what it replaces.
    fn line(&self, unit: Option<&str>) -> String {
        let unit = unit.map(|unit| format!(": {unit}")).unwrap_or_default();
        format!("assume {}{unit} {} {}", self.name, self.sign, self.value)
    }

    /// As it was given.
    pub fn given(&self) -> &str {
        &self.given
    }
}

/// Whether a word can be a name.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let starts = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    starts && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// What is set, as a document of its own.
#[derive(Default)]
pub(super) struct Given {
    document: Document,
    faults: Faults,
    /// Each setting and its line.
    lines: Vec<(Setting, Range<usize>)>,
    /// What the assumptions that are replaced are in, by the names that the settings have for them.
    held: BTreeMap<String, Held>,
}

impl Given {
    /// Lays the text of the settings behind the others. `held` says what the assumptions that are replaced are in.
    pub(super) fn lay(
        settings: &[Setting],
        held: BTreeMap<String, Held>,
        files: &mut Files<'_>,
    ) -> Given {
        let mut text = String::new();
        let mut lines = Vec::new();
        for setting in settings {
            let start = text.len();
            let unit = held.get(&setting.name).and_then(Held::written);
            text.push_str(&setting.line(unit.as_deref()));
            lines.push((setting.clone(), start..text.len()));
            text.push('\n');
        }
        // The name of what another file declares has points, which no declaration has.
        let mut parsed_text = text.clone();
        for (Setting { name, .. }, line) in &lines {
            let at = line.start + "assume ".len();
            parsed_text.replace_range(at..at + name.len(), &name.replace('.', "_"));
        }
        let Some(start) = files.sources.add(Source::new("--set", text)) else {
            files.faults.push(NoRoom);
            return Given::default();
        };
        for (_, line) in &mut lines {
            *line = line.start + start..line.end + start;
        }
        let parsed = parse_at(&parsed_text, start);
        Given {
            document: parsed.document,
            faults: parsed.faults,
            lines,
            held,
        }
    }

    /// Gives the values of the settings to the declarations that they replace.
    pub(super) fn apply(mut self, linked: &mut Linked, sources: &Sources, faults: &mut Faults) {
        faults.extend(std::mem::take(&mut self.faults));
        linked.names.rename(&mut self.document, faults);
        linked.document.poisoned.extend(
            self.document
                .poisoned
                .drain(..)
                .filter(|poisoned| poisoned.keyword == "use"),
        );
        for (setting, range) in &self.lines {
            let inside =
                |declaration: &Declaration| range.contains(&(declaration.span.start as usize));
            let given = self.document.declarations.iter().position(inside);
            // A line that cannot be read is a fault already.
            if let Some(at) = given {
                let declaration = self.document.declarations.remove(at);
                let held = self.held.get(&setting.name);
                replace(setting, declaration, held, (linked, sources), faults);
            }
        }
    }
}

fn replace(
    setting: &Setting,
    given: Declaration,
    held: Option<&Held>,
    (linked, sources): (&mut Linked, &Sources),
    faults: &mut Faults,
) {
    let span = given.span;
    let Item::Assume(AssumeDecl {
        declared,
        value,
        evidence,
    }) = given.item
    else {
        return;
    };
    let name = &setting.name;
    let plain = evidence.is_empty() && declared.title.is_none() && declared.index.is_empty();
    if !plain {
        let extra = evidence.first().map_or(span, |clause| clause.span);
        faults.push(MoreThanAValue {
            name: name.to_owned(),
            span: extra,
        });
    }
    let whole = linked.names.in_root(name);
    let whole = whole.as_deref().unwrap_or(name);
    let known = matches!(value, AssumeValue::Known(_) | AssumeValue::Unknown(_));
    let own = |own: &Declaration| assumption(own, whole).is_some();
    let Some(at) = linked.document.declarations.iter().position(own) else {
        missing(
            &linked.document,
            (whole, setting),
            declared.name.span,
            faults,
        );
        return;
    };
    let Some(replaced) = assumption(&linked.document.declarations[at], whole) else {
        return;
    };
    if setting.element.is_some() {
        let fault = element::fault(setting, replaced, &linked.document, sources);
        faults.push(fault);
        return;
    }
    if unit::refused(setting, &value, held, replaced, faults) {
        return;
    }
    if let Item::Assume(replaced) = &mut linked.document.declarations[at].item {
        replaced.value = value;
        if replaced.declared.unit.is_none() {
            replaced.declared.unit = declared.unit;
        }
    }
    if known {
        untie(whole, &mut linked.document);
    }
}

/// What is known goes with nothing: its name leaves each `correlate`, which needs two.
fn untie(name: &str, document: &mut Document) {
    document
        .declarations
        .retain_mut(|declaration| match &mut declaration.item {
            Item::Correlate(it) => {
                let before = it.names.len();
                it.names.retain(|path| path.value.head.value != name);
                it.names.len() == before || it.names.len() > 1
            }
            _ => true,
        });
}

fn assumption<'a>(declaration: &'a Declaration, name: &str) -> Option<&'a AssumeDecl> {
    match &declaration.item {
        Item::Assume(assume) if assume.declared.name.value == name => Some(assume),
        _ => None,
    }
}
