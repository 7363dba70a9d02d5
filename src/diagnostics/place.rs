//! Where a finding is, in the terms of other programs: a path with `/`, lines and columns from 1.

use std::path::{Component, Path};

use super::finding::Finding;
use crate::source::{Place, Source, Texts};
use crate::span::Span;

/// A stretch of a file. Its end is one character past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub start: Place,
    pub end: Place,
}

impl Region {
    /// The place that a span of a text has in its file. Files that are no text, such as workbooks, have no lines.
    pub(super) fn of(span: Span, source: &Source) -> Option<Region> {
        let range = source.held(span);
        source.has_lines_of_file().then(|| Region {
            start: source.place(range.start),
            end: source.place(range.end),
        })
    }
}

/// The text that a finding is listed under, and where in it.
pub(super) fn listed<'a>(finding: &Finding, texts: &'a impl Texts) -> (&'a Source, Option<Region>) {
    match finding.primary() {
        Some(span) => {
            let (source, span) = texts.locate(span);
            (source, Region::of(span, source))
        }
        None => (texts.root(), None),
    }
}

/// A path as it was given, with `/` between folders and without `.` for the folder that it starts in.
pub(super) fn path(name: &str) -> String {
    let mut path = String::new();
    for component in Path::new(name).components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => path.push('/'),
            part => {
                if !path.is_empty() && !path.ends_with('/') {
                    path.push('/');
                }
                path.push_str(&part.as_os_str().to_string_lossy());
            }
        }
    }
    path
}

/// A path as a URI: relative as long as the path is.
pub(super) fn uri(name: &str) -> String {
    let path = path(name);
    let mut uri = match Path::new(name).is_absolute() {
        true if path.starts_with('/') => "file://".to_owned(),
        true => "file:///".to_owned(),
        false => String::new(),
    };
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_one_form() {
        assert_eq!(path("./models/./a.fore"), "models/a.fore");
        assert_eq!(path("models//a.fore"), "models/a.fore");
        assert_eq!(path("../a.fore"), "../a.fore");
        assert_eq!(path("/models/a.fore"), "/models/a.fore");
        assert_eq!(path(""), "");
    }

    #[test]
    fn what_means_something_in_a_uri_is_written_out() {
        assert_eq!(
            uri("a b%20:1?#[é]\n.fore"),
            "a%20b%2520%3A1%3F%23%5B%C3%A9%5D%0A.fore"
        );
        assert_eq!(uri("./a/b.fore"), "a/b.fore");
        #[cfg(unix)]
        assert_eq!(uri("/a b/c\\d.fore"), "file:///a%20b/c%5Cd.fore");
    }
}
