//! `foreland run --memory`: what is said of draws that are too many to be kept.

use std::collections::BTreeMap;

use super::{folder, foreland};

/// A number in each step, one with losses, a date that may not come, a class, a yes/no, and a comparison.
const FERRY: &str = r#"## What a ferry carries.

model ferry {
  time 2026..2035
  draws 30_000
}

assume demand ~ lognormal(90, 60) kt/year { because "example" }
assume swing  ~ normal(0, 1) each year    { because "example" }
assume cost   ~ normal(40, 25) million USD/year { because "example" }

choice boat "Which boat" {
  option small
  option large { set room = 150 kt/year; because "example" }
}

assume room = 100 kt/year { because "example" }

event fog { hazard 10%/year; cut carried by 30%; because "example" }

let carried = min(room, demand * exp(0.3 * swing))

outcome load: kt/year     = carried
outcome gain: million USD/year = carried * 500 USD/t - cost
outcome first_fog         = first(fog.active)
outcome state             = classify { good when total(carried) > 900 kt; fair when total(carried) > 500 kt; poor otherwise }
outcome busy              = average(carried) > 80 kt/year
outcome fogs              = highest(fog.count)
outcome more: kt          = total(big.load) - total(plain.load)

scenario plain { choose boat = small }
scenario big   { choose boat = large }

expect "a larger boat carries more" probability(big.busy) > probability(plain.busy)
"#;

/// The rows of a CSV: everything but value and unit, and the value.
fn rows(csv: &str) -> BTreeMap<Vec<String>, String> {
    let lines = csv.lines().skip(1);
    let row = |line: &str| {
        let cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        (cells[..5].to_vec(), cells[5].clone())
    };
    lines.map(row).collect()
}

fn run(options: &[&str]) -> BTreeMap<Vec<String>, String> {
    let folder = folder(&[("ferry.fore", FERRY)]);
    let mut arguments = vec!["run", "ferry.fore", "--format", "csv"];
    arguments.extend(options);
    let said = foreland(folder.path(), &arguments);
    assert_eq!(said.code, Some(0), "{}", said.err);
    rows(&said.out)
}

#[test]
fn quantiles_keep_the_stated_error_and_all_else_is_the_same() {
    let exact = run(&[]);
    let streamed = run(&["--memory", "2MB"]);
    let mut inexact = 0;
    for (place, value) in exact.iter().filter(|(place, _)| !place[0].is_empty()) {
        let [found, value] = [&streamed[place], value].map(|text| text.parse::<f64>());
        let (Ok(found), Ok(value)) = (found, value) else {
            assert_eq!(streamed[place], exact[place], "{place:?}");
            continue;
        };
        let most = match place[4].as_str() {
            "p5" | "p25" | "p50" | "p75" | "p95" => 1.0 / 512.0,
            "sd" | "se" => 1e-12,
            _ => 0.0,
        };
        inexact += usize::from(found != value && most > 1e-3);
        assert!(
            (found - value).abs() <= most * value.abs(),
            "{place:?} {found} {value}"
        );
    }
    assert!(inexact > 50);
    let stated = streamed
        .iter()
        .filter(|(place, _)| place[4] == "quantile_error");
    assert!(
        stated
            .clone()
            .all(|(place, _)| place[1] == "load" || place[1] == "gain")
    );
    assert_eq!(stated.count(), 40);
    let across = |statistic: &str| ["", "more", "", "", statistic].map(str::to_owned).to_vec();
    assert_eq!(streamed[&across("draws")], "1200");
    assert!(!exact.contains_key(&across("draws")));
}

#[test]
fn nothing_depends_on_threads() {
    assert_eq!(
        run(&["--memory", "2MB", "--threads", "1"]),
        run(&["--memory", "2MB", "--threads", "3"])
    );
}

#[test]
fn the_table_and_the_record_say_so() {
    let folder = folder(&[("ferry.fore", FERRY)]);
    let said = foreland(folder.path(), &["run", "ferry.fore", "--memory", "2MB"]);
    let last: Vec<&str> = said.out.lines().rev().take(4).collect();
    insta::assert_snapshot!(last.into_iter().rev().collect::<Vec<_>>().join("\n"), @r#"

    30,000 draws, seed 1, numerics edition 1
    the draws do not fit into 2 MB (`--memory`): quantiles are given within 0.2%; expectations and
    comparisons of scenarios begin with the first 1,200 draws
    "#);
    let json = ["run", "ferry.fore", "--memory", "2MB", "--format", "json"];
    let said = foreland(folder.path(), &json).out;
    assert!(said.contains("\"quantile_error\": 0.001953125"), "{said}");
    assert!(said.contains("\"held_draws\": 1200"), "{said}");
}

#[test]
fn what_has_to_be_kept_and_does_not_fit() {
    let long = FERRY.replace("2035", "2099");
    let folder = folder(&[("ferry.fore", FERRY), ("long.fore", &long)]);
    let refused = |options: &[&str]| {
        let draws = ["--draws", "100000000"];
        let said = foreland(folder.path(), &[&["run"], options, &draws[..]].concat());
        assert_eq!(said.code, Some(2));
        said.err
    };
    let all = [
        refused(&["ferry.fore", "--samples", "x.csv"]),
        refused(&["ferry.fore", "--partial", "x.part"]),
        refused(&["long.fore", "--memory", "2MB"]),
        refused(&["ferry.fore", "--memory", "plenty"]),
        refused(&["ferry.fore", "--memory", "64"]),
    ];
    insta::assert_snapshot!(all.join("\n"), @r#"
    error: 100,000,000 draws do not fit into 1 GB, and every one is to be written: they would take
      │ 44 GB
      help: give `--memory "44 GB"` if the machine has it, make fewer draws, or ask for fewer outcomes
            or scenarios

    1 error in ferry.fore

    error: 100,000,000 draws do not fit into 1 GB, and a run that is saved keeps them all: they
      │ would take 44 GB
      help: give `--memory "44 GB"` if the machine has it, make fewer draws, or ask for fewer outcomes
            or scenarios

    1 error in ferry.fore

    error: 100,000,000 draws do not fit into 2 MB, and neither does what is kept of so many values:
      │ they would take 5 MB
      help: give `--memory "5 MB"` if the machine has it, make fewer draws, or ask for fewer outcomes
            or scenarios

    1 error in long.fore

    error: invalid value 'plenty' for '--memory <SIZE>': write a number and a unit, such as `1GB`, `500MB` or `1.5 GB`; a number alone is in bytes

    For more information, try '--help'.

    error: invalid value '64' for '--memory <SIZE>': that is less than 1 MB, which no run keeps to; a number alone is in bytes

    For more information, try '--help'.
    "#);
    assert!(!folder.path().join("x.csv").exists());
}
