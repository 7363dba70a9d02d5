//! One page for each code: what it means, an example, and the example mended.

/// Embeds `pages/CODE.md` for each code.
macro_rules! pages {
    ($($code:literal)*) => {
        const PAGES: &[(&str, &str)] = &[$(($code, include_str!(concat!("pages/", $code, ".md")))),*];
    };
}

// By alphabet.
pages! {
    "across-scenarios"
    "argument-equals"
    "as-of-after-source"
    "assert-fails"
    "bad-cell"
    "bad-distribution"
    "bad-duration"
    "bad-hazard"
    "bad-key"
    "bad-power"
    "bad-setting"
    "bad-timeline"
    "bare-if"
    "bound-as-value"
    "brace-line"
    "branches-differ"
    "cannot-compare"
    "cannot-correlate"
    "chained-comparison"
    "circular"
    "circular-use"
    "claims-differ"
    "clause-outside-block"
    "conflicting-sets"
    "correlation-twice"
    "correlation-value"
    "currency-sign"
    "damaged-results"
    "date-form"
    "detached-percent"
    "digit-comma"
    "digit-dots"
    "digit-space"
    "double-column"
    "double-equals"
    "doubled-percent"
    "duplicate-name"
    "element-needed"
    "else-if"
    "empty-cell"
    "endless-definition"
    "file-not-found"
    "file-outside"
    "file-too-large"
    "file-unreadable"
    "forbidden-combination"
    "foreign-blank"
    "foreign-comment"
    "foreign-dash"
    "foreign-letter"
    "foreign-operator"
    "foreign-quotes"
    "foreign-results"
    "former-name"
    "gap-in-table"
    "glued-unit"
    "idle-accept"
    "idle-duration"
    "idle-scenario"
    "impossible-correlations"
    "impossible-date"
    "indented-declaration"
    "internal-format"
    "internal-syntax"
    "keys-not-in-order"
    "leading-point"
    "left-out-rows"
    "magnitude-word"
    "misplaced"
    "misplaced-clause"
    "misplaced-distribution"
    "missing-element"
    "missing-else"
    "missing-rate"
    "missing-separator"
    "missing-then"
    "missing-weight"
    "moves-nothing"
    "needs-rate"
    "never-acts"
    "no-columns"
    "no-evidence"
    "no-flow"
    "no-row"
    "no-such-column"
    "no-such-sheet"
    "no-timeline"
    "no-value"
    "no-whole-year"
    "not-a-date-key"
    "not-a-file"
    "not-a-lever"
    "not-a-result"
    "not-inside"
    "not-text"
    "not-uncertain"
    "not-visible"
    "number-too-large"
    "open-cell"
    "operator-at-start"
    "other-edition"
    "out-of-line"
    "outside-time"
    "overrun-timeline"
    "per-word"
    "percent-word"
    "probability-range"
    "ragged-row"
    "range-dots"
    "repeated-clause"
    "reserved-word"
    "review-due"
    "row-length"
    "rows-and-file"
    "same-for-each"
    "same-options"
    "scale-percent"
    "second-model"
    "set-cannot-fade"
    "shadowed-function"
    "shadowed-unit"
    "share-outside"
    "short-duration"
    "single-equals"
    "source-too-new"
    "stays-behind"
    "stray-character"
    "stray-closer"
    "summary-outside"
    "table-coverage"
    "table-too-large"
    "tilde-outside-assume"
    "title-place"
    "too-deep"
    "too-many-elements"
    "too-many-files"
    "unclosed-bracket"
    "unclosed-string"
    "unexpected"
    "unit-first"
    "unit-needed"
    "units-differ"
    "unknown-claim"
    "unknown-clause"
    "unknown-declaration"
    "unknown-element"
    "unknown-escape"
    "unknown-function"
    "unknown-kind"
    "unknown-label"
    "unknown-member"
    "unknown-name"
    "unknown-step"
    "unknown-unit"
    "unreadable-table"
    "vague-date"
    "weight-looks"
    "weights-total"
    "which-scenario"
    "word-case"
    "wrong-arguments"
    "wrong-name"
    "wrong-target"
    "wrong-type"
}

/// The page of a code, as Markdown.
pub fn page(code: &str) -> Option<&'static str> {
    PAGES
        .iter()
        .find(|(listed, _)| *listed == code)
        .map(|(_, page)| *page)
}

/// The codes that have a page, by alphabet.
pub fn codes() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_listed_and_they_are_sorted() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostics/pages");
        let files = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path());
        let mut stems: Vec<String> = files
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        stems.sort();
        assert!(
            codes().eq(stems),
            "the list in pages.rs and the files differ"
        );
    }

    #[test]
    fn every_page_has_the_same_form() {
        for code in codes() {
            let page = page(code).unwrap();
            let headings: Vec<&str> = page
                .lines()
                .filter(|line| line.starts_with("# ") || line.starts_with("## "))
                .collect();
            // Doc comments in the examples start like headings of the second rank.
            assert_eq!(
                headings,
                [format!("# {code}").as_str(), "## Example", "## What to do"],
                "{code}"
            );
            let parts: Vec<&str> = page.split("\n## ").collect();
            assert_eq!(
                parts[0]
                    .trim()
                    .lines()
                    .filter(|line| line.is_empty())
                    .count(),
                1,
                "{code}: one paragraph"
            );
            assert!(
                parts[1..]
                    .iter()
                    .all(|part| part.matches("```fore\n").count() == 1),
                "{code}: one block each"
            );
            assert!(page.ends_with("```\n"), "{code}");
        }
    }

    #[test]
    fn a_code_without_a_page_has_none() {
        assert_eq!(page("no-such-code"), None);
    }
}
