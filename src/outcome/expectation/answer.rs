//! What is known of the parts of a condition, and how that is joined.

use crate::eval::verdict::Held;

/// A condition as a tree of leaves.
pub enum Tree {
    /// The n-th leaf.
    Leaf(usize),
    /// No if yes.
    Not(Box<Tree>),
    /// Whether all hold.
    And(Vec<Tree>),
    /// Whether one holds.
    Or(Vec<Tree>),
}

/// The answer of a part in one step.
#[derive(Clone, Debug)]
pub enum Answer {
    /// One for all draws.
    One(Held),
    /// One for each draw.
    Each(Vec<Held>),
}

impl Answer {
    /// Whether it holds in all draws.
    pub fn in_all(&self) -> Held {
        match self {
            Answer::One(held) => *held,
            Answer::Each(all) => all.iter().copied().fold(Held::Yes, and),
        }
    }

    fn at(&self, draw: usize) -> Held {
        match self {
            Answer::One(held) => *held,
            Answer::Each(all) => all.get(draw).copied().unwrap_or(Held::Undecided),
        }
    }
}

/// The answer of a tree from those of its leaves (S. C. Kleene's logic of three values).
pub fn joined<'a>(tree: &Tree, answer: &dyn Fn(usize) -> &'a Answer) -> Answer {
    match tree {
        Tree::Leaf(at) => answer(*at).clone(),
        Tree::Not(of) => match joined(of, answer) {
            Answer::One(held) => Answer::One(not(held)),
            Answer::Each(all) => Answer::Each(all.into_iter().map(not).collect()),
        },
        Tree::And(parts) => folded(parts, answer, Held::Yes, and),
        Tree::Or(parts) => folded(parts, answer, Held::No, |a, b| not(and(not(a), not(b)))),
    }
}

fn folded<'a>(
    parts: &[Tree],
    answer: &dyn Fn(usize) -> &'a Answer,
    start: Held,
    join: impl Fn(Held, Held) -> Held,
) -> Answer {
    let both = |a: Answer, b: Answer| match (&a, &b) {
        (Answer::One(one), Answer::One(other)) => Answer::One(join(*one, *other)),
        (Answer::Each(all), _) | (_, Answer::Each(all)) => Answer::Each(
            (0..all.len())
                .map(|draw| join(a.at(draw), b.at(draw)))
                .collect(),
        ),
    };
    let answers = parts.iter().map(|part| joined(part, answer));
    answers.fold(Answer::One(start), both)
}

fn and(a: Held, b: Held) -> Held {
    match (a, b) {
        (Held::No, _) | (_, Held::No) => Held::No,
        (Held::Yes, Held::Yes) => Held::Yes,
        _ => Held::Undecided,
    }
}

fn not(held: Held) -> Held {
    match held {
        Held::Yes => Held::No,
        Held::No => Held::Yes,
        open => open,
    }
}

/// What is known of the leaves so far: for each one and each step.
#[derive(Default)]
pub struct Settled(pub Vec<Vec<Answer>>);

impl Settled {
    /// Whether the condition holds in each step and draw.
    pub fn held(&self, tree: &Tree) -> Held {
        let steps = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let of_step = |step: usize| joined(tree, &|leaf| self.answer(leaf, step)).in_all();
        let all = (0..steps).map(of_step);
        all.fold(Held::Yes, and)
    }

    /// Whether a leaf has no answer yet, in some step.
    pub fn is_open(&self, leaf: usize) -> bool {
        let answers = self.0.get(leaf).map(Vec::as_slice).unwrap_or_default();
        let open = |answer: &Answer| matches!(answer, Answer::One(Held::Undecided));
        answers.is_empty() || answers.iter().any(open)
    }

    /// The answer of a leaf in a step.
    pub fn answer(&self, leaf: usize, step: usize) -> &Answer {
        const OPEN: &Answer = &Answer::One(Held::Undecided);
        let steps = self.0.get(leaf).map(Vec::as_slice).unwrap_or_default();
        let step = if steps.len() == 1 { 0 } else { step };
        steps.get(step).unwrap_or(OPEN)
    }
}
