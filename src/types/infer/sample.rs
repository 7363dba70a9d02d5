//! `empirical(trade.exports)`: the cells of a table's column as a sample.

use super::family::{bounded, bounds_of};
use super::literal::in_declared_unit;
use crate::numerics::{Form, Law};
use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::syntax::ast::{Call, Expr, ExprKind, Path};
use crate::types::constant::constant;
use crate::types::context::{Checker, Entity, Place};
use crate::types::fault::draw::NoSample;
use crate::types::model::{Definition, Kind, QuantityId, TExpr, Type};
use crate::units::Unit;

impl Checker<'_> {
    pub(super) fn empirical(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        let place = self.may_draw(place, span)?;
        self.only_plain(call, &["min", "max"])?;
        let mut plain = call.arguments.iter().filter(|each| each.label.is_none());
        let (Some(argument), None) = (plain.next(), plain.next()) else {
            self.wrong_count(call, "one column of a table", span);
            return None;
        };
        let ExprKind::Path(path) = &argument.value.value else {
            self.no_sample(argument.value.span, None);
            return None;
        };
        let (columns, mut sample, unit) = self.sample(path, argument.value.span)?;
        sample.sort_by(f64::total_cmp);
        let cut = bounds_of(call);
        let bounds = cut.into_iter().flatten();
        let bounds: Vec<Option<TExpr>> = bounds
            .map(|bound| self.sample_bound(bound, &unit, argument.value.span, &place))
            .collect();
        let (min, max) = bounded(&cut, bounds.into_iter().collect::<Option<_>>()?);
        let law = Law {
            form: Form::Sample(sample.into()),
            min,
            max,
        };
        self.lawful(&law, span)?;
        let typed = self.drawn(law, Type::Number(unit), call.unit.as_ref(), span, &place)?;
        Some(sampled(typed, &columns))
    }

    /// The cells of a table's column, in its unit: those of all dates, or of all elements.
    fn sample(&mut self, path: &Path, span: Span) -> Option<(Vec<QuantityId>, Vec<f64>, Unit)> {
        if self.labels_of(path).is_some() {
            self.label_as_value(path, span)?;
            return None;
        }
        let column = path.member().and_then(|column| {
            let scope = &self.model.scope;
            let index = scope.index_of(&path.head.value, SymbolKind::Table)?;
            self.columns.get(&(index, column.value.clone())).cloned()
        });
        let Some(family) = column.filter(|_| path.elements().is_none()) else {
            self.no_sample(span, None);
            return None;
        };
        let members = family.members.iter().filter_map(|member| match member {
            Entity::Quantity(id) => Some(*id),
            _ => None,
        });
        let members: Vec<QuantityId> = members.collect();
        let (mut sample, mut held) = (Vec::new(), None);
        for id in &members {
            let Type::Number(unit) = self.type_of(*id, span)? else {
                return None;
            };
            let cells = self.cells(*id, held.get_or_insert(unit.clone()))?;
            match cells {
                Ok(cells) => sample.extend(cells),
                Err(unknown) => {
                    self.no_sample(span, Some(unknown));
                    return None;
                }
            }
            let written = self.quantities[id.0].written.clone();
            self.written.extend(written);
        }
        Some((members, sample, held?))
    }

    /// The cells of one quantity of a column; where not all are known, whether some are unknown.
    fn cells(&self, id: QuantityId, unit: &Unit) -> Option<Result<Vec<f64>, bool>> {
        let (cells, own): (Vec<Option<&TExpr>>, _) = match &self.quantities[id.0].definition {
            Some(Definition::Expr(expr)) => match &expr.kind {
                Kind::Table(table) => (
                    table.values.iter().map(Option::as_ref).collect(),
                    expr.unit(),
                ),
                _ => (vec![Some(expr)], expr.unit()),
            },
            Some(Definition::Unknown) => (vec![None], unit.clone()),
            _ => return None,
        };
        let factor = own.factor_to(unit);
        let known = cells.iter().map(|cell| match cell {
            None => Err(true),
            Some(cell) => constant(cell).map(|value| factor.apply(value)).ok_or(false),
        });
        Some(known.collect())
    }

    /// `cells`: that of the column some are unknown, or else made of other values.
    fn no_sample(&mut self, span: Span, cells: Option<bool>) {
        let text = self.text_of(span);
        let (is, help) = match cells {
            None => (
                format!("`{text}` is none"),
                "name a table and its column, as in `empirical(trade.exports)`".to_owned(),
            ),
            Some(true) => (
                format!("`{text}` has unknown cells"),
                "find the numbers, or leave those rows out in a table of their own".to_owned(),
            ),
            Some(false) => (
                format!("cells of `{text}` are made of other values"),
                "write the cells of the sample as numbers".to_owned(),
            ),
        };
        self.faults.push(NoSample { is, help, span });
    }

    fn sample_bound(
        &mut self,
        bound: &Expr,
        unit: &Unit,
        sample: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let place = Place {
            bounds: true,
            ..place.inside()
        };
        let typed = self.number(bound, &place)?;
        in_declared_unit(typed, bound, unit)
            .map_err(|typed| self.units_differ("compare", unit, sample, &typed))
            .ok()
    }
}

/// A draw, perhaps converted, with the columns that its samples are.
pub(super) fn sampled(mut typed: TExpr, columns: &[QuantityId]) -> TExpr {
    fn add(typed: &mut TExpr, columns: &[QuantityId]) {
        match &mut typed.kind {
            Kind::Draw(draw) => draw.samples.extend_from_slice(columns),
            Kind::Convert(inner, _) => add(inner, columns),
            _ => {}
        }
    }
    add(&mut typed, columns);
    typed
}
