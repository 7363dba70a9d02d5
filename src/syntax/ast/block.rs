//! What stands inside blocks: evidence, adjustments, claims.

use super::{Expr, Name, Path, Text, Window};
use crate::calendar::Period;
use crate::span::{Origin, Spanned};

/// The evidence clauses of one block, in the order written.
pub type Evidence = Vec<Spanned<EvidenceClause>>;

/// The names that evidence says something had, as written: people append the newer ones.
pub fn former_names(evidence: &Evidence) -> Vec<String> {
    let clauses = evidence.iter();
    let names = clauses.filter_map(|clause| match &clause.value {
        EvidenceClause::Was(name) => Some(name.value.clone()),
        _ => None,
    });
    names.collect()
}

/// One clause of evidence.
#[derive(Clone, Debug, PartialEq)]
pub enum EvidenceClause {
    /// `source adamas "quote"`
    Source(Name, Option<Text>),
    /// `because "…"`
    Because(Text),
    /// `as of 2017`
    AsOf(Spanned<Period>),
    /// `confidence low`
    Confidence(Level),
    /// `owner "…"`
    Owner(Text),
    /// `review by 2026-06`
    ReviewBy(Spanned<Period>),
    /// `accept CODE because "…"`
    Accept(Name, Text),
    /// `was old_name`
    Was(Name),
}

/// High, medium or low.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `low`
    Low,
    /// `medium`
    Medium,
    /// `high`
    High,
}

/// `cut output by 20% when unrest.active during 2027..2030 fading over 2 years`
#[derive(Clone, Debug, PartialEq)]
pub struct Adjustment {
    /// What is done.
    pub change: Change,
    /// To what.
    pub target: Spanned<Path>,
    /// Only while this holds.
    pub when: Option<Expr>,
    /// Only in this window.
    pub during: Option<Window>,
    /// How long it takes to wear off.
    pub fading: Option<Expr>,
    /// The whole clause.
    pub span: Origin,
}

/// The verb of an adjustment with its amount.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// `set X = EXPR`
    Set(Expr),
    /// `scale X by FACTOR`
    Scale(Expr),
    /// `raise X by 20%`
    Raise(Expr),
    /// `cut X by 20%`
    Cut(Expr),
    /// `add EXPR to X`
    Add(Expr),
}

/// One row of `claims { … }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What is claimed: a value or a distribution.
    pub value: Expr,
    /// By which source.
    pub source: Name,
    /// In its words.
    pub quote: Option<Text>,
    /// With which weight.
    pub weight: Option<Expr>,
    /// The whole row.
    pub span: Origin,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceOption {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Text>,
    /// `weight` clauses; more than one is a fault.
    pub weights: Vec<Expr>,
    /// What it does while it is chosen.
    pub adjustments: Vec<Adjustment>,
    /// Its evidence.
    pub evidence: Evidence,
    /// From `option` to its end.
    pub span: Origin,
}

/// `switch alignment to withdrawn when C with probability 25%`
#[derive(Clone, Debug, PartialEq)]
pub struct Switch {
    /// Which choice.
    pub choice: Spanned<Path>,
    /// To which option.
    pub to: Name,
    /// Only if this holds when the event fires.
    pub when: Option<Expr>,
    /// With this probability.
    pub probability: Option<Expr>,
    /// The whole clause.
    pub span: Origin,
}

/// `occurs in 2027`, `occurs when C`
#[derive(Clone, Debug, PartialEq)]
pub enum Occurs {
    /// At a known date.
    In(Expr),
    /// Each time the condition becomes true.
    When(Expr),
}

/// `lasts 1 to 3 years`, `lasts forever`
#[derive(Clone, Debug, PartialEq)]
pub enum Lasts {
    /// A distribution or an expression.
    For(Expr),
    /// To the end of the run.
    Forever(Origin),
}

/// `growth when CONDITION`
#[derive(Clone, Debug, PartialEq)]
pub struct ClassCase {
    /// The class.
    pub name: Name,
    /// When it holds; `None` for `otherwise`.
    pub when: Option<Expr>,
}

/// One clause of a scenario.
#[allow(clippy::large_enum_variant)] // few of them, and boxing would only be noise to read
#[derive(Clone, Debug, PartialEq)]
pub enum ScenarioClause {
    /// `choose alignment = us_aligned from 2028`
    Choose {
        /// The choice.
        choice: Spanned<Path>,
        /// The option.
        option: Name,
        /// From when; from the start where left out.
        from: Option<Expr>,
    },
    /// `trigger insurgency in 2028 for 2 years`
    Trigger {
        /// The event.
        event: Spanned<Path>,
        /// When it fires.
        at: Expr,
        /// How long it then lasts, if not as declared.
        lasts: Option<Expr>,
    },
    /// `prevent turmoil`
    Prevent(Spanned<Path>),
    /// `take growth from imf`
    Take {
        /// The assumption with claims.
        assumption: Spanned<Path>,
        /// The source whose claim holds.
        source: Name,
    },
    /// An adjustment that holds in this scenario.
    Adjust(Adjustment),
}
