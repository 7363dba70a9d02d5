//! What is drawn: hazards, weights, distributions, years.

use super::*;

#[test]
fn a_hazard_strikes_as_often_as_it_says() {
    let ran = ran(&years(
        "event e { hazard 20%/year }\noutcome hit = e.fired\noutcome ever_ = ever(e.fired)",
    )
    .replace("draws 1000", "draws 20000"));
    assert!((ran.mean("hit") - 0.2).abs() < 0.01);
    assert!((ran.mean("ever_") - (1.0 - 0.8_f64 * 0.8 * 0.8 * 0.8 * 0.8 * 0.8)).abs() < 0.015);
    assert!(ran.column("hit").uncertain);
}

#[test]
fn an_active_event_does_not_strike_again() {
    let ran = ran(&years(
        "event e { hazard 100%/year; lasts 2 years }\noutcome hit = e.fired",
    ));
    assert_eq!(ran.series("hit"), [1.0, 0.0, 1.0, 0.0, 1.0, 0.0]);
}

#[test]
fn a_finer_step_has_a_smaller_probability() {
    let ran = ran(
        "model m { time 2025-01..2025-12 by month; draws 20000 }\nevent e { hazard 50%/year; lasts forever }\n\
         outcome n = e.count",
    );
    assert!((ran.mean("n") - 0.5).abs() < 0.015);
}

#[test]
fn weights_and_switches_with_a_probability() {
    let text = "choice c {\n  option a { weight 25% }\n  option b { weight 75%; set x = 1 }\n}\nassume x = 0\n\
                choice d {\n  option p\n  option q { set y = 1 }\n}\nassume y = 0\n\
                event e { occurs in 2026; switch d to q with probability 30% }\n\
                outcome x_ = x\noutcome y_ = y";
    let ran = ran(&years(text).replace("draws 1000", "draws 20000"));
    assert!((ran.mean("x_") - 0.75).abs() < 0.01);
    assert!((ran.mean("y_") - 0.3).abs() < 0.01);
}

#[test]
fn a_draw_each_year_lasts_the_year() {
    let ran = ran(
        "model m { time 2025-01..2026-12 by month; draws 50 }\nassume x ~ uniform(0, 1) each year\n\
         assume y ~ uniform(0, 1) each step\noutcome x_ = x\noutcome y_ = y",
    );
    let (x, y) = (ran.series("x_"), ran.series("y_"));
    assert!(
        x[..12].iter().all(|value| *value == x[0]) && x[12..].iter().all(|value| *value == x[12])
    );
    assert!(x[0] != x[12] && y[0] != y[1]);
}

#[test]
fn one_assumption_never_moves_another() {
    let one = ran(&years("assume x ~ normal(0, 1)\noutcome x_ = x"));
    let two = ran(&years(
        "assume w ~ 1 to 5\nassume x ~ normal(0, 1)\noutcome x_ = x\noutcome w_ = w",
    ));
    assert_eq!(one.column("x_").values, two.column("x_").values);
}

#[test]
fn parameters_may_be_drawn_themselves() {
    let ran = ran(&years(
        "assume m ~ uniform(1, 2)\nassume x ~ normal(m, 0.001)\noutcome gap = abs(x - m)",
    ));
    assert!(ran.column("gap").values.iter().all(|gap| *gap < 0.01));
    assert!(ran.column("gap").values.iter().any(|gap| *gap > 0.0));
}

#[test]
fn what_does_not_act_makes_nothing_uncertain() {
    let text = "assume u ~ uniform(0, 1)\nassume x = 1\nchoice c {\n  option a\n  option b { set x = u }\n}\n\
                event e { hazard 5%/year; add u to x }\noutcome x_ = x\n\
                scenario s { prevent e }\nscenario t { choose c = b; prevent e }\nscenario v { }";
    let ran = ran(&years(text));
    assert!(!ran.column_in("s", "x_").uncertain);
    assert!(ran.column_in("t", "x_").uncertain);
    assert!(ran.column_in("v", "x_").uncertain);
}
