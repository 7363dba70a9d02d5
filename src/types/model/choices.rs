//! Which choices a condition rests on, and how the options chosen are told.

use std::collections::BTreeSet;

use super::*;

/// Options that are named; more are counted.
const MOST: usize = 6;

impl TypedModel {
    /// The choices that an expression looks at, itself or in the lets that it names; with `acting`, those too whose
    /// options adjust what it names.
    pub fn choices_behind(&self, expr: &TExpr, acting: bool) -> BTreeSet<ChoiceId> {
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<&TExpr> = vec![expr];
        while let Some(expr) = waiting.pop() {
            match &expr.kind {
                Kind::Choice { id } => {
                    found.insert(*id);
                }
                Kind::Quantity(id) if seen.insert(*id) => {
                    let quantity = self.quantity(*id);
                    waiting.extend(quantity.definition.expressions());
                    let owners = quantity.adjustments.iter().filter(|_| acting);
                    found.extend(owners.filter_map(|adjustment| match adjustment.owner {
                        Owner::Option(id, _) => Some(id),
                        _ => None,
                    }));
                }
                _ => {}
            }
            waiting.extend(expr.children());
        }
        found
    }

    /// `invest[texas] is yes`, each as `quoted` has it; first those that are not what holds if nothing is chosen, and no
    /// more than a few.
    pub fn options_told(
        &self,
        chosen: &[(ChoiceId, usize)],
        quoted: impl Fn(String) -> String,
    ) -> Vec<String> {
        let (plain, other): (Vec<_>, Vec<_>) = chosen.iter().partition(|(_, option)| *option == 0);
        let named = other.iter().chain(&plain).filter_map(|(id, option)| {
            let choice = self.choices.get(id.0)?;
            let option = choice.options.get(*option)?;
            let (choice, option) = (&choice.origin.name, &option.origin.name);
            Some(quoted(format!("{choice} is {option}")))
        });
        let mut told: Vec<String> = named.take(MOST).collect();
        match chosen.len() - told.len().min(chosen.len()) {
            0 => {}
            1 => told.push("one more".to_owned()),
            more => told.push(format!("{more} more")),
        }
        told
    }
}
