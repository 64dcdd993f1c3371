use super::finding::{CellReading, Evidence, Finding, Rule};
use crate::econometrics::{f_upper_tail, student_t_two_sided};
use crate::published::{CellId, Interval, PrintedNumber, PublishedRow, PublishedTable, Quantity};
use crate::replication::star_count;
use crate::stages::Term;

/// The stars of a printed number, and those that the numbers beside it allow.
pub(super) struct StarPattern {
    cell: CellId,
    printed: PrintedNumber,
    /// What the statistic is made of besides the number itself.
    beside: Vec<CellReading>,
    statistic: Interval,
    p: Interval,
    allowed: Vec<usize>,
}

/// Every star pattern that can be judged: coefficients with a standard error or t, and F, where the table
/// marks such numbers with stars at all.
///
/// A coefficient is judged under t(n − k) and under the normal distribution, as articles use either;
/// F under F(k − 1, n − k).
pub(super) fn star_patterns(table: &PublishedTable) -> Vec<StarPattern> {
    let mut patterns = Vec::new();
    let marked = |term: &Term| table.marks(Quantity::Coefficient(*term));
    let terms: Vec<Term> = Term::SLOPES.into_iter().filter(marked).collect();
    let marks_f = table.marks(Quantity::F);
    for row in table.rows.values() {
        let df_resid = (table.n_obs_of(row) - table.n_params) as f64;
        let coefficients = terms
            .iter()
            .filter_map(|term| coefficient_pattern(table, row, *term, df_resid));
        patterns.extend(coefficients);
        if let Some(f) = row.get(Quantity::F).filter(|_| marks_f) {
            let cell = f.rounding_cell();
            let statistic = Interval::new(cell.low.max(0.0), cell.high);
            let slopes = (table.n_params - 1) as f64;
            let p = Interval::new(
                f_upper_tail(statistic.high, slopes, df_resid),
                f_upper_tail(statistic.low, slopes, df_resid),
            );
            patterns.push(StarPattern {
                cell: row.id.cell(Quantity::F),
                printed: f.clone(),
                beside: Vec::new(),
                statistic,
                p,
                allowed: allowed(p, &table.star_levels),
            });
        }
    }
    patterns
}

fn coefficient_pattern(table: &PublishedTable, row: &PublishedRow, term: Term, df_resid: f64) -> Option<StarPattern> {
    let coefficient = row.get(Quantity::Coefficient(term))?;
    let by_t = Quantity::TStatistic(term);
    let by_se = Quantity::StdError(term);
    let (beside, printed, statistic) = if let Some(t) = row.get(by_t) {
        (by_t, t, t.rounding_cell().magnitudes())
    } else {
        let std_error = row.get(by_se)?;
        let (numerator, denominator) = (coefficient.rounding_cell().magnitudes(), std_error.rounding_cell());
        // a standard error that rounds to zero may be as small as one likes
        let high = if denominator.low > 0.0 {
            numerator.high / denominator.low
        } else {
            f64::INFINITY
        };
        (by_se, std_error, Interval::new(numerator.low / denominator.high, high))
    };
    let p = Interval::new(
        normal_two_sided(statistic.high).min(student_t_two_sided(statistic.high, df_resid)),
        student_t_two_sided(statistic.low, df_resid).max(normal_two_sided(statistic.low)),
    );
    Some(StarPattern {
        cell: row.id.cell(Quantity::Coefficient(term)),
        printed: coefficient.clone(),
        beside: vec![CellReading {
            cell: row.id.cell(beside),
            printed: printed.clone(),
        }],
        statistic,
        p,
        allowed: allowed(p, &table.star_levels),
    })
}

/// P(|Z| ≥ |z|) for a standard normal Z.
fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// The part of p by which ties at a level are told from differences.
const TIE: f64 = 1e-9;

fn allowed(p: Interval, levels: &[f64]) -> Vec<usize> {
    (star_count(p.high * (1.0 + TIE), levels)..=star_count(p.low * (1.0 - TIE), levels)).collect()
}

impl StarPattern {
    pub(super) fn finding(&self) -> Option<Finding> {
        if self.allowed.contains(&self.printed.stars()) {
            return None;
        }
        let rule = match self.cell.quantity {
            Quantity::F => Rule::FStarsDoNotFit,
            _ => Rule::StarsDoNotFit,
        };
        let mut cells = vec![CellReading {
            cell: self.cell.clone(),
            printed: self.printed.clone(),
        }];
        cells.extend(self.beside.iter().cloned());
        let evidence = Evidence::Stars {
            printed: self.printed.stars(),
            allowed: self.allowed.clone(),
            statistic: self.statistic,
            p: self.p,
        };
        Some(Finding::new(rule, &self.cell.to_string(), cells, evidence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_tail_is_as_in_tables() {
        assert!((normal_two_sided(1.959_963_984_540_054) - 0.05).abs() < 1e-15);
        assert!((normal_two_sided(-2.575_829_303_548_901) - 0.01).abs() < 1e-15);
    }

    #[test]
    fn an_interval_of_p_allows_every_count_between_its_ends() {
        let levels = [10.0, 5.0, 1.0];
        assert_eq!(allowed(Interval::new(0.04, 0.06), &levels), [1, 2]);
        assert_eq!(allowed(Interval::new(0.0, 1.0), &levels), [0, 1, 2, 3]);
        assert_eq!(allowed(Interval::new(0.2, 0.3), &levels), [0]);
    }
}
