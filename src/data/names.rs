//! The elements of an index by the names that files give them.

use std::collections::BTreeMap;

use super::fault::shown;
use super::header::plain;
use super::number::NoNumber;
use crate::span::{Span, Spanned};
use crate::suggest::{likeliest_first, list_of, nearest};
use crate::syntax::ast::{Cell, Expr, ExprKind, Path};

/// How many elements a message lists.
const MOST_LISTED: usize = 8;

/// The elements of an index.
pub(super) struct Names {
    /// As the index lists them.
    pub(super) exact: Vec<String>,
    /// The place of each by its name as headers are compared.
    plain: BTreeMap<String, usize>,
}

impl Names {
    pub(super) fn of(elements: &[String]) -> Names {
        let plain = elements.iter().enumerate();
        Names {
            exact: elements.to_vec(),
            plain: plain.map(|(at, name)| (plain_name(name), at)).collect(),
        }
    }

    /// The element that a cell names, and how a model would write it.
    pub(super) fn find(&self, text: &str, span: Span) -> Option<(usize, Expr)> {
        let exact = self.exact.iter().position(|name| name == text);
        let at = exact.or_else(|| self.plain.get(&plain_name(text)).copied())?;
        let head = Spanned::new(self.exact[at].clone(), span);
        let steps = Vec::new();
        let path = ExprKind::Path(Path { head, steps });
        Some((at, Spanned::new(path, span)))
    }

    /// A cell that is not empty, in a column of elements of this index.
    pub(super) fn cell(&self, text: &str, index: &str, span: Span) -> Result<Cell, NoNumber> {
        if let Some((_, element)) = self.find(text, span) {
            return Ok(Cell::Value(element));
        }
        let known = self.exact.iter().map(String::as_str);
        let help = match nearest(&plain_name(text), known.clone()) {
            _ if text.eq_ignore_ascii_case("unknown") => format!(
                "which element a row belongs to must be known: write one, or add one for it to `index {index}`, such as `elsewhere`"
            ),
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "write one of `{index}`, or add it there; it has {}",
                list_of(
                    likeliest_first(&plain_name(text), known, MOST_LISTED),
                    "and"
                )
            ),
        };
        Err(NoNumber {
            is: "not an element of the column's index",
            help,
        })
    }
}

/// Names are compared as headers are; a cell that is much longer than a name is none.
pub(super) fn plain_name(text: &str) -> String {
    plain(&shown(text))
}
