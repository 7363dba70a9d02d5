//! Names that stand for two things.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::TwoThings;
use super::names::{Names, Own, What};
use crate::fault::Faults;
use crate::span::Span;

impl Names {
    /// Reports names that stand for two things in one file: a file and something declared, two files, or two things
    /// that are called differently in the model as a whole. Others are told by the next stage.
    pub(super) fn twice(&self, faults: &mut Faults) {
        let mut told = BTreeSet::new();
        for (at, file) in self.files.iter().enumerate() {
            let mut seen: BTreeMap<&str, (String, usize, Span)> = BTreeMap::new();
            for (alias, target) in &file.aliases {
                let target = target.unwrap_or(usize::MAX);
                let is = match self.files.get(target) {
                    Some(file) => format!("the file `{}`", file.shown),
                    None => "a file".to_owned(),
                };
                let first = seen.entry(&alias.value);
                let first = first.or_insert_with(|| (is.clone(), target, alias.span));
                let own = self.in_flat(at, &alias.value);
                let own = own.and_then(|found| self.own(&found));
                let other = match own {
                    Some(own) => ("something declared".to_owned(), own.span),
                    None if first.1 != target => (first.0.clone(), first.2),
                    None => continue,
                };
                if told.insert((other.1, alias.span)) {
                    faults.push(TwoThings {
                        name: alias.value.clone(),
                        first_is: other.0,
                        second_is: is,
                        help: "write another name behind `as`".to_owned(),
                        first: other.1,
                        second: alias.span,
                    });
                }
            }
            self.hidden(at, &mut told, faults);
        }
    }

    /// Names of a file that hide those it takes over from one that lies elsewhere in the model.
    fn hidden(&self, at: usize, told: &mut BTreeSet<(Span, Span)>, faults: &mut Faults) {
        let file = &self.files[at];
        let others = file.flat.iter().map(|other| &self.files[*other]);
        for other in others.filter(|other| other.prefix != file.prefix) {
            let comes = |own: &Own| matches!(own.what, What::Value | What::Index);
            for (name, theirs) in other.own.iter().filter(|(_, own)| comes(own)) {
                let Some(own) = file.own.get(name) else {
                    continue;
                };
                if told.insert((theirs.span, own.span)) {
                    faults.push(TwoThings {
                        name: name.to_owned(),
                        first_is: format!("what `{}` declares", other.shown),
                        second_is: format!("what `{}` does", file.shown),
                        help: "give one of them another name, or use the file with `as`".to_owned(),
                        first: theirs.span,
                        second: own.span,
                    });
                }
            }
        }
    }
}
