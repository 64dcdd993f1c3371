//! Values of keys in an attached `results.json`.

use serde_json::Value;

use crate::provenance::{Key, LinkageField, PanelField, StatisticField, TermField};

/// The value of a key; `None` where the file does not hold it. Percent become fractions.
pub(super) fn value(results: &Value, key: &Key) -> Option<f64> {
    match key {
        Key::Share {
            economy,
            group,
            mutual,
            period,
        } => {
            let row = row(
                results,
                "stage1",
                &[("economy", economy.code()), ("group", &group.to_string())],
            )?;
            let flow = if *mutual { "mutual" } else { "total" };
            percent(row.get(format!("share_{flow}_{}", period.id()))?)
        }
        Key::Lead {
            economy,
            group,
            definition,
        } => {
            let row = row(
                results,
                "stage1",
                &[("economy", economy.code()), ("group", &group.to_string())],
            )?;
            row.get("lead")?.get(definition.id())?.as_f64()
        }
        Key::Linkage {
            exporter,
            sector,
            year,
            field,
        } => {
            let row = row_of_year(results, "stage2", exporter.code(), sector, *year)?;
            match field {
                LinkageField::GrossExports => row.get("gross_exports")?.as_f64(),
                LinkageField::Fva => row.get("fva")?.as_f64(),
                LinkageField::FvaShare => percent(row.get("fva_share")?),
                LinkageField::PartnerShare(partner) => percent(row.get("partner_share")?.get(partner.code())?),
            }
        }
        Key::Panel {
            exporter,
            sector,
            year,
            field,
        } if !matches!(field, PanelField::Content | PanelField::ForwardShare) => {
            row_of_year(results, "panel", exporter.code(), sector, *year)?
                .get(field.id())?
                .as_f64()
        }
        Key::Coefficient {
            exporter,
            sector,
            direction,
            term,
            field,
        } => {
            let row = equation(results, exporter.code(), sector, direction.id())?;
            coefficient(row.get("terms")?.get(term.id())?, *field)
        }
        Key::Statistic {
            exporter,
            sector,
            direction,
            field,
        } => statistic(equation(results, exporter.code(), sector, direction.id())?, *field),
        Key::OwnCoefficient { id, term, field } => {
            let row = row(results, "regressions", &[("id", id)])?;
            coefficient(row.get("terms")?.get(term)?, *field)
        }
        Key::OwnStatistic { id, field } => statistic(row(results, "regressions", &[("id", id)])?, *field),
        Key::Robustness { path } => path
            .split('.')
            .try_fold(results.get("robustness")?, |value, part| value.get(part))?
            .as_f64(),
        _ => None,
    }
}

fn percent(value: &Value) -> Option<f64> {
    value.as_f64().map(|percent| percent / 100.0)
}

fn coefficient(term: &Value, field: TermField) -> Option<f64> {
    term.get(field.id())?.as_f64()
}

fn statistic(row: &Value, field: StatisticField) -> Option<f64> {
    row.get(field.id())?.as_f64()
}

fn equation<'a>(results: &'a Value, exporter: &str, sector: &str, direction: &str) -> Option<&'a Value> {
    let fields = [("exporter", exporter), ("sector", sector), ("direction", direction)];
    row(results, "stage3", &fields)
}

fn row<'a>(results: &'a Value, list: &str, fields: &[(&str, &str)]) -> Option<&'a Value> {
    let mut rows = results.get(list)?.as_array()?.iter();
    rows.find(|row| {
        fields
            .iter()
            .all(|(name, text)| row.get(name).and_then(Value::as_str) == Some(text))
    })
}

fn row_of_year<'a>(results: &'a Value, list: &str, exporter: &str, sector: &str, year: u16) -> Option<&'a Value> {
    let mut rows = results.get(list)?.as_array()?.iter();
    rows.find(|row| {
        row.get("exporter").and_then(Value::as_str) == Some(exporter)
            && row.get("sector").and_then(Value::as_str) == Some(sector)
            && row.get("year").and_then(Value::as_u64) == Some(u64::from(year))
    })
}
