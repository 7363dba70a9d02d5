//! What the tree of each form is.

use super::*;
use crate::calendar::Period;
use crate::span::{Span, Spanned};

fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

fn name(text: &str) -> Expr {
    at(ExprKind::Path(Path {
        head: at(text.to_owned()),
        steps: Vec::new(),
    }))
}

fn number(value: f64) -> Expr {
    at(ExprKind::Quantity(Quantity { value, unit: None }))
}

/// The value and the unit of a quantity, the unit as `percent|magnitude|name^exponent …`.
fn quantity(text: &str) -> (f64, String) {
    match value(text) {
        ExprKind::Quantity(Quantity { value, unit: None }) => (value, String::new()),
        ExprKind::Quantity(Quantity {
            value,
            unit: Some(unit),
        }) => (value, spelt(&unit)),
        other => panic!("{other:?}"),
    }
}

fn spelt(unit: &UnitExpr) -> String {
    let mut words = Vec::new();
    if unit.percent {
        words.push("%".to_owned());
    }
    if unit.magnitude > 0 {
        words.push(format!("e{}", unit.magnitude));
    }
    for factor in &unit.factors {
        let of: String = factor
            .of
            .iter()
            .map(|qualifier| match qualifier {
                Qualifier::Year(year) => format!(" of {}", year.value),
                Qualifier::Kind(kind) => format!(" of {}", kind.value),
            })
            .collect();
        words.push(format!("{}^{}{of}", factor.name.value, factor.exponent));
    }
    words.join(" ")
}

#[test]
fn numbers_are_rounded_once() {
    for (text, wanted) in [
        ("18_112", 18_112.0),
        ("1.5e3", 1500.0),
        ("500M", 500e6),
        ("5.6B", 5.6e9),
        ("6T", 6e12),
        ("0.1k", 100.0),
        ("1e-3M", 1e3),
        ("0.3", 0.3),
        ("123456789012345678", 123_456_789_012_345_678.0),
    ] {
        assert_eq!(quantity(text), (wanted, String::new()), "{text}");
    }
    assert_eq!(quantity("18%"), (0.18, "%".to_owned()));
    assert_eq!(quantity("79.6%").0, 0.796);
    assert_eq!(quantity("0.29%").0, 0.0029);
}

#[test]
fn units_are_multiplied_out() {
    for (text, wanted) in [
        ("2 USD/kg", "USD^1 kg^-1"),
        ("2 t of REO/year", "t^1 of REO year^-1"),
        ("2 km^3", "km^3"),
        ("2 1/year", "year^-1"),
        (
            "2 million USD of 2025 of pledged",
            "e6 USD^1 of 2025 of pledged",
        ),
        ("2 billion", "e9"),
        ("2 kg/(m^2*s)", "kg^1 m^-2 s^-1"),
        ("2 (m/s)^2", "m^2 s^-2"),
        ("8%/year", "% year^-1"),
        ("2% t/t", "t^1 t^-1"),
        ("2 USD # per kg", "USD^1"),
    ] {
        assert_eq!(quantity(text).1, wanted, "{text}");
    }
    assert_eq!(quantity("2% t/t").0, 0.02);
}

#[test]
fn an_operator_with_spaces_is_arithmetic() {
    assert!(matches!(value("5 USD / kg"), ExprKind::Product(factors) if factors.len() == 2));
    assert!(matches!(value("5 USD/kg"), ExprKind::Quantity(_)));
}

#[test]
fn operators_bind_as_documented() {
    for (flat, bracketed) in [
        ("a or b and c", "a or (b and c)"),
        ("not a == b", "not (a == b)"),
        ("not a and b", "(not a) and b"),
        ("a + b * c", "a + (b * c)"),
        ("a + b == c - d", "(a + b) == (c - d)"),
        ("-a ^ b", "-(a ^ b)"),
        ("a ^ b ^ c", "a ^ (b ^ c)"),
        ("a ^ -b", "a ^ (-b)"),
        ("-a * b", "(-a) * b"),
        ("--a", "a"),
        ("---a", "-a"),
        ("not not a", "a"),
        ("a is b or c", "(a is b) or c"),
        ("not a is b", "not (a is b)"),
        ("x at 2035 > 5", "(x at 2035) > 5"),
        ("a * b ^ c", "a * (b ^ c)"),
    ] {
        assert_eq!(value(flat), value(bracketed), "{flat}");
    }
}

#[test]
fn chains_are_flat() {
    assert!(
        matches!(value("a + b - c + d"), ExprKind::Sum(terms) if terms.len() == 4 && terms[2].0 == Sign::Minus)
    );
    assert!(
        matches!(value("a * b / c"), ExprKind::Product(factors) if factors[2].0 == Scale::Over)
    );
    assert!(matches!(value("a and b and c"), ExprKind::And(all) if all.len() == 3));
    assert!(
        matches!(value("if a then b else if c then d else e"), ExprKind::If { arms, .. } if arms.len() == 2)
    );
}

#[test]
fn brackets_leave_a_node_only_with_a_unit() {
    assert_eq!(value("(((a)))"), name("a").value);
    assert!(
        matches!(value("(3 + 2) USD"), ExprKind::Group(inner, _) if matches!(inner.value, ExprKind::Sum(_)))
    );
    assert!(matches!(
        value("f(3) USD"),
        ExprKind::Call(Call { unit: Some(_), .. })
    ));
}

#[test]
fn bare_years_are_dates_where_only_dates_can_stand() {
    let year = |year| at(ExprKind::Date(Period::Year(year)));
    let compared = |right| {
        ExprKind::Compare(
            Comparison::AtLeast,
            Box::new(at(ExprKind::Builtin(Builtin::Now))),
            Box::new(right),
        )
    };
    assert_eq!(value("now >= 2030"), compared(year(2030)));
    assert_eq!(
        value("2027-03 - 2026"),
        ExprKind::Sum(vec![
            (Sign::Plus, at(ExprKind::Date(Period::Month(2027, 3)))),
            (Sign::Minus, year(2026))
        ])
    );
    assert!(
        matches!(value("ramp(2026, 2030)"), ExprKind::Call(call) if call.arguments[1].value == year(2030))
    );
    assert!(
        matches!(value("[2025: 1, 2030: 2]"), ExprKind::List(list) if list.entries[0].0 == year(2025))
    );
    assert!(
        matches!(value("[2025: 1, 30: 2]"), ExprKind::List(list) if list.entries[0].0 == number(2025.0))
    );
    assert_eq!(
        value("x at 2035"),
        ExprKind::At(Box::new(name("x")), Box::new(year(2035)))
    );
    assert_eq!(
        value("a >= 2030"),
        ExprKind::Compare(
            Comparison::AtLeast,
            Box::new(name("a")),
            Box::new(number(2030.0))
        )
    );
    let Item::Assume(assume) = &sound("assume d: date = 2030").declarations[0].item else {
        panic!()
    };
    assert_eq!(assume.value, AssumeValue::Known(year(2030)));
}

#[test]
fn distributions_in_words() {
    let kind = |text: &str| match &sound(&format!("assume x ~ {text}")).declarations[0].item {
        Item::Assume(AssumeDecl {
            value: AssumeValue::Uncertain(value, _),
            ..
        }) => value.value.clone(),
        other => panic!("{other:?}"),
    };
    assert!(matches!(kind("5 to 20 USD"), ExprKind::To(..)));
    assert!(matches!(kind("7 of 20"), ExprKind::Of(..)));
    assert!(matches!(kind("3 in 16 years"), ExprKind::In(..)));
    assert!(
        matches!(kind("5% to 24% within 6 years"), ExprKind::Within(left, _) if matches!(left.value, ExprKind::To(..)))
    );
    assert!(matches!(
        kind("very unlikely"),
        ExprKind::Odds(Odds::VeryUnlikely)
    ));
    assert!(matches!(
        kind("almost no chance"),
        ExprKind::Odds(Odds::AlmostNoChance)
    ));
    assert!(
        matches!(kind("a to b USD"), ExprKind::Group(inner, _) if matches!(inner.value, ExprKind::To(..)))
    );
    assert!(matches!(kind("likely * 2"), ExprKind::Product(_)));
}

#[test]
fn doc_comments_belong_to_the_declaration_below() {
    let document = sound(
        "## one\n## two\n\nlet a = 1\n\n# none\nlet b = 2\n## three\nlet c = 3 ## no\n\n## last\n",
    );
    let docs: Vec<Option<&str>> = document
        .declarations
        .iter()
        .map(|declaration| declaration.doc.as_deref())
        .collect();
    assert_eq!(docs, [Some("one\ntwo"), None, Some("three")]);
}

#[test]
fn strings_know_three_escapes() {
    let Item::Actor(actor) = &sound(r#"actor a "say \"hi\" \\ \n""#).declarations[0].item else {
        panic!()
    };
    assert_eq!(actor.title.as_ref().unwrap().value, "say \"hi\" \\ \n");
}

#[test]
fn clauses_go_on_where_they_may() {
    sound("let x =\n  1 +\n  2\n  and\n  b\n  or c");
    sound("let x = f(\n  1, # one\n\n  2\n)");
    sound("let x = if a\n  then b\n  else c");
    sound("event e { hazard 5%; lasts 1 to 2 years; cut x by 5% }");
    sound("assert \"t\"\n  a > b\n");
}

#[test]
fn a_bad_declaration_is_poisoned_with_its_words() {
    let parsed = super::super::parse("choice host \"t\" {\n  option a\n  optoin b\n}\nlet y = 1\n");
    let poisoned = &parsed.document.poisoned[0];
    assert_eq!(poisoned.keyword, "choice");
    assert_eq!(poisoned.name.as_ref().unwrap().value, "host");
    assert!(poisoned.words.iter().any(|word| word == "b"));
    assert_eq!(parsed.document.declarations.len(), 1);
}

#[test]
fn what_could_be_mended_is_kept() {
    let parsed = super::super::parse("assume x = 1,000 USD\nassume y = 3 × 4\nassume z = $5\n");
    assert_eq!(parsed.faults.0.len(), 3);
    assert_eq!(parsed.document.declarations.len(), 2);
    assert_eq!(parsed.document.poisoned.len(), 1);
}
