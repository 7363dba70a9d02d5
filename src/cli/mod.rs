//! The command line: one file a command. The only place that touches files, terminals and the clock.

mod assumptions;
mod check;
mod completions;
mod console;
mod diff;
mod explain;
mod files;
mod find;
mod fmt;
mod git;
mod interrupt;
mod loader;
mod merge;
mod new;
mod output;
mod partial;
mod parts;
mod printing;
mod progress;
mod run;
mod sampling;
mod scratch;
mod shard;
mod test;

use clap::{Parser, Subcommand};

use interrupt::{INTERRUPTED, Interrupts};

/// What a command comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is well.
    Fine,
    /// An assert or an expectation fails; a model is not laid out.
    Failed,
    /// The input is bad, or the output could not be written.
    Bad,
    /// It was stopped before its end, and what was made is saved.
    Interrupted,
}

impl Exit {
    /// The code that the process ends with.
    pub fn code(self) -> u8 {
        match self {
            Exit::Fine => 0,
            Exit::Failed => 1,
            Exit::Bad => 2,
            Exit::Interrupted => INTERRUPTED,
        }
    }
}

/// Write down what is assumed about the future; see where it leads, how sure that is, and what decides it
#[derive(Debug, Parser)]
#[command(
    name = "foreland",
    version = concat!(env!("CARGO_PKG_VERSION"), " (language edition 1, numerics edition 1)"),
    arg_required_else_help = true,
    after_help = "Start with `foreland new my_model`, then `foreland run my_model.fore`.\n\
                  Exit codes: 0 fine, 1 an assert or expectation fails, outcomes are not as stored, or `fmt --check` would change a file, 2 bad input, 130 interrupted."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Run(run::Arguments),
    Merge(merge::Arguments),
    Test(test::Arguments),
    Assumptions(assumptions::Arguments),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    Fmt(fmt::Arguments),
    New(new::Arguments),
    Completions(completions::Arguments),
}

/// Does what the arguments of this process ask for.
pub fn main() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // An argument may hold anything, and is told back.
        Err(wrong) if wrong.use_stderr() => {
            console::complain(&crate::diagnostics::clean(&wrong.render().to_string()));
            return Exit::Bad;
        }
        Err(help) => help.exit(),
    };
    let interrupts = Interrupts::default();
    interrupts.listen();
    let scratch = interrupts.scratch();
    match arguments.command {
        Command::Check(arguments) => check::check(&arguments),
        Command::Run(arguments) => run::run(&arguments, &interrupts),
        Command::Merge(arguments) => merge::merge(&arguments, scratch),
        Command::Test(arguments) => test::test(&arguments, scratch),
        Command::Assumptions(arguments) => assumptions::assumptions(&arguments, scratch),
        Command::Diff(arguments) => diff::diff(&arguments, &interrupts),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Fmt(arguments) => fmt::fmt(&arguments, scratch),
        Command::New(arguments) => new::new(&arguments),
        Command::Completions(arguments) => completions::completions(&arguments),
    }
}
