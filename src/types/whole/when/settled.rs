//! What values come to where nothing in a scenario can move them: no draw, no event, no open choice.

use std::collections::{BTreeMap, HashMap};

use crate::syntax::ast::{Fill, Scale, Sign};
use crate::types::constant::constant;
use crate::types::model::*;
use crate::types::whole::when::active::{Activity, triggers};
use crate::types::whole::when::steps;

/// Further down than this, nothing is looked for.
const DEPTH: usize = 100;

/// A value and the largest term of the sums that it is made of, which tells how far rounding can move it.
#[derive(Clone, Copy, Debug)]
pub(in crate::types::whole) struct Value {
    pub(in crate::types::whole) value: f64,
    pub(in crate::types::whole) size: f64,
}

impl Value {
    fn of(value: f64) -> Self {
        Value {
            value,
            size: value.abs(),
        }
    }
}

/// Looks values up in one scenario.
pub(in crate::types::whole) struct Known<'a, 'm> {
    activity: &'a Activity<'m>,
    scenario: &'a Scenario,
    /// The step that is looked at; all at once where there is none.
    step: Option<usize>,
    /// What the scenario does itself, by what it does it to.
    own: BTreeMap<QuantityId, Vec<&'a Adjustment>>,
    /// How many quantities are being looked at, each for the one before.
    depth: usize,
    /// What is known of each quantity so far, and whether that is so in this step only.
    seen: HashMap<QuantityId, (Option<Value>, bool)>,
    /// The quantities of which something is known in this step only.
    in_step: Vec<QuantityId>,
    /// Whether what is being looked at may come to something else in another step.
    of_step: bool,
}

impl<'a, 'm> Known<'a, 'm> {
    pub(in crate::types::whole) fn of(activity: &'a Activity<'m>, scenario: &'a Scenario) -> Self {
        let mut own: BTreeMap<QuantityId, Vec<&Adjustment>> = BTreeMap::new();
        for (target, each) in &scenario.adjustments {
            own.entry(*target).or_default().push(each);
        }
        Known {
            activity,
            scenario,
            step: None,
            own,
            depth: 0,
            seen: HashMap::new(),
            in_step: Vec::new(),
            of_step: false,
        }
    }

    /// From here on, what is known in one step, or in all at once.
    pub(in crate::types::whole) fn look_at(&mut self, step: Option<usize>) {
        self.step = step;
        for id in self.in_step.drain(..) {
            self.seen.remove(&id);
        }
    }

    /// Whether what was looked at since this was last asked may come to something else in another step.
    pub(in crate::types::whole) fn was_of_step(&mut self) -> bool {
        std::mem::take(&mut self.of_step)
    }

    /// What an expression comes to in every draw, and in every step or the one that is looked at.
    pub(in crate::types::whole) fn value(&mut self, expr: &TExpr) -> Option<Value> {
        let found = match &expr.kind {
            Kind::Number(value) => Some(Value::of(*value)),
            Kind::Convert(inner, factor) => {
                let inner = self.value(inner)?;
                Some(Value {
                    value: factor.apply(inner.value),
                    size: factor.apply(inner.size),
                })
            }
            Kind::Negate(inner) => self.value(inner).map(|inner| Value {
                value: -inner.value,
                ..inner
            }),
            Kind::Sum(terms) => self.sum(terms),
            Kind::Product(factors) => self.product(factors),
            Kind::Quantity(id) => self.quantity(*id),
            Kind::Call(function, arguments) => self.call(*function, arguments),
            Kind::Table(table) => {
                self.of_step |= table.at.is_none();
                let cell = self.cell(table)?;
                self.value(cell)
            }
            Kind::If { arms, otherwise } => {
                for (condition, value) in arms {
                    if self.holds(condition)? {
                        return self.value(value);
                    }
                }
                self.value(otherwise)
            }
            // What comes before and after is not looked at.
            Kind::Reduce { .. } if self.step.is_some() => {
                self.of_step = true;
                None
            }
            Kind::Reduce {
                how: Reduction::Total,
                of,
                window: None,
            } => {
                self.of_step = true;
                let steps = self.activity.model.steps() as f64;
                let each = self.value(of)?;
                Some(Value {
                    value: each.value * steps,
                    size: each.size * steps,
                })
            }
            Kind::Reduce {
                how: Reduction::Average | Reduction::Highest | Reduction::Lowest,
                of,
                window: None,
            } => {
                self.of_step = true;
                self.value(of)
            }
            _ => None,
        };
        found.filter(|found| found.value.is_finite())
    }

    /// Whether a condition on what the scenario chooses holds; nothing if that is open.
    pub(in crate::types::whole) fn holds(&self, condition: &TExpr) -> Option<bool> {
        let any = |all: &[TExpr], wanted: bool| {
            let known: Vec<Option<bool>> = all.iter().map(|each| self.holds(each)).collect();
            match known.contains(&Some(wanted)) {
                true => Some(wanted),
                false => known.iter().all(Option::is_some).then_some(!wanted),
            }
        };
        match &condition.kind {
            Kind::YesNo(yes) => Some(*yes),
            Kind::Not(inner) => self.holds(inner).map(|holds| !holds),
            Kind::And(all) => any(all, false),
            Kind::Or(all) => any(all, true),
            Kind::Is {
                subject,
                label,
                negated,
            } => match subject.kind {
                Kind::Choice { id } => Some((self.option(id)? == *label) != *negated),
                _ => None,
            },
            _ => None,
        }
    }

    /// The option of a choice that holds throughout; nothing if that is open.
    pub(in crate::types::whole) fn option(&self, id: ChoiceId) -> Option<usize> {
        let choice = &self.activity.model.choices[id.0];
        if choice.varies {
            return None;
        }
        let mut chooses = self.scenario.chooses.iter();
        if let Some(chosen) = chooses.find(|choose| choose.choice == id) {
            return Some(chosen.option);
        }
        let mut options = choice.options.iter();
        match options.clone().any(|option| option.weight.is_some()) {
            false => Some(0),
            true => options.position(|it| it.weight.as_ref().and_then(constant) == Some(1.0)),
        }
    }

    /// The cell that is read, at its date or in this step; none on the line between two cells.
    pub(in crate::types::whole) fn cell<'t>(&self, table: &'t Table) -> Option<&'t TExpr> {
        let date = match table.at.as_deref() {
            Some(at) => steps::known_date(at)?,
            None => {
                let timeline = self.activity.model.timeline.as_ref();
                timeline?.first_day(self.step?)
            }
        };
        let begun = table.keys.iter().rposition(|key| key.0 <= date)?;
        let (first, last) = *table.keys.get(begun)?;
        let read = match table.fill {
            None => date <= last,
            Some(Fill::Step) => date <= last || begun + 1 < table.keys.len(),
            Some(Fill::Linear) => date == first,
        };
        let cell = table.values.get(begun)?.as_ref();
        cell.filter(|_| read)
    }

    fn sum(&mut self, terms: &[(Sign, TExpr)]) -> Option<Value> {
        let mut sum = Value::of(0.0);
        for (sign, term) in terms {
            let term = self.value(term)?;
            sum.value += match sign {
                Sign::Plus => term.value,
                Sign::Minus => -term.value,
            };
            sum.size = sum.size.max(term.size);
        }
        Some(sum)
    }

    fn product(&mut self, factors: &[(Scale, TExpr)]) -> Option<Value> {
        let mut product = Value::of(1.0);
        for (side, factor) in factors {
            let factor = self.value(factor)?;
            match side {
                Scale::Times => {
                    product.value *= factor.value;
                    product.size *= factor.size;
                }
                // What is left of a difference may be much smaller than its terms.
                Scale::Over if factor.size > 2.0 * factor.value.abs() => return None,
                Scale::Over => {
                    product.value /= factor.value;
                    product.size /= factor.value.abs();
                }
            }
        }
        Some(product)
    }

    fn call(&mut self, function: Function, arguments: &[TExpr]) -> Option<Value> {
        let all: Vec<Value> = arguments
            .iter()
            .map(|each| self.value(each))
            .collect::<Option<_>>()?;
        let values = || all.iter().map(|each| each.value);
        let value = match function {
            Function::Min => values().fold(f64::INFINITY, f64::min),
            Function::Max => values().fold(f64::NEG_INFINITY, f64::max),
            Function::Abs => all.first()?.value.abs(),
            _ => return None,
        };
        let size = all.iter().fold(0.0, |size: f64, each| size.max(each.size));
        Some(Value { value, size })
    }

    /// What a quantity comes to in every draw, and in every step or the one that is looked at.
    pub(in crate::types::whole) fn quantity(&mut self, id: QuantityId) -> Option<Value> {
        if let Some((seen, of_step)) = self.seen.get(&id) {
            self.of_step |= of_step;
            return *seen;
        }
        if self.depth >= DEPTH {
            self.of_step = true;
            self.in_step.push(id);
            self.seen.insert(id, (None, true));
            return None;
        }
        // A circle comes to nothing that is known.
        self.seen.insert(id, (None, false));
        self.depth += 1;
        let outer = std::mem::take(&mut self.of_step);
        let found = self.adjusted(id);
        self.depth -= 1;
        self.seen.insert(id, (found, self.of_step));
        if self.of_step {
            self.in_step.push(id);
        }
        self.of_step |= outer;
        found
    }

    fn adjusted(&mut self, id: QuantityId) -> Option<Value> {
        let model = self.activity.model;
        let quantity = model.quantity(id);
        if quantity.role == QuantityRole::Hazard {
            return None;
        }
        let mut acting: Vec<&Adjustment> = Vec::new();
        for each in &quantity.adjustments {
            if self.acts(each)? {
                acting.push(each);
            }
        }
        acting.extend(self.own.get(&id).into_iter().flatten());
        let bare = |each: &&Adjustment| each.when.is_none() && each.during.is_none();
        if !acting.iter().all(bare) {
            return None;
        }
        // A scenario's set comes before an option's.
        let mut sets = acting.iter().filter_map(|each| match &each.change {
            TChange::Set(value) => Some(value),
            _ => None,
        });
        let mut value = match sets.next_back() {
            Some(set) => self.value(set)?,
            None => self.declared(id, quantity)?,
        };
        for each in &acting {
            if let TChange::Add(amount) = &each.change {
                let amount = self.value(amount)?;
                value.value += amount.value;
                value.size = value.size.max(amount.size);
            }
        }
        for each in &acting {
            if let TChange::Factor(factor) = &each.change {
                let factor = self.value(factor)?;
                value.value *= factor.value;
                value.size *= factor.size;
            }
        }
        Some(value)
    }

    fn declared(&mut self, id: QuantityId, quantity: &Quantity) -> Option<Value> {
        match &quantity.definition {
            Definition::Expr(value) | Definition::Bound(value) => self.value(value),
            Definition::Claims(claims) => {
                let takes = self.scenario.takes.iter();
                let taken = takes.rev().find(|(own, _)| *own == id).map(|(_, at)| *at);
                let certain = claims.iter().position(|claim| claim.weight == 1.0);
                self.value(&claims.get(taken.or(certain)?)?.value)
            }
            Definition::Unknown => None,
        }
    }

    /// Whether an option's or event's adjustment acts throughout; nothing if that is open.
    fn acts(&self, adjustment: &Adjustment) -> Option<bool> {
        match &adjustment.owner {
            Owner::Option(id, option) => Some(self.option(*id)? == *option),
            Owner::Event(event) => {
                let own = !self.activity.alone(*event).is_empty()
                    && !self.scenario.prevents.contains(event);
                let fires = own || triggers(self.scenario, *event).next().is_some();
                (!fires).then_some(false)
            }
            Owner::Scenario(_) => Some(true),
        }
    }
}
