//! Why a declaration could not be parsed, as precisely as the text around the failure tells.
//!
//! Each recogniser looks for one mistake around the place where the grammar gave up and answers with
//! its diagnostic, or with nothing. The first answer counts, so the most certain ones come first.

mod adjusted;
mod bracket;
mod claim;
mod clause;
mod date;
pub mod expected;
mod layout;
mod number;
mod operator;
mod phrase;
pub mod place;
mod saying;
pub mod token;
mod unit;
mod word;

use crate::fault::Fault;
use place::Place;

/// Looks for one mistake.
type Recogniser = fn(&Place<'_>) -> Option<Fault>;

/// In the order in which they are asked.
const RECOGNISERS: &[Recogniser] = &[
    claim::bound,
    layout::operator_at_start,
    layout::block_on_next_line,
    bracket::open_from_above,
    layout::indented_declaration,
    bracket::stray_closer,
    clause::without_braces,
    unit::unit_first,
    number::magnitude_glued,
    number::unit_glued,
    number::magnitude_word,
    number::spaced_digits,
    number::detached_percent,
    number::leading_point,
    number::range_dots,
    saying::between_in_a_condition,
    number::between,
    saying::at_each,
    saying::in_a_scenario,
    saying::trailing_if,
    saying::for_instead_of_over,
    phrase::braces_for_a_list,
    phrase::equals_in_a_list,
    phrase::mixture_without_weights,
    phrase::correlated_with_words,
    phrase::file_of_a_table,
    phrase::names_of_two_words,
    phrase::colon_after_title,
    phrase::index_behind_the_unit,
    phrase::unit_without_colon,
    phrase::magnitude_behind,
    phrase::start_of_a_stock,
    date::month_name,
    date::quarter_first,
    date::slashes,
    date::one_digit_month,
    unit::per,
    operator::double_equals,
    operator::single_equals,
    operator::tilde,
    word::file_of_use,
    word::upper_case,
    word::else_if,
    word::bare_if,
    word::missing_else,
    word::missing_then,
    word::title_after_unit,
    word::number_word,
    operator::missing_equals,
    adjusted::hazard_without_point,
    adjusted::clauses_with_commas,
    clause::misplaced,
    clause::missing_separator,
    word::reserved,
    bracket::unclosed,
];

/// The most telling diagnostic for a failure.
pub fn explain(place: &Place<'_>) -> Fault {
    RECOGNISERS
        .iter()
        .find_map(|recogniser| recogniser(place))
        .unwrap_or_else(|| Box::new(expected::unexpected(place)))
}
