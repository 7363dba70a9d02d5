//! Choices to nodes: which option holds, and what switches it.

use super::NodeId;
use super::build::{Builder, Circle, Filling, Lowered};
use super::fold;
use super::op::{Choosing, Op};
use super::thing::Thing;
use crate::numerics::Role;
use crate::span::Span;
use crate::types::model::*;

impl<'m> Builder<'m> {
    /// The option that holds in this step.
    pub fn choice(&mut self, id: ChoiceId) -> Lowered {
        let span = self.model.choices[id.0].origin.name_span;
        let initial = self.initial_option(id, span)?;
        let mut chooses = Vec::new();
        for choose in self.chooses_of(id) {
            if let Some(from) = &choose.from {
                let date = self.held(from)?;
                chooses.push((self.push(Op::InStep(date), choose.span), choose.option));
            }
        }
        if chooses.is_empty() && !self.can_switch(id) {
            return Ok(initial);
        }
        let op = Op::Choice(Choosing {
            initial,
            switches: Vec::new(),
            chooses,
        });
        Ok(self.push_with_gap(op, span, Filling::Switches(id)))
    }

    /// The option that the scenario chooses from the start, or one by weight, or the first.
    fn initial_option(&mut self, id: ChoiceId, span: Span) -> Lowered {
        let from_start = |choose: &&TChoose| choose.from.is_none();
        if let Some(chosen) = self.chooses_of(id).filter(from_start).last() {
            return Ok(self.number(chosen.option as f64));
        }
        let choice = &self.model.choices[id.0];
        let mut weights = Vec::with_capacity(choice.options.len());
        for option in &choice.options {
            match &option.weight {
                Some(weight) => weights.push(self.expr(weight)?),
                None => return Ok(self.number(0.0)),
            }
        }
        let stream = choice.origin.stream.hash(Role::Option);
        Ok(fold::weigh(self, stream, weights, span))
    }

    fn chooses_of(&self, id: ChoiceId) -> impl Iterator<Item = &'m TChoose> + use<'m> {
        let chooses = self.scenario().chooses.iter();
        chooses.filter(move |choose| choose.choice == id)
    }

    fn can_switch(&self, id: ChoiceId) -> bool {
        let mut events = self.model.events.iter().enumerate();
        events.any(|(at, event)| {
            self.can_fire(EventId(at)) && event.switches.iter().any(|switch| switch.choice == id)
        })
    }

    /// Whether each switch of a choice acts in this step, and to which option.
    pub fn switches(&mut self, id: ChoiceId) -> Result<Vec<(NodeId, usize)>, Circle> {
        let mut acted = Vec::new();
        for (at, event) in self.model.events.iter().enumerate() {
            for (position, switch) in event.switches.iter().enumerate() {
                if switch.choice == id && self.can_fire(EventId(at)) {
                    let node = self.switch(EventId(at), position, switch)?;
                    acted.push((node, switch.option));
                }
            }
        }
        acted.retain(|(node, _)| self.constant(*node) != Some(0.0));
        Ok(acted)
    }

    fn switch(&mut self, id: EventId, position: usize, switch: &'m TSwitch) -> Lowered {
        let mut parts = vec![self.thing(Thing::Fired(id))?];
        parts.extend(self.optional(switch.when.as_ref())?);
        if let Some(probability) = &switch.probability {
            let role = Role::Switch(position as u32);
            let stream = self.model.events[id.0].origin.stream.hash(role);
            let op = Op::Chance {
                uniform: self.push(Op::Uniform { stream }, switch.span),
                probability: self.expr(probability)?,
            };
            parts.push(self.push(op, switch.span));
        }
        Ok(fold::and(self, parts, switch.span))
    }
}
