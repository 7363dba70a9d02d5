//! Gives the names in a declaration what they are called in the model as a whole.

use super::fault::{FileAlone, StaysBehind};
use super::names::{Found, Lookup, Names, What};
use super::walk::{self, Visitor, Wanted};
use crate::fault::Faults;
use crate::span::{Span, Spanned};
use crate::syntax::ast::{DeclaredUnit, Item, Name, Path, PathStep, Poisoned};

/// What came of it.
#[derive(Default)]
pub(super) struct Renamed {
    pub(super) faults: Faults,
    /// Names that are told of here, or that nothing can be said of: no later stage does.
    pub(super) poisoned: Vec<Poisoned>,
    /// The outcomes of files that are used which it names.
    pub(super) outcomes: Vec<Found>,
}

/// Renames what a declaration of a file names.
pub(super) fn declaration(item: &mut Item, file: usize, names: &Names) -> Renamed {
    let mut renamer = Renamer {
        names,
        file,
        made: Renamed::default(),
    };
    walk::item(item, &mut renamer);
    renamer.made
}

pub(super) struct Renamer<'n> {
    pub(super) names: &'n Names,
    pub(super) file: usize,
    pub(super) made: Renamed,
}

impl Visitor for Renamer<'_> {
    fn path(&mut self, path: &mut Path) {
        let stays = self.stays(&path.head.value);
        if stays && path.steps.is_empty() {
            return;
        }
        let members = path.steps.iter().map_while(member);
        let chain: Vec<&Name> = std::iter::once(&path.head).chain(members).collect();
        if let Some((whole, taken)) = self.meant(&chain, true) {
            let last = chain[taken - 1].span;
            path.steps.drain(..taken - 1);
            path.head = Spanned::new(whole, path.head.span.to(last));
        }
        for step in &mut path.steps {
            if let PathStep::Element(elements) = step {
                elements
                    .iter_mut()
                    .for_each(|element| self.element(element));
            }
        }
        self.result(path);
    }

    fn name(&mut self, name: &mut Name, wanted: Wanted) {
        if self.stays(&name.value) {
            return;
        }
        let chain: Vec<Name> = name
            .value
            .split('.')
            .map(|part| Spanned::new(part.to_owned(), name.span))
            .collect();
        let chain: Vec<&Name> = chain.iter().collect();
        if wanted == Wanted::Index && name.value == "year" {
            return;
        }
        let own_file = chain.len() == 1;
        let told = self.made.poisoned.len();
        if let Some((mut whole, taken)) = self.meant(&chain, own_file) {
            for rest in &chain[taken..] {
                whole.push('.');
                whole.push_str(&rest.value);
            }
            if self.made.poisoned.len() > told {
                self.poison_as(whole.clone(), name.span);
            }
            name.value = whole;
        }
    }

    fn column(&mut self, unit: &mut DeclaredUnit) {
        let bare = match unit {
            DeclaredUnit::Index(index) => return self.name(index, Wanted::Index),
            DeclaredUnit::Date(_) => None,
            DeclaredUnit::Unit(unit) => unit.bare(),
        };
        let Some(name) = bare.filter(|name| !self.names.units.contains(&name.value)) else {
            return;
        };
        if let (Lookup::Found(found), _) = self.names.find(self.file, &[&name.value])
            && self.is_index(&found)
        {
            let whole = self.names.whole(&found);
            *unit = DeclaredUnit::Index(Spanned::new(whole, name.span));
        }
    }

    /// An element is in a name space of its own; an index or a column that stands in its place is not.
    fn element(&mut self, element: &mut Name) {
        let chain: Vec<&str> = element.value.split('.').collect();
        let (Lookup::Found(found), taken) = self.names.find(self.file, &chain) else {
            return;
        };
        let rest = chain[taken..].iter().map(|part| format!(".{part}"));
        let rest: String = rest.collect();
        if self.is_index(&found) || !rest.is_empty() {
            element.value = self.names.whole(&found) + &rest;
        }
    }
}

fn member(step: &PathStep) -> Option<&Name> {
    match step {
        PathStep::Member(name) => Some(name),
        PathStep::Element(_) => None,
    }
}

impl Renamer<'_> {
    /// Whether a name that stands alone is one of the root itself, and means nothing else: most are.
    fn stays(&self, name: &str) -> bool {
        let root = &self.names.files[self.file];
        let mut aliases = root.aliases.iter();
        self.file == 0 && root.own.contains(name) && !aliases.any(|(alias, _)| alias.value == name)
    }

    /// What a chain of names is called in the model as a whole, and how many of them it takes; nothing where it is
    /// left as it is. `elsewhere` says that what is unknown in the root is told by the next stage.
    fn meant(&mut self, chain: &[&Name], elsewhere: bool) -> Option<(String, usize)> {
        let words: Vec<&str> = chain.iter().map(|name| name.value.as_str()).collect();
        let (lookup, taken) = self.names.find(self.file, &words);
        let place = chain.first()?.span.to(chain.get(taken - 1)?.span);
        let written = words[..taken].join(".");
        match lookup {
            Lookup::Found(found) => {
                self.comes_along(&found, &written, place);
                Some((self.names.whole(&found), taken))
            }
            Lookup::Maybe => Some((self.poison(&written, place), taken)),
            Lookup::File(file) => {
                let names = self.names.files[file].own.names().take(4);
                let names: Vec<String> = names.map(|name| format!("{written}.{name}")).collect();
                self.made.faults.push(FileAlone {
                    help: crate::suggest::list_of(&names, "or"),
                    name: written.clone(),
                    span: place,
                });
                Some((self.poison(&written, place), taken))
            }
            Lookup::Unknown(within) => {
                let last = words[taken - 1];
                let told = self.unknown(within, last, &written, place, elsewhere);
                told.then(|| (self.poison(&written, place), taken))
            }
        }
    }

    /// Says so where a name stays behind.
    fn comes_along(&mut self, found: &Found, written: &str, span: Span) {
        let Some(own) = self.names.own(found).filter(|_| found.file != 0) else {
            return;
        };
        let what = match own.what {
            What::Value | What::Index => return,
            // One that something rests on comes along.
            What::Outcome if self.file != 0 => return self.made.outcomes.push(found.clone()),
            What::Outcome => "an outcome",
            What::Scenario => "a scenario",
        };
        let file = self.names.files[found.file].shown.clone();
        let help = match own.what {
            What::Scenario => "declare the scenario in the file that is run".to_owned(),
            _ => format!("let a `let` in `{file}` hold the value, and name that here and there"),
        };
        self.made.faults.push(StaysBehind {
            name: written.to_owned(),
            what,
            file,
            help,
            span,
            declared: own.span,
        });
        let whole = self.names.whole(found);
        self.poison_as(whole, span);
    }

    fn is_index(&self, found: &Found) -> bool {
        let own = self.names.own(found);
        own.is_some_and(|own| own.what == What::Index)
    }

    /// A result of a scenario: what follows is a name too.
    fn result(&mut self, path: &mut Path) {
        let scenario = self.names.own(&Found {
            file: 0,
            name: path.head.value.clone(),
        });
        if self.file != 0 || !scenario.is_some_and(|own| own.what == What::Scenario) {
            return;
        }
        let Some(PathStep::Member(head)) = path.steps.first() else {
            return;
        };
        let mut inner = Path {
            head: head.clone(),
            steps: path.steps.split_off(1),
        };
        self.path(&mut inner);
        path.steps = vec![PathStep::Member(inner.head)];
        path.steps.append(&mut inner.steps);
    }

    /// A name that no later stage tells of.
    fn poison(&mut self, written: &str, span: Span) -> String {
        let name = format!("{}{written}", self.names.files[self.file].prefix);
        self.poison_as(name.clone(), span);
        name
    }

    fn poison_as(&mut self, name: String, span: Span) {
        self.made.poisoned.push(Poisoned {
            keyword: "use".to_owned(),
            name: Some(Spanned::new(name, span)),
            words: Vec::new(),
        });
    }
}
