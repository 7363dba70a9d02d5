//! The engine agrees with the reference, bit for bit.

use super::compare_runs::compared;
use super::{generate, shrink};

/// How many random models are tried, and from which seed on, where the environment does not say.
const MODELS: u64 = 200;

#[test]
fn the_engine_agrees_on_random_models() {
    let first = from_environment("FORELAND_AGREE_SEED", 0);
    let count = from_environment("FORELAND_AGREE_MODELS", MODELS);
    for seed in first..first + count {
        let lines = generate::declarations(seed);
        // Few draws show most; many cross the blocks in which an engine may work.
        let draws = if seed % 40 == 7 { 300 } else { 40 };
        if let Err(difference) = compared(&lines.join("\n"), draws) {
            let kind = difference.kind();
            let small = shrink::smallest(lines, |lines| {
                compared(&lines.join("\n"), draws).is_err_and(|other| other.kind() == kind)
            });
            let text = small.join("\n");
            let small = compared(&text, draws).err();
            panic!("model {seed}: {difference}\n\nshrunk:\n{text}\n\nwhere {small:?}");
        }
    }
}

#[test]
fn the_engine_agrees_on_the_first_model() {
    agrees(include_str!("models/stock_cover.fore"), 200);
}

#[test]
fn the_engine_agrees_on_the_mine() {
    agrees(include_str!("models/mine.fore"), 100);
}

fn agrees(text: &str, draws: usize) {
    if let Err(difference) = compared(text, draws) {
        panic!("{difference}");
    }
}

fn from_environment(name: &str, otherwise: u64) -> u64 {
    let said = std::env::var(name).ok().and_then(|text| text.parse().ok());
    said.unwrap_or(otherwise)
}
