//! Files put together: which names they then have.

use super::*;
use crate::span::{Span, Spanned};
use crate::syntax::ast::Item;
use crate::syntax::parse;

/// Links files given as (path, text); `use` names them by their paths.
fn linked(files: &[(&str, &str)]) -> Linked {
    let part = |(path, text): &(&str, &str)| {
        let document = parse(text).document;
        let uses = document.declarations.iter();
        let uses = uses.filter_map(|declaration| match &declaration.item {
            Item::Use(used) => Some(Used {
                path: used.file.clone(),
                alias: used.alias.clone(),
                target: files
                    .iter()
                    .position(|(other, _)| *other == used.file.value),
            }),
            _ => None,
        });
        Part {
            file: (*path).into(),
            shown: (*path).to_owned(),
            uses: uses.collect(),
            document,
        }
    };
    link(files.iter().map(part).collect())
}

/// The names declared in the whole, in order.
fn names_in(linked: &Linked) -> Vec<&str> {
    let items = linked.document.declarations.iter();
    items
        .filter_map(|declaration| Some(declaration.item.name()?.value.as_str()))
        .collect()
}

fn said(linked: &Linked) -> Vec<String> {
    linked
        .faults
        .0
        .iter()
        .map(|fault| fault.to_string())
        .collect()
}

#[test]
fn each_file_is_there_once_under_the_first_name() {
    let linked = linked(&[
        (
            "",
            "use \"a\" as y\nuse \"b\"\nuse \"a\"\nlet top = y.x + x + c + y.k.d",
        ),
        ("a", "use \"c\" as k\nlet x = 1"),
        ("b", "use \"c\"\nlet z = d"),
        ("c", "let c = 1\nlet d = 2"),
    ]);
    assert_eq!(names_in(&linked), ["top", "x", "z", "c", "d"]);
    assert_eq!(said(&linked), [""; 0]);
    let names = |name| linked.names.in_root(name);
    assert_eq!(names("y.x").as_deref(), Some("x"));
    assert_eq!(names("y.k.d").as_deref(), Some("d"));
    assert_eq!(names("y.z"), None);
}

#[test]
fn a_file_used_as_something_has_that_before_its_names() {
    let linked = linked(&[
        ("", "use \"a\" as y\nlet top = y.x + y.k.d"),
        ("a", "use \"b\"\nuse \"c\" as k\nlet x = z + k.d"),
        ("b", "let z = 1"),
        ("c", "let d = 2"),
    ]);
    assert_eq!(names_in(&linked), ["top", "y.x", "y.z", "y.k.d"]);
    let words = format!("{:?}", linked.document);
    for (name, times) in [("y.x", 2), ("y.z", 2), ("y.k.d", 3)] {
        let found = words.matches(&format!("{name:?}")).count();
        assert_eq!(found, times, "{name}: {words}");
    }
}

#[test]
fn outcomes_stay_behind_unless_something_rests_on_them() {
    let files = [
        ("", "use \"a\" as y\nlet top = y.held + y.x"),
        (
            "a",
            "let x = 1\noutcome held = 2\noutcome first = held\noutcome second = first\nscenario s { prevent e }\nexpect held == 2\nassert second > 0\nmodel m { draws 5 }",
        ),
    ];
    let whole = linked(&files);
    assert_eq!(
        names_in(&whole),
        ["top", "y.x", "y.held", "y.first", "y.second"]
    );
    assert_eq!(said(&whole), [""; 0]);
    let text = files[1].1.replace("assert second > 0", "");
    let without = linked(&[files[0], ("a", &text)]);
    assert_eq!(names_in(&without), ["top", "y.x"]);
    assert_eq!(
        said(&without),
        ["`y.held` is an outcome of `a`, and those stay behind when a file is used"]
    );
}

#[test]
fn names_of_results_in_a_scenario_are_names_too() {
    let linked = linked(&[
        (
            "",
            "use \"a\" as y\nscenario s { set y.x = 2 }\nexpect s.y.t.c == 1 and s.y.x == 1",
        ),
        ("a", "let x = 1\ntable t by year { columns c; 2026 = 1 }"),
    ]);
    assert_eq!(said(&linked), [""; 0]);
    let words = format!("{:?}", linked.document);
    assert!(words.contains("Member(\"y.t\"), Member(\"c\")"), "{words}");
    assert!(words.contains("Member(\"y.x\")"), "{words}");
}

#[test]
fn values_of_a_mixture_and_what_is_correlated_are_names_too() {
    let linked = linked(&[
        ("", "use \"a\" as y\nlet top = y.x"),
        (
            "a",
            "assume z ~ 1 to 2\nassume x ~ mix([z: 50%, 5: 50%])\ncorrelate x, z = 0.5",
        ),
    ]);
    assert_eq!(said(&linked), [""; 0]);
    let words = format!("{:?}", linked.document);
    assert!(!words.contains("head: \"z\""), "{words}");
    assert_eq!(words.matches("head: \"y.z\"").count(), 2, "{words}");
}

#[test]
fn kinds_and_units_are_shared() {
    let linked = linked(&[
        ("", "use \"a\" as y\nuse \"b\"\nkind ore\nunit lot = 20 t"),
        ("a", "kind ore\nkind REO\nunit lot = 20 t"),
        ("b", "kind REO\nunit lot = 21 t"),
    ]);
    let count = |kind: fn(&Item) -> bool| {
        let items = linked.document.declarations.iter();
        items.filter(|declaration| kind(&declaration.item)).count()
    };
    assert_eq!(count(|item| matches!(item, Item::Kind(_))), 2);
    assert_eq!(count(|item| matches!(item, Item::Unit(_))), 1);
    assert_eq!(said(&linked), ["the unit `lot` has another value in ``"]);
}

#[test]
fn a_name_hides_no_other() {
    let linked = linked(&[
        ("", "use \"c\"\nuse \"a\" as y"),
        ("a", "use \"c\"\nlet gdp = 1"),
        ("c", "let gdp = 2"),
    ]);
    assert_eq!(
        said(&linked),
        ["`gdp` stands for two things: what `c` declares and what `a` does"]
    );
}

#[test]
fn what_a_missing_file_may_declare_is_not_told_of() {
    let linked = linked(&[
        (
            "",
            "use \"none\"\nuse \"gone\" as g\nuse \"a\" as y\nlet top = anything + g.x.y + y.x + y.nothing",
        ),
        ("a", "let x = unknown_here"),
    ]);
    assert!(!linked.complete);
    assert_eq!(
        said(&linked),
        [
            "nothing is called `unknown_here`",
            "nothing is called `y.nothing`"
        ]
    );
    let poisoned = linked.document.poisoned.iter().flat_map(|it| &it.name);
    let poisoned: Vec<&str> = poisoned.map(|name| name.value.as_str()).collect();
    assert_eq!(
        poisoned,
        ["anything", "g.x.y", "y.nothing", "y.unknown_here"]
    );
}

#[test]
fn a_long_chain_of_files_is_linked() {
    let names: Vec<String> = (0..2_000).map(|at| format!("f{at}")).collect();
    let text = |at: usize| format!("use \"f{}\"\nlet x{at} = x{}", at + 1, at + 1);
    let mut parts: Vec<Part> = (0..2_000)
        .map(|at| Part {
            file: names[at].as_str().into(),
            shown: names[at].clone(),
            document: parse(&text(at)).document,
            uses: vec![Used {
                path: Spanned::new(names[at].clone(), Span::default()),
                alias: None,
                target: Some(at + 1),
            }],
        })
        .collect();
    let last = Part {
        file: "last".into(),
        shown: "last".to_owned(),
        document: parse("let x2000 = 1").document,
        uses: Vec::new(),
    };
    parts.push(last);
    let linked = link(parts);
    assert_eq!(linked.document.declarations.len(), 2_001);
    assert_eq!(said(&linked), [""; 0]);
}
