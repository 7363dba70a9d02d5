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

/// The share of draws in which a yes/no of the first step holds.
fn share(ran: &Ran, scenario: &str, name: &str) -> f64 {
    crate::numerics::mean_sd(ran.column_in(scenario, name).step(0)).0
}

#[test]
fn weights_look_at_the_choices_above() {
    let text = "choice a {\n  option x { weight 30% }\n  option y { weight 70% }\n}\n\
                choice b {\n  option p { weight if a is x then 0% else 40% }\n\
                \x20 option q { weight if a is x then 100% else 60% }\n}\n\
                outcome p_ = b is p\noutcome both = a is x and b is p\n\
                scenario open\nscenario chosen { choose a = y }\nscenario other { choose a = x }";
    let ran = ran(&years(text).replace("draws 1000", "draws 20000"));
    assert!((share(&ran, "open", "p_") - 0.28).abs() < 0.01);
    assert!((share(&ran, "chosen", "p_") - 0.4).abs() < 0.01);
    assert_eq!(share(&ran, "open", "both"), 0.0);
    assert_eq!(share(&ran, "other", "p_"), 0.0);
    assert!(!ran.column_in("other", "p_").uncertain);
}

/// Constant weights keep their draws when they are written as a condition.
#[test]
fn conditional_weights_use_the_uniform_of_the_choice() {
    let text = |weight: &str| {
        format!(
            "choice a {{\n  option x {{ weight 50% }}\n  option y {{ weight 50% }}\n}}\n\
             choice b {{\n  option p {{ weight {weight} }}\n  option q {{ weight 60% }}\n}}\noutcome p_ = b is p"
        )
    };
    let plain = ran(&years(&text("40%")));
    let conditional = ran(&years(&text("if a is x then 40% else 2 * 20%")));
    assert_eq!(plain.column("p_").values, conditional.column("p_").values);
}

#[test]
fn weights_that_do_not_add_up_in_a_draw_are_a_fault() {
    let text = "assume w = 40%\nchoice a {\n  option x { weight 50% }\n  option y { weight 50%; set w = 30% }\n}\n\
                choice b {\n  option p { weight w }\n  option q { weight 60% }\n}\noutcome p_ = b is p";
    let said = refused(&years(text));
    assert!(
        said.contains("weights of `30%` and `60%`, which add up to 90%"),
        "{said}"
    );
}
