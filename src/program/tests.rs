//! What happens to a document between the stages.

use miette::{LabeledSpan, MietteDiagnostic, Severity};

use super::accept::accepted;
use super::load::{self, Files};
use super::loader::Alone;
use super::setting::{Given, NotASetting, Setting};
use crate::fault::Faults;
use crate::link::link;
use crate::source::Source;
use crate::syntax::ast::{AssumeDecl, Document, Item};
use crate::syntax::parse;

const TEXT: &str = "assume cover: days = 60 { because \"policy\" }\n\nassume price ~ 5 to 9 USD/kg\n\nlet cost = cover * price\n";

/// The document of `TEXT` with these settings, and what is wrong with them.
fn set(settings: &[&str]) -> (Document, String) {
    let settings: Vec<Setting> = settings
        .iter()
        .map(|setting| Setting::parse(setting).unwrap())
        .collect();
    let mut files = Files::new(Source::new("a.fore", TEXT).into(), &Alone);
    let mut linked = link(load::models(&mut files));
    let mut faults = std::mem::take(&mut files.faults);
    let given = Given::lay(&settings, Default::default(), &mut files);
    given.apply(&mut linked, &files.sources, &mut faults);
    (linked.document, said(&faults))
}

fn said(faults: &Faults) -> String {
    let lines: Vec<String> = faults
        .0
        .iter()
        .map(|fault| {
            format!(
                "{fault} ({})",
                fault
                    .help()
                    .map(|help| help.to_string())
                    .unwrap_or_default()
            )
        })
        .collect();
    lines.join("\n")
}

fn assumption<'a>(document: &'a Document, name: &str) -> &'a AssumeDecl {
    let named = document
        .declarations
        .iter()
        .find_map(|declaration| match &declaration.item {
            Item::Assume(assume) if assume.declared.name.value == name => Some(assume),
            _ => None,
        });
    named.unwrap()
}

#[test]
fn a_setting_replaces_the_value_and_nothing_else() {
    let (document, faults) = set(&["cover=90 days", "price ~ 1 to 2 USD/kg"]);
    assert_eq!(faults, "");
    let wanted = parse(&TEXT.replace("60", "90 days").replace("5 to 9", "1 to 2"));
    assert_eq!(document.declarations, wanted.document.declarations);
    assert_eq!(assumption(&document, "cover").evidence.len(), 1);
}

#[test]
fn the_last_of_two_settings_holds() {
    let (document, _) = set(&["cover=90 days", "cover=30 days"]);
    assert_eq!(
        document.declarations,
        set(&["cover=30 days"]).0.declarations
    );
}

#[test]
fn what_cannot_be_set() {
    let faults = [
        set(&["covr=90 days"]).1,
        set(&["cost=5 USD"]).1,
        set(&["x=5"]).1,
        set(&["cover=5 days { because \"x\" }"]).1,
    ];
    insta::assert_snapshot!(faults.join("\n"), @r#"
there is no assumption `covr` (did you mean `cover`?)
`cost` is a `let`, and `--set` replaces an assumption (give the value of an assumption that `cost` is computed from)
there is no assumption `x` (`--set` takes the name of an assumption of the model)
`--set cover` gives more than a value (leave out what follows the value: the declaration's evidence is kept)
"#);
    let broken = set(&["cover=5 (", "price=2 USD/kg"]);
    assert_eq!(broken.1.lines().count(), 1, "{}", broken.1);
    assert!(broken.0.poisoned.is_empty());
}

#[test]
fn what_is_no_setting() {
    assert_eq!(Setting::parse("cover"), Err(NotASetting::Form));
    assert_eq!(Setting::parse("cover="), Err(NotASetting::Form));
    assert_eq!(
        Setting::parse("a b=1"),
        Err(NotASetting::Name("a b".to_owned()))
    );
    assert_eq!(Setting::parse("=1"), Err(NotASetting::Name(String::new())));
    assert_eq!(Setting::parse("a=1\nlet b = 2"), Err(NotASetting::Lines));
    let signs = |given| match Setting::parse(given) {
        Err(NotASetting::Signs(write)) => write,
        other => panic!("{other:?}"),
    };
    assert_eq!(signs("a = ~ 5% to 20%"), "a ~ 5% to 20%");
    assert_eq!(signs("a ~= 5 to 6"), "a ~ 5 to 6");
    assert_eq!(signs("a == 5"), "a = 5");
    assert!(Setting::parse("a[b]=1").is_ok());
    assert_eq!(
        Setting::parse("a=b = 2").map(|setting| setting.given().to_owned()),
        Ok("a=b = 2".to_owned())
    );
}

const ACCEPTING: &str = "assume a = 1 { accept unused because \"for later\" }\n\nassume b = 2\n\nchoice c {\n  option d { accept stale because \"known\" }\n  option e\n}\n";

fn fault(code: &str, severity: Severity, within: &str) -> MietteDiagnostic {
    let at = ACCEPTING.find(within).unwrap();
    MietteDiagnostic::new(format!("{code} at {within}"))
        .with_code(code)
        .with_severity(severity)
        .with_label(LabeledSpan::underline(at..at + within.len()))
}

/// What is left of some faults.
fn left(faults: Vec<MietteDiagnostic>) -> String {
    let mut list = Faults::default();
    faults.into_iter().for_each(|fault| list.push(fault));
    said(&accepted(&parse(ACCEPTING).document, list))
}

#[test]
fn an_accepted_warning_is_not_shown() {
    let both = || {
        vec![
            fault("unused", Severity::Warning, "a = 1"),
            fault("stale", Severity::Warning, "option d"),
        ]
    };
    assert_eq!(left(both()), "");
    let mut more = both();
    more.push(fault("unused", Severity::Warning, "b = 2"));
    more.push(fault("stale", Severity::Warning, "option e"));
    assert_eq!(left(more), "unused at b = 2 ()\nstale at option e ()");
}

#[test]
fn what_accepts_nothing_is_told() {
    let faults = left(vec![fault("other", Severity::Warning, "a = 1")]);
    insta::assert_snapshot!(faults, @r#"
other at a = 1 ()
`accept unused` accepts nothing: there is no such warning here (remove the clause)
`accept stale` accepts nothing: there is no such warning here (remove the clause)
"#);
}

#[test]
fn an_error_is_never_accepted() {
    assert_eq!(
        left(vec![fault("unused", Severity::Error, "a = 1")]),
        "unused at a = 1 ()"
    );
}
