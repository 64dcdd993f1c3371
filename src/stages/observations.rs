//! The observations of a formula: which years of the panel it can use, and its columns there.

use crate::econometrics::{Design, EconometricsError, Ols};
use crate::model::{Formula, Series, Transform, Variable, Year};
use crate::stages::PanelRow;

/// The name of the constant among the terms.
const CONSTANT: &str = "const";

/// The complete observations of a formula, in the order of the panel.
#[derive(Debug, Clone)]
pub(in crate::stages) struct Observations {
    pub years: Vec<Year>,
    pub response: Vec<f64>,
    /// The regressors by the text of their terms, without the constant.
    pub columns: Vec<(String, Vec<f64>)>,
    constant: bool,
}

impl Observations {
    /// Takes the rows of one exporter's sector in which every variable is defined.
    pub fn of(formula: &Formula, rows: &[&PanelRow]) -> Self {
        let response = observe(&formula.response, rows);
        let series: Vec<Vec<Option<f64>>> = formula.terms.iter().map(|term| observe(term, rows)).collect();
        let complete: Vec<usize> = (0..rows.len())
            .filter(|&i| response[i].is_some() && series.iter().all(|values| values[i].is_some()))
            .collect();
        let observed = |values: &[Option<f64>]| complete.iter().filter_map(|&i| values[i]).collect::<Vec<f64>>();
        let terms = formula.terms.iter().map(ToString::to_string);
        Self {
            years: complete.iter().map(|&i| rows[i].year).collect(),
            response: observed(&response),
            columns: terms.zip(series.iter().map(|values| observed(values))).collect(),
            constant: formula.constant,
        }
    }

    /// The regressors as a matrix, the constant first.
    pub fn design(&self) -> Result<Design, EconometricsError> {
        let mut columns = Vec::new();
        if self.constant {
            columns.push((CONSTANT.to_owned(), vec![1.0; self.response.len()]));
        }
        columns.extend(self.columns.iter().cloned());
        Design::from_columns(columns)
    }

    /// Fits the formula by least squares.
    pub fn fit(&self) -> Result<Ols, EconometricsError> {
        Ols::fit(&self.response, &self.design()?)
    }
}

/// A variable over the years of `rows`; years in which it is undefined hold `None`.
pub(in crate::stages) fn observe(variable: &Variable, rows: &[&PanelRow]) -> Vec<Option<f64>> {
    let mut values: Vec<Option<f64>> = rows.iter().map(|row| value(variable.series, row)).collect();
    for transform in &variable.transforms {
        let before = |i: usize| {
            let j = i.checked_sub(1)?;
            values[j].filter(|_| rows[j].year + 1 == rows[i].year)
        };
        values = (0..values.len())
            .map(|i| match transform {
                Transform::Log => values[i].filter(|value| *value > 0.0).map(libm::log),
                Transform::Diff => Some(values[i]? - before(i)?),
                Transform::Lag => before(i),
            })
            .collect();
    }
    values
}

/// A series in one observation; `None` where it is undefined.
fn value(series: Series, row: &PanelRow) -> Option<f64> {
    Some(match series {
        Series::Mutual => row.mutual,
        Series::External => row.external,
        Series::Total => row.mutual + row.external,
        Series::Bp => row.bp,
        Series::Fp => row.fp,
        Series::GdpPc => row.gdp_pc,
        Series::Content => row.content()?,
        Series::BpAll => row.bp_all,
        Series::FpAll => row.fp_all,
        Series::ForwardShare => row.forward_share()?,
        Series::Year => f64::from(row.year),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::Economy;

    pub(in crate::stages) fn row(year: u16, mutual: f64, bp: f64) -> PanelRow {
        PanelRow {
            year,
            exporter: Economy::parse("BLR").expect("a code"),
            sector: "chemicals".into(),
            mutual,
            external: 0.0,
            bp,
            fp: 1.0,
            gdp_pc: 1.0,
            bp_all: bp,
            fp_all: 1.0,
            value_added: 1.0,
        }
    }

    #[test]
    fn transformations_lose_the_first_year_and_the_undefined_ones() {
        let rows = [
            row(2000, 1.0, 2.0),
            row(2001, 0.0, 3.0),
            row(2002, 4.0, 5.0),
            row(2004, 4.0, 9.0),
        ];
        let rows: Vec<&PanelRow> = rows.iter().collect();
        let series = |text: &str| {
            let formula: Formula = format!("{text} ~ fp").parse().expect("a formula");
            observe(&formula.response, &rows)
        };
        assert_eq!(series("lag(bp)"), [None, Some(2.0), Some(3.0), None]);
        assert_eq!(series("diff(bp)"), [None, Some(1.0), Some(2.0), None]);
        assert_eq!(series("log(mutual)")[..2], [Some(0.0), None]);
    }
}
