//! What lowering does with models that no check would let through, and what it shares.

use super::*;
use crate::types::model::{Definition, Kind, Redeclared, TExpr};

fn model(text: &str) -> TypedModel {
    let text = format!("model m {{ time 2025..2030 }}\n{text}\n");
    let parsed = crate::syntax::parse(&text);
    let resolved = crate::resolve::resolve(&parsed.document);
    let checked = crate::types::check(&resolved.model, &text);
    checked.model.unwrap_or_else(|| panic!("no model: {text}"))
}

fn find(model: &TypedModel, name: &str) -> QuantityId {
    let mut quantities = model.quantities.iter();
    let at = quantities.position(|quantity| quantity.origin.name == name);
    QuantityId(at.unwrap_or_else(|| panic!("no {name}")))
}

/// Makes the definition of one quantity name another.
fn redefine(model: &mut TypedModel, name: &str, as_other: &str) {
    let (own, other) = (find(model, name), find(model, as_other));
    let quantity = &mut model.quantities[own.0];
    let expr = TExpr::new(
        Kind::Quantity(other),
        quantity.ty.clone(),
        quantity.origin.span,
    );
    quantity.definition = Definition::Expr(expr);
}

#[test]
fn a_circle_is_a_fault_and_no_endless_loop() {
    let mut model = model("let a = 1\nlet b = a\noutcome y = b");
    redefine(&mut model, "a", "b");
    let wanted = [find(&model, "y")];
    let fault = lower(&model, &[ScenarioId(0)], &wanted).unwrap_err();
    assert!(fault.to_string().starts_with("this rests on its own value"));
}

#[test]
fn a_circle_through_the_whole_timeline_is_a_fault_too() {
    let mut model = model(
        "let t = (now - start) / 1 year\nlet s = total(t / 1 year)\nlet a = t\nlet b = previous(a, initial: 0)\n\
         let c = total(b / 1 year)\noutcome y = c + s",
    );
    redefine(&mut model, "a", "c");
    let wanted = [find(&model, "y")];
    assert!(lower(&model, &[ScenarioId(0)], &wanted).is_err());
}

#[test]
fn scenarios_share_what_none_of_them_changes() {
    let model = model(
        "assume u ~ uniform(0, 1) each year\nlet x = initially 0 then previous(x, initial: 0) + u\nassume k = 1\n\
         outcome shared = x\noutcome own = x * k\nscenario s { }\nscenario t { set k = 2 }",
    );
    let wanted = [find(&model, "shared"), find(&model, "own")];
    let plan = lower(&model, &[ScenarioId(0), ScenarioId(1)], &wanted).unwrap();
    let [first, second] = [0, 1].map(|at: usize| &plan.asked[at].wanted);
    assert_eq!(first[0], second[0]);
    assert_ne!(first[1], second[1]);
}

#[test]
fn what_nothing_rests_on_is_left_out() {
    let model = model("assume u ~ uniform(0, 1)\nlet idle = u * 2\noutcome y = 3");
    let plan = lower(&model, &[ScenarioId(0)], &[find(&model, "y")]).unwrap();
    let stages = plan.settled.iter().chain(&plan.stages);
    let evaluated: usize = stages.map(|stage| stage.first.len()).sum();
    assert_eq!(evaluated, 1);
    assert!(!plan.uncertain());
}

#[test]
fn what_rests_on_nothing_declared_otherwise_is_shared() {
    let mut model = model(
        "assume u ~ uniform(0, 1)\nassume k = 2\noutcome shared = u\noutcome own = u * k\nscenario s { }",
    );
    let quantity = find(&model, "k");
    let ty = model.quantity(quantity).ty.clone();
    let three = TExpr::new(Kind::Number(3.0), ty, Default::default());
    let mut variant = model.scenarios[0].clone();
    variant.redeclares.push(Redeclared {
        quantity,
        definition: Definition::Expr(three),
        adjusted: true,
    });
    model.scenarios.push(variant);
    let wanted = vec![find(&model, "shared"), find(&model, "own")];
    let wanted = [0, 1].map(|at| (ScenarioId(at), wanted.clone()));
    let plan = lower_values(&model, &wanted).unwrap();
    let [first, second] = [0, 1].map(|at: usize| &plan.asked[at].wanted);
    assert_eq!(first[0], second[0]);
    assert_ne!(first[1], second[1]);
}
