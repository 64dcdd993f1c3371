//! Figures that R (lmtest, car, strucchange) and statsmodels have and the oracle lacks.

use rvc_report::econometrics::{CovarianceKind, EconometricsError, Reference};

use super::regressions::{Comparison, REGRESSIONS, TestResult, number, read_sets};

/// How far apart two programs may be that both compute in double precision.
const GATE: f64 = 1e-8;

/// Longley's data cost a program that does not refine its solution several digits.
fn gate(set: &str) -> f64 {
    if set == "longley" { 1e-6 } else { GATE }
}

#[test]
fn fit_statistics_and_influence_as_in_r() -> TestResult {
    let peer = read_sets("peer_R.json")?;
    let mut failures = Vec::new();
    for regression in &REGRESSIONS {
        let block = &peer[regression.set];
        let ols = regression.fit()?;
        let mut comparison = Comparison::new(regression.set);
        let gate = gate(regression.set);
        comparison.one("adj_r2", ols.adjusted_r_squared(), &block["adj_r2"], gate);
        comparison.one("loglik", ols.log_likelihood(), &block["loglik"], gate);
        comparison.one("aic", ols.aic(), &block["aic"], gate);
        comparison.one("bic", ols.bic(), &block["bic"], gate);
        comparison.each("hat", ols.leverage(), &block["hat"], gate);
        comparison.each("cooks", &ols.cooks_distances()?, &block["cooks"], gate);
        comparison.each("vif", &ols.variance_inflation(), &block["vif"], gate);
        let condition = ols.scaled_condition_number();
        comparison.one("condition", condition, &block["cond_number_scaled"], gate);
        failures.extend(comparison.failures());
    }
    assert!(failures.is_empty(), "off R:\n{}", failures.join("\n"));
    Ok(())
}

/// lmtest integrates as well, but takes a normal approximation from 100 observations on.
#[test]
fn exact_durbin_watson_as_in_r() -> TestResult {
    let peer = read_sets("peer_R.json")?;
    for regression in &REGRESSIONS {
        let Some(block) = peer[regression.set].get("dw") else {
            assert_eq!(regression.set, "publicschools", "no order of time");
            continue;
        };
        let test = regression.fit()?.durbin_watson()?;
        for (actual, figure) in [(test.p_positive, "p_greater"), (test.p_two_sided, "p_two")] {
            let expected = number(&block[figure]);
            let error = (actual - expected).abs();
            let gate = if regression.set == "macro_stata" { 1e-3 } else { 1e-12 };
            eprintln!("{} {figure}: {error:.1e}", regression.set);
            assert!(error < gate, "{}: {actual} for {expected}", regression.set);
        }
    }
    Ok(())
}

#[test]
fn breusch_godfrey_f_as_in_r_and_statsmodels() -> TestResult {
    let (r, statsmodels) = (read_sets("peer_R.json")?, read_sets("peer_statsmodels.json")?);
    let mut failures = Vec::new();
    for regression in &REGRESSIONS {
        let set = regression.set;
        if r[set].get("bg1_F").is_none() {
            assert_eq!(set, "publicschools", "no order of time");
            continue;
        }
        let ols = regression.fit()?;
        let mut comparison = Comparison::new(set);
        for order in [1, 2] {
            let test = ols.breusch_godfrey(order)?;
            let block = &r[set][format!("bg{order}_F")];
            comparison.one(&format!("R F {order}"), test.f.statistic, &block["F"], gate(set));
            comparison.one(&format!("R p {order}"), test.f.p_value, &block["p"], gate(set));
            let figures = [test.lm.statistic, test.lm.p_value, test.f.statistic, test.f.p_value];
            let block = &statsmodels[set][format!("bg{order}")];
            comparison.each(&format!("statsmodels {order}"), &figures, block, gate(set));
        }
        failures.extend(comparison.failures());
    }
    assert!(failures.is_empty(), "off the peers:\n{}", failures.join("\n"));
    Ok(())
}

/// The file's second column is the square of its first, rounded: four columns are left.
#[test]
fn white_without_redundant_columns_as_in_r() -> TestResult {
    let peer = read_sets("peer_R.json")?;
    let mut comparison = Comparison::new("white");
    for regression in &REGRESSIONS {
        let (set, block) = (regression.set, &peer[regression.set]["white"]);
        let white = regression.fit()?.white();
        if set == "longley" {
            // 27 columns for 16 observations: R's LM is n
            assert!(matches!(white, Err(EconometricsError::SaturatedTest { n_obs: 16, .. })));
            continue;
        }
        let white = white?;
        comparison.one(&format!("{set} LM"), white.statistic, &block["LM"], GATE);
        comparison.one(&format!("{set} p"), white.p_value, &block["p"], GATE);
        let df = block["df"].as_u64().ok_or("no df")? as usize;
        assert_eq!(white.distribution, Reference::ChiSquared { df }, "{set}");
    }
    let failures = comparison.failures();
    assert!(failures.is_empty(), "off R:\n{}", failures.join("\n"));
    Ok(())
}

/// statsmodels' robust F is the Wald statistic over q, referred to F.
#[test]
fn robust_f_as_in_statsmodels() -> TestResult {
    let peer = read_sets("peer_statsmodels.json")?;
    let mut failures = Vec::new();
    for regression in &REGRESSIONS {
        let set = regression.set;
        let ols = regression.fit()?;
        let mut comparison = Comparison::new(set);
        for (name, block) in peer[set].as_object().ok_or("no figures")? {
            if !name.starts_with("HC") && !name.starts_with("NW_lag") {
                continue;
            }
            let kind: CovarianceKind = name.replace("NW_lag", "NW-").replace("_adj", "-adj").parse()?;
            let tests = ols.inference(kind)?.coefficients;
            let errors: Vec<f64> = tests.iter().map(|test| test.std_error).collect();
            comparison.each(&format!("{kind} se"), &errors, &block["se"], gate(set));
            let wald = ols.slopes_test(kind)?;
            comparison.one(&format!("{kind} F"), wald.f_statistic, &block["F"], 10.0 * gate(set));
        }
        failures.extend(comparison.failures());
    }
    assert!(failures.is_empty(), "off statsmodels:\n{}", failures.join("\n"));
    Ok(())
}
