//! Events: hazard, date, duration, switches.

use super::adjustment::flatten;
use crate::numerics::Role;
use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::syntax::ast::{EventDecl, Expr, Lasts, Occurs, Switch};
use crate::types::constant::constant;
use crate::types::context::{Checker, DrawPlace, Entity, Place};
use crate::types::fault::draw::{BadHazard, NotAShare, ShortDuration};
use crate::types::fault::shape::{Misplaced, RepeatedClause};
use crate::types::fault::way_out::operand;
use crate::types::infer::{converted, longest};
use crate::types::model::*;
use crate::units::{Exponent, Unit, number};

impl Checker<'_> {
    pub(super) fn define_events(&mut self, index: usize, it: &EventDecl) {
        for (member, elements) in self.members(index) {
            if let Entity::Event(id) = member {
                self.at_element(elements, |checker| checker.define_event(id, it));
            }
        }
    }

    fn define_event(&mut self, id: EventId, it: &EventDecl) {
        if self
            .needs_timeline("an event", it.declared.name.span)
            .is_none()
        {
            return;
        }
        self.event_clauses_once(it);
        let occurs = it.occurs.first().and_then(|occurs| match &occurs.value {
            Occurs::In(date) => self.event_date(date).map(TOccurs::At),
            Occurs::When(when) => self.condition(when, &Place::default()).map(TOccurs::When),
        });
        let only_when = it
            .only_when
            .first()
            .and_then(|when| self.condition(when, &Place::of_firing()));
        let lasts = match it.lasts.first() {
            None => Some(TLasts::Step),
            Some(Lasts::Forever(_)) => Some(TLasts::Forever),
            Some(Lasts::For(duration)) => self.lasts(id, duration).map(TLasts::Steps),
        };
        let switches: Vec<TSwitch> = it
            .switches
            .iter()
            .flat_map(|switch| self.switch(switch))
            .collect();
        let event = &mut self.events[id.0];
        (event.occurs, event.only_when, event.switches) = (occurs, only_when, switches);
        if let Some(lasts) = lasts {
            event.lasts = lasts;
        }
    }

    fn event_clauses_once(&mut self, it: &EventDecl) {
        let lasts = it.lasts.iter().map(|lasts| match lasts {
            Lasts::For(duration) => duration.span,
            Lasts::Forever(span) => **span,
        });
        let lasts: Vec<Span> = lasts.collect();
        let clauses: [(&str, Vec<Span>); 4] = [
            (
                "hazard",
                it.hazard.iter().map(|hazard| hazard.span).collect(),
            ),
            (
                "occurs",
                it.occurs.iter().map(|occurs| occurs.span).collect(),
            ),
            (
                "only when",
                it.only_when.iter().map(|when| when.span).collect(),
            ),
            ("lasts", lasts),
        ];
        for (what, spans) in clauses {
            if let [first, second, ..] = spans.as_slice() {
                self.faults.push(RepeatedClause {
                    what: what.to_owned(),
                    first: *first,
                    second: *second,
                });
            }
        }
        if let (Some(_), Some(occurs)) = (it.hazard.first(), it.occurs.first()) {
            let help = "an event has a hazard, or it occurs at a date or when a condition becomes true: keep one".to_owned();
            self.faults.push(Misplaced {
                what: "`occurs` beside `hazard`",
                help,
                span: occurs.span,
            });
        }
    }

    fn event_date(&mut self, date: &Expr) -> Option<TExpr> {
        let typed = self.moment(date, &Place::default())?;
        self.in_timeline(&typed);
        Some(typed)
    }

    /// Reports a known date outside the timeline.
    pub(super) fn in_timeline(&mut self, typed: &TExpr) {
        let (Kind::Date(date), Some(timeline)) = (&typed.kind, &self.setting.timeline) else {
            return;
        };
        if timeline.step_at(*date).is_none() {
            self.outside_time(typed.span, typed.span);
        }
    }

    fn lasts(&mut self, id: EventId, duration: &Expr) -> Option<TExpr> {
        let draw = DrawPlace {
            stream: self.events[id.0].origin.stream.clone(),
            role: Role::Duration,
            each: Each::Step,
        };
        let typed = self.number(
            duration,
            &Place {
                draw: Some(draw),
                ..Place::default()
            },
        )?;
        let steps = self.lasting(typed, duration.span)?;
        self.long_enough(&steps, duration.span);
        Some(steps)
    }

    /// Warns of durations that rounding to whole steps distorts.
    pub(super) fn long_enough(&mut self, steps: &TExpr, span: Span) {
        if longest(steps).is_some_and(|longest| {
            longest < 2.0 - 1e-9 && (longest.fract() != 0.0 || longest < 1.0)
        }) {
            let step = self.step_unit_name().counted(self.step_count());
            self.faults.push(ShortDuration {
                text: self.text_of(span),
                step,
                span,
            });
        }
    }

    /// One switch for each choice that the clause speaks of.
    fn switch(&mut self, switch: &Switch) -> Vec<TSwitch> {
        let path = &switch.choice.value;
        let Some(family) = self.family_of(&path.head, SymbolKind::Choice) else {
            return Vec::new();
        };
        let choices = self.members_here(
            &family,
            &path.head.value,
            path.elements(),
            switch.choice.span,
        );
        let choices = choices.into_iter();
        choices
            .filter_map(|(choice, elements)| match choice {
                Entity::Choice(id) => {
                    self.at_element(elements, |checker| checker.switch_of(id, switch))
                }
                _ => None,
            })
            .collect()
    }

    fn switch_of(&mut self, choice: ChoiceId, switch: &Switch) -> Option<TSwitch> {
        let lagged = Place {
            lagged: true,
            ..Place::default()
        };
        let option = self.label(LabelSet::Choice(choice), &switch.to);
        let when = switch
            .when
            .as_ref()
            .map(|when| self.condition(when, &lagged));
        let probability = switch
            .probability
            .as_ref()
            .map(|probability| self.probability(probability, &lagged));
        let (when, probability) = (flatten(when)?, flatten(probability)?);
        Some(TSwitch {
            choice,
            option: option?,
            when,
            probability,
            span: *switch.span,
        })
    }

    /// A plain number from 0 to 1.
    fn probability(&mut self, expr: &Expr, place: &Place) -> Option<TExpr> {
        let typed = self.number(expr, place)?;
        let typed = self.plain(typed)?;
        self.within_share(&typed, expr.span)?;
        Some(typed)
    }

    pub(in crate::types) fn within_share(&mut self, typed: &TExpr, span: Span) -> Option<()> {
        match constant(typed) {
            Some(value) if !(0.0..=1.0).contains(&value) => {
                let percent = (value * 1e4).round() / 1e2;
                self.faults.push(NotAShare {
                    text: self.text_of(span),
                    percent,
                    span,
                });
                None
            }
            _ => Some(()),
        }
    }

    /// A hazard: a probability within a year.
    pub(super) fn hazard(&mut self, id: QuantityId, it: &EventDecl) -> Option<(Definition, Type)> {
        let written = it.hazard.first()?;
        let draw = DrawPlace {
            stream: self.quantities[id.0].origin.stream.clone(),
            role: Role::Hazard,
            each: Each::Run,
        };
        let place = Place {
            own: Some(id),
            draw: Some(draw),
            ..Place::of_firing()
        };
        let typed = self.number(written, &place)?;
        let per_year = self.per_year();
        if !typed.unit().fits(&per_year) {
            self.bad_hazard(&typed, written.span);
            return None;
        }
        self.all_per_year(&typed, written.span)?;
        let shown = self.percent_per_year();
        self.written.insert(0, shown);
        let value = self.chance(converted(typed, &per_year), written.span)?;
        Some((Definition::Expr(value), Type::Number(per_year)))
    }

    /// A probability within a month is not a twelfth of that within a year: nothing that is stated in a hazard may be in
    /// another time. What is computed is a rate, and converts.
    pub(super) fn all_per_year(&mut self, typed: &TExpr, span: Span) -> Option<()> {
        let per_year = self.per_year();
        let other = |unit: &Unit| unit.fits(&per_year) && !unit.factor_to(&per_year).is_one();
        let mut found = self.written.iter().find(|unit| other(unit)).cloned();
        typed.each(&mut |expr| {
            let stated = match expr.kind {
                Kind::Quantity(id) => matches!(
                    self.quantities[id.0].role,
                    QuantityRole::Assumption | QuantityRole::Column
                ),
                _ => false,
            };
            if stated && other(&expr.unit()) && found.is_none() {
                found = Some(expr.unit());
            }
        });
        let Some(unit) = found else { return Some(()) };
        let text = self.text_of(span);
        let is = format!("in `{unit}`");
        let help = "write the probability within a year, or say the time: `2% within 1 month` is turned into it".to_owned();
        self.faults.push(BadHazard {
            text,
            is,
            help,
            span,
        });
        None
    }

    fn bad_hazard(&mut self, typed: &TExpr, span: Span) {
        let text = self.text_of(span);
        let unit = typed.unit();
        let help = if unit.is_plain() {
            let literal = constant(typed).is_some();
            let divided = if literal {
                format!("{text}/year")
            } else {
                format!("{} / (1 year)", operand(&text))
            };
            format!("say within which time: `{divided}`, or `{text} within 5 years`")
        } else if unit
            .times(&self.per_year(), Exponent::from_integer(1))
            .0
            .dimension()
            .is_none()
        {
            self.once_in(typed, &text)
        } else {
            "write a probability per time, as in `8%/year`, or a base rate, as in `3 in 16 years`"
                .to_owned()
        };
        let is = self.described(&typed.ty);
        self.faults.push(BadHazard {
            text,
            is,
            help,
            span,
        });
    }

    /// A duration where a hazard stands: what to write if it is the time from one firing to the next, or the length of
    /// some records. The two are not the same: a base rate allows for how little one firing tells.
    fn once_in(&self, typed: &TExpr, text: &str) -> String {
        let years = constant(typed).map(|value| {
            let factor = typed.unit().factor_to(&self.catalogue.unit("year"));
            factor.apply(value)
        });
        match years.filter(|years| *years > 1.0) {
            Some(years) => {
                let percent: f64 = format!("{:.1e}", 100.0 / years).parse().unwrap_or(8.0);
                let text = match text.starts_with(|first: char| first.is_ascii_digit()) {
                    true => text.to_owned(),
                    false => format!("{} years", number(years)),
                };
                format!(
                    "a duration is no probability: if it comes every {text} on average, write `{percent}%/year`; if one was counted in {text} of records, write `1 in {text}`"
                )
            }
            None => "a duration is no probability: write the probability within a year, as in `8%/year`, or a base rate, as in `3 in 16 years`".to_owned(),
        }
    }

    /// The hazard of an event that has one.
    pub(in crate::types) fn hazard_of(
        &mut self,
        id: EventId,
        owner: &crate::syntax::ast::Name,
        span: Span,
    ) -> Option<QuantityId> {
        let hazard = self.events[id.0].hazard;
        if hazard.is_none() {
            self.faults.push(crate::resolve::fault::UnknownMember {
                owner: owner.value.clone(),
                member: "hazard".to_owned(),
                help: "this event occurs at a date, at a condition, or by a trigger; give it a `hazard` clause to speak of one".to_owned(),
                span,
                owner_is: "an event without a hazard".to_owned(),
            });
        }
        hazard
    }
}
