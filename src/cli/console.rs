//! Standard output and standard error: their width, their colours, and what happens when nobody listens.

use std::io::{self, ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use miette::Diagnostic;

use super::Exit;
use super::files::reason;
use crate::diagnostics::{Finding, Style, render};
use crate::report::View;
use crate::source::Texts;

/// How wide text is where nobody says.
pub(super) const PLAIN_WIDTH: usize = 100;

/// The widths that a terminal's own is held to.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=140;

/// How a table is drawn on standard output.
pub(super) fn view() -> View {
    let out = io::stdout();
    let terminal = out.is_terminal();
    View {
        width: if terminal {
            width(terminal_size::terminal_size_of(&out))
        } else {
            PLAIN_WIDTH
        },
        colour: AutoStream::choice(&out) != ColorChoice::Never,
        elapsed: None,
    }
}

/// How faults are drawn on standard error.
pub(super) fn style() -> Style {
    let err = io::stderr();
    let terminal = err.is_terminal();
    Style {
        width: if terminal {
            width(terminal_size::terminal_size_of(&err))
        } else {
            PLAIN_WIDTH
        },
        colour: AutoStream::choice(&err) != ColorChoice::Never,
    }
}

fn width(size: Option<(terminal_size::Width, terminal_size::Height)>) -> usize {
    let columns = size.map_or(PLAIN_WIDTH, |(columns, _)| usize::from(columns.0));
    columns.clamp(*WIDTHS.start(), *WIDTHS.end())
}

/// Writes to standard output. A reader that has gone away has read enough.
pub(super) fn print(text: &str) -> Exit {
    print_with(|out| out.write_all(text.as_bytes()))
}

/// Lets something write to standard output.
pub(super) fn print_with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Exit {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    let exit = match written {
        Ok(()) => Exit::Fine,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Fine,
        Err(error) => {
            complain(&format!(
                "error: the output cannot be written: {}",
                reason(&error)
            ));
            Exit::Bad
        }
    };
    // Whatever could not be written is not tried again when the buffer goes.
    let _ = out.into_parts();
    exit
}

/// Writes a line to standard error, if anyone listens there.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}

/// Shows findings on standard error.
pub(super) fn show(findings: &[Finding], texts: &impl Texts) {
    let text = render(findings, texts, style());
    if !text.is_empty() {
        complain(&text);
    }
}

/// Shows a fault that has no place in a text.
pub(super) fn show_fault(fault: &dyn Diagnostic) {
    show_finding(&Finding::of(fault));
}

/// Shows a finding that has no place in a text.
pub(super) fn show_finding(finding: &Finding) {
    let mut text = match finding.code.as_str() {
        "" => format!("error: {}", finding.message),
        code => format!("error[{code}]: {}", finding.message),
    };
    if let Some(help) = &finding.help {
        text.push_str(&format!("\n  help: {help}"));
    }
    complain(&text);
}
