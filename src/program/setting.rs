//! `--set name=VALUE`: an assumption's value replaced for one run, its unit and its evidence kept.
//!
//! Each setting becomes a line `assume name = VALUE` below the text, so that whatever is wrong with it is shown like
//! anything else; its value then takes the place of the declared one.

use std::ops::Range;

use miette::Diagnostic;

use crate::diagnostics::nearest;
use crate::fault::Faults;
use crate::source::Source;
use crate::span::Span;
use crate::syntax::ast::{AssumeDecl, Declaration, Declared, Document, Item, Name};

/// What replaces an assumption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    given: String,
    name: String,
    line: String,
}

/// Why a text is no setting.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum NotASetting {
    #[error("write NAME=VALUE, such as `cover=90 days`, or NAME~DISTRIBUTION")]
    Form,
    #[error("`{0}` is not the name of an assumption")]
    Name(String),
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
        let mut letters = name.chars();
        let starts = letters
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
        if !starts || !letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
            return Err(NotASetting::Name(name.to_owned()));
        }
        Ok(Setting {
            given: given.to_owned(),
            name: name.to_owned(),
            line: format!("assume {name} {sign} {value}"),
        })
    }

    /// As it was given.
    pub fn given(&self) -> &str {
        &self.given
    }
}

/// A text with the lines of settings below it.
pub(super) struct Extended {
    pub source: Source,
    /// The name and the line of each setting.
    lines: Vec<(String, Range<usize>)>,
    /// Where the text itself ends.
    end: usize,
}

/// `--set` names something else than an assumption.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{name}` is {kind}, and `--set` replaces an assumption")]
#[diagnostic(help("give the value of an assumption that `{name}` is computed from"))]
struct NotAnAssumption {
    name: String,
    kind: &'static str,
    #[label("declared here")]
    declared: Span,
}

/// `--set` names nothing.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("there is no assumption `{name}`")]
#[diagnostic(code("unknown-name"), help("{way_out}"))]
struct NoAssumption {
    name: String,
    way_out: String,
    #[label("given by `--set`")]
    span: Span,
}

/// `--set "x=1 { … }"`
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`--set {name}` gives more than a value")]
#[diagnostic(help("leave out what follows the value: the declaration's evidence is kept"))]
struct MoreThanAValue {
    name: String,
    #[label("not a part of a value")]
    span: Span,
}

impl Extended {
    pub(super) fn of(source: Source, settings: &[Setting]) -> Extended {
        let end = source.text().len();
        if settings.is_empty() {
            return Extended {
                source,
                lines: Vec::new(),
                end,
            };
        }
        let mut text = format!("{}\n# given by --set\n", source.text());
        let mut lines = Vec::new();
        for setting in settings {
            let start = text.len();
            text.push_str(&setting.line);
            lines.push((setting.name.clone(), start..text.len()));
            text.push('\n');
        }
        Extended {
            source: Source::new(source.name(), text),
            lines,
            end,
        }
    }

    /// Moves the values from the lines of settings to the declarations that they replace.
    pub(super) fn apply(&self, document: &mut Document, faults: &mut Faults) {
        for (name, range) in &self.lines {
            let inside =
                |declaration: &Declaration| range.contains(&(declaration.span.start as usize));
            let given = document.declarations.iter().position(inside);
            // A line that cannot be read is a fault already.
            if let Some(at) = given {
                let declaration = document.declarations.remove(at);
                self.replace(name, declaration, document, faults);
            }
        }
        let declares = |name: &Name| (name.span.start as usize) < self.end;
        document
            .poisoned
            .retain(|poisoned| poisoned.name.as_ref().is_none_or(declares));
    }

    fn replace(
        &self,
        name: &str,
        given: Declaration,
        document: &mut Document,
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
        let plain = evidence.is_empty()
            && declared.unit.is_none()
            && declared.title.is_none()
            && declared.index.is_empty();
        if !plain {
            let extra = evidence.first().map_or(span, |clause| clause.span);
            faults.push(MoreThanAValue {
                name: name.to_owned(),
                span: extra,
            });
        }
        match document
            .declarations
            .iter_mut()
            .find_map(|own| assumption(own, name))
        {
            Some(assumption) => assumption.value = value,
            None => missing(document, name, declared.name.span, faults),
        }
    }
}

fn assumption<'a>(declaration: &'a mut Declaration, name: &str) -> Option<&'a mut AssumeDecl> {
    match &mut declaration.item {
        Item::Assume(assume) if assume.declared.name.value == name => Some(assume),
        _ => None,
    }
}

fn missing(document: &Document, name: &str, span: Span, faults: &mut Faults) {
    let poisoned = document
        .poisoned
        .iter()
        .filter_map(|poisoned| poisoned.name.as_ref());
    // What could not be read may have declared it.
    if poisoned.into_iter().any(|poisoned| poisoned.value == name) {
        return;
    }
    let declarations = document.declarations.iter();
    let other = declarations
        .clone()
        .filter_map(|declaration| computed(&declaration.item));
    if let Some((kind, declared)) = other
        .into_iter()
        .find(|(_, declared)| declared.name.value == name)
    {
        faults.push(NotAnAssumption {
            name: name.to_owned(),
            kind,
            declared: declared.name.span,
        });
        return;
    }
    let known: Vec<&str> = declarations
        .filter_map(|declaration| match &declaration.item {
            Item::Assume(assume) => Some(assume.declared.name.value.as_str()),
            _ => None,
        })
        .collect();
    let way_out = match nearest(name, known.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`--set` takes the name of an assumption of the model".to_owned(),
    };
    faults.push(NoAssumption {
        name: name.to_owned(),
        way_out,
        span,
    });
}

fn computed(item: &Item) -> Option<(&'static str, &Declared)> {
    Some(match item {
        Item::Let(it) => ("a `let`", &it.declared),
        Item::Flow(it) => ("a flow", &it.declared),
        Item::Stock(it) => ("a stock", &it.declared),
        Item::Outcome(it) => ("an outcome", &it.declared),
        Item::Choice(it) => ("a choice", &it.declared),
        Item::Event(it) => ("an event", &it.declared),
        _ => return None,
    })
}
