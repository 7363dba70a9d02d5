//! Clauses that are misspelt or belong elsewhere.

use super::super::fault::clause::{
    ClauseOutsideBlock, MisplacedClause, MissingSeparator, UnknownClause,
};
use super::super::fault::{on_one_line, shown};
use super::super::grammar::Rule;
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;
use crate::suggest::nearest;

const EVIDENCE: [&str; 8] = [
    "source",
    "because",
    "as",
    "confidence",
    "owner",
    "review",
    "accept",
    "was",
];
const ADJUSTMENTS: [&str; 5] = ["set", "scale", "raise", "cut", "add"];

/// A kind of block: the word that opens it, how it is called, its own clauses, and whether
/// adjustments and evidence may stand in it.
struct Block {
    opener: &'static str,
    called: &'static str,
    own: &'static [&'static str],
    adjusts: bool,
    evidence: bool,
}

const BLOCKS: [Block; 11] = [
    Block {
        opener: "model",
        called: "a `model`",
        own: &["edition", "time", "as", "draws", "seed"],
        adjusts: false,
        evidence: false,
    },
    Block {
        opener: "source",
        called: "a `source`",
        own: &["published", "by", "link", "file", "reliability", "note"],
        adjusts: false,
        evidence: false,
    },
    Block {
        opener: "claims",
        called: "`claims`",
        own: &[],
        adjusts: false,
        evidence: true,
    },
    Block {
        opener: "table",
        called: "a `table`",
        own: &["columns"],
        adjusts: false,
        evidence: true,
    },
    Block {
        opener: "stock",
        called: "a `stock`",
        own: &["gains", "loses"],
        adjusts: false,
        evidence: true,
    },
    Block {
        opener: "choice",
        called: "a `choice`",
        own: &["option"],
        adjusts: false,
        evidence: true,
    },
    Block {
        opener: "option",
        called: "an `option`",
        own: &["weight"],
        adjusts: true,
        evidence: true,
    },
    Block {
        opener: "event",
        called: "an `event`",
        own: &["hazard", "occurs", "only", "lasts", "switch"],
        adjusts: true,
        evidence: true,
    },
    Block {
        opener: "scenario",
        called: "a `scenario`",
        own: &["choose", "trigger", "prevent", "take"],
        adjusts: true,
        evidence: true,
    },
    Block {
        opener: "classify",
        called: "`classify`",
        own: &["ranked"],
        adjusts: false,
        evidence: false,
    },
    Block {
        opener: "",
        called: "a block of evidence",
        own: &["refuted"],
        adjusts: false,
        evidence: true,
    },
];

impl Block {
    /// Every word that may begin a clause in it.
    fn words(&self) -> impl Iterator<Item = &'static str> {
        let adjustments: &[&str] = if self.adjusts { &ADJUSTMENTS } else { &[] };
        let evidence: &[&str] = if self.evidence { &EVIDENCE } else { &[] };
        self.own.iter().chain(adjustments).chain(evidence).copied()
    }
}

/// The kind of block that the failure stands in.
fn block(place: &Place<'_>) -> Option<&'static Block> {
    let open = place.open();
    let opener = open.iter().rfind(|opener| opener.mark == '{')?;
    let before = opener
        .index
        .checked_sub(1)
        .and_then(|index| place.token(index))?;
    let first = place.token(place.clause_start(opener.index - 1))?;
    let find = |word: &str| BLOCKS.iter().find(|block| block.opener == word);
    find(before.text)
        .filter(|_| matches!(before.text, "claims" | "classify"))
        .or_else(|| find(first.text))
        .or_else(|| BLOCKS.last())
}

/// Whether a clause with this word can stand in the block around the failure.
pub(super) fn is_clause_here(place: &Place<'_>, word: &str) -> bool {
    block(place).is_some_and(|block| block.words().any(|known| known == word))
}

/// Where a clause with this word belongs.
fn homes(word: &str) -> Option<&'static str> {
    if ADJUSTMENTS.contains(&word) {
        return Some("an option, an event or a scenario");
    }
    if EVIDENCE.contains(&word) && word != "source" {
        return Some("a block of evidence");
    }
    BLOCKS
        .iter()
        .find(|block| block.own.contains(&word))
        .map(|block| block.called)
}

/// What is meant by words that are no clauses but are often tried.
fn hint(word: &str, block: &Block) -> Option<&'static str> {
    match (word, block.opener) {
        ("when", "event") => {
            Some("write `only when …` for what must hold, `occurs when …` for what sets it off")
        }
        ("probability" | "chance" | "likelihood" | "rate", "event") => {
            Some("write `hazard`, as in `hazard 8%/year`")
        }
        ("duration", "event") => Some("write `lasts`, as in `lasts 2 years`"),
        ("in" | "on", "event") => Some("write `occurs in`, as in `occurs in 2030`"),
        ("increase", _) if block.adjusts => Some("write `raise`, as in `raise x by 20%`"),
        ("reduce" | "decrease" | "lower", _) if block.adjusts => {
            Some("write `cut`, as in `cut x by 20%`")
        }
        ("multiply", _) if block.adjusts => Some("write `scale`, as in `scale x by 1.2`"),
        ("date", "source") => Some("write `published`, as in `published 2027-03`"),
        ("author", "source") => Some("write `by`, and the name in quotes"),
        ("url", "source") => Some("write `link`, and the address in quotes"),
        ("note" | "reason", _) if block.evidence => {
            Some("write `because`, and the reason in quotes")
        }
        ("otherwise" | "else" | "default", "classify") => Some("write `NAME otherwise`"),
        _ => None,
    }
}

/// A clause that is misspelt or belongs into another block.
pub fn misplaced(place: &Place<'_>) -> Option<Fault> {
    let block = block(place)?;
    let start = place.clause_start(place.index());
    let first = place
        .token(start)
        .filter(|token| token.kind == Kind::Word)?;
    let word = first.text;
    let at_start = start == place.index();
    let just_after =
        start + 1 == place.index() && place.near(0).is_some_and(|token| token.kind != Kind::Mark);
    let inner = place.open_before(start);
    let in_block =
        inner.last().is_some_and(|opener| opener.mark == '{') && inner.len() == place.open().len();
    if !in_block || !(at_start || just_after) || block.words().any(|known| known == word) {
        return None;
    }
    let span = place.span(&first.range);
    let called = block.called;
    if let Some(help) = hint(word, block) {
        return Some(Box::new(UnknownClause {
            word: shown(word),
            block: called,
            help: help.to_owned(),
            span,
        }));
    }
    if let Some(home) = homes(word) {
        return Some(Box::new(MisplacedClause {
            word: word.to_owned(),
            home,
            block: called,
            span,
        }));
    }
    let near = nearest(word, block.words());
    let free = matches!(block.opener, "claims" | "classify" | "table");
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if free || just_after => return None,
        None => format!("write one of {}", list(block)),
    };
    Some(Box::new(UnknownClause {
        word: shown(word),
        block: called,
        help,
        span,
    }))
}

fn list(block: &Block) -> String {
    let words: Vec<String> = block
        .words()
        .map(|word| match word {
            "as" => "`as of`".to_owned(),
            "only" => "`only when`".to_owned(),
            "review" => "`review by`".to_owned(),
            _ => format!("`{word}`"),
        })
        .collect();
    words.join(", ")
}

/// Where the keyword of a clause would stand: the grammar takes one after a number for its unit.
fn taken_for_unit(place: &Place<'_>) -> isize {
    let number = place.is(-2, Kind::Number)
        || matches!(place.word(-2), "%" | ")" | "]")
        || place.word(-3) == "/";
    if number && place.is(-1, Kind::Word) {
        -1
    } else {
        0
    }
}

/// Two clauses on one line without `;`.
pub fn missing_separator(place: &Place<'_>) -> Option<Fault> {
    let block = block(place)?;
    let offset = taken_for_unit(place);
    let word = place.word(offset);
    if !place.expects(&[Rule::clause_end])
        || !block.words().any(|known| known == word)
        || place.begins_clause(place.index())
    {
        return None;
    }
    let here = place.index().cast_signed();
    let start = place.clause_begin().cast_signed() - here;
    let last = place.last_inside(offset);
    Some(Box::new(MissingSeparator {
        first: on_one_line(place.between(start, offset - 1)),
        second: on_one_line(place.between(offset, last)),
        span: place.span_of(start, last),
    }))
}

/// A clause that stands behind its declaration instead of in its braces.
pub fn without_braces(place: &Place<'_>) -> Option<Fault> {
    let braces = [
        Rule::brace_open,
        Rule::evidence_block,
        Rule::option_block,
        Rule::source_block,
        Rule::claim_block,
        Rule::claims_block,
        Rule::model_block,
        Rule::event_block,
        Rule::choice_block,
        Rule::scenario_block,
        Rule::stock_block,
        Rule::table_block,
        Rule::classify_block,
    ];
    let known = |word| {
        BLOCKS.iter().any(|block| block.own.contains(&word))
            || EVIDENCE.contains(&word)
            || ADJUSTMENTS.contains(&word)
    };
    let mut offsets = [0, taken_for_unit(place)].into_iter();
    let offset = offsets.find(|offset| known(place.word(*offset)))?;
    let word = place.word(offset);
    if !place.expects(&braces) {
        return None;
    }
    let end = (0..)
        .take_while(|offset| {
            place
                .near(*offset)
                .is_some_and(|token| token.kind != Kind::Break)
        })
        .last()?;
    let mended = format!("{{ {} }}", shown(place.between(offset, end)));
    Some(Box::new(ClauseOutsideBlock {
        word: word.to_owned(),
        mended,
        span: place.span_of(offset, end),
    }))
}
