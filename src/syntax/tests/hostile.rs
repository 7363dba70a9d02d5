//! Texts that nobody writes: each ends soon, with diagnostics or a tree, on a small stack.

use std::time::{Duration, Instant};

use super::super::parse;

/// Parses and drops on a stack of 2 MB; debug builds too.
fn survives(text: String) -> usize {
    let thread = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let begun = Instant::now();
    let handle = thread.spawn(move || {
        let parsed = parse(&text);
        let faults = parsed.faults.0.len();
        drop(parsed);
        faults
    });
    let faults = handle.unwrap().join().unwrap();
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
    faults
}

#[test]
fn flat_chains_of_any_length() {
    assert_eq!(survives(format!("let x = 1{}", " + 1".repeat(100_000))), 0);
    assert_eq!(
        survives(format!("let x = a{}", " and b".repeat(100_000))),
        0
    );
    assert_eq!(survives(format!("let x = a{}", " * b".repeat(100_000))), 0);
    assert_eq!(survives(format!("let x = {}1", "-".repeat(100_001))), 0);
    assert_eq!(survives(format!("let x = {}a", "not ".repeat(100_001))), 0);
    assert_eq!(
        survives(format!("let x = {}4", "if a then b else ".repeat(50_000))),
        0
    );
    assert_eq!(survives(format!("let x = a{}", ".b".repeat(100_000))), 0);
    assert_eq!(
        survives(format!("let x = f({})", "1, ".repeat(100_000) + "1")),
        0
    );
}

#[test]
fn nesting_up_to_the_limit() {
    assert_eq!(
        survives(format!("let x = {}1{}", "(".repeat(64), ")".repeat(64))),
        0
    );
    assert_eq!(
        survives(format!(
            "let x = {}1{}",
            "f(1 + ".repeat(64),
            ")".repeat(64)
        )),
        0
    );
    assert_eq!(
        survives(format!(
            "let x = {}1{}",
            "if a then ".repeat(64),
            " else 2".repeat(64)
        )),
        0
    );
    assert_eq!(
        survives(format!("let x = {}1", "initially 0 then ".repeat(64))),
        0
    );
    assert_eq!(survives(format!("let x = 2{}", "^2".repeat(60))), 0);
}

#[test]
fn nesting_beyond_the_limit() {
    for text in [
        format!("let x = {}", "(".repeat(100_000)),
        format!("let x = {}1{}", "(".repeat(65), ")".repeat(65)),
        format!("let x = {}", "[".repeat(100_000)),
        format!("event x {}", "{".repeat(100_000)),
        format!("let x = {}", "if a then ".repeat(100_000)),
        format!("let x = {}", "if a then\n ".repeat(1_000)),
        format!("let x = {}", "if a\n then # \n ".repeat(1_000)),
        format!("let x = {}", "if a then # x\n # y\n ".repeat(1_000)),
        format!("let x = {}1", "initially 0 then ".repeat(1_000)),
        format!("let x = 2{}", "^2".repeat(100_000)),
        format!("let x = a{}", " is b".repeat(100_000)),
        format!("let x = a{}", " at 2027".repeat(100_000)),
    ] {
        assert_eq!(survives(text), 1);
    }
}

#[test]
fn units_that_nest() {
    assert!(
        survives(format!(
            "let x = 1 {}m{}",
            "(".repeat(100_000),
            ")".repeat(100_000)
        )) > 0
    );
    assert_eq!(survives(format!("let x = 1 m{}", "/s".repeat(100_000))), 0);
    assert_eq!(
        survives(
            "let x = 1 m^99999999999999/(s^-99999999999/(kg^2147483647)^2147483647)".to_owned()
        ),
        0
    );
}

#[test]
fn broken_at_every_depth() {
    assert!(
        survives(format!(
            "let x = {}",
            "if a then b else (if c then ".repeat(30)
        )) > 0
    );
    assert!(survives(format!("let x = {}", "f(a, [b: (".repeat(20))) > 0);
    assert!(survives(format!("let x = {}", "(a to ".repeat(60))) > 0);
    assert!(survives(format!("let x = {}", "if a then b else if ".repeat(10_000))) > 0);
}

#[test]
fn long_lines_and_many_faults() {
    assert!(survives("x".repeat(1_000_000)) > 0);
    assert!(survives("assume x = “".repeat(80_000)) > 0);
    assert!(survives("let x = 1,5 $5 –\n".repeat(10_000)) > 10_000);
    assert!(survives(format!("event x {{\n{}}}", "  hazzard 5\n".repeat(50_000))) > 0);
    assert!(survives(format!("let x = \"{}", "a".repeat(1_000_000))) > 0);
    assert!(survives("\"".repeat(500_000)) > 0);
    assert!(survives("let x = 5 #".repeat(80_000)) == 0);
    assert!(survives(format!("let x = {}", "9".repeat(1_000_000))) > 0);
    assert!(survives(format!("let x = 1e{}", "9".repeat(100_000))) > 0);
    assert_eq!(survives("\n".repeat(1_000_000)), 0);
    assert_eq!(survives(String::new()), 0);
}

#[test]
fn noise() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let letters: Vec<char> = " \t\n\r{}[]()\"'#;:,.=~<>!+-*/^%$€–“”05aeZ_ifthenelse\u{a0}\u{0}é"
        .chars()
        .collect();
    let words = [
        "let x = ",
        "assume a ~ ",
        "event e {\n",
        " if ",
        " then ",
        " else ",
        "2027-03",
        " to ",
        "\n",
        "(",
        "}",
        "5 USD/kg",
    ];
    for round in 0..300 {
        let mut text = String::new();
        for _ in 0..200 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let pick = usize::try_from(state >> 33).unwrap();
            if round % 2 == 0 && pick % 3 == 0 {
                text.push_str(words[pick / 3 % words.len()]);
            } else {
                text.push(letters[pick % letters.len()]);
            }
        }
        parse(&text);
    }
}
