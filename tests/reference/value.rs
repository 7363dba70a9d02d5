//! What an expression comes to, and how what is missing is carried.

/// The value of something in one draw and step. Yes is 1, no is 0, a date its days, a label its position.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// It is there.
    Number(f64),
    /// There is none.
    None,
    /// It rests on something declared unknown.
    Unknown,
    /// Something went wrong on the way to it.
    Fault(String),
}

impl Value {
    /// A yes/no.
    pub fn yes_no(yes: bool) -> Self {
        Value::Number(f64::from(u8::from(yes)))
    }

    /// The number, if it is finite.
    pub fn finite(number: f64, of: &str) -> Self {
        if number.is_finite() {
            Value::Number(number)
        } else {
            Value::Fault(format!("{of} gives {number}"))
        }
    }

    /// Whether it is a yes. What is missing is neither yes nor no.
    pub fn is_yes(&self) -> bool {
        matches!(self, Value::Number(number) if *number != 0.0)
    }

    /// Whether it is a no.
    pub fn is_no(&self) -> bool {
        *self == Value::Number(0.0)
    }

    /// No for yes and the other way round.
    pub fn not(self) -> Self {
        self.map("not", |number| f64::from(u8::from(number == 0.0)))
    }

    /// The number changed, what is missing as it is.
    pub fn map(self, name: &str, change: impl FnOnce(f64) -> f64) -> Self {
        match self {
            Value::Number(number) => Value::finite(change(number), name),
            missing => missing,
        }
    }

    /// How strongly it is missing: of several, a fault goes before unknown and that before none.
    fn rank(&self) -> u8 {
        match self {
            Value::Number(_) => 0,
            Value::None => 1,
            Value::Unknown => 2,
            Value::Fault(_) => 3,
        }
    }
}

/// All the numbers, or what wins among what is missing (the first of equal rank).
pub fn numbers<const N: usize>(values: [Value; N]) -> Result<[f64; N], Value> {
    match list(values.to_vec()) {
        Ok(found) => Ok(std::array::from_fn(|at| found[at])),
        Err(missing) => Err(missing),
    }
}

/// As [`numbers`], for any number of them.
pub fn list(values: Vec<Value>) -> Result<Vec<f64>, Value> {
    let mut worst: Option<Value> = None;
    let mut found = Vec::new();
    for value in values {
        match value {
            Value::Number(number) => found.push(number),
            missing => {
                if worst
                    .as_ref()
                    .is_none_or(|so_far| so_far.rank() < missing.rank())
                {
                    worst = Some(missing);
                }
            }
        }
    }
    worst.map_or(Ok(found), Err)
}

/// An operation on numbers that are all there, the result finite or a fault.
pub fn combine<const N: usize>(
    name: &str,
    values: [Value; N],
    operation: impl FnOnce([f64; N]) -> f64,
) -> Value {
    match numbers(values) {
        Ok(found) => Value::finite(operation(found), name),
        Err(missing) => missing,
    }
}

/// No if one of them is no, else the first that is missing, else yes.
pub fn and(values: impl IntoIterator<Item = Value>) -> Value {
    decided(values, Value::is_no, true)
}

/// Yes if one of them is yes, else the first that is missing, else no.
pub fn or(values: impl IntoIterator<Item = Value>) -> Value {
    decided(values, Value::is_yes, false)
}

fn decided(
    values: impl IntoIterator<Item = Value>,
    decides: fn(&Value) -> bool,
    otherwise: bool,
) -> Value {
    let mut missing = None;
    for value in values {
        if decides(&value) {
            return value;
        }
        if !matches!(value, Value::Number(_)) && missing.is_none() {
            missing = Some(value);
        }
    }
    missing.unwrap_or(Value::yes_no(otherwise))
}

/// The smaller of two; the first of equals.
pub fn smaller(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// The larger of two; the first of equals.
pub fn larger(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}
