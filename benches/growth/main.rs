//! How time grows along one axis at a time: draws, steps, columns, scenarios, threads. `cargo bench --bench growth`, with
//! `FORELAND_BENCH=long` before it for larger sizes: to 10 million draws, 1,200 steps, 5,000 columns. The slope is that of
//! log time over log size: 1 is linear, less is what a run costs before its first draw.

#[path = "../common/mod.rs"]
mod common;

use std::fmt::Write;
use std::hint::black_box;

use common::{MINE, engine, is_long, model_of, race};
use foreland::numerics::{Width, maths};
use foreland::types::model::TypedModel;

/// A size on an axis, and the run of that size.
struct Point {
    size: usize,
    draws: usize,
    threads: usize,
    model: TypedModel,
}

impl Point {
    fn of(size: usize, draws: usize, text: &str) -> Point {
        Point {
            size,
            draws,
            threads: 1,
            model: model_of(text),
        }
    }
}

fn main() {
    let long = is_long();
    // The last is left out of the short version.
    let upto = |sizes: &[usize]| sizes[..sizes.len() - usize::from(!long)].to_vec();
    let along = |sizes: &[usize], point: fn(usize) -> Point| -> Vec<Point> {
        upto(sizes).into_iter().map(point).collect()
    };
    let draws = [10_000, 30_000, 100_000, 300_000, 1_000_000, 10_000_000];
    grow("draws", &along(&draws, |n| Point::of(n, n, MINE)));
    let steps = [12, 60, 120, 300, 600, 1_200];
    grow(
        "steps",
        &along(&steps, |n| Point::of(n, 10_000, &of_steps(n))),
    );
    let columns = [20, 50, 200, 500, 2_000, 5_000];
    grow(
        "columns",
        &along(&columns, |n| Point::of(n, 2_000, &of_columns(n))),
    );
    let scenarios = [1, 3, 10, 30, 100];
    grow(
        "scenarios",
        &along(&scenarios, |n| Point::of(n, 2_000, &of_scenarios(n))),
    );
    let (draws, rounds) = if long { (1_000_000, 9) } else { (40_000, 60) };
    threads(draws, rounds);
}

fn grow(axis: &str, points: &[Point]) {
    let times = times(points, 5);
    println!("{axis:>10}  milliseconds  a unit in ns  slope to here");
    let sizes: Vec<f64> = points.iter().map(|point| point.size as f64).collect();
    for at in 0..points.len() {
        let slope = match at {
            0 => String::new(),
            _ => format!("{:.3}", slope(&sizes[at - 1..=at], &times[at - 1..=at])),
        };
        let (size, time) = (points[at].size, times[at]);
        let draws = points[at].draws as f64;
        let units = if axis == "draws" {
            draws
        } else {
            draws * sizes[at]
        };
        let a_unit = time * 1e9 / units;
        println!("{size:10}  {:12.3}  {a_unit:12.2}  {slope:>13}", time * 1e3);
    }
    println!("{axis:>10}: slope over all {:.3}\n", slope(&sizes, &times));
}

/// The least seconds of each, of samples that take turns.
fn times(points: &[Point], rounds: usize) -> Vec<f64> {
    let run = |point: &Point| {
        black_box(engine(
            &point.model,
            point.draws,
            point.threads,
            Width::widest(),
        ));
    };
    let mut runners: Vec<Box<dyn FnMut() + '_>> = Vec::new();
    for point in points {
        runners.push(Box::new(move || run(point)));
    }
    race(&mut runners, rounds)
        .iter()
        .map(|time| time.least)
        .collect()
}

/// The slope of the line that lies closest to the logarithms.
fn slope(sizes: &[f64], times: &[f64]) -> f64 {
    let logarithms =
        |values: &[f64]| -> Vec<f64> { values.iter().map(|value| maths::ln(*value)).collect() };
    let (x, y) = (logarithms(sizes), logarithms(times));
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_x, mean_y) = (mean(&x), mean(&y));
    let both = x.iter().zip(&y);
    let rise: f64 = both.map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    rise / x.iter().map(|x| (x - mean_x) * (x - mean_x)).sum::<f64>()
}

/// The mine over so many months.
fn of_steps(steps: usize) -> String {
    let end = steps - 1;
    let time = format!("2025-01..{}-{:02} by month", 2025 + end / 12, end % 12 + 1);
    MINE.replace("2025..2055", &time)
}

/// A chain of so many quantities over 12 years.
fn of_columns(columns: usize) -> String {
    let mut text = String::from("model m {\n  time 2026..2037\n}\n");
    text += "assume shock ~ normal(0, 1) each year\nlet c0 = shock\n";
    for at in 1..columns {
        let before = at - 1;
        let _ = writeln!(
            text,
            "let c{at} = 0.9 * c{before} + 0.2 * previous(c{before}, initial: {at})"
        );
    }
    let _ = writeln!(text, "outcome last = highest(c{})", columns - 1);
    text
}

/// The mine in so many scenarios, each with a mine of another size.
fn of_scenarios(scenarios: usize) -> String {
    let kept = MINE.lines().filter(|line| !line.starts_with("scenario "));
    let mut text: String = kept.flat_map(|line| [line, "\n"]).collect();
    for at in 0..scenarios {
        let output = 500 + at;
        let _ = writeln!(
            text,
            "scenario s{at} {{ set full_output = {output}M kg/year }}"
        );
    }
    text
}

/// The speed-up by threads.
fn threads(draws: usize, rounds: usize) {
    let most = std::thread::available_parallelism().map_or(1, usize::from);
    let points: Vec<Point> = (1..=most)
        .map(|threads| Point {
            threads,
            ..Point::of(threads, draws, MINE)
        })
        .collect();
    let times = times(&points, rounds);
    println!("   threads  milliseconds  times as fast as one");
    for (point, time) in points.iter().zip(&times) {
        println!(
            "{:10}  {:12.3}  {:20.2}",
            point.threads,
            time * 1e3,
            times[0] / time
        );
    }
}
