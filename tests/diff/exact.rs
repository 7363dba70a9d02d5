//! Effects that are known in closed form.

use super::{Found, add_up, near, story, story_of};
use foreland::numerics::maths::ln;
use foreland::program::Request;

/// 2a + 3b − c, of which b is drawn: a linear model moves by its coefficients, draw by draw.
#[test]
fn a_linear_model() {
    let model = |a: f64, b: &str, c: f64| {
        format!(
            "model m {{ draws 1_000 }}\n\
             assume a = {a} t {{ because \"x\" }}\nassume b ~ {b} {{ because \"x\" }}\nassume c = {c} t {{ because \"x\" }}\n\
             outcome y: t = 2 * a + 3 * b - c\n"
        )
    };
    let story = story(
        &model(10.0, "normal(5, 2) t", 7.0),
        &model(12.5, "normal(9, 2) t", 6.0),
    );
    let found = Found(&story);
    let shared = found.alone("y").shared.as_ref().unwrap();
    assert_eq!(shared.errors, None);
    // A normal moves with its mean, the same in each draw.
    for (name, moved) in [("a", 2.0 * 2.5), ("b", 3.0 * 4.0), ("c", 1.0)] {
        near(shared.alone[found.group(name)], moved);
        near(shared.shares[found.group(name)], moved);
    }
    near(found.alone("y").moved().unwrap(), 18.0);
    add_up(&story);
}

/// Price × amount × share: φ of the first is Δp · (q s / 3 + q′ s / 6 + q s′ / 6 + q′ s′ / 3).
#[test]
fn a_multiplicative_model() {
    let model = |p: f64, q: f64, s: f64| {
        format!(
            "assume p = {p} USD/t {{ because \"x\" }}\nassume q = {q} t {{ because \"x\" }}\nassume s = {s}% {{ because \"x\" }}\n\
             outcome y: USD = p * q * s\n"
        )
    };
    let story = story(&model(60.0, 200.0, 30.0), &model(75.0, 150.0, 40.0));
    let found = Found(&story);
    let shared = found.alone("y").shared.as_ref().unwrap();
    let (was, is) = ([60.0, 200.0, 0.3], [75.0, 150.0, 0.4]);
    for (at, name) in ["p", "q", "s"].iter().enumerate() {
        let (b, c) = ((at + 1) % 3, (at + 2) % 3);
        let others = was[b] * was[c] / 3.0
            + is[b] * was[c] / 6.0
            + was[b] * is[c] / 6.0
            + is[b] * is[c] / 3.0;
        near(
            shared.shares[found.group(name)],
            (is[at] - was[at]) * others,
        );
        near(
            shared.alone[found.group(name)],
            (is[at] - was[at]) * was[b] * was[c],
        );
    }
    add_up(&story);
}

/// Twelve changes are shared over a sample of orders: exactly where they add up, within the error where they multiply.
#[test]
fn many_changes() {
    let model = |new: bool, sign: &str| {
        let value = |at: usize| 10.0 + at as f64 + if new { 0.5 * at as f64 } else { 0.0 };
        let assumed =
            (1..=12).map(|at| format!("assume a{at} = {} {{ because \"x\" }}\n", value(at)));
        let names: Vec<String> = (1..=12).map(|at| format!("a{at}")).collect();
        assumed.collect::<String>() + &format!("outcome y = {}\n", names.join(sign))
    };
    let sum = story(&model(false, " + "), &model(true, " + "));
    let found = Found(&sum);
    let shared = found.alone("y").shared.as_ref().unwrap();
    for at in 1..=12 {
        near(
            shared.shares[found.group(&format!("a{at}"))],
            0.5 * at as f64,
        );
    }
    assert!(
        shared
            .errors
            .as_ref()
            .unwrap()
            .iter()
            .all(|error| *error < 1e-9)
    );
    add_up(&sum);

    let product = story(&model(false, " * "), &model(true, " * "));
    add_up(&product);
    let effort = product.effects.effort;
    assert!(effort.orders.is_some() && effort.made <= effort.needed);
    let found = Found(&product);
    let effect = found.alone("y");
    let shared = effect.shared.as_ref().unwrap();
    let errors = shared.errors.as_ref().unwrap();
    // By the logarithm of its factor, a share of a product is nearly known.
    let whole = effect.moved().unwrap();
    let factor = |at: usize| (10.0 + 1.5 * at as f64) / (10.0 + at as f64);
    let all: f64 = (1..=12).map(|at| ln(factor(at))).sum();
    for at in 1..=12 {
        let group = found.group(&format!("a{at}"));
        let nearly = whole * ln(factor(at)) / all;
        let off = (shared.shares[group] - nearly).abs();
        assert!(off <= 4.0 * errors[group] + 0.02 * whole, "{at}: {off}");
    }
}

/// A yes/no, classes, a series and a date are compared by probability, share, date and mean date.
#[test]
fn every_kind_of_result() {
    let model = |limit: u32| {
        format!(
            "model m {{ time 2026..2030; draws 400 }}\n\
             assume x ~ uniform(0, 10) {{ because \"x\" }}\nassume limit = {limit} {{ because \"x\" }}\n\
             let grows = limit * ramp(2026, 2030)\n\
             outcome above = x > limit\n\
             outcome class = classify {{ high when x > limit; low otherwise }}\n\
             outcome series = grows\n\
             outcome when = first(grows >= 4)\n"
        )
    };
    let story = story(&model(5), &model(8));
    let found = Found(&story);
    let above = found.alone("above");
    // The draws between 5 and 8.
    let between = above.moved().unwrap();
    assert!((between + 0.3).abs() < 0.1, "{between}");
    let class = |name: &str| {
        let mut results = story.effects.results.iter();
        let class = results.find(|effect| effect.result.class == name).unwrap();
        class.moved().unwrap()
    };
    near(class("high"), between);
    near(class("low"), -between);
    near(found.effect("series", "base", "2028").moved().unwrap(), 1.5);
    near(found.effect("series", "base", "2030").moved().unwrap(), 3.0);
    // 3.75 in 2029 and 5 in 2030; 4 in 2028: two years, one of them a leap year.
    near(found.effect("when", "base", "").moved().unwrap(), -731.0);
    add_up(&story);
}

/// Draws and seed are those of the newer version for both.
#[test]
fn both_are_drawn_alike() {
    let model = |draws: u32, seed: u32| {
        format!(
            "model m {{ draws {draws}; seed {seed} }}\nassume x ~ uniform(0, 10) {{ because \"x\" }}\noutcome y = x\n"
        )
    };
    let found = story(&model(100, 1), &model(200, 2));
    let effort = found.effects.effort;
    assert_eq!((effort.draws, effort.seed), (200, 2));
    assert_eq!(Found(&found).told(), ["revised model Sampling: Silent"]);
    assert!(!Found(&found).alone("y").is_moved());
    let request = Request {
        draws: Some(50),
        seed: Some(3),
        ..Request::default()
    };
    let (old, new) = (model(100, 1), model(200, 2));
    let asked = story_of(&[("m.fore", &old)], &[("m.fore", &new)], &request);
    let effort = asked.effects.effort;
    assert_eq!((effort.draws, effort.seed), (50, 3));
}
