//! Summaries against calculations by hand.

use super::fixture::{column, expr, model, outcome, quantity, samples, scenario, unit};
use super::*;
use crate::eval::samples::Mark;
use crate::types::model::*;
use crate::units::Unit;

fn summarise(model: &TypedModel, samples: &Samples) -> Results {
    let all: Vec<QuantityId> = model
        .outcomes
        .iter()
        .map(|outcome| outcome.quantity)
        .collect();
    super::summarise(model, samples, None, &[ScenarioId(0)], &all)
}

fn only(results: Results) -> OutcomeResult {
    assert_eq!(results.outcomes.len(), 1);
    results.outcomes.into_iter().next().unwrap()
}

/// What is found of one outcome with these draws.
fn found(ty: Type, labels: &[&str], values: &[Option<f64>]) -> Summary {
    let mut model = model();
    let id = outcome(&mut model, "x", ty, labels);
    let samples = samples(values.len(), vec![column(id, 1, values)]);
    only(summarise(&model, &samples)).scenarios[0].points[0].clone()
}

fn number() -> Type {
    Type::Number(Unit::none())
}

#[test]
fn numbers() {
    let summary = found(
        number(),
        &[],
        &[Some(4.0), Some(1.0), Some(3.0), Some(2.0), Some(5.0)],
    );
    let Found::Numbers(numbers) = summary.found else {
        panic!("{summary:?}")
    };
    assert_eq!(numbers.mean, 3.0);
    // The squares of −2 … 2 add up to 10, over 4.
    assert_eq!(numbers.sd, Some(2.5f64.sqrt()));
    assert_eq!(numbers.se, Some(2.5f64.sqrt() / 5f64.sqrt()));
    // The place of p5 among 0 … 4 is 0.2, of p95 3.8.
    assert_eq!(numbers.quantiles, [1.2, 2.0, 3.0, 4.0, 4.8]);
    assert_eq!((summary.draws, summary.none), (5, 0.0));
}

#[test]
fn draws_without_a_value_are_counted_and_left_out() {
    let summary = found(number(), &[], &[None, Some(2.0), None, None]);
    let Found::Numbers(numbers) = summary.found else {
        panic!("{summary:?}")
    };
    assert_eq!((numbers.mean, numbers.sd, numbers.se), (2.0, None, None));
    assert_eq!((summary.draws, summary.none), (1, 0.75));
    let nothing = found(number(), &[], &[None, None]);
    assert_eq!((nothing.found, nothing.none), (Found::Nothing, 1.0));
}

#[test]
fn shares_of_yes_and_of_classes() {
    let values = [Some(1.0), Some(0.0), Some(1.0), None];
    assert_eq!(
        found(Type::YesNo, &[], &values).found,
        Found::Yes(2.0 / 3.0)
    );
    let class = Type::Label(LabelSet::Class(QuantityId(0)));
    let values = [Some(2.0), Some(0.0), Some(2.0), Some(2.0)];
    let summary = found(class, &["derailed", "growth", "moderate"], &values);
    assert_eq!(summary.found, Found::Classes(vec![0.25, 0.0, 0.75]));
}

#[test]
fn dates_are_those_of_steps() {
    let timeline = model().timeline.unwrap();
    let first = |step| Some(f64::from(timeline.first_day(step).0));
    let summary = found(Type::Date, &[], &[first(2), first(0), first(1), None]);
    let dates = ["2027-01", "2027-01", "2027-02", "2027-02", "2027-02"].map(str::to_owned);
    assert_eq!(summary.found, Found::Dates(dates));
    assert_eq!(summary.none, 0.25);
}

#[test]
fn a_value_that_nothing_drawn_decides_is_said_once() {
    let mut model = model();
    let id = outcome(&mut model, "x", number(), &[]);
    let mut column = column(id, 1, &[Some(7.0), Some(7.0)]);
    column.uncertain = false;
    let result = only(summarise(&model, &samples(2, vec![column])));
    assert_eq!(
        result.scenarios[0].points[0].found,
        Found::Certain(Certain::Number(7.0))
    );
}

#[test]
fn numbers_are_said_in_the_display_unit() {
    let mut model = model();
    let id = outcome(&mut model, "x", Type::Number(unit("t")), &[]);
    model.quantities[id.0].display = unit("kt");
    let result = only(summarise(
        &model,
        &samples(1, vec![column(id, 1, &[Some(1500.0)])]),
    ));
    let Found::Numbers(numbers) = &result.scenarios[0].points[0].found else {
        panic!()
    };
    assert_eq!((numbers.mean, result.unit.as_str()), (1.5, "kt"));

    let share = Unit {
        percent: true,
        ..Unit::none()
    };
    model.quantities[id.0].ty = number();
    model.quantities[id.0].display = share;
    let result = only(summarise(
        &model,
        &samples(1, vec![column(id, 1, &[Some(0.29)])]),
    ));
    let Found::Numbers(numbers) = &result.scenarios[0].points[0].found else {
        panic!()
    };
    assert_eq!((numbers.mean, result.unit.as_str()), (29.0, "%"));
}

#[test]
fn a_series_has_a_summary_a_date() {
    let mut model = model();
    let id = outcome(&mut model, "x", number(), &[]);
    model.quantities[id.0].varies = true;
    let values = [1.0, 3.0, 10.0, 30.0, 100.0, 300.0].map(Some);
    let result = only(summarise(&model, &samples(2, vec![column(id, 3, &values)])));
    assert_eq!(result.dates, ["2027-01", "2027-02", "2027-03"]);
    let means = result.scenarios[0]
        .points
        .iter()
        .map(|point| match &point.found {
            Found::Numbers(numbers) => numbers.mean,
            other => panic!("{other:?}"),
        });
    assert_eq!(means.collect::<Vec<_>>(), [2.0, 20.0, 200.0]);
}

#[test]
fn an_unknown_draw_makes_the_result_unknown_and_says_on_what_it_rests() {
    let mut model = model();
    let price = quantity(&mut model, "price", number(), Definition::Unknown);
    let other = quantity(&mut model, "other", number(), Definition::Unknown);
    let cost = quantity(
        &mut model,
        "cost",
        number(),
        Definition::Expr(expr(Kind::Quantity(price))),
    );
    let id = outcome(&mut model, "x", number(), &[]);
    model.quantities[id.0].definition =
        Definition::Expr(expr(Kind::Negate(Box::new(expr(Kind::Quantity(cost))))));
    let mut unknown = column(id, 1, &[Some(1.0), Some(2.0)]);
    unknown.marks[1] = Mark::Unknown;
    let run = samples(2, vec![unknown]);
    let result = only(summarise(&model, &run));
    assert_eq!(result.scenarios[0].points[0].found, Found::Unknown);
    assert_eq!(result.scenarios[0].rests_on, ["price"]);

    // What a scenario sets is not read, what it sets it to is.
    let set = Adjustment {
        owner: Owner::Scenario(ScenarioId(0)),
        change: TChange::Set(expr(Kind::Quantity(other))),
        when: None,
        during: None,
        fading: None,
        span: Default::default(),
    };
    model.scenarios[0] = Scenario {
        adjustments: vec![(price, set)],
        ..scenario("base")
    };
    assert_eq!(
        only(summarise(&model, &run)).scenarios[0].rests_on,
        ["other"]
    );
}

#[test]
fn names_of_elements() {
    assert_eq!(element_of("cover"), ("cover", String::new()));
    assert_eq!(element_of("cover[light]"), ("cover", "light".to_owned()));
    assert_eq!(
        element_of("cover[light, heavy]"),
        ("cover", "light/heavy".to_owned())
    );
}
