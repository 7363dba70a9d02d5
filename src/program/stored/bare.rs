//! A model without what moves no outcome: evidence, titles, comments, what is asserted and expected.

use std::collections::BTreeSet;

use crate::fault::Faults;
use crate::format::{ChangedMeaning, format};
use crate::review::parts::{Part as Said, Says, Sort, parts};
use crate::span::Span;
use crate::syntax;
use crate::syntax::ast::*;
use crate::syntax::tokens::{self, Group, Part, Shape};

/// The text, laid out as all models are, with a line for each clause.
///
/// # Errors
/// Where it would not say the same.
pub fn bare(text: &str, document: &Document, cited: &BTreeSet<String>) -> Result<String, Faults> {
    let changed = || {
        let mut faults = Faults::default();
        faults.push(ChangedMeaning);
        faults
    };
    let groups = tokens::declarations(text).ok_or_else(changed)?;
    if groups.len() != document.declarations.len() {
        return Err(changed());
    }
    let mut bare = String::new();
    for (declaration, group) in document.declarations.iter().zip(&groups) {
        match &declaration.item {
            Item::Assert(_) | Item::Expect(_) => {}
            Item::Source(it) if !cited.contains(&it.name.value) => {}
            Item::Source(it) => bare.push_str(&format!("source {}\n", it.name.value)),
            item => {
                let mut writer = Writer::of(text, cuts(item), group);
                writer.parts(&group.parts);
                bare.push_str(&writer.out);
                bare.push('\n');
            }
        }
    }
    let bare = format(&bare)?;
    let after = syntax::parse(&bare).document;
    match says(document) == says(&after) {
        true => Ok(bare),
        false => Err(changed()),
    }
}

/// All that moves outcomes.
fn says(document: &Document) -> Vec<(String, Says<'_>)> {
    let declared = document.declarations.iter();
    let declared = declared.filter(|declaration| {
        !matches!(
            declaration.item,
            Item::Assert(_) | Item::Expect(_) | Item::Source(_)
        )
    });
    let parts = declared.flat_map(parts);
    let moving = parts.filter(moves);
    moving.map(|part| (part.key, part.says)).collect()
}

/// Whether outcomes can depend on what a part says.
pub(super) fn moves(part: &Said<'_>) -> bool {
    matches!(part.sort, Sort::Value | Sort::Structure)
}

/// What is left out of a declaration.
fn cuts(item: &Item) -> Vec<Span> {
    let evidence = item.evidence().into_iter().flatten();
    // A former name decides what is drawn.
    let evidence = evidence.filter(|clause| !matches!(clause.value, EvidenceClause::Was(_)));
    let mut cuts: Vec<Span> = evidence.map(|clause| clause.span).collect();
    let mut title = |title: &Option<Text>| cuts.extend(title.as_ref().map(|title| title.span));
    if let Some(declared) = item.declared() {
        title(&declared.title);
    }
    match item {
        Item::Actor(it) => title(&it.title),
        Item::Index(it) => title(&it.title),
        Item::Kind(it) => title(&it.title),
        Item::Unit(it) => title(&it.title),
        Item::Table(it) => title(&it.title),
        Item::Scenario(it) => title(&it.title),
        Item::Choice(it) => it.options.iter().for_each(|option| title(&option.title)),
        Item::Assume(it) => {
            if let AssumeValue::Claims(claims) = &it.value {
                claims.iter().for_each(|claim| title(&claim.quote));
            }
        }
        _ => {}
    }
    cuts
}

/// Writes the tokens of a declaration that are not cut.
struct Writer<'t> {
    text: &'t str,
    cuts: Vec<Span>,
    out: String,
    /// Where the last token ended.
    end: usize,
    /// Whether something was left out since.
    skipped: bool,
}

impl<'t> Writer<'t> {
    fn of(text: &'t str, cuts: Vec<Span>, group: &Group) -> Writer<'t> {
        Writer {
            text,
            cuts,
            out: String::new(),
            end: group.span().range().start,
            skipped: false,
        }
    }

    fn is_cut(&self, span: Span) -> bool {
        let mut cuts = self.cuts.iter();
        cuts.any(|cut| cut.start <= span.start && span.end <= cut.end)
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                part if self.is_cut(part.span()) => self.skipped = true,
                Part::Token(token) => self.token(token.span),
                Part::Group(group) if group.shape == Shape::Block => self.block(group),
                Part::Group(group) => self.parts(&group.parts),
            }
        }
    }

    fn token(&mut self, span: Span) {
        let range = span.range();
        let apart = self.skipped || self.end < range.start;
        if apart && !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
        self.end = range.end;
        self.skipped = false;
        self.out.push_str(self.text.get(range).unwrap_or_default());
    }

    /// A block, a clause a line; one that loses all of its clauses goes with them.
    fn block(&mut self, block: &Group) {
        let clauses = || {
            block
                .parts
                .iter()
                .filter(|part| matches!(part, Part::Group(_)))
        };
        if clauses().count() > 0 && clauses().all(|clause| self.is_cut(clause.span())) {
            self.skipped = true;
            return;
        }
        for part in &block.parts {
            match part {
                part if self.is_cut(part.span()) => {}
                Part::Group(clause) => {
                    self.out.push_str("\n  ");
                    self.parts(&clause.parts);
                }
                Part::Token(brace) => {
                    if self.text.get(brace.span.range()) == Some("}") {
                        self.out.push_str("\n  ");
                    }
                    self.token(brace.span);
                }
            }
        }
    }
}
