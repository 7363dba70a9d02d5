//! The forms for programs.

use super::fixture::{certain, numbers, outcome, point, report, told};
use super::*;
use crate::outcome::{Certain, Form, Found, OutcomeResult, Summary, fixture};
use crate::types::model::{ScenarioId, Type};
use crate::units::Unit;

fn outcomes() -> Vec<OutcomeResult> {
    let mut exports = outcome(
        "exports",
        "million USD",
        Form::Number,
        &[(
            "base",
            vec![
                point(numbers(1.5, [0.1, 0.5, 1.25, 2.0, 1e21])),
                point(certain(-3.0)),
            ],
        )],
    );
    exports.dates = vec!["2027".to_owned(), "2028".to_owned()];
    let classes = vec![point(Found::Classes(vec![0.25, 0.75]))];
    let mut path = outcome(
        "path",
        "",
        Form::Class(vec!["growth".to_owned(), "decline".to_owned()]),
        &[("base", classes)],
    );
    path.element = "heavy".to_owned();
    let date = Found::Dates(["2027", "2027", "2028", "2028", "2029"].map(str::to_owned));
    let first = outcome(
        "first",
        "",
        Form::Date,
        &[(
            "base",
            vec![Summary {
                draws: 3,
                none: 0.25,
                se: None,
                found: date,
            }],
        )],
    );
    let mut unknown = outcome(
        "gain",
        "USD",
        Form::Number,
        &[("base", vec![point(Found::Unknown)])],
    );
    unknown.scenarios[0].rests_on = vec!["fee".to_owned()];
    let yes = outcome(
        "works",
        "",
        Form::YesNo,
        &[("base", vec![point(Found::Certain(Certain::YesNo(true)))])],
    );
    vec![exports, path, first, unknown, yes]
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn csv_is_long() {
    let report = report(outcomes(), Vec::new());
    insta::assert_snapshot!(written(|out| csv(&report.results, out)), @r#"
scenario,outcome,element,date,statistic,value,unit
base,exports,,2027,mean,1.5,million USD
base,exports,,2027,sd,2,million USD
base,exports,,2027,se,0.02,million USD
base,exports,,2027,p5,0.1,million USD
base,exports,,2027,p25,0.5,million USD
base,exports,,2027,p50,1.25,million USD
base,exports,,2027,p75,2,million USD
base,exports,,2027,p95,1e21,million USD
base,exports,,2028,value,-3,million USD
base,path,heavy/growth,,probability,0.25,
base,path,heavy/decline,,probability,0.75,
base,first,,,p5,2027,
base,first,,,p25,2027,
base,first,,,p50,2028,
base,first,,,p75,2028,
base,first,,,p95,2029,
base,first,,,none,0.25,
base,gain,,,unknown,,USD
base,works,,,value,yes,
"#);
}

#[test]
fn json_has_the_same_and_the_record() {
    let mut failed = told(0, "it pays", false);
    failed.scenario = Some("base".to_owned());
    failed.found = Some("left 1, right 2".to_owned());
    let report = report(outcomes(), vec![failed]);
    let text = written(|out| json(&report, out));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["results"].as_array().map(Vec::len), Some(7));
    insta::assert_snapshot!(text, @r#"
{
  "run": {
    "model": "stock_cover",
    "doc": "How long would Japan's rare-earth stock bridge a full Chinese cut?",
    "files": [
      {
        "name": "cover.fore",
        "sha256": "00ff"
      }
    ],
    "as_of": "2025-12-15",
    "time": "2026-01..2027-12 by month",
    "draws": 10000,
    "seed": 1,
    "numerics_edition": 1,
    "version": "0.1.0"
  },
  "verdicts": [
    {
      "claim": "expect",
      "title": "it pays",
      "scenario": "base",
      "holds": false,
      "passes": false,
      "found": "left 1, right 2"
    }
  ],
  "results": [
    {
      "scenario": "base",
      "outcome": "exports",
      "date": "2027",
      "unit": "million USD",
      "statistics": {
        "mean": 1.5,
        "sd": 2.0,
        "se": 0.02,
        "p5": 0.1,
        "p25": 0.5,
        "p50": 1.25,
        "p75": 2.0,
        "p95": 1e+21
      }
    },
    {
      "scenario": "base",
      "outcome": "exports",
      "date": "2028",
      "unit": "million USD",
      "statistics": {
        "value": -3.0
      }
    },
    {
      "scenario": "base",
      "outcome": "path",
      "element": "heavy/growth",
      "statistics": {
        "probability": 0.25
      }
    },
    {
      "scenario": "base",
      "outcome": "path",
      "element": "heavy/decline",
      "statistics": {
        "probability": 0.75
      }
    },
    {
      "scenario": "base",
      "outcome": "first",
      "statistics": {
        "p5": "2027",
        "p25": "2027",
        "p50": "2028",
        "p75": "2028",
        "p95": "2029",
        "none": 0.25
      }
    },
    {
      "scenario": "base",
      "outcome": "gain",
      "unit": "USD",
      "statistics": {
        "unknown": null
      },
      "rests_on": [
        "fee"
      ]
    },
    {
      "scenario": "base",
      "outcome": "works",
      "statistics": {
        "value": "yes"
      }
    }
  ]
}
"#);
}

#[test]
fn every_draw() {
    let mut model = fixture::model();
    let cost = fixture::outcome(&mut model, "cost", Type::Number(Unit::none()), &[]);
    let works = fixture::outcome(&mut model, "works[light]", Type::YesNo, &[]);
    model.quantities[cost.0].varies = true;
    let columns = vec![
        fixture::column(
            cost,
            3,
            &[
                Some(0.1),
                None,
                Some(-2.0),
                Some(3e-9),
                Some(4.0),
                Some(5.0),
            ],
        ),
        fixture::column(works, 1, &[Some(1.0), Some(0.0)]),
    ];
    let samples = fixture::samples(2, columns);
    insta::assert_snapshot!(written(|out| samples_csv(&model, &samples, &[ScenarioId(0)], &[cost, works], out)), @r#"
scenario,outcome,element,date,draw,value
base,cost,,2027-01,1,0.1
base,cost,,2027-01,2,
base,cost,,2027-02,1,-2
base,cost,,2027-02,2,3e-9
base,cost,,2027-03,1,4
base,cost,,2027-03,2,5
base,works,light,,1,yes
base,works,light,,2,no
"#);
}
