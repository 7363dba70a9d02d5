//! What can be wrong with a setting.

use miette::Diagnostic;

use crate::fault::Faults;
use crate::span::Span;
use crate::suggest::nearest;
use crate::syntax::ast::{Declared, Document, Item, ScenarioClause, ScenarioDecl};

use super::Setting;

/// `--set` names something else than an assumption.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{name}` is {kind}, and `--set` replaces an assumption")]
#[diagnostic(help("{way_out}"))]
pub(super) struct NotAnAssumption {
    pub(super) name: String,
    pub(super) way_out: String,
    pub(super) kind: &'static str,
    #[label("declared here")]
    pub(super) declared: Span,
}

/// `--set` names nothing.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("there is no assumption `{name}`")]
#[diagnostic(code("unknown-name"), help("{way_out}"))]
pub(super) struct NoAssumption {
    pub(super) name: String,
    pub(super) way_out: String,
    #[label("given by `--set`")]
    pub(super) span: Span,
}

/// Files that leave no room for what is set.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("with `--set` the files of this model have more than 4 GB together")]
#[diagnostic(code("file-too-large"), help("use fewer or smaller files"))]
pub(super) struct NoRoom;

/// `--set "x=1 { … }"`
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`--set {name}` gives more than a value")]
#[diagnostic(help("leave out what follows the value: the declaration's evidence is kept"))]
pub(super) struct MoreThanAValue {
    pub(super) name: String,
    #[label("not a part of a value")]
    pub(super) span: Span,
}

/// `--set "target_days=120"`
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{name}` is in `{unit}`, and what `--set` gives it has no unit")]
#[diagnostic(code("units-differ"), help("{way_out}"))]
pub(super) struct WithoutUnit {
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) way_out: String,
    #[label("in `{unit}`")]
    pub(super) declared: Span,
}

/// `--set "offered[china]=5 t"`
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{given}` cannot be set by itself: {is}")]
#[diagnostic(help("{way_out}"))]
pub(super) struct OneElement {
    pub(super) given: String,
    pub(super) is: String,
    pub(super) way_out: String,
    #[label("declared here")]
    pub(super) declared: Span,
}

/// A value that is set and that a scenario replaces.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`--set` of `{name}` has no effect in {scenarios}: {setter} sets it")]
#[diagnostic(severity(Warning), help("{way_out}"))]
pub(super) struct Overruled {
    pub(super) name: String,
    pub(super) scenarios: String,
    pub(super) setter: String,
    pub(super) way_out: String,
    #[label("this holds instead")]
    pub(super) span: Span,
}

/// Says that a setting names no assumption, and what it may have meant.
pub(super) fn missing(
    document: &Document,
    (name, setting): (&str, &Setting),
    span: Span,
    faults: &mut Faults,
) {
    let poisoned = document
        .poisoned
        .iter()
        .filter_map(|poisoned| poisoned.name.as_ref());
    // What could not be read may have declared it.
    if poisoned.into_iter().any(|poisoned| poisoned.value == name) {
        return;
    }
    let declarations = document.declarations.iter();
    let other = declarations
        .clone()
        .filter_map(|declaration| computed(&declaration.item));
    if let Some((kind, declared)) = other
        .into_iter()
        .find(|(_, declared)| declared.name.value == name)
    {
        faults.push(NotAnAssumption {
            name: name.to_owned(),
            kind,
            way_out: instead(document, name, setting),
            declared: declared.name.span,
        });
        return;
    }
    let known: Vec<&str> = declarations
        .filter_map(|declaration| match &declaration.item {
            Item::Assume(assume) => Some(assume.declared.name.value.as_str()),
            _ => None,
        })
        .collect();
    let way_out = match nearest(name, known.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`--set` takes the name of an assumption of the model".to_owned(),
    };
    faults.push(NoAssumption {
        name: name.to_owned(),
        way_out,
        span,
    });
}

/// What to do instead of setting what is no assumption.
fn instead(document: &Document, name: &str, setting: &Setting) -> String {
    let mut items = document.declarations.iter().map(|it| &it.item);
    let choice = items.find_map(|item| match item {
        Item::Choice(it) if it.declared.name.value == name => Some(it),
        _ => None,
    });
    let Some(choice) = choice else {
        let event = document
            .declarations
            .iter()
            .any(|it| matches!(&it.item, Item::Event(it) if it.declared.name.value == name));
        return match event {
            true => format!(
                "let a scenario say when it happens: `scenario mine {{ trigger {name} in … }}`, or that it does not: `prevent {name}`"
            ),
            false => format!("give the value of an assumption that `{name}` is computed from"),
        };
    };
    let given = setting.value.as_str();
    let option = choice.options.iter().map(|it| it.name.value.as_str());
    let option = option
        .clone()
        .find(|it| *it == given)
        .or(option.clone().next_back());
    of_a_choice(document, &setting.name, option.unwrap_or("OPTION"))
}

/// An option is chosen in a scenario: one that there is, or a new one.
fn of_a_choice(document: &Document, choice: &str, option: &str) -> String {
    let scenarios = document.declarations.iter();
    let scenarios = scenarios.filter_map(|declaration| match &declaration.item {
        Item::Scenario(it) => Some(it),
        _ => None,
    });
    let chooses = |it: &ScenarioDecl| {
        it.clauses.iter().any(|clause| matches!(&clause.value,
            ScenarioClause::Choose { choice: own, option: chosen, from: None } if own.head.value == choice && chosen.value == option))
    };
    let choose = format!("{{ choose {choice} = {option} }}");
    match scenarios.clone().find(|it| chooses(it)) {
        Some(has) => format!(
            "run only a scenario that chooses it, `--scenario {}`, or choose it in one of your own: `scenario mine extends {} {choose}`",
            has.name.value,
            scenarios
                .clone()
                .find(|it| !chooses(it))
                .unwrap_or(has)
                .name
                .value
        ),
        None => {
            let extends = scenarios.clone().next();
            let extends = extends.map(|it| format!("extends {} ", it.name.value));
            format!(
                "choose it in a scenario of the model: `scenario mine {}{choose}`",
                extends.unwrap_or_default()
            )
        }
    }
}

fn computed(item: &Item) -> Option<(&'static str, &Declared)> {
    Some(match item {
        Item::Let(it) => ("a `let`", &it.declared),
        Item::Flow(it) => ("a flow", &it.declared),
        Item::Stock(it) => ("a stock", &it.declared),
        Item::Outcome(it) => ("an outcome", &it.declared),
        Item::Choice(it) => ("a choice", &it.declared),
        Item::Event(it) => ("an event", &it.declared),
        _ => return None,
    })
}
