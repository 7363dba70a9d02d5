//! Expressions to nodes: one arm a kind.

use super::build::{Builder, Circle, Filling, GAP, Lowered};
use super::op::{Anew, Comparing, Drawing, Op, Reading, Term};
use super::thing::Thing;
use super::{NodeId, Timing, fold};
use crate::span::Span;
use crate::syntax::ast::Sign;
use crate::types::model::*;

impl<'m> Builder<'m> {
    /// The node of an expression in this step.
    pub fn expr(&mut self, expr: &'m TExpr) -> Lowered {
        let span = expr.span;
        let op = match &expr.kind {
            Kind::Quantity(id) => return self.thing(Thing::Value(*id)),
            Kind::Base(id) => return self.thing(Thing::Base(*id)),
            Kind::Stock(id) => return self.thing(Thing::Opening(*id)),
            Kind::Closing(id) => return self.thing(Thing::Closing(*id)),
            Kind::Choice { id } => return self.thing(Thing::Choice(*id)),
            Kind::Event { id, aspect, lagged } => {
                return self.event_aspect(*id, *aspect, *lagged, span);
            }
            Kind::Result { scenario, quantity } => {
                return Ok(self.result(*scenario, *quantity, span));
            }
            Kind::Draw(draw) => return self.draw(draw, span),
            Kind::Previous { of, initial } => return self.previous(of, initial.as_deref(), span),
            Kind::Initially(first, later) => return self.initially(first, later, span),
            Kind::And(parts) => return self.and(parts, span),
            Kind::Or(parts) => return self.or(parts, span),
            Kind::If { arms, otherwise } => return self.choose(arms, otherwise, span),
            Kind::Not(of) => {
                let of = self.expr(of)?;
                return Ok(fold::not(self, of, span));
            }
            Kind::Is {
                subject,
                label,
                negated,
            } => {
                let subject = self.expr(subject)?;
                return Ok(fold::is(self, subject, *label, *negated, span));
            }
            Kind::Number(value) => Op::Number(*value),
            Kind::YesNo(yes) => Op::Number(f64::from(u8::from(*yes))),
            Kind::Date(date) => Op::Number(f64::from(date.0)),
            Kind::Label(position) => Op::Number(*position as f64),
            Kind::Now => Op::Now,
            _ => self.operation(expr)?,
        };
        Ok(self.push(op, span))
    }

    /// Operations whose operands are simply lowered.
    fn operation(&mut self, expr: &'m TExpr) -> Result<Op, Circle> {
        Ok(match &expr.kind {
            Kind::Sum(terms) => Op::Sum(self.terms(terms)?),
            Kind::Product(factors) => Op::Product(self.tagged(factors)?),
            Kind::Power(a, b) => Op::Power(self.expr(a)?, self.expr(b)?),
            Kind::Negate(a) => Op::Negate(self.expr(a)?),
            Kind::Convert(of, factor) => {
                let (multiplier, divisor) = factor.multiplier_and_divisor();
                Op::Convert {
                    of: self.expr(of)?,
                    multiplier,
                    divisor,
                }
            }
            Kind::Compare(compared) => Op::Compare(self.compare(compared)?),
            Kind::Call(function, arguments) => Op::Call(*function, self.all(arguments)?),
            Kind::DaysBetween(a, b) => Op::DaysBetween(self.expr(a)?, self.expr(b)?),
            Kind::During(a, b) => Op::During(self.expr(a)?, self.expr(b)?),
            Kind::Ramp(a, b) => Op::Ramp(self.expr(a)?, self.expr(b)?),
            Kind::Table(table) => Op::Table(self.table(table)?),
            _ => self.over_steps(expr)?,
        })
    }

    /// Operations over several steps, or over draws.
    fn over_steps(&mut self, expr: &'m TExpr) -> Result<Op, Circle> {
        Ok(match &expr.kind {
            Kind::Delay(of, by) => Op::Delay(self.expr(of)?, self.expr(by)?),
            Kind::Smooth(of, over) => Op::Smooth(self.expr(of)?, self.expr(over)?),
            Kind::Cumulative(of) => Op::Cumulative(self.expr(of)?),
            Kind::Growth { of, lag } => Op::Growth {
                of: self.expr(of)?,
                lag: *lag,
            },
            Kind::Reduce { how, of, window } => Op::Reduce {
                how: *how,
                of: self.expr(of)?,
                window: match window.as_deref() {
                    Some((from, to)) => Some((self.held(from)?, self.held(to)?)),
                    None => None,
                },
            },
            Kind::At(of, date) => Op::At(self.expr(of)?, self.held(date)?),
            Kind::PresentValue {
                amount,
                rate,
                step_years,
            } => Op::PresentValue {
                amount: self.expr(amount)?,
                rate: self.expr(rate)?,
                step_years: *step_years,
            },
            Kind::Irr { amount, step_years } => Op::Irr {
                amount: self.expr(amount)?,
                step_years: *step_years,
            },
            Kind::Payback(of) => Op::Payback(self.expr(of)?),
            Kind::Summary { how, of, given } => Op::Summary {
                how: *how,
                of: self.expr(of)?,
                given: self.optional(given.as_deref())?,
            },
            _ => Op::Unknown,
        })
    }

    /// The node of what is read once, in the first step.
    pub fn held(&mut self, expr: &'m TExpr) -> Lowered {
        let node = self.expr(expr)?;
        Ok(match self.timing(node) {
            Timing::Step => self.push(Op::Held(node), expr.span),
            Timing::Run | Timing::Whole => node,
        })
    }

    fn previous(&mut self, of: &'m TExpr, initial: Option<&'m TExpr>, span: Span) -> Lowered {
        let initial = self.optional(initial)?;
        let thing = match &of.kind {
            Kind::Quantity(id) => Some(Thing::Value(*id)),
            Kind::Base(id) => Some(Thing::Base(*id)),
            Kind::Stock(id) => Some(Thing::Opening(*id)),
            Kind::Closing(id) => Some(Thing::Closing(*id)),
            Kind::Choice { id } => Some(Thing::Choice(*id)),
            _ => None,
        };
        Ok(match thing {
            Some(thing) => self.lag(thing, initial, span),
            None => {
                let op = Op::Lag { of: GAP, initial };
                self.push_with_gap(op, span, Filling::Expr(of))
            }
        })
    }

    fn initially(&mut self, first: &'m TExpr, later: &'m TExpr, span: Span) -> Lowered {
        let op = Op::Initially(self.expr(first)?, GAP);
        Ok(self.push_with_gap(op, span, Filling::Expr(later)))
    }

    fn and(&mut self, parts: &'m [TExpr], span: Span) -> Lowered {
        let parts = self.all(parts)?;
        Ok(fold::and(self, parts, span))
    }

    fn or(&mut self, parts: &'m [TExpr], span: Span) -> Lowered {
        let parts = self.all(parts)?;
        Ok(fold::or(self, parts, span))
    }

    /// Arms whose condition is settled in this scenario are taken or left out here.
    fn choose(&mut self, arms: &'m [(TExpr, TExpr)], otherwise: &'m TExpr, span: Span) -> Lowered {
        let mut open = Vec::with_capacity(arms.len());
        for (condition, value) in arms {
            let condition = self.expr(condition)?;
            match self.constant(condition) {
                Some(0.0) => {}
                Some(_) => {
                    let otherwise = self.expr(value)?;
                    return Ok(fold::choose(self, open, otherwise, span));
                }
                None => open.push((condition, self.expr(value)?)),
            }
        }
        let otherwise = self.expr(otherwise)?;
        Ok(fold::choose(self, open, otherwise, span))
    }

    fn compare(&mut self, compared: &'m Compared) -> Result<Comparing, Circle> {
        Ok(Comparing {
            how: compared.how,
            left: self.expr(&compared.left)?,
            right: self.expr(&compared.right)?,
            operands: self.all(&compared.operands)?,
            within: self.optional(compared.within.as_ref())?,
        })
    }

    fn draw(&mut self, draw: &'m Draw, span: Span) -> Lowered {
        let firing = match draw.each {
            Each::Event(id) if self.can_fire(id) => Some(id),
            _ => None,
        };
        let drawing = Drawing {
            stream: draw.stream.hash(draw.role),
            anew: match draw.each {
                Each::Run => Anew::Never,
                Each::Year => Anew::Year,
                Each::Step => Anew::Step,
                // What never fires leaves the value of the start.
                Each::Event(_) => firing.map_or(Anew::Never, |_| Anew::Fired(GAP)),
            },
            from: draw.distribution.try_map(&mut |number| self.expr(number))?,
            tied: draw
                .tied
                .iter()
                .map(|tie| (tie.stream.hash(tie.role), tie.coefficient))
                .collect(),
        };
        Ok(match firing {
            // In the first step it does not matter whether the event fires, so that may rest on this draw.
            Some(id) => {
                let filling = Filling::Thing(Thing::Fired(id));
                self.push_with_gap(Op::Draw(drawing), span, filling)
            }
            None => self.push(Op::Draw(drawing), span),
        })
    }

    fn table(&mut self, table: &'m Table) -> Result<Reading, Circle> {
        let mut values = Vec::with_capacity(table.values.len());
        for value in &table.values {
            values.push(self.optional(value.as_ref())?);
        }
        Ok(Reading {
            keys: table.keys.clone(),
            values,
            fill: table.fill,
            at: self.optional(table.at.as_deref())?,
        })
    }

    fn terms(&mut self, terms: &'m [(Sign, TExpr)]) -> Result<Vec<Term>, Circle> {
        let terms = self.tagged(terms)?.into_iter();
        Ok(terms
            .map(|(sign, of)| Term {
                sign,
                of,
                times: None,
                floor: None,
            })
            .collect())
    }

    fn tagged<T: Copy>(&mut self, parts: &'m [(T, TExpr)]) -> Result<Vec<(T, NodeId)>, Circle> {
        parts
            .iter()
            .map(|(tag, expr)| Ok((*tag, self.expr(expr)?)))
            .collect()
    }

    fn all(&mut self, exprs: &'m [TExpr]) -> Result<Vec<NodeId>, Circle> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    /// The node of an expression that may be left out.
    pub fn optional(&mut self, expr: Option<&'m TExpr>) -> Result<Option<NodeId>, Circle> {
        expr.map(|expr| self.expr(expr)).transpose()
    }
}
