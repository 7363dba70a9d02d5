//! Characters that are not what they seem.

use miette::Diagnostic;
use thiserror::Error;

use crate::span::Span;

/// `"C:\data"`
#[derive(Debug, Error, Diagnostic)]
#[error("unknown escape `{escape}`")]
#[diagnostic(
    code("unknown-escape"),
    help("write `{mended}` for a backslash; strings know `\\\"`, `\\\\` and `\\n`")
)]
pub struct UnknownEscape {
    /// The backslash and what follows it.
    pub escape: String,
    /// The same with the backslash doubled.
    pub mended: String,
    /// Where.
    #[label("means nothing in a string")]
    pub span: Span,
}

/// `“title”`, `'title'`, `«title»`
#[derive(Debug, Error, Diagnostic)]
#[error("strings stand in straight double quotes")]
#[diagnostic(code("foreign-quotes"), help("write `{mended}`"))]
pub struct ForeignQuotes {
    /// The string as it is written here.
    pub mended: String,
    /// Where.
    #[label("in other quotation marks")]
    pub span: Span,
}

/// A string that is not closed on its line.
#[derive(Debug, Error, Diagnostic)]
#[error("a string is not closed on its line")]
#[diagnostic(code("unclosed-string"), help("write `{mended}`"))]
pub struct UnclosedString {
    /// The string with its closing quote.
    pub mended: String,
    /// From the quote to the end of the line.
    #[label("opened here")]
    pub span: Span,
}

/// `// comment`
#[derive(Debug, Error, Diagnostic)]
#[error("comments begin with `#`")]
#[diagnostic(code("foreign-comment"), help("write `{mended}`"))]
pub struct ForeignComment {
    /// The comment as it is written here.
    pub mended: String,
    /// Where.
    #[label("a comment of another language")]
    pub span: Span,
}

/// `×`, `≤`, `&&`, `=>`
#[derive(Debug, Error, Diagnostic)]
#[error("`{wrong}` is not an operator here")]
#[diagnostic(code("foreign-operator"), help("write `{right}`"))]
pub struct ForeignOperator {
    /// What is written.
    pub wrong: String,
    /// What is written here.
    pub right: String,
    /// Where.
    #[label("means nothing in Foreland")]
    pub span: Span,
}

/// An en dash, an em dash or a Unicode minus.
#[derive(Debug, Error, Diagnostic)]
#[error("`{dash}` is a dash, not a minus")]
#[diagnostic(code("foreign-dash"), help("{help}"))]
pub struct ForeignDash {
    /// The dash.
    pub dash: char,
    /// What to write.
    pub help: String,
    /// Where.
    #[label("`{dash}` looks like `-` but is another character")]
    pub span: Span,
}

/// A non-breaking space, a zero-width character.
#[derive(Debug, Error, Diagnostic)]
#[error("an invisible character `{shown}`")]
#[diagnostic(code("foreign-blank"), help("{help}"))]
pub struct ForeignBlank {
    /// Its number.
    pub shown: String,
    /// What to write.
    pub help: &'static str,
    /// Where.
    #[label("not a plain space")]
    pub span: Span,
}

/// `größe`
#[derive(Debug, Error, Diagnostic)]
#[error("`{letter}` cannot stand in a name")]
#[diagnostic(code("foreign-letter"), help("{help}"))]
pub struct ForeignLetter {
    /// The first letter of its kind.
    pub letter: char,
    /// What to write.
    pub help: String,
    /// Where the word stands.
    #[label("has the letter `{letter}`")]
    pub span: Span,
}

impl ForeignLetter {
    /// With a name of plain letters, and in how many places to write it.
    pub fn new(word: &str, places: usize, span: Span) -> Self {
        let mut letters = word.chars();
        let letter = letters.find(|letter| !letter.is_ascii()).unwrap_or(' ');
        let wherever = match places {
            1 => String::new(),
            2 => " in both places".to_owned(),
            _ => format!(" in all {places} places"),
        };
        let help = match plain(word) {
            Some(plain) => format!(
                "write `{plain}`{wherever}; names have the letters A to Z, digits and `_`, a title in quotes may have any letter"
            ),
            None => format!(
                "write another name{wherever}, of the letters A to Z, digits and `_`; a title in quotes may have any letter"
            ),
        };
        ForeignLetter { letter, help, span }
    }
}

/// Letters with what is written for them where there are only A to Z.
const PLAIN: [(&str, &str); 29] = [
    ("àáâãåāăą", "a"),
    ("ÀÁÂÃÅĀĂĄ", "A"),
    ("äæ", "ae"),
    ("ÄÆ", "Ae"),
    ("çćč", "c"),
    ("ÇĆČ", "C"),
    ("ďđ", "d"),
    ("èéêëēęě", "e"),
    ("ÈÉÊËĒĘĚ", "E"),
    ("ğ", "g"),
    ("ìíîïīı", "i"),
    ("ÌÍÎÏĪİ", "I"),
    ("łľĺ", "l"),
    ("Ł", "L"),
    ("ñńňņ", "n"),
    ("ÑŃŇ", "N"),
    ("òóôõøōő", "o"),
    ("ÒÓÔÕØŌ", "O"),
    ("öœ", "oe"),
    ("ÖŒ", "Oe"),
    ("řŕ", "r"),
    ("śšşș", "s"),
    ("ŚŠŞȘ", "S"),
    ("ß", "ss"),
    ("ťţț", "t"),
    ("ùúûūůű", "u"),
    ("ü", "ue"),
    ("ýÿ", "y"),
    ("źżž", "z"),
];

/// A word in plain letters; none where a letter has no such form.
fn plain(word: &str) -> Option<String> {
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars() {
        if letter.is_ascii() {
            plain.push(letter);
        } else {
            let (_, with) = PLAIN.iter().find(|(letters, _)| letters.contains(letter))?;
            plain.push_str(with);
        }
    }
    Some(plain)
}

/// `@`, a control character
#[derive(Debug, Error, Diagnostic)]
#[error("`{shown}` cannot stand here")]
#[diagnostic(code("stray-character"), help("{help}"))]
pub struct StrayCharacter {
    /// The character, or its number if it shows nothing.
    pub shown: String,
    /// What to do.
    pub help: &'static str,
    /// Where.
    #[label("means nothing outside strings and comments")]
    pub span: Span,
}
