//! Dates, windows, `x at DATE`.

use crate::calendar::{Date, Period};
use crate::span::Span;
use crate::syntax::ast::{Expr, ExprKind, Item, Window};
use crate::types::context::{Checker, Place};
use crate::types::fault::time::{OutsideTime, VagueDate};
use crate::types::model::{Definition, Kind, QuantityId, QuantityRole, TExpr, Table, Type};

impl Checker<'_> {
    /// A period as a point: the first step of it.
    pub(in crate::types) fn date(&mut self, period: Period, span: Span) -> TExpr {
        let (first, _) = self.span_of_period(period);
        TExpr::new(Kind::Date(first), Type::Date, span)
    }

    /// An expression that must be a date; a bare year is one.
    pub(in crate::types) fn moment(&mut self, expr: &Expr, place: &Place) -> Option<TExpr> {
        if let Some(year) = super::convert::bare_year(self.written_here(expr)) {
            return Some(self.date(Period::Year(year), expr.span));
        }
        let typed = self.infer(expr, &place.inside())?;
        self.expect_date(typed)
    }

    /// First and last day of a window.
    pub(in crate::types) fn window(
        &mut self,
        window: &Window,
        place: &Place,
    ) -> Option<(TExpr, TExpr)> {
        self.needs_timeline("a window", window.from.span)?;
        let from = self.moment(&window.from, place);
        let to = self.last_day(window.to.as_ref().unwrap_or(&window.from), place);
        let (from, to) = (from?, to?);
        if let (Kind::Date(first), Kind::Date(last)) = (&from.kind, &to.kind) {
            self.window_in_time(*first, *last, window);
        }
        Some((from, to))
    }

    /// The last day of a period, or the day that an expression gives.
    fn last_day(&mut self, expr: &Expr, place: &Place) -> Option<TExpr> {
        let period = match (&expr.value, super::convert::bare_year(expr)) {
            (ExprKind::Date(period), _) => Some(*period),
            (_, Some(year)) => Some(Period::Year(year)),
            _ => None,
        };
        match period {
            Some(period) => Some(TExpr::new(Kind::Date(period.last()), Type::Date, expr.span)),
            None => self.moment(expr, place),
        }
    }

    fn window_in_time(&mut self, first: Date, last: Date, window: &Window) {
        let Some(timeline) = &self.setting.timeline else {
            return;
        };
        let end = timeline.last_day(timeline.len().saturating_sub(1));
        if last < timeline.first_day(0) || first > end || last < first {
            let to = window.to.as_ref().unwrap_or(&window.from);
            self.outside_time(window.from.span, to.span);
        }
    }

    /// Reports a date, or a window from one to another, and says how far the timeline would have to reach.
    pub(in crate::types) fn outside_time(&mut self, from: Span, to: Span) {
        let Some(timeline) = &self.setting.timeline else {
            return;
        };
        let (start, end) = (
            timeline.label(0),
            timeline.label(timeline.len().saturating_sub(1)),
        );
        let (span, texts) = (from.to(to), (self.text_of(from), self.text_of(to)));
        let help = match (Period::parse(&texts.0), Period::parse(&texts.1)) {
            (Some(first), Some(last)) if last.last() < first.first() => {
                format!("write the earlier date first: `{}..{}`", texts.1, texts.0)
            }
            (Some(first), Some(last)) => format!(
                "choose a date from {start} to {end}, or widen `time` in `model`, for example `{}`",
                self.widened(first, last)
            ),
            _ => format!("choose a date from {start} to {end}, or widen `time` in `model`"),
        };
        self.faults.push(OutsideTime {
            what: self.text_of(span),
            timeline: format!("{start} to {end}"),
            help,
            span,
        });
    }

    /// The `time` clause of the model, made to reach over these periods.
    fn widened(&self, first: Period, last: Period) -> String {
        let models = self.model.document.declarations.iter();
        let time = models.filter_map(|declaration| match &declaration.item {
            Item::Model(model) => model.time.first(),
            _ => None,
        });
        let Some(time) = time.into_iter().next() else {
            return format!("time {first}..{last}");
        };
        let to = time.to.as_ref().unwrap_or(&time.from);
        let step = self.text_of(Span {
            start: to.span.end,
            ..*time.span
        });
        let from = if first.first() < time.from.value.first() {
            first
        } else {
            time.from.value
        };
        let to = if last.last() > to.value.last() {
            last
        } else {
            to.value
        };
        format!("time {from}..{to} {step}").trim_end().to_owned()
    }

    pub(super) fn at(
        &mut self,
        of: &Expr,
        date: &Expr,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        self.needs_timeline("at", span)?;
        let typed = self.infer(of, place);
        let moment = self.moment(date, place);
        let (typed, moment) = (typed?, moment?);
        if let Some(read) = self.table_at(&typed, &moment, span) {
            return Some(read);
        }
        if let Kind::Date(_) = moment.kind {
            self.precise_enough(of, date)?;
        }
        let ty = typed.ty.clone();
        Some(TExpr::new(
            Kind::At(Box::new(typed), Box::new(moment)),
            ty,
            span,
        ))
    }

    /// A table is read at the date itself, which may lie outside the timeline; so is a list of values by date, there.
    fn table_at(&self, typed: &TExpr, moment: &TExpr, span: Span) -> Option<TExpr> {
        let mut of = None;
        let table = match &typed.kind {
            Kind::Table(table) => table,
            Kind::Quantity(id) => {
                of = Some(*id);
                match &self.quantities[id.0].definition {
                    Some(Definition::Expr(TExpr {
                        kind: Kind::Table(table),
                        ..
                    })) if self.is_read_itself(*id, table, moment) => table,
                    _ => return None,
                }
            }
            _ => return None,
        };
        if self.is_adjusted(typed) {
            return None;
        }
        let table = Table {
            at: Some(Box::new(moment.clone())),
            of,
            ..table.clone()
        };
        Some(TExpr::new(Kind::Table(table), typed.ty.clone(), span))
    }

    /// A column, or an assumption at a date that it covers and that is no step.
    fn is_read_itself(&self, id: QuantityId, table: &Table, moment: &TExpr) -> bool {
        let timeline = self.setting.timeline.as_ref();
        let outside = |date| timeline.is_some_and(|timeline| timeline.step_at(date).is_none());
        let ends = table.keys.first().zip(table.keys.last());
        let covers = |date| ends.is_some_and(|(first, last)| first.0 <= date && date <= last.1);
        match (self.quantities[id.0].role, &moment.kind) {
            (QuantityRole::Column, _) => true,
            (QuantityRole::Assumption, Kind::Date(date)) => outside(*date) && covers(*date),
            _ => false,
        }
    }

    /// A date written for a point must not be vaguer than a step, and must lie in the timeline.
    fn precise_enough(&mut self, of: &Expr, date: &Expr) -> Option<()> {
        let period = match (&date.value, super::convert::bare_year(date)) {
            (ExprKind::Date(period), _) => *period,
            (_, Some(year)) => Period::Year(year),
            _ => return Some(()),
        };
        let timeline = self.setting.timeline.as_ref()?;
        let steps = timeline.steps_in(period.first(), period.last());
        if steps.len() > 1 {
            let last = timeline.label(steps.end - 1);
            let (of, period) = (self.text_of(of.span), period.to_string());
            self.faults.push(VagueDate {
                of,
                period,
                steps: steps.len(),
                last,
                span: date.span,
            });
            return None;
        }
        if timeline.step_at(period.first()).is_none() && steps.is_empty() {
            self.outside_time(date.span, date.span);
            return None;
        }
        Some(())
    }
}
