//! What a help prints mends the mistake: in these cases put in the place of what is underlined, and nothing else
//! changed, the code behind its first `write` leaves a model without a finding.

use foreland::source::Source;

use super::{files, findings, is_model, read};

/// Cases of which this is not so: what to write goes to another place, or only somebody who knows the subject can say
/// it, or a file is named that is not beside it. Every other case whose help says "write `…`" is mended by it.
const ELSEWHERE: [&str; 20] = [
    "accent_in_a_name.fore",
    "brace_on_its_own_line.fore",
    "circle_of_three_lets.fore",
    "circle_without_units.fore",
    "distribution_in_arithmetic.fore",
    "dollars_plus_yen.fore",
    "drawn_let.fore",
    "forgotten_kind.fore",
    "gap_in_a_list.fore",
    "gap_in_a_table.fore",
    "hazard_through_a_draw_of_its_event.fore",
    "impossible_month.fore",
    "let_of_itself.fore",
    "ore_plus_copper.fore",
    "pledged_against_disbursed.fore",
    "prices_of_two_years.fore",
    "row_too_short.fore",
    "table_without_by.fore",
    "table_without_quotes.fore",
    "total_not_in_declared_unit.fore",
];

/// The code that a help says to write.
fn printed(help: &str) -> Option<&str> {
    help.split_once("write `")?.1.split('`').next()
}

/// The model of a case with its mistake mended as the help says; none where it does not say.
fn mended(source: &Source) -> Option<Source> {
    let found = findings(source);
    let finding = found.first()?;
    let code = printed(finding.help.as_deref()?)?.to_owned();
    let mut text = source.text().to_owned();
    text.replace_range(finding.primary()?.range(), &code);
    Source::from_bytes(source.name(), text.into_bytes()).ok()
}

#[test]
fn what_the_help_prints_mends_the_mistake() {
    let folders = ["syntax", "resolve", "types", "whole"];
    let cases = folders
        .iter()
        .flat_map(|stage| files(&format!("tests/cases/{stage}")));
    let mut wrong = Vec::new();
    for source in cases
        .map(|file| read(&file))
        .filter(|source| !is_model(source))
    {
        let Some(mended) = mended(&source) else {
            continue;
        };
        let left: Vec<String> = findings(&mended)
            .iter()
            .map(|finding| format!("{}: {}", finding.code, finding.message))
            .collect();
        let elsewhere = ELSEWHERE.contains(&source.name());
        if left.is_empty() == elsewhere {
            wrong.push(format!("{}: {left:?}", source.name()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Case, what stands in it, and what its help prints for that.
const IN_ANOTHER_PLACE: [(&str, &str, &str); 16] = [
    (
        "whole/hazard_through_a_draw_of_its_event",
        "* depth",
        "* previous(depth)",
    ),
    (
        "whole/circle_without_units",
        "- royalty",
        "- previous(royalty, initial: 0 USD/year)",
    ),
    (
        "whole/circle_of_three_lets",
        "* taxable",
        "* previous(taxable, initial: 0 USD/year)",
    ),
    (
        "whole/two_conflicting_sets",
        "set fee = 3%",
        "set fee = 3% when tariff_law is old",
    ),
    (
        "whole/two_conflicting_sets",
        "set fee = 3%",
        "cut fee by 40%",
    ),
    (
        "whole/two_conflicting_events",
        "set    fee = 1%",
        "set fee = 1% when not boycott.active",
    ),
    (
        "whole/two_sets_in_one_scenario",
        "set fee = 6%",
        "raise fee by 20%",
    ),
    (
        "whole/option_adjusts_for_another",
        "when operator is public",
        "",
    ),
    ("types/forgotten_kind", "2 USD/t", "2 USD/t of ore"),
    (
        "types/previous_without_a_start",
        "previous(debt)",
        "previous(debt, initial: 100 USD)",
    ),
    (
        "types/source_newer_than_the_model",
        "as of 2025-12-15",
        "as of 2026-12-04",
    ),
    (
        "types/evidence_newer_than_the_model",
        "as of 2026-02",
        "as of 2026-06",
    ),
    (
        "types/occurs_outside_the_timeline",
        "time 2026..2040",
        "time 2026..2045",
    ),
    (
        "types/claims_that_differ",
        "from ainvest\n",
        "from ainvest\n  accept claims-differ because \"…\"\n",
    ),
    (
        "types/option_compared_with_equals",
        "operator == 1",
        "operator is private",
    ),
    (
        "types/number_as_a_condition",
        "if fee then",
        "if fee > 0% then",
    ),
];

/// The same where a help prints what goes to another place than the underlined one.
#[test]
fn what_the_help_says_of_another_place_mends_the_mistake() {
    for (case, wrong, right) in IN_ANOTHER_PLACE {
        let file = format!("tests/cases/{case}.fore");
        let source = read(std::path::Path::new(&file));
        let finding = &findings(&source)[0];
        let help = finding.help.as_deref().unwrap_or_default();
        let code = right
            .trim_start_matches(['=', '*', '-', ' '])
            .trim_start_matches("if ")
            .trim_end_matches(" then");
        let code = code.lines().last().unwrap_or_default().trim();
        assert!(help.contains(code), "{case}: {help}");
        let text = source.text().replacen(wrong, right, 1);
        assert_ne!(text, source.text(), "{case}");
        let mended = Source::from_bytes(source.name(), text.into_bytes()).unwrap();
        let left = findings(&mended);
        assert!(left.is_empty(), "{case}: {left:#?}");
    }
}

/// What is assumed of two kinds, and what is written with it, leaves no difference of units.
#[test]
fn a_ratio_of_kinds_is_what_the_help_says() {
    let mut tried = 0;
    for case in [
        "funded_but_not_built",
        "copper_among_rare_earths",
        "loan_plus_goods",
    ] {
        let source = read(std::path::Path::new(&format!(
            "tests/cases/many/{case}.fore"
        )));
        let all = findings(&source);
        for finding in &all {
            let help = finding.help.as_deref().unwrap();
            let ratio = help.split("`assume ").nth(1).unwrap();
            let ratio = ratio.split('`').next().unwrap().replace('…', "0.5");
            let mut code = help.split("and write `").nth(1).unwrap().split('`');
            let (write, instead) = (code.next().unwrap(), code.nth(1));
            let place = finding.primary().unwrap().range();
            let written = &source.text()[place.clone()];
            let new = match instead.filter(|name| written.contains(name)) {
                Some(name) => written.replacen(name, write, 1),
                None => write.to_owned(),
            };
            let mut text = source.text().to_owned();
            // Where the other side is what is turned into this one.
            match write
                .split(' ')
                .next()
                .filter(|name| !written.contains(name))
            {
                Some(name) => {
                    text = text.replacen(&format!(" {name} >="), &format!(" {write} >="), 1)
                }
                None => text.replace_range(place, &new),
            }
            let text = format!("{text}\nassume {ratio}\n");
            let mended = Source::from_bytes(source.name(), text.into_bytes()).unwrap();
            let left = findings(&mended);
            let same = left.iter().any(|it| it.message == finding.message);
            assert!(!same, "{case}: {write}: {left:#?}");
            let other = left.iter().find(|it| it.code != "units-differ");
            assert!(other.is_none(), "{case}: {write}: {other:#?}");
            tried += 1;
        }
    }
    assert_eq!(tried, 11);
}

/// Weights that can draw what an assert rules out: the help prints new ones for two options.
#[test]
fn conditional_weights_rule_a_combination_out() {
    let source = read(std::path::Path::new(
        "tests/cases/whole/forbidden_by_weight.fore",
    ));
    let help = findings(&source)[0].help.clone().unwrap();
    let mut text = source.text().to_owned();
    for (option, there) in [("none", "100%"), ("full", "0%")] {
        let printed = format!("weight if operator is private then {there} else 50%");
        assert!(
            help.contains(&format!("`{printed}` in `{option}`")),
            "{help}"
        );
        let old = format!("option {option} {{ weight 50%");
        assert!(text.contains(&old));
        text = text.replace(&old, &format!("option {option} {{ {printed}"));
    }
    let mended = Source::from_bytes(source.name(), text.into_bytes()).unwrap();
    let left = findings(&mended);
    assert!(left.is_empty(), "{left:#?}");
}
