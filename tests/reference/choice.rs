//! Which option of a choice holds.

use foreland::numerics::Role;
use foreland::types::model::{ChoiceId, Event, EventId, TSwitch};

use super::draw::by_weight;
use super::value::{and, list};
use super::{Reference, Thing, Value};

impl<'m> Reference<'m> {
    /// The position of the option that holds in a step.
    pub(super) fn choice(&self, id: ChoiceId, step: usize) -> Value {
        self.remembered(Thing::Choice(id.0), step, || {
            if let Some(chosen) = self.chosen_from(id, step) {
                return chosen;
            }
            match step {
                0 => self.at_the_start(id),
                _ => self.after_switches(id, step - 1),
            }
        })
    }

    /// What the scenario chooses when this step opens: the last of its clauses that says so.
    fn chosen_from(&self, id: ChoiceId, step: usize) -> Option<Value> {
        let scenario = self.scenario;
        for choose in scenario.chooses.iter().rev().filter(|one| one.choice == id) {
            let Some(from) = &choose.from else {
                continue;
            };
            let now = self.contains(step, from);
            if now.is_yes() {
                return Some(Value::Number(choose.option as f64));
            }
            if !now.is_no() {
                return Some(now);
            }
        }
        None
    }

    fn at_the_start(&self, id: ChoiceId) -> Value {
        let choice = &self.model.choices[id.0];
        let fixed = |one: &&foreland::types::model::TChoose| one.choice == id && one.from.is_none();
        if let Some(choose) = self.scenario.chooses.iter().rfind(fixed) {
            return Value::Number(choose.option as f64);
        }
        if choice.options.iter().all(|option| option.weight.is_none()) {
            return Value::Number(0.0);
        }
        let weights = choice.options.iter().map(|option| match &option.weight {
            Some(weight) => self.expr(weight, 0),
            None => Value::Number(0.0),
        });
        let weights = match list(weights.collect()) {
            Ok(weights) => weights,
            Err(missing) => return missing,
        };
        let total: f64 = weights.iter().fold(0.0, |total, weight| total + weight);
        let share = |weight: &f64| (0.0..=1.0).contains(weight);
        if !weights.iter().all(share) || (total - 1.0).abs() > 1e-9 {
            return Value::Fault(format!("weights of {weights:?}"));
        }
        let uniform = self.uniform(&choice.origin.stream, Role::Option, 0);
        Value::Number(by_weight(weights.into_iter(), uniform) as f64)
    }

    /// What a step's switches leave; of several, the option that is listed last.
    fn after_switches(&self, id: ChoiceId, step: usize) -> Value {
        let model = self.model;
        let mut latest: Option<usize> = None;
        for (event, declared) in model.events.iter().enumerate() {
            for (at, switch) in declared.switches.iter().enumerate() {
                if switch.choice != id {
                    continue;
                }
                let acts = self.switches(EventId(event), declared, at, switch, step);
                if acts.is_yes() {
                    latest = latest.max(Some(switch.option));
                } else if !acts.is_no() {
                    return acts;
                }
            }
        }
        match latest {
            Some(option) => Value::Number(option as f64),
            None => self.choice(id, step),
        }
    }

    /// Whether a switch acts in a step.
    fn switches(
        &self,
        event: EventId,
        declared: &'m Event,
        at: usize,
        switch: &'m TSwitch,
        step: usize,
    ) -> Value {
        let fired = self.fired(event, step);
        if fired.is_no() {
            return fired;
        }
        let holds = match &switch.when {
            Some(when) => self.expr(when, step),
            None => Value::yes_no(true),
        };
        let met = match switch.probability.as_ref().map(|p| self.expr(p, step)) {
            None => Value::yes_no(true),
            Some(Value::Number(p)) if (0.0..=1.0).contains(&p) => {
                let role = Role::Switch(at as u32);
                let uniform = self.uniform(&declared.origin.stream, role, step as u64);
                Value::yes_no(uniform < p)
            }
            Some(Value::Number(p)) => Value::Fault(format!("{p} is no probability")),
            Some(missing) => missing,
        };
        and([fired, holds, met])
    }
}
