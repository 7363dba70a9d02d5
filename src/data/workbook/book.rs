//! What a workbook consists of: its sheets and the parts that they need.

use std::collections::BTreeMap;

use super::Trouble;
use super::archive::Archive;
use super::xml::{Step, Tag, Xml};

/// No workbook lists more.
const MOST_LISTED: usize = 4_096;

/// Names of sheets and of parts are shorter.
const LONGEST_NAME: usize = 1_000;

const NO_WORKBOOK: Trouble = Trouble::Damaged("it does not say where its sheets are");

/// What a workbook consists of.
pub(super) struct Book {
    /// Each sheet of cells: its name and its part.
    pub(super) sheets: Vec<(String, String)>,
    /// The part with shared strings.
    pub(super) strings: Option<String>,
    /// The part with number formats.
    pub(super) styles: Option<String>,
    /// Whether days count from 1904, as they once did on some machines.
    pub(super) since_1904: bool,
}

/// A link from one part to another.
struct Link {
    kind: String,
    part: String,
}

impl Book {
    pub(super) fn read(archive: &Archive<'_>) -> Result<Book, Trouble> {
        let package = links(archive, "")?;
        let main = package.values().find(|link| link.kind == "officeDocument");
        let main = main.map(|link| link.part.as_str()).ok_or(NO_WORKBOOK)?;
        let links = links(archive, main)?;
        let part_of = |kind: &str| {
            let mut links = links.values();
            let found = links.find(|link| link.kind == kind);
            found.map(|link| link.part.clone())
        };
        let mut book = Book {
            sheets: Vec::new(),
            strings: part_of("sharedStrings"),
            styles: part_of("styles"),
            since_1904: false,
        };
        let mut xml = Xml::open(archive, main)?.ok_or(NO_WORKBOOK)?;
        loop {
            match xml.next()? {
                Step::Open(tag) if tag.name() == "sheet" => book.sheet(&tag, &links)?,
                Step::Open(tag) if tag.name() == "workbookPr" => {
                    let flag = tag.get("date1904");
                    book.since_1904 |= flag.is_some_and(|flag| flag == "1" || flag == "true");
                }
                Step::End => return Ok(book),
                _ => {}
            }
        }
    }

    /// Charts are sheets without cells.
    fn sheet(&mut self, tag: &Tag<'_>, links: &BTreeMap<String, Link>) -> Result<(), Trouble> {
        let (name, id) = (tag.get("name"), tag.get("id"));
        let (Some(name), Some(id)) = (name, id) else {
            return Ok(());
        };
        let link = links.get(&id).ok_or(NO_WORKBOOK)?;
        if link.kind == "worksheet" {
            self.sheets.push((short(name)?, link.part.clone()));
        }
        within(self.sheets.len())
    }
}

/// The links of a part; of the whole archive where the part has no name.
fn links(archive: &Archive<'_>, part: &str) -> Result<BTreeMap<String, Link>, Trouble> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let beside = if folder.is_empty() {
        "_rels".to_owned()
    } else {
        format!("{folder}/_rels")
    };
    let mut xml = Xml::open(archive, &format!("{beside}/{file}.rels"))?.ok_or(NO_WORKBOOK)?;
    let mut links = BTreeMap::new();
    loop {
        match xml.next()? {
            Step::Open(tag) if tag.name() == "Relationship" => {
                let (id, kind, target) = (tag.get("Id"), tag.get("Type"), tag.get("Target"));
                if let (Some(id), Some(kind), Some(target)) = (id, kind, target) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    let part = resolved(folder, &short(target)?);
                    links.insert(
                        short(id)?,
                        Link {
                            kind: short(kind)?,
                            part,
                        },
                    );
                }
                within(links.len())?;
            }
            Step::End => return Ok(links),
            _ => {}
        }
    }
}

/// Where a link leads: from the folder of the part that has it, or from the top.
fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

fn short(name: String) -> Result<String, Trouble> {
    (name.len() <= LONGEST_NAME)
        .then_some(name)
        .ok_or(NO_WORKBOOK)
}

fn within(count: usize) -> Result<(), Trouble> {
    match count {
        0..MOST_LISTED => Ok(()),
        _ => Err(Trouble::TooLarge("it has more sheets than any workbook")),
    }
}
