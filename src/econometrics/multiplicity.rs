//! p values of many tests, corrected for their number.

/// Corrects p values so that any false rejection is as rare as the level says.
///
/// Holm (1979), Scand. J. Statistics 6: the i-th smallest of m is multiplied by
/// m − i + 1, made no smaller than its predecessor and at most 1; valid under
/// any dependence. In the order given; NaN stays NaN and does not count.
///
/// Equals R `p.adjust(p, "holm")` and Stata `qqvalue, method(holm)` from SSC.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let order = ascending(p_values);
    let m = order.len();
    let mut adjusted = p_values.to_vec();
    let mut least = 0.0_f64;
    for (rank, &position) in order.iter().enumerate() {
        least = least.max((m - rank) as f64 * p_values[position]).min(1.0);
        adjusted[position] = least;
    }
    adjusted
}

/// Corrects p values so that the expected share of false rejections among all
/// rejections is at most the level.
///
/// Benjamini and Hochberg (1995), J. Royal Statistical Society B 57: the i-th
/// smallest of m is multiplied by m/i, and made no larger than its successor
/// and 1; valid for independent or positively dependent tests. In the order
/// given; NaN stays NaN and does not count.
///
/// Equals R `p.adjust(p, "BH")` and Stata `qqvalue, method(simes)` from SSC.
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    step_up(p_values, 1.0)
}

/// Corrects p values as [`benjamini_hochberg`], valid under any dependence.
///
/// Benjamini and Yekutieli (2001), Annals of Statistics 29: additionally
/// multiplied by 1 + 1/2 + … + 1/m.
///
/// Equals R `p.adjust(p, "BY")` and Stata `qqvalue, method(yekutieli)` from SSC.
pub fn benjamini_yekutieli(p_values: &[f64]) -> Vec<f64> {
    let m = ascending(p_values).len();
    step_up(p_values, (1..=m).map(|rank| 1.0 / rank as f64).sum())
}

fn step_up(p_values: &[f64], factor: f64) -> Vec<f64> {
    let order = ascending(p_values);
    let m = order.len() as f64;
    let mut adjusted = p_values.to_vec();
    let mut most = 1.0_f64;
    for (rank, &position) in order.iter().enumerate().rev() {
        most = most.min(factor * (m / (rank as f64 + 1.0) * p_values[position]));
        adjusted[position] = most;
    }
    adjusted
}

/// Returns the positions of the numbers in ascending order, without NaN.
fn ascending(p_values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p_values.len()).filter(|&i| !p_values[i].is_nan()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    const P: [f64; 6] = [0.03, 0.001, 0.8, 0.01, 0.012, 0.2];

    #[track_caller]
    fn close(actual: &[f64], expected: &[f64]) {
        assert_eq!(actual.len(), expected.len());
        for (a, e) in actual.iter().zip(expected) {
            assert!((a - e).abs() <= 1e-15, "{actual:?} for {expected:?}");
        }
    }

    /// By hand from the definitions.
    #[test]
    fn six_tests() {
        close(&holm(&P), &[0.09, 0.006, 0.8, 0.05, 0.05, 0.4]);
        close(&benjamini_hochberg(&P), &[0.045, 0.006, 0.8, 0.024, 0.024, 0.24]);
        let by = [0.11025, 0.0147, 1.0, 0.0588, 0.0588, 0.588];
        close(&benjamini_yekutieli(&P), &by);
    }

    #[test]
    fn edges() {
        assert_eq!(holm(&[]), Vec::<f64>::new());
        close(&holm(&[0.4]), &[0.4]);
        close(&benjamini_yekutieli(&[0.4]), &[0.4]);
        close(&holm(&[0.6, 0.6, 0.7]), &[1.0, 1.0, 1.0]);
        // the NaN does not count: two tests are left
        let adjusted = holm(&[0.01, f64::NAN, 0.2]);
        assert!(adjusted[1].is_nan());
        close(&[adjusted[0], adjusted[2]], &[0.02, 0.2]);
        let adjusted = benjamini_hochberg(&[0.01, f64::NAN, 0.2]);
        close(&[adjusted[0], adjusted[2]], &[0.02, 0.2]);
    }
}
