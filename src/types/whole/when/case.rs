//! Cases in which a condition holds: what must be so at once, and in which steps.

use crate::calendar::Date;
use crate::syntax::ast::Comparison;
use crate::types::constant::constant;
use crate::types::model::*;
use crate::types::whole::when::acting::Acting;
use crate::types::whole::when::alike::meaning;
use crate::types::whole::when::fact::Fact;
use crate::types::whole::when::steps::{self, Steps};

/// More cases than this, and nothing is said of a condition.
const MOST: usize = 64;
/// Seen through this many lets at most.
const DEPTH: usize = 8;

/// Facts that hold at once, and the steps in which they can.
#[derive(Clone, Debug)]
pub(in crate::types::whole) struct Case {
    pub(in crate::types::whole) facts: Vec<Fact>,
    pub(in crate::types::whole) steps: Steps,
}

impl Case {
    /// Whether it can be, as far as its form tells.
    pub(in crate::types::whole) fn is_possible(&self) -> bool {
        !self.steps.is_empty() && !Fact::contradict(&self.facts)
    }
}

/// Reads conditions as cases.
#[derive(Clone, Copy)]
pub(in crate::types::whole) struct Cases<'m> {
    pub(in crate::types::whole) model: &'m TypedModel,
    pub(in crate::types::whole) acting: &'m Acting<'m>,
}

impl Cases<'_> {
    /// The one case of which nothing is known.
    pub(in crate::types::whole) fn any(&self) -> Vec<Case> {
        self.within(steps::all(self.model))
    }

    /// The one case of which only the steps are known.
    pub(in crate::types::whole) fn within(&self, steps: Steps) -> Vec<Case> {
        vec![Case {
            facts: Vec::new(),
            steps,
        }]
    }

    /// The one case of one fact.
    pub(in crate::types::whole) fn fact(&self, fact: Fact) -> Vec<Case> {
        vec![Case {
            facts: vec![fact],
            steps: steps::all(self.model),
        }]
    }

    /// The cases in which a condition holds; none if it never does.
    pub(in crate::types::whole) fn of(&self, condition: &TExpr) -> Vec<Case> {
        self.read(condition, true, 0)
    }

    /// The cases in which all of some conditions hold.
    pub(in crate::types::whole) fn of_all<'e>(
        &self,
        conditions: impl IntoIterator<Item = &'e TExpr>,
    ) -> Vec<Case> {
        let all = conditions.into_iter().map(|condition| self.of(condition));
        all.fold(self.any(), |both, own| self.both(&both, &own))
    }

    /// The steps in which one of some cases can be.
    pub(in crate::types::whole) fn steps(&self, cases: &[Case]) -> Steps {
        let possible = cases.iter().filter(|case| case.is_possible());
        possible.fold(0..0, |steps, case| steps::joined(&steps, &case.steps))
    }

    /// The cases in which one of each of two holds.
    pub(in crate::types::whole) fn both(&self, one: &[Case], other: &[Case]) -> Vec<Case> {
        if one.len() * other.len() > MOST {
            // Too many to follow: those of one of the two are true of both all the same.
            return one.to_vec();
        }
        let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
        let joined = pairs.map(|(a, b)| Case {
            facts: a.facts.iter().chain(&b.facts).cloned().collect(),
            steps: steps::shared(&a.steps, &b.steps),
        });
        joined.collect()
    }

    fn read(&self, condition: &TExpr, yes: bool, depth: usize) -> Vec<Case> {
        match &condition.kind {
            Kind::YesNo(value) if *value == yes => self.any(),
            Kind::YesNo(_) => Vec::new(),
            Kind::Not(inner) => self.read(inner, !yes, depth),
            Kind::And(all) | Kind::Or(all) => {
                let together = matches!(condition.kind, Kind::And(_)) == yes;
                let each = all.iter().map(|part| self.read(part, yes, depth));
                match together {
                    true => each.fold(self.any(), |both, own| self.both(&both, &own)),
                    false => self.either(each),
                }
            }
            Kind::During(from, to) => self.during(from, to, yes),
            Kind::Compare(compared) => self.compared(condition, compared, yes),
            Kind::Is {
                subject,
                label,
                negated,
            } => self.fact(self.label(subject, *label, *negated != yes)),
            Kind::Quantity(id) if depth < DEPTH => match self.seen_through(*id) {
                Some(inner) => self.read(inner, yes, depth + 1),
                None => self.plain(condition, yes),
            },
            _ => self.plain(condition, yes),
        }
    }

    fn either(&self, each: impl Iterator<Item = Vec<Case>>) -> Vec<Case> {
        let all: Vec<Case> = each.flatten().collect();
        if all.len() > MOST { self.any() } else { all }
    }

    fn plain(&self, condition: &TExpr, yes: bool) -> Vec<Case> {
        self.fact(Fact::Plain {
            meaning: meaning(condition),
            yes,
        })
    }

    /// What a let that nothing adjusts stands for.
    fn seen_through(&self, id: QuantityId) -> Option<&TExpr> {
        let quantity = self.model.quantity(id);
        match &quantity.definition {
            Definition::Expr(inner)
                if quantity.role == QuantityRole::Let && self.acting.on(id).is_empty() =>
            {
                Some(inner)
            }
            _ => None,
        }
    }

    fn label(&self, subject: &TExpr, label: usize, yes: bool) -> Fact {
        let among = match subject.kind {
            Kind::Choice { id } => self.model.choices[id.0].options.len(),
            _ => usize::MAX,
        };
        Fact::Label {
            subject: meaning(subject),
            label,
            among,
            yes,
        }
    }

    fn during(&self, from: &TExpr, to: &TExpr, yes: bool) -> Vec<Case> {
        let window = steps::of_window(self.model, from, to);
        let known = steps::known_date(from).is_some() && steps::known_date(to).is_some();
        match (yes, known) {
            (true, _) => self.within(window),
            (false, false) => self.any(),
            (false, true) => {
                let all = steps::all(self.model);
                let before = self.within(all.start..window.start);
                let after = self.within(window.end..all.end);
                [before, after].concat()
            }
        }
    }

    fn compared(&self, condition: &TExpr, compared: &Compared, yes: bool) -> Vec<Case> {
        let (left, right) = (&compared.left, &compared.right);
        let date = match (&left.kind, &right.kind) {
            (Kind::Now, Kind::Date(day)) => Some((compared.how, *day)),
            (Kind::Date(day), Kind::Now) => Some((turned(compared.how), *day)),
            _ => None,
        };
        match date {
            Some((how, day)) if yes => self.now(how, day),
            Some((how, day)) => self.now(opposite(how), day),
            None if compared.within.is_some() || !matches!(left.ty, Type::Number(_)) => {
                self.plain(condition, yes)
            }
            None => self.numbers(compared, yes),
        }
    }

    /// The steps in which `now` compares so with a day.
    fn now(&self, how: Comparison, day: Date) -> Vec<Case> {
        let Some(timeline) = &self.model.timeline else {
            return self.any();
        };
        let steps = timeline.len();
        let before = steps::begun_before(timeline, day);
        let up_to = steps::begun_on(timeline, day);
        match how {
            Comparison::Less => self.within(0..before),
            Comparison::AtMost => self.within(0..up_to),
            Comparison::AtLeast => self.within(before..steps),
            Comparison::More => self.within(up_to..steps),
            Comparison::Equal => self.within(before..up_to),
            Comparison::Unequal => [self.within(0..before), self.within(up_to..steps)].concat(),
        }
    }

    fn numbers(&self, compared: &Compared, yes: bool) -> Vec<Case> {
        let (left, right, how) = (&compared.left, &compared.right, compared.how);
        let (subject, how, number) = match (constant(left), constant(right)) {
            (_, Some(number)) => (meaning(left), how, number),
            (Some(number), None) => (meaning(right), turned(how), number),
            (None, None) => {
                let (left, right) = (meaning(left), meaning(right));
                match left <= right {
                    true => (format!("{left} - {right}"), how, 0.0),
                    false => (format!("{right} - {left}"), turned(how), 0.0),
                }
            }
        };
        self.fact(Fact::Compared {
            subject,
            how,
            number,
            yes,
        })
    }
}

/// A comparison with its sides exchanged.
fn turned(how: Comparison) -> Comparison {
    use Comparison::*;
    match how {
        Less => More,
        More => Less,
        AtMost => AtLeast,
        AtLeast => AtMost,
        Equal => Equal,
        Unequal => Unequal,
    }
}

/// The comparison that holds where this one does not.
pub(in crate::types::whole) fn opposite(how: Comparison) -> Comparison {
    use Comparison::*;
    match how {
        Less => AtLeast,
        AtLeast => Less,
        More => AtMost,
        AtMost => More,
        Equal => Unequal,
        Unequal => Equal,
    }
}
