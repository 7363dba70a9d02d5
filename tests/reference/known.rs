//! Small models whose values can be worked out by hand from the language's description.

use foreland::types::model::{ScenarioId, TypedModel};

use super::machine::{self, Refused};
use super::{Reference, Value};

/// The values of a quantity in all steps of one scenario's first draw.
fn series(declarations: &str, scenario: usize, name: &str) -> Vec<f64> {
    let text = format!("model m {{ time 2026..2031 by year }}\n{declarations}\n");
    let model = match machine::checked(&text) {
        Ok(model) => model,
        Err(Refused(why)) => panic!("{why}\n{text}"),
    };
    values(&model, scenario, name)
}

fn values(model: &TypedModel, scenario: usize, name: &str) -> Vec<f64> {
    let reference = Reference::new(model, ScenarioId(scenario), model.seed);
    let id = model.outcomes.iter().map(|outcome| outcome.quantity);
    let id = id
        .into_iter()
        .find(|id| model.quantity(*id).origin.name == name);
    let id = id.unwrap_or_else(|| panic!("no outcome is called `{name}`"));
    (0..model.steps())
        .map(|step| match reference.value(0, step, id) {
            Value::Number(number) => number,
            missing => panic!("`{name}` in step {step}: {missing:?}"),
        })
        .collect()
}

#[test]
fn an_event_acts_from_the_step_in_which_it_occurs() {
    let text = "let x = 8\nevent e { occurs in 2027; lasts 2 years; cut x by 50% }\noutcome o = x";
    assert_eq!(series(text, 0, "o"), [8.0, 4.0, 4.0, 8.0, 8.0, 8.0]);
}

#[test]
fn a_trigger_restarts_and_prevention_leaves_only_triggers() {
    let text = "let x = 0\nevent e { occurs in 2026; lasts 2 years; add 1 to x }\noutcome o = x\n\
                outcome n = e.count\nscenario again { trigger e in 2027 for 3 years }\n\
                scenario only { trigger e in 2030; prevent e }";
    assert_eq!(series(text, 0, "o"), [1.0, 1.0, 1.0, 1.0, 0.0, 0.0]);
    assert_eq!(series(text, 0, "n"), [1.0, 2.0, 2.0, 2.0, 2.0, 2.0]);
    assert_eq!(series(text, 1, "o"), [0.0, 0.0, 0.0, 0.0, 1.0, 1.0]);
}

#[test]
fn a_switch_takes_hold_in_the_next_step_and_a_scenario_beats_it() {
    let text = "choice c { \n option a \n option b \n option d \n }\n\
                event e { occurs in 2027; switch c to d; switch c to b }\n\
                outcome o = if c is a then 0 else if c is b then 1 else 2\n\
                scenario plain\nscenario later { choose c = b from 2028 }";
    assert_eq!(series(text, 0, "o"), [0.0, 0.0, 2.0, 2.0, 2.0, 2.0]);
    assert_eq!(series(text, 1, "o"), [0.0, 0.0, 1.0, 1.0, 1.0, 1.0]);
}

#[test]
fn fading_is_linear_from_the_last_active_step() {
    let text = "let x = 0\nlet y = 8\n\
                event e { occurs in 2027; add 4 to x fading over 4 years; cut y by 50% fading over 2 years }\n\
                outcome o = x\noutcome p = y";
    assert_eq!(series(text, 0, "o"), [0.0, 4.0, 3.0, 2.0, 1.0, 0.0]);
    assert_eq!(series(text, 0, "p"), [8.0, 4.0, 6.0, 8.0, 8.0, 8.0]);
}

#[test]
fn sets_have_ranks_and_additions_come_before_factors() {
    let text = "let x = 1\nchoice c { \n option a { set x = 10; add 1 to x; scale x by 2 } \n }\n\
                event e { occurs in 2027; set x = 100 }\noutcome o = x\n\
                scenario plain\nscenario own { set x = 20 }";
    assert_eq!(series(text, 0, "o"), [22.0, 202.0, 22.0, 22.0, 22.0, 22.0]);
    assert_eq!(series(text, 1, "o"), [42.0, 202.0, 42.0, 42.0, 42.0, 42.0]);
}

#[test]
fn a_condition_fires_on_its_rising_edges() {
    let text = "let on = now == 2026 or now == 2028 or now == 2029\n\
                event e { occurs when on; lasts 1 year }\noutcome n = e.count\noutcome o = if e.active then 1 else 0";
    assert_eq!(series(text, 0, "n"), [1.0, 1.0, 2.0, 2.0, 2.0, 2.0]);
    assert_eq!(series(text, 0, "o"), [1.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
}

#[test]
fn factors_act_on_the_rate_and_an_event_on_hazards_a_step_later() {
    let text = "event e { occurs in 2027; cut f.hazard by 100% }\nevent f { hazard 100%/year; raise f.hazard by 20% }\n\
                outcome h = f.hazard\noutcome n = f.count";
    assert_eq!(series(text, 0, "h"), [1.0, 1.0, 0.0, 1.0, 1.0, 1.0]);
    assert_eq!(series(text, 0, "n"), [1.0, 2.0, 2.0, 3.0, 4.0, 5.0]);
}

#[test]
fn values_that_look_back() {
    let text = "let t = (now - start) / 1 year\noutcome p = previous(t, initial: 9)\noutcome q = previous(t)\n\
                outcome d = delay(t, 2 years)\noutcome s = smooth(if t < 1 then 0 else 8, 2 years)\n\
                outcome i = initially 5 then t\noutcome c = cumulative(t / 1 year)";
    assert_eq!(series(text, 0, "p"), [9.0, 0.0, 1.0, 2.0, 3.0, 4.0]);
    assert_eq!(series(text, 0, "q"), [0.0, 0.0, 1.0, 2.0, 3.0, 4.0]);
    assert_eq!(series(text, 0, "d"), [0.0, 0.0, 0.0, 1.0, 2.0, 3.0]);
    assert_eq!(series(text, 0, "s"), [0.0, 4.0, 6.0, 7.0, 7.5, 7.75]);
    assert_eq!(series(text, 0, "i"), [5.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(series(text, 0, "c"), [0.0, 1.0, 3.0, 6.0, 10.0, 15.0]);
}

#[test]
fn stocks_open_with_what_the_step_before_closed() {
    let text = "stock s starts 10 t {\n gains 2 t/year \n loses 1 t/year \n loses s / 10 years \n}\noutcome o = s";
    assert_eq!(series(text, 0, "o")[..3], [10.0, 10.0, 10.0]);
}

#[test]
fn tables_are_linear_between_their_keys_or_hold_their_step() {
    let text = "assume a = [2026: 0, 2030: 8, 2031: 3] linear\nassume b = [2026: 1, 2029: 2, 2031: 3] step\n\
                outcome o = a\noutcome p = b\noutcome r = ramp(2027, 2029)";
    assert_eq!(series(text, 0, "o"), [0.0, 2.0, 4.0, 6.0, 8.0, 3.0]);
    assert_eq!(series(text, 0, "p"), [1.0, 1.0, 1.0, 2.0, 2.0, 3.0]);
    assert_eq!(series(text, 0, "r"), [0.0, 0.0, 0.5, 1.0, 1.0, 1.0]);
}
