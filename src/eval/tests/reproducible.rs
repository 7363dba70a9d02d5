//! No result depends on blocks, threads, other scenarios or what else is wanted.

use super::*;
use crate::lower::lower;

const MODEL: &str = "model m { time 2025..2034; draws 1000 }\n\
    assume x ~ normal(10, 2) t\nassume y ~ 1 to 5 each year\n\
    let z: t = initially x then previous(z) * (1 + y / 100)\n\
    event e {\n  hazard 20%/year\n  lasts 1 to 3 years\n  scale z by 2 fading over 2 years\n  switch c to b with probability 50%\n}\n\
    choice c {\n  option a\n  option b { add 1 t to z }\n}\n\
    outcome z_ = z\noutcome all = total(z / 1 year)\noutcome when = first(e.active)\n\
    scenario s { }\nscenario t { cut e.hazard by 50% }\n";

fn run_with(model: &TypedModel, block: Option<usize>, threads: Option<usize>) -> Run {
    let options = options(model);
    let plan = lower(model, &options.scenarios, &options.wanted).unwrap();
    let making = Making {
        draws: 1000,
        first: 0,
        threads,
        block,
        progress: None,
    };
    let setting = Setting::new(&plan, 1);
    match planned::settled(model, setting, make(setting, model, making), None) {
        Ok(run) => run,
        Err(faults) => panic!("{}", messages(&faults)),
    }
}

fn bits(run: &Run) -> Vec<u64> {
    let scenarios = run.samples.scenarios.iter();
    let columns = scenarios.flat_map(|scenario| &scenario.results);
    columns
        .flat_map(|column| &column.values)
        .map(|value| value.to_bits())
        .collect()
}

#[test]
fn blocks_and_threads_change_nothing() {
    let model = model(MODEL);
    let expected = bits(&run_with(&model, None, Some(1)));
    for (block, threads) in [(1, Some(1)), (7, Some(2)), (1000, Some(1)), (64, None)] {
        assert!(
            bits(&run_with(&model, Some(block), threads)) == expected,
            "{block} {threads:?}"
        );
    }
}

#[test]
fn a_scenario_alone_is_what_it_is_among_others() {
    let model = model(MODEL);
    let both = run_with(&model, None, Some(1));
    for scenario in [0, 1] {
        let mut options = options(&model);
        options.scenarios = vec![ScenarioId(scenario)];
        options.wanted.truncate(1);
        let Ok(alone) = run(&model, &options) else {
            panic!("it ran before")
        };
        assert_eq!(
            alone.samples.scenarios[0].results[0],
            both.samples.scenarios[scenario].results[0]
        );
    }
}

/// Everything that draws, and two things that adjust one value: the sum of three terms depends on their order.
const RENAMED: &str = "source s \"S\" { published 2020 }\nsource t \"T\" { published 2020 }\n\
    assume a ~ normal(10, 1) { was_a }\nassume b ~ claims {\n  1 to 3 from s\n  2 to 4 from t\n  was_b\n}\n\
    choice c {\n  option x { weight 50%; add 0.1 to total_ }\n  option y { weight 50%; add 0.7 to total_ }\n  was_c\n}\n\
    event e {\n  hazard 3 in 16 years\n  lasts 1 to 4 years\n  add 0.3 to total_\n\
    \x20 switch c to x with probability 30%\n  was_e\n}\n\
    event f {\n  hazard 30%/year\n  add 1e-17 to total_\n  scale total_ by 1.1\n}\n\
    assume again ~ uniform(0, 1) each e\nlet total_ = a + b + again\noutcome y = total_";

fn renamed(keep: bool) -> Ran {
    let mut text = RENAMED.to_owned();
    for (old, new) in [("a", "z"), ("b", "zz"), ("c", "aa"), ("e", "yy")] {
        let was = match keep {
            true => format!("was {old}; was between"),
            false => String::new(),
        };
        text = text.replace(
            &format!("was_{old}"),
            &was.replace("between", &format!("{old}2")),
        );
        for (before, after) in [("assume ", " ~"), ("choice ", " {"), ("event ", " {")] {
            text = text.replace(
                &format!("{before}{old}{after}"),
                &format!("{before}{new}{after}"),
            );
        }
    }
    let text = text
        .replace("= a + b", "= z + zz")
        .replace("switch c", "switch aa");
    ran(&years(&text.replace("each e", "each yy")))
}

#[test]
fn a_former_name_keeps_every_draw() {
    let mut plain = RENAMED.to_owned();
    for was in ["was_a", "was_b", "was_c", "was_e"] {
        plain = plain.replace(was, "");
    }
    let plain = ran(&years(&plain));
    let bits = |ran: &Ran| -> Vec<u64> {
        let values = ran.column("y").values.iter();
        values.map(|value| value.to_bits()).collect()
    };
    assert!(bits(&plain) == bits(&renamed(true)));
    assert!(bits(&plain) != bits(&renamed(false)));
}
