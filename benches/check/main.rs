//! How fast a text is checked, by stage, against a lexer written by hand: `cargo bench --bench check`, with
//! `FORELAND_BENCH=long` before it for texts of 10 MB. Each stage is timed alone, on what came before it.

#[path = "../common/mod.rs"]
mod common;
mod lexer;
mod text;

use std::sync::{Arc, OnceLock};

use divan::Bencher;
use divan::counter::BytesCount;
use foreland::link::{Linked, Part, link};
use foreland::program;
use foreland::resolve::resolve;
use foreland::source::Source;
use foreland::syntax::parse;
use foreland::types;

const MODELS: [&str; 2] = ["mine", "stock_cover"];

fn main() {
    divan::main();
}

/// A model repeated to about a megabyte.
fn text(name: &str) -> &'static str {
    static TEXTS: [OnceLock<String>; 2] = [OnceLock::new(), OnceLock::new()];
    let (at, text) = match name {
        "mine" => (0, common::MINE),
        _ => (1, include_str!("../../examples/stock_cover.fore")),
    };
    let bytes = if common::is_long() {
        10_000_000
    } else {
        1_000_000
    };
    TEXTS[at].get_or_init(|| text::repeated(text, bytes))
}

fn part(text: &str) -> Part {
    Part {
        file: Arc::from(""),
        shown: "bench.fore".to_owned(),
        document: parse(text).document,
        uses: Vec::new(),
    }
}

fn linked(text: &str) -> Linked {
    link(vec![part(text)])
}

#[divan::bench(args = MODELS)]
fn a_lexer_by_hand(bencher: Bencher, name: &str) {
    let text = text(name);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| lexer::lex(text));
}

#[divan::bench(args = MODELS, sample_count = 10)]
fn b_syntax(bencher: Bencher, name: &str) {
    let text = text(name);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| parse(text));
}

#[divan::bench(args = MODELS, sample_count = 10)]
fn c_link(bencher: Bencher, name: &str) {
    let text = text(name);
    let timed = bencher.counter(BytesCount::of_str(text));
    timed.with_inputs(|| vec![part(text)]).bench_values(link);
}

#[divan::bench(args = MODELS, sample_count = 10)]
fn d_resolve(bencher: Bencher, name: &str) {
    let text = text(name);
    let linked = linked(text);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| resolve(&linked.document));
}

#[divan::bench(args = MODELS, sample_count = 10)]
fn e_types(bencher: Bencher, name: &str) {
    let text = text(name);
    let linked = linked(text);
    let resolved = resolve(&linked.document);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| types::check(&resolved.model, text));
}

#[divan::bench(args = MODELS, sample_count = 5)]
fn f_all_of_check(bencher: Bencher, name: &str) {
    let text = text(name);
    let timed = bencher.counter(BytesCount::of_str(text));
    let source = || Source::new("bench.fore", text);
    timed.with_inputs(source).bench_values(|source| {
        let checked = program::check(source, &[]);
        assert!(checked.model.is_some(), "{name} is refused");
        checked
    });
}
