//! What is said of a name that is not known where it is used.

use super::fault::{NotVisible, UnknownInFile};
use super::names::Found;
use super::rename::Renamer;
use crate::span::Span;
use crate::suggest::nearest;

impl Renamer<'_> {
    /// Says that a name is unknown, unless the next stage does it better.
    pub(super) fn unknown(
        &mut self,
        within: usize,
        name: &str,
        written: &str,
        span: Span,
        elsewhere: bool,
    ) -> bool {
        let names = self.names;
        let mut files = (0..names.files.len()).filter(|file| names.files[*file].own.contains(name));
        // What stands behind a point was looked for in the file that is meant.
        let other = files.next().filter(|_| within == self.file);
        if let Some(other) = other {
            let found = Found {
                file: other,
                name: name.to_owned(),
            };
            let own = names.own(&found);
            self.made.faults.push(NotVisible {
                name: name.to_owned(),
                file: names.files[other].shown.clone(),
                help: self.way_to(&found),
                span,
                declared: own.map_or(span, |own| own.span),
            });
            return true;
        }
        if within == self.file && elsewhere && names.files[self.file].prefix.is_empty() {
            return false;
        }
        let known = names.files[within].flat.iter();
        let known = known.flat_map(|file| names.files[*file].own.names());
        let before = written.strip_suffix(name).unwrap_or_default();
        let shown = &names.files[within].shown;
        let help = match nearest(name, known) {
            Some(near) => format!("did you mean `{before}{near}`?"),
            None if within != self.file => format!("`{shown}` declares no such name"),
            None if written != name || !elsewhere => {
                format!("no file is used as `{name}`: write `use \"FILE\" as {name}`")
            }
            None => format!("declare it in `{shown}`, or in a file that this one uses"),
        };
        self.made.faults.push(UnknownInFile {
            name: written.to_owned(),
            help,
            span,
        });
        true
    }

    /// How to come by a name that is declared where this file does not look.
    fn way_to(&self, found: &Found) -> String {
        let names = self.names;
        if let Some(way) = names.way(self.file, found) {
            return format!("write `{way}`");
        }
        let (here, there) = (&names.files[self.file], &names.files[found.file]);
        let uses_this = names.uses(found.file, self.file);
        match relative(&here.path, &there.path).filter(|_| !uses_this && found.file != 0) {
            Some(path) => format!("write `use \"{path}\"` in `{}`", here.shown),
            None => format!(
                "a file does not see what uses it: declare `{}` in `{}`, or in a file that both use",
                found.name, here.shown
            ),
        }
    }
}

/// How one file writes the path of another: where both lie in one folder, or it lies further down.
fn relative<'p>(from: &str, to: &'p str) -> Option<&'p str> {
    match from.rsplit_once('/') {
        Some((folder, _)) => to.strip_prefix(folder)?.strip_prefix('/'),
        None => Some(to),
    }
}
