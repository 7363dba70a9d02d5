//! Running text → lines of a width.

use unicode_width::UnicodeWidthStr;

/// `text` broken between words, the lines after the first indented. A word longer than a line stays whole.
pub fn wrap(text: &str, width: usize, indent: usize) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let wide = word.width();
        if column > 0 && column + 1 + wide > width {
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
            column = indent;
        } else if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += wide;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(
            wrap("a larger  stock\nnever hurts", 14, 2),
            "a larger stock\n  never hurts"
        );
        assert_eq!(
            wrap("unbreakablelongword x", 5, 0),
            "unbreakablelongword\nx"
        );
        assert_eq!(wrap("", 5, 0), "");
    }
}
