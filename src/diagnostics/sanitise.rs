//! Makes text that others wrote safe to print.
//!
//! Source texts, names and paths can hold escape sequences that repaint a terminal, marks that reorder or hide
//! what is read, and lines that a build server obeys. All of it is shown instead of being passed on.

/// How many characters of a file's name are shown.
const LONGEST_NAME: usize = 200;

/// A text as it is shown, with the way back to the text it was made from.
#[derive(Debug, Default)]
pub(super) struct Echo {
    text: String,
    runs: Vec<Run>,
}

/// A stretch that was copied as it is.
#[derive(Debug)]
struct Run {
    /// Where it starts in the original.
    original: usize,
    /// Where it starts in what is shown.
    shown: usize,
    /// How many bytes it has in both.
    len: usize,
}

impl Echo {
    /// What is shown.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Adds a stretch of the original that starts at byte `original` there, cleaned. Stretches are added in order.
    pub(super) fn add(&mut self, original: usize, text: &str) {
        self.text.reserve(text.len());
        self.resume(original);
        let mut before = '\0';
        for (at, char) in text.char_indices() {
            if is_hidden(char) {
                self.text.push_str(&format!("<U+{:04X}>", u32::from(char)));
                self.resume(original + at + char.len_utf8());
            } else {
                if (before == ':' && char == ':')
                    || (char == '[' && ends_like_a_command(&self.text))
                {
                    self.text.push(' ');
                    self.resume(original + at);
                }
                self.copy(char);
            }
            before = char;
        }
    }

    /// Adds words of our own, which stand for nothing in the original.
    pub(super) fn note(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Where a byte of the original is shown: the nearest place before it, if it is left out.
    pub(super) fn shown(&self, original: usize) -> usize {
        let after = self.runs.partition_point(|run| run.original <= original);
        match after.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some(run) => run.shown + (original - run.original).min(run.len),
            None => 0,
        }
    }

    /// Copying goes on from a byte of the original.
    fn resume(&mut self, original: usize) {
        self.runs.push(Run {
            original,
            shown: self.text.len(),
            len: 0,
        });
    }

    fn copy(&mut self, char: char) {
        self.text.push(char);
        if let Some(run) = self.runs.last_mut() {
            run.len += char.len_utf8();
        }
    }
}

/// `text` with everything shown that would act or hide: controls (but line breaks and tabs), marks of direction,
/// and characters without width become `<U+202E>` and the like; `::word` and `##[word]`, which build servers take
/// for commands, get a space.
pub fn clean(text: &str) -> String {
    let mut echo = Echo::default();
    echo.add(0, text);
    echo.text
}

/// `text` cleaned, and its middle left out where it has more than `most` characters.
pub(super) fn clean_short(text: &str, most: usize) -> String {
    if text.len() <= most || text.chars().count() <= most {
        return clean(text);
    }
    let half = most / 2;
    let head = text
        .char_indices()
        .nth(half)
        .map_or(text.len(), |(at, _)| at);
    let tail = text
        .char_indices()
        .nth_back(half.saturating_sub(1))
        .map_or(head, |(at, _)| at);
    let mut echo = Echo::default();
    echo.add(0, &text[..head]);
    echo.note(" … ");
    echo.add(tail, &text[tail..]);
    echo.text
}

/// A file's name as it is shown, on one line.
pub(super) fn clean_name(name: &str) -> String {
    clean_short(name, LONGEST_NAME).replace('\n', " ")
}

/// Whether a `[` after this text would make it `##[` or `##word[`.
fn ends_like_a_command(text: &str) -> bool {
    text.trim_end_matches(|char: char| char.is_ascii_alphanumeric())
        .ends_with("##")
}

fn is_hidden(char: char) -> bool {
    match char {
        '\n' | '\t' => false,
        // Soft hyphen, Arabic letter mark, Hangul fillers, Mongolian vowel separator.
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{180e}' => {
            true
        }
        // Zero width and direction; line separators, embeddings; word joiner, isolates; byte-order mark.
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        // Interlinear annotations, tags.
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => char.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_or_hides_is_shown() {
        assert_eq!(clean("\u{1b}[31mred\u{7}"), "<U+001B>[31mred<U+0007>");
        assert_eq!(
            clean("a\u{202e}b\u{200b}c\u{9b}d\re"),
            "a<U+202E>b<U+200B>c<U+009B>d<U+000D>e"
        );
        assert_eq!(clean("tab\tand\nline é 中"), "tab\tand\nline é 中");
    }

    #[test]
    fn commands_of_build_servers_are_broken() {
        assert_eq!(clean("::error file=x::bad"), ": :error file=x: :bad");
        assert_eq!(clean(":::"), ": : :");
        assert_eq!(clean("x ##[error]y"), "x ## [error]y");
        assert_eq!(clean("##vso[task.complete]"), "##vso [task.complete]");
        assert_eq!(clean("# a [link](b)"), "# a [link](b)");
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        for text in ["::a\u{1b}::##[b", "\u{200b}::\u{200b}:", "##\u{200b}[x"] {
            assert_eq!(clean(&clean(text)), clean(text));
        }
    }

    #[test]
    fn places_are_found_again() {
        let mut echo = Echo::default();
        echo.add(10, "a\u{1b}b::c");
        echo.note("…");
        echo.add(50, "d");
        assert_eq!(echo.text(), "a<U+001B>b: :c…d");
        let at = |original| &echo.text()[echo.shown(original)..];
        assert_eq!(at(3), "a<U+001B>b: :c…d");
        assert_eq!(at(10), "a<U+001B>b: :c…d");
        assert_eq!(at(11), "<U+001B>b: :c…d");
        assert_eq!(at(12), "b: :c…d");
        assert_eq!(at(14), ":c…d");
        assert_eq!(at(15), "c…d");
        assert_eq!(at(30), "…d");
        assert_eq!(at(50), "d");
        assert_eq!(at(99), "");
    }

    #[test]
    fn long_text_loses_its_middle() {
        assert_eq!(clean_short("abcdefghij", 4), "ab … ij");
        assert_eq!(clean_short("ééé", 3), "ééé");
    }
}
