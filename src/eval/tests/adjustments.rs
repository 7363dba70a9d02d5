//! How options, events and scenarios combine on one quantity.

use super::*;

const MODEL: &str = "assume x = 10\n\
    choice c {\n  option a\n  option b {\n    set x = 20\n    add 1 to x\n    scale x by 2\n  }\n}\n\
    event e {\n  occurs in 2026\n  set x = 40\n  scale x by 3\n}\noutcome x_ = x\n";

#[test]
fn additions_before_factors_and_sets_by_rank() {
    let text = format!(
        "{MODEL}scenario plain {{ }}\nscenario chosen {{ choose c = b }}\n\
         scenario own {{ choose c = b; set x = 30 }}\nscenario both {{ raise x by 50%; cut x by 20%; add 2 to x }}"
    );
    let ran = ran(&years(&text));
    assert_eq!(ran.series_in("plain", "x_")[..3], [10.0, 120.0, 10.0]);
    assert_eq!(ran.series_in("chosen", "x_")[..3], [42.0, 246.0, 42.0]);
    assert_eq!(ran.series_in("own", "x_")[..3], [62.0, 246.0, 62.0]);
    assert!(close(ran.series_in("both", "x_")[0], 14.4));
}

#[test]
fn a_child_scenario_replaces_its_parents_set_whatever_their_names() {
    let text = "assume x = 1\noutcome x_ = x\nscenario z { set x = 2; scale x by 10 }\n\
                scenario a extends z { set x = 3; scale x by 2 }";
    let ran = ran(&years(text));
    assert_eq!(ran.series_in("z", "x_")[0], 20.0);
    assert_eq!(ran.series_in("a", "x_")[0], 60.0);
}

#[test]
fn windows_and_conditions() {
    let text = "assume x = 10\nassume level = [2025: 0, 2028: 1] step\noutcome x_ = x\n\
                scenario w { add 5 to x during 2026..2027 }\nscenario v { add 5 to x when level > 0.5 }";
    let ran = ran(&years(
        &text.replace("[2025: 0, 2028: 1]", "[2025: 0, 2028: 1, 2030: 1]"),
    ));
    assert_eq!(
        ran.series_in("w", "x_"),
        [10.0, 15.0, 15.0, 10.0, 10.0, 10.0]
    );
    assert_eq!(
        ran.series_in("v", "x_"),
        [10.0, 10.0, 10.0, 15.0, 15.0, 15.0]
    );
}

#[test]
fn factors_act_on_the_rate_behind_a_hazard() {
    let text = "event e { hazard 50%/year }\noutcome h = e.hazard\nscenario plain { }\n\
                scenario double { scale e.hazard by 2 }\nscenario never { scale e.hazard by 0 }\n\
                scenario sure { set e.hazard = 100%/year; scale e.hazard by 0 }";
    let ran = ran(&years(text));
    assert_eq!(ran.series_in("plain", "h")[0], 0.5);
    assert!(close(ran.series_in("double", "h")[0], 0.75));
    assert_eq!(ran.series_in("never", "h")[0], 0.0);
    assert_eq!(ran.series_in("sure", "h")[0], 0.0);
}

#[test]
fn claims_are_taken_by_a_scenario() {
    let text = "source a \"A\" { published 2020 }\nsource b \"B\" { published 2020 }\n\
                assume x ~ claims {\n  1 from a\n  2 from b\n}\noutcome x_ = x\nscenario s { }\n\
                scenario t { take x from b }";
    let ran = ran(&years(text));
    let drawn = ran.column_in("s", "x_");
    assert!(drawn.uncertain && drawn.values.contains(&1.0) && drawn.values.contains(&2.0));
    assert!(
        ran.column_in("t", "x_")
            .values
            .iter()
            .all(|value| *value == 2.0)
    );
    assert!(!ran.column_in("t", "x_").uncertain);
}
