//! What is said of a version by itself is what a run of it gives, whatever its outcomes rest on.

use std::collections::BTreeMap;

use foreland::outcome::{Certain, Found as Value};
use foreland::program::{Input, Request, check, run};
use foreland::source::Source;

use super::{Found, add_up, near, story};

/// Means and probabilities of a run, by outcome, element, scenario, date and class.
fn means(text: &str, request: &Request) -> BTreeMap<[String; 5], f64> {
    let checked = check(Source::new("m.fore", text), &[]);
    let input = Input::from_bytes("m.fore", text.as_bytes().to_vec()).unwrap();
    let ran = run(&checked.model.unwrap(), &input, request, None);
    let results = ran.ok().unwrap().report.results;
    let mut found = BTreeMap::new();
    for outcome in results.outcomes.iter().chain(&results.across) {
        for scenario in &outcome.scenarios {
            for (step, point) in scenario.points.iter().enumerate() {
                let date = outcome.dates.get(step).cloned().unwrap_or_default();
                let mut put = |class: &str, value: f64| {
                    let key = [
                        &outcome.name,
                        &outcome.element,
                        &scenario.scenario,
                        &date,
                        class,
                    ];
                    found.insert(key.map(str::to_owned), value);
                };
                if point.none > 0.0 {
                    put("without a value", point.none);
                }
                match &point.found {
                    Value::Certain(Certain::Number(value)) => put("", *value),
                    Value::Certain(Certain::YesNo(yes)) => put("", f64::from(*yes)),
                    Value::Numbers(numbers) => put("", numbers.mean),
                    Value::Yes(share) => put("", *share),
                    _ => {}
                }
            }
        }
    }
    found
}

/// Both versions as they are run.
fn alike(old: &str, new: &str) {
    let story = story(old, new);
    let request = Request {
        draws: Some(story.effects.effort.draws),
        seed: Some(story.effects.effort.seed),
        ..Request::default()
    };
    let (before, after) = (means(old, &request), means(new, &request));
    let mut moved = 0;
    for effect in &story.effects.results {
        let result = &effect.result;
        let key = [
            &result.outcome,
            &result.element,
            &result.scenario,
            &result.date,
            &result.class,
        ];
        let key = key.map(String::clone);
        for (said, ran) in [(effect.before, &before), (effect.after, &after)] {
            if let Some(ran) = ran.get(&key) {
                near(said.unwrap().value, *ran);
            }
        }
        moved += usize::from(effect.is_moved());
    }
    assert!(moved > 0, "something moves");
    add_up(&story);
}

fn changed(old: &str, from: &str, to: &str) {
    assert!(old.contains(from));
    alike(old, &old.replace(from, to));
}

#[test]
fn what_is_read_where_no_name_stands() {
    let table = "model m { time 2026..2028 }\ntable t by year {\n  columns x: t linear\n  2020 = 1\n  2027 = 2\n  2028 = 3\n  because \"z\"\n}\noutcome r = t.x at 2028\noutcome q = t.x at 2022\n";
    changed(table, "2028 = 3", "2028 = 9");
    changed(table, "2027 = 2", "2027 = 4");
    let list = "model m { time 2026..2028 }\nassume p = [2020: 60, 2030: 80] USD linear { because \"x\" }\noutcome r = p at 2022\n";
    changed(list, "80]", "90]");
    let bound = "model m { draws 300 }\nassume c = at most 120 t { because \"x\" }\nassume o ~ normal(90, 20, min: 0, max: c) t { because \"x\" }\noutcome r = o\n";
    changed(bound, "120", "100");
    let sample = "model m { draws 300 }\nindex i = a, b\ntable t by i {\n  columns x: t\n  a = 3\n  b = 6\n  because \"z\"\n}\nassume o ~ empirical(t.x) { because \"x\" }\noutcome r = o\n";
    changed(sample, "b = 6", "b = 9");
    let across = "model m { draws 300 }\nassume a ~ 1 to 3 USD { because \"x\" }\noutcome p = a\nscenario v { scale a by 1.5; because \"x\" }\nscenario u { scale a by 2; because \"x\" }\noutcome pr = probability(u.p > 3 USD)\n";
    changed(across, "> 3 USD", "> 4 USD");
    changed(across, "probability(u.p", "probability(v.p");
    let flows = "model m { time 2026..2028 }\nactor a\nactor b\nactor c\nflow f from a to c = 4 USD/year { because \"x\" }\nflow g from b to c = 3 USD/year { because \"x\" }\noutcome w = total(net(a, USD))\n";
    changed(flows, "g from b", "g from a");
    let filtered = "index p = a, b\nindex place = x, y\ntable t by p {\n  columns o: t, place: place\n  a = 4, x\n  b = 6, x\n  because \"z\"\n}\nlet u[place] = sum(t.o over p where t.place is place)\noutcome r = u[y]\n";
    changed(filtered, "b = 6, x", "b = 6, y");
}

#[test]
fn what_has_no_value() {
    let model = "model m { time 2026..2027; draws 300 }\nevent e { hazard 10%/year; lasts 1 year; only when now == 2027; because \"x\" }\noutcome w = first(e.fired)\n";
    changed(model, "10%", "90%");
    let story = story(model, &model.replace("10%", "90%"));
    let none = story
        .effects
        .results
        .iter()
        .find(|it| it.result.class == "without a value");
    let none = none.unwrap();
    assert!((none.before.unwrap().value - 0.9).abs() < 0.06);
    assert!((none.after.unwrap().value - 0.1).abs() < 0.06);
}

#[test]
fn per_cent_and_plain_numbers() {
    let old = "assume a: % = 20 { because \"x\" }\noutcome r = a\n";
    let same = story(old, &old.replace("a: % = 20", "a = 0.2"));
    assert!(!Found(&same).alone("r").is_moved());
    let more = "assume a: % = 20 { because \"x\" }\noutcome r: % = a\n";
    let story = story(more, &more.replace("a: % = 20", "a = 0.3"));
    near(Found(&story).alone("r").moved().unwrap(), 10.0);
}

/// A number that its declaration gives its unit is another one under another unit.
#[test]
fn units_given_by_declarations() {
    let million = "assume budget: million USD = 20 { because \"b\" }\noutcome spent: million USD = budget * 2\n";
    changed(million, "budget: million", "budget: billion");
    let story = story(
        million,
        &million.replace("budget: million", "budget: billion"),
    );
    near(Found(&story).alone("spent").moved().unwrap(), 39_960.0);
    assert_eq!(Found(&story).told(), ["revised budget Value: Moves(0)"]);
    for (old, from, to) in [
        (
            "assume a: t ~ normal(5, 1) { because \"b\" }\noutcome o: t = a\n",
            "a: t",
            "a: kg",
        ),
        (
            "assume a: % = 20% { because \"b\" }\noutcome o: % = a\n",
            "= 20%",
            "= 0.2",
        ),
        (
            "assume a: % ~ 10% to 20% { because \"b\" }\noutcome o: % = a\n",
            "10% to 20%",
            "0.1 to 0.2",
        ),
        (
            "let a: days = 5\noutcome o: h = a\n",
            "a: days",
            "a: months",
        ),
        (
            "model m { time 2026..2027 }\nstock a: t starts 5 { gains 1 t/year }\noutcome o: t = a at 2027\n",
            "a: t",
            "a: kg",
        ),
    ] {
        changed(old, from, to);
    }
}

/// What belongs together draws nothing else in.
#[test]
fn as_few_as_need_each_other() {
    let old = "index mine = hill, coast\nassume output[mine] = [hill: 5, coast: 7] t { because \"x\" }\nassume price = 40 USD/t { because \"x\" }\noutcome paid = sum(output over mine) * price\n";
    let new = old
        .replace("hill, coast", "hill, coast, lake")
        .replace("coast: 7", "coast: 7, lake: 9")
        .replace("40", "50");
    let story = story(old, &new);
    let found = Found(&story);
    assert_eq!(found.group("mine"), found.group("output"));
    assert_ne!(found.group("mine"), found.group("price"));
    add_up(&story);
}
