//! The life of an event: when it fires, how long it lasts, what it leaves behind.

use super::*;

/// What an event does to a 10, year by year.
fn effect(event: &str, scenario: &str) -> Vec<f64> {
    let event = event.replace('\n', "\n  ");
    let text = format!(
        "assume base = 10\nlet x = base * (1 + 0 * ((now - start) / 1 year))\n\
         event e {{\n  {event}\n}}\noutcome x_ = x\noutcome n = e.count\n\
         scenario s {{ {scenario} }}"
    );
    ran(&years(&text)).series("x_")
}

#[test]
fn a_known_date_and_a_duration() {
    let found = effect("occurs in 2026\nlasts 2 years\nscale x by 3", "");
    assert_eq!(found, [10.0, 30.0, 30.0, 10.0, 10.0, 10.0]);
    let found = effect("occurs in 2026\nadd 1 to x", "");
    assert_eq!(found, [10.0, 11.0, 10.0, 10.0, 10.0, 10.0]);
    let found = effect("occurs in 2027\nlasts forever\nset x = 1", "");
    assert_eq!(found, [10.0, 10.0, 1.0, 1.0, 1.0, 1.0]);
}

#[test]
fn durations_round_half_up_and_are_at_least_one() {
    let found = effect("occurs in 2026\nlasts 18 months\nset x = 1", "");
    assert_eq!(found, [10.0, 1.0, 1.0, 10.0, 10.0, 10.0]);
    let found = effect("occurs in 2026\nlasts 1 month\nset x = 1", "");
    assert_eq!(found, [10.0, 1.0, 10.0, 10.0, 10.0, 10.0]);
}

#[test]
fn a_trigger_restarts_and_brings_its_own_duration() {
    let event = "occurs in 2025\nlasts 2 years\nset x = 1";
    let found = effect(event, "trigger e in 2026");
    assert_eq!(found, [1.0, 1.0, 1.0, 10.0, 10.0, 10.0]);
    let found = effect(event, "trigger e in 2026 for 4 years");
    assert_eq!(found, [1.0, 1.0, 1.0, 1.0, 1.0, 10.0]);
    let found = effect(event, "trigger e in 2028 for 1 year; prevent e");
    assert_eq!(found, [10.0, 10.0, 10.0, 1.0, 10.0, 10.0]);
}

#[test]
fn what_can_only_fire_while_something_holds_is_triggered_all_the_same() {
    let event = "occurs in 2026\nonly when now > 2027\nset x = 1";
    assert_eq!(effect(event, ""), [10.0; 6]);
    let found = effect(event, "trigger e in 2026");
    assert_eq!(found, [10.0, 1.0, 10.0, 10.0, 10.0, 10.0]);
}

#[test]
fn fading_counts_from_the_last_active_step() {
    let found = effect("occurs in 2026\nscale x by 3 fading over 4 years", "");
    assert_eq!(found, [10.0, 30.0, 25.0, 20.0, 15.0, 10.0]);
    let found = effect(
        "occurs in 2026\nadd 8 to x fading over 4 years",
        "trigger e in 2028",
    );
    assert_eq!(found, [10.0, 18.0, 16.0, 18.0, 16.0, 14.0]);
}

#[test]
fn occurs_on_each_rising_edge() {
    let text = "assume level = [2025: 1, 2026: 0, 2027: 1, 2028: 1, 2029: 0, 2030: 1] step\n\
                assume x = 10\nevent e {\n  occurs when level > 0.5\n  lasts 3 years\n  set x = 1\n}\n\
                outcome n = e.count\noutcome f = e.fired\noutcome a = e.active";
    let ran = ran(&years(text));
    assert_eq!(ran.series("f"), [1.0, 0.0, 1.0, 0.0, 0.0, 1.0]);
    assert_eq!(ran.series("n"), [1.0, 1.0, 2.0, 2.0, 2.0, 3.0]);
    assert_eq!(ran.series("a"), [1.0; 6]);
}

#[test]
fn a_switch_takes_hold_in_the_next_step() {
    let text = "choice c {\n  option a\n  option b { set x = 2 }\n  option d { set x = 3 }\n}\nassume x = 1\n\
                event e { occurs in 2026; switch c to b }\nevent f { occurs in 2026; switch c to d }\n\
                event g { occurs in 2028; switch c to b when now > 2029 }\n\
                outcome x_ = x\nscenario s { }\nscenario t { choose c = a from 2028 }\n\
                scenario u { prevent f; choose c = b }";
    let ran = ran(&years(text));
    assert_eq!(ran.series_in("s", "x_"), [1.0, 1.0, 3.0, 3.0, 3.0, 3.0]);
    assert_eq!(ran.series_in("t", "x_"), [1.0, 1.0, 3.0, 1.0, 1.0, 1.0]);
    assert_eq!(ran.series_in("u", "x_"), [2.0; 6]);
}

#[test]
fn events_drive_each_other_through_the_step_before() {
    let text = "event a { occurs in 2026 }\nevent b {\n  hazard 0%/year\n  set a_hits = 1\n}\n\
                event c {\n  hazard if a.fired then 100%/year else 0%/year\n}\nassume a_hits = 0\n\
                outcome fired = c.fired";
    let ran = ran(&years(text));
    assert_eq!(ran.series("fired"), [0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
}

#[test]
fn an_event_acts_on_a_hazard_as_the_step_before_left_it() {
    let text = "event a {\n  occurs in 2026\n  lasts 2 years\n  set b.hazard = 100%/year\n}\n\
                event b { hazard 0%/year }\noutcome fired = b.fired\noutcome h = b.hazard";
    let ran = ran(&years(text));
    assert_eq!(ran.series("fired"), [0.0, 0.0, 1.0, 1.0, 0.0, 0.0]);
    assert_eq!(ran.series("h"), [0.0, 0.0, 1.0, 1.0, 0.0, 0.0]);
}
