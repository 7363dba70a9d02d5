//! Expectations over the samples of a run.

use super::*;
use crate::outcome::expectation;

fn decided(text: &str) -> Vec<(bool, Option<String>)> {
    let model = model(&years(text));
    let mut options = options(&model);
    options.wanted = expectation::needs(&model);
    let run = match run(&model, &options) {
        Ok(run) => run,
        Err(faults) => panic!("{}", messages(&faults)),
    };
    match expectation::decide(&model, &run.samples, options.seed) {
        Ok(verdicts) => verdicts
            .into_iter()
            .map(|verdict| (verdict.holds, verdict.found))
            .collect(),
        Err(faults) => panic!("{}", messages(&faults)),
    }
}

const MODEL: &str = "assume x ~ uniform(0, 1)\nassume k = 1\noutcome y = x + k\noutcome z = k * 2\n\
                     scenario low { }\nscenario high { scale k by 2 }\n";

#[test]
fn summaries_and_pairs() {
    let text = format!(
        "{MODEL}expect \"mean\" mean(low.y) > 1.4 and mean(low.y) < 1.6\nexpect \"paired\" probability(low.y < high.y) == 100%\n\
         expect \"each draw\" low.y < high.y\nexpect \"wrong\" high.z < low.z\nexpect \"quantile\" quantile(low.y, 90%) > 1.8"
    );
    let found = decided(&text);
    assert!(found[0].0 && found[1].0 && found[2].0, "{found:?}");
    assert_eq!(found[1].1.as_deref(), Some("left 100%, right 100%"));
    assert_eq!(found[3], (false, Some("left 4, right 2".to_owned())));
    assert!(found[4].0);
}

#[test]
fn in_each_scenario_where_none_is_named() {
    let found = decided(&format!("{MODEL}expect \"small\" mean(y) < 2"));
    assert_eq!(found.len(), 2);
    assert!(found[0].0 && !found[1].0);
}

#[test]
fn a_series_holds_in_every_step() {
    let found = decided(
        "let t = (now - start) / 1 year\noutcome y = t\nexpect \"low\" y < 4\nexpect \"lower\" y < 6",
    );
    assert_eq!(
        found[0],
        (
            false,
            Some("first in draw 1, 2029: left 4, right 4".to_owned())
        )
    );
    assert_eq!(found[1], (true, None));
}

#[test]
fn summaries_of_dates() {
    let text = "event e { occurs when at_ }\nassume n ~ discrete([0: 30%, 1: 30%, 4: 40%])\n\
                let at_ = now == start + n * 1 year\noutcome f = first(e.fired)\noutcome g = max(f, 2027)\n\
                expect median(f) == 2026\nexpect quantile(f, 95%) == 2029\nexpect quantile(f, 5%) == start\n\
                expect median(g) == 2027\nexpect mean(f) > 2026-07 and mean(f) < 2027-03\n\
                expect sd(f) > 600 days and sd(f) < 700 days\nexpect median(f) == 2030";
    let found = decided(text);
    assert!(found[..6].iter().all(|(holds, _)| *holds), "{found:?}");
    let wrong = Some("left 2026-01-01, right 2030-01-01".to_owned());
    assert_eq!(found[6], (false, wrong));
}
