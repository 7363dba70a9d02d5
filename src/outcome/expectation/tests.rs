//! The schedule of looks errs as rarely as it says, on samples made for the purpose.

use super::against::{Difference, Forgiven, decided};
use super::case::{ERROR, LOOKS};
use super::*;
use crate::eval::verdict::Held;
use crate::eval::{Making, values};
use crate::numerics::{Stream, Width, mean_sd};
use crate::outcome::bound::{quantile_of, share, student};
use crate::syntax::ast::Comparison;

const SEEDS: u64 = 1000;
const FIRST: usize = 64;

/// How a test of `left > right` and one of `left < right` come out, one look after the other, of what is told of so
/// many draws.
fn sequential(known: impl Fn(usize) -> (f64, f64, f64)) -> [Held; 2] {
    [Comparison::More, Comparison::Less].map(|how| {
        for look in 0..LOOKS {
            let (found, low, high) = known(FIRST << look);
            let known = Difference {
                found,
                low,
                high,
                forgiven: Forgiven::everywhere(0.0),
            };
            match decided(how, known) {
                Held::Undecided => {}
                held => return held,
            }
        }
        Held::Undecided
    })
}

/// How many of the tests say yes where both should say no.
fn wrong(seeds: u64, test: impl Fn(u64) -> [Held; 2]) -> usize {
    let verdicts = (0..seeds).flat_map(test);
    verdicts.filter(|held| *held == Held::Yes).count()
}

fn draws(seed: u64) -> Vec<f64> {
    let mut all = vec![0.0; FIRST << (LOOKS - 1)];
    Stream::new(seed, 1).uniforms(Width::widest(), 0, 0, &mut all);
    all
}

const LOOK: f64 = ERROR / LOOKS as f64;

#[test]
fn a_difference_of_means_that_is_nought() {
    // Skewed: exponential, less its mean.
    let test = |seed| {
        let all: Vec<f64> = draws(seed)
            .iter()
            .map(|u| -crate::numerics::maths::ln(*u) - 1.0)
            .collect();
        sequential(|n| {
            let found = mean_sd(&all[..n]).0;
            let total = found * n as f64;
            let groups = (0..32).map(|at| (at * n / 32, (at + 1) * n / 32));
            let without: Vec<f64> = groups
                .map(|(from, to)| {
                    (total - all[from..to].iter().sum::<f64>()) / (n - (to - from)) as f64
                })
                .collect();
            let (low, high) = student(found, &without, LOOK);
            (found, low, high)
        })
    };
    let wrong = wrong(SEEDS, test);
    assert!(wrong <= 4, "{wrong} of {SEEDS} err");
}

#[test]
fn a_share_that_is_what_it_is_compared_with() {
    let test = |limit: f64| {
        move |seed| {
            let all = draws(seed);
            sequential(|n| {
                let hits = all[..n].iter().filter(|u| **u < 0.3).count();
                let (low, high) = share(hits, n, LOOK);
                (hits as f64 / n as f64 - limit, low - limit, high - limit)
            })
        }
    };
    let wrong_at = wrong(SEEDS, test(0.3));
    assert!(wrong_at <= 4, "{wrong_at} of {SEEDS} err");
    // Five percentage points are found in nearly all, with the right sign.
    let found = (0..100)
        .map(test(0.25))
        .filter(|verdicts| *verdicts == [Held::Yes, Held::No]);
    assert!(found.count() >= 99);
}

#[test]
fn a_median_that_is_what_it_is_compared_with() {
    let test = |seed| {
        let all = draws(seed);
        sequential(|n| {
            let mut sorted = all[..n].to_vec();
            sorted.sort_by(f64::total_cmp);
            let (low, high) = quantile_of(&sorted, 0.5, LOOK);
            (0.0, low - 0.5, high - 0.5)
        })
    };
    let wrong = wrong(300, test);
    assert!(wrong <= 2, "{wrong} of 300 err");
}

#[test]
fn a_lever_that_is_out_is_drawn_no_further() {
    let text = "model m { time 2025..2030 }\n\
                event a { hazard 20%/year }\nevent b { hazard 20%/year }\nevent c { hazard 1%/year }\n\
                let n = (if a.fired then 1 else 0) + (if b.fired then 1 else 0) + (if c.fired then 1 else 0)\n\
                outcome y = highest(n)\nexpect y turns on a, b\n";
    let parsed = crate::syntax::parse(text);
    let resolved = crate::resolve::resolve(&parsed.document);
    let model = crate::types::check(&resolved.model, text).model;
    let model = model.unwrap_or_else(|| panic!("no model"));
    let (scenarios, draws, seed) = (&[ScenarioId(0)][..], 500, 1);
    let making = Making {
        draws,
        first: 0,
        threads: Some(1),
        block: None,
        progress: None,
    };
    let wanted = [(ScenarioId(0), needs(&model))];
    let samples = values(&model, &wanted, seed, making).ok().unwrap();
    let deciding = Deciding {
        scenarios,
        draws,
        seed,
        threads: Some(1),
        progress: None,
    };
    let mut columns = Columns::new(&model, &samples, &deciding);
    let expect = &model.expects[0];
    let moving = Moving {
        model: &model,
        of: expect.claim.expression(),
        scenario: ScenarioId(0),
        draws,
    };
    let Expected::Turns { on, .. } = &expect.claim else {
        panic!("it turns on nothing")
    };
    let claim = drivers::claim(&moving, on, &mut columns).ok().unwrap();
    let mut case = Case::of_claim(&model, (0, expect), ScenarioId(0), claim);
    looks(&mut case, &mut columns, &deciding).ok().unwrap();
    let all = columns.all(&case.names).unwrap();
    let mut drawn: Vec<usize> = all.iter().map(|column| column.draws()).collect();
    drawn.sort_unstable();
    // The events prevented: the one that hardly counts, the two that are alike; and all as they are.
    assert_eq!(drawn.len(), 4);
    assert_eq!(drawn[0], draws);
    assert!(drawn[1] > draws && drawn[1..].iter().all(|all| *all == drawn[1]));
}
