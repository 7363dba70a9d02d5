//! Functions of values in one step, and the way to all others.

use super::convert::converted;
use super::hint::{completed, example, meant};
use crate::span::Span;
use crate::suggest::nearest;
use crate::syntax::ast::{Argument, Call, Name};
use crate::types::context::{Checker, Place};
use crate::types::fault::call::{Modifier, UnknownFunction, UnknownLabelled, WrongCount};
use crate::types::fault::way_out::operand;
use crate::types::model::{Function, Kind, TExpr, Type};
use crate::units::{Exponent, Unit};

/// Functions of one plain number.
const PLAIN: &[(&str, Function)] = &[
    ("exp", Function::Exp),
    ("ln", Function::Ln),
    ("log10", Function::Log10),
    ("sin", Function::Sin),
    ("cos", Function::Cos),
];
/// Functions of one number that keep its unit.
const KEEPING: &[(&str, Function)] = &[
    ("abs", Function::Abs),
    ("round", Function::Round),
    ("floor", Function::Floor),
    ("ceil", Function::Ceil),
];
/// Functions of numbers of one unit.
const JOINING: &[(&str, Function)] = &[
    ("min", Function::Min),
    ("max", Function::Max),
    ("clamp", Function::Clamp),
];
/// Every function by name, for suggestions.
const ALL: &[&str] = &[
    "abs",
    "sqrt",
    "exp",
    "ln",
    "log10",
    "sin",
    "cos",
    "min",
    "max",
    "clamp",
    "round",
    "floor",
    "ceil",
    "previous",
    "delay",
    "smooth",
    "ramp",
    "growth",
    "total",
    "cumulative",
    "average",
    "highest",
    "lowest",
    "first",
    "ever",
    "always",
    "closing",
    "present_value",
    "irr",
    "payback",
    "mean",
    "median",
    "sd",
    "quantile",
    "probability",
    "uniform",
    "normal",
    "lognormal",
    "triangular",
    "pert",
    "beta",
    "gamma",
    "exponential",
    "weibull",
    "pareto",
    "bernoulli",
    "student_t",
    "poisson",
    "binomial",
    "discrete",
    "quantiles",
    "empirical",
    "mix",
];

/// Whether the language has a function of this name.
pub(in crate::types) fn is_function(name: &str) -> bool {
    ALL.contains(&name)
}

impl Checker<'_> {
    pub(super) fn call(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        let name = call.function.value.as_str();
        if let Some(family) = super::family::family(name) {
            return self.family_call(family, call, span, place);
        }
        match name {
            "discrete" => return self.discrete(call, span, place),
            "quantiles" => return self.quantiles(call, span, place),
            "empirical" => return self.empirical(call, span, place),
            "mix" => return self.mix(call, span, place),
            _ => {}
        }
        let inside = place.inside();
        let typed = self.function(call, span, &inside)?;
        match &call.unit {
            Some(unit) => {
                let unit = self.unit(unit)?;
                self.written.push(unit.clone());
                self.give_unit(typed, &unit, span)
            }
            None => Some(typed),
        }
    }

    fn function(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        let name = call.function.value.as_str();
        let named = |table: &[(&str, Function)]| {
            table
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, function)| *function)
        };
        let over = call.arguments.iter().find_map(|each| each.over.as_ref());
        if let (Some(over), "sum" | "average" | "highest" | "lowest") = (over, name) {
            return self.over_index(call, over, span, place);
        }
        if let Some(function) = named(PLAIN) {
            let [argument] = self.arguments(call, span, place)?;
            let plain = self.plain(argument)?;
            return Some(number(function, vec![plain], Unit::none(), span));
        }
        if let Some(function) = named(KEEPING) {
            let [argument] = self.arguments(call, span, place)?;
            let unit = argument.unit();
            return Some(number(function, vec![argument], unit, span));
        }
        if let Some(function) = named(JOINING) {
            return self.joining(function, call, span, place);
        }
        match name {
            "sqrt" => self.sqrt(call, span, place),
            "previous" => self.previous(call, span, place),
            "delay" => self.delay(call, span, place),
            "smooth" => self.smooth(call, span, place),
            "ramp" => self.ramp(call, span, place),
            "growth" => self.growth(call, span, place),
            "cumulative" => self.cumulative(call, span, place),
            "closing" => self.closing(call, span),
            "total" | "average" | "highest" | "lowest" => self.reduce_number(call, span, place),
            "first" | "ever" | "always" => self.reduce_condition(call, span, place),
            "present_value" => self.present_value(call, span, place),
            "irr" => self.irr(call, span, place),
            "payback" => self.payback(call, span, place),
            "mean" | "median" | "sd" | "quantile" | "probability" => {
                self.summary(call, span, place)
            }
            "sum" => {
                self.sum_of_what(call, span);
                None
            }
            _ => self.unknown_function(call, span),
        }
    }

    fn unknown_function(&mut self, call: &Call, span: Span) -> Option<TExpr> {
        let name = &call.function;
        let arguments = self.written_arguments(call);
        let mut whole = false;
        let help = match nearest(&name.value, ALL.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => match meant(&name.value, &arguments) {
                Some(meant) => {
                    whole = true;
                    meant
                }
                None => format!(
                    "functions are `total`, `average`, `highest`, `lowest`, `min`, `max` and others; if `{}` is a value, write `*` before the bracket to multiply",
                    name.value
                ),
            },
        };
        self.faults.push(UnknownFunction {
            name: name.value.clone(),
            help,
            span: if whole { span } else { name.span },
        });
        None
    }

    /// The arguments of a call as they are written.
    fn written_arguments(&self, call: &Call) -> Vec<String> {
        let arguments = call.arguments.iter();
        arguments
            .map(|argument| match &argument.label {
                Some(label) => self.text_of(label.span.to(argument.value.span)),
                None => self.text_of(argument.value.span),
            })
            .collect()
    }

    fn joining(
        &mut self,
        function: Function,
        call: &Call,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        self.only_plain(call, &[])?;
        let wrong = if function == Function::Clamp {
            call.arguments.len() != 3
        } else {
            call.arguments.len() < 2
        };
        if wrong {
            let wanted = if function == Function::Clamp {
                "three arguments: `clamp(x, low, high)`"
            } else {
                "two or more arguments"
            };
            self.wrong_count(call, wanted, span);
            return None;
        }
        let arguments = call.arguments.iter();
        let typed = arguments.map(|argument| self.infer(&argument.value, place));
        let typed: Vec<Option<TExpr>> = typed.collect();
        let typed: Vec<TExpr> = typed.into_iter().collect::<Option<_>>()?;
        if typed.iter().any(|value| matches!(value.ty, Type::Date)) {
            return self.joining_dates(function, call, typed, span);
        }
        let typed: Vec<_> = typed
            .into_iter()
            .map(|value| self.expect_number(value))
            .collect();
        let mut typed: Vec<TExpr> = typed.into_iter().collect::<Option<_>>()?;
        let unit = typed.first()?.unit();
        let first = typed.first()?.span;
        for value in typed.iter_mut().skip(1) {
            if !value.unit().fits(&unit) {
                self.units_differ("compare", &unit, first, value);
                return None;
            }
            *value = converted(value.clone(), &unit);
        }
        Some(number(function, typed, unit, span))
    }

    /// The earlier or later of dates; a bare year is one here.
    fn joining_dates(
        &mut self,
        function: Function,
        call: &Call,
        typed: Vec<TExpr>,
        span: Span,
    ) -> Option<TExpr> {
        let pairs = typed.into_iter().zip(&call.arguments);
        let dates: Vec<_> = pairs
            .map(|(typed, argument)| match typed.ty {
                Type::Date => Some(typed),
                _ => self.date_or_year(typed, &argument.value),
            })
            .collect();
        let dates: Vec<TExpr> = dates.into_iter().collect::<Option<_>>()?;
        Some(TExpr::new(Kind::Call(function, dates), Type::Date, span))
    }

    fn sqrt(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        let [argument] = self.arguments(call, span, place)?;
        let (unit, factor) = argument.unit().power(Exponent::new(1, 2));
        let root = number(Function::Sqrt, vec![argument], unit, span);
        self.of_a_sane_unit(super::convert::scaled(root, factor))
    }

    /// A number without a unit.
    pub(in crate::types) fn plain(&mut self, typed: TExpr) -> Option<TExpr> {
        if typed.unit().is_plain() {
            return Some(converted(typed, &Unit::none()));
        }
        let text = operand(&self.text_of(typed.span));
        let unit = typed.unit().to_string();
        let help = match unit.strip_prefix("1/") {
            Some(time) => {
                format!("multiply it by one unit of its kind first: `{text} * (1 {time})`")
            }
            None => format!("divide it by one unit of its kind first: `{text} / (1 {unit})`"),
        };
        self.wrong_type("a plain number", &typed, help);
        None
    }

    /// Exactly N numbers without modifiers.
    pub(super) fn arguments<const N: usize>(
        &mut self,
        call: &Call,
        span: Span,
        place: &Place,
    ) -> Option<[TExpr; N]> {
        self.only_plain(call, &[])?;
        if call.arguments.len() != N {
            let wanted = if N == 1 {
                "one argument"
            } else {
                "two arguments"
            };
            self.wrong_count(call, wanted, span);
            return None;
        }
        self.numbers(call, place)?.try_into().ok()
    }

    /// Every argument as a number; all of them are looked at before one fault ends it.
    fn numbers(&mut self, call: &Call, place: &Place) -> Option<Vec<TExpr>> {
        let arguments = call.arguments.iter();
        let typed: Vec<_> = arguments
            .map(|argument| self.number(&argument.value, place))
            .collect();
        typed.into_iter().collect()
    }

    pub(super) fn wrong_count(&mut self, call: &Call, wanted: &str, span: Span) {
        let (function, has) = (call.function.value.clone(), call.arguments.len());
        self.faults.push(WrongCount {
            function,
            wanted: wanted.to_owned(),
            has,
            help: completed(&call.function.value, &self.written_arguments(call))
                .unwrap_or_else(|| example(&call.function.value)),
            span,
        });
    }

    /// Refuses `during`, `given`, `over` and labels that the function does not take.
    pub(super) fn only_plain(&mut self, call: &Call, allowed: &[&str]) -> Option<()> {
        let mut fine = true;
        for argument in &call.arguments {
            fine &= self.modifiers_allowed(&call.function, argument, allowed);
        }
        fine.then_some(())
    }

    fn modifiers_allowed(
        &mut self,
        function: &Name,
        argument: &Argument,
        allowed: &[&str],
    ) -> bool {
        if let Some(label) = argument
            .label
            .as_ref()
            .filter(|label| !allowed.contains(&label.value.as_str()))
        {
            let help = match allowed
                .iter()
                .filter(|word| !matches!(**word, "during" | "given"))
                .copied()
                .collect::<Vec<_>>()
            {
                labels if labels.is_empty() => "leave the label out".to_owned(),
                labels => format!("it takes {}", crate::suggest::list_of(labels, "and")),
            };
            let (function, label, span) = (function.value.clone(), label.value.clone(), label.span);
            self.faults.push(UnknownLabelled {
                function,
                label,
                help,
                span,
            });
            return false;
        }
        let modifier = match argument {
            Argument {
                during: Some(window),
                ..
            } if !allowed.contains(&"during") => Some(("during", window.from.span)),
            Argument {
                given: Some(given), ..
            } if !allowed.contains(&"given") => Some(("given", given.span)),
            Argument {
                over: Some(over), ..
            } if !allowed.contains(&"over") => Some(("over", over.span)),
            _ => None,
        };
        match modifier {
            None => true,
            Some((word, span)) => {
                self.faults.push(Modifier {
                    word,
                    function: function.value.clone(),
                    span,
                });
                false
            }
        }
    }
}

fn number(function: Function, arguments: Vec<TExpr>, unit: Unit, span: Span) -> TExpr {
    TExpr::new(Kind::Call(function, arguments), Type::Number(unit), span)
}
