//! Expectations over the samples of a run.

use super::*;
use crate::eval::verdict::Held;
use crate::outcome::expectation;

fn decided(text: &str) -> Vec<(bool, Option<String>)> {
    let model = model(&years(text));
    let mut options = options(&model);
    options.wanted = expectation::needs(&model);
    let run = match run(&model, &options) {
        Ok(run) => run,
        Err(faults) => panic!("{}", messages(&faults)),
    };
    let deciding = expectation::Deciding {
        scenarios: &options.scenarios,
        draws: options.draws,
        seed: options.seed,
        threads: None,
        progress: None,
    };
    match expectation::decide(&model, &run.samples, &deciding) {
        Ok(verdicts) => verdicts
            .into_iter()
            .map(|verdict| (verdict.held == Held::Yes, verdict.found))
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

/// How it comes out, and on how many draws.
fn told(text: &str) -> Vec<(Held, Option<usize>)> {
    let model = model(&years(text));
    let mut options = options(&model);
    options.draws = 100;
    options.wanted = expectation::needs(&model);
    let Ok(run) = run(&model, &options) else {
        panic!("it does not run")
    };
    let deciding = expectation::Deciding {
        scenarios: &options.scenarios,
        draws: options.draws,
        seed: options.seed,
        threads: None,
        progress: None,
    };
    let Ok(verdicts) = expectation::decide(&model, &run.samples, &deciding) else {
        panic!("it is not decided")
    };
    let verdicts = verdicts.into_iter();
    verdicts
        .map(|verdict| (verdict.held, verdict.draws))
        .collect()
}

#[test]
fn as_many_draws_as_it_takes() {
    let found = told(
        "assume x ~ uniform(0, 1)\noutcome y = x\n\
         expect \"far\" mean(y) > 0.2\nexpect \"near\" mean(y) > 0.48\nexpect \"too near\" mean(y) > 0.4999\n\
         expect \"wrong\" mean(y) > 0.7\nexpect \"none\" probability(y > 1) == 0%\nexpect \"not seen\" probability(y > 1) > 0%\n\
         expect \"rare\" probability(y > 0.999) > 0%\nexpect \"each\" y >= 0",
    );
    assert_eq!(found[0], (Held::Yes, Some(100)));
    assert!(
        found[1].0 == Held::Yes && found[1].1 > Some(400),
        "{found:?}"
    );
    assert_eq!(found[2], (Held::Undecided, Some(6400)));
    assert_eq!(found[3], (Held::No, Some(100)));
    assert_eq!(found[4], (Held::Yes, Some(100)));
    assert_eq!(found[5], (Held::Undecided, Some(6400)));
    assert!(
        found[6].0 == Held::Yes && found[6].1 > Some(100),
        "{found:?}"
    );
    assert_eq!(found[7], (Held::Yes, Some(100)));
}

#[test]
fn parts_join_what_is_known() {
    let near = "mean(y) > 0.4999";
    let of = |condition: &str| {
        let text = format!("assume x ~ uniform(0, 1)\noutcome y = x\nexpect \"it\" {condition}");
        told(&text)[0].0
    };
    assert_eq!(of(&format!("{near} and mean(y) > 0.9")), Held::No);
    assert_eq!(of(&format!("{near} or mean(y) < 0.9")), Held::Yes);
    assert_eq!(of(&format!("{near} and mean(y) < 0.9")), Held::Undecided);
    assert_eq!(of(&format!("not ({near})")), Held::Undecided);
    // In each draw one of the two holds, though neither does in all.
    assert_eq!(of("y < 0.5 or y > 0.4"), Held::Yes);
    assert_eq!(of(&format!("y < 2 or {near}")), Held::Yes);
    assert_eq!(of(&format!("y < 0.5 or {near}")), Held::Undecided);
}

#[test]
fn draws_further_on_are_those_of_a_longer_run() {
    let model = model(&years(
        "assume x ~ uniform(0, 1) each year\noutcome y = x\n",
    ));
    let mut options = options(&model);
    options.draws = 300;
    let Ok(whole) = run(&model, &options) else {
        panic!("it does not run")
    };
    let wanted = [(options.scenarios[0], options.wanted.clone())];
    let making = Making {
        draws: 200,
        first: 100,
        threads: options.threads,
        block: None,
        progress: None,
    };
    let Ok(rest) = values(&model, &wanted, options.seed, making) else {
        panic!("it does not run")
    };
    let [whole, rest] = [&whole.samples, &rest].map(|samples| &samples.scenarios[0].results[0]);
    for step in 0..whole.steps {
        assert_eq!(whole.step(step)[100..], *rest.step(step));
    }
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

#[test]
fn what_is_no_number_is_decided_by_groups_that_agree() {
    let of = |limit: &str| {
        let text = format!(
            "assume x ~ uniform(0, 1)\noutcome y = x\nexpect \"it\" ever(mean(y) > {limit})"
        );
        told(&text)[0].0
    };
    assert_eq!(of("0.1"), Held::Yes);
    assert_eq!(of("0.9"), Held::No);
    assert_eq!(of("0.5"), Held::Undecided);
}

/// A table of three years in a timeline of more.
const SHORT: &str = "table t by year {\n  columns a: t/year\n  2026 = 1\n  2027 = 2\n  2028 = 3\n}\noutcome y = t.a at 2027\n";

#[test]
fn what_is_asked_of_some_steps_reads_no_others() {
    let found = decided(&format!(
        "{SHORT}expect t.a at 2028 == 3 t/year\nexpect always(growth(t.a) > 40% during 2027..2028)\n\
         expect total(t.a during 2026..2028) == 6 t\nexpect previous(t.a) at 2027 == 1 t/year"
    ));
    assert!(found.iter().all(|verdict| verdict.0), "{found:?}");
}

#[test]
#[should_panic(expected = "table read outside its dates")]
fn what_is_asked_of_steps_without_a_value_is_a_fault() {
    decided(&format!(
        "{SHORT}expect highest(t.a during 2026..2030) > 0 t/year"
    ));
}

/// What no draw changes is not drawn further, and is read as it is however far the rest is.
#[test]
fn a_condition_that_never_holds_stays_open() {
    let found = decided(&format!(
        "{MODEL}outcome never = k > 5\nexpect \"open\" probability(low.x > 0.5 given low.never) > probability(low.x > 0.4)"
    ));
    assert!(!found[0].0);
    let told = found[0].1.as_deref().unwrap_or_default();
    assert!(
        told.starts_with("what is `given` holds in none of"),
        "{told}"
    );
}
