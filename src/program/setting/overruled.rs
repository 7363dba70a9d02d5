//! A value that is set and that a scenario, or an option that it chooses, replaces from the first step to the last.

use super::fault::Overruled;
use crate::fault::Faults;
use crate::source::Sources;
use crate::span::Span;
use crate::suggest::list_of;
use crate::types::model::*;

/// One clause that replaces what was set.
struct Found<'a> {
    /// What was set, as it was given.
    name: &'a str,
    owner: Owner,
    span: Span,
    scenarios: Vec<ScenarioId>,
}

/// Warns of each clause that takes the effect of a setting in some of these scenarios. `set` has the names of what was
/// set, as they were given and in the model as a whole.
pub(in crate::program) fn overruled(
    model: &TypedModel,
    scenarios: &[ScenarioId],
    set: &[(String, String)],
    sources: &Sources,
) -> Faults {
    let mut all: Vec<Found<'_>> = Vec::new();
    for (given, whole) in set {
        let quantities = model.quantities.iter().enumerate();
        let elements = quantities
            .filter(|(_, it)| it.role == QuantityRole::Assumption && it.origin.base() == whole);
        for (at, _) in elements {
            for scenario in scenarios {
                let target = QuantityId(at);
                let Some((owner, span)) = setter(model, *scenario, target) else {
                    continue;
                };
                match all.iter_mut().find(|it| it.span == span) {
                    Some(found) if found.scenarios.contains(scenario) => {}
                    Some(found) => found.scenarios.push(*scenario),
                    None => all.push(Found {
                        name: given,
                        owner,
                        span,
                        scenarios: vec![*scenario],
                    }),
                }
            }
        }
    }
    let mut faults = Faults::default();
    for found in &all {
        faults.push(told(model, scenarios, found, sources));
    }
    faults
}

/// What sets a quantity in a scenario whatever else happens: the scenario itself, or an option that holds throughout.
fn setter(model: &TypedModel, id: ScenarioId, target: QuantityId) -> Option<(Owner, Span)> {
    let scenario = &model.scenarios[id.0];
    let own = scenario.adjustments.iter().filter(|(of, _)| *of == target);
    let own = own.map(|(_, adjustment)| adjustment);
    let options = model.quantity(target).adjustments.iter();
    let options = options.filter(|adjustment| match adjustment.owner {
        Owner::Option(choice, option) => holds(model, scenario, choice, option),
        _ => false,
    });
    let always = |it: &&Adjustment| {
        matches!(it.change, TChange::Set(_)) && it.when.is_none() && it.during.is_none()
    };
    let mut all = own.chain(options).filter(always);
    all.next().map(|found| (found.owner.clone(), found.span))
}

/// Whether an option holds in a scenario from the first step to the last.
fn holds(model: &TypedModel, scenario: &Scenario, choice: ChoiceId, option: usize) -> bool {
    let own = || scenario.chooses.iter().filter(|it| it.choice == choice);
    let switches = model
        .events
        .iter()
        .any(|event| event.switches.iter().any(|switch| switch.choice == choice));
    if switches || own().any(|it| it.from.is_some()) {
        return false;
    }
    match own().next_back() {
        Some(chosen) => chosen.option == option,
        // Left open and without weights, the first option holds.
        None => {
            option == 0
                && model.choices[choice.0]
                    .options
                    .iter()
                    .all(|it| it.weight.is_none())
        }
    }
}

fn told(model: &TypedModel, run: &[ScenarioId], found: &Found<'_>, sources: &Sources) -> Overruled {
    let name_of = |id: &ScenarioId| model.scenarios[id.0].origin.name.as_str();
    let setter = match found.owner {
        Owner::Option(choice, option) => {
            let choice = &model.choices[choice.0];
            let option = &choice.options[option].origin.name;
            format!("the option `{option}` of `{}`", choice.origin.name)
        }
        Owner::Scenario(scenario) if found.scenarios.as_slice() == [scenario] => {
            "the scenario".to_owned()
        }
        Owner::Scenario(scenario) => format!("the scenario `{}`", name_of(&scenario)),
        Owner::Event(event) => format!("the event `{}`", model.events[event.0].origin.name),
    };
    let others: Vec<&str> = run
        .iter()
        .filter(|it| !found.scenarios.contains(it))
        .map(name_of)
        .collect();
    let (source, place) = sources.locate(found.span);
    let clause = source.text().get(place.range()).unwrap_or_default();
    let clause = clause.split_whitespace().collect::<Vec<_>>().join(" ");
    let change = format!("change `{clause}` in the model");
    Overruled {
        name: found.name.to_owned(),
        scenarios: list_of(found.scenarios.iter().map(name_of), "and"),
        setter,
        way_out: match others.as_slice() {
            [] => format!("to try another value there, {change}"),
            others => format!(
                "to try another value there, {change}; to run only the others, add `--scenario {}`",
                others.join(",")
            ),
        },
        span: found.span,
    }
}
