//! Texts that nobody writes: each is answered within a second, and none of them ends the program.

use std::time::{Duration, Instant};

use foreland::source::Source;

use super::{STYLE, files, findings, read};
use foreland::diagnostics::render;

/// The stack that a thread has if nobody says otherwise.
const STACK: usize = 2 << 20;

/// How long one text may take. Builds for tests are slower, and share the machine.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });

/// Checks a text on a thread of its own and draws what is found.
fn survives(what: &str, text: String) {
    let name = what.to_owned();
    let check = move || {
        let start = Instant::now();
        let source = Source::new(name, text);
        let drawn = render(&findings(&source), &source, STYLE);
        (start.elapsed(), drawn.len())
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(check);
    let (took, drawn) = thread
        .unwrap()
        .join()
        .unwrap_or_else(|_| panic!("{what} panics"));
    assert!(took < LONGEST, "{what} takes {took:?}");
    assert!(drawn < 1 << 20, "{what} is told in {drawn} bytes");
}

/// The next of a sequence that looks random.
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
fn nothing() {
    survives("an empty file", String::new());
    survives("a blank file", "\n \n\t\n".to_owned());
    survives("a file of comments", "# nothing\n".repeat(1_000));
}

#[test]
fn noise() {
    let mut state = 0x2545_f491_4f6c_dd1d;
    for round in 0..40 {
        let bytes: Vec<u8> = (0..4_000).map(|_| next(&mut state) as u8).collect();
        survives(
            &format!("noise {round}"),
            String::from_utf8_lossy(&bytes).into_owned(),
        );
    }
}

#[test]
fn noise_of_words() {
    let words = [
        "assume", "let", "x", "y", "=", "~", "{", "}", "(", ")", "[", "]", "\n", "\n", " ", "1",
        "20%", "USD", "if", "then", "else", "to", "of", "event", "hazard", "choice", "option",
        "scenario", "\"", "#", "-", "+", ":", ",", "previous", "total", "table", "by", "year",
        "2027", "..", "model", "time", "when", "is", "not",
    ];
    let mut state = 88_172_645_463_325_252;
    for round in 0..60 {
        let pick = |_| words[(next(&mut state) % words.len() as u64) as usize];
        let text: Vec<&str> = (0..600).map(pick).collect();
        survives(
            &format!("words {round}"),
            text.join(" ").replace("\n ", "\n"),
        );
    }
}

#[test]
fn models_cut_short() {
    let folders = ["tests/cases/syntax", "tests/cases/whole", "examples"];
    for file in folders.into_iter().flat_map(files) {
        let source = read(&file);
        let mut ends: Vec<usize> = (0..source.text().len()).step_by(7).collect();
        ends.retain(|end| source.text().is_char_boundary(*end));
        // Every seventh of the seventh bytes in the short ones: their beginnings are all alike.
        let step = if source.text().len() > 1_500 { 1 } else { 7 };
        for end in ends.into_iter().step_by(step) {
            let cut = Source::new(source.name(), &source.text()[..end]);
            let start = Instant::now();
            render(&findings(&cut), &cut, STYLE);
            let took = start.elapsed();
            assert!(
                took < LONGEST,
                "{} cut at {end} takes {took:?}",
                source.name()
            );
        }
    }
}

#[test]
fn deep_brackets() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("-(", ")"),
        ("not (", ")"),
        ("if a then ", ""),
    ] {
        let text = format!(
            "let x = {}1{}\n",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        survives(&format!("100,000 of {open}"), text);
        survives(
            &format!("100,000 open {open}"),
            format!("let x = {}", open.repeat(100_000)),
        );
    }
}

#[test]
fn long_lines() {
    survives(
        "a line of 1 MB",
        format!("let {} = 1\n", "x".repeat(1 << 20)),
    );
    survives(
        "a string of 1 MB",
        format!("actor a \"{}\"\n", "x".repeat(1 << 20)),
    );
    survives(
        "1 MB of blanks",
        format!("let x ={}1\n", " ".repeat(1 << 20)),
    );
    survives(
        "1 MB of digits",
        format!("let x = {}\n", "1".repeat(1 << 20)),
    );
}

#[test]
fn long_sums() {
    for operator in ["+", "*", "and", "-"] {
        let terms = vec!["1"; 100_000].join(&format!(" {operator} "));
        survives(
            &format!("100,000 terms with {operator}"),
            format!("let x = {terms}\n"),
        );
    }
}

#[test]
fn many_declarations() {
    let chain: String = (1..2_000)
        .map(|at| format!("let x{at} = x{} + 1\n", at - 1))
        .collect();
    survives(
        "a long chain, upwards",
        format!("assume x0 = 1\n{chain}outcome last = x1999\n"),
    );
    let down: String = (0..2_000)
        .rev()
        .map(|at| format!("let y{} = y{at} + 1\n", at + 1))
        .collect();
    survives("a long chain, downwards", format!("{down}assume y0 = 1\n"));
    survives("20,000 unknown names", "let x = y\n".repeat(20_000));
}

/// What a model of a reader's size has few of, in thousands.
#[test]
fn thousands() {
    let model = "assume x = 3 USD {\n  because \"a reason\"\n}\noutcome o = x\n";
    let mut row = format!("{model}scenario s0 {{\n  scale x by 2\n}}\n");
    let mut ranks = "outcome path = classify {\n".to_owned();
    let mut product = "outcome o = 1".to_owned();
    let mut kinds = String::new();
    let mut events = format!("model m {{\n  time 2026..2030\n}}\n{model}");
    for at in 1..2_000 {
        let before = at - 1;
        row += &format!("scenario s{at} extends s{before} {{\n  scale x by 1.{at}\n}}\n");
        ranks += &format!("  c{at} when x > {at} USD\n");
        kinds += &format!("kind k{at}\nassume x{at} = 3 t of k{at}\n");
        product += &format!(" * x{at}");
        events +=
            &format!("event e{at} {{\n  hazard 1%/year\n  add {at} USD to x when now > 2027\n}}\n");
    }
    let ranked: Vec<String> = (1..2_000).map(|at| format!("c{at}")).collect();
    let ranked = ranked.join(", ");
    survives("a row of scenarios", row);
    survives(
        "many classes",
        format!("{model}{ranks}  rest otherwise\n  ranked {ranked}, rest\n}}\n"),
    );
    survives("a product of many kinds", format!("{kinds}{product}\n"));
    survives("many events", events);
}
