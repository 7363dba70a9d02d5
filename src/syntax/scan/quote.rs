//! Strings: closed on their line, in straight double quotes.

use super::super::fault::lexical::{ForeignQuotes, UnclosedString};
use super::super::fault::shown;
use super::Scanner;

/// The characters that may close what this one opens.
fn closers(open: char) -> &'static [char] {
    match open {
        '‘' | '‚' | '‛' => &['’', '‘'],
        '’' => &['’'],
        '\'' => &['\'', '’'],
        '«' => &['»', '«'],
        '»' => &['»', '«'],
        _ => &['”', '“', '"', '„', '″'],
    }
}

/// Whether this character is used as a quotation mark somewhere.
pub fn is_foreign_quote(letter: char) -> bool {
    "“”„‟″‘’‚‛«»".contains(letter)
}

impl Scanner<'_> {
    /// A string in straight quotes.
    pub fn string(&mut self) {
        let (start, end) = (self.at, self.line_end());
        self.nesting.other();
        let line = self.text.get(start + 1..end).unwrap_or_default();
        if let Some(length) = closing(line) {
            self.at = start + 1 + length + 1;
        } else if let Some((length, quote)) = line
            .char_indices()
            .find(|(_, letter)| "”“„″".contains(*letter))
        {
            self.foreign(
                start..start + 1,
                start + 1 + length..start + 1 + length + quote.len_utf8(),
            );
        } else {
            self.unclosed(start..start + 1 + line.trim_end().len(), end);
        }
    }

    /// A string that another line would have to close. The copy closes it at the line's end.
    fn unclosed(&mut self, range: std::ops::Range<usize>, end: usize) {
        let content = self
            .text
            .get(range.start + 1..range.end)
            .unwrap_or_default();
        // A brace at the line's end closes the block that the string stands in.
        let mended = match content.strip_suffix('}') {
            Some(inside) if !inside.contains('{') => format!("\"{}\" }}", shown(inside)),
            _ => format!("\"{}\"", shown(content)),
        };
        let span = self.span(&range);
        self.at = end;
        if let Some(last) = content.chars().next_back() {
            let from = range.end - last.len_utf8();
            self.mend(from..range.end, "\"");
            if content.len() == last.len_utf8() + 1 && content.starts_with('\\') {
                self.mend(range.start + 1..from, "");
            }
        }
        self.report(UnclosedString { mended, span }, range, true);
    }

    /// A string in curly, angled or single quotes; the opener is here.
    pub fn foreign_string(&mut self, open: char) {
        let start = self.at;
        let inside = start + open.len_utf8();
        let line_end = self.line_end();
        let line = self.text.get(inside..line_end).unwrap_or_default();
        self.nesting.other();
        match line
            .char_indices()
            .find(|(_, letter)| closers(open).contains(letter))
        {
            Some((length, close)) => {
                let from = inside + length;
                self.foreign(start..inside, from..from + close.len_utf8());
            }
            None if open == '\'' => self.stray(start..inside),
            None => {
                let end = inside + line.trim_end().len();
                self.unclosed(start..end, line_end);
                self.mend(start..inside, "\"");
            }
        }
    }

    /// Notes a string with its opening and closing marks, and mends both.
    fn foreign(&mut self, open: std::ops::Range<usize>, close: std::ops::Range<usize>) {
        let range = open.start..close.end;
        let content = self.text.get(open.end..close.start).unwrap_or_default();
        let mended = format!("\"{}\"", shown(&content.replace('"', "\\\"")));
        let spoils = content.contains('"');
        let span = self.span(&range);
        let padded = format!("{:>1$}", "\"", open.len());
        if spoils {
            self.mend(open.end..close.start, "");
        }
        self.mend(open, &padded);
        self.mend(close.clone(), "\"");
        self.at = close.end;
        self.report(ForeignQuotes { mended, span }, range, spoils);
    }
}

/// Where the closing quote stands, escapes left out.
fn closing(line: &str) -> Option<usize> {
    let mut escaped = false;
    line.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}
