//! `empirical(trade.exports)`: the cells of a table's column as a sample.

use super::family::{bounded, bounds_of};
use super::literal::in_declared_unit;
use crate::numerics::{Form, Law};
use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::syntax::ast::{Call, Expr, ExprKind, Path};
use crate::types::constant::constant;
use crate::types::context::{Checker, Place};
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
        let (column, mut sample, unit) = self.sample(path, argument.value.span)?;
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
        Some(sampled(typed, &[column]))
    }

    /// The cells of a table's column, in its unit.
    fn sample(&mut self, path: &Path, span: Span) -> Option<(QuantityId, Vec<f64>, Unit)> {
        let column = path.pair().and_then(|(table, column)| {
            let index = self.model.scope.index_of(&table.value, SymbolKind::Table)?;
            self.columns.get(&(index, column.value.clone())).copied()
        });
        let Some(id) = column else {
            self.no_sample(span, None);
            return None;
        };
        let Type::Number(unit) = self.type_of(id, span)? else {
            return None;
        };
        let Some(Definition::Expr(TExpr {
            kind: Kind::Table(table),
            ..
        })) = &self.quantities[id.0].definition
        else {
            return None;
        };
        let cells = table.values.iter();
        let known: Vec<f64> = cells
            .filter_map(|cell| cell.as_ref().and_then(constant))
            .collect();
        if known.len() < table.values.len() {
            let unknown = table.values.iter().any(Option::is_none);
            self.no_sample(span, Some(unknown));
            return None;
        }
        let written = self.quantities[id.0].written.clone();
        self.written.extend(written);
        Some((id, known, unit))
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
