//! Which parts of a clause begin a column that neighbouring clauses may share.

use super::line::TABLE;
use crate::syntax::tokens::{Group, Kind, Part, Shape};

/// The columns of a clause's parts, 0 for none.
#[derive(Clone, Copy, Debug)]
pub struct Marks<'m> {
    columns: &'m [u16],
    /// Whether a long clause may be broken after its string.
    titled: bool,
}

const NAME: u16 = 1;
const TITLE: u16 = 2;
const FROM: u16 = 3;
const TO: u16 = 4;
const EQUALS: u16 = 5;
const QUOTE: u16 = 6;
const WEIGHT: u16 = 7;
const SPLIT: u16 = u16::MAX - 1;
const BLOCK: u16 = u16::MAX;

impl<'m> Marks<'m> {
    /// The column of a unit that is parted from its number.
    pub const UNIT: u16 = 2;

    /// No columns.
    pub const NONE: Marks<'static> = Marks {
        columns: &[],
        titled: false,
    };

    /// The column that a part begins.
    pub fn column(&self, at: usize) -> Option<u16> {
        let column = self.columns.get(at).copied()?;
        (column > 0 && column != SPLIT).then_some(column)
    }

    /// Whether a part is a number whose unit has its own column.
    pub fn splits(&self, at: usize) -> bool {
        self.columns.get(at) == Some(&SPLIT)
    }

    /// Whether a long clause may be broken after a part.
    pub fn breaks_after(&self, at: usize, part: &Part) -> bool {
        match part.kind() {
            Some(Kind::Equals) => true,
            Some(Kind::Text) => self.titled && at == 1,
            _ => false,
        }
    }

    /// Those of the parts from one on.
    pub fn from(&self, at: usize) -> Marks<'m> {
        Marks {
            columns: self.columns.get(at..).unwrap_or_default(),
            titled: self.titled && at == 0,
        }
    }
}

/// The word that a clause begins with.
pub fn word<'t>(text: &'t str, parts: &[Part]) -> &'t str {
    let first = parts.first().filter(|part| part.kind().is_some());
    first.map_or("", |part| text.get(part.span().range()).unwrap_or_default())
}

/// The columns of a clause, for [`marks`].
pub struct Columns {
    columns: Vec<u16>,
    titled: bool,
}

impl Columns {
    /// As the builder wants them.
    pub fn marks(&self) -> Marks<'_> {
        Marks {
            columns: &self.columns,
            titled: self.titled,
        }
    }
}

/// The columns of a clause in the block of `owner`, or of a declaration.
pub fn columns(text: &str, clause: &Group, owner: Option<&str>) -> Columns {
    let word = word(text, &clause.parts);
    let first = clause.parts.first().and_then(Part::kind);
    let titled = matches!(word, "assert" | "expect") && owner.is_none();
    let columns = match (owner, first) {
        (None, _) => declaration(text, &clause.parts, word),
        (Some(_), Some(Kind::Keyword)) => keyword(&clause.parts, word),
        (Some("table"), _) => row(&clause.parts),
        (Some("claims"), _) => claim(text, &clause.parts),
        (Some(_), _) => after_name(&clause.parts),
    };
    Columns { columns, titled }
}

fn declaration(text: &str, parts: &[Part], word: &str) -> Vec<u16> {
    let mut seen = false;
    let block = if matches!(word, "assert" | "expect") {
        0
    } else {
        BLOCK
    };
    let mark = |(at, part): (usize, &Part)| match part.kind() {
        Some(Kind::Text) if at > 1 && !std::mem::replace(&mut seen, true) => TITLE,
        Some(Kind::Equals) => EQUALS,
        Some(Kind::Keyword) => match text.get(part.span().range()) {
            Some("from") if word == "flow" => FROM,
            Some("to") if word == "flow" => TO,
            Some("extends") => FROM,
            Some("starts") => EQUALS,
            _ => 0,
        },
        _ if is_block(part) => block,
        // What is asserted, below what is asserted.
        _ if at == 2 && parts.get(1).and_then(Part::kind) == Some(Kind::Text) => TITLE,
        _ => 0,
    };
    parts.iter().enumerate().map(mark).collect()
}

/// A clause that begins with keywords: what follows them, and its `=`. `only when` stands apart.
fn keyword(parts: &[Part], word: &str) -> Vec<u16> {
    let words = parts
        .iter()
        .take_while(|part| part.kind() == Some(Kind::Keyword));
    let head = if word == "occurs" { 1 } else { words.count() };
    let option = word == "option";
    let mark = |(at, part): (usize, &Part)| match part.kind() {
        _ if at == head && !option && word != "only" => NAME,
        Some(Kind::Text) if option => TITLE,
        Some(Kind::Equals) => EQUALS,
        _ if is_block(part) => BLOCK,
        _ => 0,
    };
    parts.iter().enumerate().map(mark).collect()
}

/// A row of a table.
fn row(parts: &[Part]) -> Vec<u16> {
    let mut cells = TABLE;
    let mut before = None;
    let mut mark = |part: &Part| {
        let column = match (part.kind(), before) {
            (Some(Kind::Equals), _) => EQUALS,
            (_, Some(Kind::Equals | Kind::Comma)) => {
                cells = (cells + 1).min(SPLIT - 1);
                cells
            }
            _ => 0,
        };
        before = part.kind();
        column
    };
    parts.iter().map(&mut mark).collect()
}

/// `60% from ainvest "quote" weight 30%`
fn claim(text: &str, parts: &[Part]) -> Vec<u16> {
    let mark = |(at, part): (usize, &Part)| match part.kind() {
        Some(Kind::Value)
            if at == 0 && parts.get(1).and_then(Part::kind) == Some(Kind::Keyword) =>
        {
            match text.get(parts[1].span().range()) {
                Some("from") => SPLIT,
                _ => 0,
            }
        }
        Some(Kind::Text) => QUOTE,
        Some(Kind::Keyword) => match text.get(part.span().range()) {
            Some("from") => FROM,
            Some("weight") => WEIGHT,
            _ => 0,
        },
        _ => 0,
    };
    parts.iter().enumerate().map(mark).collect()
}

/// `growth when CONDITION`
fn after_name(parts: &[Part]) -> Vec<u16> {
    (0..parts.len())
        .map(|at| u16::from(at == 1) * NAME)
        .collect()
}

fn is_block(part: &Part) -> bool {
    matches!(part, Part::Group(group) if group.shape == Shape::Block)
}

/// With which clauses of its block a clause shares columns.
pub fn family(text: &str, clause: &Group, owner: Option<&str>) -> &'static str {
    let first = clause.parts.first().and_then(Part::kind);
    match (word(text, &clause.parts), owner) {
        (_, Some("model" | "source")) => "setting",
        (word, Some(_)) if first == Some(Kind::Keyword) => match word {
            "source" | "because" | "as" | "confidence" | "owner" | "review" | "accept" | "was" => {
                "evidence"
            }
            "refuted" => "refuted",
            "option" => "option",
            "columns" => "",
            _ => "clause",
        },
        (_, Some("classify")) => "clause",
        (_, Some(_)) => "row",
        (_, None) => "",
    }
}
