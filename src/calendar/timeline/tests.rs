//! Timelines as models write them, and the ones that are refused.

use super::*;

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

fn day(text: &str) -> Date {
    period(text).first()
}

fn line(from: &str, to: &str, every: u32, unit: &str) -> Result<Timeline, TimelineFault> {
    Timeline::new(
        period(from),
        period(to),
        every,
        StepUnit::parse(unit).unwrap(),
    )
}

/// Each step with its label, first and last day, up to four of them.
fn steps(timeline: &Timeline) -> Vec<String> {
    let shown = timeline.len().min(4);
    (0..shown)
        .map(|step| {
            format!(
                "{}: {} {}",
                timeline.label(step),
                timeline.first_day(step),
                timeline.last_day(step)
            )
        })
        .collect()
}

#[test]
fn months_and_quarters() {
    let months = line("2026-01", "2027-12", 1, "month").unwrap();
    assert_eq!(months.len(), 24);
    assert_eq!(months.label(13), "2027-02");
    assert_eq!(months.last_day(13).to_string(), "2027-02-28");
    assert_eq!(months.step_days(), 30.4375);

    let quarters = line("2026-Q2", "2026", 1, "quarter").unwrap();
    assert_eq!(
        steps(&quarters),
        [
            "2026-Q2: 2026-04-01 2026-06-30",
            "2026-Q3: 2026-07-01 2026-09-30",
            "2026-Q4: 2026-10-01 2026-12-31"
        ]
    );
    let shifted = line("2026-02", "2026-12", 1, "quarter").unwrap();
    assert_eq!(shifted.label(1), "2026-05");
    assert_eq!(shifted.len(), 4);
}

#[test]
fn years_start_in_any_month_and_the_last_may_overrun() {
    let years = line("2026-02", "2027-12", 1, "year").unwrap();
    assert_eq!(
        steps(&years),
        [
            "2026-02: 2026-02-01 2027-01-31",
            "2027-02: 2027-02-01 2028-01-31"
        ]
    );
    let fives = line("2025", "2050", 5, "year").unwrap();
    assert_eq!((fives.len(), fives.label(5)), (6, "2050".to_owned()));
    assert_eq!(fives.last_day(5).to_string(), "2054-12-31");
    assert_eq!(fives.step_days(), 1826.25);
}

#[test]
fn weeks_and_days() {
    let weeks = line("2027-12-27", "2028-01", 1, "week").unwrap();
    assert_eq!(weeks.len(), 6);
    assert_eq!(steps(&weeks)[1], "2028-01-03: 2028-01-03 2028-01-09");
    let days = line("2028-02", "2028-02", 1, "day").unwrap();
    assert_eq!((days.len(), days.label(28)), (29, "2028-02-29".to_owned()));
}

#[test]
fn the_step_of_a_day() {
    let fives = line("2025", "2050", 5, "year").unwrap();
    assert_eq!(fives.step_at(day("2024-12-31")), None);
    assert_eq!(fives.step_at(day("2029-12-31")), Some(0));
    assert_eq!(fives.step_at(day("2030")), Some(1));
    assert_eq!(fives.step_at(day("2054-12-31")), Some(5));
    assert_eq!(fives.step_at(day("2055")), None);
    assert_eq!(fives.step_of(period("2027-06")), Some(0));
    let weeks = line("2027-12-27", "2028-01", 1, "week").unwrap();
    assert_eq!(weeks.step_of(period("2028-01")), Some(1));
    assert_eq!(weeks.step_at(day("2027-12-27")), Some(0));
}

#[test]
fn a_window_has_the_steps_that_begin_in_it() {
    let months = line("2026-01", "2027-12", 1, "month").unwrap();
    let window =
        |timeline: &Timeline, from: &str, to: &str| timeline.steps_in(day(from), period(to).last());
    assert_eq!(window(&months, "2026-03", "2026-Q2"), 2..6);
    assert_eq!(window(&months, "2020", "2026-01"), 0..1);
    assert_eq!(window(&months, "2027", "2040"), 12..24);
    assert!(window(&months, "2030", "2031").is_empty());
    assert!(window(&months, "2020", "2021").is_empty());
    assert!(window(&months, "2026-04-02", "2026-04").is_empty());
    assert!(window(&months, "2027", "2026").is_empty());
    let fives = line("2025", "2050", 5, "year").unwrap();
    assert_eq!(window(&fives, "2026", "2036"), 1..3);
    assert!(window(&fives, "2026", "2027").is_empty());
}

#[test]
fn windows_and_days_agree_with_a_count() {
    for (every, unit) in [
        (1, "month"),
        (2, "quarter"),
        (3, "week"),
        (10, "day"),
        (1, "year"),
    ] {
        let timeline = line("2027-03", "2029-05", every, unit).unwrap();
        for from in (day("2027").0..day("2030-03").0).step_by(11) {
            let (from, to) = (Date(from), Date(from + 40));
            let counted =
                (0..timeline.len()).filter(|step| (from..=to).contains(&timeline.first_day(*step)));
            assert!(counted.eq(timeline.steps_in(from, to)));
            let holds = |step: &usize| {
                (timeline.first_day(*step)..=timeline.last_day(*step)).contains(&from)
            };
            assert_eq!((0..timeline.len()).find(holds), timeline.step_at(from));
        }
    }
}

#[test]
fn what_is_no_timeline() {
    let said = |from, to, every, unit| {
        let fault = line(from, to, every, unit).unwrap_err();
        format!("{fault}; {}", fault.way_out())
    };
    insta::assert_snapshot!(said("2027", "2026", 1, "year"), @"the timeline ends in `2026`, before it starts in `2027`; write the earlier date first: `time 2026..2027`");
    insta::assert_snapshot!(said("2026", "2027", 0, "month"), @"a step of 0 months never moves on; write `by month`, or a number from 1");
    insta::assert_snapshot!(said("2026", "2027", 5, "year"), @"a step of 5 years is longer than the timeline `2026..2027`; let the timeline end later, or take shorter steps");
    insta::assert_snapshot!(said("1026", "2027", 1, "day"), @"the timeline `1026..2027` has 365973 steps of 1 day, and a model can have 100000; take longer steps, such as `by month`, or a shorter timeline");
    insta::assert_snapshot!(said("2026-02-15", "2027", 1, "month"), @"the timeline starts on `2026-02-15`, and a step of 1 month starts on the first of a month; start in `2026-02`, or step `by week` or `by day`");
    assert!(matches!(
        line("2026", "2027", u32::MAX, "year"),
        Err(TimelineFault::StepTooLong { .. })
    ));
    assert!(line("2026-02-01", "2027", 1, "month").is_ok());
}

#[test]
fn the_unit_where_none_is_said() {
    assert_eq!(default_unit(period("2026"), period("2030")), StepUnit::Year);
    assert_eq!(
        default_unit(period("2026-01"), period("2030")),
        StepUnit::Month
    );
    assert_eq!(
        default_unit(period("2026"), period("2030-Q2")),
        StepUnit::Quarter
    );
    assert_eq!(
        default_unit(period("2026-01-05"), period("2030-02")),
        StepUnit::Day
    );
}

#[test]
fn far_steps_do_not_panic() {
    let timeline = line("9998", "9999", 1, "year").unwrap();
    let _ = (
        timeline.first_day(usize::MAX),
        timeline.last_day(usize::MAX),
        timeline.label(usize::MAX),
    );
    let _ = timeline.steps_in(Date(i32::MIN), Date(i32::MAX));
    assert_eq!(timeline.step_at(Date(i32::MAX)), None);
}
