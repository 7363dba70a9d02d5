//! Tables that are read in steps they do not cover.

use std::collections::BTreeSet;

use crate::calendar::{Date, Timeline};
use crate::fault::Faults;
use crate::span::Span;
use crate::syntax::ast::Comparison;
use crate::types::fault::table::TableCoverage;
use crate::types::model::*;
use crate::types::whole::when::acting::Acting;
use crate::types::whole::when::steps::{self, Steps};

/// A quantity is looked at for this many ranges of steps at most.
const MOST: usize = 8;

/// Reports tables that an outcome or an assert is sure to read in steps that they do not cover.
pub(super) fn coverage(model: &TypedModel, acting: &Acting<'_>, faults: &mut Faults) {
    let Some(timeline) = &model.timeline else {
        return;
    };
    let mut walk = Walk {
        model,
        acting,
        timeline,
        seen: vec![Vec::new(); model.quantities.len()],
        stocks: vec![Vec::new(); model.stocks.len()],
        open: Vec::new(),
        told: BTreeSet::new(),
        owner: None,
        faults,
    };
    for outcome in &model.outcomes {
        walk.open
            .push(Open::Quantity(outcome.quantity, steps::all(model)));
    }
    for assert in &model.asserts {
        walk.expr(&assert.condition, &steps::all(model));
    }
    while let Some(next) = walk.open.pop() {
        walk.look_at(next);
    }
}

/// What is read, and in which steps.
enum Open {
    Quantity(QuantityId, Steps),
    Stock(StockId, Steps),
}

struct Walk<'m> {
    model: &'m TypedModel,
    acting: &'m Acting<'m>,
    timeline: &'m Timeline,
    seen: Vec<Vec<Steps>>,
    stocks: Vec<Vec<Steps>>,
    open: Vec<Open>,
    told: BTreeSet<(String, Vec<(Date, Date)>)>,
    /// Whose definition is looked at.
    owner: Option<QuantityId>,
    faults: &'m mut Faults,
}

impl Walk<'_> {
    fn look_at(&mut self, next: Open) {
        let model = self.model;
        match next {
            Open::Quantity(id, steps) if is_new(&mut self.seen[id.0], &steps) => {
                if let Definition::Expr(expr) = &model.quantity(id).definition {
                    self.owner = Some(id);
                    self.expr(expr, &steps);
                    self.owner = None;
                }
            }
            Open::Stock(id, steps) if is_new(&mut self.stocks[id.0], &steps) => {
                let stock = &model.stocks[id.0];
                self.expr(&stock.starts, &(0..1));
                for flow in stock.gains.iter().chain(&stock.loses) {
                    self.expr(flow, &steps);
                }
            }
            _ => {}
        }
    }

    /// Looks for tables that are read in each of some steps, whatever the draw.
    fn expr(&mut self, expr: &TExpr, steps: &Steps) {
        if steps.is_empty() {
            return;
        }
        let all = steps::all(self.model);
        match &expr.kind {
            Kind::If { arms, otherwise } => self.branches(arms, otherwise, steps),
            // Only what comes first is sure to be looked at.
            Kind::And(parts) | Kind::Or(parts) => {
                parts.first().iter().for_each(|part| self.expr(part, steps));
            }
            Kind::At(of, date) => {
                if let Some(step) = self.step_of(date) {
                    self.expr(of, &(step..step + 1));
                }
            }
            Kind::Initially(first, then) => {
                self.expr(first, &steps::shared(steps, &(0..1)));
                self.expr(then, &steps::shared(steps, &(1..all.end)));
            }
            Kind::Previous { of, initial } => {
                let from = steps.start.saturating_sub(1);
                self.expr(of, &(from..steps.end - 1));
                let initial = initial.as_ref().unwrap_or(of);
                self.expr(initial, &steps::shared(steps, &(0..1)));
            }
            // How far back a delay reaches may be drawn.
            Kind::Delay(..) => {}
            Kind::Smooth(of, _) | Kind::Cumulative(of) => self.expr(of, &(0..steps.end)),
            Kind::Draw(draw) => match draw.each {
                Each::Run => expr.children().for_each(|child| self.expr(child, &(0..1))),
                Each::Step => expr.children().for_each(|child| self.expr(child, steps)),
                // In which steps an event fires is drawn.
                Each::Year | Each::Event(_) => {}
            },
            Kind::Growth { of, lag } => {
                let begin = steps.start.max(*lag);
                self.expr(of, &(begin..steps.end));
                self.expr(
                    of,
                    &(begin - lag..steps.end.saturating_sub(*lag).max(begin - lag)),
                );
            }
            Kind::Reduce { of, window, .. } => match window.as_deref() {
                None => self.expr(of, &all),
                Some((from, to)) => {
                    if let Some(window) = self.window(from, to) {
                        self.expr(of, &window);
                    }
                }
            },
            Kind::PresentValue { .. } | Kind::Irr { .. } | Kind::Payback(_) => {
                expr.children().for_each(|child| self.expr(child, &all));
            }
            Kind::Table(table) => self.table(table, expr, steps),
            Kind::Quantity(id) => self.named(*id, expr, steps),
            Kind::Base(id) => self.open.push(Open::Quantity(*id, steps.clone())),
            Kind::Stock(id) => self.open.push(Open::Stock(*id, 0..steps.end - 1)),
            Kind::Closing(id) => self.open.push(Open::Stock(*id, 0..steps.end)),
            _ => expr.children().for_each(|child| self.expr(child, steps)),
        }
    }

    /// The branches that dates alone decide between; of others only the first condition is sure to be read.
    fn branches(&mut self, arms: &[(TExpr, TExpr)], otherwise: &TExpr, steps: &Steps) {
        let mut left = vec![steps.clone()];
        for (condition, value) in arms {
            let Some((within, outside)) = self.decided(condition, steps) else {
                left.iter().for_each(|steps| self.expr(condition, steps));
                return;
            };
            for steps in &left {
                self.expr(value, &steps::shared(steps, &within));
            }
            let both = left.iter().flat_map(|steps| {
                let each = outside.iter().map(move |part| steps::shared(steps, part));
                each.filter(|part| !part.is_empty())
            });
            left = both.collect();
        }
        left.iter().for_each(|steps| self.expr(otherwise, steps));
    }

    /// The steps in which a condition on dates alone holds, and those in which it does not.
    fn decided(&self, condition: &TExpr, steps: &Steps) -> Option<(Steps, Vec<Steps>)> {
        let all = self.timeline.len();
        let within = match &condition.kind {
            Kind::During(from, to) => self.window(from, to)?,
            Kind::Compare(compared) => {
                let (Kind::Now, Kind::Date(day)) = (&compared.left.kind, &compared.right.kind)
                else {
                    return None;
                };
                let before = steps::begun_before(self.timeline, *day);
                let up_to = steps::begun_on(self.timeline, *day);
                match compared.how {
                    Comparison::Less => 0..before,
                    Comparison::AtMost => 0..up_to,
                    Comparison::AtLeast => before..all,
                    Comparison::More => up_to..all,
                    Comparison::Equal | Comparison::Unequal => return None,
                }
            }
            _ => return None,
        };
        let outside = vec![steps.start..within.start, within.end..steps.end];
        Some((within, outside))
    }

    fn window(&self, from: &TExpr, to: &TExpr) -> Option<Steps> {
        steps::known_date(from).and(steps::known_date(to))?;
        Some(steps::of_window(self.model, from, to))
    }

    fn step_of(&self, date: &TExpr) -> Option<usize> {
        self.timeline.step_at(steps::known_date(date)?)
    }

    /// What is set by somebody may never be read as it is declared.
    fn named(&mut self, id: QuantityId, expr: &TExpr, steps: &Steps) {
        let quantity = self.model.quantity(id);
        let set = |each: &&Adjustment| matches!(each.change, TChange::Set(_));
        if self.acting.on(id).iter().any(set) {
            return;
        }
        match &quantity.definition {
            Definition::Expr(TExpr {
                kind: Kind::Table(table),
                ..
            }) if quantity.role == QuantityRole::Column => {
                let (name, place) = (&quantity.origin.name, quantity.origin.name_span);
                self.report(table, expr, name, place, steps);
            }
            _ => self.open.push(Open::Quantity(id, steps.clone())),
        }
    }

    fn table(&mut self, table: &Table, expr: &TExpr, steps: &Steps) {
        match &table.at {
            None => {
                let model = self.model;
                let owner = self.owner.map(|id| model.quantity(id).origin.base());
                self.report(table, expr, owner.unwrap_or("the table"), expr.span, steps);
            }
            Some(at) => self.expr(at, steps),
        }
    }

    fn report(&mut self, table: &Table, expr: &TExpr, name: &str, place: Span, steps: &Steps) {
        let (Some(first), Some(last)) = (table.keys.first(), table.keys.last()) else {
            return;
        };
        let outside = |step: &usize| {
            let day = self.timeline.first_day(*step);
            day < first.0 || day > last.1
        };
        let mut missing = steps.clone().filter(outside);
        let Some(from) = missing.next() else {
            return;
        };
        let to = missing.next_back().unwrap_or(from);
        // All columns of a table have the same rows.
        let owner = match name.split_once('.') {
            Some((table, _)) => table.to_owned(),
            None => format!("{place:?}"),
        };
        if !self.told.insert((owner, table.keys.clone())) {
            return;
        }
        let (start, end) = (self.timeline.label(from), self.timeline.label(to));
        let missing = match from == to {
            true => start,
            false => format!("{start} to {end}"),
        };
        let label = |date| match self.timeline.step_at(date) {
            Some(step) => self.timeline.label(step),
            None => date.to_string(),
        };
        let every = steps.len() == self.timeline.len();
        self.faults.push(TableCoverage {
            name: name.to_owned(),
            covered: format!("{} to {}", label(first.0), label(last.1)),
            missing,
            last: match self.timeline.step_at(last.1) {
                Some(step) => self.timeline.label(step),
                None => "DATE".to_owned(),
            },
            read: match every {
                true => "in every step".to_owned(),
                false => format!("in {}", steps::named(self.model, steps)),
            },
            span: expr.span,
            table: place,
        });
    }
}

/// Whether some steps are looked at for the first time.
fn is_new(seen: &mut Vec<Steps>, steps: &Steps) -> bool {
    let known = |known: &Steps| known.start <= steps.start && steps.end <= known.end;
    if steps.is_empty() || seen.len() >= MOST || seen.iter().any(known) {
        return false;
    }
    seen.push(steps.clone());
    true
}
