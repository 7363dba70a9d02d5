//! ASCII marks of other languages.

use std::ops::Range;

use super::super::fault::lexical::{ForeignComment, ForeignOperator, StrayCharacter};
use super::Scanner;

/// Operators of other languages with what is written here, longest first.
const OPERATORS: [(&str, &str); 16] = [
    ("===", "=="),
    ("!==", "!="),
    ("&&", "and"),
    ("||", "or"),
    ("=>", ">="),
    ("=<", "<="),
    ("<>", "!="),
    (":=", "="),
    ("**", "^"),
    ("...", ".."),
    ("->", "to"),
    ("&", "and"),
    ("|", "or"),
    ("+=", "add … to …"),
    ("-=", "cut … by …"),
    ("*=", "scale … by …"),
];

impl Scanner<'_> {
    /// Any mark that is not a letter, a digit, a quote or a comment.
    pub fn mark(&mut self, byte: u8) {
        let rest = self.rest();
        if rest.starts_with("//") || rest.starts_with("/*") {
            return self.foreign_comment();
        }
        if let Some((wrong, right)) = OPERATORS.iter().find(|(wrong, _)| rest.starts_with(wrong)) {
            return self.foreign_operator(wrong, right);
        }
        match byte {
            b'\'' => self.foreign_string('\''),
            b'$' => self.money(),
            b'!' if !rest.starts_with("!=") => self.foreign_operator("!", "not"),
            b'!' | b'=' | b'<' | b'>' if rest.as_bytes().get(1) == Some(&b'=') => self.pass(2),
            b'(' | b'[' | b'{' | b')' | b']' | b'}' | b',' | b';' | b'=' | b'~' | b'+' | b'-'
            | b'*' | b'/' | b'^' | b'<' | b'>' | b'.' | b':' | b'%' => self.pass(1),
            _ => self.stray(self.at..self.at + 1),
        }
    }

    /// Reads a mark of the language.
    fn pass(&mut self, length: usize) {
        self.nesting.mark(self.text.as_bytes()[self.at]);
        self.at += length;
        self.complain_of_depth(length);
    }

    /// `// …`, `/* … */`
    fn foreign_comment(&mut self) {
        let range = self.at..self.at + 2;
        let block = self.rest().starts_with("/*");
        let line_end = self.line_end();
        let inside = self.text.get(range.end..line_end).unwrap_or_default();
        let comment = if block {
            inside.split("*/").next().unwrap_or_default()
        } else {
            inside
        };
        let mended = format!("# {}", super::super::fault::shown(comment));
        let spoils = block && !inside.contains("*/");
        let end = if block {
            inside.find("*/").map_or(line_end, |at| range.end + at + 2)
        } else {
            line_end
        };
        if block {
            self.mend(range.start..end, "");
        } else {
            self.mend(range.clone(), "#");
        }
        let span = self.span(&range);
        self.at = end;
        self.report(ForeignComment { mended, span }, range, spoils);
    }

    /// An operator of another language.
    pub fn foreign_operator(&mut self, wrong: &str, right: &str) {
        let range = self.at..self.at + wrong.len();
        let fits = right.len() <= wrong.len();
        let word = right.starts_with(|letter: char| letter.is_ascii_alphabetic());
        let spaced = self.text[..range.start].ends_with([' ', '\n'])
            && self.text[range.end..].starts_with([' ', '\n']);
        let mends = fits && (spaced || !word);
        let stand_in = match (mends, right) {
            (true, _) => right,
            (false, "not") => "",
            (false, "and" | "or") if spaced && wrong.len() == 2 => "or",
            (false, "to") => "-",
            _ => "+",
        };
        self.mend(range.clone(), stand_in);
        let (wrong, right) = (wrong.to_owned(), right.to_owned());
        let span = self.span(&range);
        self.nesting.mark(b'+');
        self.at = range.end;
        self.report(ForeignOperator { wrong, right, span }, range, !mends);
    }

    /// A character that stands for nothing.
    pub fn stray(&mut self, range: Range<usize>) {
        let character = self.text.get(range.clone()).unwrap_or_default();
        let shown = match character.chars().next() {
            Some(letter) if !letter.is_control() => letter.to_string(),
            Some(letter) => format!("U+{:04X}", u32::from(letter)),
            None => String::new(),
        };
        let help = match character {
            "\\" => "a line goes on after an operator, `=` or `,`; no mark is needed",
            "?" => "write `if … then … else …`",
            "@" => "write `at` for a value at a date",
            "`" => "names stand alone; texts stand in \"…\"",
            _ => "remove it",
        };
        let span = self.span(&range);
        self.mend(range.clone(), "");
        self.at = range.end;
        self.report(StrayCharacter { shown, help, span }, range, true);
    }
}
