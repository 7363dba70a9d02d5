//! Declarations and clauses, line by line: what stays on one line, which blocks are opened, where comments stand.

use super::build::{Builder, INDENT, Place};
use super::columns::{columns, family, word};
use super::doc::{Doc, WIDTH, flat, forced, print};
use super::gap::{Below, Gap};
use super::line::{COMMENT, Line};
use crate::syntax::tokens::{Group, Part, Shape};

/// How far the further lines of what opens a block are indented, so that they stand apart from the block.
const BEFORE_BLOCK: usize = 4;

/// The lines of a whole text.
pub fn file<'t>(text: &'t str, declarations: &[Group]) -> Vec<Line<'t>> {
    let mut writer = Writer {
        builder: Builder {
            text,
            end: 0,
            step: INDENT,
        },
        lines: Vec::new(),
    };
    for declaration in declarations {
        let start = declaration.span().range().start;
        let top = writer.lines.is_empty();
        let gap = match top {
            true => Gap::at_start(text.get(..start).unwrap_or_default()),
            false => writer.builder.gap(start),
        };
        writer.between(&gap, 0, (top, false));
        writer.builder.end = start;
        writer.clause(declaration, None, 0);
    }
    let rest = text.get(writer.builder.end..).unwrap_or_default();
    let top = writer.lines.is_empty();
    let gap = match top {
        true => Gap::at_start(rest),
        false => Gap::after(rest),
    };
    writer.between(&gap, 0, (top, true));
    writer.lines
}

struct Writer<'t> {
    builder: Builder<'t>,
    lines: Vec<Line<'t>>,
}

impl<'t> Writer<'t> {
    /// What stands between two clauses: comments, and blank lines but those at the edges of a block.
    fn between(&mut self, gap: &Gap<'t>, indent: usize, (first, last): (bool, bool)) {
        if let (Some(comment), Some(line)) = (gap.trailing, self.lines.last_mut()) {
            line.comment = Some(comment);
        }
        let edge = |at: usize| (first && at == 0) || (last && at + 1 == gap.below.len());
        for (at, below) in gap.below.iter().enumerate() {
            match below {
                Below::Blank if edge(at) => {}
                Below::Blank => self.lines.push(Line::new(0)),
                Below::Comment(comment, margin) => {
                    // In column 1 it would become the doc comment of the declaration below.
                    let aside = indent == 0 && !margin && comment.starts_with("##");
                    let mut line = Line::new(if aside { INDENT } else { indent });
                    line.push(comment);
                    line.family = COMMENT;
                    self.lines.push(line);
                }
            }
        }
    }

    /// A declaration, or a clause in the block of `owner`.
    fn clause(&mut self, clause: &Group, owner: Option<&str>, indent: usize) {
        let text = self.builder.text;
        let family = match owner {
            None => word(text, &clause.parts),
            Some(_) => family(text, clause, owner),
        };
        let columns = columns(text, clause, owner);
        let start = self.builder.end;
        if self.may_be_flat(&clause.parts) {
            self.builder.step = INDENT;
            let docs = self
                .builder
                .parts(&clause.parts, Place::Clause, columns.marks());
            let mut line = Line::new(indent);
            line.family = family;
            line.cells = flat(&docs);
            let fits = !forced(&docs) && line.width() <= WIDTH;
            let blocks = clause.parts.iter().any(is_block);
            let printed = (!fits && !blocks).then(|| print(&docs, indent));
            match printed {
                None if fits => return self.lines.push(line),
                Some(printed) if printed.len() > 1 => return self.lines.extend(printed),
                // It is too long, and there is no place to break it.
                Some(_) => return self.lines.push(line),
                None => self.builder.end = start,
            }
        }
        self.opened(clause, owner, indent);
    }

    /// Whether none of the blocks was broken by the user.
    fn may_be_flat(&self, parts: &[Part]) -> bool {
        parts.iter().filter(|part| is_block(part)).all(|block| {
            let text = self.builder.text.get(block.span().range());
            text.is_some_and(|text| !text.contains(['\n', '\r']))
        })
    }

    /// A clause with its blocks, one clause a line.
    fn opened(&mut self, clause: &Group, owner: Option<&str>, indent: usize) {
        let text = self.builder.text;
        let owned = columns(text, clause, owner);
        let mut parts = clause.parts.as_slice();
        let mut at = 0;
        while let Some(next) = parts.iter().position(is_block) {
            let (head, rest) = parts.split_at(next);
            let [Part::Group(block), after @ ..] = rest else {
                return;
            };
            let closes = at > 0;
            if closes && self.may_be_flat(&rest[..1]) && self.beside(parts, indent) {
                return;
            }
            self.header(head, owned.marks().from(at), closes, indent);
            let name = block_owner(text, &clause.parts, head);
            self.block(block, name, indent);
            at += next + 1;
            parts = after;
        }
    }

    /// A block on the line of the brace that closes the one before it, if it fits.
    fn beside(&mut self, parts: &[Part], indent: usize) -> bool {
        let start = self.builder.end;
        self.builder.end = parts
            .first()
            .map_or(start, |part| part.span().range().start);
        let docs = self
            .builder
            .parts(parts, Place::Clause, super::columns::Marks::NONE);
        let text: String = flat(&docs).into_iter().map(|cell| cell.text).collect();
        let mut line = Line::new(indent);
        line.push("} ");
        line.push(&text);
        if forced(&docs) || line.width() > WIDTH || !self.may_be_flat(parts) {
            self.builder.end = start;
            return false;
        }
        self.lines.pop();
        self.lines.push(line);
        true
    }

    /// What stands before a block, with its brace.
    fn header(
        &mut self,
        head: &[Part],
        marks: super::columns::Marks<'_>,
        closes: bool,
        indent: usize,
    ) {
        let mut docs = Vec::new();
        if closes {
            // The brace that closes the block before is the line just written.
            self.lines.pop();
            docs.push(Doc::Text("}".into()));
        } else {
            self.builder.step = BEFORE_BLOCK;
            docs.extend(self.builder.parts(head, Place::Clause, marks));
            self.builder.step = INDENT;
        }
        docs.push(Doc::Text(" {".into()));
        let docs = vec![super::doc::group(docs)];
        self.lines.extend(print(&docs, indent));
    }

    /// The clauses of a block, one a line.
    fn block(&mut self, block: &Group, owner: &str, indent: usize) {
        let mut first = true;
        for part in block.parts.iter().skip(1) {
            let start = part.span().range().start;
            if first {
                let open = block
                    .parts
                    .first()
                    .map_or(start, |open| open.span().range().end);
                self.builder.end = open;
            }
            let gap = self.builder.gap(start);
            let closing = matches!(part, Part::Token(_));
            self.between(&gap, indent + INDENT, (first, closing));
            self.builder.end = start;
            match part {
                Part::Group(clause) => self.clause(clause, Some(owner), indent + INDENT),
                Part::Token(close) => {
                    self.builder.end = close.span.range().end;
                    let mut line = Line::new(indent);
                    line.push("}");
                    self.lines.push(line);
                }
            }
            first = false;
        }
    }
}

/// What a block belongs to: `claims` and `classify` stand right before theirs.
fn block_owner<'t>(text: &'t str, clause: &[Part], head: &[Part]) -> &'t str {
    let last = head
        .last()
        .map_or("", |part| text.get(part.span().range()).unwrap_or_default());
    match last {
        "claims" | "classify" => last,
        _ => word(text, clause),
    }
}

fn is_block(part: &Part) -> bool {
    matches!(part, Part::Group(group) if group.shape == Shape::Block)
}
