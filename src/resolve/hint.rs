//! What to write for a name that is unknown, or is not what its place needs.

use std::collections::BTreeMap;

use super::scope::SymbolKind;
use super::walk::Binder;
use crate::suggest::{SUGGESTED, likeliest_first, list_of, nearest};
use crate::syntax::ast::{Item, Name, ScenarioClause};

/// How many names a message lists.
const MOST_LISTED: usize = 8;

impl<'d> Binder<'d> {
    /// What to write for a name that is no value by itself.
    pub(super) fn instead(&self, name: &Name, kind: SymbolKind) -> String {
        let name = name.value.as_str();
        match (kind, self.scope.members(name)) {
            (SymbolKind::Table, Some(columns)) => {
                let columns = columns.iter().map(|column| format!("{name}.{column}"));
                format!("name a column: {}", list_of(columns, "or"))
            }
            (SymbolKind::Event, _) => self.of_an_event(name),
            (SymbolKind::Scenario, _) => self.of_a_scenario(name),
            _ => "use an assumption, a let, a flow, a stock, a choice or an outcome".to_owned(),
        }
    }

    /// What can be asked of an event, the likeliest first.
    fn of_an_event(&self, name: &str) -> String {
        let others = format!(
            "`{name}.fired` (it begins in this step), `{name}.count` (how often it has begun so far) and `{name}.hazard` (its probability within a year)"
        );
        if self.condition {
            format!("write `{name}.active` (it is going on in this step); there are also {others}")
        } else {
            format!(
                "write `(if {name}.active then 1 else 0)`: 1 while it is going on, otherwise 0; besides `{name}.active` there are {others}"
            )
        }
    }

    /// A scenario is no part of the model; what it chooses is.
    fn of_a_scenario(&self, name: &str) -> String {
        let scenarios = self.document.declarations.iter();
        let mut clauses = scenarios
            .filter_map(|declaration| match &declaration.item {
                Item::Scenario(it) if it.name.value == name => Some(&it.clauses),
                _ => None,
            })
            .flatten();
        let chosen = clauses.find_map(|clause| match &clause.value {
            ScenarioClause::Choose { choice, option, .. } => {
                Some(format!("{} is {}", choice.head.value, option.value))
            }
            _ => None,
        });
        let mut names = self.scope.names();
        let outcome = names.find(|(_, symbol)| symbol.kind == SymbolKind::Outcome);
        let result = outcome.map_or("OUTCOME", |(outcome, _)| outcome);
        let result = format!("`{name}.{result}` is a result in it, for an `expect`");
        match chosen {
            Some(chosen) => format!("ask for what it chooses, `{chosen}`; {result}"),
            None => result,
        }
    }

    /// What to write for an option of a choice, which is no name of its own.
    pub(super) fn of_an_option(&self, name: &str) -> Option<String> {
        let choice = self
            .options
            .get_or_init(|| self.first_choices())
            .get(name)?;
        Some(format!(
            "`{name}` is an option: test it with `{choice} is {name}`"
        ))
    }

    fn first_choices(&self) -> BTreeMap<&'d str, &'d str> {
        let mut first = BTreeMap::new();
        for declaration in &self.document.declarations {
            if let Item::Choice(it) = &declaration.item {
                for option in &it.options {
                    let choice = first.entry(option.name.value.as_str());
                    choice.or_insert(it.declared.name.value.as_str());
                }
            }
        }
        first
    }

    /// The name that was meant, or how to declare one.
    pub(super) fn suggestion(
        &self,
        name: &str,
        fits: impl Fn(SymbolKind) -> bool,
        what: &str,
    ) -> String {
        let names = || {
            let listed = self.listed.get_or_init(|| self.scope.names().collect());
            let fitting = listed.iter().filter(|(_, symbol)| fits(symbol.kind));
            fitting.map(|(name, _)| *name)
        };
        let compares = self.faults.0.len() < SUGGESTED;
        let near = match compares {
            true => nearest(name, names()),
            false => None,
        };
        match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let known: Vec<&str> = match compares {
                    true => likeliest_first(name, names(), MOST_LISTED),
                    false => Vec::new(),
                };
                let declared = match what {
                    "a source" => format!("declare it: `source {name} \"…\"`"),
                    "an actor" => format!("declare it: `actor {name} \"…\"`"),
                    _ => "declare it".to_owned(),
                };
                match known.as_slice() {
                    [] => format!("{declared} ({what} is needed here)"),
                    [only] => format!("{declared}, or use `{only}`"),
                    known => format!(
                        "{declared}, or use one of {}",
                        list_of(known.iter().copied(), "or")
                    ),
                }
            }
        }
    }
}
