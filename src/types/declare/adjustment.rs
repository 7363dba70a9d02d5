//! What options, events and scenarios do to quantities.

use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::syntax::ast::{self, Change, ExprKind, Item, Path, ScenarioClause, Sign};
use crate::types::constant::constant;
use crate::types::context::{Checker, Entity, Place};
use crate::types::element::Elements;
use crate::types::fault::adjust::{
    CutTooMuch, FadesAtOnce, RaiseManyfold, ScalePercent, SetCannotFade, WrongTarget,
};
use crate::types::fault::difference::shown;
use crate::types::fault::unit::NotInDeclaredUnit;
use crate::types::fault::way_out::operand;
use crate::types::infer::converted;
use crate::types::model::*;
use crate::units::{Unit, plain_number};

/// The adjustments in a declaration, in the order written.
pub(super) fn adjustments_in(item: &Item) -> Vec<&ast::Adjustment> {
    match item {
        Item::Choice(choice) => choice
            .options
            .iter()
            .flat_map(|option| &option.adjustments)
            .collect(),
        Item::Event(event) => event.adjustments.iter().collect(),
        Item::Scenario(scenario) => scenario
            .clauses
            .iter()
            .filter_map(|clause| match &clause.value {
                ScenarioClause::Adjust(adjustment) => Some(adjustment),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

impl Checker<'_> {
    /// What options and events do, entered with what they do it to.
    pub(in crate::types) fn adjust_all(&mut self) {
        let model = self.model;
        for (index, declaration) in model.document.declarations.iter().enumerate() {
            for (member, elements) in self.members(index) {
                self.at_element(elements, |checker| match (&declaration.item, member) {
                    (Item::Choice(it), Entity::Choice(id)) => {
                        for (at, option) in it.options.iter().enumerate() {
                            checker.adjust_by(&Owner::Option(id, at), &option.adjustments);
                        }
                    }
                    (Item::Event(it), Entity::Event(id)) => {
                        checker.adjust_by(&Owner::Event(id), &it.adjustments)
                    }
                    _ => {}
                });
            }
        }
        for at in 0..self.quantities.len() {
            let mut own = std::mem::take(&mut self.quantities[at].adjustments);
            own.sort_by(|a, b| self.rank_name(&a.owner).cmp(&self.rank_name(&b.owner)));
            self.quantities[at].adjustments = own;
        }
    }

    fn adjust_by(&mut self, owner: &Owner, adjustments: &[ast::Adjustment]) {
        for adjustment in adjustments {
            for (target, typed) in self.adjustments(owner, adjustment) {
                self.quantities[target.0].adjustments.push(typed);
            }
        }
    }

    /// The order in which adjustments combine: by declared name, options in the order listed.
    fn rank_name(&self, owner: &Owner) -> (&str, usize) {
        match owner {
            Owner::Option(choice, option) => (self.choices[choice.0].origin.oldest_name(), *option),
            Owner::Event(event) => (self.events[event.0].origin.oldest_name(), 0),
            Owner::Scenario(id) => (self.scenarios[id.0].scenario.origin.oldest_name(), 0),
        }
    }

    /// What one clause does: an adjustment of each element that its target speaks of.
    pub(super) fn adjustments(
        &mut self,
        owner: &Owner,
        it: &ast::Adjustment,
    ) -> Vec<(QuantityId, Adjustment)> {
        let targets = self.targets(&it.target.value, it.target.span);
        if targets.is_empty() {
            // What else is wrong with the clause is told too.
            self.adjustment(owner, it, None);
        }
        let targets = targets.into_iter();
        targets
            .filter_map(|(target, elements)| {
                self.at_element(elements, |checker| {
                    checker.adjustment(owner, it, Some(target))
                })
            })
            .collect()
    }

    fn adjustment(
        &mut self,
        owner: &Owner,
        it: &ast::Adjustment,
        target: Option<QuantityId>,
    ) -> Option<(QuantityId, Adjustment)> {
        let of_hazard = target.is_some_and(|id| self.quantities[id.0].role == QuantityRole::Hazard);
        let place = Place {
            lagged: of_hazard,
            decides: of_hazard,
            ..Place::default()
        };
        let change = self.change(target, it, &place);
        let when = it.when.as_ref().map(|when| self.condition(when, &place));
        let during = it.during.as_ref().map(|window| self.window(window, &place));
        let fading = it.fading.as_ref().map(|fading| {
            let typed = self.number(fading, &place)?;
            let steps = self.taking(typed, "nothing fades", fading.span)?;
            self.fades_at_all(&steps, fading.span);
            Some(steps)
        });
        if let (Change::Set(_), Some(fading)) = (&it.change, &it.fading) {
            self.faults.push(SetCannotFade { span: fading.span });
        }
        let (when, during, fading) = (flatten(when)?, flatten(during)?, flatten(fading)?);
        let (target, change) = (target?, change?);
        let when = self.within_its_window(target, &change, when);
        Some((
            target,
            Adjustment {
                owner: owner.clone(),
                change,
                when,
                during,
                fading,
                span: *it.span,
            },
        ))
    }

    /// Nothing is set or added outside the window of a flow.
    fn within_its_window(
        &self,
        target: QuantityId,
        change: &TChange,
        when: Option<TExpr>,
    ) -> Option<TExpr> {
        let window = match change {
            TChange::Factor(_) => None,
            TChange::Set(_) | TChange::Add(_) => {
                self.quantities[target.0].window.as_deref().cloned()
            }
        };
        match (window, when) {
            (None, when) => when,
            (window, None) => window,
            (Some(window), Some(when)) => {
                let span = when.span;
                Some(TExpr::new(Kind::And(vec![window, when]), Type::YesNo, span))
            }
        }
    }

    /// What a target speaks of, with the elements that indexes then stand for.
    fn targets(&mut self, path: &Path, span: Span) -> Vec<(QuantityId, Elements)> {
        let Some(symbol) = self.model.scope.get(&path.head.value) else {
            return Vec::new();
        };
        let family = match (symbol.kind, path.member()) {
            (SymbolKind::Event, Some(member)) if member.value == "hazard" => {
                self.family_at(symbol.index).cloned()
            }
            (SymbolKind::Table, Some(_)) if self.labels_of(path).is_some() => {
                self.faults.push(WrongTarget {
                    text: self.text_of(span),
                    is: "a name in a table".to_owned(),
                    help: "change the cell itself, or adjust a value that is picked by it"
                        .to_owned(),
                    span,
                });
                return Vec::new();
            }
            (SymbolKind::Table, Some(member)) => {
                let key = (symbol.index, member.value.clone());
                self.columns.get(&key).cloned()
            }
            (SymbolKind::Assumption | SymbolKind::Let | SymbolKind::Flow, None) => {
                self.family_at(symbol.index).cloned()
            }
            (SymbolKind::Poisoned, _) => return Vec::new(),
            _ => None,
        };
        let text = self.text_of(span);
        let Some(family) = family else {
            self.wrong_target(text, symbol.kind.described(), span);
            return Vec::new();
        };
        let members = self.members_here(&family, &path.head.value, path.elements(), span);
        let mut targets = Vec::with_capacity(members.len());
        for (member, elements) in members {
            let target = match member {
                Entity::Event(id) => self.hazard_of(id, &path.head, span),
                Entity::Quantity(id) => Some(id),
                _ => None,
            };
            targets.extend(target.map(|target| (target, elements)));
        }
        let bound = |(id, _): &(QuantityId, _)| self.quantities[id.0].bound.is_some();
        if targets.iter().any(bound) {
            self.wrong_target(text, "a bound", span);
            return Vec::new();
        }
        targets
    }

    fn change(
        &mut self,
        target: Option<QuantityId>,
        it: &ast::Adjustment,
        place: &Place,
    ) -> Option<TChange> {
        match &it.change {
            Change::Set(value) => {
                let typed = self.infer(value, place)?;
                let target = target?;
                let typed = match self.type_of(target, typed.span)? {
                    Type::Date => self.date_or_year(typed, value)?,
                    _ => self.in_unit_of(target, typed)?,
                };
                Some(TChange::Set(typed))
            }
            Change::Add(value) => {
                let typed = self.number(value, place)?;
                self.in_unit_of(target?, typed).map(TChange::Add)
            }
            Change::Scale(factor) => {
                let typed = self.number(factor, place)?;
                let typed = self.plain(typed)?;
                self.reads_like_a_raise(it, factor, &typed);
                self.a_number(target?, typed).map(TChange::Factor)
            }
            Change::Raise(by) => self.relative(target, by, Sign::Plus, place),
            Change::Cut(by) => self.relative(target, by, Sign::Minus, place),
        }
    }

    /// `raise by p` and `cut by p` as factors.
    fn relative(
        &mut self,
        target: Option<QuantityId>,
        by: &ast::Expr,
        sign: Sign,
        place: &Place,
    ) -> Option<TChange> {
        let typed = self.number(by, place)?;
        let share = match typed.unit().is_plain() {
            true => self.plain(typed)?,
            false => return self.not_a_share(target, &typed, sign),
        };
        let span = share.span;
        let known = constant(&share);
        let bare = matches!(&by.value, ExprKind::Quantity(it) if it.unit.is_none());
        let many = known.filter(|value| bare && sign == Sign::Plus && *value >= 2.0);
        if let Some(by) = many {
            let times = 1.0 + by;
            self.faults.push(RaiseManyfold { by, times, span });
        }
        if let Some(value) = known.filter(|value| sign == Sign::Minus && *value > 1.0) {
            self.faults.push(CutTooMuch {
                percent: (value * 1e4).round() / 1e2,
                span,
            });
            return None;
        }
        let plain = Type::Number(Unit::none());
        let factor = match known {
            Some(value) => Kind::Number(if sign == Sign::Plus {
                1.0 + value
            } else {
                1.0 - value
            }),
            None => {
                let one = TExpr::new(Kind::Number(1.0), plain.clone(), span);
                Kind::Sum(vec![(Sign::Plus, one), (sign, share)])
            }
        };
        self.a_number(target?, TExpr::new(factor, plain, span))
            .map(TChange::Factor)
    }

    /// `raise embargo.hazard by 5%/year`: an amount where a share of the target is needed.
    fn not_a_share(
        &mut self,
        target: Option<QuantityId>,
        typed: &TExpr,
        sign: Sign,
    ) -> Option<TChange> {
        let target = target?;
        let ty = self.type_of(target, typed.span)?;
        let (name, text) = (
            self.quantities[target.0].origin.name.clone(),
            self.text_of(typed.span),
        );
        let (word, does, minus) = match sign {
            Sign::Plus => ("raise", "add", ""),
            Sign::Minus => ("cut", "take off", "-"),
        };
        let share = text.split_once('%').map_or("5", |(number, _)| number);
        let share = plain_number(share).map_or("5", |_| share);
        let change = format!("for a share of what it is: `{word} {name} by {share}%`");
        let fits = matches!(&ty, Type::Number(unit) if unit.fits(&typed.unit()));
        let help = match fits {
            true => format!(
                "to {does} this amount: `add {minus}{} to {name}`; {change}",
                operand(&text)
            ),
            false => change,
        };
        self.wrong_type("a share", typed, help);
        None
    }

    /// A factor, if what it multiplies is a number.
    fn a_number(&mut self, target: QuantityId, factor: TExpr) -> Option<TExpr> {
        match self.type_of(target, factor.span)? {
            Type::Number(_) => Some(factor),
            _ => {
                let name = self.quantities[target.0].origin.name.clone();
                self.wrong_target(name, "not a number", factor.span);
                None
            }
        }
    }

    /// A value in the unit of what it replaces or adds to.
    fn in_unit_of(&mut self, target: QuantityId, typed: TExpr) -> Option<TExpr> {
        let ty = self.type_of(target, typed.span)?;
        match (&ty, &typed.ty) {
            (Type::Number(unit), Type::Number(own)) if own.fits(unit) => {
                if self.quantities[target.0].role == QuantityRole::Hazard {
                    let outer = std::mem::take(&mut self.written);
                    let fine = self.all_per_year(&typed, typed.span);
                    self.written = outer;
                    fine?;
                }
                Some(converted(typed, unit))
            }
            (Type::Number(unit), Type::Number(_)) => {
                self.not_in_unit_of(target, unit, &typed);
                None
            }
            (Type::YesNo, Type::YesNo) | (Type::Date, Type::Date) => Some(typed),
            (Type::Label(a), Type::Label(b)) if a == b => Some(typed),
            _ => {
                let wanted = if matches!(ty, Type::Number(_)) {
                    "a number"
                } else {
                    "the same kind of thing"
                };
                let help = format!(
                    "`{}` is {}",
                    self.quantities[target.0].origin.name,
                    self.described(&ty)
                );
                self.wrong_type(wanted, &typed, help);
                None
            }
        }
    }

    fn not_in_unit_of(&mut self, target: QuantityId, unit: &Unit, typed: &TExpr) {
        let origin = &self.quantities[target.0].origin;
        let (name, first) = (origin.name.clone(), origin.name_span);
        if !self.is_percentage(target) {
            return self.not_in_unit(unit, first, typed, &format!("`{name}` is"));
        }
        let is = shown(&typed.unit());
        self.faults.push(NotInDeclaredUnit {
            message: format!("`{name}` is a share, and the value is {is}"),
            help: format!("write a share, such as `5%`: `{name}` has no other unit"),
            declared: "a share".to_owned(),
            is,
            first,
            second: typed.span,
        });
    }

    /// Warns of a fading that is over before the next step.
    fn fades_at_all(&mut self, steps: &TExpr, span: Span) {
        if constant(steps).is_some_and(|steps| steps > 0.0 && steps < 1.0 + 1e-9) {
            let text = self.text_of(span);
            let step = self.step_unit_name().counted(self.step_count());
            self.faults.push(FadesAtOnce { text, step, span });
        }
    }

    fn reads_like_a_raise(&mut self, it: &ast::Adjustment, factor: &ast::Expr, typed: &TExpr) {
        let ExprKind::Quantity(quantity) = &factor.value else {
            return;
        };
        let percent = quantity.unit.as_ref().is_some_and(|unit| unit.percent);
        if let Some(value) = constant(typed).filter(|value| percent && *value < 1.0 && *value > 0.0)
        {
            let rounded = |share: f64| (share * 1e4).round() / 1e2;
            self.faults.push(ScalePercent {
                target: self.text_of(it.target.span),
                percent: rounded(value),
                factor: value,
                span: Span {
                    end: factor.span.end,
                    ..*it.span
                },
            });
        }
    }
}

/// A clause that is absent, or typed; nothing if it is there and faulty.
pub(super) fn flatten<T>(clause: Option<Option<T>>) -> Option<Option<T>> {
    match clause {
        None => Some(None),
        Some(typed) => typed.map(Some),
    }
}
