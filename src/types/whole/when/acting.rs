//! All adjustments of each quantity, each once, by whoever declares them.

use crate::types::model::*;

/// Adjustments by what they adjust and by whose they are, gathered once: a model may have thousands of each.
pub(in crate::types::whole) struct Acting<'m> {
    of: Vec<Vec<&'m Adjustment>>,
    by_option: Vec<Vec<Vec<(QuantityId, &'m Adjustment)>>>,
}

impl<'m> Acting<'m> {
    /// Those of a model.
    pub(in crate::types::whole) fn of(model: &'m TypedModel) -> Self {
        let quantities = model.quantities.iter();
        let mut of: Vec<Vec<&Adjustment>> = quantities
            .map(|quantity| quantity.adjustments.iter().collect())
            .collect();
        for (at, scenario) in model.scenarios.iter().enumerate() {
            // What a scenario inherits is entered where it is declared.
            let own = scenario.adjustments.iter();
            for (target, each) in
                own.filter(|(_, each)| each.owner == Owner::Scenario(ScenarioId(at)))
            {
                of[target.0].push(each);
            }
        }
        let choices = model.choices.iter();
        let mut by_option: Vec<Vec<Vec<_>>> = choices
            .map(|choice| vec![Vec::new(); choice.options.len()])
            .collect();
        for (at, all) in of.iter().enumerate() {
            for each in all {
                if let Owner::Option(choice, option) = &each.owner {
                    by_option[choice.0][*option].push((QuantityId(at), *each));
                }
            }
        }
        Acting { of, by_option }
    }

    /// Those that hold in one scenario, with what it inherits; whose they are is not gathered.
    pub(in crate::types::whole) fn in_scenario(
        model: &'m TypedModel,
        scenario: &'m Scenario,
    ) -> Self {
        let quantities = model.quantities.iter();
        let mut of: Vec<Vec<&Adjustment>> = quantities
            .map(|quantity| quantity.adjustments.iter().collect())
            .collect();
        for (target, each) in &scenario.adjustments {
            of[target.0].push(each);
        }
        let by_option = Vec::new();
        Acting { of, by_option }
    }

    /// What acts on a quantity.
    pub(in crate::types::whole) fn on(&self, id: QuantityId) -> &[&'m Adjustment] {
        &self.of[id.0]
    }

    /// What an option does, and to which quantities.
    pub(in crate::types::whole) fn by_option(
        &self,
        choice: ChoiceId,
        option: usize,
    ) -> &[(QuantityId, &'m Adjustment)] {
        &self.by_option[choice.0][option]
    }

    /// Every adjustment with its target.
    pub(in crate::types::whole) fn all(
        &self,
    ) -> impl Iterator<Item = (QuantityId, &'m Adjustment)> {
        let of = self.of.iter().enumerate();
        of.flat_map(|(at, all)| all.iter().map(move |each| (QuantityId(at), *each)))
    }
}
