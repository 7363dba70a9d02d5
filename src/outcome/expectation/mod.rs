//! Whether what is expected of the results holds: decided draw by draw, or by chance within a known error.
//!
//! Decided sequentially. A look is taken at the draws of the run; while an expectation is open, what it looks at (and
//! nothing else) is drawn twice as far, up to 64 times. Of a claim about what moves the mean the most, only the
//! comparisons that are still open are drawn further: a lever that is out is told as far as it was drawn. That the schedule is fixed beforehand keeps the error known:
//! 1 in 1,000 for each expectation in each scenario is shared out evenly among the 7 looks, and within a look among the
//! comparisons and the steps (C. E. Bonferroni's bound: the chance that any of several intervals misses is at most the
//! sum of theirs). An answer is final once given. How each comparison is bounded is told in [`bound`](super::bound).
//!
//! - What is asked of each draw must hold in all draws made: that is decided at the first look.
//! - `== 100%`, `== 0%`: one draw refutes it, and while none does it holds; `> 0%`, `< 100%`: one draw shows it, and
//!   while none does it is open.
//! - `==` another number holds once all of the bounds lie within what the comparison forgives.
//! - What is the same in every group of draws is decided exactly.
//! - `and`, `or` and `not` join what is known of their parts.

mod against;
mod answer;
mod case;
mod columns;
mod direction;
mod drivers;
mod leaf;
mod look;
mod told;
mod variant;
mod weigh;

#[cfg(test)]
mod tests;

use crate::eval::Progress;
use crate::eval::samples::Samples;
use crate::eval::verdict::Verdict;
use crate::fault::Faults;
use crate::types::model::{Expect, Expected, QuantityId, ScenarioId, TypedModel};
use case::{Case, LOOKS};
use columns::Columns;
use variant::Moving;

/// How expectations are decided.
#[derive(Clone, Copy)]
pub struct Deciding<'a> {
    /// The scenarios that were asked for; others may have been run for the sake of comparisons.
    pub scenarios: &'a [ScenarioId],
    /// The draws of the first look: those of the run.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
    /// Threads to use; as many as the machine has where it is left out.
    pub threads: Option<usize>,
    /// Whom to tell how far further draws are.
    pub progress: Option<Progress<'a>>,
}

/// The quantities whose values expectations look at, each once.
pub fn needs(model: &TypedModel) -> Vec<QuantityId> {
    let mut needed = Vec::new();
    for expect in &model.expects {
        let expr = expect.claim.expression();
        model.results_in(expr, &mut |_, quantity| needed.push(quantity));
    }
    needed.sort();
    needed.dedup();
    needed
}

/// The verdict on each expectation: in each scenario that was asked for, or over the scenarios that it names. One that
/// names a scenario that was not run has no verdict. `samples` hold what [`needs`] says.
///
/// # Errors
/// Where an expectation rests on what is no number.
pub fn decide(
    model: &TypedModel,
    samples: &Samples,
    deciding: &Deciding,
) -> Result<Vec<Verdict>, Faults> {
    let mut verdicts = Vec::new();
    let mut faults = Faults::default();
    let mut columns = Columns::new(model, samples, deciding);
    for (index, expect) in model.expects.iter().enumerate() {
        for scenario in seen_from(expect, deciding) {
            if !all_run(model, expect, scenario, samples) {
                continue;
            }
            columns.make_room();
            match decide_one(model, &mut columns, deciding, (index, expect), scenario) {
                Ok(verdict) => verdicts.extend(verdict),
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
fn seen_from(expect: &Expect, deciding: &Deciding) -> Vec<ScenarioId> {
    let most = if expect.in_each { usize::MAX } else { 1 };
    deciding.scenarios.iter().copied().take(most).collect()
}

/// Whether all that it looks at was run.
fn all_run(model: &TypedModel, expect: &Expect, scenario: ScenarioId, samples: &Samples) -> bool {
    let mut all = true;
    model.results_in(expect.claim.expression(), &mut |of, quantity| {
        all &= samples.column(of.unwrap_or(scenario), quantity).is_some();
    });
    all
}

fn decide_one(
    model: &TypedModel,
    columns: &mut Columns<'_>,
    deciding: &Deciding,
    (index, expect): (usize, &Expect),
    scenario: ScenarioId,
) -> Result<Option<Verdict>, Faults> {
    let moving = Moving {
        model,
        of: expect.claim.expression(),
        scenario,
        draws: deciding.draws,
    };
    let mut case = match &expect.claim {
        Expected::Condition(condition) => {
            Case::new(model, (index, expect), scenario, condition.clone())
        }
        Expected::Direction { rises, with, .. } => {
            let moved = moving.variants(&[*with], columns)?;
            let claim = direction::claim(&moving, *rises, moved.into_iter().flatten().collect());
            Case::of_claim(model, (index, expect), scenario, claim)
        }
        Expected::Turns { on, .. } => {
            let claim = drivers::claim(&moving, on, columns)?;
            Case::of_claim(model, (index, expect), scenario, claim)
        }
    };
    looks(&mut case, columns, deciding)
}

/// Takes looks until the case is decided.
fn looks(
    case: &mut Case<'_>,
    columns: &mut Columns<'_>,
    deciding: &Deciding,
) -> Result<Option<Verdict>, Faults> {
    let first = deciding.draws.max(1);
    for look in 0..LOOKS {
        let draws = first << look;
        columns.draw_to(&case.needed(), draws)?;
        let Some(inputs) = columns.all(&case.names) else {
            return Ok(None);
        };
        let certain = !inputs.iter().any(|column| column.uncertain);
        let draws = if certain { columns.draws_made() } else { draws };
        if let Some(verdict) = case.look(&inputs, draws, deciding.seed)? {
            return Ok(Some(verdict));
        }
        let full = !columns.have_room(&case.names, &case.needed(), draws * 2);
        if full || certain || look + 1 == LOOKS {
            return Ok(Some(case.undecided(&inputs, draws, deciding.seed, full)?));
        }
    }
    Ok(None)
}
