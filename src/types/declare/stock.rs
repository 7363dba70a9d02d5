//! Stocks and flows.

use super::quantity::own_place;
use crate::span::Span;
use crate::syntax::ast::{Expr, FlowDecl, Item, StockDecl};
use crate::types::context::{Checker, Entity, Place, State};
use crate::types::fault::difference;
use crate::types::fault::unit::{MissingRate, UnitNeeded, UnitsDiffer};
use crate::types::fault::way_out::{brief, in_brackets};
use crate::types::infer::{in_declared_unit, scaled};
use crate::types::model::{Definition, Kind, QuantityId, StockId, TExpr, Type};
use crate::units::{Base, Exponent, Unit};

impl Checker<'_> {
    pub(super) fn define_stocks(&mut self, index: usize, stock: &StockDecl) {
        for (member, elements) in self.members(index) {
            if let Entity::Stock(id) = member {
                self.start_stock(id, stock);
                self.at_element(elements, |checker| checker.stock_flows(id, stock));
            }
        }
    }

    /// The type of a stock: declared, or that of what it starts with.
    pub(in crate::types) fn stock_type(&mut self, id: StockId) -> Option<Type> {
        if let (State::Todo, Some(unit)) = (&self.stocks[id.0].state, &self.stocks[id.0].declared) {
            return Some(Type::Number(unit.held()));
        }
        let model = self.model;
        if let Item::Stock(stock) = &model.declaration(self.stocks[id.0].index).item {
            self.start_stock(id, stock);
        }
        match &self.stocks[id.0].state {
            State::Known(ty) => Some(ty.clone()),
            State::Busy => {
                let origin = &self.stocks[id.0].origin;
                let (name, declared) = (origin.name.clone(), origin.name_span);
                self.stocks[id.0].state = State::Faulty;
                self.faults.push(UnitNeeded {
                    help: format!("declare its unit: `stock {name}: UNIT starts …`"),
                    name,
                    span: declared,
                    declared,
                });
                None
            }
            State::Faulty | State::Todo => None,
        }
    }

    /// Understands what a stock starts with, once.
    fn start_stock(&mut self, id: StockId, stock: &StockDecl) {
        if !matches!(self.stocks[id.0].state, State::Todo) {
            return;
        }
        let declared = self.stocks[id.0].declared.as_ref();
        let declared = declared.map(|unit| Type::Number(unit.held()));
        self.stocks[id.0].state = declared.clone().map_or(State::Busy, State::Known);
        let outer = std::mem::take(&mut self.written);
        let elements = self.stocks[id.0].elements.clone();
        let starts = self.at_element(elements, |checker| checker.stock_start(id, &stock.starts));
        let written = std::mem::replace(&mut self.written, outer);
        let draft = &mut self.stocks[id.0];
        draft.written.extend(written);
        draft.state = match starts.as_ref().map(|starts| starts.ty.clone()).or(declared) {
            Some(ty) => State::Known(ty),
            None => State::Faulty,
        };
        draft.starts = starts;
    }

    fn stock_start(&mut self, id: StockId, starts: &Expr) -> Option<TExpr> {
        let span = self.stocks[id.0].origin.name_span;
        self.needs_timeline("a stock", span)?;
        let typed = self.number(starts, &Place::default())?;
        match self.stocks[id.0].declared.clone() {
            None => Some(typed),
            Some(unit) => in_declared_unit(typed, starts, &unit)
                .map_err(|typed| self.not_in_unit(&unit, span, &typed, "declared"))
                .ok(),
        }
    }

    fn stock_flows(&mut self, id: StockId, stock: &StockDecl) {
        let outer = std::mem::take(&mut self.written);
        let gains: Vec<TExpr> = stock
            .gains
            .iter()
            .filter_map(|gain| self.stock_flow(id, gain))
            .collect();
        let loses: Vec<TExpr> = stock
            .loses
            .iter()
            .filter_map(|loss| self.stock_flow(id, loss))
            .collect();
        let written = std::mem::replace(&mut self.written, outer);
        self.stocks[id.0].written.extend(written);
        (self.stocks[id.0].gains, self.stocks[id.0].loses) = (gains, loses);
    }

    /// What a stock gains or loses in a step, from a rate.
    fn stock_flow(&mut self, id: StockId, flow: &Expr) -> Option<TExpr> {
        let typed = self.number(flow, &Place::default())?;
        let Some(Type::Number(unit)) = self.stock_type(id) else {
            return None;
        };
        let (amount, factor) = self.times_step(&typed.unit());
        if !amount.fits(&unit) {
            self.not_a_flow_of(id, &unit, &typed);
            return None;
        }
        let factor = factor.times(amount.factor_to(&unit));
        let mut flow = scaled(typed, factor);
        flow.ty = Type::Number(unit);
        Some(flow)
    }

    fn not_a_flow_of(&mut self, id: StockId, unit: &Unit, typed: &TExpr) {
        let wanted = unit
            .times(
                &self.catalogue.unit("year"),
                crate::units::Exponent::from_integer(-1),
            )
            .0;
        let (own, name) = (typed.unit(), self.stocks[id.0].origin.name.clone());
        let text = self.text_of(typed.span);
        let help = if own.fits(unit) {
            self.per_time(&text, &wanted, matches!(typed.kind, Kind::Number(_)))
        } else {
            let converts = self
                .converter(&own, &wanted, &text)
                .or_else(|| self.kinds_apart("is", (&wanted, None), typed));
            let literal = matches!(typed.kind, Kind::Number(_));
            difference::help(&wanted, &own, &text, literal, converts)
        };
        let message = format!(
            "the stock `{name}` needs a flow in `{wanted}` here, and this is {}",
            difference::shown(&own)
        );
        let first = self.stocks[id.0].origin.name_span;
        let (left, right) = (
            format!("a stock {}", difference::shown(unit)),
            difference::shown(&own),
        );
        let second = typed.span;
        if own.fits(unit) {
            self.faults.push(MissingRate {
                message,
                help,
                left,
                right,
                first,
                second,
            });
        } else {
            self.faults.push(UnitsDiffer {
                message,
                help,
                left,
                right,
                first,
                second,
            });
        }
    }

    /// What flows between actors is per time.
    fn is_a_rate(&mut self, id: QuantityId, typed: &TExpr) -> Option<()> {
        let own = typed.unit();
        if own.dimension().exponent(&Base::Time) < Exponent::from_integer(0) {
            return Some(());
        }
        let text = self.text_of(typed.span);
        let name = self.quantities[id.0].origin.name.clone();
        let per_year = match own.is_plain() {
            true => "USD/year".to_owned(),
            false => format!("{own}/year"),
        };
        let spread = in_brackets(&format!("({text})"), |text| format!("{text} / 3 years"));
        self.faults.push(MissingRate {
            message: format!("the flow `{name}` is per time, and this is {}", difference::shown(&own)),
            help: format!("add the missing `/year` where its numbers are written (`{per_year}`), or spread an amount over its time: {spread}"),
            left: "per time".to_owned(),
            right: difference::shown(&own),
            first: self.quantities[id.0].origin.name_span,
            second: typed.span,
        });
        None
    }

    /// An amount as a flow: what to write for it.
    fn per_time(&self, text: &str, wanted: &Unit, literal: bool) -> String {
        let step = self.step_unit_name().counted(self.step_count());
        let each = format!("means all of it in each step of {step}");
        if literal {
            let each = format!("`({text}) / step` {each}");
            return format!("per year: write `{text}/year`; {each}");
        }
        format!(
            "{} {each}; or make `{}` a value in `{wanted}`",
            in_brackets(text, |text| format!("{text} / step")),
            brief(text)
        )
    }

    /// A flow is nothing outside its window.
    pub(super) fn flow(&mut self, id: QuantityId, it: &FlowDecl) -> Option<(Definition, Type)> {
        let typed = self.number(&it.value, &own_place(id));
        let window = match &it.during {
            Some(window) => Some(self.window(window, &Place::default())?),
            None => None,
        };
        let typed = self.settle(id, typed?, &it.value)?;
        self.is_a_rate(id, &typed)?;
        let (ty, span) = (typed.ty.clone(), typed.span);
        let value = match window {
            None => typed,
            Some((from, to)) => {
                let during = Kind::During(Box::new(from), Box::new(to));
                let during = TExpr::new(during, Type::YesNo, span);
                self.quantities[id.0].window = Some(Box::new(during.clone()));
                inside_window(typed, during, span)
            }
        };
        Some((Definition::Expr(value), ty))
    }
}

fn inside_window(typed: TExpr, during: TExpr, span: Span) -> TExpr {
    let ty = typed.ty.clone();
    let nothing = TExpr::new(Kind::Number(0.0), ty.clone(), span);
    let kind = Kind::If {
        arms: vec![(during, typed)],
        otherwise: Box::new(nothing),
    };
    TExpr::new(kind, ty, span)
}
