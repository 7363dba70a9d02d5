//! Asks on the terminal whether outcomes that differ shall be stored.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::diagnostics::clean;
use crate::report::tried::{Outcomes, Tried};

/// What shall become of the outcomes of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// They are stored.
    Store,
    /// What is stored stays.
    Keep,
}

/// What was answered so far.
#[derive(Debug, Default)]
pub(super) struct Asking {
    /// Everything else is stored too.
    all: bool,
    over: bool,
}

/// Whether there is somebody to ask.
pub(super) fn possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

impl Asking {
    /// Whether nothing more is to be looked at.
    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// Asks about a model whose outcomes differ from what is stored.
    pub(super) fn about(&mut self, tried: &Tried) -> Answer {
        self.ask(tried, &mut io::stdin().lock(), &mut io::stderr().lock())
    }

    /// Whatever is no answer is asked again; who goes away without one keeps what is stored.
    fn ask(&mut self, tried: &Tried, from: &mut dyn BufRead, to: &mut dyn Write) -> Answer {
        if self.all {
            return Answer::Store;
        }
        let what = match tried.outcomes {
            Outcomes::NotStored => "no outcomes are stored: store these?",
            _ => "store these outcomes in place of the stored ones?",
        };
        loop {
            let file = clean(&tried.file);
            let question = format!("{file}: {what} [a]ccept, [k]eep, accept a[l]l, [q]uit: ");
            let asked = to.write_all(question.as_bytes()).and_then(|()| to.flush());
            let mut line = String::new();
            let read = asked.and_then(|()| from.read_line(&mut line));
            match line.trim().to_lowercase().as_str() {
                "a" | "accept" => return Answer::Store,
                "k" | "keep" => return Answer::Keep,
                "l" | "all" => {
                    self.all = true;
                    return Answer::Store;
                }
                "q" | "quit" => self.over = true,
                _ => self.over = !matches!(read, Ok(1..)),
            }
            if self.over {
                return Answer::Keep;
            }
        }
    }
}

/// What became of it.
pub(super) fn done(tried: &Tried) -> String {
    match &tried.outcomes {
        Outcomes::New(file) | Outcomes::Renewed(file) => format!("stored {}", clean(file)),
        _ => "not stored".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried() -> Tried {
        Tried {
            file: "m.fore".to_owned(),
            broken: None,
            verdicts: Vec::new(),
            outcomes: Outcomes::NotStored,
        }
    }

    fn asked(asking: &mut Asking, typed: &str) -> (Answer, usize) {
        let mut said = Vec::new();
        let answer = asking.ask(&tried(), &mut typed.as_bytes(), &mut said);
        (
            answer,
            String::from_utf8_lossy(&said).matches("[q]uit").count(),
        )
    }

    #[test]
    fn answers_are_taken_by_word_or_letter_and_others_asked_again() {
        let mut asking = Asking::default();
        assert_eq!(asked(&mut asking, "a\n"), (Answer::Store, 1));
        assert_eq!(asked(&mut asking, "what?\n\nKEEP\n"), (Answer::Keep, 3));
        assert!(!asking.is_over());
        assert_eq!(asked(&mut asking, "l\n"), (Answer::Store, 1));
        assert_eq!(asked(&mut asking, "q\n"), (Answer::Store, 0));
    }

    #[test]
    fn who_quits_or_goes_away_keeps_what_is_stored() {
        for typed in ["q\n", "", "hm\n"] {
            let mut asking = Asking::default();
            assert_eq!(asked(&mut asking, typed).0, Answer::Keep);
            assert!(asking.is_over(), "{typed}");
        }
    }
}
