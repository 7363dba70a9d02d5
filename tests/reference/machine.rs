//! The one place where the reference's tests meet the rest of the program.

use foreland::eval::{self, Options, Run};
use foreland::fault::{Faults, is_error};
use foreland::types::model::{QuantityId, ScenarioId, TypedModel};
use foreland::{resolve, syntax, types};

/// Why a text was not a model.
pub struct Refused(pub String);

/// Text → typed model; warnings are nobody's business here.
pub fn checked(text: &str) -> Result<TypedModel, Refused> {
    let parsed = syntax::parse(text);
    errors(&parsed.faults, text)?;
    let resolved = resolve::resolve(&parsed.document);
    errors(&resolved.faults, text)?;
    let checked = types::check(&resolved.model, text);
    errors(&checked.faults, text)?;
    checked
        .model
        .ok_or_else(|| Refused("the checker gives no model and no error".to_owned()))
}

/// The errors among findings, each with the text it points at.
fn errors(faults: &Faults, text: &str) -> Result<(), Refused> {
    let mut said = Vec::new();
    for fault in faults.0.iter().filter(|fault| is_error(fault.as_ref())) {
        said.push(fault.to_string());
        for label in fault.labels().into_iter().flatten() {
            let place = text
                .get(label.offset()..label.offset() + label.len())
                .unwrap_or("");
            said.push(format!("  {}: {place}", label.label().unwrap_or("here")));
        }
    }
    if said.is_empty() {
        Ok(())
    } else {
        Err(Refused(said.join("\n")))
    }
}

/// A run of these scenarios and quantities; or what the engine says is wrong.
pub fn run(
    model: &TypedModel,
    scenarios: Vec<ScenarioId>,
    wanted: Vec<QuantityId>,
    draws: usize,
) -> Result<Run, String> {
    let options = Options {
        width: foreland::numerics::Width::widest(),
        draws,
        seed: model.seed,
        threads: Some(1),
        scenarios,
        wanted,
        progress: None,
    };
    eval::run(model, &options).map_err(|faults| {
        let said: Vec<String> = faults.0.iter().map(ToString::to_string).collect();
        said.join("; ")
    })
}
