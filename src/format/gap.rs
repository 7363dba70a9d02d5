//! What stands between two tokens: comments, line breaks, blank lines.

/// What stands between two tokens.
#[derive(Debug, Default, PartialEq)]
pub struct Gap<'t> {
    /// The comment on the line of the token before.
    pub trailing: Option<&'t str>,
    /// What stands on lines of its own.
    pub below: Vec<Below<'t>>,
    /// Whether the next token stands on another line.
    pub breaks: bool,
}

/// A line between two tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Below<'t> {
    /// A comment, and whether it stands in column 1.
    Comment(&'t str, bool),
    /// Blank lines, however many.
    Blank,
}

impl<'t> Gap<'t> {
    /// Reads what follows a token.
    pub fn after(text: &'t str) -> Gap<'t> {
        Gap::read(text, false)
    }

    /// Reads the beginning of a file, where no token comes before.
    pub fn at_start(text: &'t str) -> Gap<'t> {
        Gap::read(text, true)
    }

    fn read(text: &'t str, whole: bool) -> Gap<'t> {
        let mut gap = Gap::default();
        let mut lines = lines(text).peekable();
        let mut first = !whole;
        while let Some(line) = lines.next() {
            // A `;` in a comment belongs to it.
            let content = line.trim_start_matches([' ', '\t', ';']).trim_end();
            let last = lines.peek().is_none();
            match (content.is_empty(), first) {
                (false, true) => gap.trailing = Some(content),
                (false, false) => gap
                    .below
                    .push(Below::Comment(content, line.starts_with('#'))),
                (true, true) => {}
                (true, false) if last || gap.below.last() == Some(&Below::Blank) => {}
                (true, false) => gap.below.push(Below::Blank),
            }
            gap.breaks |= !first;
            first = false;
        }
        gap
    }

    /// Whether there is a comment.
    pub fn has_comment(&self) -> bool {
        self.comments().next().is_some()
    }

    /// The comments in their order.
    pub fn comments(&self) -> impl Iterator<Item = &'t str> {
        let below = self.below.iter().filter_map(|line| match line {
            Below::Comment(comment, _) => Some(*comment),
            Below::Blank => None,
        });
        self.trailing.into_iter().chain(below)
    }
}

/// The lines of a text, however they end; what stands after the last line break is one, too.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let now = rest?;
        let Some(at) = now.find(['\n', '\r']) else {
            return rest.take();
        };
        let after = &now[at..];
        rest = Some(after.strip_prefix("\r\n").unwrap_or(&after[1..]));
        Some(&now[..at])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines() {
        assert_eq!(
            Gap::after(" ; # a; b;\n# c;\n ; \n").trailing,
            Some("# a; b;")
        );
        assert_eq!(Gap::after("\n# c;\n").below, [Below::Comment("# c;", true)]);
        let gap = Gap::after("; # beside \r\n\r\n\n## doc\n  # indented\n\n  ");
        assert_eq!(gap.trailing, Some("# beside"));
        assert_eq!(
            gap.below,
            [
                Below::Blank,
                Below::Comment("## doc", true),
                Below::Comment("# indented", false),
                Below::Blank
            ]
        );
        assert!(gap.breaks && !Gap::after(" ; ").breaks);
        assert_eq!(Gap::after("\r\r# a\r\r").below.len(), 3);
        assert_eq!(Gap::after("\r# a\r").below, [Below::Comment("# a", true)]);
        assert_eq!(Gap::at_start("# a\n").below, [Below::Comment("# a", true)]);
    }
}
