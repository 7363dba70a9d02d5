//! Findings as workflow commands of GitHub Actions, which show them beside the lines of a pull request.

use super::finding::{Finding, in_order};
use super::place::{Region, listed, path};
use super::sanitise::clean;
use crate::source::Texts;

/// All findings of a run by place, each once, a line each: `::error file=…,line=…,…,title=CODE::message`.
///
/// GitHub refuses columns where a finding covers several lines, so that they are told within one line only.
pub fn github(findings: &[Finding], texts: &impl Texts) -> String {
    let ordered = in_order(findings);
    ordered
        .into_iter()
        .map(|finding| command(finding, texts))
        .collect()
}

fn command(finding: &Finding, texts: &impl Texts) -> String {
    let (source, region) = listed(finding, texts);
    let mut properties = vec![("file", path(source.file()))];
    properties.extend(region.into_iter().flat_map(numbers));
    properties.push(("title", finding.code.clone()));
    let properties: Vec<String> = properties
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", property(&value)))
        .collect();
    let mut message = finding.message.clone();
    if let Some(help) = &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let word = finding.severity.word();
    format!("::{word} {}::{}\n", properties.join(","), data(&message))
}

fn numbers(region: Region) -> Vec<(&'static str, String)> {
    let Region { start, end } = region;
    let mut numbers = vec![("line", start.line)];
    if start.line == end.line {
        numbers.push(("col", start.column));
    }
    numbers.push(("endLine", end.line));
    if start.line == end.line {
        numbers.push(("endColumn", end.column));
    }
    let text = |(name, number): (_, usize)| (name, number.to_string());
    numbers.into_iter().map(text).collect()
}

/// A message in the form that the command gives back as it was.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property in that form. What a name could do to a terminal is shown.
fn property(text: &str) -> String {
    clean(&data(text).replace(':', "%3A").replace(',', "%2C"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use miette::{LabeledSpan, MietteDiagnostic};

    fn said(name: &str, text: &str, fault: MietteDiagnostic) -> String {
        github(&[Finding::of(&fault)], &Source::new(name, text))
    }

    #[test]
    fn what_a_command_is_made_of_is_written_out() {
        let fault = MietteDiagnostic::new("5% of\n`::error::x`")
            .with_code("unknown-name")
            .with_help("write 50%")
            .with_label(LabeledSpan::at(6..9, "here"));
        insta::assert_snapshot!(
            said("./a b%,c::d\n\u{1b}e.fore", "let é = 1", fault),
            @"::error file=a b%25%2Cc%3A%3Ad%0A<U+001B>e.fore,line=1,col=6,endLine=1,endColumn=9,title=unknown-name::5%25 of%0A`: :error: :x`%0Ahelp: write 50%25"
        );
    }

    #[test]
    fn columns_are_told_within_one_line() {
        let over = MietteDiagnostic::new("odd")
            .with_severity(miette::Severity::Warning)
            .with_label(LabeledSpan::at(2..9, "here"));
        insta::assert_snapshot!(said("a", "let a\nlet b\n", over), @"::warning file=a,line=1,endLine=2::odd");
        insta::assert_snapshot!(said("a", "", MietteDiagnostic::new("gone")), @"::error file=a::gone");
        insta::assert_snapshot!(said("", "", MietteDiagnostic::new("gone")), @"::error ::gone");
    }
}
