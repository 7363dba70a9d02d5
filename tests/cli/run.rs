//! `foreland run`

use super::{folder, foreland};

/// A harbour: a number that is unknown, a date that may not come, classes, a series, a yes/no.
const HARBOUR: &str = r#"## What the new harbour moves.

model harbour {
  time 2026..2030
  as of 2025-12
  draws 1000
}

assume fee: USD/t = unknown { because "not published" }

assume capacity ~ 2 to 6 Mt/year { because "the port authority" }

choice route "Which way the cargo goes" {
  option east
  option west { set capacity = 3 Mt/year; because "one berth" }
}

event storm "A storm closes the harbour" {
  hazard  20%/year
  cut     shipped by 100%
  because "five in 25 years"
}

let shipped = capacity

outcome income: million USD/year = shipped * fee
outcome first_storm = first(storm.active)
outcome load "Cargo a year": Mt/year = shipped
outcome total_load: Mt = total(shipped)
outcome busy = total(shipped) > 15 Mt

scenario open { choose route = east }
scenario calm { choose route = west; prevent storm }

assert "never negative" shipped >= 0 Mt/year
expect "a calm year moves three" mean(calm.total_load) == 15 Mt
"#;

/// The same with an expectation that fails.
fn failing() -> String {
    format!("{HARBOUR}expect \"more than it can\" mean(total_load) > 16 Mt\n")
}

#[test]
fn the_table() {
    let folder = folder(&[("harbour.fore", HARBOUR)]);
    let said = foreland(folder.path(), &["run", "harbour.fore"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    insta::assert_snapshot!(said.out, @r#"
harbour  2026..2030 by year, as of 2025-12
What the new harbour moves.

income [million USD/year]
  open  unknown (rests on fee)
  calm  unknown (rests on fee)

first_storm [date]
          p5  median   p95
  open  2026    2027  2030  none in 34.7% of draws
  calm  none in every draw

load [Mt/year]  Cargo a year
                         2026    2027    2028    2029    2030
  open  ▅▅█▄▆  median    3.09    3.09    3.17    3.08    3.11
               p5–p95  0–5.60  0–5.60  0–5.68  0–5.60  0–5.68
  calm  ▁▁▁▁▁            3.00    3.00    3.00    3.00    3.00

total_load [Mt]
        mean    p5  median   p95
  open  14.7   6.7    13.7  26.4
  calm  15.0  15.0    15.0  15.0

busy [probability]
  open  41.0%
  calm     no

1 assertion and 1 expectation hold

1,000 draws, seed 1, numerics edition 1
"#);
}

#[test]
fn what_was_asked_for() {
    let folder = folder(&[("harbour.fore", HARBOUR)]);
    let arguments = [
        "run",
        "harbour.fore",
        "--scenario",
        "calm",
        "--outcome",
        "busy,total_load",
        "--set",
        "fee=4 USD/t",
    ];
    let said = foreland(
        folder.path(),
        &[&arguments[..], &["--draws", "50", "--seed", "7"]].concat(),
    );
    assert_eq!(said.code, Some(0), "{}", said.err);
    insta::assert_snapshot!(said.out, @r#"
harbour  2026..2030 by year, as of 2025-12
What the new harbour moves.
set fee=4 USD/t

total_load [Mt]
  calm  15.0

busy
  calm  no

1 assertion and 1 expectation hold

nothing is uncertain, 1 draw, seed 7, numerics edition 1
"#);
}

#[test]
fn names_that_the_model_does_not_have() {
    let folder = folder(&[("harbour.fore", HARBOUR)]);
    let said = foreland(
        folder.path(),
        &[
            "run",
            "harbour.fore",
            "--scenario",
            "clam",
            "--outcome",
            "price",
        ],
    );
    assert_eq!((said.out.as_str(), said.code), ("", Some(2)));
    insta::assert_snapshot!(said.err, @r#"
error[unknown-name]: there is no scenario `clam`
  help: did you mean `calm`?

error[unknown-name]: there is no outcome `price`
  help: the model has `busy`, `first_storm`, `income`, `load` and `total_load`

more about a code: foreland explain unknown-name
2 errors in harbour.fore
"#);
    let said = foreland(
        folder.path(),
        &["run", "harbour.fore", "--set", "capasity=3 Mt/year"],
    );
    assert_eq!((said.out.as_str(), said.code), ("", Some(2)));
    insta::assert_snapshot!(said.err, @r#"
error[unknown-name]: there is no assumption `capasity`
   ╭─[--set:1:8]
 1 │ assume capasity = 3 Mt/year
   ·        ────┬───
   ·            ╰── given by `--set`
   ╰────
  help: did you mean `capacity`?

more about a code: foreland explain unknown-name
1 error in --set
"#);
}

#[test]
fn data_on_standard_output() {
    let folder = folder(&[("harbour.fore", &failing())]);
    let csv = foreland(folder.path(), &["run", "harbour.fore", "--format", "csv"]);
    assert_eq!(csv.code, Some(1));
    assert!(csv.out.starts_with("scenario,outcome,element,date,statistic,value,unit\nopen,income,,2026,unknown,,million USD/year\n"));
    assert!(csv.out.contains("\ncalm,load,,2026,value,3,Mt/year\n"));
    assert!(
        csv.err
            .starts_with("FAILED  expect \"more than it can\" in open: "),
        "{}",
        csv.err
    );
    let json = foreland(folder.path(), &["run", "harbour.fore", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(value["run"]["draws"], 1000);
    assert_eq!(
        value["run"]["files"][0]["sha256"].as_str().map(str::len),
        Some(64)
    );
    assert_eq!(value["results"][0]["rests_on"][0], "fee");
}

#[test]
fn the_same_whatever_the_threads() {
    let folder = folder(&[("harbour.fore", HARBOUR)]);
    let of = |threads| {
        foreland(
            folder.path(),
            &[
                "run",
                "harbour.fore",
                "--format",
                "csv",
                "--threads",
                threads,
            ],
        )
        .out
    };
    assert_eq!(of("1"), of("3"));
}

#[test]
fn results_are_written_whole_or_not_at_all() {
    let folder = folder(&[("harbour.fore", HARBOUR), ("out/old.csv", "old\n")]);
    let arguments = [
        "run",
        "harbour.fore",
        "-o",
        "out/old.csv",
        "--samples",
        "out/draws.csv",
        "--draws",
        "20",
    ];
    let said = foreland(folder.path(), &arguments);
    assert_eq!(
        (said.out.as_str(), said.err.as_str(), said.code),
        ("", "", Some(0))
    );
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("out/old.csv").starts_with("scenario,"));
    assert!(
        read("out/draws.csv")
            .starts_with("scenario,outcome,element,date,draw,value\nopen,income,,2026,1,unknown\n")
    );
    // Five series dates for two outcomes and three single values, in two scenarios.
    assert_eq!(read("out/draws.csv").lines().count(), 1 + 2 * 13 * 20);
    let left = std::fs::read_dir(folder.path().join("out"))
        .unwrap()
        .count();
    assert_eq!(left, 2);
    for target in ["nowhere/x.csv", "out", "harbour.fore"] {
        assert_eq!(
            foreland(folder.path(), &["run", "harbour.fore", "-o", target]).code,
            Some(2),
            "{target}"
        );
    }
    assert_eq!(read("harbour.fore"), HARBOUR);
}

/// A full disk is told, and a new file is as open to others as any.
#[test]
#[cfg(target_os = "linux")]
fn files_of_the_system() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("harbour.fore", HARBOUR)]);
    let said = foreland(folder.path(), &["run", "harbour.fore", "-o", "/dev/full"]);
    assert_eq!(
        (said.err.as_str(), said.code),
        (
            "error: `/dev/full` cannot be written: no space left on device\n",
            Some(2)
        )
    );
    foreland(folder.path(), &["run", "harbour.fore", "-o", "new.csv"]);
    std::fs::write(folder.path().join("plain"), "").unwrap();
    let mode = |name: &str| {
        folder
            .path()
            .join(name)
            .metadata()
            .unwrap()
            .permissions()
            .mode()
    };
    assert_eq!(mode("new.csv"), mode("plain"));
}

/// A share that the draws made do not tell, and a comparison of scenarios.
const OPEN: &str = "model coin { draws 100 }\nassume share ~ uniform(0%, 100%) { because \"nothing is known\" }\n\noutcome heads = share < 50.1%\noutcome worth = share * 10 USD\noutcome gain = mean(high.worth) - mean(low.worth)\noutcome apart = high.worth - low.worth\n\nscenario low  { cut share by 50%; because \"a guess\" }\nscenario high { cut share by 10%; because \"a guess\" }\n\nexpect \"half of them\" probability(low.worth < 2.501 USD) > 50%\nexpect \"it gains\" gain > 1 USD\n";

#[test]
fn what_is_undecided_fails_no_run() {
    let folder = folder(&[("coin.fore", OPEN)]);
    let said = foreland(folder.path(), &["run", "coin.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    insta::assert_snapshot!(said.out, @r#"
coin

heads [probability]
  low   > 97.0%
  high    57.0%

worth [USD]
        mean    p5  median   p95
  low   2.31  0.16    2.11  4.49
  high  4.16  0.30    3.79  8.09

gain [USD]
  1.85  ± 0.1 (standard error)

apart [USD]
  mean    p5  median   p95
  1.85  0.13    1.68  3.60

UNDECIDED  expect "half of them": left 50.2%, right 50%: after 6,400 draws their difference is
             between -2.18% and 2.59%; might be decided by about 890,000 draws
1 expectation holds, 1 UNDECIDED

100 draws, seed 1, numerics edition 1
"#);
    let said = foreland(folder.path(), &["run", "coin.fore", "--format", "json"]);
    assert_eq!(said.code, Some(0));
    let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let verdict = &told["verdicts"][0];
    assert!(verdict["holds"].is_null() && verdict["passes"].is_null());
    assert_eq!(verdict["draws"], 6400);
    let gain = told["results"].as_array().unwrap().iter();
    let gain = gain.filter(|result| result["outcome"] == "gain");
    let gain: Vec<_> = gain.collect();
    assert_eq!((gain.len(), &gain[0]["scenario"]), (1, &"".into()));
    assert!(gain[0]["statistics"]["se"].is_f64());
}

#[test]
fn a_comparison_runs_what_it_needs_and_shows_what_is_asked_for() {
    let folder = folder(&[("coin.fore", OPEN)]);
    let arguments = [
        "run",
        "coin.fore",
        "--scenario",
        "low",
        "--outcome",
        "gain,apart,worth",
        "--format",
        "csv",
        "--samples",
        "s.csv",
    ];
    let said = foreland(folder.path(), &arguments);
    let scenarios: std::collections::BTreeSet<(&str, &str)> = said
        .out
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .map(|(scenario, rest)| (scenario, rest.split(',').next().unwrap_or_default()))
        .collect();
    let wanted = [("", "apart"), ("", "gain"), ("low", "worth")];
    assert!(scenarios.into_iter().eq(wanted), "{}", said.out);
    let samples = std::fs::read_to_string(folder.path().join("s.csv")).unwrap();
    // Each draw of what has one: the gain is one value for all.
    assert_eq!(samples.lines().count(), 1 + 2 * 100);
}

#[test]
fn what_is_set_to_a_known_value_is_tied_to_nothing() {
    let model = "model mine {}\n\
        assume copper ~ 7000 to 9000 USD/t { because \"x\" }\n\
        assume nickel ~ 14000 to 18000 USD/t { because \"x\" }\n\
        correlate copper, nickel = 0.6 { because \"x\" }\n\
        outcome both = copper + nickel\n\
        assert copper == 5000 USD/t\n";
    let folder = folder(&[("mine.fore", model)]);
    let set = ["run", "mine.fore", "--set", "copper=5000 USD/t"];
    let said = foreland(folder.path(), &set);
    assert_eq!(said.code, Some(0), "{}", said.err);
}

#[test]
fn arguments_are_told_back_without_their_power() {
    let folder = folder(&[("harbour.fore", HARBOUR)]);
    for value in ["q\n::error::pwned", "q\n##[error]x"] {
        let said = foreland(folder.path(), &["run", "harbour.fore", "--set", value]);
        assert_eq!(said.code, Some(2));
        assert!(!said.err.contains("\n::error::"), "{}", said.err);
        assert!(!said.err.contains("##[error]"), "{}", said.err);
    }
}
