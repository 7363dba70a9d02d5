//! Functions by the names that other languages give them, and an example of each.

/// What other languages call functions that exist: what to write for a call with these arguments.
pub(super) fn meant(name: &str, arguments: &[String]) -> Option<String> {
    let all = arguments.join(", ");
    let x = arguments.first().map_or("x", String::as_str);
    let several = arguments.len() > 1;
    Some(match name.to_ascii_lowercase().as_str() {
        "maximum" | "greatest" if several => format!("write `max({all})`: the larger of them"),
        "maximum" | "greatest" => format!("write `highest({x})`: the highest over the timeline"),
        "minimum" | "least" if several => format!("write `min({all})`: the smaller of them"),
        "minimum" | "least" => format!("write `lowest({x})`: the lowest over the timeline"),
        "sum" | "sum_of" | "sumproduct" if several => {
            format!("write `{}`", arguments.join(" + "))
        }
        "sum" | "sum_of" | "sumproduct" => {
            format!("did you mean `total({x})`? It adds up over the timeline")
        }
        "avg" if several => format!("write `({}) / {}`", arguments.join(" + "), arguments.len()),
        "avg" => format!("write `average({x})`: the average over the timeline"),
        "chance" | "p" | "prob" | "pr" => format!("write `probability({x})`, in an `expect`"),
        "final" => format!(
            "write `closing({x}) at LAST` for a stock, `{x} at LAST` for any other, with the name of the last step"
        ),
        "discounted" | "npv" | "pv" => {
            format!("write `present_value({x}, 8%/year)`, with your discount rate")
        }
        "lag" => format!("write `previous({x})` for the step before, or `delay({x}, 2 years)`"),
        "log" => format!("write `ln({x})`, or `log10({x})` for the logarithm to the base 10"),
        "pow" | "power" if several => format!("write `({}) ^ ({})`", arguments[0], arguments[1]),
        "pow" | "power" => format!("write `({x}) ^ 2`"),
        "rand" | "random" => {
            "write `assume chance ~ uniform(0, 1)` on a line of its own, and `chance` here"
                .to_owned()
        }
        "stdev" | "std" => format!("write `sd({x})`, in an `expect`"),
        "count" => format!("write `{x}.count` for how often the event `{x}` has fired"),
        _ => return None,
    })
}

/// A call with too few or too many arguments, made whole.
pub(super) fn completed(function: &str, arguments: &[String]) -> Option<String> {
    let only = match arguments {
        [] => return None,
        [only] => only,
        [first, ..] => {
            let one = [
                "sqrt", "abs", "round", "total", "average", "highest", "lowest", "closing",
            ];
            return one.contains(&function).then(|| {
                format!(
                    "it takes one argument: write `{function}({first})`, and leave the others out"
                )
            });
        }
    };
    let (what, missing) = match function {
        "present_value" => ("discount rate", "8%/year"),
        "delay" | "smooth" => ("duration", "3 years"),
        "quantile" => ("share", "90%"),
        "max" => {
            return Some(format!(
                "for the highest over the timeline write `highest({only})`; `max` takes two or more values"
            ));
        }
        "min" => {
            return Some(format!(
                "for the lowest over the timeline write `lowest({only})`; `min` takes two or more values"
            ));
        }
        _ => return None,
    };
    Some(format!(
        "the {what} is missing: write `{function}({only}, {missing})`, with your own {what}"
    ))
}

/// A call of a function as it is written.
pub(super) fn example(function: &str) -> String {
    let call = match function {
        "present_value" => "present_value(x, 8%/year)",
        "min" | "max" => "max(a, b)",
        "clamp" => "clamp(x, low, high)",
        "delay" | "smooth" => "delay(x, 3 years)",
        "previous" => "previous(x, initial: 100 USD)",
        "ramp" => "ramp(2026, 2030)",
        "closing" => "closing(store)",
        "quantile" => "quantile(x, 90%)",
        "uniform" => "uniform(low, high)",
        "normal" | "lognormal" => "normal(mean, sd)",
        "triangular" | "pert" => "triangular(low, most_likely, high)",
        "beta" => "beta(4, 3)",
        "student_t" => "student_t(df, location, scale)",
        "poisson" => "poisson(mean)",
        "binomial" => "binomial(n, p)",
        "gamma" | "weibull" => "gamma(shape, scale)",
        "pareto" => "pareto(low, alpha)",
        "discrete" => "discrete([10: 30%, 20: 70%])",
        "quantiles" => "quantiles([10%: 3, 50%: 5, 90%: 9])",
        "empirical" => "empirical(trade.exports)",
        "mix" => "mix([5 to 20: 70%, 0: 30%])",
        _ => return format!("write it as in `{function}(x)`"),
    };
    let call = call.replacen(call.split('(').next().unwrap_or_default(), function, 1);
    format!("write it as in `{call}`")
}
