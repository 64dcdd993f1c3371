use indexmap::IndexMap;
use serde::Serialize;

use crate::econometrics::{
    CriticalValues, Deterministic, EconometricsError, KpssDistribution, Lag, LagChoice, adf, engle_granger, max_lag,
};
use crate::model::{Series, Transform, Variable};
use crate::stages::PanelRow;
use crate::stages::observations::{Observations, observe};

/// The series of formula 3, by variable.
pub type SeriesEvidence = IndexMap<Series, UnitRoots>;

const SERIES: [Series; 5] = [Series::External, Series::Mutual, Series::Bp, Series::Fp, Series::GdpPc];

/// What the unit-root tests say of a series.
#[derive(Debug, Clone, Serialize)]
pub struct UnitRoots {
    /// Augmented Dickey–Fuller with a constant; the null is a unit root.
    pub adf_constant: Option<RootTest>,
    /// With a constant and a trend.
    pub adf_trend: Option<RootTest>,
    /// Of the first differences, with a constant.
    pub adf_differences: Option<RootTest>,
    /// KPSS around a constant; the null is stationarity.
    pub kpss_constant: Option<RootTest>,
    /// KPSS around a trend.
    pub kpss_trend: Option<RootTest>,
    pub order: Order,
}

/// A unit-root or stationarity test with small-sample critical values.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RootTest {
    pub statistic: f64,
    pub lag: usize,
    pub n_obs: usize,
    pub p: f64,
    pub critical_10: f64,
    pub critical_5: f64,
    pub critical_1: f64,
}

impl RootTest {
    fn new(statistic: f64, lag: usize, n_obs: usize, critical: CriticalValues, p: f64) -> Self {
        Self {
            statistic,
            lag,
            n_obs,
            p,
            critical_10: critical.ten,
            critical_5: critical.five,
            critical_1: critical.one,
        }
    }
}

/// What both tests around a trend say together, at 5 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// ADF rejects a unit root, KPSS does not reject stationarity.
    Stationary,
    /// ADF does not reject a unit root, KPSS rejects stationarity.
    UnitRoot,
    /// The tests contradict each other, or cannot be computed.
    Unclear,
}

impl Order {
    pub fn id(self) -> &'static str {
        match self {
            Self::Stationary => "stationary",
            Self::UnitRoot => "unit-root",
            Self::Unclear => "unclear",
        }
    }
}

/// Engle and Granger's test that an equation in levels is spurious.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Cointegration {
    #[serde(flatten)]
    pub test: RootTest,
    pub n_variables: usize,
}

impl Cointegration {
    /// Whether "no cointegration" is rejected at 5 %.
    pub fn is_found(&self) -> bool {
        self.test.statistic < self.test.critical_5
    }
}

/// Whether an equation may be read in levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Levels {
    /// All its series are stationary around a trend.
    Stationary,
    /// Its series move together.
    Cointegrated,
    /// Neither is shown.
    NotShown,
}

impl Levels {
    pub fn id(self) -> &'static str {
        match self {
            Self::Stationary => "stationary",
            Self::Cointegrated => "cointegrated",
            Self::NotShown => "not-shown",
        }
    }
}

/// The distributions of KPSS around a constant and around a trend: the same for all series of a length.
#[derive(Debug, Clone)]
pub(super) struct KpssDistributions([Option<(KpssDistribution, CriticalValues)>; 2]);

impl KpssDistributions {
    pub fn new(n_obs: usize) -> Self {
        Self([Deterministic::Constant, Deterministic::Trend].map(|deterministic| {
            let distribution = KpssDistribution::new(n_obs, deterministic, Lag::Automatic).ok()?;
            let critical = distribution.critical_values();
            Some((distribution, critical))
        }))
    }

    fn test(&self, values: &[f64], deterministic: Deterministic) -> Option<RootTest> {
        let [constant, trend] = &self.0;
        let chosen = if deterministic == Deterministic::Trend {
            trend
        } else {
            constant
        };
        let (distribution, critical) = chosen.as_ref()?;
        let test = distribution.test(values, *critical).ok()?;
        Some(RootTest::new(
            test.statistic,
            test.lag,
            test.n_obs,
            test.critical,
            test.p_value,
        ))
    }
}

/// Tests every series of a sector.
pub(super) fn of_series(rows: &[&PanelRow], distributions: &KpssDistributions) -> SeriesEvidence {
    let series = SERIES.into_iter();
    series
        .map(|series| (series, unit_roots(series, rows, distributions)))
        .collect()
}

fn unit_roots(series: Series, rows: &[&PanelRow], distributions: &KpssDistributions) -> UnitRoots {
    let observed = |transforms: &[Transform]| {
        let variable = Variable {
            series,
            transforms: transforms.to_vec(),
        };
        observe(&variable, rows).into_iter().flatten().collect::<Vec<f64>>()
    };
    let (levels, differences) = (observed(&[]), observed(&[Transform::Diff]));
    let adf_trend = dickey_fuller(&levels, Deterministic::Trend).ok();
    let kpss_trend = distributions.test(&levels, Deterministic::Trend);
    UnitRoots {
        adf_constant: dickey_fuller(&levels, Deterministic::Constant).ok(),
        adf_differences: dickey_fuller(&differences, Deterministic::Constant).ok(),
        kpss_constant: distributions.test(&levels, Deterministic::Constant),
        order: order(adf_trend.as_ref(), kpss_trend.as_ref()),
        adf_trend,
        kpss_trend,
    }
}

fn order(adf: Option<&RootTest>, kpss: Option<&RootTest>) -> Order {
    let (Some(adf), Some(kpss)) = (adf, kpss) else {
        return Order::Unclear;
    };
    match (adf.statistic < adf.critical_5, kpss.statistic > kpss.critical_5) {
        (true, false) => Order::Stationary,
        (false, true) => Order::UnitRoot,
        _ => Order::Unclear,
    }
}

fn dickey_fuller(values: &[f64], deterministic: Deterministic) -> Result<RootTest, EconometricsError> {
    let lag = LagChoice::Aic {
        max: max_lag(values.len()),
    };
    let test = adf(values, deterministic, lag)?;
    Ok(RootTest::new(
        test.statistic,
        test.lag,
        test.n_obs,
        test.critical,
        test.p_value,
    ))
}

/// Tests an equation in levels for cointegration, with a constant.
pub(super) fn of_equation(observations: &Observations) -> Option<Cointegration> {
    let lag = LagChoice::Aic {
        max: max_lag(observations.response.len()),
    };
    let columns = observations.columns.clone();
    let test = engle_granger(&observations.response, columns, Deterministic::Constant, lag).ok()?;
    Some(Cointegration {
        test: RootTest::new(test.statistic, test.lag, test.n_obs, test.critical, test.p_value),
        n_variables: test.n_variables,
    })
}
