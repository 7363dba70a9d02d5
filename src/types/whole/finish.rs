//! Puts the typed model together and looks at it as a whole.

use super::idle::{never, scenario, usage};
use super::options::{forbidden, weights};
use super::{
    circle, conflict, coverage, decided, display, forgive, looked_at, outside_share, probability,
    same, series,
};
use crate::types::check::Checked;
use crate::types::context::{Checker, Draft, State, StockDraft};
use crate::types::model::*;
use crate::types::whole::idle::reach::Used;
use crate::types::whole::when::acting::Acting;
use crate::types::whole::when::active::Activity;
use crate::units::Unit;

impl Checker<'_> {
    /// The typed model with what only the whole shows; no model if that is an error.
    pub(in crate::types) fn finish(
        mut self,
        asserts: Vec<Assert>,
        expects: Vec<Expect>,
    ) -> Checked {
        let written = display::Written::of(&mut self);
        let outcomes = self.outcomes();
        let quantities = self.quantities.into_iter().map(finished_quantity);
        let quantities: Option<Vec<Quantity>> = quantities.collect();
        let stocks: Option<Vec<Stock>> = self.stocks.into_iter().map(finished_stock).collect();
        let (Some(quantities), Some(stocks)) = (quantities, stocks) else {
            return Checked {
                model: None,
                faults: self.faults,
            };
        };
        let (setting, complete) = (self.setting, self.model.complete);
        let text = self.text;
        let mut model = TypedModel {
            name: setting.name,
            doc: setting.doc,
            timeline: setting.timeline,
            as_of: setting.as_of,
            draws: setting.draws,
            seed: setting.seed,
            quantities,
            stocks,
            choices: self.choices,
            events: self.events,
            outcomes,
            scenarios: self
                .scenarios
                .into_iter()
                .map(|draft| draft.scenario)
                .collect(),
            asserts,
            expects,
        };
        let mut faults = self.faults;
        same::named_alone(&mut model, &self.named_alone, &mut faults);
        outside_share::told(&model, self.shares, &mut faults);
        circle::circles(&model, &mut faults);
        series::mark(&mut model, &written.order());
        let acting = Acting::of(&model);
        let activity = Activity::of(&model, &acting);
        conflict::conflicts(&activity, text, &mut faults);
        weights::weights(&model, text, &mut faults);
        forbidden::forbidden(&activity, text, &mut faults);
        probability::probabilities(&activity, text, &mut faults);
        if faults.any_error() {
            return Checked {
                model: None,
                faults,
            };
        }
        coverage::coverage(&model, &acting, &mut faults);
        if complete {
            let used = Used::of(&model, &acting);
            never::never(&activity, text, &mut faults);
            usage::unused(&model, &acting, &used, &mut faults);
            scenario::idle(&activity, &used, &mut faults);
        }
        display::choose(&mut model, &written, text);
        looked_at::fill(&mut model);
        let acting = Acting::of(&model);
        decided::decided(&Activity::of(&model, &acting), text, &mut faults);
        // Last: what a comparison forgives is read in no step that it does not read itself.
        forgive::fill(&mut model);
        Checked {
            model: Some(model),
            faults,
        }
    }

    fn outcomes(&self) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for (at, draft) in self.quantities.iter().enumerate() {
            // Those of a file that is used only serve what rests on them.
            let own = draft.origin.stream.file.is_empty();
            if draft.role != QuantityRole::Outcome || !own {
                continue;
            }
            let labels = match &draft.state {
                State::Known(Type::Label(LabelSet::Choice(id))) => self.choices[id.0]
                    .options
                    .iter()
                    .map(|option| option.origin.name.clone())
                    .collect(),
                State::Known(Type::Label(LabelSet::Class(id))) => {
                    self.quantities[id.0].labels.clone()
                }
                _ => Vec::new(),
            };
            let actor = match &self.model.declaration(draft.index).item {
                crate::syntax::ast::Item::Outcome(it) => {
                    let actor = it.actor.as_ref();
                    actor.map(|actor| self.party(&actor.value, &draft.elements).to_owned())
                }
                _ => None,
            };
            outcomes.push(Outcome {
                quantity: QuantityId(at),
                actor,
                labels,
                ranked: draft.ranked.clone(),
                across: draft.across,
            });
        }
        outcomes
    }
}

fn finished_quantity(draft: Draft) -> Option<Quantity> {
    let State::Known(ty) = draft.state else {
        return None;
    };
    let display = match (&draft.declared, &ty) {
        (Some(declared), _) => declared.clone(),
        (None, Type::Number(unit)) => unit.clone(),
        _ => Unit::none(),
    };
    Some(Quantity {
        origin: draft.origin,
        role: draft.role,
        ty,
        display,
        definition: draft.definition?,
        adjustments: draft.adjustments,
        base_varies: false,
        varies: false,
        looked_at: None,
    })
}

fn finished_stock(draft: StockDraft) -> Option<Stock> {
    let State::Known(Type::Number(unit)) = draft.state else {
        return None;
    };
    let display = draft.declared.unwrap_or_else(|| unit.clone());
    Some(Stock {
        origin: draft.origin,
        unit,
        display,
        starts: draft.starts?,
        gains: draft.gains,
        loses: draft.loses,
    })
}
