//! Walks every name of a document once: says which are unknown and which declaration rests on which.

mod name;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use smallvec::{SmallVec, smallvec};

use crate::fault::Faults;
use crate::resolve::scope::{Scope, Symbol, SymbolKind};
use crate::syntax::ast::*;

/// The expressions directly inside an expression, in the order written.
pub fn children(expr: &Expr) -> SmallVec<[&Expr; 4]> {
    match &expr.value {
        ExprKind::Sum(terms) => terms.iter().map(|(_, term)| term).collect(),
        ExprKind::Product(factors) => factors.iter().map(|(_, factor)| factor).collect(),
        ExprKind::And(all) | ExprKind::Or(all) => all.iter().collect(),
        ExprKind::Group(a, _) | ExprKind::Negate(a) | ExprKind::Not(a) => smallvec![a.as_ref()],
        ExprKind::Is { subject, .. } => smallvec![subject.as_ref()],
        ExprKind::Power(a, b)
        | ExprKind::Compare(_, a, b)
        | ExprKind::At(a, b)
        | ExprKind::Initially(a, b)
        | ExprKind::To(a, b)
        | ExprKind::Of(a, b)
        | ExprKind::In(a, b)
        | ExprKind::Within(a, b) => smallvec![a.as_ref(), b.as_ref()],
        ExprKind::If { arms, otherwise } => arms
            .iter()
            .flat_map(|(condition, value)| [condition, value])
            .chain([otherwise.as_ref()])
            .collect(),
        ExprKind::Call(call) => call.arguments.iter().flat_map(argument_parts).collect(),
        ExprKind::List(list) => list
            .entries
            .iter()
            .flat_map(|(key, value)| [key, value])
            .collect(),
        _ => SmallVec::new(),
    }
}

fn argument_parts(argument: &Argument) -> impl Iterator<Item = &Expr> {
    let during = argument.during.iter();
    let during = during.flat_map(|window| [&window.from].into_iter().chain(&window.to));
    let before = [&argument.value].into_iter().chain(&argument.filter);
    before.chain(during).chain(&argument.given)
}

/// Reports unknown names; gives, for each declaration, the positions of those it names.
pub(super) fn bind(document: &Document, scope: &Scope, faults: &mut Faults) -> Vec<Vec<usize>> {
    let mut references = Vec::with_capacity(document.declarations.len());
    let mut binder = Binder {
        document,
        scope,
        faults,
        options: OnceCell::new(),
        listed: OnceCell::new(),
        found: Vec::new(),
        condition: false,
    };
    for declaration in &document.declarations {
        binder.item(&declaration.item);
        references.push(std::mem::take(&mut binder.found));
    }
    references
}

pub(super) struct Binder<'a> {
    pub(super) document: &'a Document,
    pub(super) scope: &'a Scope,
    pub(super) faults: &'a mut Faults,
    /// By option, the first choice that has it; told of names that are unknown, so gathered once one is.
    pub(super) options: OnceCell<BTreeMap<&'a str, &'a str>>,
    /// All names by alphabet, gathered once one is unknown.
    pub(super) listed: OnceCell<Vec<(&'a str, Symbol)>>,
    found: Vec<usize>,
    /// Whether a yes/no is needed where the walk is, for what is said of a name that gives none.
    pub(super) condition: bool,
}

impl Binder<'_> {
    fn item(&mut self, item: &Item) {
        let over = item.declared().map_or(&[][..], |declared| &declared.index);
        for index in over {
            self.named(index, SymbolKind::Index);
        }
        match item {
            Item::Assume(it) => self.assume(it),
            Item::Index(_) => {}
            Item::Table(it) => self.table(it),
            Item::Correlate(it) => {
                for path in it.names.iter().map(|path| &path.value) {
                    let head = &path.head;
                    let known = self.scope.index_of(&head.value, SymbolKind::Assumption);
                    match (known, path.member()) {
                        (Some(_), Some(_)) => self.path(path, true),
                        _ => self.named(head, SymbolKind::Assumption),
                    }
                }
                self.expr(&it.value);
                self.evidence(&it.evidence);
            }
            Item::Let(it) => {
                self.expr(&it.value);
                self.evidence(&it.evidence);
            }
            Item::Flow(it) => self.flow(it),
            Item::Stock(it) => {
                self.exprs([&it.starts].into_iter().chain(&it.gains).chain(&it.loses));
                self.evidence(&it.evidence);
            }
            Item::Choice(it) => self.choice(it),
            Item::Event(it) => self.event(it),
            Item::Outcome(it) => self.outcome(it),
            Item::Scenario(it) => self.scenario(it),
            Item::Assert(it) => {
                self.conditions([&it.condition]);
                self.exprs(&it.within);
                self.evidence(&it.evidence);
            }
            Item::Expect(it) => {
                match &it.claim {
                    Expectation::Condition { condition, within } => {
                        self.conditions([condition]);
                        self.exprs(within);
                    }
                    Expectation::Direction { outcome, with, .. } => {
                        self.expr(outcome);
                        self.path(&with.value, true);
                    }
                    Expectation::Turns { outcome, on } => {
                        self.expr(outcome);
                        on.iter().for_each(|path| self.path(&path.value, true));
                    }
                }
                self.evidence(&it.evidence);
            }
            _ => {}
        }
    }

    fn table(&mut self, it: &TableDecl) {
        if it.by.value != "year" && !self.by_other_dates(&it.by) {
            self.named(&it.by, SymbolKind::Index);
        }
        for index in it.columns.iter().filter_map(Column::index) {
            self.named(index, SymbolKind::Index);
        }
        for row in &it.rows {
            for (at, cell) in row.cells.iter().enumerate() {
                if let Cell::Value(value) = cell {
                    self.cell(value, it.columns.get(at));
                }
            }
        }
        self.evidence(&it.evidence);
    }

    fn assume(&mut self, it: &AssumeDecl) {
        match &it.value {
            AssumeValue::Known(value) | AssumeValue::Bound(_, value) => self.expr(value),
            AssumeValue::Uncertain(value, each) => {
                self.expr(value);
                if let Some(Each::Event(event)) = each {
                    self.named(event, SymbolKind::Event);
                }
            }
            AssumeValue::Unknown(_) => {}
            AssumeValue::Claims(claims) => {
                for claim in claims {
                    self.exprs([&claim.value].into_iter().chain(&claim.weight));
                    self.named(&claim.source, SymbolKind::Source);
                }
            }
        }
        self.evidence(&it.evidence);
    }

    fn flow(&mut self, it: &FlowDecl) {
        self.party(&it.from, &it.declared);
        self.party(&it.to, &it.declared);
        self.window(it.during.as_ref());
        self.expr(&it.value);
        self.evidence(&it.evidence);
    }

    fn choice(&mut self, it: &ChoiceDecl) {
        if let Some(by) = &it.by {
            self.party(by, &it.declared);
        }
        for option in &it.options {
            self.exprs(&option.weights);
            self.adjustments(&option.adjustments);
            self.evidence(&option.evidence);
        }
        self.evidence(&it.evidence);
    }

    fn event(&mut self, it: &EventDecl) {
        self.exprs(&it.hazard);
        self.conditions(&it.only_when);
        for occurs in &it.occurs {
            match &occurs.value {
                Occurs::In(expr) => self.expr(expr),
                Occurs::When(expr) => self.conditions([expr]),
            }
        }
        for lasts in &it.lasts {
            if let Lasts::For(expr) = lasts {
                self.expr(expr);
            }
        }
        for switch in &it.switches {
            self.named(&switch.choice.head, SymbolKind::Choice);
            self.conditions(&switch.when);
            self.exprs(&switch.probability);
        }
        self.adjustments(&it.adjustments);
        self.evidence(&it.evidence);
    }

    fn outcome(&mut self, it: &OutcomeDecl) {
        if let Some(actor) = &it.actor {
            self.party(actor, &it.declared);
        }
        match &it.value {
            OutcomeValue::Expr(expr) => self.expr(expr),
            OutcomeValue::Classify { cases, .. } => {
                self.conditions(cases.iter().filter_map(|case| case.when.as_ref()))
            }
        }
        self.evidence(&it.evidence);
    }

    fn scenario(&mut self, it: &ScenarioDecl) {
        if let Some(parent) = &it.extends {
            self.named(parent, SymbolKind::Scenario);
        }
        for clause in &it.clauses {
            match &clause.value {
                ScenarioClause::Choose { choice, from, .. } => {
                    self.named(&choice.head, SymbolKind::Choice);
                    self.exprs(from);
                }
                ScenarioClause::Trigger { event, at, lasts } => {
                    self.named(&event.head, SymbolKind::Event);
                    self.exprs([at].into_iter().chain(lasts));
                }
                ScenarioClause::Prevent(event) => self.named(&event.head, SymbolKind::Event),
                ScenarioClause::Take { assumption, source } => {
                    self.named(&assumption.head, SymbolKind::Assumption);
                    self.named(source, SymbolKind::Source);
                }
                ScenarioClause::Adjust(adjustment) => {
                    self.adjustments(std::slice::from_ref(adjustment))
                }
            }
        }
        self.evidence(&it.evidence);
    }

    fn adjustments(&mut self, adjustments: &[Adjustment]) {
        for adjustment in adjustments {
            match &adjustment.change {
                // An element's name is in a name space of its own; that it cannot be set is told with the types.
                Change::Set(_) if self.is_of_elements(&adjustment.target.value) => {}
                Change::Set(e)
                | Change::Scale(e)
                | Change::Raise(e)
                | Change::Cut(e)
                | Change::Add(e) => self.expr(e),
            }
            self.target(&adjustment.target);
            self.conditions(&adjustment.when);
            self.exprs(&adjustment.fading);
            self.window(adjustment.during.as_ref());
        }
    }

    /// The target of an adjustment: what it is, is checked with its type.
    fn target(&mut self, path: &Path) {
        self.path(path, true);
    }

    fn evidence(&mut self, evidence: &Evidence) {
        for clause in evidence {
            if let EvidenceClause::Source(name, _) = &clause.value {
                self.named(name, SymbolKind::Source);
            }
        }
    }

    fn window(&mut self, window: Option<&Window>) {
        if let Some(window) = window {
            self.exprs([&window.from].into_iter().chain(&window.to));
        }
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    /// Expressions that must each be a yes/no.
    fn conditions<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        self.where_needed(true, exprs);
    }

    fn where_needed<'e>(&mut self, condition: bool, exprs: impl IntoIterator<Item = &'e Expr>) {
        let outer = std::mem::replace(&mut self.condition, condition);
        self.exprs(exprs);
        self.condition = outer;
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.value {
            ExprKind::Path(path) => self.path(path, false),
            ExprKind::List(list) => {
                for (key, value) in &list.entries {
                    // An element's name is in a name space of its own.
                    if !matches!(key.value, ExprKind::Path(_)) {
                        self.expr(key);
                    }
                    self.expr(value);
                }
            }
            ExprKind::And(_) | ExprKind::Or(_) | ExprKind::Not(_) => {
                self.conditions(children(expr))
            }
            ExprKind::If { arms, otherwise } => {
                for (condition, value) in arms {
                    self.conditions([condition]);
                    self.expr(value);
                }
                self.expr(otherwise);
            }
            ExprKind::Call(call) => {
                let name = call.function.value.as_str();
                let condition = ["first", "ever", "always", "probability"].contains(&name);
                self.where_needed(condition, children(expr));
                if call.lists_values() {
                    self.names_among_values(call);
                }
                for over in call.arguments.iter().filter_map(|each| each.over.as_ref()) {
                    self.named(over, SymbolKind::Index);
                }
            }
            _ => self.where_needed(false, children(expr)),
        }
    }

    /// Before the colons of these lists stand values, no elements.
    fn names_among_values(&mut self, call: &Call) {
        for argument in &call.arguments {
            if let ExprKind::List(list) = &argument.value.value {
                let keys = list.entries.iter().map(|(key, _)| key);
                let names = keys.filter(|key| matches!(key.value, ExprKind::Path(_)));
                self.where_needed(false, names);
            }
        }
    }
}
