//! Faults go to standard error and, where the results of tests are wanted, into these too.

use crate::cli::console;
use crate::diagnostics::{Finding, Style, render};
use crate::fault::{Fault, Faults};
use crate::source::{Source, Texts};

/// Tells of a fault without a place, and says the same once more.
pub(super) fn complain(fault: &Fault) -> String {
    console::show_fault(fault.as_ref());
    let finding = Finding::of(fault.as_ref());
    match finding.help {
        Some(help) => format!("{}\n  help: {help}", finding.message),
        None => finding.message,
    }
}

pub(super) fn complain_at(fault: Fault, source: &Source) -> String {
    if Finding::of(fault.as_ref()).labels.is_empty() {
        return complain(&fault);
    }
    let faults = Faults(vec![fault]);
    console::show(&Finding::all_of(&faults), source);
    plain(&faults, source)
}

/// Faults as they are shown where nothing has colours or a width.
pub(super) fn plain(faults: &Faults, texts: &impl Texts) -> String {
    let style = Style {
        width: console::PLAIN_WIDTH,
        colour: false,
    };
    render(&Finding::all_of(faults), texts, style)
        .trim_end()
        .to_owned()
}
