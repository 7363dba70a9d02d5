//! A look at a case: what each of its open leaves says on the draws made so far.

use super::answer::{Answer, Settled};
use super::case::{Case, ERROR, LOOKS};
use super::leaf::{Leaf, Way, is_conditional};
use super::weigh::{Both, Open, Seen, forgiven, within};
use crate::eval::samples::ResultColumn;
use crate::eval::verdict::Held;
use crate::eval::{Column, asserted, compared, watch};
use crate::fault::Faults;
use crate::outcome::replicate::{GROUPS, Replicates};
use crate::types::model::TExpr;

/// A look at a case.
pub struct Look<'a, 'm> {
    /// The case.
    pub case: &'a Case<'m>,
    /// The columns of its names.
    pub inputs: &'a [&'a ResultColumn],
    /// Their draws.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
    /// The chance of an error in this look.
    pub error: f64,
}

impl<'a, 'm> Look<'a, 'm> {
    /// One of the looks that share the error of a verdict.
    pub fn at(case: &'a Case<'m>, inputs: &'a [&'a ResultColumn], draws: usize, seed: u64) -> Self {
        Look {
            case,
            inputs,
            draws,
            seed,
            error: ERROR / LOOKS as f64,
        }
    }

    /// Settles what the draws decide, and says whether the whole condition holds.
    pub fn take(&self, settled: &mut Settled) -> Result<Held, Faults> {
        let (tree, leaves) = self.case.tree(self.inputs);
        self.each_open(settled, &leaves, &mut |_, _, _| {})?;
        Ok(settled.held(&tree))
    }

    /// The comparisons that are still open, the first first.
    pub fn open(&self, settled: &Settled, tell: &mut dyn FnMut(&Open<'_>)) -> Result<(), Faults> {
        let (_, leaves) = self.case.tree(self.inputs);
        let mut settled = Settled(settled.0.clone());
        self.each_open(&mut settled, &leaves, &mut |_, _, open| tell(open))
    }

    /// Answers each open leaf in each step; tells of the comparisons that stay open.
    fn each_open(
        &self,
        settled: &mut Settled,
        leaves: &[Leaf<'_>],
        tell: &mut dyn FnMut(usize, usize, &Open<'_>),
    ) -> Result<(), Faults> {
        settled.0.resize(leaves.len(), Vec::new());
        let open: Vec<usize> = (0..leaves.len())
            .filter(|at| settled.is_open(*at))
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        let exprs: Vec<Vec<&TExpr>> = open.iter().map(|at| expressions(&leaves[*at])).collect();
        let flat: Vec<&TExpr> = exprs.iter().flatten().copied().collect();
        let plan = self.case.plan(&flat)?;
        let setting = self.case.setting(&plan, self.inputs, self.seed);
        let mut columns: Vec<Vec<Column>> = vec![Vec::new(); flat.len()];
        watch(
            setting,
            (0, self.draws),
            asserted(&plan),
            &mut |at, _, column| {
                columns[at].push(column.clone());
            },
        );
        let grouped = self.replicates(&open, leaves)?;
        let by_chance = leaves.iter().filter(|leaf| leaf.is_by_chance()).count();
        let mut columns = columns.as_slice();
        for ((at, exprs), replicates) in open.iter().zip(&exprs).zip(grouped.places) {
            let (own, rest) = columns.split_at(exprs.len());
            columns = rest;
            let seen = Seen {
                columns: own,
                replicates: replicates.map(|place| match leaves[*at].way {
                    Way::Agreement => (&grouped.alone, place),
                    _ => (&grouped.replicates, place),
                }),
            };
            let steps = own.first().map_or(1, |whole| whole.len().max(1));
            let error = self.error / (by_chance * steps).max(1) as f64;
            let answers = &mut settled.0[*at];
            answers.resize(steps, Answer::One(Held::Undecided));
            for (step, answer) in answers.iter_mut().enumerate() {
                if matches!(answer, Answer::One(Held::Undecided)) {
                    *answer = self.answer(&leaves[*at], &seen, step, error, &mut |mut open| {
                        open.step = (steps > 1).then_some(step);
                        tell(*at, step, &open);
                    });
                }
            }
        }
        Ok(())
    }

    /// The sides of all open leaves that need them without each group of draws.
    fn replicates(&self, open: &[usize], leaves: &[Leaf<'_>]) -> Result<Grouped, Faults> {
        let mut flat: Vec<&TExpr> = Vec::new();
        let mut alone: Vec<&TExpr> = Vec::new();
        let mut places = Vec::with_capacity(open.len());
        for leaf in open.iter().map(|at| &leaves[*at]) {
            let place = flat.len();
            match (&leaf.way, compared(leaf.expr)) {
                (Way::Difference, Some(sides)) => flat.extend([&sides.left, &sides.right]),
                (Way::Agreement, _) => {
                    places.push(Some(alone.len()));
                    alone.push(leaf.expr);
                    continue;
                }
                _ => {
                    places.push(None);
                    continue;
                }
            }
            places.push(Some(place));
        }
        let plan = self.case.plan(&flat)?;
        let setting = self.case.setting(&plan, self.inputs, self.seed);
        Ok(Grouped {
            replicates: Replicates::of(setting, self.draws, asserted(&plan)),
            alone: self.alone(&alone)?,
            places,
        })
    }

    /// Conditions over each group of draws by itself.
    fn alone(&self, conditions: &[&TExpr]) -> Result<Replicates, Faults> {
        let plan = self.case.plan(conditions)?;
        let setting = self.case.setting(&plan, self.inputs, self.seed);
        Ok(Replicates::alone(setting, self.draws, asserted(&plan)))
    }

    fn answer(
        &self,
        leaf: &Leaf<'_>,
        seen: &Seen<'_>,
        step: usize,
        error: f64,
        tell: &mut dyn FnMut(Open<'_>),
    ) -> Answer {
        let whole = seen.lane(0, step);
        let known = match (&leaf.way, compared(leaf.expr)) {
            (Way::EachDraw, _) => return each_draw(seen.column(0, step), self.draws),
            _ if !whole.is_ok() => return Answer::One(Held::No),
            (Way::Certain, _) => return Answer::One(Held::of(whole.is_yes())),
            (Way::Agreement, _) => return Answer::One(agreement(seen, step)),
            (_, None) => return Answer::One(Held::Undecided),
            (way, Some(sides)) => {
                let (left, right) = (seen.lane(1, step), seen.lane(2, step));
                if !left.is_ok() || !right.is_ok() {
                    // There may yet be a draw in which what is given holds.
                    let open = is_conditional(self.case.model, leaf.expr);
                    return Answer::One(if open { Held::Undecided } else { Held::No });
                }
                let both = Both {
                    sides,
                    left: left.value,
                    right: right.value,
                    forgiven: forgiven(seen, sides, step),
                    within: within(seen, sides, step),
                };
                match way {
                    Way::Share(lone) => both.share(lone, seen, step, self.draws, error),
                    Way::Quantile(lone, p) => {
                        both.quantile(lone, *p, seen, step, self.draws, error)
                    }
                    _ => both.difference(seen, step, error),
                }
            }
        };
        let (held, open) = known;
        if held == Held::Undecided {
            tell(open);
        }
        Answer::One(held)
    }
}

/// Values without each group, and where those of each open leaf begin.
struct Grouped {
    replicates: Replicates,
    /// Those of each group by itself.
    alone: Replicates,
    places: Vec<Option<usize>>,
}

impl Leaf<'_> {
    /// Whether chance has a say in how it is decided.
    fn is_by_chance(&self) -> bool {
        !matches!(self.way, Way::Certain | Way::EachDraw)
    }
}

/// What of a leaf is worked out.
fn expressions<'l>(leaf: &Leaf<'l>) -> Vec<&'l TExpr> {
    let mut all = vec![leaf.expr];
    if let Some(sides) = compared(leaf.expr) {
        all.extend([&sides.left, &sides.right]);
        if leaf.is_by_chance() {
            all.extend(&sides.operands);
            all.extend(&sides.within);
        }
    }
    if let Way::Share(lone) | Way::Quantile(lone, _) = &leaf.way {
        all.push(lone.of);
        all.extend(lone.given);
    }
    all
}

fn each_draw(column: Option<&Column>, draws: usize) -> Answer {
    let held = |draw| Held::of(column.is_some_and(|column| column.lane(draw).is_yes()));
    match column.map_or(1, Column::width) {
        1 => Answer::One(held(0)),
        _ => Answer::Each((0..draws).map(held).collect()),
    }
}

/// What a condition says if it says the same of all draws and of each group by itself: of 32 groups that are as likely to
/// say one thing as the other, that happens once in two thousand million times. Fewer groups do not tell.
fn agreement(seen: &Seen<'_>, step: usize) -> Held {
    let whole = seen.lane(0, step).value;
    let without = match seen.replicates {
        Some((all, place)) => all.get(place, step),
        None => &[],
    };
    match without.len() == GROUPS && without.iter().all(|value| *value == whole) {
        true => Held::of(whole != 0.0),
        false => Held::Undecided,
    }
}
