//! `foreland completions`

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Exit, console};

/// Print a script that completes commands and options in a shell
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn completions(arguments: &Arguments) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut super::Arguments::command(),
        "foreland",
        &mut script,
    );
    console::print_with(|out| out.write_all(&script))
}
