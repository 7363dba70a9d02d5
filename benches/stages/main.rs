//! What a run is made of: lowering, evaluating, summing up, and all of it from text to table. `cargo bench --bench
//! stages`.

#[path = "../common/mod.rs"]
mod common;

use divan::Bencher;
use divan::counter::ItemsCount;
use foreland::lower::lower;
use foreland::numerics::Width;
use foreland::outcome::summarise;
use foreland::program::{self, Input, Request};
use foreland::report::{View, table};

use common::{MINE, engine, model_of, outcomes_of, scenarios_of};

const STOCK_COVER: &str = include_str!("../../examples/stock_cover.fore");
const MODELS: [&str; 2] = ["mine", "stock_cover"];

/// A number that is drawn and nothing else.
const ONE_NUMBER: &str = "model m {}\nassume x ~ normal(0, 1)\noutcome y = x\n";

fn main() {
    divan::main();
}

fn text(name: &str) -> &'static str {
    if name == "mine" { MINE } else { STOCK_COVER }
}

#[divan::bench(args = MODELS)]
fn lowering(bencher: Bencher, name: &str) {
    let model = model_of(text(name));
    let (scenarios, wanted) = (scenarios_of(&model), outcomes_of(&model));
    bencher.bench(|| lower(&model, &scenarios, &wanted));
}

#[divan::bench(args = MODELS, sample_count = 20)]
fn evaluating_10_000_draws(bencher: Bencher, name: &str) {
    let model = model_of(text(name));
    let timed = bencher.counter(ItemsCount::new(10_000_usize));
    timed.bench(|| engine(&model, 10_000, 1, Width::widest()));
}

#[divan::bench(args = [10_000, 100_000, 1_000_000, 10_000_000], sample_count = 10)]
fn summing_up(bencher: Bencher, values: usize) {
    let model = model_of(ONE_NUMBER);
    let run = engine(&model, values, 1, Width::widest());
    let (scenarios, wanted) = (scenarios_of(&model), outcomes_of(&model));
    let timed = bencher.counter(ItemsCount::new(values));
    timed.bench(|| summarise(&model, &run.samples, None, &scenarios, &wanted));
}

#[divan::bench(args = MODELS, sample_count = 10)]
fn from_text_to_table_10_000_draws(bencher: Bencher, name: &str) {
    let request = Request {
        draws: Some(10_000),
        threads: Some(1),
        ..Request::default()
    };
    let view = View {
        width: 100,
        colour: false,
        elapsed: None,
    };
    bencher.bench(|| {
        let bytes = text(name).as_bytes().to_vec();
        let input = Input::from_bytes(name, bytes).expect("a text");
        let checked = program::check(input.source.clone(), &[]);
        let model = checked.model.expect("a model");
        let ran = program::run(&model, &input, &request, None);
        let ran = ran.unwrap_or_else(|faults| panic!("{} faults", faults.0.len()));
        table(&ran.report, view)
    });
}
