//! Random models are well typed, and what the checker calls steady is so.

use foreland::types::model::{QuantityId, ScenarioId, TypedModel};

use super::machine::{self, Refused};
use super::{Reference, generate};

/// How many models are tried, and how many draws of each.
const MODELS: u64 = 150;
const DRAWS: u64 = 3;

#[test]
fn what_does_not_vary_is_the_same_in_every_step() {
    for seed in 0..MODELS {
        let text = generate::declarations(seed).join("\n");
        match machine::checked(&text) {
            Ok(model) => {
                if let Some(name) = unsteady(&model) {
                    panic!("model {seed}: `{name}` varies\n{text}");
                }
            }
            Err(Refused(why)) => panic!("model {seed} is refused: {why}\n{text}"),
        }
    }
}

/// A quantity that varies although it should not.
fn unsteady(model: &TypedModel) -> Option<&str> {
    for scenario in 0..model.scenarios.len() {
        let reference = Reference::new(model, ScenarioId(scenario), model.seed);
        for draw in 0..DRAWS {
            for (at, quantity) in model
                .quantities
                .iter()
                .enumerate()
                .filter(|(_, one)| !one.varies)
            {
                let first = reference.value(draw, 0, QuantityId(at));
                let differs = |step| reference.value(draw, step, QuantityId(at)) != first;
                if (1..model.steps()).any(differs) {
                    return Some(&quantity.origin.name);
                }
            }
        }
    }
    None
}
