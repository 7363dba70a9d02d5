//! `foreland test` and the outcomes stored beside models.

use std::path::Path;

use super::{Said, folder, foreland};

/// Its outcome is 50 to 70 t in the one scenario, and twice that in the other.
const MINE: &str = r#"## How much does the mine give?
model mine { draws 400 }

use "common/prices.fore"

index ore = light, heavy
# A comment.
assume output "What it gives" ~ 50 to 70 t {
  source     study "about 60 t"
  confidence low
}
source study "A study" { published 2025 }
table grade by ore from "grade.csv" { columns share: %; source study }

let sold[ore] = output * grade.share[ore]

outcome metal[ore]: t = sold
outcome income: USD   = output * price
outcome enough        = output > 60 t

scenario small "As it is" { accept idle-scenario because "to compare with" }
scenario large { scale output by 2; because "another pit" }

expect "it gives" mean(small.income) > 0 USD
"#;

const PRICES: &str =
    "assume price = 5 USD/t { because \"a friend says so\" }\nassert price > 0 USD/t\n";

fn mine() -> tempfile::TempDir {
    folder(&[
        ("mine.fore", MINE),
        ("common/prices.fore", PRICES),
        ("grade.csv", "ore,share\nlight,40%\nheavy,60%\n"),
    ])
}

fn accepted() -> tempfile::TempDir {
    let folder = mine();
    let said = test(folder.path(), &["--accept", "mine.fore"]);
    assert_eq!(
        (said.err.as_str(), said.code),
        ("", Some(0)),
        "{}",
        said.out
    );
    folder
}

fn test(folder: &Path, arguments: &[&str]) -> Said {
    foreland(folder, &[&["test"], arguments].concat())
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn change(folder: &Path, name: &str, from: &str, to: &str) {
    let text = read(folder, name);
    assert!(text.contains(from), "{text}");
    std::fs::write(folder.join(name), text.replace(from, to)).unwrap();
}

/// Files that were not finished.
fn unfinished(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".foreland-")).count()
}

#[test]
fn outcomes_are_stored_and_compared() {
    let folder = mine();
    let path = folder.path();
    let said = test(path, &["--accept", "mine.fore"]);
    insta::assert_snapshot!(said.out, @r#"
mine.fore
  ok                 assert "price > 0 USD/t"
  ok                 expect "it gives"
  stored             the outcomes, in mine.results

2 passed, 0 failed
"#);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    insta::assert_snapshot!(read(path, "mine.results"), @r#"
# The outcomes of the model beside this file as they were accepted, and what they rest on.
# `foreland test MODEL` compares them with what the model gives; `foreland test --accept MODEL` renews them.
results 1
numerics edition 1
draws 400
seed 1

outcomes
metal[light] in small (t): mean 23.8944, p5 19.9585, p50 23.9411, p95 27.9231
metal[light] in large (t): mean 47.7887, p5 39.917, p50 47.8822, p95 55.8462
metal[heavy] in small (t): mean 35.8415, p5 29.9378, p50 35.9117, p95 41.8846
metal[heavy] in large (t): mean 71.6831, p5 59.8755, p50 71.8233, p95 83.7693
income in small (USD): mean 298.679, p5 249.481, p50 299.264, p95 349.039
income in large (USD): mean 597.359, p5 498.963, p50 598.528, p95 698.077
enough in small: probability 49.25%
enough in large: probability 100%

declarations
model mine {
  draws 400
}
use "common/prices.fore"
index ore = light, heavy
assume output ~ 50 to 70 t
table grade by ore from "grade.csv" {
  columns share: %
}
let sold[ore] = output * grade.share[ore]
outcome metal[ore]: t = sold
outcome income: USD   = output * price
outcome enough        = output > 60 t
scenario small
scenario large {
  scale output by 2
}

declarations of "common/prices.fore"
assume price = 5 USD/t

data "grade.csv" 9c978c0d2970040f20c783a37609caedbf38d5eecaa720ee7320088f3a21bd0d
end
"#);
    let said = test(path, &["."]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    insta::assert_snapshot!(said.out, @r#"
./mine.fore
  ok                 assert "price > 0 USD/t"
  ok                 expect "it gives"
  ok                 outcomes as stored

3 passed, 0 failed
1 file without a model: tried where it is used
"#);
    assert_eq!(unfinished(path), 0);
}

#[test]
fn a_difference_is_told_with_what_moved_it() {
    let folder = accepted();
    let path = folder.path();
    change(path, "mine.fore", "50 to 70 t", "50 to 80 t");
    change(path, "common/prices.fore", "5 USD/t", "6 USD/t");
    let before = read(path, "mine.results");
    let said = test(path, &["mine.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(1)));
    insta::assert_snapshot!(said.out, @r#"
mine.fore
  ok                 assert "price > 0 USD/t"
  ok                 expect "it gives"
  FAILED             outcomes: 7 of 8 values are not as stored in mine.results
    metal[light] (t)
      in small: mean 23.8944 → 25.7151, p5 19.9585 → 19.9421, p50 23.9411 → 25.7125, p95 27.9231 →
          31.8773
          moved by output
      in large: mean 47.7887 → 51.4302, p5 39.917 → 39.8841, p50 47.8822 → 51.425, p95 55.8462 →
          63.7546
          moved by output
    metal[heavy] (t)
      in small: mean 35.8415 → 38.5727, p5 29.9378 → 29.9131, p50 35.9117 → 38.5688, p95 41.8846 →
          47.8159
          moved by output
      in large: mean 71.6831 → 77.1453, p5 59.8755 → 59.8262, p50 71.8233 → 77.1375, p95 83.7693 →
          95.6319
          moved by output
    income (USD)
      in small: mean 298.679 → 385.727, p5 249.481 → 299.131, p50 299.264 → 385.688, p95 349.039 →
          478.159
          moved by price +62.01, by output +25.04
      in large: mean 597.359 → 771.453, p5 498.963 → 598.262, p50 598.528 → 771.375, p95 698.077 →
          956.319
          moved by price +124, by output +50.07
    enough in small: probability 49.25% → 68%
        moved by output
    since they were stored:
      output: ~ 50 to 70 t → ~ 50 to 80 t
      price: 5 USD/t → 6 USD/t

2 passed, 1 failed
"#);
    assert_eq!(read(path, "mine.results"), before);
    let said = test(path, &["--accept", "mine.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    assert!(
        said.out.contains("the outcomes anew, in mine.results"),
        "{}",
        said.out
    );
    assert_eq!(test(path, &["mine.fore"]).code, Some(0));
}

/// What the reference shows of a difference.
#[test]
fn the_difference_in_the_reference_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder(&[]);
    for name in ["stock_cover.fore", "stock_cover.results"] {
        std::fs::copy(root.join("examples").join(name), folder.path().join(name)).unwrap();
    }
    change(folder.path(), "stock_cover.fore", "60 days", "90 days");
    change(
        folder.path(),
        "stock_cover.fore",
        "hazard 3 in",
        "hazard 4 in",
    );
    let said = test(folder.path(), &["stock_cover.fore"]);
    let page = read(root, "grammar/README.md");
    let (_, block) = page.split_once("```console\nstock_cover.fore\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    assert_eq!(said.out, format!("stock_cover.fore\n{block}"));
}

/// What nobody can say is not said: whose share it was where data has changed, what the new outcome was before.
#[test]
fn a_difference_of_data_and_of_what_is_asked() {
    let folder = accepted();
    let path = folder.path();
    change(path, "mine.fore", "50 to 70 t", "50 to 80 t");
    change(path, "common/prices.fore", "5 USD/t", "6 USD/t");
    change(
        path,
        "mine.fore",
        "outcome enough        = output > 60 t",
        "outcome plenty = output > 65 t",
    );
    change(path, "grade.csv", "40%", "30%");
    let said = test(path, &["mine.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(1)));
    insta::assert_snapshot!(said.out, @r#"
mine.fore
  ok                 assert "price > 0 USD/t"
  ok                 expect "it gives"
  FAILED             outcomes: 10 of 10 values are not as stored in mine.results
    metal[light] (t)
      in small: mean 23.8944 → 19.2863, p5 19.9585 → 14.9565, p50 23.9411 → 19.2844, p95 27.9231 →
          23.908
      in large: mean 47.7887 → 38.5727, p5 39.917 → 29.9131, p50 47.8822 → 38.5688, p95 55.8462 →
          47.8159
    metal[heavy] (t)
      in small: mean 35.8415 → 38.5727, p5 29.9378 → 29.9131, p50 35.9117 → 38.5688, p95 41.8846 →
          47.8159
          moved by output
      in large: mean 71.6831 → 77.1453, p5 59.8755 → 59.8262, p50 71.8233 → 77.1375, p95 83.7693 →
          95.6319
          moved by output
    income (USD)
      in small: mean 298.679 → 385.727, p5 249.481 → 299.131, p50 299.264 → 385.688, p95 349.039 →
          478.159
          moved by price +62.01, by output +25.04
      in large: mean 597.359 → 771.453, p5 498.963 → 598.262, p50 598.528 → 771.375, p95 698.077 →
          956.319
          moved by price +124, by output +50.07
    plenty
      in small: new: probability 45.5%
      in large: new: probability 100%
    enough
      in small: gone: probability 49.25%
      in large: gone: probability 100%
    since they were stored:
      output: ~ 50 to 70 t → ~ 50 to 80 t
      new: outcome plenty
      price: 5 USD/t → 6 USD/t
      gone: outcome enough
      "grade.csv": its content has changed

2 passed, 1 failed
"#);
}

/// Evidence, titles, comments, order, layout and where a number comes from move nothing.
#[test]
fn what_moves_no_outcome_is_no_difference() {
    let folder = accepted();
    let path = folder.path();
    let before = read(path, "mine.results");
    let touched = |path: &Path| {
        path.join("mine.results")
            .metadata()
            .unwrap()
            .modified()
            .unwrap()
    };
    let then = touched(path);
    change(path, "mine.fore", "# A comment.", "# Another\n\n");
    change(path, "mine.fore", "\"What it gives\"", "\"Output\"");
    change(
        path,
        "mine.fore",
        "confidence low",
        "because    \"we asked\"\n  confidence high",
    );
    change(
        path,
        "mine.fore",
        "small.income) > 0 USD",
        "small.income) > 1 USD",
    );
    change(
        path,
        "mine.fore",
        "{ scale output by 2; because",
        "{\n  scale  output by 2\n  because",
    );
    let said = test(path, &["--accept", "."]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    assert!(said.out.contains("outcomes as stored"), "{}", said.out);
    assert_eq!(
        (read(path, "mine.results"), touched(path)),
        (before.clone(), then)
    );
    // A checkout may have put other line ends.
    std::fs::write(path.join("mine.results"), before.replace('\n', "\r\n")).unwrap();
    assert_eq!(test(path, &["mine.fore"]).code, Some(0));
}

#[test]
fn a_difference_that_nothing_declared_explains() {
    let folder = accepted();
    let path = folder.path();
    change(path, "mine.results", "probability ", "probability 1");
    let said = test(path, &["mine.fore"]);
    assert_eq!(said.code, Some(1));
    let (_, told) = said.out.split_once("FAILED").unwrap();
    insta::assert_snapshot!(told, @r#"
             outcomes: 2 of 8 values are not as stored in mine.results
    enough
      in small: probability 149.25% → 49.25%
      in large: probability 1100% → 100%
    nothing that the model declares has changed since: another version of foreland made the file, or
        it was changed by hand

2 passed, 1 failed
"#);
}

#[test]
fn a_model_that_cannot_be_run_is_not_stored_and_one_that_fails_is() {
    let folder = accepted();
    let path = folder.path();
    let before = read(path, "mine.results");
    change(
        path,
        "mine.fore",
        "mean(small.income) > 0 USD",
        "mean(small.income) < 0 USD",
    );
    change(path, "mine.fore", "50 to 70", "50 to 71");
    let said = test(path, &["--accept", "mine.fore"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.out.contains("FAILED") && said.out.contains("the outcomes anew"),
        "{}",
        said.out
    );
    let after = read(path, "mine.results");
    assert_ne!(after, before);
    change(path, "mine.fore", "output * price", "output + price");
    let said = test(path, &["--accept", "mine.fore"]);
    assert_eq!(said.code, Some(2));
    assert_eq!(read(path, "mine.results"), after);
}

#[test]
fn models_without_stored_outcomes_are_counted_beside_others() {
    let folder = accepted();
    let path = folder.path();
    std::fs::write(
        path.join("other.fore"),
        "assume a = 1 { because \"x\" }\noutcome b = a\n",
    )
    .unwrap();
    let said = test(path, &["."]);
    assert_eq!(said.code, Some(0));
    assert!(
        said.out.contains("\n1 model has no stored outcomes\n"),
        "{}",
        said.out
    );
    let said = test(path, &["other.fore"]);
    assert!(!said.out.contains("stored"), "{}", said.out);
}

#[test]
fn stored_outcomes_without_a_model_are_told_of() {
    let folder = accepted();
    let path = folder.path();
    std::fs::rename(path.join("mine.fore"), path.join("pit.fore")).unwrap();
    std::fs::write(path.join("common/prices.results"), "").unwrap();
    let said = test(path, &["."]);
    assert_eq!(said.code, Some(0));
    insta::assert_snapshot!(said.err, @r#"
warning: `./common/prices.results` has stored outcomes of no model: `./common/prices.fore` is no model: it asks nothing
  help: remove it, or give it the name that its model has now
warning: `./mine.results` has stored outcomes of no model: there is no `./mine.fore`
  help: remove it, or give it the name that its model has now
"#);
    let said = test(path, &["--format", "json", "."]);
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(
        json["orphans"],
        serde_json::json!(["./common/prices.results", "./mine.results"])
    );
    // A rename of both is none.
    std::fs::remove_file(path.join("common/prices.results")).unwrap();
    std::fs::rename(path.join("mine.results"), path.join("pit.results")).unwrap();
    let said = test(path, &["."]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    assert!(said.out.contains("outcomes as stored"), "{}", said.out);
}

#[test]
fn a_torn_file_is_an_error_until_it_is_made_anew() {
    let folder = accepted();
    let path = folder.path();
    let whole = read(path, "mine.results");
    std::fs::write(path.join("mine.results"), &whole[..whole.len() / 2]).unwrap();
    let said = test(path, &["mine.fore"]);
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.err, @r#"
error[damaged-results]: the stored outcomes in `mine.results` are damaged: it was cut off
    ╭─[mine.results:14:1]
 14 │ income in large
    · ───────┬───────
    ·        ╰── behind this the rest is missing, up to the line `end`
    ╰────
  help: `foreland test --accept MODEL` makes the file anew; what version control has of it may be
        whole

more about a code: foreland explain damaged-results
1 error in mine.results
"#);
    insta::assert_snapshot!(said.out, @r#"
mine.fore
  ok                 assert "price > 0 USD/t"
  ok                 expect "it gives"
  FAILED             the stored outcomes cannot be read

2 passed, 0 failed, 1 file of stored outcomes cannot be used
"#);
    let said = test(path, &["--accept", "mine.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    assert_eq!(read(path, "mine.results"), whole);
}

#[test]
fn what_is_no_stored_outcomes_is_never_written_over() {
    let folder = mine();
    let path = folder.path();
    let mine = path.join("mine.results");
    for text in ["laps of the race\n", "results 2\nsomething new\n", "\0"] {
        std::fs::write(&mine, text).unwrap();
        for arguments in [&["mine.fore"][..], &["--accept", "mine.fore"]] {
            let said = test(path, arguments);
            assert_eq!(said.code, Some(2));
            assert!(said.err.contains("mine.results"), "{}", said.err);
            assert_eq!(read(path, "mine.results"), text);
        }
    }
    let said = test(path, &["--accept", "mine.results"]);
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.err, @r#"
error: `mine.results` is where outcomes of a model are stored, and no model
  help: name the model: `mine.fore`
"#);
}

#[test]
fn another_edition_is_not_compared() {
    let folder = accepted();
    let path = folder.path();
    let whole = read(path, "mine.results");
    change(
        path,
        "mine.results",
        "numerics edition 1",
        "numerics edition 9",
    );
    let said = test(path, &["mine.fore"]);
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.err, @r#"
error[other-edition]: `mine.results` has outcomes of numerics edition 9, and this version of foreland draws by edition 1
  help: another edition makes other draws: compare with a version that has edition 9, or store anew: `foreland test --accept MODEL`
"#);
    assert_eq!(test(path, &["--accept", "mine.fore"]).code, Some(0));
    assert_eq!(read(path, "mine.results"), whole);
}

#[test]
fn review_needs_a_terminal() {
    let folder = accepted();
    let said = test(folder.path(), &["--review", "mine.fore"]);
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.err, @r#"
error: `--review` asks on a terminal, and this is none
  help: `foreland test` shows what differs, `foreland test --accept` stores it
"#);
}

#[test]
fn junit_has_a_suite_a_model() {
    let folder = accepted();
    let path = folder.path();
    change(
        path,
        "mine.fore",
        "\"it gives\" mean(small.income) >",
        "\"<it> & \\\"gives\\\"\u{7}\" mean(small.income) <",
    );
    change(path, "mine.fore", "scale output by 2", "scale output by 3");
    std::fs::write(path.join("bad.fore"), "model bad { draws 2 }\nlet a = b\n").unwrap();
    std::fs::write(
        path.join("open.fore"),
        "assume r: % = unknown { because \"lost\" }\noutcome b = 1\nassert r > 60%\n",
    )
    .unwrap();
    let said = test(path, &["--format", "junit", "."]);
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.out, @r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="foreland" tests="5" failures="2" errors="1">
  <testsuite name="./bad.fore" tests="1" failures="0" errors="1" skipped="0">
    <testcase name="model" classname="./bad.fore">
      <error message="the model cannot be run">error[unknown-name]: nothing is called `b`
   ╭─[./bad.fore:2:9]
 2 │ let a = b
   ·         ┬
   ·         ╰── this name is not declared
   ╰────
  help: declare it, or use `a`

more about a code: foreland explain unknown-name
1 error in ./bad.fore</error>
    </testcase>
  </testsuite>
  <testsuite name="./mine.fore" tests="3" failures="2" errors="0" skipped="0">
    <testcase name="assert &quot;price &gt; 0 USD/t&quot;" classname="./mine.fore"/>
    <testcase name="expect &quot;&lt;it&gt; &amp; &quot;gives&quot;�&quot;" classname="./mine.fore">
      <failure message="it fails">FAILED  expect &quot;&lt;it&gt; &amp; &quot;gives&quot;&lt;U+0007&gt;&quot;: left 298.7 USD, right 0 USD</failure>
    </testcase>
    <testcase name="stored outcomes" classname="./mine.fore">
      <failure message="3 of 8 values differ from ./mine.results">metal[light] in large (t): mean 47.7887 → 71.6831, p5 39.917 → 59.8755, p50 47.8822 → 71.8233,
    p95 55.8462 → 83.7693
metal[heavy] in large (t): mean 71.6831 → 107.525, p5 59.8755 → 89.8133, p50 71.8233 → 107.735,
    p95 83.7693 → 125.654
income in large (USD): mean 597.359 → 896.038, p5 498.963 → 748.444, p50 598.528 → 897.791, p95
    698.077 → 1047.12
since they were stored:
  large scale output: scale output by 2 → scale output by 3</failure>
    </testcase>
  </testsuite>
  <testsuite name="./open.fore" tests="1" failures="0" errors="0" skipped="1">
    <testcase name="assert &quot;r &gt; 60%&quot;" classname="./open.fore">
      <skipped message="it rests on what is unknown"/>
    </testcase>
  </testsuite>
</testsuites>
"#);
}

#[test]
fn json_has_all_that_is_told() {
    let folder = accepted();
    let path = folder.path();
    change(path, "mine.fore", "scale output by 2", "scale output by 3");
    change(path, "mine.fore", "outcome metal[ore]: t = sold\n", "");
    change(
        path,
        "mine.fore",
        "let sold[ore] = output * grade.share[ore]\n",
        "",
    );
    let said = test(path, &["--format", "json", "mine.fore"]);
    assert_eq!(said.code, Some(1));
    insta::assert_snapshot!(said.out, @r#"
{
  "broken": 0,
  "failed": 1,
  "models": [
    {
      "claims": [
        {
          "claim": "assert",
          "found": [],
          "refuted": null,
          "state": "passed",
          "title": "price > 0 USD/t"
        },
        {
          "claim": "expect",
          "found": [],
          "refuted": null,
          "state": "passed",
          "title": "it gives"
        }
      ],
      "error": null,
      "file": "mine.fore",
      "outcomes": {
        "file": "mine.results",
        "moved": [
          {
            "date": null,
            "now": {
              "mean": "896.038",
              "p5": "748.444",
              "p50": "897.791",
              "p95": "1047.12",
              "unit": "USD"
            },
            "outcome": "income",
            "scenario": "large",
            "shares": [
              {
                "changes": [
                  "large"
                ],
                "class": null,
                "error": null,
                "moved": 298.6793800786178
              }
            ],
            "was": {
              "mean": "597.359",
              "p5": "498.963",
              "p50": "598.528",
              "p95": "698.077",
              "unit": "USD"
            }
          },
          {
            "date": null,
            "now": null,
            "outcome": "metal[light]",
            "scenario": "small",
            "shares": [],
            "was": {
              "mean": "23.8944",
              "p5": "19.9585",
              "p50": "23.9411",
              "p95": "27.9231",
              "unit": "t"
            }
          },
          {
            "date": null,
            "now": null,
            "outcome": "metal[light]",
            "scenario": "large",
            "shares": [],
            "was": {
              "mean": "47.7887",
              "p5": "39.917",
              "p50": "47.8822",
              "p95": "55.8462",
              "unit": "t"
            }
          },
          {
            "date": null,
            "now": null,
            "outcome": "metal[heavy]",
            "scenario": "small",
            "shares": [],
            "was": {
              "mean": "35.8415",
              "p5": "29.9378",
              "p50": "35.9117",
              "p95": "41.8846",
              "unit": "t"
            }
          },
          {
            "date": null,
            "now": null,
            "outcome": "metal[heavy]",
            "scenario": "large",
            "shares": [],
            "was": {
              "mean": "71.6831",
              "p5": "59.8755",
              "p50": "71.8233",
              "p95": "83.7693",
              "unit": "t"
            }
          }
        ],
        "since": [
          "large scale output: scale output by 2 → scale output by 3",
          "gone: let sold",
          "gone: outcome metal"
        ],
        "state": "differ",
        "values": 8
      }
    }
  ],
  "orphans": [],
  "passed": 2,
  "undecided": 0,
  "unknown": 0,
  "unusable": 0
}
"#);
}

/// What it says is one of two things, whenever its writer is killed.
#[cfg(unix)]
#[test]
fn who_is_killed_leaves_the_old_file_or_the_new_one() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    let text = |n: usize| {
        format!(
            "model long {{ time 1900-01..2299-12 by month }}\nassume a = {n} t {{ because \"x\" }}\noutcome b: t = a + ramp(1900, 2299) * 1 t\n"
        )
    };
    let folder = folder(&[("long.fore", &text(1))]);
    let path = folder.path();
    let accept = |n: usize| {
        std::fs::write(path.join("long.fore"), text(n)).unwrap();
        let started = Instant::now();
        assert_eq!(test(path, &["--accept", "long.fore"]).code, Some(0));
        (read(path, "long.results"), started.elapsed())
    };
    let (one, _) = accept(1);
    let (two, taken) = accept(2);
    assert_ne!(one, two);
    let (mut old, mut new, mut left) = (0, 0, 0);
    for at in 0..40 {
        let wanted = at % 2 + 1;
        std::fs::write(path.join("long.fore"), text(wanted)).unwrap();
        let before = read(path, "long.results");
        let mut child = Command::new(env!("CARGO_BIN_EXE_foreland"))
            .args(["test", "--accept", "long.fore"])
            .current_dir(path)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(taken * at as u32 / 40 + Duration::from_micros(97 * at as u64));
        // Half of them are asked to end, and tidy up.
        match at % 4 < 2 {
            true => child.kill().unwrap(),
            false => {
                let id = child.id().to_string();
                let _ = Command::new("kill").args(["-TERM", &id]).status().unwrap();
            }
        }
        let ended = child.wait().unwrap();
        let after = read(path, "long.results");
        let wanted = if wanted == 1 { &one } else { &two };
        assert!(
            after == before || after == *wanted,
            "torn after {at}: {ended}"
        );
        (old, new) = (
            old + usize::from(after == before),
            new + usize::from(after == *wanted),
        );
        if at % 4 >= 2 {
            assert_eq!(unfinished(path), left, "what is asked to end tidies up");
        }
        left = unfinished(path);
    }
    assert!(old > 0, "{old} {new}");
    let said = test(path, &["."]);
    assert!(said.code == Some(0) || said.code == Some(1), "{}", said.err);
    assert_eq!(
        said.err, "",
        "what is left of a write is no stored outcomes"
    );
    assert_eq!(accept(1).0, one);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told_of() {
    use std::os::unix::fs::PermissionsExt;
    let folder = mine();
    let path = folder.path();
    let mode =
        |mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let free = std::fs::write(path.join("probe"), "").is_ok();
    let said = test(path, &["--accept", "mine.fore"]);
    mode(0o755);
    // Who may do everything is not kept from it.
    if free {
        return;
    }
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.err, @"error: `mine.results` cannot be written: permission denied");
    assert!(
        said.out.contains("the outcomes cannot be stored"),
        "{}",
        said.out
    );
    assert!(!path.join("mine.results").exists());
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = mine();
    let path = folder.path();
    std::fs::create_dir(path.join("kept")).unwrap();
    std::fs::write(path.join("kept/mine"), "results 1\n").unwrap();
    std::os::unix::fs::symlink("kept/mine", path.join("mine.results")).unwrap();
    let said = test(path, &["--accept", "mine.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    assert!(path.join("mine.results").is_symlink());
    assert!(read(path, "kept/mine").ends_with("end\n"));
}
