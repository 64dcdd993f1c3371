use indexmap::IndexMap;
use serde::Serialize;

use crate::econometrics::{EconometricsError, Ols, TestResult};

/// A test or measure of a fitted equation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiagnosticId {
    DurbinWatson,
    BreuschGodfrey1,
    BreuschGodfrey2,
    BreuschPagan,
    BreuschPaganOriginal,
    White,
    Reset,
    JarqueBera,
    Inflation,
    Condition,
    Cook,
}

impl DiagnosticId {
    pub const ALL: [Self; 11] = [
        Self::DurbinWatson,
        Self::BreuschGodfrey1,
        Self::BreuschGodfrey2,
        Self::BreuschPagan,
        Self::BreuschPaganOriginal,
        Self::White,
        Self::Reset,
        Self::JarqueBera,
        Self::Inflation,
        Self::Condition,
        Self::Cook,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::DurbinWatson => "durbin-watson",
            Self::BreuschGodfrey1 => "breusch-godfrey1",
            Self::BreuschGodfrey2 => "breusch-godfrey2",
            Self::BreuschPagan => "breusch-pagan",
            Self::BreuschPaganOriginal => "breusch-pagan-original",
            Self::White => "white",
            Self::Reset => "reset",
            Self::JarqueBera => "jarque-bera",
            Self::Inflation => "inflation",
            Self::Condition => "condition",
            Self::Cook => "cook",
        }
    }

    /// From where on a measure without a p value is a warning, and a strong one.
    ///
    /// Variance inflation: 5 and 10 (Marquardt 1970); scaled condition number: 15 and 30 (Belsley,
    /// Kuh and Welsch 1980); Cook's distance: 0.5 and 1 (Cook and Weisberg 1982).
    pub fn thresholds(self) -> Option<(f64, f64)> {
        match self {
            Self::Inflation => Some((5.0, 10.0)),
            Self::Condition => Some((15.0, 30.0)),
            Self::Cook => Some((0.5, 1.0)),
            _ => None,
        }
    }
}

/// A statistic, and its p value where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DiagnosticEvidence {
    pub statistic: f64,
    pub p: Option<f64>,
}

impl DiagnosticEvidence {
    /// How strongly the equation departs from what is assumed: 0 not, to 3 very strongly.
    ///
    /// By p at 10, 5 and 1 %; a measure by its thresholds, the second counting as 3.
    pub fn severity(&self, id: DiagnosticId) -> usize {
        match (self.p, id.thresholds()) {
            (Some(p), _) => crate::stages::stars(p),
            (None, Some((_, strong))) if self.statistic >= strong => 3,
            (None, Some((mild, _))) if self.statistic >= mild => 1,
            _ => 0,
        }
    }
}

/// Every diagnostic of an equation that its design allows.
pub(super) fn of(ols: &Ols) -> IndexMap<DiagnosticId, DiagnosticEvidence> {
    let found = DiagnosticId::ALL.into_iter();
    found.filter_map(|id| Some((id, diagnostic(ols, id).ok()?))).collect()
}

fn diagnostic(ols: &Ols, id: DiagnosticId) -> Result<DiagnosticEvidence, EconometricsError> {
    let test = |test: TestResult| DiagnosticEvidence {
        statistic: test.statistic,
        p: Some(test.p_value),
    };
    let measure = |values: Vec<f64>| DiagnosticEvidence {
        statistic: values.into_iter().fold(0.0, f64::max),
        p: None,
    };
    Ok(match id {
        DiagnosticId::DurbinWatson => {
            let found = ols.durbin_watson()?;
            DiagnosticEvidence {
                statistic: found.statistic,
                p: Some(found.p_positive),
            }
        }
        DiagnosticId::BreuschGodfrey1 => test(ols.breusch_godfrey(1)?.lm),
        DiagnosticId::BreuschGodfrey2 => test(ols.breusch_godfrey(2)?.lm),
        DiagnosticId::BreuschPagan => test(ols.breusch_pagan_koenker()?),
        DiagnosticId::BreuschPaganOriginal => test(ols.breusch_pagan_original()?),
        DiagnosticId::White => test(ols.white()?),
        DiagnosticId::Reset => test(ols.reset(3)?),
        DiagnosticId::JarqueBera => test(ols.jarque_bera()?.test),
        DiagnosticId::Inflation => measure(ols.variance_inflation()),
        DiagnosticId::Condition => measure(vec![ols.scaled_condition_number()]),
        DiagnosticId::Cook => measure(ols.cooks_distances()?),
    })
}
