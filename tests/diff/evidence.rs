//! What is no change of meaning, and what is one of evidence, names or units alone.

use super::{Found, story, story_of};
use foreland::program::Request;

const OLD: &str = "\
model m { time 2025..2030; draws 500 }

source yearbook \"Yearbook\" { published 2024 }
source survey \"Survey\" { published 2025 }

## What is sold.
assume price ~ 5 to 20 USD/t { source yearbook; confidence medium }
assume amount ~ normal(100, 10) t { because \"a guess\" }
let sales = price * amount

event stop { hazard 10%/year; cut sales by 50%; because \"once in ten years\" }
choice fee { option none; option some { scale sales by 0.9; because \"the law\" } }

outcome income: USD = sales at 2030
outcome other: t = amount

scenario free { choose fee = none }
scenario paid { choose fee = some }
";

fn still(story: &foreland::review::story::Story) {
    for effect in &story.effects.results {
        assert!(effect.before.is_some());
        assert_eq!(effect.before, effect.after, "{:?}", effect.result);
        assert!(!effect.is_moved(), "{:?}", effect.result);
    }
}

#[test]
fn layout_comments_and_order_are_no_change() {
    let mut blocks: Vec<&str> = OLD.split("\n\n").collect();
    blocks.reverse();
    let reordered = blocks
        .join("\n\n# a comment\n")
        .replace("{ hazard 10%/year; ", "{\n  hazard    10%/year # often\n  ");
    let story = story(OLD, &reordered);
    assert_eq!(Found(&story).told(), Vec::<String>::new());
    still(&story);
}

#[test]
fn evidence_and_wording_move_nothing() {
    let new = OLD
        .replace(
            "source yearbook; confidence medium",
            "source survey; confidence low",
        )
        .replace("What is sold.", "What is sold a year.");
    let story = story(OLD, &new);
    assert_eq!(
        Found(&story).told(),
        ["revised price Evidence Wording: Silent"]
    );
    assert_eq!(story.effects.effort.made, 1);
    still(&story);
}

#[test]
fn one_number_moves_no_other_draw() {
    let story = story(OLD, &OLD.replace("5 to 20 USD/t", "8 to 20 USD/t"));
    let found = Found(&story);
    assert_eq!(found.told(), ["revised price Uncertainty: Moves(0)"]);
    for scenario in ["free", "paid"] {
        let other = found.effect("other", scenario, "");
        assert_eq!(other.before, other.after);
        assert!(found.effect("income", scenario, "").moved().unwrap() > 0.0);
    }
}

#[test]
fn a_new_name_keeps_the_draws() {
    let renamed = OLD
        .replace("price", "rate")
        .replace("stop", "halt")
        .replace("fee", "levy");
    let said = renamed
        .replace("{ source yearbook;", "{ was price; source yearbook;")
        .replace("{ hazard", "{ was stop; hazard")
        .replace("choice levy { option", "choice levy { was fee; option");
    for new in [&said, &renamed] {
        let story = story(OLD, new);
        let mut told = Found(&story).told();
        told.sort();
        assert_eq!(
            told,
            [
                "revised halt was stop : Silent",
                "revised levy was fee : Silent",
                "revised rate was price : Silent"
            ]
        );
        still(&story);
        let renames = story
            .changes
            .iter()
            .filter_map(|told| told.change.renamed.as_ref());
        assert!(
            renames
                .map(|rename| rename.said)
                .all(|is| is == (*new == said))
        );
    }
}

#[test]
fn a_new_name_and_a_new_number() {
    let new = OLD.replace("price", "rate").replace(
        "assume rate ~ 5 to 20 USD/t {",
        "assume rate ~ 6 to 20 USD/t { was price;",
    );
    let story = story(OLD, &new);
    assert_eq!(
        Found(&story).told(),
        ["revised rate was price Uncertainty: Moves(0)"]
    );
}

#[test]
fn the_same_amount_in_another_unit() {
    let old = "assume a = 60 days { because \"x\" }\nassume b ~ 2 to 4 kt { because \"x\" }\nassume c = [x: 1, y: 2] t { because \"x\" }\n\
               outcome ya: h = a\noutcome yb: t = b\noutcome yc: t = c[x]\n"
        .replace("assume c", "index i = x, y\nassume c[i]");
    let new = old
        .replace("60 days", "1440 h")
        .replace("2 to 4 kt", "2000 to 4000 t")
        .replace("[x: 1, y: 2] t", "[x: 1000, y: 2000] kg")
        .replace("outcome yb: t", "outcome yb: kt");
    let story = story(&old, &new);
    assert_eq!(
        Found(&story).told(),
        [
            "revised a Unit: Nothing",
            "revised b Unit: Nothing",
            "revised c Unit: Nothing",
            "revised yb Unit: Nothing"
        ]
    );
    for effect in &story.effects.results {
        let (before, after) = (effect.before.unwrap(), effect.after.unwrap());
        assert!((before.value - after.value).abs() <= 1e-12 * before.value);
    }
}

#[test]
fn another_prefix_is_another_name_of_the_same() {
    let part = "assume a ~ 1 to 2 { because \"x\" }\n";
    let old = "model m { draws 100 }\nuse \"p.fore\" as one\noutcome y = one.a\n";
    let new = old.replace("one", "two");
    let story = story_of(
        &[("m.fore", old), ("p.fore", part)],
        &[("m.fore", &new), ("p.fore", part)],
        &Request::default(),
    );
    assert_eq!(Found(&story).told(), ["revised two.a was one.a : Silent"]);
    still(&story);
    assert!(story.changes[0].change.renamed.as_ref().unwrap().said);
}

#[test]
fn what_a_used_file_says_is_a_change_of_the_model() {
    let old_files: &[(&str, &str)] = &[
        (
            "m.fore",
            "model m { draws 100 }\nuse \"p.fore\" as p\noutcome y = p.a\n",
        ),
        ("p.fore", "assume a = 1 { because \"x\" }\n"),
    ];
    let new_files: &[(&str, &str)] =
        &[old_files[0], ("p.fore", "assume a = 3 { because \"x\" }\n")];
    let story = story_of(old_files, new_files, &Request::default());
    let found = Found(&story);
    assert_eq!(found.told(), ["revised p.a Value: Moves(0)"]);
    assert_eq!(found.alone("y").moved(), Some(2.0));
    assert_eq!(story.changes[0].change.file, "p.fore");
}

#[test]
fn cells_of_a_table() {
    let old = "model m { time 2026..2028 }\ntable t by year {\n  columns v: t/year linear\n  2026 = 1\n  2028 = 3\n  because \"x\"\n}\noutcome y: t = total(t.v)\n";
    let story = story(old, &old.replace("2028 = 3", "2028 = 5"));
    let found = Found(&story);
    assert_eq!(found.told(), ["revised t Value: Moves(0)"]);
    let detail = &found.change("t").change.details[0];
    assert_eq!(
        (
            detail.part.as_str(),
            detail.before.as_deref(),
            detail.after.as_deref()
        ),
        ("v at 2028", Some("3 t/year"), Some("5 t/year"))
    );
    // 1 + 3 + 5 for 1 + 2 + 3.
    assert_eq!(found.alone("y").moved(), Some(3.0));
}
