//! What `foreland diff` says of two versions of small models.
//!
//! What each change moves is known in closed form here; `forms/` holds two versions and what is said of them.

mod alike;
mod evidence;
mod exact;
mod mixed;

use std::path::Path;

use foreland::diagnostics::Finding;
use foreland::program::Request;
use foreland::program::diff::{self, Side};
use foreland::program::loader::InMemory;
use foreland::report::{View, diff_json, diff_markdown, diff_table};
use foreland::review::changes::How;
use foreland::review::effects::Effect;
use foreland::review::story::{Does, Story, Told};
use foreland::source::Source;

/// Files by name, the model first.
type Files<'a> = &'a [(&'a str, &'a str)];

fn in_memory(files: Files<'_>) -> (Source, InMemory) {
    let (root, text) = files[0];
    let others = files[1..].iter();
    let loader = InMemory {
        root: root.to_owned(),
        files: others
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect(),
    };
    (Source::new(root, text), loader)
}

fn story_of(old: Files<'_>, new: Files<'_>, request: &Request) -> Story {
    let ((old, before), (new, after)) = (in_memory(old), in_memory(new));
    let compared = diff::compare(
        Side {
            source: old,
            loader: &before,
        },
        Side {
            source: new,
            loader: &after,
        },
    );
    let wrong: Vec<String> = Finding::all_of(&compared.faults)
        .into_iter()
        .map(|it| it.message)
        .collect();
    let both = compared
        .both
        .unwrap_or_else(|| panic!("both are models: {wrong:?}"));
    diff::story(&both, ("old", "new"), request, None)
        .ok()
        .expect("both run")
}

/// The story of two texts.
fn story(old: &str, new: &str) -> Story {
    story_of(&[("m.fore", old)], &[("m.fore", new)], &Request::default())
}

impl Found<'_> {
    /// The effect on an outcome in a scenario, of a date.
    fn effect(&self, outcome: &str, scenario: &str, date: &str) -> &Effect {
        let mut results = self.0.effects.results.iter();
        let found = results.find(|effect| {
            let result = &effect.result;
            (
                result.outcome.as_str(),
                result.scenario.as_str(),
                result.date.as_str(),
            ) == (outcome, scenario, date)
        });
        found.expect("there is such a result")
    }

    /// The effect on an outcome of a model without scenarios and dates.
    fn alone(&self, outcome: &str) -> &Effect {
        self.effect(outcome, "base", "")
    }

    fn change(&self, name: &str) -> &Told {
        let mut changes = self.0.changes.iter();
        let found = changes.find(|told| told.change.name == name);
        found.unwrap_or_else(|| panic!("`{name}` changed"))
    }

    /// The place of a change among the shares.
    fn group(&self, name: &str) -> usize {
        match self.change(name).does {
            Does::Moves(group) => group,
            ref other => panic!("`{name}` moves nothing: {other:?}"),
        }
    }

    /// What is told of each change, shortly.
    fn told(&self) -> Vec<String> {
        let changes = self.0.changes.iter().map(|told| {
            let change = &told.change;
            let how = match change.how {
                How::Added => "added",
                How::Removed => "removed",
                How::Revised => "revised",
            };
            let revised = change.how == How::Revised;
            let sorts: Vec<String> = change
                .sorts()
                .iter()
                .map(|what| format!("{what:?}"))
                .collect();
            let was = change
                .renamed
                .iter()
                .map(|rename| format!(" was {}", rename.from));
            let was: String = was.collect();
            let sorts = if revised { sorts } else { Vec::new() };
            format!(
                "{how} {}{was} {}: {:?}",
                change.name,
                sorts.join(" "),
                told.does
            )
        });
        changes.collect()
    }
}

/// A story that is looked at.
struct Found<'s>(&'s Story);

/// Shares add up to the whole move: within 1e-9 of it, or of the result.
fn add_up(story: &Story) {
    let mut compared = 0;
    for effect in &story.effects.results {
        let (Some(moved), Some(shared)) = (effect.moved(), &effect.shared) else {
            continue;
        };
        let sum: f64 = shared.shares.iter().sum();
        assert!(
            (sum - moved).abs() <= 1e-9 * moved.abs().max(1e-6),
            "{effect:?}"
        );
        compared += 1;
    }
    assert!(compared > 0);
}

fn near(found: f64, wanted: f64) {
    assert!(
        (found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0),
        "{found} for {wanted}"
    );
}

/// Each pair of versions in `forms/`, in each form.
#[test]
fn every_form_says_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/forms");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            Some(name.strip_suffix(".old.fore")?.to_owned())
        })
        .collect();
    names.sort();
    assert!(!names.is_empty());
    for name in names {
        let read =
            |which: &str| std::fs::read_to_string(folder.join(format!("{name}.{which}.fore")));
        let story = story(&read("old").unwrap(), &read("new").unwrap());
        add_up(&story);
        let view = View {
            width: 100,
            colour: false,
            elapsed: None,
        };
        let mut json = Vec::new();
        diff_json(std::slice::from_ref(&story), &[], &mut json).unwrap();
        let forms = [
            ("table", diff_table(&story, false, view)),
            ("markdown", diff_markdown(&story)),
            ("json", String::from_utf8(json).unwrap()),
        ];
        for (form, said) in forms {
            insta::with_settings!({
                omit_expression => true,
                prepend_module_to_snapshot => false,
                snapshot_path => &folder,
            }, {
                insta::assert_snapshot!(format!("{name}-{form}"), said);
            });
        }
    }
}

/// What the reference shows is what is said.
#[test]
fn the_reference_shows_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let old = std::fs::read_to_string(root.join("examples/stock_cover.fore")).unwrap();
    let new = old
        .replace("cover = 60 days", "cover = 90 days")
        .replace("hazard 3 in 16 years", "hazard 4 in 16 years");
    let story = Story {
        before: "old.fore".to_owned(),
        after: "new.fore".to_owned(),
        ..story(&old, &new)
    };
    let view = View {
        width: 100,
        colour: false,
        elapsed: None,
    };
    let said = diff_table(&story, false, view);
    let path = root.join("grammar/README.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page
        .split_once("```console\nstock_cover  old.fore")
        .unwrap();
    let (shown, after) = rest.split_once("```\n").unwrap();
    if std::env::var_os("ACCEPT").is_some() {
        let wanted = format!("{before}```console\n{said}```\n{after}");
        std::fs::write(path, wanted).unwrap();
    } else {
        let shown = format!("stock_cover  old.fore{shown}");
        assert_eq!(shown, said, "ACCEPT=1 writes it into the page");
    }
}
