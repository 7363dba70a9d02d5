//! Archives made by hand.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// A part of an archive with what its headers say of it.
pub(super) struct Part {
    name: String,
    packed: Vec<u8>,
    method: u16,
    crc: u32,
    inflated: u32,
}

impl Part {
    pub(super) fn stored(name: &str, bytes: &[u8]) -> Part {
        Part {
            name: name.to_owned(),
            packed: bytes.to_vec(),
            method: 0,
            crc: crc(bytes),
            inflated: bytes.len() as u32,
        }
    }

    pub(super) fn deflated(name: &str, bytes: &[u8]) -> Part {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        Part {
            packed: encoder.finish().unwrap(),
            method: 8,
            ..Part::stored(name, bytes)
        }
    }

    /// A part that says it inflates to almost nothing.
    pub(super) fn pretending(mut self) -> Part {
        self.inflated = 10;
        self
    }

    pub(super) fn with_crc(mut self, crc: u32) -> Part {
        self.crc = crc;
        self
    }
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// The bytes of an archive.
pub(super) fn archive(parts: &[Part]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let at = bytes.len() as u32;
        let mut common = Vec::new();
        for word in [20_u16, 0, part.method, 0, 0] {
            common.extend(word.to_le_bytes());
        }
        for word in [part.crc, part.packed.len() as u32, part.inflated] {
            common.extend(word.to_le_bytes());
        }
        common.extend((part.name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(part.name.bytes());
        bytes.extend(&part.packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(part.name.bytes());
    }
    let start = bytes.len() as u32;
    let count = (parts.len() as u16).to_le_bytes();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

pub(super) const PACKAGE: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

pub(super) const LINKS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="http://x/relationships/styles" Target="./styles.xml"/></Relationships>"#;

pub(super) const BOOK: &str = r#"<x:workbook xmlns:x="a" xmlns:r="b"><x:sheets><x:sheet name="Trade &amp; aid" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>"#;

pub(super) const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

/// A workbook of one sheet with these rows, and these shared texts.
pub(super) fn workbook(rows: &str, texts: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#
    );
    let texts = format!(r#"<sst uniqueCount="4000000000" count="4000000000">{texts}</sst>"#);
    archive(&[
        Part::stored("_rels/.rels", PACKAGE.as_bytes()),
        Part::deflated("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
        Part::deflated("xl/workbook.xml", BOOK.as_bytes()),
        Part::deflated("xl/styles.xml", STYLES.as_bytes()),
        Part::deflated("xl/sharedStrings.xml", texts.as_bytes()),
        Part::deflated("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}
