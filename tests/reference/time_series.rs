//! Unit-root, stationarity and cointegration tests against R's urca and statsmodels.

use rvc_report::econometrics::{
    CriticalValues, Deterministic, EconometricsError, KpssDistribution, Lag, LagChoice, adf, engle_granger,
};

use super::regressions::{Comparison, REGRESSIONS, TestResult, read_sets};

const GATE: f64 = 1e-8;

/// Critical values, of which nothing is compared.
const LIMITS: CriticalValues = CriticalValues {
    one: 0.739,
    five: 0.463,
    ten: 0.347,
};

#[test]
fn dickey_fuller_as_in_urca() -> TestResult {
    let peer = read_sets("peer_R.json")?;
    let mut failures = Vec::new();
    for regression in &REGRESSIONS {
        let series = regression.series()?;
        let mut comparison = Comparison::new(regression.set);
        let tested = peer[regression.set]["unit_root"].as_object();
        for (name, block) in tested.into_iter().flatten() {
            let (_, values) = series.iter().find(|(known, _)| known == name).ok_or("no series")?;
            for (figure, deterministic) in [
                ("adf_none_lag1", Deterministic::None),
                ("adf_drift_lag1", Deterministic::Constant),
                ("adf_trend_lag1", Deterministic::Trend),
            ] {
                let test = adf(values, deterministic, LagChoice::Fixed(1));
                // Longley's years are an exact trend, where urca divides rounding errors
                if name == "year" {
                    assert!(
                        matches!(test, Err(EconometricsError::NoVariation { .. })),
                        "{figure}: {test:?}"
                    );
                    continue;
                }
                let tau = &block[figure]["tau"];
                comparison.one(&format!("{name} {figure}"), test?.statistic, tau, GATE);
            }
        }
        failures.extend(comparison.failures());
    }
    assert!(failures.is_empty(), "off urca:\n{}", failures.join("\n"));
    Ok(())
}

#[test]
fn kpss_as_in_urca() -> TestResult {
    let peer = read_sets("peer_R.json")?;
    let mut failures = Vec::new();
    for regression in &REGRESSIONS {
        let series = regression.series()?;
        let mut comparison = Comparison::new(regression.set);
        let tested = peer[regression.set]["unit_root"].as_object();
        for (name, block) in tested.into_iter().flatten() {
            let (_, values) = series.iter().find(|(known, _)| known == name).ok_or("no series")?;
            for (figure, deterministic) in [
                ("kpss_mu_lag2", Deterministic::Constant),
                ("kpss_tau_lag2", Deterministic::Trend),
            ] {
                // urca's figures are of the statistic only
                let distribution = KpssDistribution::new(values.len(), deterministic, Lag::Fixed(2))?;
                let test = distribution.test(values, LIMITS);
                // Longley's years are an exact trend, where urca divides rounding errors
                if (name.as_str(), deterministic) == ("year", Deterministic::Trend) {
                    assert!(
                        matches!(test, Err(EconometricsError::NoVariation { .. })),
                        "{figure}: {test:?}"
                    );
                    continue;
                }
                let stat = &block[figure]["stat"];
                comparison.one(&format!("{name} {figure}"), test?.statistic, stat, GATE);
            }
        }
        failures.extend(comparison.failures());
    }
    assert!(failures.is_empty(), "off urca:\n{}", failures.join("\n"));
    Ok(())
}

#[test]
fn dickey_fuller_as_in_statsmodels() -> TestResult {
    let peer = read_sets("peer_statsmodels.json")?;
    let mut failures = Vec::new();
    for regression in &REGRESSIONS {
        let series = regression.series()?;
        let mut comparison = Comparison::new(regression.set);
        let tested = peer[regression.set]["adf_c_lag1"].as_object();
        for (name, expected) in tested.into_iter().flatten() {
            if name == "year" {
                continue;
            }
            let (_, values) = series.iter().find(|(known, _)| known == name).ok_or("no series")?;
            let test = adf(values, Deterministic::Constant, LagChoice::Fixed(1))?;
            comparison.each(name, &[test.statistic, test.p_value], expected, GATE);
        }
        failures.extend(comparison.failures());
    }
    assert!(failures.is_empty(), "off statsmodels:\n{}", failures.join("\n"));
    Ok(())
}

#[test]
fn cointegration_as_in_statsmodels_and_urca() -> TestResult {
    let (peer, r) = (read_sets("peer_statsmodels.json")?, read_sets("peer_R.json")?);
    let mut failures = Vec::new();
    for regression in &REGRESSIONS {
        let set = regression.set;
        let mut series = regression.series()?;
        let (_, response) = series.remove(0);
        let test = |columns| engle_granger(&response, columns, Deterministic::Constant, LagChoice::Fixed(1));
        let mut comparison = Comparison::new(set);
        for (name, expected) in peer[set]["coint_EG_c"].as_object().into_iter().flatten() {
            let column = series.iter().find(|(known, _)| known == name).ok_or("no series")?;
            let test = test(vec![column.clone()])?;
            comparison.each(name, &[test.statistic, test.p_value], expected, GATE);
        }
        let all = test(series.clone());
        if let Some(expected) = peer[set].get("coint_EG_c_all") {
            let all = all.clone()?;
            comparison.one("all", all.statistic, &expected[0], GATE);
            comparison.one("all p", all.p_value, &expected[1], GATE);
            let critical = [all.critical.one, all.critical.five, all.critical.ten];
            comparison.each("all critical", &critical, &expected[2], 1e-12);
        }
        if let Some(expected) = r[set].get("eg_adf_resid_lag1_none") {
            match all {
                Ok(all) => comparison.one("urca", all.statistic, expected, GATE),
                // seven series, beyond the surfaces
                Err(error) => assert_eq!((set, error.to_string().contains("not for 7")), ("longley", true)),
            }
        }
        failures.extend(comparison.failures());
    }
    assert!(failures.is_empty(), "off the peers:\n{}", failures.join("\n"));
    Ok(())
}
