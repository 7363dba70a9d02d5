//! A plan as text: what is evaluated when, in which column, for which scenarios.

mod operation;

use std::collections::BTreeMap;
use std::fmt::Write;

use super::layout::Layout;
use super::op::Op;
use super::thing::Thing;
use super::{NodeId, Plan, Timing};
use crate::types::model::{ScenarioId, TypedModel};

/// The plan, a line an operation. Numbers are in the units that quantities are held in.
pub fn listing(model: &TypedModel, plan: &Plan) -> String {
    let listing = Listing {
        model,
        plan,
        layout: Layout::compact(plan),
        names: names(model, plan),
    };
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = listing.write(&mut out);
    out
}

struct Listing<'p> {
    model: &'p TypedModel,
    plan: &'p Plan,
    layout: Layout,
    names: BTreeMap<NodeId, String>,
}

/// What nodes are called: the first named thing that each one is, and whose.
fn names(model: &TypedModel, plan: &Plan) -> BTreeMap<NodeId, String> {
    let mut names = BTreeMap::new();
    let (base, whole): (Vec<_>, Vec<_>) = plan
        .named
        .iter()
        .copied()
        .partition(|(_, thing, _)| matches!(thing, Thing::Base(_)));
    for (node, thing, scenario) in whole.into_iter().chain(base) {
        // A number is called by its value: it may be many things.
        if matches!(plan.node(node).op, Op::Number(_)) {
            continue;
        }
        names
            .entry(node)
            .or_insert_with(|| name_of(model, thing, scenario));
    }
    names
}

fn name_of(model: &TypedModel, thing: Thing, scenario: Option<ScenarioId>) -> String {
    let name = match thing {
        Thing::Value(id) => model.quantity(id).origin.name.clone(),
        Thing::Base(id) => format!("declared {}", model.quantity(id).origin.name),
        Thing::Opening(id) => format!("opening {}", model.stocks[id.0].origin.name),
        Thing::Closing(id) => format!("closing {}", model.stocks[id.0].origin.name),
        Thing::Choice(id) => model.choices[id.0].origin.name.clone(),
        Thing::Fired(id) => format!("{} fires", model.events[id.0].origin.name),
        Thing::Remaining(id) => format!("{} remaining", model.events[id.0].origin.name),
    };
    match scenario {
        Some(id) => format!("{name} @{}", model.scenarios[id.0].origin.name),
        None => name,
    }
}

impl Listing<'_> {
    fn write(&self, out: &mut String) -> std::fmt::Result {
        self.head(out)?;
        for (pass, stage) in self.plan.settled.iter().enumerate() {
            let title = format!("once a run{}", again(pass));
            let number = |node: NodeId| matches!(self.plan.node(node).op, Op::Number(_));
            self.section(out, &title, &stage.first, |node| !number(node))?;
        }
        let passes = self.layout.due_first.iter().zip(&self.layout.due_later);
        for (pass, (first, later)) in passes.enumerate() {
            let again = again(pass);
            let timing = |node: NodeId| self.plan.node(node).timing;
            self.section(out, &format!("once a draw{again}"), first, |node| {
                timing(node) == Timing::Run
            })?;
            self.section(out, &format!("in each step{again}"), later, |node| {
                timing(node) == Timing::Step
            })?;
            self.section(
                out,
                &format!("gathered over all steps{again}"),
                first,
                |node| timing(node) == Timing::Whole,
            )?;
        }
        self.asked(out)
    }

    fn head(&self, out: &mut String) -> std::fmt::Result {
        let due = self.layout.due_first.iter().flatten().count();
        let settled: usize = self
            .plan
            .settled
            .iter()
            .map(|stage| stage.first.len())
            .sum();
        writeln!(
            out,
            "{} steps, {} scenarios: {settled} operations once a run, {due} a block of draws in {} columns",
            self.plan.clock.steps,
            self.plan.asked.len(),
            self.layout.columns,
        )
    }

    fn section(
        &self,
        out: &mut String,
        title: &str,
        nodes: &[NodeId],
        takes: impl Fn(NodeId) -> bool,
    ) -> std::fmt::Result {
        let nodes: Vec<NodeId> = nodes.iter().copied().filter(|node| takes(*node)).collect();
        if nodes.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{title}")?;
        for node in nodes {
            let home = self.home(node);
            let operation = self.operation(node);
            writeln!(out, "  {home:>5}  {} = {operation}", self.own_name(node))?;
        }
        Ok(())
    }

    fn asked(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\nasked for")?;
        for asked in &self.plan.asked {
            let scenario = &self.model.scenarios[asked.scenario.0].origin.name;
            for (quantity, node) in &asked.wanted {
                let quantity = &self.model.quantity(*quantity).origin.name;
                writeln!(out, "  {quantity} @{scenario} = {}", self.value(*node))?;
            }
            for (at, node) in asked.asserts.iter().enumerate() {
                writeln!(
                    out,
                    "  assert {} @{scenario} = {}",
                    at + 1,
                    self.value(*node)
                )?;
            }
        }
        Ok(())
    }
}

fn again(pass: usize) -> String {
    match pass {
        0 => String::new(),
        _ => format!(", pass {}", pass + 1),
    }
}
