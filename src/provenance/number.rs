use std::fmt;
use std::sync::Arc;

use super::Key;

/// A value that knows where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    value: f64,
    origin: Arc<Origin>,
}

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// A result of the study.
    Result(Key),
    /// A constant that the author has written: a bound, a level.
    Constant,
    /// Computed from other numbers.
    Derived { operation: Operation, of: Vec<Number> },
}

/// How a derived number is made of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    Sum,
    Difference,
    Product,
    Quotient,
    Remainder,
    Power,
    AbsoluteValue,
    Mean,
    Minimum,
    Maximum,
    First,
    Last,
    /// The year in which a series is lowest or highest.
    YearOfMinimum,
    YearOfMaximum,
    /// How many of the parts satisfy a condition, in words of the template.
    Count(String),
}

impl Operation {
    /// The name by which expressions call it.
    pub fn id(&self) -> &str {
        match self {
            Self::Sum => "sum",
            Self::Difference => "difference",
            Self::Product => "product",
            Self::Quotient => "quotient",
            Self::Remainder => "remainder",
            Self::Power => "power",
            Self::AbsoluteValue => "abs",
            Self::Mean => "mean",
            Self::Minimum => "min",
            Self::Maximum => "max",
            Self::First => "first",
            Self::Last => "last",
            Self::YearOfMinimum => "year_of_min",
            Self::YearOfMaximum => "year_of_max",
            Self::Count(_) => "count",
        }
    }
}

impl Number {
    pub fn result(key: Key, value: f64) -> Self {
        Self {
            value,
            origin: Arc::new(Origin::Result(key)),
        }
    }

    pub fn constant(value: f64) -> Self {
        Self {
            value,
            origin: Arc::new(Origin::Constant),
        }
    }

    /// A number computed from others; sums of sums and products of products are flattened.
    pub fn derived(operation: Operation, value: f64, of: Vec<Self>) -> Self {
        let flat = match operation {
            Operation::Sum | Operation::Product => of.into_iter().flat_map(|part| part.parts_of(&operation)).collect(),
            _ => of,
        };
        let origin = Arc::new(Origin::Derived { operation, of: flat });
        Self { value, origin }
    }

    pub fn value(&self) -> f64 {
        self.value
    }

    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    fn parts_of(self, operation: &Operation) -> Vec<Self> {
        match &*self.origin {
            Origin::Derived { operation: own, of } if own == operation => of.clone(),
            _ => vec![self],
        }
    }
}

/// More parts than this are shown by the first and the last.
const SHOWN: usize = 4;

/// The expression by which `why` knows the number: its key, or an operation on keys.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.origin {
            Origin::Result(key) => key.fmt(f),
            Origin::Constant => self.value.fmt(f),
            Origin::Derived { operation, of } => {
                write!(f, "{}(", operation.id())?;
                if let Operation::Count(condition) = operation {
                    f.write_str(condition)?;
                } else if of.len() > SHOWN {
                    write!(f, "{} … {}", of[0], of[of.len() - 1])?;
                } else {
                    for (position, part) in of.iter().enumerate() {
                        let comma = if position > 0 { ", " } else { "" };
                        write!(f, "{comma}{part}")?;
                    }
                }
                f.write_str(")")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_flat_and_long_lists_are_shortened() {
        let year = |year: u16| {
            let key = format!("panel.BLR.chemicals.{year}.bp");
            Number::result(key.parse().expect("a key"), f64::from(year))
        };
        let pair = Number::derived(Operation::Sum, 4001.0, vec![year(2000), year(2001)]);
        let sum = Number::derived(Operation::Sum, 6003.0, vec![pair, year(2002)]);
        assert_eq!(
            sum.to_string(),
            "sum(panel.BLR.chemicals.2000.bp, panel.BLR.chemicals.2001.bp, panel.BLR.chemicals.2002.bp)"
        );
        let mean = Number::derived(Operation::Mean, 2003.0, (2000..2007).map(year).collect());
        assert_eq!(
            mean.to_string(),
            "mean(panel.BLR.chemicals.2000.bp … panel.BLR.chemicals.2006.bp)"
        );
    }
}
