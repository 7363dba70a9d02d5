//! Mixtures, samples, told quantiles and counts as the language draws them; what `correlate` ties and what it leaves.

use super::*;

const TWO: &str = "assume a ~ normal(0, 1)\nassume b ~ exponential(2)\nassume c ~ 5 to 20\n\
                   outcome a_ = a\noutcome b_ = b\noutcome c_ = c";

/// The share of draws in which both lie below these.
fn both_below(ran: &Ran, (a, at_a): (&str, f64), (b, at_b): (&str, f64)) -> f64 {
    let (a, b) = (ran.column(a).step(0), ran.column(b).step(0));
    let both = a.iter().zip(b).filter(|(a, b)| **a < at_a && **b < at_b);
    both.count() as f64 / a.len() as f64
}

/// √(ln(2 / 10⁻⁹) / 2n): further off than this is a chance of one in a billion.
fn bound(draws: f64) -> f64 {
    (crate::numerics::maths::ln(2e9) / (2.0 * draws)).sqrt()
}

#[test]
fn a_correlation_moves_only_what_it_ties_and_there_not_the_first() {
    let free = ran(&years(TWO));
    let tied = ran(&years(&format!("{TWO}\ncorrelate b, a = 0.6")));
    assert_eq!(free.column("a_").values, tied.column("a_").values);
    assert_ne!(free.column("b_").values, tied.column("b_").values);
    assert_eq!(free.column("c_").values, tied.column("c_").values);
    let nothing = ran(&years(&format!("{TWO}\ncorrelate b, a = 0")));
    assert_eq!(free.column("b_").values, nothing.column("b_").values);
}

#[test]
fn no_order_of_declarations_changes_a_draw() {
    let one = ran(&years(&format!(
        "{TWO}\ncorrelate a, b = 0.6\ncorrelate c, a = -0.3"
    )));
    let mut lines: Vec<&str> = TWO.lines().collect();
    lines.reverse();
    let other = ran(&years(&format!(
        "correlate a, c = -0.3\ncorrelate b, a = 0.6\n{}",
        lines.join("\n")
    )));
    for name in ["a_", "b_", "c_"] {
        assert_eq!(one.column(name).values, other.column(name).values, "{name}");
    }
}

#[test]
fn tied_draws_have_their_joint_probability() {
    let text = format!("{TWO}\ncorrelate a, b, c = 0.6");
    let ran = ran(&years(&text).replace("draws 1000", "draws 40000"));
    // P(both below their medians) = ¼ + asin(2 sin(0.1 π)) / 2π; the medians are 0, 2 ln 2 and 10.
    let expected = 0.25 + 0.666_239_432_492_515_2 / std::f64::consts::TAU;
    let medians = [
        ("a_", 0.0),
        ("b_", 2.0 * std::f64::consts::LN_2),
        ("c_", 10.0),
    ];
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        let both = both_below(&ran, medians[one], medians[other]);
        assert!((both - expected).abs() < bound(40_000.0), "{both}");
    }
    for (name, median) in medians {
        let below = both_below(&ran, (name, median), (name, median));
        assert!((below - 0.5).abs() < bound(40_000.0), "{name}: {below}");
    }
}

#[test]
fn opposites_and_equals() {
    let text = "assume a ~ uniform(0, 1)\nassume b ~ uniform(0, 1)\nassume c ~ uniform(0, 1)\n\
                outcome a_ = a\noutcome b_ = b\noutcome c_ = c\ncorrelate a, b = 1\ncorrelate a, c = -1\n\
                correlate b, c = -1";
    let ran = ran(&years(text));
    let draws = |name: &str| ran.column(name).values.clone();
    for ((a, b), c) in draws("a_").iter().zip(draws("b_")).zip(draws("c_")) {
        assert!((a - b).abs() < 1e-14 && (a + c - 1.0).abs() < 1e-14);
    }
}

#[test]
fn a_yes_goes_with_high_values() {
    let text = "assume a ~ bernoulli(40%)\nassume b ~ normal(0, 1)\noutcome b_ = if a then b else 0\n\
                outcome a_ = a\ncorrelate a, b = 0.7";
    let ran = ran(&years(text).replace("draws 1000", "draws 20000"));
    assert!((ran.mean("a_") - 0.4).abs() < bound(20_000.0));
    // Without the tie the mean of b where a is yes would be 0.
    assert!(ran.mean("b_") > 0.2);
}

#[test]
fn ties_hold_in_each_year() {
    let text = "assume a ~ normal(0, 1) each year\nassume b ~ normal(0, 1) each year\ncorrelate a, b = 1\n\
                outcome apart = highest(abs(a - b))\noutcome varied = highest(a) - lowest(a)";
    let ran = ran(&years(text));
    assert!(ran.mean("apart") < 1e-13 && ran.mean("varied") > 1.0);
}

#[test]
fn a_mixture_may_be_of_names() {
    let text = "assume low ~ uniform(0, 1)\nassume x ~ mix([low: 30%, 10 to 20: 70%], max: 18)\noutcome x_ = x\n\
                outcome small = x < 1\noutcome same = x == low or x > 1";
    let ran = ran(&years(text).replace("draws 1000", "draws 20000"));
    // Of the range, 0.05 + a little lie above 18 and are cut.
    let kept =
        crate::numerics::distribution::cdf(crate::numerics::Family::Between, &[10.0, 20.0], 18.0);
    let expected = 0.3 / (0.3 + 0.7 * kept);
    assert!((ran.mean("small") - expected).abs() < bound(20_000.0));
    assert_eq!(ran.mean("same"), 1.0);
}

#[test]
fn units_of_parts_are_brought_together() {
    let text = "assume x ~ mix([uniform(1, 2) kt: 50%, uniform(2000, 3000) t: 50%])\nlet y = x / (1 t)\n\
                outcome low = y < 2000\noutcome inside = y >= 1000 and y <= 3000";
    let ran = ran(&years(text).replace("draws 1000", "draws 20000"));
    assert!((ran.mean("low") - 0.5).abs() < bound(20_000.0));
    assert_eq!(ran.mean("inside"), 1.0);
}

#[test]
fn years_stand_behind_a_whole_mixture() {
    let text = "assume p ~ mix([19%: 50%, 36%: 50%]) within 2 years\noutcome p_ = p * 1 year";
    let ran = ran(&years(text));
    let fits = |p: &f64| (p - 0.1).abs() < 1e-12 || (p - 0.2).abs() < 1e-12;
    assert!(ran.column("p_").values.iter().all(fits));
}

#[test]
fn a_sample_is_a_column() {
    let rows = "  2025 = 3\n  2026 = 1\n  2027 = 2000 t\n  2028 = 8\n  2029 = 4\n  2030 = 5";
    let table = format!("table t by year {{\n  columns x: kt\n{rows}\n}}");
    let ran = ran(&years(&format!(
        "{table}\nassume s ~ empirical(t.x, min: 2 kt)\noutcome s_ = s / (1 kt)"
    )));
    let mut seen: Vec<u64> = ran.column("s_").values.iter().map(|x| *x as u64).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, [2, 3, 4, 5, 8]);
}

#[test]
fn discrete_values_can_be_cut() {
    let text = "assume x ~ discrete([3: 20%, 1: 40%, 2: 40%], max: 2)\noutcome one = x == 1\noutcome three = x == 3";
    let ran = ran(&years(text).replace("draws 1000", "draws 20000"));
    assert!((ran.mean("one") - 0.5).abs() < bound(20_000.0));
    assert_eq!(ran.mean("three"), 0.0);
}

#[test]
fn numbers_that_do_not_fit_in_a_draw_are_said() {
    let text = "assume n ~ uniform(1, 9)\nassume x ~ binomial(n, 50%)\noutcome x_ = x";
    assert!(refused(&years(text)).contains("the number of trials must be a whole number"));
    let text = "assume n ~ uniform(1, 9)\nassume x ~ quantiles([10%: 5, 90%: n])\noutcome x_ = x";
    assert!(refused(&years(text)).contains("must not fall"));
    let text = "assume n ~ uniform(1, 9)\nassume x ~ mix([1: 50%, 2: 50%], min: n)\noutcome x_ = x";
    assert!(refused(&years(text)).contains("nothing of this distribution lies between"));
    let whole = "assume n ~ uniform(1, 9)\nassume x ~ binomial(round(n), 50%)\noutcome x_ = x";
    assert!(ran(&years(whole)).mean("x_") > 2.0);
}

#[test]
fn elements_line_up_and_can_be_picked() {
    let head = "index metal = light, heavy\nassume a[metal] ~ uniform(0, 1)\nassume b[metal] ~ uniform(0, 1)\n";
    let asked = "outcome apart = highest(sum(abs(a - b) over metal))\nlet across = abs(a[light] - a[heavy])\n\
                 outcome between = highest(across)";
    let lined = ran(&years(&format!("{head}{asked}\ncorrelate a, b = 1")));
    assert!(lined.mean("apart") < 1e-13 && lined.mean("between") > 0.3);
    let picked = ran(&years(&format!(
        "{head}{asked}\ncorrelate a[heavy], a[light] = 1"
    )));
    assert!(picked.mean("apart") > 0.3 && picked.mean("between") < 1e-13);
}
