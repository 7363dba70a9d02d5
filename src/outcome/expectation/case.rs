//! One expectation seen from one scenario, and the looks that are taken at it.

use std::borrow::Cow;

use super::answer::{Settled, Tree};
use super::columns::{Key, names_in};
use super::direction::Claim;
use super::leaf::{Leaf, Splitting};
use super::look::Look;
use super::told;
use crate::eval::samples::ResultColumn;
use crate::eval::verdict::{self, Held, Verdict};
use crate::eval::{Making, Setting, make, no_value, only};
use crate::fault::Faults;
use crate::lower::{Plan, lower_conditions};
use crate::types::model::{Expect, Kind, ScenarioId, TExpr, Type, TypedModel};

/// Looks that are taken at most: draws double from one to the next, up to 64 times the first.
pub const LOOKS: usize = 7;
/// The chance that an expectation is decided wrongly, over all looks at it.
pub const ERROR: f64 = 1e-3;

/// One expectation seen from one scenario.
pub struct Case<'m> {
    /// The model.
    pub model: &'m TypedModel,
    /// The expectation.
    pub expect: &'m Expect,
    /// Its place in the model's list.
    pub index: usize,
    /// The scenario.
    pub scenario: ScenarioId,
    /// What must hold.
    pub condition: TExpr,
    /// What it looks at.
    pub names: Vec<Key>,
    /// How its sides are told, where that is not as left and right.
    pub telling: Option<told::Telling>,
    /// What is settled so far.
    pub settled: Settled,
}

impl<'m> Case<'m> {
    /// The case of a condition.
    pub fn new(
        model: &'m TypedModel,
        (index, expect): (usize, &'m Expect),
        scenario: ScenarioId,
        condition: TExpr,
    ) -> Self {
        Case {
            model,
            expect,
            index,
            scenario,
            names: names_in(model, scenario, &condition),
            condition,
            telling: None,
            settled: Settled::default(),
        }
    }

    /// The case of a claim about what follows where something is moved.
    pub fn of_claim(
        model: &'m TypedModel,
        expect: (usize, &'m Expect),
        scenario: ScenarioId,
        claim: Claim,
    ) -> Self {
        let telling = Some(claim.telling);
        Case {
            telling,
            ..Case::new(model, expect, scenario, claim.condition)
        }
    }

    /// What is looked at: a condition as a whole; of a claim, which is that all of its parts hold, those that have no
    /// answer yet.
    fn asked(&self) -> Cow<'_, TExpr> {
        if self.telling.is_none() {
            return Cow::Borrowed(&self.condition);
        }
        let splitting = Splitting {
            model: self.model,
            drawn: &|_, _| true,
        };
        let mut leaves = Vec::new();
        splitting.split(&self.condition, &mut leaves);
        let leaves = leaves.into_iter().enumerate();
        let open = leaves.filter(|(at, _)| self.settled.is_open(*at));
        let open = open.map(|(_, leaf)| leaf.expr.clone()).collect();
        let span = self.condition.span;
        Cow::Owned(TExpr::new(Kind::And(open), Type::YesNo, span))
    }

    /// The names that the next look needs.
    pub fn needed(&self) -> Vec<Key> {
        names_in(self.model, self.scenario, &self.asked())
    }

    /// Takes a look at the columns of its names, of which those that it needs have so many draws.
    ///
    /// # Errors
    /// Where the condition rests on what is no number.
    pub fn look(
        &mut self,
        inputs: &[&ResultColumn],
        draws: usize,
        seed: u64,
    ) -> Result<Option<Verdict>, Faults> {
        let asked = self.asked();
        let plan = self.plan(&[asked.as_ref()])?;
        let setting = self.setting(&plan, inputs, seed);
        let making = Making {
            draws,
            first: 0,
            threads: Some(1),
            block: Some(draws),
            progress: None,
        };
        let made = make(setting, self.model, making);
        let [harvest] = made.findings.as_slice() else {
            return Ok(None);
        };
        if let Some(found) = harvest.faults.iter().min() {
            let scenario = self.expect.in_each.then_some(self.scenario);
            return Err(only(no_value(self.model, setting, scenario, *found)));
        }
        let mut settled = std::mem::take(&mut self.settled);
        let look = Look::at(self, inputs, draws, seed);
        let held = look.take(&mut settled);
        let lacking = harvest
            .asserts
            .first()
            .and_then(|one| one.failed.or(one.open));
        let verdict = match held? {
            Held::Undecided => None,
            held => Some(self.decided(held, &look, lacking)?),
        };
        self.settled = settled;
        Ok(verdict)
    }

    fn decided(
        &self,
        held: Held,
        look: &Look<'_, 'm>,
        lacking: Option<(usize, Option<usize>)>,
    ) -> Result<Verdict, Faults> {
        let mut verdict = self.verdict(held, look.draws);
        match &self.telling {
            Some(telling) => {
                verdict.measured = told::measured(look, telling)?;
                verdict.found.clone_from(&verdict.measured);
            }
            None => {
                let lacking = lacking.filter(|_| held == Held::No);
                verdict.found = told::sides(look, lacking)?;
            }
        }
        Ok(verdict)
    }

    /// The verdict when no further look is taken: what is open, and the draws that might decide it. `full`: there is no
    /// room for more draws.
    ///
    /// # Errors
    /// As for [`Self::look`].
    pub fn undecided(
        &mut self,
        inputs: &[&ResultColumn],
        draws: usize,
        seed: u64,
        full: bool,
    ) -> Result<Verdict, Faults> {
        let settled = std::mem::take(&mut self.settled);
        let look = Look::at(self, inputs, draws, seed);
        let mut verdict = self.verdict(Held::Undecided, draws);
        verdict.found = Some(told::undecided(&look, &settled, full)?);
        if let Some(telling) = &self.telling {
            verdict.measured = told::measured(&look, telling)?;
        }
        Ok(verdict)
    }

    fn verdict(&self, held: Held, draws: usize) -> Verdict {
        Verdict {
            claim: verdict::Claim::Expect,
            index: self.index,
            title: self.expect.title.clone(),
            scenario: self.expect.in_each.then_some(self.scenario),
            held,
            draws: Some(draws),
            refuted: self.expect.refuted.clone(),
            found: None,
            measured: None,
            rests_on: Vec::new(),
            span: self.expect.span,
        }
    }

    /// The plan of conditions over its names.
    pub fn plan<'c>(&'c self, conditions: &[&'c TExpr]) -> Result<Plan, Faults> {
        let number = |scenario, quantity| {
            let at = self.names.binary_search(&(scenario, quantity));
            at.unwrap_or(usize::MAX)
        };
        lower_conditions(self.model, self.scenario, conditions, Some(&number)).map_err(only)
    }

    /// All draws of a plan over these columns.
    pub fn setting<'p>(
        &self,
        plan: &'p Plan,
        inputs: &'p [&'p ResultColumn],
        seed: u64,
    ) -> Setting<'p> {
        Setting {
            inputs,
            ..Setting::new(plan, seed)
        }
    }

    /// The draws made of all that an expression looks at, if any of it is drawn.
    pub fn draws_of(&self, expr: &TExpr, inputs: &[&ResultColumn]) -> Option<usize> {
        let names = names_in(self.model, self.scenario, expr).into_iter();
        let at = names.filter_map(|name| self.names.binary_search(&name).ok());
        let columns = at.filter_map(|at| inputs.get(at));
        let drawn = columns.filter(|column| column.uncertain);
        drawn.map(|column| column.draws()).min()
    }

    /// The tree of its condition.
    pub fn tree<'c>(&'c self, inputs: &[&ResultColumn]) -> (Tree, Vec<Leaf<'c>>) {
        let drawn = |scenario: Option<ScenarioId>, quantity| {
            let name = (scenario.unwrap_or(self.scenario), quantity);
            let at = self.names.binary_search(&name);
            at.is_ok_and(|at| inputs.get(at).is_some_and(|column| column.uncertain))
        };
        let splitting = Splitting {
            model: self.model,
            drawn: &drawn,
        };
        let mut leaves = Vec::new();
        let tree = splitting.split(&self.condition, &mut leaves);
        (tree, leaves)
    }
}
