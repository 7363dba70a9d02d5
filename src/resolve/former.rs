//! Names that things had before: none of them may be anything else\'s.

use std::collections::BTreeMap;

use super::declare::symbol_of;
use super::fault::{FormerIsOwn, FormerOfTwo, StillDeclared};
use super::scope::{Scope, SymbolKind};
use crate::fault::Faults;
use crate::span::Span;
use crate::syntax::ast::{ChoiceDecl, Document, Evidence, EvidenceClause, Item, Name};

/// Reports a `was` that names what is still declared, itself, or what another was too.
pub(super) fn former_names(document: &Document, scope: &Scope, faults: &mut Faults) {
    let declared = |name: &str| {
        let symbol = scope.get(name)?;
        (symbol.kind != SymbolKind::Poisoned).then_some(symbol.span)
    };
    let mut names = Names::new(&declared, faults);
    for declaration in &document.declarations {
        let block = declaration.item.evidence().into_iter().next();
        if let (Some((_, own)), Some(block)) = (symbol_of(&declaration.item), block) {
            names.block(own, block);
        }
    }
    for declaration in &document.declarations {
        if let Item::Choice(choice) = &declaration.item {
            options(choice, faults);
        }
    }
}

/// Options have a name space of their own.
fn options(choice: &ChoiceDecl, faults: &mut Faults) {
    let declared = |name: &str| {
        let mut options = choice.options.iter();
        let option = options.find(|option| option.name.value == name)?;
        Some(option.name.span)
    };
    let mut names = Names::new(&declared, faults);
    for option in &choice.options {
        names.block(&option.name, &option.evidence);
    }
}

/// The former names in one name space.
struct Names<'a> {
    declared: &'a dyn Fn(&str) -> Option<Span>,
    seen: BTreeMap<&'a str, Span>,
    faults: &'a mut Faults,
}

impl<'a> Names<'a> {
    fn new(declared: &'a dyn Fn(&str) -> Option<Span>, faults: &'a mut Faults) -> Self {
        Names {
            declared,
            seen: BTreeMap::new(),
            faults,
        }
    }

    fn block(&mut self, own: &Name, evidence: &'a Evidence) {
        for clause in evidence {
            if let EvidenceClause::Was(was) = &clause.value {
                self.former(own, was);
            }
        }
    }

    fn former(&mut self, own: &Name, was: &'a Name) {
        let name = was.value.clone();
        if was.value == own.value {
            self.faults.push(FormerIsOwn {
                name,
                span: was.span,
            });
        } else if let Some(declared) = (self.declared)(&was.value) {
            self.faults.push(StillDeclared {
                name,
                own: own.value.clone(),
                span: was.span,
                declared,
            });
        } else if let Some(first) = self.seen.insert(&was.value, was.span) {
            self.faults.push(FormerOfTwo {
                name,
                first,
                second: was.span,
            });
        }
    }
}
