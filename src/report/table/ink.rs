//! Emphasis on a terminal: used on whole lines and words, never inside what is aligned.

/// Paints, or leaves everything as it is.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Ink(pub bool);

impl Ink {
    pub(in crate::report) fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    pub(in crate::report) fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    pub(in crate::report) fn red(self, text: &str) -> String {
        self.paint("1;31", text)
    }

    pub(in crate::report) fn green(self, text: &str) -> String {
        self.paint("32", text)
    }

    pub(in crate::report) fn yellow(self, text: &str) -> String {
        self.paint("33", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.0 && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
