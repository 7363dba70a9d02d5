//! Verdicts on asserts.

use super::frame::Setting;
use super::harvest::Checked;
use super::lane::Lane;
use super::probe::probe;
use super::sides::{asserted_sides, compared, comparisons, denied};
use crate::eval::verdict::{Claim, Held, Verdict};
use crate::lower::{Endless, NodeId, Plan, lower_conditions};
use crate::types::model::{Assert, ChoiceId, Kind, LabelSet, ScenarioId, TExpr, Type, TypedModel};

/// The verdict on the assert at `index` in a scenario.
pub fn verdict(
    model: &TypedModel,
    seed: u64,
    scenario: ScenarioId,
    index: usize,
    checked: &Checked,
) -> Result<Verdict, Endless> {
    let assert = &model.asserts[index];
    let (held, found) = match (checked.failed, checked.open) {
        (Some((draw, step)), _) => {
            let found = failure(model, seed, scenario, assert, draw, step)?;
            (Held::No, Some(found))
        }
        (None, Some((draw, step))) => (Held::Unknown, first_unknown(model, draw, step)),
        (None, None) => (Held::Yes, None),
    };
    Ok(Verdict {
        claim: Claim::Assert,
        index,
        title: assert.title.clone(),
        scenario: Some(scenario),
        held,
        draws: None,
        measured: None,
        refuted: assert.refuted.clone(),
        found,
        rests_on: Vec::new(),
        span: assert.span,
    })
}

/// `first in 2027-03`, where it is not unknown from the start.
fn first_unknown(model: &TypedModel, draw: usize, step: Option<usize>) -> Option<String> {
    let place = match (draw, step) {
        (0, None | Some(0)) => return None,
        (0, Some(step)) => model.timeline?.label(step),
        _ => place(model, draw, step),
    };
    Some(format!("first in {place}"))
}

/// `first in draw 17, 2027-03: -0.2 t < 0 t`
fn failure(
    model: &TypedModel,
    seed: u64,
    scenario: ScenarioId,
    assert: &Assert,
    draw: usize,
    step: Option<usize>,
) -> Result<String, Endless> {
    let failed = Place {
        model,
        seed,
        scenario,
        draw,
        step,
    };
    let place = format!("first in {}", place(model, draw, step));
    let asked = comparisons(&assert.condition);
    let lanes = failed.values(&with_sides(&asked))?;
    let mut seen = asked.iter().zip(lanes.chunks(3));
    let failing = seen.find(|(_, lanes)| !lanes[0].is_yes());
    let sides = failing.and_then(|(asked, lanes)| {
        let sides = compared(asked)?;
        let [left, right] = asserted_sides(model, sides, lanes[1], lanes[2]);
        Some(format!("{place}: {left} {} {right}", denied(sides.how)))
    });
    let told = sides.unwrap_or(place);
    Ok(match failed.chosen(assert)? {
        Some(options) => format!("{told}, where {options}"),
        None => told,
    })
}

/// Where an assert fails.
struct Place<'m> {
    model: &'m TypedModel,
    seed: u64,
    scenario: ScenarioId,
    draw: usize,
    step: Option<usize>,
}

impl Place<'_> {
    /// What expressions come to there.
    fn values(&self, exprs: &[&TExpr]) -> Result<Vec<Lane>, Endless> {
        let plan = lower_conditions(self.model, self.scenario, exprs, None)?;
        let setting = Setting::new(&plan, self.seed);
        let step = self.step.unwrap_or(0);
        Ok(probe(setting, self.draw, step, asserted(&plan)))
    }

    /// `invest[texas] is yes, invest[malaysia] is yes`: the options there, of an assert that rests on choices.
    fn chosen(&self, assert: &Assert) -> Result<Option<String>, Endless> {
        let choices = self.model.choices_behind(&assert.condition, true);
        let looked_at = |id: &ChoiceId| {
            let ty = Type::Label(LabelSet::Choice(*id));
            TExpr::new(Kind::Choice { id: *id }, ty, assert.span)
        };
        let asked: Vec<TExpr> = choices.iter().map(looked_at).collect();
        let lanes = self.values(&asked.iter().collect::<Vec<_>>())?;
        let held = choices.into_iter().zip(lanes);
        let held = held.filter(|(_, lane)| lane.is_ok());
        let held: Vec<(ChoiceId, usize)> =
            held.map(|(id, lane)| (id, lane.value as usize)).collect();
        let told = self.model.options_told(&held, |option| option);
        Ok((!told.is_empty()).then(|| told.join(", ")))
    }
}

/// Each comparison, followed by its two sides.
pub fn with_sides<'m>(asked: &[&'m TExpr]) -> Vec<&'m TExpr> {
    let sides = asked
        .iter()
        .filter_map(|asked| Some((*asked, compared(asked)?)));
    sides
        .flat_map(|(asked, sides)| [asked, &sides.left, &sides.right])
        .collect()
}

/// The nodes of the conditions that a plan was made for.
pub fn asserted(plan: &Plan) -> &[NodeId] {
    plan.asked.first().map_or(&[], |asked| &asked.asserts)
}

/// `draw 17, 2027-03`; draws count from 1.
pub fn place(model: &TypedModel, draw: usize, step: Option<usize>) -> String {
    let label = step.and_then(|step| Some(model.timeline?.label(step)));
    match label {
        Some(label) => format!("draw {}, {label}", draw + 1),
        None => format!("draw {}", draw + 1),
    }
}
