//! What is drawn anew at each firing of an event.

use super::*;
use crate::numerics::{Role, Stream, StreamName};

/// The uniforms of a name by the step of the counter.
fn uniform(name: &str, step: u64) -> f64 {
    Stream::new(1, StreamName::of(name).hash(Role::Value)).uniform(0, step)
}

const DRAWN: &str = "assume x ~ uniform(0, 1) each e\noutcome x_ = x\n";

#[test]
fn a_value_is_drawn_in_the_step_of_firing_and_stays_until_the_next() {
    let ran = ran(&years(&format!(
        "{DRAWN}event e {{ occurs when now == 2026 or now == 2028 or now == 2029 }}"
    )));
    let drawn = [0, 1, 1, 3, 3, 3].map(|step| uniform("x", step));
    assert_eq!(ran.series("x_"), drawn);
}

#[test]
fn what_never_fires_leaves_the_value_of_the_start_and_a_trigger_fires() {
    let ran = ran(&years(&format!(
        "{DRAWN}event e {{ occurs in 2025; lasts 5 years }}\n\
         scenario none {{ prevent e }}\nscenario again {{ trigger e in 2027 }}"
    )));
    assert_eq!(ran.series_in("none", "x_"), [uniform("x", 0); 6]);
    let drawn = [0, 0, 2, 2, 2, 2].map(|step| uniform("x", step));
    assert_eq!(ran.series_in("again", "x_"), drawn);
}

#[test]
fn parameters_are_those_of_the_step_of_firing() {
    let ran = ran(&years(
        "let low = (now - start) / 1 year\nassume x ~ uniform(low, low + 1) each e\noutcome x_ = x\n\
         event e { occurs in 2028 }",
    ));
    let first = uniform("x", 0);
    let then = 3.0 + uniform("x", 3);
    assert_eq!(ran.series("x_"), [first, first, first, then, then, then]);
}

#[test]
fn an_event_lasts_as_long_as_its_own_draw_says() {
    let ran = ran(&years(
        "assume d ~ uniform(2, 4) years each e\nevent e { occurs in 2026; lasts d }\n\
         outcome on = e.active",
    ));
    let column = ran.column("on");
    for draw in 0..20 {
        let stream = Stream::new(1, StreamName::of("d").hash(Role::Value));
        let steps = (2.0 + 2.0 * stream.uniform(draw as u64, 1) + 0.5).floor() as usize;
        let on = (0..6).filter(|step| column.step(*step)[draw] == 1.0);
        assert_eq!(
            on.collect::<Vec<_>>(),
            (1..(1 + steps).min(6)).collect::<Vec<_>>()
        );
    }
}

/// The hazard sees the draw of the firing before: certain after a first firing that drew one, and never before.
#[test]
fn a_hazard_sees_the_draw_as_the_step_before_left_it() {
    let ran = ran(&years(
        "let p = if now > 2026 then 1 else 0\nassume again ~ bernoulli(p) each e\n\
         event e { hazard if again then 100%/year else 0%/year }\noutcome n = e.count\n\
         scenario once { trigger e in 2027 }",
    ));
    assert_eq!(ran.series("n"), [0.0, 0.0, 1.0, 2.0, 3.0, 4.0]);
}

/// A switch goes by the draw of the very firing at which it acts.
#[test]
fn a_switch_sees_the_draw_of_this_firing() {
    let ran = ran(&years(
        "let p = if now > 2026 then 1 else 0\nassume deep ~ bernoulli(p) each e\n\
         choice c {\n  option a\n  option b\n}\nevent e { occurs in 2027; switch c to b when deep }\n\
         outcome held = c is b",
    ));
    assert_eq!(ran.series("held"), [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
}

#[test]
fn a_value_unknown_to_fire_is_unknown_until_it_is_known_to() {
    let ran = ran(&years(&format!(
        "{DRAWN}assume u = unknown\nevent e {{ occurs when now == 2027 and u > 0 }}\n\
         scenario later {{ trigger e in 2029 }}"
    )));
    let column = ran.column("x_");
    let marks: Vec<Mark> = (0..6).map(|step| column.mark(step, 0)).collect();
    use Mark::{Present, Unknown};
    assert_eq!(
        marks,
        [Present, Present, Unknown, Unknown, Present, Present]
    );
    assert_eq!(column.step(4)[0], uniform("x", 4));
}

/// What is over an index is drawn at the firings of its own element's event.
#[test]
fn each_element_has_firings_of_its_own() {
    let ran = ran(&years(
        "index mine = hill, lake\nassume x[mine] ~ uniform(0, 1) each e\nassume due[mine]: date = [hill: 2026, lake: 2028]\n\
         event e[mine] { occurs in due }\noutcome x_[mine] = x\n",
    ));
    let of = |element: &str, step| {
        let stream = StreamName::of("x").part(element).hash(Role::Value);
        Stream::new(1, stream).uniform(0, step)
    };
    let hill = [0, 1, 1, 1, 1, 1].map(|step| of("hill", step));
    let lake = [0, 0, 0, 3, 3, 3].map(|step| of("lake", step));
    assert_eq!(ran.series("x_[hill]"), hill);
    assert_eq!(ran.series("x_[lake]"), lake);
}
