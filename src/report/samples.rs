//! Every draw of every outcome as CSV.

use std::io::Write;

use super::csv::{plain, safe};
use crate::eval::samples::{Mark, ResultColumn, Samples};
use crate::outcome::{Certain, Display, dates_of, element_of};
use crate::types::model::{Outcome, QuantityId, ScenarioId, TypedModel};

/// Writes `scenario,outcome,element,date,draw,value`, a row a draw, draws counted from 1. The value is empty where
/// there is none, and `unknown` where it rests on something unknown. What compares scenarios draw by draw has no scenario,
/// and comes last.
///
/// # Errors
/// What writing to `out` says.
pub fn samples_csv(
    model: &TypedModel,
    samples: &Samples,
    scenarios: &[ScenarioId],
    wanted: &[QuantityId],
    out: impl Write,
) -> std::io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer
        .write_record(["scenario", "outcome", "element", "date", "draw", "value"])
        .map_err(super::csv::as_written)?;
    let asked = samples.scenarios.iter();
    for scenario in asked.filter(|scenario| scenarios.contains(&scenario.scenario)) {
        let name = &model.scenarios[scenario.scenario.0].origin.name;
        for outcome in model
            .outcomes
            .iter()
            .filter(|outcome| wanted.contains(&outcome.quantity))
        {
            if let Some(column) = samples.column(scenario.scenario, outcome.quantity) {
                of_column(model, name, outcome, column, &mut writer)?;
            }
        }
    }
    let across = samples.across.iter();
    for across in across.filter(|across| across.errors.is_empty()) {
        let id = across.column.quantity;
        let mut outcomes = model.outcomes.iter();
        if let Some(outcome) = outcomes.find(|outcome| outcome.quantity == id) {
            of_column(model, "", outcome, &across.column, &mut writer)?;
        }
    }
    writer.flush()
}

fn of_column(
    model: &TypedModel,
    scenario: &str,
    outcome: &Outcome,
    column: &ResultColumn,
    writer: &mut ::csv::Writer<impl Write>,
) -> std::io::Result<()> {
    let (name, element) = element_of(&model.quantity(outcome.quantity).origin.name);
    let dates = dates_of(model, outcome.quantity);
    let display = Display::of(model, outcome);
    for step in 0..column.steps {
        let date = dates.get(step).map_or("", String::as_str);
        for (draw, value) in column.step(step).iter().enumerate() {
            let value = match column.mark(step, draw) {
                Mark::Present => of_value(display.value(*value)),
                Mark::None => String::new(),
                Mark::Unknown => "unknown".to_owned(),
            };
            writer
                .write_record([
                    safe(scenario).as_ref(),
                    safe(name).as_ref(),
                    safe(&element).as_ref(),
                    date,
                    &(draw + 1).to_string(),
                    &value,
                ])
                .map_err(super::csv::as_written)?;
        }
    }
    Ok(())
}

fn of_value(value: Certain) -> String {
    match value {
        Certain::Number(number) => plain(number),
        Certain::YesNo(yes) => if yes { "yes" } else { "no" }.to_owned(),
        Certain::Text(text) => safe(&text).into_owned(),
    }
}
