//! Present value, rate of return, payback.

use super::*;

#[test]
fn present_value_of_a_constant_flow() {
    let ran = ran(&years(
        "assume c = 100 USD/year\noutcome pv: USD = present_value(c, 10%/year)",
    ));
    let expected: f64 = (0..6)
        .map(|t| 100.0 / [1.0, 1.1, 1.21, 1.331, 1.4641, 1.61051][t])
        .sum();
    assert!(close(ran.value("pv"), expected));
}

#[test]
fn present_value_by_month_uses_an_effective_annual_rate() {
    let ran = ran(
        "model m { time 2025-01..2026-01 by month }\nassume c = [2025-01: 0, 2026-01: 12] USD/year step\n\
         outcome pv: USD = present_value(c, 10%/year)",
    );
    assert!(close(ran.value("pv"), 1.0 / 1.1));
}

#[test]
fn the_rate_at_which_the_present_value_is_nought() {
    let ran = ran(&years(
        "let c = if now == start then -100 USD/year else 30 USD/year\noutcome r = irr(c)\n\
         outcome back = payback(c)\noutcome pv: USD = present_value(c, irr(c))",
    ));
    assert!(ran.value("pv").abs() < 1e-10, "{}", ran.value("pv"));
    assert!(ran.value("r") > 0.15 && ran.value("r") < 0.16);
    let day = crate::calendar::Date::from_ymd(2029, 1, 1).unwrap();
    assert_eq!(ran.value("back"), f64::from(day.0));
}

#[test]
fn a_negative_rate_and_two_changes_of_sign() {
    let ran = ran(&years(
        "let loss = if now == start then -100 USD/year else 10 USD/year\n\
         let twice = if now == 2026 then 300 USD/year else -100 USD/year\n\
         outcome r = irr(loss)\noutcome none = irr(twice)\noutcome back = payback(loss)",
    ));
    assert!(
        ran.value("r") < -0.15 && ran.value("r") > -0.2,
        "{}",
        ran.value("r")
    );
    assert_eq!(ran.mark("none"), Mark::None);
    assert_eq!(ran.mark("back"), Mark::None);
}
