//! The model block.

use super::{Parts, Says, Sort};
use crate::span::Spanned;
use crate::syntax::ast::*;

impl<'d> Parts<'d> {
    pub(super) fn model(&mut self, it: &'d ModelDecl) {
        if let Some(name) = &it.name {
            self.words("name", Sort::Wording, name.value.as_str(), name.span);
        }
        for time in &it.time {
            self.add("time", Sort::Structure, Says::Time(time), *time.span);
        }
        for as_of in &it.as_of {
            let words = as_of.value.to_string();
            self.words("as of", Sort::Evidence, words, as_of.span);
        }
        self.numbers("edition", Sort::Structure, &it.edition);
        self.numbers("draws", Sort::Sampling, &it.draws);
        self.numbers("seed", Sort::Sampling, &it.seed);
    }

    fn numbers(&mut self, key: &str, sort: Sort, numbers: &[Spanned<f64>]) {
        for number in numbers {
            let words = number.value.to_string();
            self.words(key, sort, words, number.span);
        }
    }
}
