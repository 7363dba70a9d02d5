//! What moves no outcome.

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::Faults;
use crate::span::Span;
use crate::types::fault::whole::{ClaimMovesNothing, MovesNothing, SameOptions};
use crate::types::model::*;
use crate::types::whole::idle::never::changes_nothing;
use crate::types::whole::idle::reach::Used;
use crate::types::whole::quote::is_worth_a_warning;
use crate::types::whole::when::acting::Acting;
use crate::types::whole::when::alike::meaning;

/// What one declaration made under one name: it moves nothing if none of it does.
struct Declared {
    what: &'static str,
    name: String,
    used: bool,
}

/// Reports what moves nothing.
pub(in crate::types::whole) fn unused(
    model: &TypedModel,
    acting: &Acting<'_>,
    used: &Used,
    faults: &mut Faults,
) {
    if model.outcomes.is_empty() {
        return;
    }
    let mut all: BTreeMap<Span, Declared> = BTreeMap::new();
    let mut enter = |what, origin: &Origin, used: bool| {
        let entry = all.entry(origin.name_span).or_insert(Declared {
            what,
            name: origin.base().to_owned(),
            used: !is_worth_a_warning(origin),
        });
        entry.used |= used;
    };
    for (quantity, used) in model.quantities.iter().zip(&used.quantities) {
        if let Some(what) = described(quantity) {
            enter(what, &quantity.origin, *used);
        }
    }
    for (stock, used) in model.stocks.iter().zip(&used.stocks) {
        enter("the stock", &stock.origin, *used);
    }
    for (event, fires) in model.events.iter().zip(&used.events) {
        let read = event.hazard.is_some_and(|hazard| used.quantities[hazard.0]);
        enter("the event", &event.origin, *fires || read);
    }
    for (choice, used) in model.choices.iter().zip(&used.choices) {
        enter("the choice", &choice.origin, *used);
    }
    let mut options = Options {
        acting,
        used,
        same: BTreeMap::new(),
    };
    for (at, choice) in model.choices.iter().enumerate() {
        if used.choices[at] && is_worth_a_warning(&choice.origin) {
            options.of(ChoiceId(at), choice, &mut enter);
        }
    }
    let same = options.same;
    for (span, declared) in all.into_iter().filter(|(_, declared)| !declared.used) {
        let Declared { what, name, .. } = declared;
        faults.push(MovesNothing { what, name, span });
    }
    for fault in same.into_values().flatten() {
        faults.push(fault);
    }
    claims(model, used, faults);
}

fn described(quantity: &Quantity) -> Option<&'static str> {
    match (quantity.role, &quantity.definition) {
        // A bound is there to be kept on record.
        (QuantityRole::Assumption, Definition::Bound(_)) => None,
        (QuantityRole::Assumption, _) => Some("the assumption"),
        (QuantityRole::Let, _) => Some("the let"),
        (QuantityRole::Flow, _) => Some("the flow"),
        (QuantityRole::Column, _) => Some("the column"),
        (QuantityRole::Outcome | QuantityRole::Hazard, _) => None,
    }
}

/// Looks at the options of choices.
struct Options<'a, 'm> {
    acting: &'a Acting<'m>,
    used: &'a Used,
    /// Options that do what another does; nothing where those of another choice of the declaration differ.
    same: BTreeMap<Span, Option<SameOptions>>,
}

impl Options<'_, '_> {
    fn of(
        &mut self,
        id: ChoiceId,
        choice: &Choice,
        enter: &mut dyn FnMut(&'static str, &Origin, bool),
    ) {
        let (asked, shown) = (&self.used.asked[id.0], self.used.shown[id.0]);
        if shown {
            return;
        }
        let mut seen: BTreeMap<Vec<String>, &TOption> = BTreeMap::new();
        for (at, option) in choice.options.iter().enumerate() {
            let all = self.acting.by_option(id, at);
            let counts = |target: QuantityId| self.used.quantities[target.0];
            let idle = !all.is_empty() && !all.iter().any(|(target, _)| counts(*target));
            let tested = asked.iter().any(|asked| *asked);
            enter("the option", &option.origin, tested || !idle);
            let told = all.iter().any(|(_, each)| changes_nothing(each));
            if asked[at] || idle || told {
                continue;
            }
            let acting = all.iter().filter(|(target, _)| counts(*target));
            let mut does: Vec<String> = acting
                .map(|(target, each)| format!("{} {}", target.0, effect(each)))
                .collect();
            does.sort();
            let span = option.origin.name_span;
            match seen.get(&does) {
                Some(first) => {
                    self.same.entry(span).or_insert(Some(SameOptions {
                        choice: choice.origin.base().to_owned(),
                        name: option.origin.name.clone(),
                        other: first.origin.name.clone(),
                        span,
                        first: first.origin.name_span,
                    }));
                }
                None => {
                    seen.insert(does, option);
                    self.same.insert(span, None);
                }
            }
        }
    }
}

/// What an adjustment does, apart from whose it is and where it stands.
pub(in crate::types::whole) fn effect(adjustment: &Adjustment) -> String {
    let how = match &adjustment.change {
        TChange::Set(_) => "set",
        TChange::Factor(_) => "scale",
        TChange::Add(_) => "add",
    };
    let clauses = (
        adjustment.when.is_some(),
        adjustment.during.is_some(),
        adjustment.fading.is_some(),
    );
    let parts: Vec<String> = adjustment.expressions().map(meaning).collect();
    format!("{how} {clauses:?} {}", parts.join(" "))
}

/// Claims that can never hold: without weight, and taken by no scenario.
fn claims(model: &TypedModel, used: &Used, faults: &mut Faults) {
    let takes = model.scenarios.iter().flat_map(|scenario| &scenario.takes);
    let taken: BTreeSet<(QuantityId, usize)> = takes.copied().collect();
    let mut held: BTreeMap<Span, (bool, &Quantity, &TClaim)> = BTreeMap::new();
    for (at, quantity) in model.quantities.iter().enumerate() {
        let Definition::Claims(claims) = &quantity.definition else {
            continue;
        };
        for (position, claim) in claims.iter().enumerate() {
            let holds = claim.weight > 0.0 || taken.contains(&(QuantityId(at), position));
            let entry = held.entry(claim.value.span);
            let entry = entry.or_insert((false, quantity, claim));
            // What moves nothing as a whole is told as a whole.
            entry.0 |= holds || !used.quantities[at] || !is_worth_a_warning(&quantity.origin);
        }
    }
    for (span, (_, quantity, claim)) in held.into_iter().filter(|(_, (holds, ..))| !holds) {
        faults.push(ClaimMovesNothing {
            name: quantity.origin.base().to_owned(),
            source_name: claim.source.clone(),
            span,
        });
    }
}
