//! The regressors of one equation, checked once.

use std::collections::BTreeSet;

use nalgebra::DMatrix;

use super::EconometricsError;

/// Holds the named columns of a regression, all of them finite.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    names: Vec<String>,
    matrix: DMatrix<f64>,
}

impl Design {
    /// The name of the column of ones that [`Design::with_constant`] puts first.
    pub const CONSTANT: &'static str = "constant";

    /// Builds a design from a matrix of n observations × k columns and k names.
    ///
    /// Fails on an empty matrix, a wrong number of names, a repeated name, or
    /// a number that is NaN or infinite. Rank is checked by [`super::Ols::fit`].
    pub fn new(names: Vec<String>, matrix: DMatrix<f64>) -> Result<Self, EconometricsError> {
        if matrix.is_empty() {
            return Err(EconometricsError::EmptyDesign {
                n_rows: matrix.nrows(),
                n_columns: matrix.ncols(),
            });
        }
        if names.len() != matrix.ncols() {
            return Err(EconometricsError::LengthMismatch {
                what: "column names".to_owned(),
                expected: matrix.ncols(),
                actual: names.len(),
            });
        }
        let mut seen = BTreeSet::new();
        for (name, column) in names.iter().zip(matrix.column_iter()) {
            if !seen.insert(name) {
                return Err(EconometricsError::DuplicateColumn { column: name.clone() });
            }
            check_finite(name, column.iter())?;
        }
        Ok(Self { names, matrix })
    }

    /// Builds a design from named columns of equal length, in the order given.
    ///
    /// Fails as [`Design::new`] does, and on columns of unequal length.
    pub fn from_columns(columns: Vec<(String, Vec<f64>)>) -> Result<Self, EconometricsError> {
        let n_rows = columns.first().map_or(0, |(_, values)| values.len());
        if let Some((name, values)) = columns.iter().find(|(_, v)| v.len() != n_rows) {
            return Err(EconometricsError::LengthMismatch {
                what: name.clone(),
                expected: n_rows,
                actual: values.len(),
            });
        }
        let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let matrix = DMatrix::from_vec(n_rows, names.len(), values.concat());
        Self::new(names, matrix)
    }

    /// Builds a design from named columns with a column of ones put first.
    ///
    /// Fails as [`Design::from_columns`] does; without any other column there
    /// is no length to give to the constant, and the design counts as empty.
    pub fn with_constant(mut columns: Vec<(String, Vec<f64>)>) -> Result<Self, EconometricsError> {
        let n_rows = columns.first().map_or(0, |(_, values)| values.len());
        columns.insert(0, (Self::CONSTANT.to_owned(), vec![1.0; n_rows]));
        Self::from_columns(columns)
    }

    /// Returns the k column names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns the matrix, n observations × k columns.
    pub fn matrix(&self) -> &DMatrix<f64> {
        &self.matrix
    }

    /// Returns n, the number of observations.
    pub fn n_obs(&self) -> usize {
        self.matrix.nrows()
    }

    /// Returns k, the number of columns, the constant included.
    pub fn n_params(&self) -> usize {
        self.matrix.ncols()
    }

    /// Finds the first column whose entries all equal one nonzero number.
    pub fn constant_column(&self) -> Option<usize> {
        self.matrix.column_iter().position(|column| {
            let first = column[0];
            first != 0.0 && column.iter().all(|&entry| entry == first)
        })
    }
}

/// Fails on the first entry that is NaN or infinite.
pub(super) fn check_finite<'a>(name: &str, values: impl Iterator<Item = &'a f64>) -> Result<(), EconometricsError> {
    for (row, &value) in values.enumerate() {
        if !value.is_finite() {
            return Err(EconometricsError::NotFinite {
                column: name.to_owned(),
                row,
                value,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(columns: &[(&str, &[f64])]) -> Vec<(String, Vec<f64>)> {
        let own = |(name, values): &(&str, &[f64])| ((*name).to_owned(), values.to_vec());
        columns.iter().map(own).collect()
    }

    #[test]
    fn puts_the_constant_first() -> Result<(), EconometricsError> {
        let design = Design::with_constant(named(&[("x", &[1.0, 2.0, 4.0])]))?;
        assert_eq!(design.names(), ["constant", "x"]);
        assert_eq!((design.n_obs(), design.n_params()), (3, 2));
        assert_eq!(design.constant_column(), Some(0));
        assert_eq!(design.matrix()[(2, 1)], 4.0);
        Ok(())
    }

    #[test]
    fn refuses_what_cannot_be_fitted() {
        let messages = [
            Design::from_columns(vec![]),
            Design::with_constant(vec![]),
            Design::from_columns(named(&[("x", &[1.0, 2.0]), ("z", &[1.0])])),
            Design::from_columns(named(&[("x", &[1.0, 2.0]), ("x", &[1.0, 3.0])])),
            Design::from_columns(named(&[("x", &[1.0, f64::NAN])])),
            Design::new(vec![], DMatrix::zeros(2, 1)),
        ]
        .map(|design| design.map_or_else(|error| error.to_string(), |_| "accepted".to_owned()));
        assert_eq!(
            messages,
            [
                "the design is empty: 0 rows, 0 columns",
                "the design is empty: 0 rows, 1 columns",
                "`z` has 1 entries where 2 are expected",
                "two columns are named `x`",
                "`x` has NaN in row 1, where a finite number is expected",
                "`column names` has 0 entries where 1 are expected",
            ]
        );
    }
}
