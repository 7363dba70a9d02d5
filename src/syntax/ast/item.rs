//! Declarations.

use super::*;
use crate::calendar::{Period, StepUnit};

/// What a declaration declares. Each variant is named after its keyword.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, clippy::large_enum_variant)] // one each declaration: boxing would only be noise to read
pub enum Item {
    Model(ModelDecl),
    Use(UseDecl),
    Source(SourceDecl),
    Actor(ActorDecl),
    Index(IndexDecl),
    Kind(KindDecl),
    Unit(UnitDecl),
    Assume(AssumeDecl),
    Table(TableDecl),
    Correlate(CorrelateDecl),
    Let(LetDecl),
    Flow(FlowDecl),
    Stock(StockDecl),
    Choice(ChoiceDecl),
    Event(EventDecl),
    Outcome(OutcomeDecl),
    Scenario(ScenarioDecl),
    Assert(AssertDecl),
    Expect(ExpectDecl),
}

impl Item {
    /// The head of a declaration that can stand over indexes.
    pub fn declared(&self) -> Option<&Declared> {
        match self {
            Item::Assume(it) => Some(&it.declared),
            Item::Let(it) => Some(&it.declared),
            Item::Flow(it) => Some(&it.declared),
            Item::Stock(it) => Some(&it.declared),
            Item::Choice(it) => Some(&it.declared),
            Item::Event(it) => Some(&it.declared),
            Item::Outcome(it) => Some(&it.declared),
            _ => None,
        }
    }

    /// The name that it gives to something that expressions, clauses or evidence can name. Kinds and units have name
    /// spaces of their own.
    pub fn name(&self) -> Option<&Name> {
        match self {
            Item::Table(it) => Some(&it.name),
            Item::Scenario(it) => Some(&it.name),
            Item::Source(it) => Some(&it.name),
            Item::Actor(it) => Some(&it.name),
            Item::Index(it) => Some(&it.name),
            _ => self.declared().map(|declared| &declared.name),
        }
    }

    /// The same, to be changed.
    pub fn name_mut(&mut self) -> Option<&mut Name> {
        match self {
            Item::Table(it) => Some(&mut it.name),
            Item::Scenario(it) => Some(&mut it.name),
            Item::Source(it) => Some(&mut it.name),
            Item::Actor(it) => Some(&mut it.name),
            Item::Index(it) => Some(&mut it.name),
            Item::Assume(it) => Some(&mut it.declared.name),
            Item::Let(it) => Some(&mut it.declared.name),
            Item::Flow(it) => Some(&mut it.declared.name),
            Item::Stock(it) => Some(&mut it.declared.name),
            Item::Choice(it) => Some(&mut it.declared.name),
            Item::Event(it) => Some(&mut it.declared.name),
            Item::Outcome(it) => Some(&mut it.declared.name),
            _ => None,
        }
    }

    /// Its title.
    pub fn title(&self) -> Option<&Text> {
        match self {
            Item::Source(it) => it.title.as_ref(),
            Item::Actor(it) => it.title.as_ref(),
            Item::Index(it) => it.title.as_ref(),
            Item::Kind(it) => it.title.as_ref(),
            Item::Unit(it) => it.title.as_ref(),
            Item::Table(it) => it.title.as_ref(),
            Item::Scenario(it) => it.title.as_ref(),
            Item::Assert(it) => it.title.as_ref(),
            Item::Expect(it) => it.title.as_ref(),
            _ => self.declared()?.title.as_ref(),
        }
    }

    /// The word that it begins with.
    pub fn keyword(&self) -> &'static str {
        match self {
            Item::Model(_) => "model",
            Item::Use(_) => "use",
            Item::Source(_) => "source",
            Item::Actor(_) => "actor",
            Item::Index(_) => "index",
            Item::Kind(_) => "kind",
            Item::Unit(_) => "unit",
            Item::Assume(_) => "assume",
            Item::Table(_) => "table",
            Item::Correlate(_) => "correlate",
            Item::Let(_) => "let",
            Item::Flow(_) => "flow",
            Item::Stock(_) => "stock",
            Item::Choice(_) => "choice",
            Item::Event(_) => "event",
            Item::Outcome(_) => "outcome",
            Item::Scenario(_) => "scenario",
            Item::Assert(_) => "assert",
            Item::Expect(_) => "expect",
        }
    }

    /// Every block of evidence in the declaration, those of options included.
    pub fn evidence(&self) -> Vec<&Evidence> {
        match self {
            Item::Assume(it) => vec![&it.evidence],
            Item::Table(it) => vec![&it.evidence],
            Item::Correlate(it) => vec![&it.evidence],
            Item::Let(it) => vec![&it.evidence],
            Item::Flow(it) => vec![&it.evidence],
            Item::Stock(it) => vec![&it.evidence],
            Item::Choice(it) => [&it.evidence]
                .into_iter()
                .chain(it.options.iter().map(|option| &option.evidence))
                .collect(),
            Item::Event(it) => vec![&it.evidence],
            Item::Outcome(it) => vec![&it.evidence],
            Item::Scenario(it) => vec![&it.evidence],
            Item::Assert(it) => vec![&it.evidence],
            Item::Expect(it) => vec![&it.evidence],
            _ => Vec::new(),
        }
    }
}

impl Item {
    /// The block of evidence of the declaration itself, to be changed.
    pub fn own_evidence_mut(&mut self) -> Option<&mut Evidence> {
        Some(match self {
            Item::Assume(it) => &mut it.evidence,
            Item::Table(it) => &mut it.evidence,
            Item::Correlate(it) => &mut it.evidence,
            Item::Let(it) => &mut it.evidence,
            Item::Flow(it) => &mut it.evidence,
            Item::Stock(it) => &mut it.evidence,
            Item::Choice(it) => &mut it.evidence,
            Item::Event(it) => &mut it.evidence,
            Item::Outcome(it) => &mut it.evidence,
            Item::Scenario(it) => &mut it.evidence,
            Item::Assert(it) => &mut it.evidence,
            Item::Expect(it) => &mut it.evidence,
            _ => return None,
        })
    }
}

/// `NAME[index] "title": UNIT`
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// The name.
    pub name: Name,
    /// The indexes in `[ ]`.
    pub index: Vec<Name>,
    /// The title.
    pub title: Option<Text>,
    /// The declared unit.
    pub unit: Option<DeclaredUnit>,
}

/// What stands after `:` in a declaration.
#[derive(Clone, Debug, PartialEq)]
pub enum DeclaredUnit {
    /// `: USD/kg`
    Unit(UnitExpr),
    /// `: date`
    Date(Origin),
    /// `: site`, of a column that holds elements of an index. A name without a point may be a unit's until the files
    /// are linked.
    Index(Name),
}

/// `model NAME { … }`; each field is a list so that a repeated one can be told.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct ModelDecl {
    pub name: Option<Name>,
    pub edition: Vec<Spanned<f64>>,
    pub time: Vec<TimeClause>,
    pub as_of: Vec<Spanned<Period>>,
    pub draws: Vec<Spanned<f64>>,
    pub seed: Vec<Spanned<f64>>,
}

/// `time 2026-01..2027-12 by 2 months`
#[derive(Clone, Debug, PartialEq)]
pub struct TimeClause {
    /// The first period.
    pub from: Spanned<Period>,
    /// The last period; the same as the first where left out.
    pub to: Option<Spanned<Period>>,
    /// How many units a step takes, and which; `None` where it is left to the periods' own kind.
    pub by: Option<Spanned<(u32, StepUnit)>>,
    /// The whole clause.
    pub span: Origin,
}

/// `use "file.fore" as name`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct UseDecl {
    pub file: Text,
    pub alias: Option<Name>,
}

/// `source NAME "title" { … }`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct SourceDecl {
    pub name: Name,
    pub title: Option<Text>,
    pub published: Option<Spanned<Period>>,
    pub by: Option<Text>,
    pub link: Option<Text>,
    pub file: Option<Text>,
    pub reliability: Option<Spanned<Level>>,
    pub note: Option<Text>,
}

/// `actor NAME "title"`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct ActorDecl {
    pub name: Name,
    pub title: Option<Text>,
}

/// `index NAME "title" = a, b, c`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct IndexDecl {
    pub name: Name,
    pub title: Option<Text>,
    pub elements: Vec<Name>,
}

/// `kind NAME "title"`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct KindDecl {
    pub name: Name,
    pub title: Option<Text>,
}

/// `unit NAME "title" = 31.1 kg`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct UnitDecl {
    pub name: Name,
    pub title: Option<Text>,
    pub value: Spanned<Quantity>,
}

/// `assume …`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct AssumeDecl {
    pub declared: Declared,
    pub value: AssumeValue,
    pub evidence: Evidence,
}

/// What is assumed.
#[derive(Clone, Debug, PartialEq)]
pub enum AssumeValue {
    /// `= EXPR`
    Known(Expr),
    /// `~ DISTRIBUTION each year`
    Uncertain(Expr, Option<Each>),
    /// `~ claims { … }`
    Claims(Vec<Claim>),
    /// `= unknown`
    Unknown(Origin),
    /// `= at most EXPR`, `= at least EXPR`
    Bound(BoundSide, Expr),
}

/// Which side a bound holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundSide {
    /// `at most`
    AtMost,
    /// `at least`
    AtLeast,
}

/// When an uncertain assumption is drawn anew.
#[derive(Clone, Debug, PartialEq)]
pub enum Each {
    /// `each year`
    Year(Origin),
    /// `each step`
    Step(Origin),
    /// `each EVENT`
    Event(Name),
}

/// `table NAME by year { … }`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct TableDecl {
    pub name: Name,
    pub title: Option<Text>,
    pub by: Name,
    /// `from "trade.csv" sheet "Trade"`
    pub file: Option<(Text, Option<Text>)>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub evidence: Evidence,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Column {
    /// A name, or the text of a date.
    pub name: Name,
    pub unit: Option<DeclaredUnit>,
    pub fill: Option<Fill>,
}

impl Column {
    /// The index that its cells are elements of, if they are.
    pub fn index(&self) -> Option<&Name> {
        match &self.unit {
            Some(DeclaredUnit::Index(index)) => Some(index),
            _ => None,
        }
    }
}

/// One row of an inline table.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Row {
    /// A `Date`, or the element's name as a `Path`.
    pub key: Expr,
    pub cells: Vec<Cell>,
    pub span: Origin,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A value.
    Value(Expr),
    /// `unknown`
    Unknown(Origin),
}

/// `correlate a, b = 0.6`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct CorrelateDecl {
    pub names: Vec<Spanned<Path>>,
    pub value: Expr,
    pub evidence: Evidence,
}

/// `let …`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct LetDecl {
    pub declared: Declared,
    pub value: Expr,
    pub evidence: Evidence,
}

/// `flow NAME from A to B during W = EXPR`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct FlowDecl {
    pub declared: Declared,
    pub from: Name,
    pub to: Name,
    pub during: Option<Window>,
    pub value: Expr,
    pub evidence: Evidence,
}

/// `stock NAME starts EXPR { gains …; loses … }`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct StockDecl {
    pub declared: Declared,
    pub starts: Expr,
    pub gains: Vec<Expr>,
    pub loses: Vec<Expr>,
    pub evidence: Evidence,
}

/// `choice NAME by ACTOR { … }`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct ChoiceDecl {
    pub declared: Declared,
    pub by: Option<Name>,
    pub options: Vec<ChoiceOption>,
    pub evidence: Evidence,
}

/// `event NAME { … }`; each clause is a list so that a repeated one can be told.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct EventDecl {
    pub declared: Declared,
    pub hazard: Vec<Expr>,
    pub occurs: Vec<Spanned<Occurs>>,
    pub only_when: Vec<Expr>,
    pub lasts: Vec<Lasts>,
    pub adjustments: Vec<Adjustment>,
    pub switches: Vec<Switch>,
    pub evidence: Evidence,
}

/// `outcome NAME for ACTOR = …`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct OutcomeDecl {
    pub declared: Declared,
    pub actor: Option<Name>,
    pub value: OutcomeValue,
    pub evidence: Evidence,
}

/// What an outcome reports.
#[derive(Clone, Debug, PartialEq)]
pub enum OutcomeValue {
    /// An expression.
    Expr(Expr),
    /// `classify { … }`
    Classify {
        /// Cases in the order they are tested; the `otherwise` case has no condition.
        cases: Vec<ClassCase>,
        /// `ranked a, b, c`: best first.
        ranked: Option<Vec<Name>>,
        /// The whole block.
        span: Origin,
    },
}

/// `scenario NAME extends B { … }`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct ScenarioDecl {
    pub name: Name,
    pub title: Option<Text>,
    pub extends: Option<Name>,
    pub clauses: Vec<Spanned<ScenarioClause>>,
    pub evidence: Evidence,
}

/// `assert "…" CONDITION within 0.5% { … }`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct AssertDecl {
    pub title: Option<Text>,
    pub condition: Expr,
    pub within: Option<Expr>,
    pub refuted: Option<Text>,
    pub evidence: Evidence,
}

/// `expect "…" CONDITION { … }`
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct ExpectDecl {
    pub title: Option<Text>,
    pub claim: Expectation,
    pub refuted: Option<Text>,
    pub evidence: Evidence,
}

/// What is expected.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// `probability(prudent.runs_short) > 0%`, `mean(value) == 13 billion USD within 5%`
    Condition {
        /// What must hold.
        condition: Expr,
        /// The share of the larger side that its comparisons forgive.
        within: Option<Expr>,
    },
    /// `exports rises with framework`, `exports falls with framework`
    Direction {
        /// The result.
        outcome: Expr,
        /// `rises`
        rises: bool,
        /// The assumption or choice.
        with: Spanned<Path>,
    },
    /// `exports turns on governance, security`
    Turns {
        /// The result.
        outcome: Expr,
        /// Its first drivers.
        on: Vec<Spanned<Path>>,
    },
}
