//! Walks over typed expressions.

use super::*;

impl TExpr {
    /// Calls `visit` on this expression and all inside it, outermost first.
    pub fn each(&self, visit: &mut dyn FnMut(&TExpr)) {
        visit(self);
        for child in self.children() {
            child.each(visit);
        }
    }

    /// Calls `change` on all expressions inside this one and then on it.
    pub fn change(&mut self, change: &mut dyn FnMut(&mut TExpr)) {
        self.change_children(change);
        change(self);
    }

    fn change_children(&mut self, change: &mut dyn FnMut(&mut TExpr)) {
        match &mut self.kind {
            Kind::Sum(terms) => terms.iter_mut().for_each(|(_, term)| term.change(change)),
            Kind::Product(factors) => factors
                .iter_mut()
                .for_each(|(_, factor)| factor.change(change)),
            Kind::And(all) | Kind::Or(all) | Kind::Call(_, all) => {
                all.iter_mut().for_each(|each| each.change(change))
            }
            Kind::If { arms, otherwise } => {
                for (condition, value) in arms {
                    condition.change(change);
                    value.change(change);
                }
                otherwise.change(change);
            }
            Kind::Compare(compared) => {
                compared.left.change(change);
                compared.right.change(change);
            }
            Kind::Table(table) => table
                .values
                .iter_mut()
                .flatten()
                .for_each(|value| value.change(change)),
            Kind::Reduce { of, window, .. } => {
                of.change(change);
                if let Some(window) = window {
                    window.0.change(change);
                    window.1.change(change);
                }
            }
            Kind::Previous { of, initial } => {
                of.change(change);
                if let Some(initial) = initial {
                    initial.change(change);
                }
            }
            Kind::Summary { of, given, .. } => {
                of.change(change);
                if let Some(given) = given {
                    given.change(change);
                }
            }
            _ => self.change_one_or_two(change),
        }
    }

    fn change_one_or_two(&mut self, change: &mut dyn FnMut(&mut TExpr)) {
        match &mut self.kind {
            Kind::Convert(a, _)
            | Kind::Negate(a)
            | Kind::Not(a)
            | Kind::Cumulative(a)
            | Kind::Payback(a) => a.change(change),
            Kind::Is { subject: a, .. }
            | Kind::Growth { of: a, .. }
            | Kind::Irr { amount: a, .. } => a.change(change),
            Kind::Power(a, b)
            | Kind::DaysBetween(a, b)
            | Kind::During(a, b)
            | Kind::Ramp(a, b)
            | Kind::Initially(a, b)
            | Kind::Delay(a, b)
            | Kind::Smooth(a, b)
            | Kind::At(a, b)
            | Kind::PresentValue {
                amount: a, rate: b, ..
            } => {
                a.change(change);
                b.change(change);
            }
            _ => {}
        }
    }
}

impl Adjustment {
    /// The expressions in it.
    pub fn expressions(&self) -> impl Iterator<Item = &TExpr> {
        let (TChange::Set(amount) | TChange::Factor(amount) | TChange::Add(amount)) = &self.change;
        let window = self.during.iter().flat_map(|(from, to)| [from, to]);
        [amount]
            .into_iter()
            .chain(&self.when)
            .chain(window)
            .chain(&self.fading)
    }

    /// The same, to change them.
    pub fn expressions_mut(&mut self) -> impl Iterator<Item = &mut TExpr> {
        let (TChange::Set(amount) | TChange::Factor(amount) | TChange::Add(amount)) =
            &mut self.change;
        let window = self.during.iter_mut().flat_map(|(from, to)| [from, to]);
        [amount]
            .into_iter()
            .chain(&mut self.when)
            .chain(window)
            .chain(&mut self.fading)
    }
}

impl Definition {
    /// The expressions in it.
    pub fn expressions(&self) -> impl Iterator<Item = &TExpr> {
        let (one, claims) = match self {
            Definition::Expr(expr) | Definition::Bound(expr) => (Some(expr), &[][..]),
            Definition::Claims(claims) => (None, claims.as_slice()),
            Definition::Unknown => (None, &[][..]),
        };
        one.into_iter()
            .chain(claims.iter().map(|claim| &claim.value))
    }

    /// The same, to change them.
    pub fn expressions_mut(&mut self) -> Vec<&mut TExpr> {
        match self {
            Definition::Expr(expr) | Definition::Bound(expr) => vec![expr],
            Definition::Claims(claims) => claims.iter_mut().map(|claim| &mut claim.value).collect(),
            Definition::Unknown => Vec::new(),
        }
    }
}

impl Event {
    /// The expressions of its clauses; its hazard is a quantity of its own.
    pub fn expressions(&self) -> Vec<&TExpr> {
        let switches = self.switches.iter();
        let switches = switches.flat_map(|switch| switch.when.iter().chain(&switch.probability));
        self.firing_expressions()
            .into_iter()
            .chain(self.lasting_expression())
            .chain(switches)
            .collect()
    }

    /// Those that decide when it fires.
    pub fn firing_expressions(&self) -> Vec<&TExpr> {
        let mut all: Vec<&TExpr> = self.only_when.iter().collect();
        match &self.occurs {
            Some(TOccurs::At(expr) | TOccurs::When(expr)) => all.push(expr),
            None => {}
        }
        all
    }

    /// The one that says how long it lasts.
    pub fn lasting_expression(&self) -> Option<&TExpr> {
        match &self.lasts {
            TLasts::Steps(expr) => Some(expr),
            TLasts::Step | TLasts::Forever => None,
        }
    }

    /// The same, to change them.
    pub fn expressions_mut(&mut self) -> Vec<&mut TExpr> {
        let mut all: Vec<&mut TExpr> = self.only_when.iter_mut().collect();
        match &mut self.occurs {
            Some(TOccurs::At(expr) | TOccurs::When(expr)) => all.push(expr),
            None => {}
        }
        if let TLasts::Steps(expr) = &mut self.lasts {
            all.push(expr);
        }
        all.extend(
            self.switches
                .iter_mut()
                .flat_map(|switch| switch.when.iter_mut().chain(&mut switch.probability)),
        );
        all
    }
}

impl Scenario {
    /// How a quantity is declared otherwise in it, if it is.
    pub fn redeclared(&self, quantity: QuantityId) -> Option<&Redeclared> {
        self.redeclares.iter().find(|one| one.quantity == quantity)
    }

    /// The expressions in its clauses.
    pub fn expressions(&self) -> Vec<&TExpr> {
        let dates = self.chooses.iter().flat_map(|choose| &choose.from);
        let triggers = self
            .triggers
            .iter()
            .flat_map(|trigger| [&trigger.at].into_iter().chain(&trigger.lasts));
        let adjustments = self.adjustments.iter();
        let redeclares = self.redeclares.iter();
        dates
            .chain(triggers)
            .chain(adjustments.flat_map(|(_, adjustment)| adjustment.expressions()))
            .chain(redeclares.flat_map(|redeclared| redeclared.definition.expressions()))
            .collect()
    }
}
