//! What a run is asked for, held against the model.

use std::collections::BTreeSet;

use miette::Diagnostic;

use super::{Memory, Setting};
use crate::fault::Faults;
use crate::numerics::Width;
use crate::outcome::element_of;
use crate::suggest::{likeliest_first, list_of, nearest};
use crate::types::model::*;

/// What a run is asked for; what is left out is as the model says.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Scenarios by name; all where there is none.
    pub scenarios: Vec<String>,
    /// Outcomes by name; all where there is none.
    pub outcomes: Vec<String>,
    /// How many draws to make.
    pub draws: Option<usize>,
    /// The seed.
    pub seed: Option<u64>,
    /// How many threads to use.
    pub threads: Option<usize>,
    /// How wide the engine's loops are, if not as wide as the machine's vectors; results do not depend on it.
    pub width: Option<Width>,
    /// How much memory the draws may take.
    pub memory: Memory,
    /// Whether every draw is wanted, not only what is said about all.
    pub every_draw: bool,
    /// Declarations that were replaced, for the record.
    pub set: Vec<Setting>,
}

/// A request whose names are bound.
#[derive(Clone, Debug)]
pub(super) struct Selected {
    pub scenarios: Vec<ScenarioId>,
    /// The outcomes to report.
    pub outcomes: Vec<QuantityId>,
    pub draws: usize,
    pub seed: u64,
}

/// `--scenario nobody`
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("there is no {kind} `{name}`")]
#[diagnostic(code("unknown-name"), help("{way_out}"))]
struct NotInModel {
    kind: &'static str,
    name: String,
    way_out: String,
}

impl Request {
    /// The same of one of several versions of a model: without what only `others` have.
    pub(super) fn of_version(&self, model: &TypedModel, others: &[TypedModel]) -> Request {
        let kept = |wanted: &[String], names: &dyn Fn(&TypedModel) -> BTreeSet<String>| {
            let own = names(model);
            let known: BTreeSet<String> = others.iter().flat_map(names).collect();
            let kept = wanted
                .iter()
                .filter(|name| own.contains(*name) || !known.contains(*name));
            kept.cloned().collect()
        };
        Request {
            scenarios: kept(&self.scenarios, &|model| {
                let scenarios = model.scenarios.iter();
                scenarios
                    .map(|scenario| scenario.origin.name.clone())
                    .collect()
            }),
            outcomes: kept(&self.outcomes, &|model| outcome_names(model).collect()),
            ..self.clone()
        }
    }

    /// Whether an outcome and a scenario are among those asked for.
    pub(super) fn asks_for(&self, outcome: &str, scenario: &str) -> bool {
        let asked = |wanted: &[String], name: &str| {
            wanted.is_empty() || name.is_empty() || wanted.iter().any(|wanted| wanted == name)
        };
        asked(&self.outcomes, outcome) && asked(&self.scenarios, scenario)
    }
}

/// The names of the outcomes, without elements.
fn outcome_names(model: &TypedModel) -> impl Iterator<Item = String> {
    let names = model.outcomes.iter();
    names.map(|outcome| {
        let name = &model.quantity(outcome.quantity).origin.name;
        element_of(name).0.to_owned()
    })
}

impl Selected {
    /// Binds the names of a request.
    pub(super) fn of(model: &TypedModel, request: &Request) -> Result<Selected, Faults> {
        let mut faults = Faults::default();
        let names = model
            .scenarios
            .iter()
            .map(|scenario| scenario.origin.name.as_str());
        let scenarios = pick("scenario", &request.scenarios, names, &mut faults);
        let names: Vec<String> = outcome_names(model).collect();
        let names = names.iter().map(String::as_str);
        let outcomes = pick("outcome", &request.outcomes, names, &mut faults);
        if faults.any_error() {
            return Err(faults);
        }
        let scenarios: Vec<ScenarioId> = scenarios.into_iter().map(ScenarioId).collect();
        Ok(Selected {
            outcomes: outcomes
                .into_iter()
                .map(|at| model.outcomes[at].quantity)
                .collect(),
            draws: request.draws.unwrap_or(model.draws),
            seed: request.seed.unwrap_or(model.seed),
            scenarios,
        })
    }
}

/// The positions of the wanted names in the order of the model; of all where none is wanted. A name may occur more
/// than once: an outcome over an index has an entry for each element.
fn pick<'a>(
    kind: &'static str,
    wanted: &[String],
    names: impl Iterator<Item = &'a str> + Clone,
    faults: &mut Faults,
) -> Vec<usize> {
    let known: BTreeSet<&str> = names.clone().collect();
    for name in wanted.iter().filter(|name| !known.contains(name.as_str())) {
        let way_out = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("the model declares no {kind}"),
            None => {
                let distinct = likeliest_first(name, known.iter().copied(), usize::MAX);
                format!("the model has {}", list_of(&distinct, "and"))
            }
        };
        faults.push(NotInModel {
            kind,
            name: name.clone(),
            way_out,
        });
    }
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name);
    names
        .enumerate()
        .filter(|(_, name)| is_wanted(name))
        .map(|(at, _)| at)
        .collect()
}
