//! The wild bootstrap of one coefficient, with the null imposed.

use nalgebra::DMatrix;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use super::compensated::sum_of_squares;
use super::{CovarianceKind, EconometricsError, Ols};

/// Share of |t| by which a draw may fall short of it and still be a tie.
const TIE: f64 = 1e-9;

/// Says how a wild bootstrap is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WildBootstrap {
    /// The covariance that studentises the estimate and every draw.
    pub kind: CovarianceKind,
    /// B, the number of draws; 999 or more, with B + 1 a multiple of 100.
    pub replications: usize,
    /// Where the random numbers start.
    pub seed: u64,
}

/// Holds the bootstrap test that one coefficient is zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BootstrapTest {
    /// The covariance behind the statistic.
    pub kind: CovarianceKind,
    /// t of the sample, as in [`super::CoefficientInference`].
    pub t_statistic: f64,
    /// B, the number of draws.
    pub replications: usize,
    /// How many draws have |t*| ≥ |t|.
    pub n_as_extreme: usize,
    /// `n_as_extreme`/B, possibly 0.
    pub p_value: f64,
}

/// Tests by the wild bootstrap that the coefficient at one position of the design is zero.
///
/// Draw b has y* = ŷ⁰ + w∘e⁰, with ŷ⁰ and e⁰ of the fit without that column
/// (the null imposed) and wᵢ = ±1 with equal chance (Rademacher), and
/// t* = β*ⱼ/√V*ⱼⱼ by the same regression and covariance as t. The p value is
/// symmetric, #{|t*| ≥ |t|}/B; draws that tie with t, such as the one with all
/// wᵢ equal, count. Residuals enter unscaled, y* only through X⁺ and I − QQᵀ.
/// Random numbers are those of ChaCha8 keyed by the seed, the stream being
/// the position: the same on every machine and for every kind.
///
/// Fails when the position is not below k, when there are no draws, as
/// [`Ols::covariance`] does, and when the standard error is zero.
///
/// Definitions: Cameron, Gelbach and Miller (2008), Rev. Econ. Statist. 90;
/// Davidson and Flachaire (2008), J. Econometrics 146; Roodman et al. (2019),
/// Stata Journal 19. Equals, up to the draws and ties, Stata `boottest x, reps(B)`
/// after `regress, vce(robust)` and R
/// `fwildclusterboot::boottest(lm, param =, B =, type = "rademacher")`.
pub fn wild_bootstrap(ols: &Ols, column: usize, settings: &WildBootstrap) -> Result<BootstrapTest, EconometricsError> {
    let WildBootstrap {
        kind,
        replications,
        seed,
    } = *settings;
    ols.check_column(column)?;
    if replications == 0 {
        return Err(EconometricsError::NoReplications);
    }
    let t_statistic = ols.inference(kind)?.coefficients[column].t_statistic;
    let null = Null::new(ols, column, kind)?;
    let bound = t_statistic.abs() * (1.0 - TIE);
    let mut random = generator(seed, column);
    let mut errors = null.residuals.clone();
    let mut room = errors.clone();
    let mut n_as_extreme = 0;
    for _ in 0..replications {
        flip_signs(&null.residuals, &mut random, &mut errors);
        let estimate = dot(&null.weights, &errors);
        // |t*| ≥ |t| without a division: a draw without variance counts
        if estimate * estimate >= bound * bound * null.variance(&errors, &mut room) {
            n_as_extreme += 1;
        }
    }
    Ok(BootstrapTest {
        kind,
        t_statistic,
        replications,
        n_as_extreme,
        p_value: n_as_extreme as f64 / replications as f64,
    })
}

/// Holds what every draw under the null needs.
struct Null<'a> {
    /// Orthonormal columns that span the design.
    basis: &'a DMatrix<f64>,
    /// The row of X⁺ that yields the coefficient.
    weights: Vec<f64>,
    /// e⁰, the residuals of the fit without the column.
    residuals: Vec<f64>,
    variance: Variance,
}

/// Turns residuals into the variance of the coefficient.
enum Variance {
    /// Σ eᵢ² times this.
    Classical(f64),
    /// Σ cᵢ·eᵢ².
    Robust(Vec<f64>),
    /// Squares of moving sums of xᵢeᵢ, xᵢ being the row of X⁺, over `lag` + 1
    /// rows, times `factor`.
    NeweyWest { lag: usize, factor: f64 },
}

impl<'a> Null<'a> {
    fn new(ols: &'a Ols, column: usize, kind: CovarianceKind) -> Result<Self, EconometricsError> {
        let inverse = ols.factorization.pseudo_inverse_transposed();
        let weights: Vec<f64> = inverse.column(column).iter().copied().collect();
        // the column net of the others is its row of X⁺ over the squared length
        let length = sum_of_squares(&weights);
        let share = ols.coefficients()[column] / length;
        let restricted = ols.residuals().iter().zip(&weights).map(|(e, x)| e + share * x);
        let factors = ols.variance_factors(kind)?;
        let variance = match kind {
            CovarianceKind::Classical => Variance::Classical(length / ols.df_resid() as f64),
            CovarianceKind::NeweyWest { lag, .. } => {
                let lag = lag.resolve(ols.n_obs())?;
                let factor = factors[0] / (lag as f64 + 1.0);
                Variance::NeweyWest { lag, factor }
            }
            _ => Variance::Robust(weights.iter().zip(&factors).map(|(x, f)| x * x * f).collect()),
        };
        Ok(Self {
            basis: &ols.basis,
            residuals: restricted.collect(),
            weights,
            variance,
        })
    }

    /// Estimates the variance of the coefficient from the errors of a draw;
    /// `residuals` is room for the residuals that they leave.
    fn variance(&self, errors: &[f64], residuals: &mut [f64]) -> f64 {
        residuals.copy_from_slice(errors);
        for direction in self.basis.as_slice().chunks_exact(errors.len()) {
            let effect = dot(direction, errors);
            for (residual, entry) in residuals.iter_mut().zip(direction) {
                *residual -= effect * entry;
            }
        }
        match &self.variance {
            Variance::Classical(factor) => factor * dot(residuals, residuals),
            Variance::Robust(factors) => factors.iter().zip(&*residuals).map(|(c, e)| c * e * e).sum(),
            Variance::NeweyWest { lag, factor } => {
                for (residual, weight) in residuals.iter_mut().zip(&self.weights) {
                    *residual *= weight;
                }
                factor * squares_of_moving_sums(residuals, *lag)
            }
        }
    }
}

/// Sums the squares of the sums over every window of `lag` + 1 entries that
/// meets the sample.
fn squares_of_moving_sums(scores: &[f64], lag: usize) -> f64 {
    let last = scores.len() - 1;
    let windows = (0..=last + lag).map(|end| &scores[end.saturating_sub(lag)..=end.min(last)]);
    windows
        .map(|window| window.iter().sum::<f64>())
        .map(|sum| sum * sum)
        .sum()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn generator(seed: u64, column: usize) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    let mut random = ChaCha8Rng::from_seed(key);
    random.set_stream(column as u64);
    random
}

/// Gives each number a sign from one random bit, the lowest bit of a word first.
fn flip_signs(numbers: &[f64], random: &mut ChaCha8Rng, flipped: &mut [f64]) {
    for (numbers, flipped) in numbers.chunks(64).zip(flipped.chunks_mut(64)) {
        let mut bits = random.next_u64();
        for (number, flipped) in numbers.iter().zip(flipped) {
            *flipped = f64::from_bits(number.to_bits() ^ (bits << 63));
            bits >>= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::longley::{LONGLEY, TestResult, close, fit_longley, simple};
    use super::super::{Design, Lag};
    use super::*;

    fn settings(kind: CovarianceKind) -> WildBootstrap {
        WildBootstrap {
            kind,
            replications: 999,
            seed: 1,
        }
    }

    /// A draw with the observed signs is the sample itself, so its t* is t.
    #[test]
    fn the_sample_is_one_of_the_draws() -> TestResult {
        let ols = fit_longley(&LONGLEY)?;
        let mut room = vec![0.0; 16];
        let lag = Lag::Fixed(3);
        let third = CovarianceKind::NeweyWest { lag, adjusted: true };
        for kind in CovarianceKind::ALL.into_iter().chain([third]) {
            for (column, test) in ols.inference(kind)?.coefficients.iter().enumerate() {
                let null = Null::new(&ols, column, kind)?;
                close(dot(&null.weights, &null.residuals), test.estimate, 1e-9);
                let variance = null.variance(&null.residuals, &mut room);
                close(variance, test.std_error * test.std_error, 1e-9);
            }
        }
        Ok(())
    }

    /// With 4 observations all 16 sign patterns can be listed.
    #[test]
    fn agrees_with_all_sign_patterns() -> TestResult {
        let ols = Ols::fit(&[1.0, 2.0, 2.0, 5.0], &simple(&[0.0, 1.0, 2.0, 3.0])?)?;
        let kind = CovarianceKind::Hc1;
        let null = Null::new(&ols, 1, kind)?;
        let t = ols.inference(kind)?.coefficients[1].t_statistic;
        let mut room = vec![0.0; 4];
        let mut extreme = 0.0;
        for pattern in 0..16_u64 {
            let sign = |(row, e): (usize, &f64)| if pattern >> row & 1 == 1 { -e } else { *e };
            let draw: Vec<f64> = null.residuals.iter().enumerate().map(sign).collect();
            let y: Vec<f64> = draw.iter().map(|e| 2.5 + e).collect();
            let star = Ols::fit(&y, ols.design())?.inference(kind)?.coefficients[1].t_statistic;
            let estimate = dot(&null.weights, &draw);
            close(estimate / null.variance(&draw, &mut room).sqrt(), star, 1e-12);
            extreme += f64::from(u8::from(star.abs() >= t.abs() * (1.0 - TIE)));
        }
        let many = WildBootstrap {
            replications: 40_000,
            ..settings(kind)
        };
        let test = wild_bootstrap(&ols, 1, &many)?;
        assert!(
            (test.p_value - extreme / 16.0).abs() < 0.01,
            "{} {extreme}",
            test.p_value
        );
        Ok(())
    }

    #[test]
    fn depends_on_the_seed_and_on_nothing_else() -> TestResult {
        let ols = fit_longley(&LONGLEY)?;
        let first = wild_bootstrap(&ols, 4, &settings(CovarianceKind::Hc3))?;
        assert_eq!(wild_bootstrap(&ols, 4, &settings(CovarianceKind::Hc3))?, first);
        assert_eq!((first.replications, first.n_as_extreme), (999, 7));
        let other = WildBootstrap {
            seed: 2,
            ..settings(CovarianceKind::Hc3)
        };
        assert_ne!(wild_bootstrap(&ols, 4, &other)?.n_as_extreme, first.n_as_extreme);
        Ok(())
    }

    #[test]
    fn a_single_column_can_be_tested() -> TestResult {
        let x = vec![1.0, 2.0, 3.0, 4.0, 5.0];
        let design = Design::from_columns(vec![("x".to_owned(), x)])?;
        let ols = Ols::fit(&[1.0, 2.5, 2.7, 4.4, 4.9], &design)?;
        let test = wild_bootstrap(&ols, 0, &settings(CovarianceKind::Classical))?;
        // 2 of 32 sign patterns are as extreme as the sample: all plus, all minus
        assert!((test.p_value - 2.0 / 32.0).abs() < 0.03, "{}", test.p_value);
        Ok(())
    }

    #[test]
    fn needs_draws_and_a_column() -> TestResult {
        let ols = fit_longley(&LONGLEY)?;
        let kind = CovarianceKind::Hc1;
        let none = WildBootstrap {
            replications: 0,
            ..settings(kind)
        };
        let message = wild_bootstrap(&ols, 0, &none).map_err(|e| e.to_string());
        assert_eq!(message, Err("a bootstrap needs at least one replication".to_owned()));
        assert!(matches!(
            wild_bootstrap(&ols, 7, &settings(kind)),
            Err(EconometricsError::NoSuchColumn { column: 7, n_params: 7 })
        ));
        Ok(())
    }
}
