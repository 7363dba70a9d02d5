//! Cuts a text into declarations. A declaration starts in column 1, and nothing else but a closing
//! bracket or a comment does; so a broken declaration never swallows the next.

use super::keyword::{declaration, first_word};

/// One declaration's text with what stands above it.
#[derive(Debug, PartialEq)]
pub struct Chunk<'t> {
    /// From its keyword to its last character; blank lines and comments after it are left out.
    pub text: &'t str,
    /// The byte at which it starts.
    pub start: usize,
    /// The doc comment above it.
    pub doc: Option<String>,
    /// How far its keyword is from column 1: 0, but in a file that is indented as a whole.
    pub indent: usize,
}

/// What is read past at the start of a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Cuts `text` into declarations.
pub fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut chunks: Vec<Chunk<'_>> = Vec::new();
    let mut doc = Doc::default();
    let mut open: Option<(usize, usize)> = None;
    for (start, line) in lines(text) {
        let indent = indent(line, chunks.last());
        let (start, line) = (start + indent, &line[indent..]);
        match kind(line) {
            Kind::Start => {
                finish(text, open, &mut chunks);
                chunks.push(Chunk {
                    text: "",
                    start,
                    doc: doc.take(),
                    indent,
                });
                open = Some((start, start + line.len()));
            }
            Kind::Code => {
                doc = Doc::default();
                match &mut open {
                    Some((_, end)) => *end = start + line.len(),
                    None => {
                        chunks.push(Chunk {
                            text: "",
                            start,
                            doc: None,
                            indent: 0,
                        });
                        open = Some((start, start + line.len()));
                    }
                }
            }
            Kind::Doc => doc.add(line),
            Kind::Blank => doc.pause(),
        }
    }
    finish(text, open, &mut chunks);
    chunks
}

/// Gives the last chunk its text.
fn finish<'t>(text: &'t str, open: Option<(usize, usize)>, chunks: &mut [Chunk<'t>]) {
    if let (Some((start, end)), Some(chunk)) = (open, chunks.last_mut()) {
        chunk.text = text.get(start..end).unwrap_or_default().trim_end();
    }
}

/// How far a line is indented if it begins a declaration all the same: the first of the file does,
/// and after it each that is indented as far.
fn indent(line: &str, last: Option<&Chunk<'_>>) -> usize {
    let content = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - content.len();
    let first = last.is_none_or(|chunk| chunk.indent == indent);
    if first && declaration(first_word(content)).is_some() {
        indent
    } else {
        0
    }
}

/// What a line is to the cutting.
enum Kind {
    /// A declaration starts here.
    Start,
    /// It goes on.
    Code,
    /// `## …` in column 1.
    Doc,
    /// Nothing, or a comment.
    Blank,
}

fn kind(line: &str) -> Kind {
    if line.starts_with("##") && matches!(line.as_bytes().get(2), None | Some(b' ')) {
        return Kind::Doc;
    }
    match line.trim_start().as_bytes().first() {
        None | Some(b'#') => Kind::Blank,
        // An opening brace starts nothing either: it is taken along, so that a message can say so.
        Some(b'}' | b']' | b')' | b'{') => Kind::Code,
        _ if line.starts_with(char::is_whitespace) => Kind::Code,
        _ => Kind::Start,
    }
}

/// The doc comment being gathered: the last run of `## ` lines above a declaration.
#[derive(Default)]
struct Doc {
    lines: Vec<String>,
    paused: bool,
}

impl Doc {
    fn add(&mut self, line: &str) {
        if self.paused {
            *self = Doc::default();
        }
        let content = line.trim_start_matches("##").trim_end();
        self.lines
            .push(content.strip_prefix(' ').unwrap_or(content).to_owned());
    }

    fn pause(&mut self) {
        self.paused = true;
    }

    fn take(&mut self) -> Option<String> {
        let doc = std::mem::take(self);
        (!doc.lines.is_empty()).then(|| doc.lines.join("\n"))
    }
}

/// The lines of a text with the byte at which each starts, however they end.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    };
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = (start, &rest[..length]);
        let after = &rest[length..];
        start += length
            + if after.starts_with("\r\n") {
                2
            } else {
                usize::from(!after.is_empty())
            };
        Some(line)
    })
}
