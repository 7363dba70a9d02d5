//! Names and strings.

use super::super::ast::{Name, Text};
use super::super::fault::lexical::UnknownEscape;
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, Parts};
use super::Context;
use crate::span::{Span, Spanned};

/// The text of a node as a name.
pub fn name(node: &Node<'_>) -> Name {
    Spanned::new(node.text().to_owned(), node.span())
}

/// All names among the parts of a node.
pub fn names(node: Node<'_>) -> Vec<Name> {
    node.parts().map(|part| name(&part)).collect()
}

/// The next part as a name.
pub fn need_name(parts: &mut Parts<'_>) -> Built<Name> {
    Ok(name(&parts.need(Rule::name)?))
}

/// The next part as a name, if it is one.
pub fn maybe_name(parts: &mut Parts<'_>) -> Option<Name> {
    parts.maybe(Rule::name).map(|node| name(&node))
}

/// The next part as a name that may be of another file: `y.mine`.
pub fn need_far_name(parts: &mut Parts<'_>) -> Built<Name> {
    let first = need_name(parts)?;
    far(first, parts)
}

/// The next part as a name that may be of another file, if it is one.
pub fn maybe_far_name(parts: &mut Parts<'_>) -> Built<Option<Name>> {
    let first = maybe_name(parts);
    first.map(|first| far(first, parts)).transpose()
}

/// All names among the parts of a node, any of them perhaps of another file.
pub fn far_names(node: Node<'_>) -> Built<Vec<Name>> {
    let mut parts = node.parts();
    let mut names = Vec::new();
    while let Some(name) = maybe_far_name(&mut parts)? {
        names.push(name);
    }
    Ok(names)
}

fn far(first: Name, parts: &mut Parts<'_>) -> Built<Name> {
    let mut name = first;
    while let Some(member) = parts.maybe(Rule::member) {
        let member = need_name(&mut member.parts())?;
        name.value.push('.');
        name.value.push_str(&member.value);
        name.span = name.span.to(member.span);
    }
    Ok(name)
}

/// The next part as a string.
pub fn need_text(parts: &mut Parts<'_>, cx: &mut Context) -> Built<Text> {
    Ok(text(&parts.need(Rule::string)?, cx))
}

/// The next part as a string, if it is one.
pub fn maybe_text(parts: &mut Parts<'_>, cx: &mut Context) -> Option<Text> {
    parts.maybe(Rule::string).map(|node| text(&node, cx))
}

/// The content of a string, its escapes resolved.
pub fn text(node: &Node<'_>, cx: &mut Context) -> Text {
    let quoted = node.text();
    let inside = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(quoted);
    let span = node.span();
    let content = if inside.contains('\\') {
        unescaped(inside, span, cx)
    } else {
        inside.to_owned()
    };
    Spanned::new(content, span)
}

/// Resolves `\"`, `\\` and `\n`; says so where another character follows a backslash.
fn unescaped(inside: &str, span: Span, cx: &mut Context) -> String {
    let mut content = String::with_capacity(inside.len());
    let mut letters = inside.char_indices();
    while let Some((at, letter)) = letters.next() {
        if letter != '\\' {
            content.push(letter);
            continue;
        }
        match letters.next() {
            Some((_, 'n')) => content.push('\n'),
            Some((_, escaped @ ('"' | '\\'))) => content.push(escaped),
            Some((_, other)) => {
                let start = span.start as usize + 1 + at;
                let place = Span::new(start, start + 1 + other.len_utf8());
                cx.faults.push(UnknownEscape {
                    escape: format!("\\{other}"),
                    mended: format!("\\\\{other}"),
                    span: place,
                });
                content.push(other);
            }
            None => {}
        }
    }
    content
}
