//! What is no number: reported where something asked for rests on it, and only there.

use super::*;

#[test]
fn a_branch_not_taken_may_divide_by_zero() {
    let ran = ran(&years(
        "assume zero = 0\noutcome safe = if zero > 0 then 1 / zero else 7\noutcome no = zero > 0 and 1 / zero > 2",
    ));
    assert_eq!(ran.value("safe"), 7.0);
    assert_eq!(ran.value("no"), 0.0);
}

#[test]
fn the_lowest_draw_then_the_lowest_step() {
    let text = "assume u ~ uniform(0, 1)\nlet x = if u < 5% and now >= 2027 then 0 else 1\noutcome y = 1 / x";
    let found = refused(&years(text));
    let all = ran(&years("assume u ~ uniform(0, 1)\noutcome u_ = u"));
    let draw = all
        .column("u_")
        .values
        .iter()
        .position(|u| *u < 0.05)
        .unwrap();
    assert_eq!(found, format!("division by zero (draw {}, 2027)", draw + 1));
}

#[test]
fn reasons_are_said_in_words() {
    let cases = [
        (
            "outcome y = ln(0 * ((now - start) / 1 year))",
            "logarithm of 0, a number that is not above zero (draw 1, 2025)",
        ),
        (
            "assume a = -1\noutcome y = sqrt(a)",
            "square root of -1, which is below zero (draw 1)",
        ),
        (
            "assume a = 1000\noutcome y = exp(a)",
            "a function of 1000 that is too large for a number (draw 1)",
        ),
        (
            "assume a = 1e300\noutcome y = a * a",
            "a product too large for a number (draw 1)",
        ),
        (
            "assume s ~ normal(0, 1)\nassume x ~ normal(0, s)\noutcome y = x",
            "the standard deviation must be above zero",
        ),
        (
            "let p = if now >= start then 130% else 0%\nevent e { hazard p / 1 year }\noutcome y = e.fired",
            "hazard of 130% is not within 0..100% (draw 1, 2025)",
        ),
    ];
    for (text, expected) in cases {
        let found = refused(&years(text));
        assert!(found.starts_with(expected), "{found}");
    }
}

#[test]
fn only_what_is_asked_for_is_at_fault() {
    let text = "assume zero = 0\nlet bad = 1 / zero\noutcome fine = 1\noutcome fine_too = if zero == 0 then 1 else bad";
    assert_eq!(ran(&years(text)).value("fine_too"), 1.0);
}
