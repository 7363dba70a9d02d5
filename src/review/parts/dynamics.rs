//! What moves: flows, stocks, choices, events and their adjustments.

use super::{Parts, Says, Sort};
use crate::syntax::ast::*;
use crate::types::has_number;

impl<'d> Parts<'d> {
    pub(super) fn flow(&mut self, it: &'d FlowDecl) {
        self.declared(&it.declared);
        self.names("from", std::iter::once(&it.from));
        self.names("to", std::iter::once(&it.to));
        if let Some(during) = &it.during {
            let span = during
                .to
                .iter()
                .fold(during.from.span, |all, to| all.to(to.span));
            self.add("during", Sort::Structure, Says::Window(during), span);
        }
        self.expr("", Sort::Structure, &it.value);
        self.evidence(&it.evidence);
    }

    pub(super) fn stock(&mut self, it: &'d StockDecl) {
        self.declared(&it.declared);
        self.expr("starts", Sort::Structure, &it.starts);
        for gains in &it.gains {
            self.expr("gains", Sort::Structure, gains);
        }
        for loses in &it.loses {
            self.expr("loses", Sort::Structure, loses);
        }
        self.evidence(&it.evidence);
    }

    pub(super) fn choice(&mut self, it: &'d ChoiceDecl) {
        self.declared(&it.declared);
        self.names("by", it.by.iter());
        self.names("options", it.options.iter().map(|option| &option.name));
        for (at, option) in it.options.iter().enumerate() {
            self.option = Some((at, &option.name.value));
            self.text("title", Sort::Wording, &option.title);
            for weight in &option.weights {
                self.expr("weight", Sort::Value, weight);
            }
            self.adjustments(&option.adjustments);
            self.evidence(&option.evidence);
        }
        self.option = None;
        self.evidence(&it.evidence);
    }

    pub(super) fn event(&mut self, it: &'d EventDecl) {
        self.declared(&it.declared);
        for hazard in &it.hazard {
            self.expr("hazard", Sort::Value, hazard);
        }
        for occurs in &it.occurs {
            let sort = match &occurs.value {
                Occurs::In(_) => Sort::Value,
                Occurs::When(_) => Sort::Structure,
            };
            self.add("occurs", sort, Says::Occurs(&occurs.value), occurs.span);
        }
        for only_when in &it.only_when {
            self.expr("only when", Sort::Structure, only_when);
        }
        for lasts in &it.lasts {
            let span = match lasts {
                Lasts::For(expr) => expr.span,
                Lasts::Forever(origin) => **origin,
            };
            self.add("lasts", Sort::Value, Says::Lasts(lasts), span);
        }
        self.adjustments(&it.adjustments);
        for switch in &it.switches {
            let to = (&switch.choice.value, &switch.to.value);
            let key = format!("switch {} to {}", to.0, to.1);
            let sort = match &switch.probability {
                Some(_) => Sort::Value,
                None => Sort::Structure,
            };
            self.add(key, sort, Says::Switch(switch), *switch.span);
        }
        self.evidence(&it.evidence);
    }

    pub(super) fn adjustments(&mut self, adjustments: &'d [Adjustment]) {
        for adjustment in adjustments {
            let sort = sort_of(adjustment);
            let key = key_of(adjustment);
            self.add(key, sort, Says::Adjustment(adjustment), *adjustment.span);
        }
    }
}

/// A number of its own, or a formula.
pub(super) fn sort_of(adjustment: &Adjustment) -> Sort {
    let (Change::Set(amount)
    | Change::Scale(amount)
    | Change::Raise(amount)
    | Change::Cut(amount)
    | Change::Add(amount)) = &adjustment.change;
    match has_number(amount) {
        true => Sort::Value,
        false => Sort::Structure,
    }
}

/// `cut from_china`
pub(super) fn key_of(adjustment: &Adjustment) -> String {
    let target = &adjustment.target.value;
    match &adjustment.change {
        Change::Set(_) => format!("set {target}"),
        Change::Scale(_) => format!("scale {target}"),
        Change::Raise(_) => format!("raise {target}"),
        Change::Cut(_) => format!("cut {target}"),
        Change::Add(_) => format!("add to {target}"),
    }
}
