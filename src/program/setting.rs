//! `--set name=VALUE`: an assumption's value replaced for one run, its unit and its evidence kept.
//!
//! Each setting becomes a line `assume name = VALUE` below the text, so that whatever is wrong with it is shown like
//! anything else; its value then takes the place of the declared one.

mod fault;

use std::ops::Range;

use crate::fault::Faults;
use crate::source::Source;
use crate::syntax::ast::{AssumeDecl, Declaration, Document, Item, Name};
use fault::{MoreThanAValue, missing};

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
