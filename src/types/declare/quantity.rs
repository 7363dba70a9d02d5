//! Types on demand: each quantity is understood once, whenever it is first needed.

use std::collections::BTreeSet;

use super::bare;
use crate::span::Span;
use crate::syntax::ast::{Expr, ExprKind, Item};
use crate::types::context::{Checker, Entity, Place, State};
use crate::types::fault::difference;
use crate::types::fault::shape::{Circular, WAY_OUT_ACROSS};
use crate::types::fault::unit::{NotInDeclaredUnit, UnitNeeded};
use crate::types::infer::in_declared_unit;
use crate::types::model::*;
use crate::units::Unit;

impl<'m> Checker<'m> {
    /// Understands every declaration, in an order in which what is named comes first.
    pub(in crate::types) fn define_all(&mut self) {
        // What a declaration became stands together.
        let mut of_declaration = vec![0..0; self.model.references.len()];
        for (at, draft) in self.quantities.iter().enumerate() {
            let own = &mut of_declaration[draft.index];
            let first = if own.end == 0 { at } else { own.start };
            *own = first..at + 1;
        }
        for &index in &self.model.order {
            for id in of_declaration[index].clone().map(QuantityId) {
                if self.quantities[id.0].definition.is_none()
                    && !matches!(self.quantities[id.0].state, State::Faulty)
                {
                    self.define(id);
                }
            }
            match &self.model.declaration(index).item {
                Item::Stock(stock) => self.define_stocks(index, stock),
                Item::Event(event) => self.define_events(index, event),
                Item::Choice(choice) => self.define_choices(index, choice),
                _ => {}
            }
            self.alike(index);
        }
    }

    /// All elements of a declaration are of one kind.
    fn alike(&mut self, index: usize) {
        let Some(family) = self.family_at(index).cloned() else {
            return;
        };
        if family.over.is_empty() {
            return;
        }
        let mut first: Option<(Unit, Span)> = None;
        for member in &family.members {
            let Entity::Quantity(id) = *member else {
                continue;
            };
            let draft = &self.quantities[id.0];
            let (State::Known(Type::Number(unit)), Some(Definition::Expr(value))) =
                (&draft.state, &draft.definition)
            else {
                continue;
            };
            match &first {
                None => first = Some((unit.clone(), value.span)),
                Some((known, _)) if unit.fits(known) => {}
                Some((known, at)) => {
                    let (known, at, value) = (known.clone(), *at, value.clone());
                    self.units_differ("put into one declaration", &known, at, &value);
                    self.quantities[id.0].state = State::Faulty;
                }
            }
        }
    }

    /// The type of a quantity, as seen from `span`.
    pub(in crate::types) fn type_of(&mut self, id: QuantityId, span: Span) -> Option<Type> {
        let draft = &self.quantities[id.0];
        if matches!(draft.state, State::Todo) {
            use QuantityRole::{Flow, Let, Outcome};
            match &draft.declared {
                // Its unit is all that others need to know of it, so it may well be made from them.
                Some(unit) if matches!(draft.role, Let | Flow | Outcome) => {
                    return Some(Type::Number(unit.held()));
                }
                _ => self.define(id),
            }
        }
        self.own_type(id, span)
    }

    /// The type of a quantity that may be just being defined.
    pub(in crate::types) fn own_type(&mut self, id: QuantityId, span: Span) -> Option<Type> {
        let draft = &mut self.quantities[id.0];
        match &draft.state {
            State::Known(ty) => Some(ty.clone()),
            State::Faulty | State::Todo => None,
            State::Busy => {
                draft.state = State::Faulty;
                let (name, declared) = (draft.origin.name.clone(), draft.origin.name_span);
                match self.circle_to(id) {
                    Some(circle) => self.circle(&circle),
                    None => {
                        let help = self.unit_needed(id, span);
                        self.faults.push(UnitNeeded {
                            help,
                            name,
                            span,
                            declared,
                        });
                    }
                }
                None
            }
        }
    }

    /// The quantities between one that is being understood and itself, if no `previous` lies between.
    fn circle_to(&self, id: QuantityId) -> Option<Vec<QuantityId>> {
        let at = self.busy.iter().position(|(busy, _)| *busy == id)?;
        let through = &self.busy[at..];
        let lagged = self.lagging || through.iter().skip(1).any(|(_, lagged)| *lagged);
        (!lagged).then(|| through.iter().map(|(id, _)| *id).collect())
    }

    fn circle(&mut self, circle: &[QuantityId]) {
        let unit = circle.last().and_then(|last| self.likely_unit(*last));
        let origin = |id: &QuantityId| &self.quantities[id.0].origin;
        let Some(first) = circle.first().map(origin) else {
            return;
        };
        let names = circle.iter().map(|id| origin(id).name.as_str());
        let names: Vec<&str> = names.chain([first.name.as_str()]).collect();
        let others = circle.iter().skip(1).map(|id| origin(id).name_span.into());
        let span = first.name_span;
        let mut fault = Circular::new(&first.name, &names, unit, span, others.collect());
        if circle.iter().any(|id| self.quantities[id.0].across) {
            fault.help = WAY_OUT_ACROSS.to_owned();
        }
        self.faults.push(fault);
    }

    /// What a quantity is first tells what it is, while nothing else does: in its own definition, or where it is
    /// made from what names it. Of what is not yet begun, order has left over only such circles.
    pub(in crate::types) fn begins_as(&mut self, id: QuantityId, first: &TExpr) {
        use QuantityRole::{Flow, Let, Outcome};
        let draft = &mut self.quantities[id.0];
        let open = match draft.state {
            State::Busy => true,
            State::Todo => {
                let free = draft.declared.is_none() && !draft.date;
                free && matches!(draft.role, Let | Flow | Outcome)
            }
            _ => false,
        };
        if open {
            draft.state = State::Known(first.ty.clone());
            draft.told = Some(first.span);
            self.enter_dimension(id);
        }
    }

    /// Enters an assumption by what its unit measures, once that is known: it may turn one unit into another.
    fn enter_dimension(&mut self, id: QuantityId) {
        let draft = &self.quantities[id.0];
        let State::Known(Type::Number(unit)) = &draft.state else {
            return;
        };
        let value = draft.role == QuantityRole::Assumption && draft.bound.is_none();
        if value && !unit.is_plain() {
            let alike = self.by_dimension.entry(unit.dimension());
            alike.or_default().insert(id);
        }
    }

    fn define(&mut self, id: QuantityId) {
        if let State::Todo = self.quantities[id.0].state {
            let known = self.quantities[id.0]
                .declared
                .as_ref()
                .map(|unit| State::Known(Type::Number(unit.held())));
            let known = if self.quantities[id.0].date {
                Some(State::Known(Type::Date))
            } else {
                known
            };
            self.quantities[id.0].state = known.unwrap_or(State::Busy);
            self.enter_dimension(id);
        }
        let outer = std::mem::take(&mut self.written);
        let lagging = std::mem::take(&mut self.lagging);
        self.busy.push((id, lagging));
        let elements = self.quantities[id.0].elements.clone();
        let definition = self.at_element(elements, |checker| checker.definition(id));
        self.busy.pop();
        self.lagging = lagging;
        let written = std::mem::replace(&mut self.written, outer);
        let draft = &mut self.quantities[id.0];
        draft.written.extend(written);
        match definition {
            Some((definition, ty)) => {
                draft.state = State::Known(ty);
                draft.definition = Some(definition);
                self.enter_dimension(id);
            }
            None => {
                // Its declared unit still tells others what it is.
                if draft.declared.is_none() && draft.labels.is_empty() {
                    draft.state = State::Faulty;
                }
            }
        }
    }

    fn definition(&mut self, id: QuantityId) -> Option<(Definition, Type)> {
        let model = self.model;
        let index = self.quantities[id.0].index;
        match (&model.declaration(index).item, self.quantities[id.0].role) {
            (Item::Assume(it), _) => self.assumption(id, it),
            (Item::Table(it), _) => self.column(id, it),
            (Item::Event(it), QuantityRole::Hazard) => self.hazard(id, it),
            (Item::Outcome(it), _) => self.outcome(id, it),
            (Item::Let(it), _) => {
                let typed = self.infer(&it.value, &own_place(id))?;
                let typed = self.settle(id, typed, &it.value)?;
                let ty = typed.ty.clone();
                Some((Definition::Expr(typed), ty))
            }
            (Item::Flow(it), _) => self.flow(id, it),
            _ => None,
        }
    }

    /// A value in the unit of its quantity: declared, told by `previous`, or its own.
    pub(in crate::types) fn settle(
        &mut self,
        id: QuantityId,
        typed: TExpr,
        written: &Expr,
    ) -> Option<TExpr> {
        let written = self.written_here(written);
        if self.quantities[id.0].date {
            return self.date_or_year(typed, written);
        }
        let declared = self.quantities[id.0].declared.clone();
        let known = match (&self.quantities[id.0].state, &declared) {
            (_, Some(unit)) => Type::Number(unit.clone()),
            (State::Known(ty), None) => ty.clone(),
            _ => return Some(typed),
        };
        match (known, &typed.ty) {
            (Type::Number(unit), Type::Number(_)) if declared.is_some() => {
                in_declared_unit(typed, written, &unit)
                    .map_err(|typed| self.unsettled(id, &unit, &typed))
                    .ok()
            }
            (Type::Number(unit), Type::Number(own)) if own.fits(&unit) => {
                Some(crate::types::infer::converted(typed, &unit))
            }
            (Type::Number(unit), Type::Number(_)) => {
                self.unsettled(id, &unit, &typed);
                None
            }
            (Type::Number(_), _) => {
                self.expect_number(typed)?;
                None
            }
            _ => Some(typed),
        }
    }

    /// What is written for the element that is understood now.
    pub(in crate::types) fn written_here<'e>(&self, written: &'e Expr) -> &'e Expr {
        let ExprKind::List(list) = &written.value else {
            return written;
        };
        let value = self.entry_here(list, written.span);
        let value = value.filter(|_| list.unit.is_none());
        value.map_or(written, |value| self.written_here(value))
    }

    /// A value that fits neither its declared unit nor the one that its beginning tells.
    fn unsettled(&mut self, id: QuantityId, unit: &Unit, typed: &TExpr) {
        let draft = &self.quantities[id.0];
        let (Some(told), None) = (draft.told, &draft.declared) else {
            return self.not_in_unit(unit, draft.origin.name_span, typed, "declared");
        };
        let name = draft.origin.name.clone();
        if !unit.is_plain() {
            return self.not_in_unit(unit, told, typed, &format!("`{name}` starts"));
        }
        let is = difference::shown(&typed.unit());
        self.faults.push(NotInDeclaredUnit {
            message: format!("`{name}` starts as a plain number, and the value is {is}"),
            help: format!("write `{} {}`", self.text_of(told), bare(&typed.unit())),
            declared: is.clone(),
            is,
            first: told,
            second: typed.span,
        });
    }

    /// A fault that names the unit wanted and the unit found.
    pub(in crate::types) fn not_in_unit(
        &mut self,
        wanted: &Unit,
        first: Span,
        typed: &TExpr,
        how: &str,
    ) {
        let own = typed.unit();
        let text = self.text_of(typed.span);
        let converts = self
            .converter(&own, wanted, &text)
            .or_else(|| self.kinds_apart(how, (wanted, None), typed));
        let literal = matches!(typed.kind, Kind::Number(_));
        let help = difference::help(wanted, &own, &text, literal, converts);
        let message = format!(
            "{how} {}, and the value is {}",
            difference::shown(wanted),
            difference::shown(&own)
        );
        let (declared, is) = (difference::shown(wanted), difference::shown(&own));
        self.faults.push(NotInDeclaredUnit {
            message,
            help,
            declared,
            is,
            first,
            second: typed.span,
        });
    }

    /// Whether a quantity that an expression names is adjusted by anything in the model.
    pub(in crate::types) fn is_adjusted(&self, typed: &TExpr) -> bool {
        let Kind::Quantity(id) = typed.kind else {
            return false;
        };
        let name = self.quantities[id.0].origin.base();
        let table = name.split_once('.').map_or(name, |(table, _)| table);
        self.adjusted_heads().contains(table)
    }

    /// The first names of all targets of adjustments.
    fn adjusted_heads(&self) -> &BTreeSet<&'m str> {
        let model = self.model;
        self.adjusted_heads.get_or_init(|| {
            let declarations = model.document.declarations.iter();
            declarations
                .flat_map(|declaration| super::adjustment::adjustments_in(&declaration.item))
                .map(|each| each.target.head.value.as_str())
                .collect()
        })
    }
}

/// The place of a quantity's own definition.
pub(super) fn own_place(id: QuantityId) -> Place {
    Place {
        own: Some(id),
        ..Place::default()
    }
}
