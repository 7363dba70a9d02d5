//! What a declaration says, part by part: the number, each option's weight, each event's hazard, each line of evidence.
//!
//! Two declarations say the same where each part of one is a part of the other; order, layout and comments are no part.

mod dynamics;
mod evidence;
mod question;
mod setting;
mod value;

use super::identity::once_each;
use crate::resolve::children;
use crate::source::Texts;
use crate::span::Span;
use crate::syntax::ast::*;

/// A part of a declaration.
#[derive(Clone, Debug)]
pub struct Part<'d> {
    /// What it is called within its declaration, each name once: nothing for the value itself, `hazard`, `[light]`,
    /// `from toyo`, `tripled: scale cover`.
    pub key: String,
    /// What sort of thing it is.
    pub sort: Sort,
    /// What it says, to be compared by meaning.
    pub says: Says<'d>,
    /// Where it says so.
    pub span: Span,
    /// The position of the option that it stands in, if in one.
    pub option: Option<usize>,
}

/// What sort of thing a part says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A number or a distribution that someone assumed; the register lists these.
    Value,
    /// How the model is made: formulas, conditions, what is chosen.
    Structure,
    /// Who says so, and how sure that is.
    Evidence,
    /// How often a model is drawn, and with which seed.
    Sampling,
    /// Titles and comments.
    Wording,
}

/// What a part says. Equal where the meaning is, wherever it stands.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // each is named after what it holds
pub enum Says<'d> {
    Drawn(&'d Expr),
    Bound(BoundSide, &'d Expr),
    Expr(&'d Expr),
    /// An entry of a list, with the unit behind the list's bracket.
    Entry(&'d Expr, Option<&'d UnitExpr>),
    /// A cell of a table, with the unit of its column.
    Cell(&'d Cell, Option<&'d DeclaredUnit>),
    Adjustment(&'d Adjustment),
    Switch(&'d Switch),
    Occurs(&'d Occurs),
    Lasts(&'d Lasts),
    Clause(&'d ScenarioClause),
    Expectation(&'d Expectation),
    Window(&'d Window),
    Time(&'d TimeClause),
    Evidence(&'d EvidenceClause),
    Quantity(&'d Quantity),
    Unit(&'d UnitExpr),
    /// Words that mean nothing but themselves.
    Words(String),
}

/// The parts of a declaration, in the order written.
pub fn parts(declaration: &Declaration) -> Vec<Part<'_>> {
    let mut parts = Parts {
        all: Vec::new(),
        option: None,
        whole: declaration.span,
    };
    if let Some(doc) = &declaration.doc {
        parts.words("comment", Sort::Wording, doc, declaration.span);
    }
    parts.item(&declaration.item);
    once_each(parts.all.iter_mut().map(|part| &mut part.key));
    parts.all
}

/// What stands at a place, blanks evened and comments left out.
pub fn written(texts: &impl Texts, span: Span) -> String {
    let (source, span) = texts.locate(span);
    let text = &source.text()[source.held(span)];
    let mut evened = String::with_capacity(text.len());
    let (mut quoted, mut comment, mut escaped) = (false, false, false);
    for c in text.chars() {
        let (was_escaped, was_quoted) = (std::mem::take(&mut escaped), quoted);
        match c {
            '\n' => (quoted, comment) = (false, false),
            _ if comment => continue,
            '"' if !was_escaped => quoted = !quoted,
            '\\' if quoted => escaped = !was_escaped,
            '#' if !quoted => {
                comment = true;
                continue;
            }
            _ => {}
        }
        match c.is_whitespace() && !was_quoted {
            true if evened.ends_with(' ') => {}
            true => evened.push(' '),
            false => evened.push(c),
        }
    }
    evened.trim().to_owned()
}

impl Part<'_> {
    /// What it says, as written; a number of a list or a table with its unit.
    pub fn text(&self, texts: &impl Texts) -> String {
        let with = |unit: &UnitExpr| {
            let unit = written(texts, *unit.span);
            format!("{} {unit}", written(texts, self.span))
        };
        match &self.says {
            Says::Words(words) => words.clone(),
            Says::Drawn(_) => format!("~ {}", written(texts, self.span)),
            Says::Entry(value, Some(unit)) if is_bare(value) => with(unit),
            Says::Cell(Cell::Value(value), Some(DeclaredUnit::Unit(unit))) if is_bare(value) => {
                with(unit)
            }
            _ => written(texts, self.span),
        }
    }
}

/// Whether a number stands here without a unit of its own.
pub(super) fn is_bare(expr: &Expr) -> bool {
    match &expr.value {
        ExprKind::Quantity(quantity) => quantity.unit.is_none(),
        ExprKind::Group(..) => false,
        ExprKind::Call(call) if call.unit.is_some() => false,
        ExprKind::List(list) if list.unit.is_some() => false,
        _ => children(expr).into_iter().any(is_bare),
    }
}

/// Gathers the parts of one declaration.
struct Parts<'d> {
    all: Vec<Part<'d>>,
    /// The option that is being looked at, and its name.
    option: Option<(usize, &'d str)>,
    whole: Span,
}

impl<'d> Parts<'d> {
    fn add(&mut self, key: impl Into<String>, sort: Sort, says: Says<'d>, span: Span) {
        let key = key.into();
        let key = match self.option {
            Some((_, option)) => format!("{option}: {key}"),
            None => key,
        };
        self.all.push(Part {
            key,
            sort,
            says,
            span,
            option: self.option.map(|(at, _)| at),
        });
    }

    fn words(&mut self, key: &str, sort: Sort, words: impl Into<String>, span: Span) {
        self.add(key, sort, Says::Words(words.into()), span);
    }

    fn text(&mut self, key: &str, sort: Sort, text: &Option<Text>) {
        if let Some(text) = text {
            self.words(key, sort, text.value.as_str(), text.span);
        }
    }

    /// Names in an order that means something.
    fn names<'n>(&mut self, key: &str, names: impl Iterator<Item = &'n Name>) {
        let names: Vec<&Name> = names.collect();
        let Some(span) = names.iter().map(|name| name.span).reduce(Span::to) else {
            return;
        };
        let words: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
        self.words(key, Sort::Structure, words.join(", "), span);
    }

    fn expr(&mut self, key: impl Into<String>, sort: Sort, expr: &'d Expr) {
        self.add(key, sort, Says::Expr(expr), expr.span);
    }

    fn item(&mut self, item: &'d Item) {
        match item {
            Item::Model(it) => self.model(it),
            Item::Use(it) => self.words(
                "file",
                Sort::Structure,
                it.file.value.as_str(),
                it.file.span,
            ),
            Item::Source(it) => self.source(it),
            Item::Actor(it) => self.text("title", Sort::Wording, &it.title),
            Item::Index(it) => {
                self.text("title", Sort::Wording, &it.title);
                self.names("elements", it.elements.iter());
            }
            Item::Kind(it) => self.text("title", Sort::Wording, &it.title),
            Item::Unit(it) => {
                self.text("title", Sort::Wording, &it.title);
                let value = Says::Quantity(&it.value.value);
                self.add("", Sort::Structure, value, it.value.span);
            }
            Item::Assume(it) => self.assume(it),
            Item::Table(it) => self.table(it),
            Item::Correlate(it) => self.correlate(it),
            Item::Let(it) => {
                self.declared(&it.declared);
                self.expr("", Sort::Structure, &it.value);
                self.evidence(&it.evidence);
            }
            Item::Flow(it) => self.flow(it),
            Item::Stock(it) => self.stock(it),
            Item::Choice(it) => self.choice(it),
            Item::Event(it) => self.event(it),
            Item::Outcome(it) => self.outcome(it),
            Item::Scenario(it) => self.scenario(it),
            Item::Assert(it) => self.assert(it),
            Item::Expect(it) => self.expect(it),
        }
    }

    /// The head of a declaration.
    fn declared(&mut self, declared: &'d Declared) {
        self.text("title", Sort::Wording, &declared.title);
        self.names("index", declared.index.iter());
        match &declared.unit {
            Some(DeclaredUnit::Unit(unit)) => {
                self.add("unit", Sort::Structure, Says::Unit(unit), *unit.span);
            }
            Some(DeclaredUnit::Date(origin)) => {
                self.words("unit", Sort::Structure, "date", **origin)
            }
            Some(DeclaredUnit::Index(index)) => {
                let name = index.value.as_str();
                self.words("unit", Sort::Structure, name, index.span);
            }
            None => {}
        }
    }
}
