//! What a comparison forgives: the terms of the sums that it compares.

use crate::types::model::*;
use crate::units::{Factor, Unit};

/// Seen through this many lets at most.
const DEPTH: usize = 16;
/// More terms than this add nothing but time.
const MOST: usize = 64;

/// Fills in the operands of every comparison: first all are found, for one may look through another's let.
pub(super) fn fill(model: &mut TypedModel) {
    let adjusted = model.adjusted();
    let filled: Vec<(usize, TExpr)> = expressions(model)
        .enumerate()
        .filter(|(_, expr)| compares(expr))
        .map(|(at, expr)| (at, filled(expr, model, &adjusted)))
        .collect();
    let mut filled = filled.into_iter().peekable();
    for (at, expr) in expressions_mut(model).enumerate() {
        if let Some((_, with_operands)) = filled.next_if(|(place, _)| *place == at) {
            *expr = with_operands;
        }
    }
}

/// Whether numbers are compared somewhere in it.
fn compares(expr: &TExpr) -> bool {
    let own = matches!(&expr.kind, Kind::Compare(compared) if of_numbers(compared));
    own || expr.children().any(compares)
}

fn of_numbers(compared: &Compared) -> bool {
    matches!(compared.left.ty, Type::Number(_))
}

fn filled(expr: &TExpr, model: &TypedModel, adjusted: &[bool]) -> TExpr {
    let mut filled = expr.clone();
    filled.change(&mut |expr| {
        if let Kind::Compare(compared) = &mut expr.kind
            && of_numbers(compared)
        {
            let mut terms = Terms {
                model,
                adjusted,
                found: Vec::new(),
            };
            terms.of(&compared.left, Factor::one(), 0);
            terms.of(&compared.right, Factor::one(), 0);
            compared.operands = terms.found;
        }
    });
    filled
}

/// All expressions of a model that a comparison may stand in.
fn expressions(model: &TypedModel) -> impl Iterator<Item = &TExpr> {
    let quantities = model.quantities.iter().flat_map(|quantity| {
        let definition = quantity.definition.expressions();
        let adjustments = quantity.adjustments.iter();
        definition.chain(adjustments.flat_map(Adjustment::expressions))
    });
    let stocks = model.stocks.iter();
    let stocks = stocks.flat_map(|it| it.gains.iter().chain(&it.loses).chain([&it.starts]));
    let options = model.choices.iter().flat_map(|choice| &choice.options);
    let scenarios = model.scenarios.iter().flat_map(|it| &it.adjustments);
    quantities
        .chain(stocks)
        .chain(options.filter_map(|option| option.weight.as_ref()))
        .chain(model.events.iter().flat_map(Event::expressions))
        .chain(scenarios.flat_map(|(_, adjustment)| adjustment.expressions()))
        .chain(model.asserts.iter().map(|assert| &assert.condition))
        .chain(model.expects.iter().map(|it| it.claim.expression()))
}

/// The same in the same order, to change them.
fn expressions_mut(model: &mut TypedModel) -> impl Iterator<Item = &mut TExpr> {
    let quantities = model.quantities.iter_mut().flat_map(|quantity| {
        let definition = quantity.definition.expressions_mut().into_iter();
        let adjustments = quantity.adjustments.iter_mut();
        definition.chain(adjustments.flat_map(Adjustment::expressions_mut))
    });
    let stocks = model.stocks.iter_mut().flat_map(|it| {
        let flows = it.gains.iter_mut().chain(&mut it.loses);
        flows.chain([&mut it.starts])
    });
    let options = model.choices.iter_mut().flat_map(|it| &mut it.options);
    let scenarios = model.scenarios.iter_mut();
    let scenarios = scenarios.flat_map(|it| &mut it.adjustments);
    quantities
        .chain(stocks)
        .chain(options.filter_map(|option| option.weight.as_mut()))
        .chain(model.events.iter_mut().flat_map(Event::expressions_mut))
        .chain(scenarios.flat_map(|(_, adjustment)| adjustment.expressions_mut()))
        .chain(model.asserts.iter_mut().map(|it| &mut it.condition))
        .chain(model.expects.iter_mut().map(|it| it.claim.expression_mut()))
}

struct Terms<'m> {
    model: &'m TypedModel,
    /// By quantity, whether something adjusts it.
    adjusted: &'m [bool],
    found: Vec<TExpr>,
}

impl Terms<'_> {
    /// Enters the terms of `expr`, each times `factor`.
    fn of(&mut self, expr: &TExpr, factor: Factor, depth: usize) {
        match &expr.kind {
            _ if depth > DEPTH => self.term(expr, factor),
            Kind::Sum(terms) => terms
                .iter()
                .for_each(|(_, term)| self.of(term, factor, depth + 1)),
            Kind::Convert(inner, own) => self.of(inner, factor.times(*own), depth),
            Kind::Negate(inner) => self.of(inner, factor, depth),
            Kind::Call(Function::Abs | Function::Min | Function::Max | Function::Clamp, all) => {
                all.iter().for_each(|each| self.of(each, factor, depth + 1));
            }
            Kind::If { arms, otherwise } => {
                let values = arms.iter().map(|(_, value)| value);
                values
                    .chain([otherwise.as_ref()])
                    .for_each(|value| self.of(value, factor, depth + 1));
            }
            Kind::Reduce {
                how: Reduction::Total,
                of,
                window,
            } => {
                self.over_time(expr, of, factor, depth, |of| Kind::Reduce {
                    how: Reduction::Highest,
                    of: Box::new(of),
                    window: window.clone(),
                });
            }
            Kind::Cumulative(of) => {
                self.over_time(expr, of, factor, depth, |of| Kind::Cumulative(Box::new(of)));
            }
            Kind::Quantity(id) => self.quantity(*id, expr, factor, depth),
            Kind::Stock(id) | Kind::Closing(id) => self.stock(*id, expr, factor),
            _ => self.term(expr, factor),
        }
    }

    /// A let that nothing adjusts is seen through; it is a term itself as well.
    fn quantity(&mut self, id: QuantityId, expr: &TExpr, factor: Factor, depth: usize) {
        let quantity = self.model.quantity(id);
        let plain = !self.adjusted[id.0];
        match &quantity.definition {
            Definition::Expr(inner) if plain && is_sum(inner) && depth < DEPTH => {
                self.of(inner, factor, depth + 1)
            }
            _ => self.term(expr, factor),
        }
    }

    /// What a sum over time is made of: the sizes of its terms, gathered in the same way.
    fn over_time(
        &mut self,
        expr: &TExpr,
        of: &TExpr,
        factor: Factor,
        depth: usize,
        gathered: impl Fn(TExpr) -> Kind,
    ) {
        let mut inner = Terms {
            model: self.model,
            adjusted: self.adjusted,
            found: Vec::new(),
        };
        inner.of(of, Factor::one(), depth + 1);
        for term in inner.found {
            let span = term.span;
            let of = TExpr::new(gathered(size(term)), expr.ty.clone(), span);
            self.term(&of, factor);
        }
    }

    /// A stock may be what is left of all that it started with, gained and lost so far.
    fn stock(&mut self, id: StockId, expr: &TExpr, factor: Factor) {
        self.term(expr, factor);
        let stock = &self.model.stocks[id.0];
        let ty = Type::Number(stock.unit.clone());
        let nothing = TExpr::new(Kind::Number(0.0), ty.clone(), expr.span);
        let opening = size(TExpr::new(Kind::Stock(id), ty.clone(), expr.span));
        let first = Kind::Initially(Box::new(opening), Box::new(nothing));
        let mut moved = vec![TExpr::new(first, ty.clone(), expr.span)];
        let flows = stock.gains.iter().chain(&stock.loses);
        let lagged = matches!(expr.kind, Kind::Stock(_));
        moved.extend(flows.map(|flow| size(if lagged { before(flow) } else { flow.clone() })));
        for each in moved {
            let so_far = TExpr::new(Kind::Cumulative(Box::new(each)), ty.clone(), expr.span);
            self.term(&so_far, factor);
        }
    }

    fn term(&mut self, expr: &TExpr, factor: Factor) {
        if self.found.len() < MOST {
            self.found.push(scaled(expr.clone(), factor));
        }
    }
}

fn size(expr: TExpr) -> TExpr {
    let (ty, span) = (expr.ty.clone(), expr.span);
    TExpr::new(Kind::Call(Function::Abs, vec![expr]), ty, span)
}

/// The value in the step before, nothing in the first.
fn before(expr: &TExpr) -> TExpr {
    let nothing = TExpr::new(Kind::Number(0.0), Type::Number(Unit::none()), expr.span);
    let previous = Kind::Previous {
        of: Box::new(expr.clone()),
        initial: Some(Box::new(nothing)),
    };
    TExpr::new(previous, expr.ty.clone(), expr.span)
}

fn scaled(expr: TExpr, factor: Factor) -> TExpr {
    if factor.is_one() {
        return expr;
    }
    let (ty, span) = (expr.ty.clone(), expr.span);
    TExpr::new(Kind::Convert(Box::new(expr), factor), ty, span)
}

/// Whether the value is made by adding, so that rounding may leave a remainder of its terms.
fn is_sum(expr: &TExpr) -> bool {
    match &expr.kind {
        Kind::Sum(_) | Kind::Stock(_) | Kind::Closing(_) | Kind::Cumulative(_) => true,
        Kind::Reduce { how, .. } => *how == Reduction::Total,
        Kind::If { arms, otherwise } => {
            arms.iter().any(|(_, value)| is_sum(value)) || is_sum(otherwise)
        }
        Kind::Convert(inner, _) | Kind::Negate(inner) => is_sum(inner),
        Kind::Quantity(_) => true,
        Kind::Call(Function::Abs | Function::Min | Function::Max | Function::Clamp, all) => {
            all.iter().any(is_sum)
        }
        _ => false,
    }
}
