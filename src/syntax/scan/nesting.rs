//! Counts how deep brackets, `if` and `initially` nest, for the grammar reads them recursively.

use super::super::fault::nesting::{LIMIT, TooDeep};
use super::Scanner;

/// The brackets that are open, each with the `if`s that are open in it.
pub struct Nesting {
    levels: Vec<Level>,
    depth: usize,
    last: Last,
}

/// One open bracket.
struct Level {
    ifs: usize,
    round: bool,
}

/// What the last token was.
#[derive(PartialEq)]
enum Last {
    Else,
    /// After it a line break means nothing.
    GoesOn,
    Other,
}

impl Default for Nesting {
    fn default() -> Self {
        Nesting {
            levels: vec![Level {
                ifs: 0,
                round: false,
            }],
            depth: 0,
            last: Last::Other,
        }
    }
}

impl Nesting {
    /// Whether the limit is passed.
    pub fn too_deep(&self) -> bool {
        self.depth > LIMIT
    }

    /// Whether a line break here would be a blank.
    pub fn in_brackets(&self) -> bool {
        self.levels.last().is_some_and(|level| level.round)
    }

    /// Counts `if` and `initially`; a chain of `else if` is flat.
    pub fn word(&mut self, word: &str) {
        if (word == "if" && self.last != Last::Else) || word == "initially" {
            self.depth += 1;
            if let Some(level) = self.levels.last_mut() {
                level.ifs += 1;
            }
        }
        self.last = match word {
            "else" => Last::Else,
            "then" | "and" | "or" => Last::GoesOn,
            _ => Last::Other,
        };
    }

    /// Counts a bracket, and sees where a clause or an argument ends.
    pub fn mark(&mut self, mark: u8) {
        match mark {
            b'(' | b'[' | b'{' => {
                self.levels.push(Level {
                    ifs: 0,
                    round: mark != b'{',
                });
                self.depth += 1;
            }
            b')' | b']' | b'}' if self.levels.len() > 1 => {
                self.end();
                self.levels.pop();
                self.depth = self.depth.saturating_sub(1);
            }
            b',' | b';' | b'}' => self.end(),
            _ => {}
        }
        let goes_on = matches!(
            mark,
            b'=' | b'~' | b',' | b'+' | b'-' | b'*' | b'/' | b'^' | b'<' | b'>'
        );
        self.last = if goes_on { Last::GoesOn } else { Last::Other };
    }

    /// A number or a string.
    pub fn other(&mut self) {
        self.last = Last::Other;
    }

    /// Outside brackets a line break ends a clause, unless the line before or `next` goes on.
    pub fn line_break(&mut self, next: &str) {
        let goes_on = ["then", "else", "and", "or"]
            .iter()
            .any(|word| next.starts_with(word));
        if !self.in_brackets() && self.last == Last::Other && !goes_on && !next.starts_with('#') {
            self.end();
        }
    }

    /// The `if`s of this level end.
    fn end(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            self.depth = self.depth.saturating_sub(level.ifs);
            level.ifs = 0;
        }
    }
}

impl Scanner<'_> {
    /// Says so if the token just read, of this length, is one too deep.
    pub fn complain_of_depth(&mut self, length: usize) {
        if self.nesting.too_deep() {
            let range = self.at - length..self.at;
            let span = self.span(&range);
            self.report(
                TooDeep {
                    what: "brackets or `if` inside one another",
                    limit: LIMIT,
                    span,
                },
                range,
                true,
            );
        }
    }
}
