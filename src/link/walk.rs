//! Every name of a declaration that may mean something in another file, one after another.

mod expr;

use crate::syntax::ast::*;

/// What a name that stands alone must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Source,
    Actor,
    Index,
    Event,
    Scenario,
}

/// Is shown the names.
pub(super) trait Visitor {
    /// A name with what is picked out of it.
    fn path(&mut self, path: &mut Path);
    /// A name that stands alone; if of another file, with a point in it.
    fn name(&mut self, name: &mut Name, wanted: Wanted);
    /// What stands behind the colon of a table's column: a unit, or the index that its cells are elements of.
    fn column(&mut self, unit: &mut DeclaredUnit);
    /// An element, or what stands in its place: an index, or a column that holds elements.
    fn element(&mut self, element: &mut Name);
}

/// Shows a visitor every name that a declaration rests on.
pub(super) fn item(item: &mut Item, visitor: &mut impl Visitor) {
    let mut walk = Walk(visitor);
    match item {
        Item::Model(_)
        | Item::Use(_)
        | Item::Source(_)
        | Item::Actor(_)
        | Item::Index(_)
        | Item::Kind(_)
        | Item::Unit(_) => {}
        Item::Assume(it) => walk.assume(it),
        Item::Table(it) => walk.table(it),
        Item::Correlate(it) => {
            walk.paths(&mut it.names);
            walk.expr(&mut it.value);
            walk.evidence(&mut it.evidence);
        }
        Item::Let(it) => {
            walk.indexes(&mut it.declared);
            walk.expr(&mut it.value);
            walk.evidence(&mut it.evidence);
        }
        Item::Flow(it) => walk.flow(it),
        Item::Stock(it) => {
            walk.indexes(&mut it.declared);
            walk.expr(&mut it.starts);
            walk.exprs(it.gains.iter_mut().chain(&mut it.loses));
            walk.evidence(&mut it.evidence);
        }
        Item::Choice(it) => walk.choice(it),
        Item::Event(it) => walk.event(it),
        Item::Outcome(it) => walk.outcome(it),
        Item::Scenario(it) => walk.scenario(it),
        Item::Assert(it) => {
            walk.expr(&mut it.condition);
            walk.exprs(&mut it.within);
            walk.evidence(&mut it.evidence);
        }
        Item::Expect(it) => {
            walk.expectation(&mut it.claim);
            walk.evidence(&mut it.evidence);
        }
    }
}

struct Walk<'v, V: Visitor>(&'v mut V);

impl<V: Visitor> Walk<'_, V> {
    fn assume(&mut self, it: &mut AssumeDecl) {
        self.indexes(&mut it.declared);
        match &mut it.value {
            AssumeValue::Known(value) | AssumeValue::Bound(_, value) => self.expr(value),
            AssumeValue::Uncertain(value, each) => {
                self.expr(value);
                if let Some(Each::Event(event)) = each {
                    self.0.name(event, Wanted::Event);
                }
            }
            AssumeValue::Unknown(_) => {}
            AssumeValue::Claims(claims) => {
                for claim in claims {
                    self.expr(&mut claim.value);
                    self.exprs(&mut claim.weight);
                    self.0.name(&mut claim.source, Wanted::Source);
                }
            }
        }
        self.evidence(&mut it.evidence);
    }

    fn table(&mut self, it: &mut TableDecl) {
        self.0.name(&mut it.by, Wanted::Index);
        for column in &mut it.columns {
            if let Some(unit) = &mut column.unit {
                self.0.column(unit);
            }
        }
        for row in &mut it.rows {
            for (cell, column) in row.cells.iter_mut().zip(&it.columns) {
                // An element's name is in a name space of its own.
                match cell {
                    Cell::Value(value) if column.index().is_none() => self.expr(value),
                    _ => {}
                }
            }
        }
        self.evidence(&mut it.evidence);
    }

    fn flow(&mut self, it: &mut FlowDecl) {
        self.indexes(&mut it.declared);
        self.0.name(&mut it.from, Wanted::Actor);
        self.0.name(&mut it.to, Wanted::Actor);
        self.window(it.during.as_mut());
        self.expr(&mut it.value);
        self.evidence(&mut it.evidence);
    }

    fn choice(&mut self, it: &mut ChoiceDecl) {
        self.indexes(&mut it.declared);
        if let Some(by) = &mut it.by {
            self.0.name(by, Wanted::Actor);
        }
        for option in &mut it.options {
            self.exprs(&mut option.weights);
            self.adjustments(&mut option.adjustments);
            self.evidence(&mut option.evidence);
        }
        self.evidence(&mut it.evidence);
    }

    fn event(&mut self, it: &mut EventDecl) {
        self.indexes(&mut it.declared);
        self.exprs(it.hazard.iter_mut().chain(&mut it.only_when));
        for occurs in &mut it.occurs {
            match &mut occurs.value {
                Occurs::In(expr) | Occurs::When(expr) => self.expr(expr),
            }
        }
        for lasts in &mut it.lasts {
            match lasts {
                Lasts::For(expr) => self.expr(expr),
                Lasts::Forever(_) => {}
            }
        }
        for switch in &mut it.switches {
            self.0.path(&mut switch.choice.value);
            self.exprs(switch.when.iter_mut().chain(&mut switch.probability));
        }
        self.adjustments(&mut it.adjustments);
        self.evidence(&mut it.evidence);
    }

    fn outcome(&mut self, it: &mut OutcomeDecl) {
        self.indexes(&mut it.declared);
        if let Some(actor) = &mut it.actor {
            self.0.name(actor, Wanted::Actor);
        }
        match &mut it.value {
            OutcomeValue::Expr(expr) => self.expr(expr),
            OutcomeValue::Classify { cases, .. } => {
                self.exprs(cases.iter_mut().flat_map(|case| &mut case.when))
            }
        }
        self.evidence(&mut it.evidence);
    }

    fn scenario(&mut self, it: &mut ScenarioDecl) {
        if let Some(parent) = &mut it.extends {
            self.0.name(parent, Wanted::Scenario);
        }
        for clause in &mut it.clauses {
            match &mut clause.value {
                ScenarioClause::Choose { choice, from, .. } => {
                    self.0.path(&mut choice.value);
                    self.exprs(from);
                }
                ScenarioClause::Trigger { event, at, lasts } => {
                    self.0.path(&mut event.value);
                    self.expr(at);
                    self.exprs(lasts);
                }
                ScenarioClause::Prevent(event) => self.0.path(&mut event.value),
                ScenarioClause::Take { assumption, source } => {
                    self.0.path(&mut assumption.value);
                    self.0.name(source, Wanted::Source);
                }
                ScenarioClause::Adjust(adjustment) => {
                    self.adjustments(std::slice::from_mut(adjustment))
                }
            }
        }
        self.evidence(&mut it.evidence);
    }

    fn expectation(&mut self, claim: &mut Expectation) {
        match claim {
            Expectation::Condition { condition, within } => {
                self.expr(condition);
                self.exprs(within);
            }
            Expectation::Direction { outcome, with, .. } => {
                self.expr(outcome);
                self.0.path(&mut with.value);
            }
            Expectation::Turns { outcome, on } => {
                self.expr(outcome);
                self.paths(on);
            }
        }
    }

    fn indexes(&mut self, declared: &mut Declared) {
        for index in &mut declared.index {
            self.0.name(index, Wanted::Index);
        }
    }

    fn adjustments(&mut self, adjustments: &mut [Adjustment]) {
        for adjustment in adjustments {
            match &mut adjustment.change {
                Change::Set(e)
                | Change::Scale(e)
                | Change::Raise(e)
                | Change::Cut(e)
                | Change::Add(e) => self.expr(e),
            }
            self.0.path(&mut adjustment.target.value);
            self.exprs(adjustment.when.iter_mut().chain(&mut adjustment.fading));
            self.window(adjustment.during.as_mut());
        }
    }

    fn evidence(&mut self, evidence: &mut Evidence) {
        for clause in evidence {
            match &mut clause.value {
                EvidenceClause::Source(name, _) => self.0.name(name, Wanted::Source),
                EvidenceClause::Because(_)
                | EvidenceClause::AsOf(_)
                | EvidenceClause::Confidence(_)
                | EvidenceClause::Owner(_)
                | EvidenceClause::ReviewBy(_)
                | EvidenceClause::Accept(..)
                | EvidenceClause::Was(_) => {}
            }
        }
    }

    fn window(&mut self, window: Option<&mut Window>) {
        if let Some(window) = window {
            self.expr(&mut window.from);
            self.exprs(&mut window.to);
        }
    }
}
