//! Whether what is expected of the results holds.

use crate::eval::samples::{ResultColumn, Samples};
use crate::eval::verdict::{Claim, Verdict};
use crate::eval::{
    Making, Setting, asserted, compared, comparisons, make, no_value, only, place, probe_block,
    shown_sides, with_sides,
};
use crate::fault::Faults;
use crate::lower::{Plan, Timing, lower_conditions};
use crate::types::model::{Expect, Kind, QuantityId, ScenarioId, TExpr, TypedModel};

/// The quantities whose values expectations look at, each once.
pub fn needs(model: &TypedModel) -> Vec<QuantityId> {
    let mut needed = Vec::new();
    for expect in &model.expects {
        results_in(&expect.condition, &mut |_, quantity| needed.push(quantity));
    }
    needed.sort();
    needed.dedup();
    needed
}

/// The verdict on each expectation: in each scenario that was run, or over the scenarios that it names. One that names
/// a scenario that was not run has no verdict. `samples` hold what [`needs`] says.
///
/// # Errors
/// Where an expectation rests on what is no number.
pub fn decide(model: &TypedModel, samples: &Samples, seed: u64) -> Result<Vec<Verdict>, Faults> {
    let mut verdicts = Vec::new();
    let mut faults = Faults::default();
    for (index, expect) in model.expects.iter().enumerate() {
        for scenario in seen_from(expect, samples) {
            let Some(inputs) = Inputs::of(expect, samples, scenario) else {
                continue;
            };
            let case = Case {
                model,
                expect,
                index,
                scenario,
                inputs,
            };
            match case.decide(samples.draws, seed) {
                Ok(verdict) => verdicts.push(verdict),
                Err(found) => faults.extend(found),
            }
        }
    }
    if faults.any_error() {
        Err(faults)
    } else {
        Ok(verdicts)
    }
}

/// The scenarios in which an expectation is decided; any one for an expectation that names all of its scenarios.
fn seen_from(expect: &Expect, samples: &Samples) -> Vec<ScenarioId> {
    let run = samples
        .scenarios
        .iter()
        .map(|of_scenario| of_scenario.scenario);
    run.take(if expect.in_each { usize::MAX } else { 1 })
        .collect()
}

/// The columns that an expectation looks at.
struct Inputs<'s> {
    names: Vec<(ScenarioId, QuantityId)>,
    columns: Vec<&'s ResultColumn>,
}

impl<'s> Inputs<'s> {
    /// None if one of them was not run.
    fn of(expect: &Expect, samples: &'s Samples, scenario: ScenarioId) -> Option<Self> {
        let mut names = Vec::new();
        results_in(&expect.condition, &mut |of, quantity| {
            names.push((of.unwrap_or(scenario), quantity));
        });
        let columns = names
            .iter()
            .map(|(scenario, quantity)| samples.column(*scenario, *quantity));
        let columns = columns.collect::<Option<_>>()?;
        Some(Inputs { names, columns })
    }

    fn position(&self, scenario: ScenarioId, quantity: QuantityId) -> usize {
        let name = (scenario, quantity);
        self.names
            .iter()
            .position(|known| *known == name)
            .unwrap_or(usize::MAX)
    }
}

/// One expectation seen from one scenario.
struct Case<'a> {
    model: &'a TypedModel,
    expect: &'a Expect,
    index: usize,
    scenario: ScenarioId,
    inputs: Inputs<'a>,
}

impl Case<'_> {
    fn decide(&self, draws: usize, seed: u64) -> Result<Verdict, Faults> {
        let plan = self.plan(&[&self.expect.condition])?;
        let setting = self.setting(&plan, seed);
        // What is drawn within the expectation itself is drawn as in the run.
        let making = Making {
            draws,
            threads: Some(1),
            block: Some(draws),
            progress: None,
        };
        let made = make(setting, self.model, making);
        let [harvest] = made.findings.as_slice() else {
            return Ok(self.verdict(true, None));
        };
        let scenario = self.expect.in_each.then_some(self.scenario);
        if let Some(found) = harvest.faults.iter().min() {
            return Err(only(no_value(self.model, setting, scenario, *found)));
        }
        let checked = &harvest.asserts[0];
        let lacking = checked.failed.or(checked.open);
        let found = self.sides(draws, seed, lacking)?;
        Ok(self.verdict(lacking.is_none(), found))
    }

    fn verdict(&self, holds: bool, found: Option<String>) -> Verdict {
        Verdict {
            claim: Claim::Expect,
            index: self.index,
            title: self.expect.title.clone(),
            scenario: self.expect.in_each.then_some(self.scenario),
            holds,
            refuted: self.expect.refuted.clone(),
            found,
            span: self.expect.span,
        }
    }

    fn plan(&self, conditions: &[&TExpr]) -> Result<Plan, Faults> {
        let number = |scenario, quantity| self.inputs.position(scenario, quantity);
        lower_conditions(self.model, self.scenario, conditions, Some(&number)).map_err(only)
    }

    fn setting<'p>(&'p self, plan: &'p Plan, seed: u64) -> Setting<'p> {
        Setting {
            plan,
            seed,
            inputs: &self.inputs.columns,
        }
    }

    /// Both sides of the first comparison that does not hold in this draw (and step), or of the first of all where
    /// they have one value each.
    fn sides(
        &self,
        draws: usize,
        seed: u64,
        lacking: Option<(usize, Option<usize>)>,
    ) -> Result<Option<String>, Faults> {
        let asked = comparisons(&self.expect.condition);
        let plan = self.plan(&with_sides(&asked))?;
        let nodes = asserted(&plan);
        let (draw, step) = lacking.unwrap_or((0, None));
        let setting = self.setting(&plan, seed);
        let columns = probe_block(setting, (0, draws), step.unwrap_or(0), nodes);
        let mut seen = asked.iter().zip(columns.chunks(3)).zip(nodes.chunks(3));
        let decisive =
            seen.find(|((_, columns), _)| lacking.is_none() || !columns[0].lane(draw).is_yes());
        let Some(((asked, [_, left, right]), nodes)) = decisive else {
            return Ok(None);
        };
        let Some(sides) = compared(asked) else {
            return Ok(None);
        };
        let varies = nodes
            .iter()
            .any(|node| plan.node(*node).timing == Timing::Step);
        let single = !varies && left.width() == 1 && right.width() == 1;
        let [left, right] = shown_sides(self.model, sides, left.lane(draw), right.lane(draw));
        let text = format!("left {left}, right {right}");
        Ok(match lacking {
            _ if single => Some(text),
            Some((draw, step)) => Some(format!(
                "first in {}: {text}",
                place(self.model, draw, step)
            )),
            None => None,
        })
    }
}

/// Tells every result that an expression looks at.
fn results_in(expr: &TExpr, tell: &mut dyn FnMut(Option<ScenarioId>, QuantityId)) {
    if let Kind::Result { scenario, quantity } = &expr.kind {
        tell(*scenario, *quantity);
    }
    expr.children().for_each(|child| results_in(child, tell));
}
