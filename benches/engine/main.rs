//! The engine against the same model written by hand, at each vector width, on one thread and on two: `cargo bench
//! --bench engine`, with `FORELAND_BENCH=long` before it for more draws. The samples take turns; each figure is the least
//! of its samples.

#[path = "../common/mod.rs"]
mod common;
mod kernels;
mod yardstick;
mod year;

use std::hint::black_box;

use common::{MINE, Timed, engine, is_long, model_of, race};
use foreland::numerics::Width;
use foreland::types::model::TypedModel;
use yardstick::Mine;
use year::{LANES, NOTHING, Outcomes};

const YEARS: f64 = 31.0;

fn main() {
    let model = model_of(MINE);
    let mine = Mine::new(model.seed);
    for width in Width::available() {
        agree(&model, &mine, width);
    }
    println!(
        "to the bit the same outcomes; nanoseconds a draw and year, all three scenarios, least (median):\n"
    );
    println!("threads  bits          engine       yardstick  ratio");
    let (draws, rounds) = if is_long() {
        (400 * 1024, 30)
    } else {
        (10 * 1024, 150)
    };
    for threads in [1, 2] {
        for width in Width::available() {
            // More for two, so that what their start takes stays small.
            let draws = draws * threads * threads;
            compare(&model, &mine, (width, threads), draws, rounds);
        }
    }
    println!("\nwhere it goes, on one thread: what both have in common, and the rest of each\n");
    println!("bits  3 uniforms  normal  exponential | rest of engine  of yardstick");
    for width in Width::available() {
        part(&model, &mine, width, rounds);
    }
}

/// Whether both give the same bits, in blocks of which the last is cut short.
fn agree(model: &TypedModel, mine: &Mine, width: Width) {
    let draws = 5000;
    let mut blocks = vec![NOTHING; draws_to_blocks(draws)];
    mine.run(width, None, &mut blocks);
    let run = engine(model, draws, 1, width);
    for (scenario, samples) in run.samples.scenarios.iter().enumerate() {
        let pick = [
            |block: &Outcomes, scenario: usize| block.value[scenario],
            |block: &Outcomes, scenario: usize| block.exports[scenario],
        ];
        for (column, pick) in samples.results.iter().zip(pick) {
            let own = blocks.iter().flat_map(|block| pick(block, scenario).0);
            for (draw, (own, engine)) in own.zip(&column.values).enumerate() {
                let same = own.to_bits() == engine.to_bits();
                assert!(
                    same,
                    "draw {draw}, scenario {scenario}: {own} is not {engine}"
                );
            }
        }
    }
}

fn draws_to_blocks(draws: usize) -> usize {
    draws.div_ceil(LANES)
}

fn compare(
    model: &TypedModel,
    mine: &Mine,
    (width, threads): (Width, usize),
    draws: usize,
    rounds: usize,
) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.ok().filter(|_| threads > 1);
    let mut blocks = vec![NOTHING; draws_to_blocks(draws)];
    let timed = race(
        &mut [
            Box::new(|| drop(black_box(engine(model, draws, threads, width)))),
            Box::new(|| mine.run(width, pool.as_ref(), black_box(&mut blocks))),
        ],
        rounds,
    );
    let [engine, yardstick] = [0, 1].map(|at| per_year(timed[at], draws));
    println!(
        "{threads:7}  {:4}  {:6.2} ({:6.2})  {:6.2} ({:6.2})  {:5.2}",
        width.bits(),
        engine.least,
        engine.median,
        yardstick.least,
        yardstick.median,
        engine.least / yardstick.least,
    );
}

fn part(model: &TypedModel, mine: &Mine, width: Width, rounds: usize) {
    let draws = 10 * 1024;
    let mut blocks = vec![NOTHING; draws_to_blocks(draws)];
    let timed = race(
        &mut [
            Box::new(|| drop(black_box(engine(model, draws, 1, width)))),
            Box::new(|| mine.run(width, None, black_box(&mut blocks))),
            Box::new(|| {
                black_box(kernels::uniforms(width, draws));
            }),
            Box::new(|| {
                black_box(kernels::normals(width, draws));
            }),
            Box::new(|| {
                black_box(kernels::exponentials(width, draws));
            }),
        ],
        rounds,
    );
    let least: Vec<f64> = timed
        .iter()
        .map(|one| per_year(*one, draws).least)
        .collect();
    let common: f64 = least[2..].iter().sum();
    println!(
        "{:4}  {:10.2}  {:6.2}  {:11.2} | {:14.2}  {:12.2}",
        width.bits(),
        least[2],
        least[3],
        least[4],
        least[0] - common,
        least[1] - common,
    );
}

/// Nanoseconds a draw and year.
fn per_year(timed: Timed, draws: usize) -> Timed {
    let scale = 1e9 / (draws as f64 * YEARS);
    Timed {
        least: timed.least * scale,
        median: timed.median * scale,
    }
}
