//! What the weights of a choice look at.

use std::collections::BTreeSet;

use crate::span::Span;
use crate::types::fault::weight::WeightLooks;
use crate::types::model::*;
use crate::types::whole::options::weights::weights_of;

/// These choices, those that their weights look at, and those that these look at in turn.
pub(in crate::types::whole) fn with_those_above(
    model: &TypedModel,
    choices: &[ChoiceId],
) -> BTreeSet<ChoiceId> {
    let mut found = BTreeSet::new();
    let mut open = choices.to_vec();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(Looks::of(model, id, "").choices);
        }
    }
    found
}

/// What the weights of one choice look at.
pub(in crate::types::whole) struct Looks<'m> {
    model: &'m TypedModel,
    /// The document, for what messages quote.
    text: &'m str,
    own: ChoiceId,
    /// The choices, all of them declared above if there is no fault.
    pub(in crate::types::whole) choices: BTreeSet<ChoiceId>,
    quantities: BTreeSet<QuantityId>,
    /// Named, and still to be looked through.
    open: Vec<(QuantityId, Span)>,
    /// The first thing that a weight may not look at.
    pub(in crate::types::whole) fault: Option<WeightLooks>,
}

impl<'m> Looks<'m> {
    pub(in crate::types::whole) fn of(model: &'m TypedModel, own: ChoiceId, text: &'m str) -> Self {
        let mut looks = Looks {
            model,
            text,
            own,
            choices: BTreeSet::new(),
            quantities: BTreeSet::new(),
            open: Vec::new(),
            fault: None,
        };
        weights_of(model, own).for_each(|weight| looks.at(weight, None));
        while let Some((id, span)) = looks.open.pop() {
            looks.through(id, span);
        }
        looks
    }

    /// Looks through an expression. `through`: what is named in the weight itself, if it is not this.
    fn at(&mut self, expr: &'m TExpr, through: Option<Span>) {
        let span = through.unwrap_or(expr.span);
        match &expr.kind {
            Kind::Choice { id } => self.choice(*id, span, through.is_some()),
            Kind::Quantity(id) | Kind::Base(id) => self.named(*id, span),
            Kind::Draw(_) => self.refuse("drawn", span),
            Kind::Event { .. } => self.refuse("about an event", span),
            Kind::Stock(_) | Kind::Closing(_) => self.refuse("a stock", span),
            Kind::Reduce { .. }
            | Kind::At(..)
            | Kind::PresentValue { .. }
            | Kind::Irr { .. }
            | Kind::Payback(_) => self.refuse("known only at the end", span),
            _ => {}
        }
        expr.children().for_each(|child| self.at(child, through));
    }

    fn named(&mut self, id: QuantityId, span: Span) {
        if self.quantities.insert(id) {
            self.open.push((id, span));
        }
    }

    fn choice(&mut self, id: ChoiceId, span: Span, indirect: bool) {
        if id < self.own {
            self.choices.insert(id);
            return;
        }
        let other = &self.model.choices[id.0].origin;
        let own = &self.model.choices[self.own.0].origin;
        let fault = if id == self.own {
            WeightLooks::itself(&own.name, span)
        } else {
            WeightLooks::below(&own.name, &other.name, indirect, span, other.name_span)
        };
        self.fault.get_or_insert(fault);
    }

    fn through(&mut self, id: QuantityId, span: Span) {
        let quantity = self.model.quantity(id);
        match quantity.definition {
            Definition::Claims(_) => self.refuse("drawn", span),
            Definition::Unknown => self.refuse("unknown", span),
            Definition::Expr(_) | Definition::Bound(_) => {}
        }
        for expr in quantity.definition.expressions() {
            self.at(expr, Some(span));
        }
        for adjustment in self.model.adjustments_of(id) {
            match adjustment.owner {
                Owner::Option(choice, _) => self.choice(choice, span, true),
                Owner::Event(_) => self.refuse("changed by an event", span),
                Owner::Scenario(_) => {}
            }
            let expressions: Vec<&TExpr> = adjustment.expressions().collect();
            expressions
                .into_iter()
                .for_each(|expr| self.at(expr, Some(span)));
        }
    }

    fn refuse(&mut self, is: &'static str, span: Span) {
        let named = self.text.get(span.range()).unwrap_or_default();
        let choice = &self.model.choices[self.own.0];
        let option = choice.options.first();
        let option = option.map_or("OPTION", |option| option.origin.name.as_str());
        let fault = WeightLooks::not_known((&choice.origin.name, option), named, is, span);
        self.fault.get_or_insert(fault);
    }
}
