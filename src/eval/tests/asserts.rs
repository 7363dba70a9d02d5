//! Asserts: in every draw and step.

use super::*;
use crate::eval::verdict::Held;

fn verdicts(text: &str) -> Vec<(bool, Option<String>)> {
    let run = ran(&years(text)).run;
    run.verdicts
        .into_iter()
        .map(|verdict| (verdict.held == Held::Yes, verdict.found))
        .collect()
}

#[test]
fn the_first_draw_and_step_that_fail() {
    let text = "stock s starts 10 t {\n  loses 4 t/year\n}\nassert \"never empty\" s >= 0 t\nassert \"falls\" s <= 10 t\noutcome x = s";
    let found = verdicts(text);
    assert_eq!(
        found[0],
        (false, Some("first in draw 1, 2028: -2 t < 0 t".to_owned()))
    );
    assert_eq!(found[1], (true, None));
}

#[test]
fn in_the_units_of_what_is_compared() {
    let text = "assume share ~ uniform(0%, 100%)\nassert \"less\" share < 50%\noutcome x = share";
    let ran = ran(&years(text));
    let values = &ran.column("x").values;
    let draw = values.iter().position(|value| *value >= 0.5).unwrap();
    let verdict = &ran.run.verdicts[0];
    let found = verdict.found.as_deref().unwrap();
    assert!(
        found.starts_with(&format!("first in draw {}: ", draw + 1)),
        "{found}"
    );
    assert!(found.ends_with("% >= 50%"), "{found}");
    assert_eq!(verdict.scenario, Some(ScenarioId(0)));
}

#[test]
fn what_rests_on_something_unknown_neither_holds_nor_fails() {
    let text = "assume u: USD = unknown\ntable v by year {\n  columns t: USD\n  2025 = 2\n  2026 = 2\n  2027 = unknown\n  2028 = 3\n  2029 = 3\n  2030 = 3\n}\nassert \"some\" u > 1 USD\nassert \"cell\" v.t > 1 USD\nassert \"fails in another year\" v.t < 3 USD\noutcome x = 1";
    let verdicts = ran(&years(text)).run.verdicts;
    let told = |at: usize| (verdicts[at].held, verdicts[at].found.clone());
    assert_eq!(told(0), (Held::Unknown, None));
    assert_eq!(told(1), (Held::Unknown, Some("first in 2027".to_owned())));
    assert_eq!(
        told(2),
        (
            Held::No,
            Some("first in draw 1, 2028: 3 USD >= 3 USD".to_owned())
        )
    );
    assert!(!verdicts[0].passes());
}

#[test]
fn with_the_options_that_it_fails_with() {
    let text = "choice c {\n  option a\n  option b\n}\nchoice d {\n  option low\n  option high\n}\nassume cost ~ uniform(3 USD, 4 USD)\nlet paid = if c is b then cost else 0 USD\nassert \"cheap\" paid <= 2 USD and (d is low or d is high)\nassert \"dear\" cost > 5 USD\noutcome x = cost\nscenario s { choose c = b }";
    let found = verdicts(text);
    let of = |at: usize| found[at].1.clone().unwrap();
    assert!(
        of(0).ends_with(" > 2 USD, where c is b, d is low"),
        "{}",
        of(0)
    );
    assert!(of(1).ends_with(" <= 5 USD"), "{}", of(1));
}

#[test]
fn in_a_unit_that_is_written() {
    let text = "assume bought = 12 t / 6 months\nassume price = 100 USD/t\nassume value = 2 million USD/year\nassert \"as paid\" bought * price == value\nassert \"as bought\" bought * price == 3 * price * bought\noutcome x = value + bought * price";
    let found = verdicts(text);
    let at = |at: usize| found[at].1.clone().unwrap();
    assert_eq!(
        at(0),
        "first in draw 1: 0.0024 million USD/year != 2 million USD/year"
    );
    assert_eq!(at(1), "first in draw 1: 200 USD/month != 600 USD/month");
}
