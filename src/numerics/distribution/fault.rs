//! What can be wrong with a distribution's parameters, in an analyst's words.

use thiserror::Error;

/// A fault of a distribution's parameters or bounds. The message names the parameter by its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParameterFault {
    /// Too many or too few numbers.
    #[error("this distribution takes {takes} numbers, and {given} are given")]
    Count {
        /// How many the family takes.
        takes: usize,
        /// How many there were.
        given: usize,
    },
    /// A parameter is infinite or not a number.
    #[error("the {parameter} must be a finite number")]
    NotFinite {
        /// The parameter's name.
        parameter: &'static str,
    },
    /// A parameter that must be positive is not.
    #[error("the {parameter} must be above zero")]
    NotPositive {
        /// The parameter's name.
        parameter: &'static str,
    },
    /// A count below zero.
    #[error("the {parameter} must not be negative")]
    Negative {
        /// The parameter's name.
        parameter: &'static str,
    },
    /// A parameter so large that the distribution cannot be told from a normal.
    #[error("the {parameter} must not exceed 100 million; use a normal distribution")]
    TooLarge {
        /// The parameter's name.
        parameter: &'static str,
    },
    /// Too few degrees of freedom for the values to be numbers.
    #[error("the degrees of freedom must be at least 0.2")]
    TooFewDegrees,
    /// A count that is not a whole number.
    #[error("the {parameter} must be a whole number")]
    NotWhole {
        /// The parameter's name.
        parameter: &'static str,
    },
    /// The low end is not below the high end.
    #[error("the low end must be below the high end")]
    EndsOutOfOrder,
    /// The ends are so far apart that their distance is not a number.
    #[error("the low end and the high end are too far apart")]
    EndsTooFarApart,
    /// The mode lies outside the range.
    #[error("the mode must lie between the low end and the high end")]
    ModeOutside,
    /// A probability outside 0..100%.
    #[error("a probability must lie between 0% and 100%")]
    NotProbability,
    /// More cases counted than there were.
    #[error("the count must not exceed the number of cases")]
    CountAboveCases,
    /// The probabilities of quantiles are not two or more that rise within 0..100%.
    #[error("the percentages must be two or more, each above the one before, from 0% to 100%")]
    KeysNotRising,
    /// Quantiles that fall.
    #[error("the values must not fall while their percentages rise")]
    ValuesFall,
    /// A sample or a mixture without a value, or weights that do not add up.
    #[error("there must be values whose weights add up to 100%")]
    NoWeight,
    /// A value or a weight is infinite or not a number.
    #[error("every value must be a finite number")]
    ValueNotFinite,
    /// `min` is not below `max`.
    #[error("`min` must be below `max`")]
    BoundsOutOfOrder,
    /// Nothing of the distribution lies between the bounds.
    #[error("nothing of this distribution lies between `min` and `max`")]
    NothingBetweenBounds,
    /// Bounds on a yes/no.
    #[error("a yes/no takes neither `min` nor `max`")]
    BoundsOnYesNo,
}
