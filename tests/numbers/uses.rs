//! Draws of what another file declares: they follow the file's path and the name there, however the file is used.

use std::collections::BTreeMap;

use foreland::numerics::{Role, Stream, StreamName};
use foreland::program::loader::InMemory;
use foreland::program::{Input, Request, check_with, run};
use foreland::types::model::ScenarioId;

const SHARED: &str = "\
use \"base.fore\" as b
source imf
source bank
assume rate ~ uniform(0, 1)
assume low ~ claims {
  uniform(0, 1) from imf
  uniform(0, 1) from b.imf
}
";

const BASE: &str = "source imf\nassume depth ~ uniform(0, 1)\nindex site = hill, coast\nassume size[site] ~ uniform(0, 1)\n";

/// The first draws of an outcome of a root, beside which the two files lie in a folder.
fn draws(root: &str, outcome: &str) -> Vec<f64> {
    let files = [("data/shared.fore", SHARED), ("data/base.fore", BASE)];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let files = InMemory {
        root: "root.fore".to_owned(),
        files: BTreeMap::from(files),
    };
    let input = Input::from_bytes("root.fore", root.as_bytes().to_vec()).unwrap();
    let checked = check_with(input.source.clone(), &[], &files);
    let errors = checked.faults.0.iter().map(|fault| fault.to_string());
    let errors: Vec<String> = errors.collect();
    let model = checked
        .model
        .unwrap_or_else(|| panic!("{root}: {errors:#?}"));
    let request = Request {
        draws: Some(100),
        ..Request::default()
    };
    let ran = run(&model, &input, &request, None).unwrap_or_else(|_| panic!("{root}"));
    let mut outcomes = model.outcomes.iter().map(|outcome| outcome.quantity);
    let id = outcomes.find(|id| model.quantity(*id).origin.name == outcome);
    let column = ran.samples.column(ScenarioId(0), id.unwrap()).unwrap();
    column.step(0).to_vec()
}

/// What the numerics say the draws of a name are.
fn uniforms(file: &str, name: &str, element: &str) -> Vec<f64> {
    let name = StreamName {
        file: file.to_owned(),
        name: name.to_owned(),
        element: element.to_owned(),
    };
    let stream = Stream::new(1, name.hash(Role::Value));
    (0..100).map(|draw| stream.uniform(draw, 0)).collect()
}

#[test]
fn draws_do_not_depend_on_how_a_file_is_used() {
    let shared = uniforms("data/shared.fore", "rate", "");
    let base = uniforms("data/base.fore", "depth", "");
    for (uses, rate, depth) in [
        ("use \"data/shared.fore\"", "rate", "b.depth"),
        ("use \"data/shared.fore\" as y", "y.rate", "y.b.depth"),
        (
            "use \"./data/../data/shared.fore\" as other",
            "other.rate",
            "other.b.depth",
        ),
        (
            "use \"data/base.fore\"\nuse \"data/shared.fore\" as y",
            "y.rate",
            "depth",
        ),
        (
            "use \"data/base.fore\"\nuse \"data/shared.fore\" as y",
            "y.rate",
            "y.b.depth",
        ),
        (
            "use \"data/shared.fore\" as y\nuse \"data/shared.fore\" as z",
            "z.rate",
            "y.b.depth",
        ),
    ] {
        let root = format!("{uses}\noutcome one = {rate}\noutcome two = {depth}\n");
        assert_eq!(draws(&root, "one"), shared, "{uses}");
        assert_eq!(draws(&root, "two"), base, "{uses}");
    }
    // The root's own name is another stream.
    let own = draws("assume rate ~ uniform(0, 1)\noutcome one = rate\n", "one");
    assert_eq!(own, uniforms("", "rate", ""));
    assert_ne!(own, shared);
}

#[test]
fn elements_and_claims_follow_the_names_of_their_own_file() {
    for (uses, low, size) in [
        ("use \"data/shared.fore\"", "low", "b.size[coast]"),
        ("use \"data/shared.fore\" as y", "y.low", "y.b.size[coast]"),
    ] {
        let root = format!(
            "{uses}\nscenario base {{ take {low} from {} }}\noutcome one = {low}\noutcome two = {size}\n",
            low.replace("low", "imf")
        );
        assert_eq!(
            draws(&root, "one"),
            uniforms("data/shared.fore", "low", "imf"),
            "{uses}"
        );
        assert_eq!(
            draws(&root, "two"),
            uniforms("data/base.fore", "size", "coast"),
            "{uses}"
        );
    }
}
