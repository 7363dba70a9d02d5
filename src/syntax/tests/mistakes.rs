//! One mistake each: its code, the text it covers, and what the help says.

use super::super::parse;

/// All faults of a text as `code | covered | help`.
fn faults(text: &str) -> Vec<String> {
    let said = |fault: &crate::fault::Fault| {
        let code = fault
            .code()
            .map(|code| code.to_string())
            .unwrap_or_default();
        let help = fault
            .help()
            .map(|help| help.to_string())
            .unwrap_or_default();
        let label = fault.labels().and_then(|mut labels| labels.next());
        let covered = label
            .and_then(|label| text.get(label.offset()..label.offset() + label.len()))
            .unwrap_or("?");
        format!("{code} | {covered} | {help}")
    };
    parse(text).faults.0.iter().map(said).collect()
}

/// Asserts that each text has just this one fault, whose help begins as given.
fn each(cases: &[(&str, &str, &str, &str)]) {
    for (text, code, covered, help) in cases {
        let found = faults(text);
        let wanted = format!("{code} | {covered} | {help}");
        assert!(
            found.len() == 1 && found[0].starts_with(&wanted),
            "{text}\nfound  {found:#?}\nwanted {wanted}"
        );
    }
}

#[test]
fn what_is_pasted() {
    each(&[
        (
            "actor a “Title”",
            "foreign-quotes",
            "“Title”",
            "write `\"Title\"`",
        ),
        (
            "actor a «Title»",
            "foreign-quotes",
            "«Title»",
            "write `\"Title\"`",
        ),
        (
            "actor a 'Title'",
            "foreign-quotes",
            "'Title'",
            "write `\"Title\"`",
        ),
        (
            "actor a \"Title”",
            "foreign-quotes",
            "\"Title”",
            "write `\"Title\"`",
        ),
        (
            "actor a \"Title\nactor b",
            "unclosed-string",
            "\"Title",
            "write `\"Title\"`",
        ),
        (
            "actor a \"C:\\data\"",
            "unknown-escape",
            "\\d",
            "write `\\\\d` for a backslash",
        ),
        (
            "let x = 5 – 3",
            "foreign-dash",
            "5 – 3",
            "write `5 to 3` for a range",
        ),
        (
            "model m { time 2027–2030 }",
            "foreign-dash",
            "2027–2030",
            "write `2027..2030`",
        ),
        ("let x = −a", "foreign-dash", "−", "write `-`"),
        ("let x = a × b", "foreign-operator", "×", "write `*`"),
        ("let x = a ≤ b", "foreign-operator", "≤", "write `<=`"),
        (
            "let x = 5\u{a0}USD",
            "foreign-blank",
            "\u{a0}",
            "write a plain space",
        ),
        (
            "let x\u{200b} = 5",
            "foreign-blank",
            "\u{200b}",
            "write a plain space",
        ),
        (
            "let größe = 5",
            "foreign-letter",
            "größe",
            "write `groesse`;",
        ),
        ("let x = a @ 2030", "stray-character", "@", "write `at`"),
        ("let x = 1 // one", "foreign-comment", "//", "write `# one`"),
        (
            "let x = 1 /* one */ + 2",
            "foreign-comment",
            "/*",
            "write `# one`",
        ),
        ("let x = a => b", "foreign-operator", "=>", "write `>=`"),
        ("let x = a && b", "foreign-operator", "&&", "write `and`"),
        ("let x = a || b", "foreign-operator", "||", "write `or`"),
        ("let x = !a", "foreign-operator", "!", "write `not`"),
        ("let x = a <> b", "foreign-operator", "<>", "write `!=`"),
        ("let x = a ** 2", "foreign-operator", "**", "write `^`"),
        ("let x := 2", "foreign-operator", ":=", "write `=`"),
    ]);
}

#[test]
fn numbers() {
    each(&[
        ("let x = 1,000 USD", "digit-comma", "1,000", "write `1_000`"),
        (
            "let x = 1,234,567.5",
            "digit-comma",
            "1,234,567.5",
            "write `1_234_567.5`",
        ),
        ("let x = 0,5", "digit-comma", "0,5", "write `0.5`"),
        (
            "let x = min(1,2)",
            "digit-comma",
            "1,2",
            "write `1.2`; for separate values put a space after the comma: `1, 2`",
        ),
        (
            "let x = 1.000.000",
            "digit-dots",
            "1.000.000",
            "write `1_000_000`",
        ),
        (
            "let x = 1 000 000 USD",
            "digit-space",
            "1 000 000",
            "write `1_000_000`",
        ),
        ("let x = 20%%", "doubled-percent", "%%", "write one `%`"),
        ("let x = $6tn", "currency-sign", "$6tn", "write `6T USD`"),
        (
            "let x = US$500 million",
            "currency-sign",
            "US$500 million",
            "write `500M USD`",
        ),
        ("let x = €5m", "currency-sign", "€5m", "write `5M EUR`"),
        (
            "let x = £1,000",
            "currency-sign",
            "£1,000",
            "write `1_000 GBP`",
        ),
        ("let x = USD 5M", "unit-first", "USD 5M", "write `5M USD`"),
        (
            "let x = 6 tn USD",
            "magnitude-word",
            "6 tn USD",
            "write `6T USD`",
        ),
        ("let x = 6 bn", "magnitude-word", "6 bn", "write `6B`"),
        (
            "let x = 5mn USD",
            "magnitude-word",
            "5mn USD",
            "write `5M USD`",
        ),
        (
            "let x = 5USD/kg",
            "glued-unit",
            "5USD/kg",
            "write `5 USD/kg`",
        ),
        ("let x = 5MUSD", "glued-unit", "5MUSD", "write `5M USD`"),
        (
            "let x = 18 % * 2",
            "detached-percent",
            "18 %",
            "write `18%`",
        ),
        (
            "let x = 5 percent",
            "percent-word",
            "5 percent",
            "write `5%`",
        ),
        ("let x = .5", "leading-point", ".5", "write `0.5`"),
        (
            "let x = 5 USD per kg",
            "per-word",
            "USD per kg",
            "write `USD/kg`",
        ),
        (
            "assume x ~ 5..20 USD",
            "range-dots",
            "5..20",
            "write `5 to 20`",
        ),
        (
            "assume x ~ between 5 and 20",
            "range-dots",
            "between 5 and 20",
            "write `5 to 20`",
        ),
        ("let x = 1e999", "number-too-large", "1e999", ""),
    ]);
}

#[test]
fn dates() {
    each(&[
        (
            "source s { published 03/2027 }",
            "date-form",
            "03/2027",
            "write `2027-03`",
        ),
        (
            "source s { published 2027/03 }",
            "date-form",
            "2027/03",
            "write `2027-03`",
        ),
        (
            "source s { published 31/12/2027 }",
            "date-form",
            "31/12/2027",
            "write `2027-12-31`",
        ),
        (
            "source s { published 31.12.2027 }",
            "date-form",
            "31.12.2027",
            "write `2027-12-31`",
        ),
        (
            "source s { published Q1 2027 }",
            "date-form",
            "Q1 2027",
            "write `2027-Q1`",
        ),
        (
            "source s { published March 2027 }",
            "date-form",
            "March 2027",
            "write `2027-03`",
        ),
        (
            "source s { published 4 March 2027 }",
            "date-form",
            "4 March 2027",
            "write `2027-03-04`",
        ),
        (
            "source s { published March 4, 2027 }",
            "date-form",
            "March 4, 2027",
            "write `2027-03`",
        ),
        (
            "source s { published 2027-3 }",
            "date-form",
            "2027-3",
            "write `2027-03`",
        ),
        (
            "source s { published 2027-13 }",
            "impossible-date",
            "2027-13",
            "",
        ),
        (
            "event e { occurs in May 2027 }",
            "date-form",
            "May 2027",
            "write `2027-05`",
        ),
        (
            "model m { time 2026..2030 by fortnight }",
            "unknown-step",
            "fortnight",
            "write `2 weeks`",
        ),
    ]);
}

#[test]
fn expressions() {
    each(&[
        (
            "let x = a < b < c",
            "chained-comparison",
            "a < b < c",
            "write two comparisons joined by `and`: `a < b and b < c`",
        ),
        (
            "let x = 1 + not a",
            "not-inside",
            "not",
            "put it in brackets",
        ),
        (
            "let x = if a = 3 then 1 else 2",
            "single-equals",
            "a = 3",
            "write `a == 3`",
        ),
        ("let x == 5", "double-equals", "==", "write `=`"),
        (
            "let x = previous(y, initial = 0)",
            "argument-equals",
            "initial = 0",
            "write `initial: 0`",
        ),
        (
            "let x ~ 5 to 20",
            "tilde-outside-assume",
            "let x ~ 5 to 20",
            "what is drawn is an assumption: write `assume x ~ 5 to 20`",
        ),
        ("let x = a AND b", "word-case", "AND", "write `and`"),
        (
            "let x = if a then b elif c then d else e",
            "else-if",
            "elif",
            "write `else if`",
        ),
        (
            "let x = 1 + if a then b else c",
            "bare-if",
            "if",
            "write `(if … )`",
        ),
        ("let x = if a then b", "missing-else", "", "add `else …`"),
        (
            "let x = if a: b else c",
            "missing-then",
            "if a: b else c",
            "write `if a then b else c`",
        ),
        (
            "let x = (1 + 2",
            "unclosed-bracket",
            "(",
            "write the closing `)`",
        ),
        (
            "let x = [a: 1, b: 2",
            "unclosed-bracket",
            "[",
            "write the closing `]`",
        ),
        ("let x = a)", "stray-closer", ")", "remove it"),
        (
            "let x = a\n  + b",
            "operator-at-start",
            "+",
            "put the operator at the end of the line before: `let x = a +`",
        ),
        ("let x =", "unexpected", "", ""),
    ]);
}

#[test]
fn clauses_and_declarations() {
    each(&[
        (
            "asume x = 3",
            "unknown-declaration",
            "asume",
            "did you mean `assume`?",
        ),
        (
            "let x = 1\n  assume y = 2",
            "indented-declaration",
            "assume",
            "start `assume` in column 1",
        ),
        (
            "  let x = 1\n  let y = 2\n",
            "indented-declaration",
            "let",
            "start `let` in column 1",
        ),
        (
            "event e {\n  hazard 5%\nlet y = 1",
            "unclosed-bracket",
            "{",
            "write the closing `}`",
        ),
        (
            "event e\n{\n  hazard 5%\n}",
            "brace-line",
            "{",
            "write `{` at the end of the line before",
        ),
        (
            "let step = 5",
            "reserved-word",
            "step",
            "choose another name",
        ),
        (
            "let x: USD \"t\" = 5",
            "title-place",
            "x: USD \"t\"",
            "write `x \"t\": USD`",
        ),
        (
            "event e {\n  hazzard 5%\n}",
            "unknown-clause",
            "hazzard",
            "did you mean `hazard`?",
        ),
        (
            "event e {\n  when a\n}",
            "unknown-clause",
            "when",
            "write `only when …`",
        ),
        (
            "event e {\n  gains a\n}",
            "misplaced-clause",
            "gains",
            "move it to a `stock`",
        ),
        (
            "choice c {\n  hazard 5%\n}",
            "misplaced-clause",
            "hazard",
            "move it to an `event`",
        ),
        (
            "event e {\n  hazard 5% lasts 2 years\n}",
            "missing-separator",
            "hazard 5% lasts 2 years",
            "write `hazard 5%; lasts 2 years`",
        ),
        (
            "choice c {\n  option a weight 5%\n}",
            "clause-outside-block",
            "weight 5%",
            "write `{ weight 5% }`",
        ),
        (
            "assume x = 5 source toyo",
            "clause-outside-block",
            "source toyo",
            "write `{ source toyo }`",
        ),
        (
            "source s { note \"a\"; note \"b\" }",
            "repeated-clause",
            "note \"b\"",
            "keep one",
        ),
        (
            "event e {\n  cut x bye 5%\n}",
            "unexpected",
            "bye",
            "did you mean `by`?",
        ),
        (
            "assume x ~ claims {\n  5 from a\n  sorce a \"q\"\n}",
            "unknown-clause",
            "sorce",
            "did you mean `source`?",
        ),
    ]);
}

#[test]
fn many_mistakes_in_one_run() {
    let text = "event e {\n  hazzard 5%\n  lasts 1 to\n  cut y by 20%%\n  set z 5\n}\nlet x = (1\nactor b 'B'\n";
    let codes: Vec<String> = faults(text)
        .iter()
        .map(|fault| fault.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        codes,
        [
            "unknown-clause",
            "unexpected",
            "doubled-percent",
            "unexpected",
            "unclosed-bracket",
            "foreign-quotes"
        ]
    );
}

#[test]
fn messages_speak_of_no_rules() {
    for text in [
        "let x = 5 5",
        "let",
        "event e { cut }",
        "table t",
        "assume x",
        "flow f from",
        "scenario s { choose a }",
        "let x = f(",
        "model { time }",
    ] {
        for fault in parse(text).faults.0 {
            let message = fault.to_string();
            assert!(
                !message.contains("kw_") && !message.contains('_') && !message.contains("::"),
                "{message}"
            );
            assert!(
                message.starts_with(|letter: char| letter.is_lowercase() || letter == '`'),
                "{message}"
            );
        }
    }
}
