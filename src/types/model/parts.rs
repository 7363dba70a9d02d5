//! The parts of a typed model: quantities, stocks, choices, events, outcomes, scenarios, claims about results.

use super::*;
use crate::units::Unit;

/// A named value: an assumption, a table column, a let, a flow, an outcome, or the hazard of an event.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Where it is declared. A table column is `table.column`, a hazard `event.hazard`.
    pub origin: Origin,
    /// What declared it.
    pub role: QuantityRole,
    /// What it holds.
    pub ty: Type,
    /// The unit it is shown in; it fits the type's unit. A plain number for anything but numbers.
    pub display: Unit,
    /// Its value before adjustments.
    pub definition: Definition,
    /// What options and events do to it, in the order in which they combine: by declared name (the oldest, where it had
    /// others), then as written.
    /// What scenarios do to it stands in [`Scenario::adjustments`] and is merged by the same order.
    pub adjustments: Vec<Adjustment>,
    /// Whether the value before adjustments can differ from step to step.
    pub base_varies: bool,
    /// Whether the adjusted value can differ from step to step.
    pub varies: bool,
}

/// What declared a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityRole {
    /// `assume`
    Assumption,
    /// A column of a `table`.
    Column,
    /// `let`
    Let,
    /// `flow`
    Flow,
    /// `outcome`
    Outcome,
    /// The hazard of an event: the probability within a year, held in 1/year. Its factors act on the rate behind it:
    /// value = 1 − exp(ln(1 − (declared or set + additions)) × factors). Outside 0..100% is a fault.
    Hazard,
}

impl QuantityRole {
    /// The word that declares one.
    pub fn keyword(self) -> &'static str {
        match self {
            QuantityRole::Assumption => "assume",
            QuantityRole::Column => "table",
            QuantityRole::Let => "let",
            QuantityRole::Flow => "flow",
            QuantityRole::Outcome => "outcome",
            QuantityRole::Hazard => "event",
        }
    }
}

/// A value before adjustments.
#[derive(Clone, Debug)]
pub enum Definition {
    /// An expression; draws are expressions too.
    Expr(TExpr),
    /// Sources that disagree: one of them holds throughout a draw. Which one: the first whose cumulated weight
    /// exceeds the uniform of (name, role `Claim`), unless the scenario takes one.
    Claims(Vec<TClaim>),
    /// Not known: every result that rests on it is unknown.
    Unknown,
    /// A bound, which stands in asserts, expectations and truncations only; its number.
    Bound(TExpr),
}

/// One claim.
#[derive(Clone, Debug)]
pub struct TClaim {
    /// The source's name.
    pub source: String,
    /// What it claims.
    pub value: TExpr,
    /// Its weight; all weights of an assumption add up to 1.
    pub weight: f64,
}

/// What an option, an event or a scenario does to a quantity while it is active.
#[derive(Clone, Debug)]
pub struct Adjustment {
    /// Whose it is.
    pub owner: Owner,
    /// What it does.
    pub change: TChange,
    /// Active only while this holds.
    pub when: Option<TExpr>,
    /// Active only in these steps (first day of the window, last day of the window): see [`Kind::During`].
    pub during: Option<(TExpr, TExpr)>,
    /// Wears off linearly over this many steps (a plain number) after it was last active: full while active,
    /// max(0, 1 − k / steps) in the k-th step after. A `Set` never fades.
    pub fading: Option<TExpr>,
    /// The clause.
    pub span: Span,
}

/// Whose an adjustment is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The n-th option of a choice: active while it is chosen.
    Option(ChoiceId, usize),
    /// An event: active while it is. On a hazard it acts as the step before left it (nothing in the first step).
    Event(EventId),
    /// A scenario: always active. Holds the scenario that declares it, which may be a parent.
    Scenario(ScenarioId),
}

/// What an adjustment does, its amount in the quantity's unit.
///
/// Adjusted value = (declared, or set + active additions) × active factors. Of active sets an event's goes before a
/// scenario's and that before an option's; of two at one rank the later in combining order holds (they are equal or
/// never active together). With intensity i (1 while active, fading to 0) a factor f acts as 1 + (f − 1) i, an
/// addition a as a × i.
#[derive(Clone, Debug)]
pub enum TChange {
    /// Replaces the declared value.
    Set(TExpr),
    /// Multiplies: `scale by f` is f, `raise by p` 1 + p, `cut by p` 1 − p.
    Factor(TExpr),
    /// Adds.
    Add(TExpr),
}

/// A stock. Opening(0) = starts as of the first step; opening(t + 1) = closing(t) =
/// ((opening(t) + gain₁) + gain₂ …) − loss₁ − loss₂ …
#[derive(Clone, Debug)]
pub struct Stock {
    /// Where it is declared.
    pub origin: Origin,
    /// The unit it is held in.
    pub unit: Unit,
    /// The unit it is shown in.
    pub display: Unit,
    /// Its value when the first step opens, in its unit.
    pub starts: TExpr,
    /// What it gains in a step, each already times the step's length and in the stock's unit.
    pub gains: Vec<TExpr>,
    /// What it loses in a step, likewise.
    pub loses: Vec<TExpr>,
}

/// A choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Where it is declared.
    pub origin: Origin,
    /// Its options in the order listed.
    pub options: Vec<TOption>,
    /// Whether a switch or a scenario's `choose … from` can change it in time.
    pub varies: bool,
}

/// One option of a choice.
#[derive(Clone, Debug)]
pub struct TOption {
    /// Its name and place.
    pub origin: Origin,
    /// Its weight, a plain number as of the first step; given for all options or for none. Left open and without
    /// weights, the first option holds; with them, the first whose cumulated weight exceeds the uniform of (choice's
    /// name, role `Option`). A weight looks at choices declared above and at known values only. One outside 0..1, or
    /// weights that do not add up to 1 within 1e-9, are a fault.
    pub weight: Option<TExpr>,
}

/// A risk event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Where it is declared.
    pub origin: Origin,
    /// Its hazard, a quantity of role [`QuantityRole::Hazard`].
    pub hazard: Option<QuantityId>,
    /// When it occurs, if not by hazard.
    pub occurs: Option<TOccurs>,
    /// It can fire (by hazard, or at its date or condition) only while this holds.
    pub only_when: Option<TExpr>,
    /// How long it lasts.
    pub lasts: TLasts,
    /// The choices it switches when it fires.
    pub switches: Vec<TSwitch>,
}

/// When an event occurs without a hazard.
#[derive(Clone, Debug)]
pub enum TOccurs {
    /// In the step that contains this date.
    At(TExpr),
    /// In each step in which the condition holds and did not hold in the step before (nor before the first step).
    When(TExpr),
}

/// How long an event lasts.
#[derive(Clone, Debug)]
pub enum TLasts {
    /// One step.
    Step,
    /// To the end.
    Forever,
    /// This many steps (a plain number, as of the step of firing), rounded half up to whole steps, at least one.
    Steps(TExpr),
}

/// `switch C to OPTION`, when the event fires; takes hold in the next step.
#[derive(Clone, Debug)]
pub struct TSwitch {
    /// Which choice.
    pub choice: ChoiceId,
    /// To which option.
    pub option: usize,
    /// Only if this holds.
    pub when: Option<TExpr>,
    /// Only with this probability (0 to 1): uniform of (event's name, role `Switch(n)`, n its position in the event).
    pub probability: Option<TExpr>,
    /// The clause.
    pub span: Span,
}

/// Something reported.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The quantity that holds it.
    pub quantity: QuantityId,
    /// Whose outcome it is.
    pub actor: Option<String>,
    /// Names of the classes or options, by label, where it is one.
    pub labels: Vec<String>,
    /// Labels from best to worst, where they are ranked.
    pub ranked: Option<Vec<usize>>,
    /// Whether it is made of results across scenarios. It is then evaluated once, not in each scenario; its definition
    /// stands on [`Kind::Result`] with a scenario, on [`Kind::Summary`], and on others of its kind, which it names by
    /// [`Kind::Quantity`]. Draw by draw where a result stands outside a summary, else one value (a step). Nothing but
    /// expectations and others of its kind names it, and nothing adjusts it.
    pub across: bool,
}

/// A scenario with what it inherits.
#[derive(Clone, Debug, Default)]
pub struct Scenario {
    /// Where it is declared.
    pub origin: Origin,
    /// The scenario it extends.
    pub extends: Option<ScenarioId>,
    /// Which options hold, and from which date; from the start where there is none. In the order in which they act.
    pub chooses: Vec<TChoose>,
    /// Which events fire when.
    pub triggers: Vec<TTrigger>,
    /// Which events do not fire but by a trigger.
    pub prevents: Vec<EventId>,
    /// Which claim holds, by its position.
    pub takes: Vec<(QuantityId, usize)>,
    /// What it does to quantities, the parents' first.
    pub adjustments: Vec<(QuantityId, Adjustment)>,
    /// Which quantities are declared otherwise in it, each once. No clause of the language says so: it is how a scenario
    /// is varied in which something has been moved.
    pub redeclares: Vec<Redeclared>,
}

/// A quantity that is declared otherwise in a scenario.
#[derive(Clone, Debug)]
pub struct Redeclared {
    /// Which quantity.
    pub quantity: QuantityId,
    /// Its value before adjustments, which stands in for [`Quantity::definition`] wherever that is read in the scenario:
    /// under its adjustments, by [`Kind::Base`], and where the scenario takes one of its claims. Its draws are of the
    /// streams that they name, so what is written as declared is drawn as declared. It is of the quantity's type, in its
    /// unit, and varies from step to step only where the quantity does.
    pub definition: Definition,
    /// Whether what adjusts the quantity (options, events, the scenario itself) does so. If not, its value is that before
    /// adjustments; a hazard outside 0..100% is a fault all the same.
    pub adjusted: bool,
}

/// `choose C = OPTION from DATE`
#[derive(Clone, Debug)]
pub struct TChoose {
    /// The choice.
    pub choice: ChoiceId,
    /// The option.
    pub option: usize,
    /// A date: takes hold when the step that contains it opens, after switches of the step before.
    pub from: Option<TExpr>,
    /// The clause.
    pub span: Span,
}

/// `trigger E in DATE for DURATION`
#[derive(Clone, Debug)]
pub struct TTrigger {
    /// The event.
    pub event: EventId,
    /// It fires in the step that contains this date, whatever its hazard and `only when` say, active or not.
    pub at: TExpr,
    /// How many steps it then lasts (a plain number, rounded like [`TLasts::Steps`]), if not as declared.
    pub lasts: Option<TExpr>,
    /// The clause.
    pub span: Span,
}

/// Something that must hold in every draw and step.
#[derive(Clone, Debug)]
pub struct Assert {
    /// Its title, or the text of its condition.
    pub title: String,
    /// A yes/no.
    pub condition: TExpr,
    /// Why it is known to fail, and must go on failing.
    pub refuted: Option<String>,
    /// The declaration.
    pub span: Span,
}

/// Something expected of the results.
#[derive(Clone, Debug)]
pub struct Expect {
    /// Its title, or the text of its condition.
    pub title: String,
    /// What is expected.
    pub claim: Expected,
    /// Whether some result in it names no scenario: it is then decided in each.
    pub in_each: bool,
    /// Why it is known to fail, and must go on failing.
    pub refuted: Option<String>,
    /// The declaration.
    pub span: Span,
}

/// What is expected of the results.
#[derive(Clone, Debug)]
pub enum Expected {
    /// A yes/no over [`Kind::Result`], [`Kind::Summary`] and outcomes made of results across scenarios.
    Condition(TExpr),
    /// `of rises with lever`: the means of runs in which the lever is low and high, all else as drawn, differ that way.
    Direction {
        /// A number or a yes/no over results.
        of: TExpr,
        /// `rises`, not `falls`.
        rises: bool,
        /// What is moved.
        with: Lever,
    },
    /// `of turns on a, b`: of all levers that are uncertain these move its mean the most, in this order.
    Turns {
        /// A number or a yes/no over results.
        of: TExpr,
        /// What moves it the most, the first the most.
        on: Vec<Lever>,
    },
}

/// What can be moved to see what follows.
#[derive(Clone, Copy, Debug)]
pub struct Lever {
    /// Which thing.
    pub what: Moved,
    /// Where it is named.
    pub span: Span,
}

/// A thing that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// An assumption, a table's column or a hazard, before adjustments: at the 10th and 90th percentile of its draws
    /// (all steps together, each step of a draw alike); if nothing of it is drawn, 10% less and 10% more. A yes/no goes
    /// from no to yes.
    Quantity(QuantityId),
    /// A choice, each option from the start and in the order listed; what a scenario chooses gives way.
    Choice(ChoiceId),
    /// An event: prevented, and as it is.
    Event(EventId),
}

impl Expected {
    /// The expression in it.
    pub fn expression(&self) -> &TExpr {
        let (Expected::Condition(of) | Expected::Direction { of, .. } | Expected::Turns { of, .. }) =
            self;
        of
    }

    /// The same, to change it.
    pub fn expression_mut(&mut self) -> &mut TExpr {
        let (Expected::Condition(of) | Expected::Direction { of, .. } | Expected::Turns { of, .. }) =
            self;
        of
    }
}
