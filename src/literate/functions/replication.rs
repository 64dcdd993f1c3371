//! What templates can ask of the verification against a published article.

use std::collections::BTreeMap;

use minijinja::Environment;
use minijinja::value::{Serde, Value};

use super::Scope;
use super::objects::NumberValue;
use crate::provenance::{Number, Operation};
use crate::replication::consistency::Weight;
use crate::replication::{Agreement, Replication};

/// Registers `verification`; it is not there where nothing is verified.
pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    if let Some(replication) = &scope.replication {
        environment.add_global("verification", verification(replication));
    }
}

/// A count of the verification.
fn count(what: &str, n: usize) -> Value {
    let operation = Operation::Count(format!("verification {what}"));
    NumberValue::from(Number::derived(operation, n as f64, Vec::new()))
}

fn verification(replication: &Replication) -> Value {
    let Replication {
        published,
        comparison,
        grid,
        consistency,
        figures,
        ..
    } = replication;
    let numbers = &comparison.summary.numbers;
    let (signs, stars) = (&comparison.summary.signs, &comparison.summary.stars);
    let contradictions = consistency
        .findings
        .iter()
        .filter(|finding| finding.weight == Weight::Contradiction);
    let contradictions: Vec<_> = contradictions.collect();
    let best = grid.best();
    let kinds = comparison.ranking.tied.iter().map(ToString::to_string);
    let parts = best.map(|best| best.parts.iter().cloned().collect::<BTreeMap<_, _>>());
    let mut fields: BTreeMap<&str, Value> = BTreeMap::from([
        ("verdict", Value::from(comparison.verdict.id())),
        ("article", Value::from(Serde(&published.article))),
        ("table", Value::from(published.table.place.as_str())),
        ("n_obs", count("n of the article", published.table.n_obs)),
        ("n_params", count("k of the article", published.table.n_params)),
        ("cells", count("all printed", numbers.total())),
        ("near", count("all near", numbers.at_least(Agreement::Within10))),
        ("signs", count("signs printed", signs.printed)),
        ("signs_agree", count("signs agree", signs.agree)),
        ("stars", count("stars printed", stars.printed)),
        ("stars_agree", count("stars agree", stars.agree)),
        ("stars_borderline", count("stars borderline", stars.borderline)),
        ("within_noise", count("within noise", comparison.summary.within_noise)),
        ("kinds", Value::from(kinds.collect::<Vec<_>>())),
        ("kind_is_unique", Value::from(comparison.ranking.is_unique)),
        ("candidates", count("candidates", grid.candidates.len())),
        ("best", Value::from(Serde(parts))),
        (
            "best_kinds",
            Value::from(best.map(|best| best.kinds.iter().map(ToString::to_string).collect::<Vec<_>>())),
        ),
        (
            "best_exact",
            count("best exact", best.map_or(0, |best| best.summary.numbers.exact)),
        ),
        ("best_verdict", Value::from(best.map(|best| best.verdict.id()))),
        ("figures", count("figures", published.figures.len())),
        (
            "figures_hold",
            count(
                "figures hold",
                figures.iter().filter(|figure| figure.holds == Some(true)).count(),
            ),
        ),
        (
            "figures_fail",
            count(
                "figures fail",
                figures.iter().filter(|figure| figure.holds == Some(false)).count(),
            ),
        ),
        ("statements", count("statements", consistency.n_statements)),
        ("contradictions", count("contradictions", contradictions.len())),
        ("findings", Value::from(Serde(&contradictions))),
        ("rows", count("rows with F", consistency.classical_f.len())),
        (
            "rows_fit",
            count(
                "rows with F fitting",
                consistency.classical_f.iter().filter(|row| row.fits).count(),
            ),
        ),
        (
            "rows_fit_most",
            count(
                "rows fitting under one n",
                consistency.rows_fitting.values().copied().max().unwrap_or_default(),
            ),
        ),
        (
            "star_patterns",
            count("star patterns judged", consistency.n_star_patterns),
        ),
    ]);
    for class in Agreement::ALL {
        fields.insert(class.id(), count(&format!("all {}", class.id()), numbers.get(class)));
    }
    Value::from(fields)
}
