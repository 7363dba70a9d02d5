//! The elements of a part, one after another.

use std::borrow::Cow;
use std::io::{self, BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::Trouble;
use super::archive::{Archive, Inflated};

/// An element's tag or a stretch of text has at most so many bytes.
const LONGEST: usize = 1 << 20;

/// Elements stand in one another at most so deep.
const DEEPEST: usize = 64;

const DAMAGED: Trouble = Trouble::Damaged("one of its parts is damaged");

/// A part as it is read.
pub(super) struct Xml<'a> {
    reader: quick_xml::Reader<BufReader<Counted<Inflated<'a>>>>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What comes next in a part.
pub(super) enum Step<'b> {
    /// An element begins. One without content ends at once.
    Open(Tag<'b>),
    /// An element ends.
    Close(Tag<'b>),
    /// Text, or a piece of it.
    Text(Cow<'b, str>),
    /// The part ends.
    End,
}

/// The tag of an element.
pub(super) struct Tag<'b>(Cow<'b, str>, Option<BytesStart<'b>>);

impl Tag<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        &self.0
    }

    /// An attribute, by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.1.as_ref()?.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }
}

impl<'a> Xml<'a> {
    /// Opens a part; none if there is no such part.
    pub(super) fn open(archive: &Archive<'a>, name: &str) -> Result<Option<Xml<'a>>, Trouble> {
        let Some(part) = archive.open(name)? else {
            return Ok(None);
        };
        let counted = Counted { part, since: 0 };
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(counted));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Ok(Some(Xml {
            reader,
            buffer: Vec::new(),
            depth: 0,
        }))
    }

    /// The next element or text.
    pub(super) fn next(&mut self) -> Result<Step<'_>, Trouble> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().since = 0;
        let event = self.reader.read_event_into(&mut self.buffer);
        Ok(match event.map_err(|error| trouble(&error))? {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(DAMAGED);
                }
                let name = tag.local_name().as_ref().to_owned();
                Step::Open(Tag(name.into(), Some(tag)))
            }
            Event::End(tag) => {
                self.depth = self.depth.checked_sub(1).ok_or(DAMAGED)?;
                Step::Close(Tag(tag.local_name().as_ref().to_owned().into(), None))
            }
            Event::Text(text) => Step::Text(Cow::Owned(text.xml10_content().into_owned())),
            Event::CData(text) => Step::Text(Cow::Owned(text.xml10_content().into_owned())),
            Event::GeneralRef(name) => {
                let letter = name.resolve_char_ref().map_err(|_| DAMAGED)?;
                Step::Text(Cow::Owned(match letter {
                    Some(letter) => letter.to_string(),
                    None => resolve_predefined_entity(&name).ok_or(DAMAGED)?.to_owned(),
                }))
            }
            Event::Eof => Step::End,
            _ => Step::Text(Cow::Borrowed("")),
        })
    }
}

fn trouble(error: &quick_xml::Error) -> Trouble {
    match error {
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Trouble::TooLarge("one of its parts inflates to more than 32 MB")
        }
        _ => DAMAGED,
    }
}

/// Counts what is read since the last element, so that none is held that has no end.
struct Counted<R> {
    part: R,
    since: usize,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.since > LONGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let taken = self.part.read(out)?;
        self.since += taken;
        Ok(taken)
    }
}
