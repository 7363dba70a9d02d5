//! Who says so.

use super::{Parts, Says, Sort};
use crate::syntax::ast::*;

impl<'d> Parts<'d> {
    pub(super) fn evidence(&mut self, evidence: &'d Evidence) {
        for clause in evidence {
            let says = Says::Evidence(&clause.value);
            let key = match &clause.value {
                EvidenceClause::Source(name, _) => format!("source {}", name.value),
                EvidenceClause::Because(_) => "because".to_owned(),
                EvidenceClause::AsOf(_) => "as of".to_owned(),
                EvidenceClause::Confidence(_) => "confidence".to_owned(),
                EvidenceClause::Owner(_) => "owner".to_owned(),
                EvidenceClause::ReviewBy(_) => "review by".to_owned(),
                EvidenceClause::Accept(code, _) => format!("accept {}", code.value),
                EvidenceClause::Was(name) => format!("was {}", name.value),
            };
            self.add(key, Sort::Evidence, says, clause.span);
        }
    }

    pub(super) fn source(&mut self, it: &'d SourceDecl) {
        self.text("title", Sort::Evidence, &it.title);
        if let Some(published) = &it.published {
            let words = published.value.to_string();
            self.words("published", Sort::Evidence, words, published.span);
        }
        self.text("by", Sort::Evidence, &it.by);
        self.text("link", Sort::Evidence, &it.link);
        self.text("file", Sort::Evidence, &it.file);
        if let Some(level) = &it.reliability {
            let words = match level.value {
                Level::High => "high",
                Level::Medium => "medium",
                Level::Low => "low",
            };
            self.words("reliability", Sort::Evidence, words, level.span);
        }
        self.text("note", Sort::Evidence, &it.note);
    }
}
