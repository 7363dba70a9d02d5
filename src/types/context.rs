//! What the checker knows while it reads a model.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

use super::element::{Elements, Family, Labels, Listed};
use super::fault::draw::OutsideShare;
use super::infer::Flows;
use super::model::*;
use crate::calendar::{Date, Period, StepUnit, Timeline};
use crate::fault::Faults;
use crate::numerics::{Role, StreamName};
use crate::resolve::Model;
use crate::span::Span;
use crate::suggest::{SUGGESTED, nearest};
use crate::syntax::ast::BoundSide;
use crate::units::{Catalogue, Dimension, Unit};

/// The checker's state.
pub(super) struct Checker<'m> {
    pub(super) model: &'m Model<'m>,
    pub(super) text: &'m str,
    pub(super) faults: Faults,
    pub(super) catalogue: Catalogue,
    pub(super) setting: Setting,
    pub(super) quantities: Vec<Draft>,
    pub(super) stocks: Vec<StockDraft>,
    pub(super) choices: Vec<Choice>,
    pub(super) events: Vec<Event>,
    pub(super) scenarios: Vec<ScenarioDraft>,
    /// Declaration → what it became.
    pub(super) families: Vec<Option<Rc<Family>>>,
    /// (table's declaration, column) → what it became.
    pub(super) columns: BTreeMap<(usize, String), Rc<Family>>,
    /// (table's declaration, column) → the elements that it holds, where it does.
    pub(super) labels: BTreeMap<(usize, String), Rc<Labels>>,
    /// What is known of lists by element, by their place.
    pub(super) lists: BTreeMap<Span, Listed>,
    /// The units behind lists by element, by the place of the list: one for all of its elements.
    pub(super) list_units: BTreeMap<Span, Unit>,
    /// By element, the indexes that list it.
    pub(super) indexes: OnceCell<BTreeMap<&'m str, Vec<&'m str>>>,
    /// The first names of all targets of adjustments.
    pub(super) adjusted_heads: OnceCell<BTreeSet<&'m str>>,
    /// By name without an element, the first quantity or else stock that has it; gathered once a message needs it.
    pub(super) by_name: OnceCell<BTreeMap<String, Entity>>,
    /// The assumptions whose unit is known, by what it measures; plain numbers left out.
    pub(super) by_dimension: BTreeMap<Dimension, BTreeSet<QuantityId>>,
    /// What stands in the text where a unit does.
    pub(super) like_units: OnceCell<HashSet<&'m str>>,
    /// The flows of each actor; complete, for nothing is inferred before all is allocated.
    pub(super) flows: Flows,
    /// How many terms the sums over indexes have so far.
    pub(super) terms: usize,
    /// Which elements the indexes stand for in what is being read now.
    pub(super) elements: Elements,
    /// Units written since the declaration began, for display.
    pub(super) written: Vec<Unit>,
    /// Quantities being understood, and whether each was entered through `previous`.
    pub(super) busy: Vec<(QuantityId, bool)>,
    /// Whether what is being read now stands inside `previous`.
    pub(super) lagging: bool,
    /// Where a line was last found to look at other scenarios: once a line is enough.
    pub(super) looked_across: Option<Span>,
    /// What outcomes across scenarios name without a scenario: values that must be the same in all.
    pub(super) named_alone: Vec<(QuantityId, Span)>,
    /// What runs out of 0..100%; whether it is a share shows in how it is used.
    pub(super) shares: Vec<(QuantityId, OutsideShare)>,
}

/// What the `model` declaration sets.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) timeline: Option<Timeline>,
    /// A timeline was written but is faulty: its absence is no further error.
    pub(super) broken: bool,
    pub(super) as_of: Option<Period>,
    pub(super) draws: usize,
    pub(super) seed: u64,
}

/// What a declaration became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entity {
    Quantity(QuantityId),
    Stock(StockId),
    Choice(ChoiceId),
    Event(EventId),
    Scenario(ScenarioId),
}

/// A quantity while it is being understood.
pub(super) struct Draft {
    pub(super) origin: Origin,
    pub(super) role: QuantityRole,
    pub(super) index: usize,
    pub(super) declared: Option<Unit>,
    /// The elements that it is for.
    pub(super) elements: Elements,
    /// `: date`
    pub(super) date: bool,
    /// Whether this step is in the window of a flow.
    pub(super) window: Option<Box<TExpr>>,
    pub(super) bound: Option<BoundSide>,
    pub(super) state: State,
    /// What told its type while nothing else did: the `initial` of a `previous`, or what stands behind `initially`.
    pub(super) told: Option<Span>,
    pub(super) definition: Option<Definition>,
    pub(super) written: Vec<Unit>,
    pub(super) adjustments: Vec<Adjustment>,
    pub(super) labels: Vec<String>,
    pub(super) ranked: Option<Vec<usize>>,
    /// An outcome made of results across scenarios.
    pub(super) across: bool,
}

/// How far a type is known.
#[derive(Clone, Debug)]
pub(super) enum State {
    Todo,
    Busy,
    Known(Type),
    Faulty,
}

/// A stock while it is being understood.
pub(super) struct StockDraft {
    pub(super) origin: Origin,
    pub(super) index: usize,
    pub(super) elements: Elements,
    pub(super) declared: Option<Unit>,
    pub(super) state: State,
    pub(super) starts: Option<TExpr>,
    pub(super) gains: Vec<TExpr>,
    pub(super) loses: Vec<TExpr>,
    pub(super) written: Vec<Unit>,
}

/// A scenario while it is being understood.
pub(super) struct ScenarioDraft {
    pub(super) scenario: Scenario,
    pub(super) index: usize,
}

/// Where an expression stands, as far as that decides what it may say.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// Hazards, `only when` and switches see events as the step before left them.
    pub(super) lagged: bool,
    /// It decides whether an event fires: what is drawn anew at each firing is seen as the step before left it.
    pub(super) decides: bool,
    /// The quantity whose own definition this is.
    pub(super) own: Option<QuantityId>,
    /// Inside `previous` in that definition.
    pub(super) before: bool,
    /// A distribution may stand here, drawn like this.
    pub(super) draw: Option<DrawPlace>,
    /// An expectation, or an outcome across scenarios: names are results.
    pub(super) results: bool,
    /// An outcome across scenarios: each result says of which one it is.
    pub(super) across: bool,
    /// A bound may stand here.
    pub(super) bounds: bool,
    /// Right behind the `=` of an assumption.
    pub(super) known: bool,
}

/// How a distribution that stands here is drawn.
#[derive(Clone, Debug)]
pub(super) struct DrawPlace {
    pub(super) stream: StreamName,
    pub(super) role: Role,
    pub(super) each: Each,
}

impl Place {
    /// The place of a hazard or an `only when`.
    pub(super) fn of_firing() -> Place {
        Place {
            lagged: true,
            decides: true,
            ..Place::default()
        }
    }

    /// The same place, one level down: a distribution can only stand at the top.
    pub(super) fn inside(&self) -> Place {
        Place {
            draw: None,
            known: false,
            ..*self
        }
    }
}

impl Checker<'_> {
    /// The name that was meant, unless there are so many faults that nobody reads this one.
    pub(super) fn near<'n>(
        &self,
        wanted: &str,
        candidates: impl Iterator<Item = &'n str>,
    ) -> Option<&'n str> {
        if self.faults.0.len() < SUGGESTED {
            nearest(wanted, candidates)
        } else {
            None
        }
    }

    /// The text at a place, on one line.
    pub(super) fn text_of(&self, span: Span) -> String {
        let text = self.text.get(span.range()).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The unit that steps are counted in, as a unit of measure.
    pub(super) fn step_unit(&self) -> Unit {
        let unit = self.step_unit_name();
        let one = self
            .setting
            .timeline
            .as_ref()
            .is_none_or(|timeline| timeline.every() == 1);
        self.catalogue
            .unit(if one { unit.name() } else { unit.plural() })
    }

    /// The unit that steps are counted in.
    pub(super) fn step_unit_name(&self) -> StepUnit {
        self.setting
            .timeline
            .as_ref()
            .map_or(StepUnit::Year, Timeline::step_unit)
    }

    /// How many of [`Self::step_unit`] a step takes.
    pub(super) fn step_count(&self) -> u32 {
        self.setting.timeline.as_ref().map_or(1, Timeline::every)
    }

    /// Length of a step in years.
    pub(super) fn step_years(&self) -> f64 {
        self.setting
            .timeline
            .as_ref()
            .map_or(1.0, |timeline| timeline.step_days() / StepUnit::Year.days())
    }

    /// First and last day of a period; the first day moved to the first step that starts in it, if one does.
    pub(super) fn span_of_period(&self, period: Period) -> (Date, Date) {
        let (first, last) = (period.first(), period.last());
        let moved = self.setting.timeline.as_ref().and_then(|timeline| {
            let steps = timeline.steps_in(first, last);
            if steps.is_empty() {
                None
            } else {
                Some(timeline.first_day(steps.start))
            }
        });
        (moved.unwrap_or(first), last)
    }
}
