//! Changes of how a model is made: what cannot be made alone is made together, what came acts through what reads it.

use super::{Found, add_up, near, story};

const OLD: &str = "\
model m { time 2026..2028; draws 200 }
assume cost = 10 USD/year { because \"x\" }
let paid = cost * 2
choice path { option plain; option fast { scale paid by 1.5; because \"x\" } }
outcome y: USD = total(paid)
scenario slow { choose path = plain }
scenario quick { choose path = fast }
";

#[test]
fn what_is_added_acts_through_what_reads_it() {
    let new = OLD.replace(
        "let paid = cost * 2",
        "assume tax = 25% { because \"x\" }\nassume idle = 3 { because \"x\" }\nlet paid = cost * 2 * (1 + tax)",
    );
    let story = story(OLD, &new);
    let found = Found(&story);
    assert_eq!(
        found.told(),
        [
            "added tax : Through([\"paid\"])",
            "added idle : Unread",
            "revised paid Structure: Moves(0)"
        ]
    );
    near(found.effect("y", "slow", "").moved().unwrap(), 15.0);
    add_up(&story);
    // And back: what is gone acted through what read it.
    let back = super::story(&new, OLD);
    assert_eq!(
        Found(&back).told(),
        [
            "revised paid Structure: Moves(0)",
            "removed tax : Through([\"paid\"])",
            "removed idle : Unread"
        ]
    );
    near(Found(&back).effect("y", "slow", "").moved().unwrap(), -15.0);
}

/// An option with another name, and the scenario that chooses it, make a model only together.
#[test]
fn what_makes_no_model_alone_is_made_together() {
    let new = OLD
        .replace(
            "option fast { scale paid by 1.5",
            "option faster { scale paid by 2",
        )
        .replace("choose path = fast", "choose path = faster")
        .replace("cost = 10", "cost = 11");
    let story = story(OLD, &new);
    let found = Found(&story);
    assert_eq!(story.effects.groups.len(), 2);
    assert_eq!(found.group("path"), found.group("quick"));
    assert_ne!(found.group("path"), found.group("cost"));
    // 3 years × 2: 10 × 1.5 → 11 × 2.
    let effect = found.effect("y", "quick", "");
    near(effect.moved().unwrap(), 6.0 * (22.0 - 15.0));
    let shared = effect.shared.as_ref().unwrap();
    near(shared.shares[found.group("path")], 6.0 * 0.5 * 10.5);
    near(shared.shares[found.group("cost")], 6.0 * 1.0 * 1.75);
    add_up(&story);
}

/// Another unit of an assumption and of all that reads it.
#[test]
fn a_dimension_changes_throughout() {
    let old = "assume a = 1 USD { because \"x\" }\nlet b = a * 2\nlet c = b + 3 USD\noutcome y = c / 1 USD\nassume z = 1 { because \"x\" }\noutcome w = z\n";
    let new = old
        .replace("USD", "EUR")
        .replace("assume z = 1", "assume z = 2");
    let story = story(old, &new);
    let found = Found(&story);
    // `b` says the same and has another unit; without that of `c`, a change of `a` fits nowhere.
    assert_eq!(found.group("a"), found.group("c"));
    assert_ne!(found.group("a"), found.group("z"));
    add_up(&story);
}

#[test]
fn events_choices_and_correlations_come_and_go() {
    let base = "model m { time 2026..2030; draws 400 }\nassume a ~ 1 to 2 t/year { because \"x\" }\nassume b ~ 1 to 2 { because \"x\" }\nlet c = a * b\noutcome y = total(c)\n";
    let more = format!(
        "{base}event stop {{ hazard 20%/year; cut c by 50%; because \"x\" }}\ncorrelate a, b = 0.8 {{ because \"x\" }}\n"
    );
    let came = story(base, &more);
    assert_eq!(
        Found(&came).told(),
        ["added stop : Moves(0)", "added correlate a, b : Moves(1)"]
    );
    add_up(&came);
    let went = story(&more, base);
    let (came, went) = (
        Found(&came).alone("y").moved(),
        Found(&went).alone("y").moved(),
    );
    near(went.unwrap(), -came.unwrap());
}

#[test]
fn outcomes_and_scenarios_come_and_go() {
    let new = OLD.replace("scenario slow", "outcome twice: USD = total(paid) * 2\nscenario late extends quick { set cost = 20 USD/year; because \"x\" }\nscenario slow");
    let story = story(OLD, &new);
    let found = Found(&story);
    assert_eq!(found.told(), ["added twice : Apart", "added late : Apart"]);
    assert!(found.effect("twice", "slow", "").before.is_none());
    assert!(found.effect("y", "late", "").before.is_none());
    assert!(!found.effect("y", "slow", "").is_moved());
}

#[test]
fn the_timeline_changes() {
    let story = story(
        OLD,
        &OLD.replace("2026..2028", "2026..2030")
            .replace("cost = 10", "cost = 20"),
    );
    let found = Found(&story);
    assert_eq!(
        found.told(),
        [
            "revised model Structure: Moves(0)",
            "revised cost Value: Moves(1)"
        ]
    );
    near(found.effect("y", "slow", "").moved().unwrap(), 200.0 - 60.0);
    add_up(&story);
}

/// A mixture of both versions that the checker refuses is not made; one in which a draw goes wrong leaves its shares
/// untold, not the move.
#[test]
fn a_mixture_that_cannot_be_run() {
    let known = |p: &str, k: &str| {
        format!(
            "model m {{ time 2026..2027; draws 50 }}\nassume p {p} {{ because \"x\" }}\nassume k = {k} {{ because \"x\" }}\n\
             event e {{ hazard p * k; because \"x\" }}\noutcome y = ever(e.active)\n"
        )
    };
    let refused = story(&known("= 20%/year", "2"), &known("= 90%/year", "0.5"));
    assert_eq!(refused.effects.groups.len(), 1);
    add_up(&refused);
    let drawn = ["~ uniform(10, 20) %/year", "~ uniform(80, 90) %/year"];
    let story = story(&known(drawn[0], "2"), &known(drawn[1], "0.5"));
    assert_eq!(story.effects.groups.len(), 2);
    let effect = Found(&story).alone("y").clone();
    assert!(effect.moved().is_some());
    assert_eq!(effect.shared, None);
}

/// The same in every number: a number that is not known before or after has no move.
#[test]
fn what_is_unknown_has_no_move() {
    let old = "assume a = 1 { because \"x\" }\noutcome y = a\noutcome z = 2 * 3\n";
    let story = story(old, &old.replace("a = 1", "a = unknown"));
    let found = Found(&story);
    assert_eq!(found.alone("y").after, None);
    assert_eq!(found.alone("y").moved(), None);
    assert!(!found.alone("z").is_moved());
}

#[test]
fn nothing_changes() {
    let story = story(OLD, OLD);
    assert!(story.changes.is_empty());
    assert!(
        story
            .effects
            .results
            .iter()
            .all(|effect| !effect.is_moved())
    );
}

/// What is told otherwise cannot be compared: that a change moves nothing else is no more than that.
#[test]
fn what_becomes_a_series() {
    let old = "model m { time 2026..2029; draws 50 }\nassume p ~ 1 to 2 { because \"b\" }\noutcome pr = p\n";
    let story = story(old, &old.replace("1 to 2 {", "1 to 2 each year {"));
    assert_eq!(Found(&story).told(), ["revised p Structure: Unseen"]);
}
