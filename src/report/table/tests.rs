//! Pages as they are read.

use super::*;
use crate::eval::verdict::Claim;
use crate::outcome::{Certain, Form, Found, Summary};
use crate::report::Told;
use crate::report::fixture::{certain, numbers, outcome, point, report, told};

fn page(outcomes: Vec<OutcomeResult>, width: usize) -> String {
    let mut report = report(outcomes, Vec::new());
    report.record.doc = None;
    let page = table(
        &report,
        View {
            width,
            colour: false,
            elapsed: None,
        },
    );
    let (_, page) = page.split_once("\n\n").unwrap();
    page.trim_end().rsplit_once("\n\n").unwrap().0.to_owned()
}

fn text(text: &str) -> Found {
    Found::Certain(Certain::Text(text.to_owned()))
}

#[test]
fn a_whole_page() {
    let mut shortage = outcome(
        "shortage",
        "t of REO",
        Form::Number,
        &[
            (
                "complacent",
                vec![point(numbers(1234.4, [0.0, 0.0, 312.4, 1800.0, 6123.9]))],
            ),
            (
                "prudent",
                vec![point(numbers(410.2, [0.0, 0.0, 0.0, 0.0, 2905.0]))],
            ),
        ],
    );
    shortage.title = Some("What two years would lack".to_owned());
    let runs_short = outcome(
        "runs_short",
        "",
        Form::YesNo,
        &[
            ("complacent", vec![point(Found::Yes(0.3721))]),
            ("prudent", vec![point(Found::Yes(0.0))]),
        ],
    );
    let mut first = outcome(
        "first_shipment",
        "",
        Form::Date,
        &[
            (
                "complacent",
                vec![Summary {
                    draws: 8_800,
                    none: 0.12,
                    se: None,
                    found: Found::Dates(
                        ["2026-03", "2026-05", "2026-11", "2027-02", "2027-10"].map(str::to_owned),
                    ),
                }],
            ),
            ("prudent", vec![point(Found::Unknown)]),
        ],
    );
    first.scenarios[1].rests_on = vec!["permit_date".to_owned()];
    let mut failed = told(2, "a larger stock never hurts", false);
    failed.found = Some("left 0.93, right 1".to_owned());
    let mut refuted = told(1, "the gap closes", false);
    refuted.refuted = Some("it does not in any scenario".to_owned());
    let asserted = |scenario: &str| Told {
        claim: Claim::Assert,
        scenario: Some(scenario.to_owned()),
        ..told(0, "the stock never goes negative", true)
    };
    let verdicts = vec![
        asserted("complacent"),
        asserted("prudent"),
        told(0, "shocks cannot be ruled out", true),
        refuted,
        failed,
    ];
    let report = report(vec![shortage, runs_short, first], verdicts);
    let page = table(
        &report,
        View {
            width: 100,
            colour: false,
            elapsed: None,
        },
    );
    insta::assert_snapshot!(page, @r#"
stock_cover  2026-01..2027-12 by month, as of 2025-12-15
How long would Japan's rare-earth stock bridge a full Chinese cut?

shortage [t of REO]  What two years would lack
               mean  p5  median    p95
  complacent  1,234   0     312  6,124
  prudent       410   0       0  2,905

runs_short [probability]
  complacent    37.2%
  prudent     < 0.03%

first_shipment [date]
                   p5   median      p95
  complacent  2026-03  2026-11  2027-10  none in 12.0% of draws
  prudent     unknown (rests on permit_date)

FAILED  expect "a larger stock never hurts": left 0.93, right 1
1 assertion and 1 expectation hold, 1 refuted as stated, 1 FAILS

10,000 draws, seed 1, numerics edition 1
"#);
}

#[test]
fn classes_in_columns_or_in_rows() {
    let labels = ["derailed", "growth", "moderate"]
        .map(str::to_owned)
        .to_vec();
    let shares = |shares: [f64; 3]| vec![point(Found::Classes(shares.to_vec()))];
    let path = outcome(
        "path",
        "",
        Form::Class(labels),
        &[
            ("base", shares([0.123, 0.0, 0.877])),
            ("pledged", shares([0.004, 0.6, 0.396])),
            ("fixed", vec![point(text("growth"))]),
        ],
    );
    insta::assert_snapshot!(page(vec![path.clone()], 100), @r#"
path [probability]
           derailed   growth  moderate
  base        12.3%  < 0.03%     87.7%
  pledged      0.4%    60.0%     39.6%
  fixed    growth in every draw
"#);
    insta::assert_snapshot!(page(vec![path], 30), @r#"
path [probability]
  base     derailed    12.3%
           growth    < 0.03%
           moderate    87.7%
  pledged  derailed     0.4%
           growth      60.0%
           moderate    39.6%
  fixed    growth
"#);
}

#[test]
fn certain_values() {
    let sure = outcome(
        "cost",
        "billion USD",
        Form::Number,
        &[
            ("a", vec![point(certain(1.5))]),
            ("b", vec![point(certain(0.25))]),
        ],
    );
    let mixed = outcome(
        "mixed",
        "USD",
        Form::Number,
        &[
            ("a", vec![point(certain(1500.0))]),
            (
                "b",
                vec![point(numbers(
                    1200.0,
                    [900.0, 1000.0, 1100.0, 1300.0, 1800.0],
                ))],
            ),
        ],
    );
    let yes = outcome(
        "works",
        "",
        Form::YesNo,
        &[
            ("a", vec![point(Found::Certain(Certain::YesNo(true)))]),
            ("b", vec![point(Found::Yes(1.0))]),
        ],
    );
    let none = Summary {
        draws: 0,
        none: 1.0,
        se: None,
        found: Found::Nothing,
    };
    let never = outcome(
        "first",
        "",
        Form::Date,
        &[("a", vec![point(text("2027-03"))]), ("b", vec![none])],
    );
    insta::assert_snapshot!(page(vec![sure, mixed, yes, never], 100), @r#"
cost [billion USD]
  a  1.500
  b  0.250

mixed [USD]
      mean     p5  median    p95
  a  1,500  1,500   1,500  1,500
  b  1,200    900   1,100  1,800

works [probability]
  a       yes
  b  > 99.97%

first [date]
  a  2027-03
  b  none in every draw
"#);
}

fn course(scale: f64) -> Vec<Summary> {
    (0..24)
        .map(|step| {
            let middle = scale * f64::from(60 - 2 * step);
            point(numbers(
                middle,
                [
                    middle * 0.5,
                    middle * 0.8,
                    middle,
                    middle * 1.2,
                    middle * 1.5,
                ],
            ))
        })
        .collect()
}

fn months() -> Vec<String> {
    (0..24)
        .map(|month| format!("{}-{:02}", 2026 + month / 12, month % 12 + 1))
        .collect()
}

#[test]
fn series_as_bands() {
    let mut cover = outcome(
        "cover",
        "days",
        Form::Number,
        &[("complacent", course(1.0)), ("prudent", course(3.0))],
    );
    cover.title = Some("Days that the stock lasts".to_owned());
    cover.dates = months();
    cover.scenarios[1].points[23].none = 0.12;
    insta::assert_snapshot!(page(vec![cover.clone()], 100), @r#"
cover [days]  Days that the stock lasts
                                                   2026-01     2026-09     2027-04    2027-12
  complacent  ▃▃▃▃▃▃▂▂▂▂▂▂▂▂▂▂▂▂▁▁▁▁▁▁  median        60.0        44.0        30.0       14.0
                                        p5–p95   30.0–90.0   22.0–66.0   15.0–45.0   7.0–21.0
  prudent     ██▇▇▇▇▆▆▆▆▅▅▅▅▄▄▄▄▃▃▃▃▂▂  median       180.0       132.0        90.0       42.0
                                        p5–p95  90.0–270.0  66.0–198.0  45.0–135.0  21.0–63.0
                                        none in up to 12.0% of draws
"#);
    insta::assert_snapshot!(page(vec![cover], 60), @r#"
cover [days]  Days that the stock lasts
                                                   2026-01     2027-01    2027-12
  complacent  ▃▃▃▃▃▃▂▂▂▂▂▂▂▂▂▂▂▂▁▁▁▁▁▁  median        60.0        36.0       14.0
                                        p5–p95   30.0–90.0   18.0–54.0   7.0–21.0
  prudent     ██▇▇▇▇▆▆▆▆▅▅▅▅▄▄▄▄▃▃▃▃▂▂  median       180.0       108.0       42.0
                                        p5–p95  90.0–270.0  54.0–162.0  21.0–63.0
                                        none in up to 12.0% of draws
"#);
}

#[test]
fn series_of_shares_and_classes() {
    let years: Vec<String> = (2026..2031).map(|year| year.to_string()).collect();
    let shares = |values: [f64; 5]| values.map(|value| point(Found::Yes(value))).to_vec();
    let mut open = outcome(
        "open",
        "",
        Form::YesNo,
        &[("base", shares([0.0, 0.1, 0.35, 0.8, 1.0]))],
    );
    open.dates = years.clone();
    let classes = (0..5)
        .map(|at| f64::from(at) / 5.0)
        .map(|up| point(Found::Classes(vec![up, 1.0 - up])))
        .collect();
    let labels = vec!["aligned".to_owned(), "hedged".to_owned()];
    let mut path = outcome("path", "", Form::Class(labels), &[("base", classes)]);
    path.dates = years.clone();
    let known = [2.5, 2.0, 1.5, -1.0, -0.5]
        .map(|value| point(certain(value)))
        .to_vec();
    let mut unknown = outcome(
        "margin",
        "USD/kg",
        Form::Number,
        &[("base", known), ("rushed", vec![point(Found::Unknown); 5])],
    );
    unknown.dates = years;
    unknown.scenarios[1].rests_on = vec!["fee".to_owned()];
    insta::assert_snapshot!(page(vec![open, path, unknown], 100), @r#"
open [probability]
                  2026   2027   2028   2029      2030
  base  ▁▂▃▇█  < 0.03%  10.0%  35.0%  80.0%  > 99.97%

path [probability]
                            2026   2027   2028   2029   2030
  base  ▁▂▄▅▇  aligned   < 0.03%  20.0%  40.0%  60.0%  80.0%
        █▇▅▄▂  hedged   > 99.97%  80.0%  60.0%  40.0%  20.0%

margin [USD/kg]
                 2026  2027  2028   2029   2030
  base    █▇▆▁▂  2.50  2.00  1.50  -1.00  -0.50
  rushed  unknown (rests on fee)
"#);
}

#[test]
fn elements_stand_below_each_other() {
    let of = |element: &str, size: f64| {
        let found = |mean: f64| {
            vec![point(numbers(
                mean,
                [mean * 0.5, mean * 0.8, mean, mean * 1.2, mean * 1.5],
            ))]
        };
        let mut of = outcome(
            "output",
            "kt",
            Form::Number,
            &[("base", found(size)), ("pledged", found(size * 2.0))],
        );
        of.element = element.to_owned();
        of
    };
    insta::assert_snapshot!(page(vec![of("light", 12.0), of("heavy", 0.3)], 100), @r#"
output [kt]
                   mean     p5  median    p95
  base     light   12.0    6.0    12.0   18.0
           heavy  0.300  0.150   0.300  0.450
  pledged  light   24.0   12.0    24.0   36.0
           heavy  0.600  0.300   0.600  0.900
"#);
}

#[test]
fn colours_and_hostile_text() {
    let mut report = report(
        vec![outcome(
            "x",
            "",
            Form::YesNo,
            &[("a\u{1b}[31m", vec![point(Found::Yes(0.5))])],
        )],
        vec![told(0, "t", false)],
    );
    report.record.set = vec!["cover=90 days".to_owned()];
    let view = View {
        width: 100,
        colour: true,
        elapsed: Some(Duration::from_millis(412)),
    };
    insta::assert_snapshot!(table(&report, view).replace('\u{1b}', "␛"), @r#"
␛[1mstock_cover␛[0m  2026-01..2027-12 by month, as of 2025-12-15
How long would Japan's rare-earth stock bridge a full Chinese cut?
␛[33mset␛[0m cover=90 days

␛[1mx␛[0m [probability]
  a<U+001B>[31m  50.0%

␛[1;31mFAILED␛[0m  expect "t"
1 FAILS

␛[2m10,000 draws, seed 1, numerics edition 1, 0.4 s␛[0m
"#);
}

#[test]
fn numbers_evenly_apart() {
    assert_eq!(spread(24, 8), [0, 3, 7, 10, 13, 16, 20, 23]);
    assert_eq!(spread(3, 8), [0, 1, 2]);
    assert_eq!(spread(5, 3), [0, 2, 4]);
    assert_eq!(spread(0, 3), [] as [usize; 0]);
}
