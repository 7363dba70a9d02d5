//! Values in one step: arithmetic, dates, tables, none and unknown.

use super::*;

#[test]
fn units_convert_where_they_meet() {
    let ran = ran(&years(
        "assume a = 2 t\nassume b = 500 kg\noutcome sum: kg = a + b\noutcome ratio = a / b",
    ));
    assert_eq!(ran.value("sum"), 2_500.0);
    assert_eq!(ran.value("ratio"), 4.0);
    assert_eq!(ran.run.samples.draws, 1);
    assert!(!ran.column("sum").uncertain);
}

#[test]
fn functions_and_conditions() {
    let ran = ran(&years(
        "outcome a = clamp(7, 1, 5)\noutcome b = round(2.5) + floor(-0.5) + ceil(0.2)\n\
         outcome c = if 1 > 2 then 3 else if 2 > 1 then 4 else 5\noutcome d = 2 ^ 0.5",
    ));
    assert_eq!(ran.value("a"), 5.0);
    assert_eq!(ran.value("b"), 3.0);
    assert_eq!(ran.value("c"), 4.0);
    assert!(close(ran.value("d"), 2.0_f64.sqrt()));
}

#[test]
fn tables_are_read_on_the_line_or_by_the_step() {
    let ran = ran(&years(
        "assume price = [2025: 60, 2027: 80, 2030: 50] USD linear\n\
         assume level = [2025: 1, 2027: 2, 2030: 3] USD step\n\
         outcome p = price\noutcome l = level\noutcome mid = price at 2026",
    ));
    assert_eq!(ran.series("p"), [60.0, 70.0, 80.0, 70.0, 60.0, 50.0]);
    assert_eq!(ran.series("l"), [1.0, 1.0, 2.0, 2.0, 2.0, 3.0]);
    assert_eq!(ran.value("mid"), 70.0);
}

#[test]
fn dates_and_ramps() {
    let ran = ran(&years(
        "outcome up = ramp(2026, 2029)\noutcome gap: years = now - start",
    ));
    let up = [0.0, 0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0, 1.0];
    let found = ran.series("up");
    assert!(
        found.iter().zip(up).all(|(found, up)| close(*found, up)),
        "{found:?}"
    );
    assert_eq!(ran.series("gap"), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
}

#[test]
fn unknown_is_carried_but_not_out_of_a_branch_not_taken() {
    let ran = ran(&years(
        "assume u: USD = unknown\nassume k = 3 USD\noutcome sum = u + k\n\
         outcome safe = if k > 2 USD then k else u\noutcome cmp = u > k\n\
         outcome known = k > 5 USD and u > k",
    ));
    assert_eq!(ran.mark("sum"), Mark::Unknown);
    assert!(ran.value("sum").is_nan());
    assert_eq!(ran.value("safe"), 3.0);
    assert_eq!(ran.mark("cmp"), Mark::Unknown);
    assert_eq!(ran.value("known"), 0.0);
}

#[test]
fn none_is_carried_and_compares_as_no() {
    let ran = ran(&years(
        "assume c = 1 USD/year\noutcome r = irr(c)\noutcome more = irr(c) * 2\n\
         outcome high = irr(c) > 5%/year\noutcome other = irr(c) != 5%/year",
    ));
    assert_eq!(ran.mark("r"), Mark::None);
    assert_eq!(ran.value("high"), 0.0);
    assert_eq!(ran.value("other"), 0.0);
}

#[test]
fn comparisons_forgive_rounding() {
    let ran = ran(&years(
        "assume a = 0.1\nassume b = 0.2\noutcome same = a + b == 0.3\noutcome above = a + b > 0.3\n\
         outcome least = a + b >= 0.3",
    ));
    assert_eq!(ran.value("same"), 1.0);
    assert_eq!(ran.value("above"), 0.0);
    assert_eq!(ran.value("least"), 1.0);
}

#[test]
fn what_is_wanted_twice_is_given_once() {
    let model = model(&years("outcome a = 1\noutcome b = 2"));
    let mut options = options(&model);
    options.wanted = [1, 0, 1].map(|at: usize| options.wanted[at]).to_vec();
    let Ok(run) = run(&model, &options) else {
        panic!("it runs")
    };
    let results = run.samples.scenarios[0].results.iter();
    let given: Vec<QuantityId> = results.map(|column| column.quantity).collect();
    assert_eq!(given, options.wanted[..2]);
}

#[test]
fn dates_out_of_dates() {
    let day =
        |year, month, day| f64::from(crate::calendar::Date::from_ymd(year, month, day).unwrap().0);
    let ran = ran(&years(
        "assume a: date = 2028-03\nlet b = if now < 2027 then a else a + 1 year\noutcome later = max(a, 2027, 2028-01)\n\
         outcome sooner = min(a, 2027)\noutcome kept = clamp(a, 2020, 2028)\noutcome last = highest(b)\n\
         outcome first_ = lowest(b)\noutcome middle = average(b during 2026..2027)",
    ));
    assert_eq!(ran.value("later"), day(2028, 3, 1));
    assert_eq!(ran.value("sooner"), day(2027, 1, 1));
    assert_eq!(ran.value("kept"), day(2028, 1, 1));
    assert_eq!(ran.value("last"), day(2029, 3, 1));
    assert_eq!(ran.value("first_"), day(2028, 3, 1));
    // Half of 365 days later, to the nearest day.
    assert_eq!(ran.value("middle"), day(2028, 3, 1) + 183.0);
}
