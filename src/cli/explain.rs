//! `foreland explain`

use clap::Args;
use miette::Diagnostic;

use super::{Exit, console};
use crate::diagnostics::{codes, page};
use crate::report::wrap;
use crate::suggest::nearest;

/// Explain a finding by its code, with an example and how to mend it
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The code in brackets, such as `unknown-name`; without one, all codes are listed
    code: Option<String>,
}

#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("there is no code `{code}`")]
#[diagnostic(help("{way_out}"))]
struct UnknownCode {
    code: String,
    way_out: String,
}

pub(super) fn explain(arguments: &Arguments) -> Exit {
    let Some(code) = &arguments.code else {
        let list: String = codes().map(|code| format!("{code}\n")).collect();
        return console::print(&list);
    };
    match page(code) {
        Some(page) => {
            let view = console::view();
            console::print(&laid_out(page, view.width.min(100), view.colour))
        }
        None => {
            let way_out = match nearest(code, codes()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`foreland explain` lists all codes".to_owned(),
            };
            console::show_fault(&UnknownCode {
                code: code.clone(),
                way_out,
            });
            Exit::Bad
        }
    }
}

/// A page for a terminal: paragraphs wrapped, examples indented.
fn laid_out(page: &str, width: usize, colour: bool) -> String {
    let mut text = String::new();
    let mut paragraph = String::new();
    let mut example = false;
    for line in page.lines() {
        let fence = line.starts_with("```");
        let heading = !example && line.starts_with('#');
        if !(example || fence || heading || line.is_empty()) {
            paragraph.push_str(line);
            paragraph.push(' ');
            continue;
        }
        if !paragraph.is_empty() {
            text.push_str(&wrap(&paragraph, width, 0));
            text.push('\n');
            paragraph.clear();
        }
        if fence {
            example = !example;
        } else if example && !line.is_empty() {
            text.push_str(&format!("    {line}\n"));
        } else if heading {
            let title = line.trim_start_matches(['#', ' ']);
            text.push_str(&if colour {
                format!("\u{1b}[1m{title}\u{1b}[0m\n")
            } else {
                format!("{title}\n")
            });
        } else {
            text.push('\n');
        }
    }
    text.push_str(&wrap(&paragraph, width, 0));
    text.trim_end().to_owned() + "\n"
}
