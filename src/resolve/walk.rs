//! Walks every name of a document once: says which are unknown and which declaration rests on which.

use super::fault::{NotOfActors, TooDeep, UnknownMember, UnknownName, WrongName};
use super::scope::{Scope, SymbolKind};
use crate::fault::Faults;
use crate::suggest::{list_of, nearest};
use crate::syntax::ast::*;

/// The expressions directly inside an expression, in the order written.
pub fn children(expr: &Expr) -> Vec<&Expr> {
    match &expr.value {
        ExprKind::Sum(terms) => terms.iter().map(|(_, term)| term).collect(),
        ExprKind::Product(factors) => factors.iter().map(|(_, factor)| factor).collect(),
        ExprKind::And(all) | ExprKind::Or(all) => all.iter().collect(),
        ExprKind::Group(a, _) | ExprKind::Negate(a) | ExprKind::Not(a) => vec![a],
        ExprKind::Is { subject, .. } => vec![subject],
        ExprKind::Power(a, b)
        | ExprKind::Compare(_, a, b)
        | ExprKind::At(a, b)
        | ExprKind::Initially(a, b)
        | ExprKind::To(a, b)
        | ExprKind::Of(a, b)
        | ExprKind::In(a, b)
        | ExprKind::Within(a, b) => vec![a, b],
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
        _ => Vec::new(),
    }
}

fn argument_parts(argument: &Argument) -> Vec<&Expr> {
    let mut parts = vec![&argument.value];
    if let Some(window) = &argument.during {
        parts.push(&window.from);
        parts.extend(&window.to);
    }
    parts.extend(&argument.given);
    parts
}

/// Reports unknown names; gives, for each declaration, the positions of those it names.
pub(super) fn bind(document: &Document, scope: &Scope, faults: &mut Faults) -> Vec<Vec<usize>> {
    let mut references = Vec::with_capacity(document.declarations.len());
    for declaration in &document.declarations {
        let mut binder = Binder {
            document,
            scope,
            faults,
            found: Vec::new(),
            condition: false,
        };
        binder.item(&declaration.item);
        references.push(binder.found);
    }
    references
}

pub(super) struct Binder<'a> {
    pub(super) document: &'a Document,
    pub(super) scope: &'a Scope,
    pub(super) faults: &'a mut Faults,
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
            Item::Table(it) => {
                if it.by.value != "year" {
                    self.named(&it.by, SymbolKind::Index);
                }
                for cell in it.rows.iter().flat_map(|row| &row.cells) {
                    if let Cell::Value(value) = cell {
                        self.expr(value);
                    }
                }
                self.evidence(&it.evidence);
            }
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
                if let Expectation::Condition(condition) = &it.claim {
                    self.conditions([condition]);
                }
                self.evidence(&it.evidence);
            }
            _ => {}
        }
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

    /// A name that must be of one kind.
    fn named(&mut self, name: &Name, kind: SymbolKind) {
        match self.scope.get(&name.value) {
            Some(symbol) if symbol.kind == SymbolKind::Poisoned => {}
            Some(symbol) if symbol.kind == kind => {
                if !matches!(
                    kind,
                    SymbolKind::Source | SymbolKind::Actor | SymbolKind::Index
                ) {
                    self.found.push(symbol.index);
                }
            }
            Some(symbol) => self.faults.push(WrongName {
                name: name.value.clone(),
                is: symbol.kind.described().to_owned(),
                wanted: kind.described(),
                help: self
                    .suggestion(&name.value, |candidate| candidate == kind, kind.described())
                    .replace("declare it, or use", "use"),
                span: name.span,
                declared: Some(symbol.span),
            }),
            None => {
                let help =
                    self.suggestion(&name.value, |candidate| candidate == kind, kind.described());
                self.faults.push(UnknownName {
                    name: name.value.clone(),
                    help,
                    span: name.span,
                });
            }
        }
    }

    /// A side of a flow, or whose something is: an actor, or an index of actors that the declaration stands over.
    fn party(&mut self, name: &Name, declared: &Declared) {
        let over = declared.index.iter().any(|index| index == name);
        if !over
            || self
                .scope
                .index_of(&name.value, SymbolKind::Index)
                .is_none()
        {
            return self.named(name, SymbolKind::Actor);
        }
        let index = name.value.as_str();
        let none = |element: &&String| self.scope.actor_of(index, element).is_none();
        if let Some(element) = self.scope.elements(index).iter().find(none) {
            self.faults.push(NotOfActors {
                index: name.value.clone(),
                element: element.clone(),
                span: name.span,
            });
        }
    }

    fn path(&mut self, path: &Path, target: bool) {
        let head = &path.head;
        let Some(symbol) = self.scope.get(&head.value) else {
            let owns = |kind| {
                use SymbolKind::{Event, Scenario, Table};
                matches!(kind, Event | Scenario | Table)
            };
            let help = match path.member() {
                Some(_) => self.suggestion(&head.value, owns, "a table, an event or a scenario"),
                _ => self.of_an_option(&head.value).unwrap_or_else(|| {
                    self.suggestion(
                        &head.value,
                        |kind| kind.is_value() || kind == SymbolKind::Event,
                        "a value",
                    )
                }),
            };
            self.faults.push(UnknownName {
                name: head.value.clone(),
                help,
                span: head.span,
            });
            return;
        };
        if symbol.kind == SymbolKind::Poisoned {
            return;
        }
        self.found.push(symbol.index);
        match path.member() {
            None if !symbol.kind.is_value() && !target => {
                self.not_a_value(head, symbol.kind, symbol.span)
            }
            Some(member) => self.member(head, symbol.kind, member),
            None => {}
        }
        if let Some(beyond) = path.beyond() {
            self.faults.push(TooDeep { span: beyond.span });
        }
    }

    fn member(&mut self, owner: &Name, kind: SymbolKind, member: &Name) {
        if kind == SymbolKind::Scenario {
            match self.scope.get(&member.value) {
                Some(symbol) if symbol.kind != SymbolKind::Poisoned => {
                    self.found.push(symbol.index)
                }
                Some(_) => {}
                None => {
                    let help = self.suggestion(
                        &member.value,
                        |kind| kind == SymbolKind::Outcome,
                        "an outcome",
                    );
                    self.faults.push(UnknownName {
                        name: member.value.clone(),
                        help,
                        span: member.span,
                    });
                }
            }
            return;
        }
        let members = self.scope.members(&owner.value);
        if members.is_some_and(|members| members.contains(&member.value)) {
            return;
        }
        let bracketed = self.has_element(owner, member);
        let help = match members {
            Some(members) => match nearest(&member.value, members.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{}.{near}`?", owner.value),
                None => format!(
                    "it has {}",
                    list_of(members.iter().map(String::as_str), "and")
                ),
            },
            None if bracketed => {
                format!(
                    "write `{}[{}]`: elements stand in brackets",
                    owner.value, member.value
                )
            }
            None => format!(
                "write `{}` alone: a point is for columns of a table, aspects of an event, and results of a scenario",
                owner.value
            ),
        };
        self.faults.push(UnknownMember {
            owner: owner.value.clone(),
            member: member.value.clone(),
            help,
            span: match bracketed {
                true => owner.span.to(member.span),
                false => member.span,
            },
            owner_is: kind.described().to_owned(),
        });
    }

    /// Whether something is over an index that has this element.
    fn has_element(&self, owner: &Name, element: &Name) -> bool {
        let symbol = self.scope.get(&owner.value);
        let declaration = symbol.and_then(|symbol| self.document.declarations.get(symbol.index));
        let declared = declaration.and_then(|declaration| declaration.item.declared());
        let over = declared.map_or(&[][..], |declared| &declared.index);
        let mut elements = over
            .iter()
            .flat_map(|index| self.scope.elements(&index.value));
        elements.any(|own| *own == element.value)
    }

    fn not_a_value(&mut self, name: &Name, kind: SymbolKind, declared: crate::span::Span) {
        let help = self.instead(name, kind);
        self.faults.push(WrongName {
            name: name.value.clone(),
            is: kind.described().to_owned(),
            wanted: if self.condition {
                "a yes/no"
            } else {
                "a value"
            },
            help,
            span: name.span,
            declared: Some(declared),
        });
    }
}
