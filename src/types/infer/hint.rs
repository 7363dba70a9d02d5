//! Functions by the names that other languages give them, and an example of each.

/// What other languages call functions that exist.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "maximum" | "greatest" => {
            "`max(a, b)` for the larger of two values, `highest(x)` for the highest over time"
        }
        "minimum" | "least" => {
            "`min(a, b)` for the smaller of two values, `lowest(x)` for the lowest over time"
        }
        "sum" | "sum_of" | "sumproduct" => "`total(x)` for the sum over time of something per time",
        "avg" => "`average(x)` for the average over time",
        "npv" | "pv" => "`present_value(x, 8%/year)`",
        "lag" => "`previous(x)` or `delay(x, 2 years)`",
        "log" => "`ln(x)` or `log10(x)`",
        "pow" | "power" => "`x ^ 2`",
        "rand" | "random" => "`assume NAME ~ uniform(0, 1)`, and use the name",
        "stdev" | "std" => "`sd(x)`, in an `expect`",
        "count" => "`EVENT.count` for how often an event has fired",
        _ => return None,
    })
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
        _ => return format!("write it as in `{function}(x)`"),
    };
    let call = call.replacen(call.split('(').next().unwrap_or_default(), function, 1);
    format!("write it as in `{call}`")
}
