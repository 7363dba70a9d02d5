//! Writes a text with other blanks, line breaks and comments between the same tokens.

use foreland::syntax::tokens::{Kind, Part, Token, declarations};

/// A text that says the same.
pub fn mangle(text: &str, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut tokens = Vec::new();
    for group in declarations(text).unwrap_or_default() {
        leaves(&group.parts, &mut tokens);
    }
    let mut mangled = String::new();
    let mut end = 0;
    let mut depth = 0_usize;
    let mut before = None;
    for token in tokens {
        let range = token.span.range();
        let gap = &text[end..range.start];
        mangled.push_str(&dice.gap(gap, depth > 0, before));
        mangled.push_str(&text[range.clone()]);
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            _ => {}
        }
        before = Some(token.kind);
        end = range.end;
    }
    mangled + &text[end..]
}

fn leaves(parts: &[Part], tokens: &mut Vec<Token>) {
    for part in parts {
        match part {
            Part::Token(token) => tokens.push(*token),
            Part::Group(group) => leaves(&group.parts, tokens),
        }
    }
}

struct Dice(u64);

impl Dice {
    /// A number below another (SplitMix64).
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    /// What may stand where a gap stands.
    fn gap(&mut self, gap: &str, bracketed: bool, before: Option<Kind>) -> String {
        let goes_on = matches!(before, Some(Kind::Equals | Kind::Comma | Kind::Infix(_)));
        let start = before.is_none();
        match self.below(6) {
            // The gap may be that before a declaration, which stays in column 1.
            0 if gap.contains('\n') && !start => {
                gap.replacen('\n', "   # beside\n\n# ## apart\n\n\n", 1)
            }
            1 if gap.contains('\n') => gap.replace('\n', "  \t\n"),
            _ if gap.contains(['\n', '\r', '#']) || gap.is_empty() => gap.to_owned(),
            0 if gap.contains(';') => "  # before\n  ".to_owned() + gap + "  # after\n\n      ",
            1 if gap.contains(';') => "\n  ".to_owned(),
            0 if bracketed || goes_on => " # inside\n   # twice\n\n ".to_owned(),
            1 if bracketed || goes_on => "\n  ".to_owned(),
            2 => format!("{gap}\t "),
            _ => gap.to_owned(),
        }
    }
}
