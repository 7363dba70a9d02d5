//! `foreland run --set`

use super::{folder, foreland};

const STOCK: &str = r#"model stock {
  time 2026..2030
}

index party = china, usa

assume target_days = 120 days { because "policy" }
assume cover ~ 60 to 90 days { because "policy" }
assume recycled_share = 10% { because "a survey" }
assume lost: % = 4 { because "a survey" }
assume budget = 30 million USD { because "the ministry" }
assume offered[party] = [china: 5, usa: 6] t { because "the talks" }
assume asked[party] ~ 1 to 2 t { because "the talks" }

choice stockpile {
  option none
  option half_year {
    set target_days = 180 days
    because "the plan"
  }
}

outcome reach = target_days * (1 - recycled_share) * (1 - lost)
outcome held = cover
outcome money = budget
outcome traded[party] = offered + asked

scenario base { choose stockpile = none }
scenario stock_only { choose stockpile = half_year }
scenario frugal extends stock_only {
  set budget = 5 million USD
  because "cuts"
}
"#;

/// What is said, on both streams, of runs with these settings.
fn told(settings: &[&str]) -> String {
    let folder = folder(&[("stock.fore", STOCK)]);
    let run = |set: &&str| {
        let arguments = ["run", "stock.fore", "--draws", "20", "--set", set];
        let said = foreland(folder.path(), &arguments);
        let results = if said.code == Some(0) { "(runs)\n" } else { "" };
        format!("$ --set \"{set}\"\n{}{results}", said.err)
    };
    settings.iter().map(run).collect::<Vec<_>>().join("\n")
}

/// The value of an outcome in the scenario `base`, with one setting.
fn value(set: &str, outcome: &str) -> String {
    let folder = folder(&[("stock.fore", STOCK)]);
    let rest = [
        "--format",
        "csv",
        "--outcome",
        outcome,
        "--scenario",
        "base",
    ];
    let said = foreland(
        folder.path(),
        &[&["run", "stock.fore", "--set", set], &rest[..]].concat(),
    );
    assert_eq!(said.code, Some(0), "{}", said.err);
    let line = said
        .out
        .lines()
        .skip(1)
        .find(|line| line.contains(",value,"));
    let (_, told) = line.unwrap().rsplit_once(",value,").unwrap();
    let (value, unit) = told.split_once(',').unwrap();
    let value: f64 = value.parse().unwrap();
    format!("{},{unit}", (value * 1e6).round() / 1e6)
}

#[test]
fn a_number_without_a_unit_is_refused_where_there_is_one() {
    insta::assert_snapshot!(told(&[
        "target_days=120",
        "cover~50 to 60",
        "recycled_share=5",
        "lost=0.05",
        "budget=5",
        "offered=[china: 4, usa: 3]",
    ]), @r#"
$ --set "target_days=120"
error[units-differ]: `target_days` is in `days`, and what `--set` gives it has no unit
   ╭─[stock.fore:7:8]
 7 │ assume target_days = 120 days { because "policy" }
   ·        ─────┬─────
   ·             ╰── in `days`
   ╰────
  help: write `--set "target_days=120 days"`

more about a code: foreland explain units-differ
1 error in stock.fore

$ --set "cover~50 to 60"
error[units-differ]: `cover` is in `days`, and what `--set` gives it has no unit
   ╭─[stock.fore:8:8]
 8 │ assume cover ~ 60 to 90 days { because "policy" }
   ·        ──┬──
   ·          ╰── in `days`
   ╰────
  help: write `--set "cover~50 to 60 days"`

more about a code: foreland explain units-differ
1 error in stock.fore

$ --set "recycled_share=5"
error[units-differ]: `recycled_share` is in `%`, and what `--set` gives it has no unit
   ╭─[stock.fore:9:8]
 9 │ assume recycled_share = 10% { because "a survey" }
   ·        ───────┬──────
   ·               ╰── in `%`
   ╰────
  help: write `--set "recycled_share=5%"`

more about a code: foreland explain units-differ
1 error in stock.fore

$ --set "lost=0.05"
error[units-differ]: `lost` is in `%`, and what `--set` gives it has no unit
    ╭─[stock.fore:10:8]
 10 │ assume lost: % = 4 { because "a survey" }
    ·        ──┬─
    ·          ╰── in `%`
    ╰────
  help: write `--set "lost=5%"`, or `--set "lost=0.05%"` if so little is meant

more about a code: foreland explain units-differ
1 error in stock.fore

$ --set "budget=5"
error[units-differ]: `budget` is in `million USD`, and what `--set` gives it has no unit
    ╭─[stock.fore:11:8]
 11 │ assume budget = 30 million USD { because "the ministry" }
    ·        ───┬──
    ·           ╰── in `million USD`
    ╰────
  help: write `--set "budget=5 million USD"`

more about a code: foreland explain units-differ
1 error in stock.fore

$ --set "offered=[china: 4, usa: 3]"
error[units-differ]: `offered` is in `t`, and what `--set` gives it has no unit
    ╭─[stock.fore:12:8]
 12 │ assume offered[party] = [china: 5, usa: 6] t { because "the talks" }
    ·        ───┬───
    ·           ╰── in `t`
    ╰────
  help: write `--set "offered=[china: 4, usa: 3] t"`

more about a code: foreland explain units-differ
1 error in stock.fore
"#);
}

#[test]
fn a_share_is_what_it_is_in_the_model() {
    // 120 days less a tenth, or less a twentieth, of which 96% remain.
    assert_eq!(value("recycled_share=10%", "reach"), "103.68,days");
    assert_eq!(value("recycled_share=0.05", "reach"), "109.44,days");
    assert_eq!(value("recycled_share=5%", "reach"), "109.44,days");
    assert_eq!(value("lost=0%", "reach"), "108,days");
    assert_eq!(value("target_days=4 months", "reach"), "105.192,days");
    assert_eq!(value("budget=2_000_000 USD", "money"), "2,million USD");
}

#[test]
fn what_a_scenario_sets_is_told() {
    insta::assert_snapshot!(told(&["target_days=90 days", "budget=20 million USD"]), @r#"
$ --set "target_days=90 days"
warning: `--set` of `target_days` has no effect in `stock_only` and `frugal`: the option
  │ `half_year` of `stockpile` sets it
    ╭─[stock.fore:18:5]
 18 │     set target_days = 180 days
    ·     ─────────────┬────────────
    ·                  ╰── this holds instead
    ╰────
  help: to try another value there, change `set target_days = 180 days` in the model; to run only
        the others, add `--scenario base`

1 warning in stock.fore
(runs)

$ --set "budget=20 million USD"
warning: `--set` of `budget` has no effect in `frugal`: the scenario sets it
    ╭─[stock.fore:31:3]
 31 │   set budget = 5 million USD
    ·   ─────────────┬────────────
    ·                ╰── this holds instead
    ╰────
  help: to try another value there, change `set budget = 5 million USD` in the model; to run only
        the others, add `--scenario base,stock_only`

1 warning in stock.fore
(runs)
"#);
    let folder = folder(&[("stock.fore", STOCK)]);
    let only = [
        "run",
        "stock.fore",
        "--scenario",
        "base",
        "--set",
        "target_days=90 days",
    ];
    let said = foreland(folder.path(), &only);
    assert_eq!(said.err, "");
    let only = [
        "run",
        "stock.fore",
        "--scenario",
        "stock_only",
        "--set",
        "target_days=90 days",
    ];
    let said = foreland(folder.path(), &only);
    assert!(!said.err.contains("--scenario"), "{}", said.err);
}

#[test]
fn what_cannot_be_set() {
    insta::assert_snapshot!(told(&[
        "stockpile=half_year",
        "reach=5 days",
        "recycled_share = ~ 5% to 20%",
        "offered[china]=7 t",
        "asked[usa]~3 to 4 t",
        "cover[usa]=7 days",
    ]), @r#"
$ --set "stockpile=half_year"
error: `stockpile` is a choice, and `--set` replaces an assumption
    ╭─[stock.fore:15:8]
 15 │ choice stockpile {
    ·        ────┬────
    ·            ╰── declared here
    ╰────
  help: run only a scenario that chooses it, `--scenario stock_only`, or choose it in one of your
        own: `scenario mine extends base { choose stockpile = half_year }`

1 error in stock.fore

$ --set "reach=5 days"
error: `reach` is an outcome, and `--set` replaces an assumption
    ╭─[stock.fore:23:9]
 23 │ outcome reach = target_days * (1 - recycled_share) * (1 - lost)
    ·         ──┬──
    ·           ╰── declared here
    ╰────
  help: give the value of an assumption that `reach` is computed from

1 error in stock.fore

$ --set "recycled_share = ~ 5% to 20%"
error: invalid value 'recycled_share = ~ 5% to 20%' for '--set <NAME=VALUE>': write `recycled_share ~ 5% to 20%`: an uncertain value stands behind `~` alone, any other behind `=`

For more information, try '--help'.

$ --set "offered[china]=7 t"
error: `offered[china]` cannot be set by itself: `--set` replaces all elements of `offered`
    ╭─[stock.fore:12:8]
 12 │ assume offered[party] = [china: 5, usa: 6] t { because "the talks" }
    ·        ───┬───
    ·           ╰── declared here
    ╰────
  help: set all of them, with the values that they have now or others:
        `--set "offered=[china: 7 t, usa: 6 t]"`

1 error in stock.fore

$ --set "asked[usa]~3 to 4 t"
error: `asked[usa]` cannot be set by itself: `--set` replaces all elements of `asked`
    ╭─[stock.fore:13:8]
 13 │ assume asked[party] ~ 1 to 2 t { because "the talks" }
    ·        ──┬──
    ·          ╰── declared here
    ╰────
  help: set all of them, with the values that they have now or others:
        `--set "asked~[china: 1 to 2 t, usa: 3 to 4 t]"`

1 error in stock.fore

$ --set "cover[usa]=7 days"
error: `cover[usa]` cannot be set by itself: `cover` has no elements
   ╭─[stock.fore:8:8]
 8 │ assume cover ~ 60 to 90 days { because "policy" }
   ·        ──┬──
   ·          ╰── declared here
   ╰────
  help: write `--set "cover=7 days"`

1 error in stock.fore
"#);
}
