//! Findings drawn over good, long, broken and hostile texts.

use miette::{LabeledSpan, MietteDiagnostic, Severity as Level};
use proptest::prelude::*;

use super::*;
use crate::diagnostics::json;
use crate::source::Source;

const PLAIN: Style = Style {
    colour: false,
    width: 80,
};

const BUDGET: &str = "\
assume grant = 20 million USD/year
assume tax   = 15 million EUR/year

let unused = 1

outcome income = total(grant + tax)
";

fn fault(code: &str, message: &str, labels: &[(&str, std::ops::Range<usize>)]) -> MietteDiagnostic {
    let labels = labels
        .iter()
        .map(|(text, range)| LabeledSpan::at(range.clone(), *text));
    MietteDiagnostic::new(message)
        .with_code(code)
        .with_labels(labels)
}

fn place(text: &str, part: &str) -> std::ops::Range<usize> {
    let start = text.find(part).unwrap();
    start..start + part.len()
}

fn drawn(text: &str, faults: &[MietteDiagnostic]) -> String {
    let findings: Vec<Finding> = faults.iter().map(|fault| Finding::of(fault)).collect();
    render(&findings, &Source::new("budget.fore", text), PLAIN)
}

fn units_differ() -> MietteDiagnostic {
    let labels = [
        LabeledSpan::new_primary_with_span(
            Some("these are added".into()),
            place(BUDGET, "grant + tax"),
        ),
        LabeledSpan::at(place(BUDGET, "USD/year"), "`grant` is in USD"),
        LabeledSpan::at(place(BUDGET, "EUR/year"), "`tax` is in EUR"),
    ];
    MietteDiagnostic::new("`grant` is in `USD/year` and `tax` in `EUR/year`: they cannot be added")
        .with_code("units-differ")
        .with_labels(labels)
        .with_help("declare a rate, such as `assume usd_eur = 1.1 USD/EUR`, and write `grant + tax * usd_eur`")
}

#[test]
fn both_sides_and_a_way_out() {
    let unused = fault(
        "unused",
        "`unused` moves no outcome",
        &[("nothing reads this", place(BUDGET, "unused"))],
    );
    insta::assert_snapshot!(drawn(BUDGET, &[units_differ(), unused.with_severity(Level::Warning)]), @r"
    warning[unused]: `unused` moves no outcome
       ╭─[budget.fore:4:5]
     4 │ let unused = 1
       ·     ───┬──
       ·        ╰── nothing reads this
       ╰────

    error[units-differ]: `grant` is in `USD/year` and `tax` in `EUR/year`: they
      │ cannot be added
       ╭─[budget.fore:6:24]
     6 │ outcome income = total(grant + tax)
       ·                        ─────┬─────
       ·                             ╰── these are added
       ╰────
       ╭─[budget.fore:1:27]
     1 │ assume grant = 20 million USD/year
       ·                           ────┬───
       ·                               ╰── `grant` is in USD
     2 │ assume tax   = 15 million EUR/year
       ·                           ────┬───
       ·                               ╰── `tax` is in EUR
       ╰────
      help: declare a rate, such as `assume usd_eur = 1.1 USD/EUR`, and write
            `grant + tax * usd_eur`

    more about a code: foreland explain units-differ
    1 error, 1 warning in budget.fore
    ");
}

#[test]
fn colours_only_if_asked_for() {
    let finding = [Finding::of(&units_differ())];
    let source = Source::new("budget.fore", BUDGET);
    assert!(!render(&finding, &source, PLAIN).contains('\u{1b}'));
    assert!(
        render(
            &finding,
            &source,
            Style {
                colour: true,
                ..PLAIN
            }
        )
        .contains("\u{1b}[31merror[units-differ]:")
    );
}

#[test]
fn a_line_of_100_000_columns() {
    let text = format!(
        "let x = {}\nlet y = {}@{}\n",
        1,
        "a + ".repeat(20_000),
        " + b".repeat(5_000)
    );
    let labels = [
        ("no such sign", place(&text, "@")),
        ("far right", text.len() - 4..text.len() - 1),
    ];
    insta::assert_snapshot!(drawn(&text, &[fault("bad-sign", "`@` has no meaning here", &labels)]), @r"
    error[bad-sign]: `@` has no meaning here
       ╭─[budget.fore:2:80009]
     2 │ … a + a + a + a + a + a + @ + b + b + b + b + b + b … + b + b + b + b + b + b + b
       ·                           ┬                                                   ─┬─
       ·                           │                                                    ╰── far right
       ·                           ╰── no such sign
       ╰────

    more about a code: foreland explain bad-sign
    1 error in budget.fore
    ");
}

#[test]
fn what_would_act_on_a_terminal_or_a_build_server() {
    let text = "let a = \"\u{1b}[2J\u{202e}evil\" demnd\n::error::x ##[error]y\r\n";
    let source = Source::new("\u{1b}]0;x\u{7}/a\n::set-output::b.fore", text);
    let labels = [
        ("\u{9b}31m", place(text, "demnd")),
        ("::stop::", place(text, "##[error]")),
    ];
    let found = Finding::of(&fault("unknown-name", "no\u{8}\n::add-mask::x", &labels));
    insta::assert_snapshot!(render(&[found], &source, PLAIN), @r#"
    error[unknown-name]: no<U+0008>
      │ : :add-mask: :x
       ╭─[<U+001B>]0;x<U+0007>/a : :set-output: :b.fore:1:21]
     1 │ let a = "<U+001B>[2J<U+202E>evil" demnd
       ·                                   ──┬──
       ·                                     ╰── <U+009B>31m
     2 │ : :error: :x ## [error]y
       ·              ─────┬────
       ·                   ╰── : :stop: :
       ╰────

    more about a code: foreland explain unknown-name
    1 error in <U+001B>]0;x<U+0007>/a : :set-output: :b.fore
    "#);
}

#[test]
fn at_the_end_and_on_an_empty_line() {
    let text = "event strike {\n\n  hazard 5%/year";
    let faults = [
        fault(
            "unclosed",
            "this `event` is never closed",
            &[
                ("a `}` is missing here", text.len()..text.len()),
                ("opened here", 13..14),
            ],
        ),
        fault("empty", "nothing here", &[("an empty line", 15..15)]),
        fault(
            "beyond",
            "out of the text",
            &[("held at the end", usize::MAX - 1..usize::MAX)],
        ),
    ];
    insta::assert_snapshot!(drawn(text, &faults), @r"
    error[empty]: nothing here
       ╭─[budget.fore:2:1]
     2 │ 
       · ▲
       · ╰── an empty line
       ╰────

    error[unclosed]: this `event` is never closed
       ╭─[budget.fore:3:17]
     1 │ event strike {
       ·              ┬
       ·              ╰── opened here
     2 │ 
     3 │   hazard 5%/year
       ·                 ▲
       ·                 ╰── a `}` is missing here
       ╰────

    error[beyond]: out of the text
       ╭─[budget.fore:3:17]
     3 │   hazard 5%/year
       ·                 ▲
       ·                 ╰── held at the end
       ╰────

    more about a code: foreland explain empty
    3 errors in budget.fore
    ");
    insta::assert_snapshot!(drawn("", &faults[1..2]), @r"
    error[empty]: nothing here
       ╭─[budget.fore:1:1]
     1 │ 
       · ▲
       · ╰── an empty line
       ╰────

    more about a code: foreland explain empty
    1 error in budget.fore
    ");
}

#[test]
fn places_of_several_lines() {
    let lines: String = (1..=30).map(|line| format!("  line {line}\n")).collect();
    let text = format!("event a {{\n{lines}}}\nevent b {{\n\thazard 1\n}}\n");
    let short = place(&text, "event b {\n\thazard 1\n}\n");
    insta::assert_snapshot!(drawn(&text, &[fault("overlap", "both are at work", &[("long", 0..text.len() / 2), ("short", short)])]), @r"
    error[overlap]: both are at work
       ╭─[budget.fore:1:1]
     1 │ event a {
       · ────┬────
       ·     ╰── long
       ╰────
        ╭─[budget.fore:17:3]
     17 │   line 16
        ·   ───┬───
        ·      ╰── … to here
        ╰────
        ╭─[budget.fore:33:1]
     33 │ ╭─▶ event b {
     34 │ │       hazard 1
     35 │ ├─▶ }
        · ╰──── short
        ╰────

    more about a code: foreland explain overlap
    1 error in budget.fore
    ");
}

#[test]
fn without_a_place_or_a_code() {
    insta::assert_snapshot!(drawn("let x = 1", &[MietteDiagnostic::new("the file has no model")]), @r"
    error: the file has no model

    1 error in budget.fore
    ");
    assert_eq!(drawn("let x = 1", &[]), "");
}

#[test]
fn a_thousand_errors_on_one_line_stay_readable() {
    let text = "demnd + ".repeat(7_500);
    let faults: Vec<MietteDiagnostic> = (0..1_000)
        .map(|at| {
            fault(
                "unknown-name",
                "no `demnd` is declared",
                &[("not declared", at * 56..at * 56 + 5)],
            )
        })
        .collect();
    let drawn = drawn(&text, &faults);
    assert!(drawn.len() < 100_000, "{} bytes", drawn.len());
    assert!(drawn.ends_with("900 more are not shown\nmore about a code: foreland explain unknown-name\n1000 errors in budget.fore\n"));
}

/// Text with the characters that go wrong: breaks, tabs, wide, combining and hidden ones, and what acts.
fn hostile_text() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "a",
        "let x = ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "é",
        "中",
        "🇯🇵",
        "e\u{301}",
        "\u{200b}",
        "\u{202e}",
        "\u{1b}[31m",
        "::error::",
        "##[",
        "}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
    ]);
    let piece = (parts, prop::sample::select(vec![1_usize, 1, 1, 2, 7, 300]));
    prop::collection::vec(piece, 0..30).prop_map(|pieces| {
        pieces
            .iter()
            .map(|(part, count)| part.repeat(*count))
            .collect()
    })
}

fn hostile_spans() -> impl Strategy<Value = Vec<(usize, usize)>> {
    let far = prop::sample::select(vec![
        0,
        1,
        65_535,
        65_536,
        u32::MAX as usize,
        usize::MAX - 1,
        usize::MAX,
    ]);
    let start = prop_oneof![4 => 0..2_000_usize, 1 => far.clone()];
    let len = prop_oneof![2 => 0..10_usize, 2 => 0..2_000_usize, 1 => far];
    prop::collection::vec((start, len), 0..10)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_panics_and_nothing_acts(text in hostile_text(), spans in hostile_spans(), width in 0..300_usize) {
        let labels = spans.iter().enumerate().map(|(index, (start, len))| {
            let label = (index % 3 != 0).then(|| text.chars().take(40).collect());
            LabeledSpan::new(label, *start, *len)
        });
        let fault = MietteDiagnostic::new(text.clone()).with_code("some-code").with_help(text.clone()).with_labels(labels);
        let findings = [Finding::of(&fault)];
        let source = Source::new(text.clone(), text);
        let drawn = render(&findings, &source, Style { colour: false, width });
        prop_assert!(!drawn.chars().any(|char| char.is_control() && char != '\n' && char != '\t'), "{drawn}");
        prop_assert!(!drawn.lines().any(|line| line.trim_start().starts_with("::") || line.contains("##[")), "{drawn}");
        prop_assert!(!drawn.contains("Failed to read"), "{drawn}");
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json(&findings, &source)).is_ok());
    }
}
