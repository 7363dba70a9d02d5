//! Values over steps, against closed forms.

use super::*;

#[test]
fn compound_growth() {
    let ran = ran(&years(
        "let x: USD = initially 100 USD then previous(x) * 1.05\noutcome x_ = x\noutcome g = growth(x)",
    ));
    let mut expected = 100.0;
    for value in ran.series("x_") {
        assert_eq!(value, expected);
        expected *= 1.05;
    }
    assert_eq!(ran.column("g").mark(0, 0), Mark::None);
    assert!(close(ran.column("g").step(3)[0], 0.05));
}

#[test]
fn a_stock_with_a_constant_flow_and_one_that_decays() {
    let ran = ran(&years(
        "stock tank starts 10 t {\n  gains 3 t/year\n  loses 1 t/year\n}\n\
         stock left starts 100 t {\n  loses left * 10%/year\n}\n\
         outcome open = tank\noutcome close = closing(tank)\noutcome decay = left",
    ));
    assert_eq!(ran.series("open"), [10.0, 12.0, 14.0, 16.0, 18.0, 20.0]);
    assert_eq!(ran.series("close"), [12.0, 14.0, 16.0, 18.0, 20.0, 22.0]);
    let mut expected = 100.0;
    for value in ran.series("decay") {
        assert!(close(value, expected));
        expected *= 0.9;
    }
}

#[test]
fn a_stock_on_finer_steps() {
    let ran = ran(
        "model m { time 2025-01..2025-12 by month }\nstock s starts 0 t {\n  gains 12 t/year\n}\n\
         outcome s_ = closing(s)\noutcome total_: t = total(12 t/year)",
    );
    assert_eq!(ran.series("s_")[11], 12.0);
    assert!(close(ran.value("total_"), 12.0));
}

#[test]
fn totals_and_what_is_read_from_them() {
    let ran = ran(&years(
        "let x = (now - start) * 1 USD/year/year\noutcome all: USD = total(x)\n\
         outcome some: USD = total(x during 2026..2027)\noutcome mid = average(x)\n\
         outcome top = highest(x)\noutcome low = lowest(x during 2027..2029)\n\
         outcome share = x * 1 year / total(x)\noutcome run: USD = cumulative(x)",
    ));
    assert_eq!(ran.value("all"), 15.0);
    assert_eq!(ran.value("some"), 3.0);
    assert_eq!(ran.value("mid"), 2.5);
    assert_eq!(ran.value("top"), 5.0);
    assert_eq!(ran.value("low"), 2.0);
    assert_eq!(ran.series("share")[3], 0.2);
    assert_eq!(ran.series("run"), [0.0, 1.0, 3.0, 6.0, 10.0, 15.0]);
}

#[test]
fn first_ever_always() {
    let ran = ran(&years(
        "let x = (now - start) / 1 year\noutcome when = first(x > 2)\noutcome never = first(x > 9)\n\
         outcome some = ever(x > 4)\noutcome all = always(x < 5)",
    ));
    let day = crate::calendar::Date::from_ymd(2028, 1, 1).unwrap();
    assert_eq!(ran.value("when"), f64::from(day.0));
    assert_eq!(ran.mark("never"), Mark::None);
    assert_eq!(ran.value("some"), 1.0);
    assert_eq!(ran.value("all"), 0.0);
}

#[test]
fn delay_and_smooth() {
    let ran = ran(&years(
        "let x = (now - start) / 1 year\noutcome d = delay(x, 2 years)\noutcome s = smooth(x, 2 years)\n\
         outcome now_ = smooth(x, 6 months)\noutcome p = previous(x, initial: 9)\noutcome q = previous(x)",
    ));
    assert_eq!(ran.series("d"), [0.0, 0.0, 0.0, 1.0, 2.0, 3.0]);
    assert_eq!(ran.series("s"), [0.0, 0.5, 1.25, 2.125, 3.0625, 4.03125]);
    assert_eq!(ran.series("now_"), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(ran.series("p"), [9.0, 0.0, 1.0, 2.0, 3.0, 4.0]);
    assert_eq!(ran.series("q"), [0.0, 0.0, 1.0, 2.0, 3.0, 4.0]);
}

#[test]
fn two_that_drive_each_other_a_step_apart() {
    let ran = ran(&years(
        "let a: t = initially 1 t then previous(b)\nlet b: t = a + 1 t\noutcome a_ = a\noutcome b_ = b",
    ));
    assert_eq!(ran.series("a_"), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    assert_eq!(ran.series("b_"), [2.0, 3.0, 4.0, 5.0, 6.0, 7.0]);
}

#[test]
fn a_long_chain_of_definitions() {
    let mut text = String::from("let x0 = 1\n");
    for at in 1..3_000 {
        text += &format!("let x{at} = x{} + 1\n", at - 1);
    }
    let ran = ran(&years(&(text + "outcome last = x2999")));
    assert_eq!(ran.value("last"), 3_000.0);
}
